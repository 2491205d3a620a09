"""Settings that contradict one another are refused at once, with what to do and without a key."""

import pytest
from pydantic import ValidationError

from dateline.service.settings import Settings

KEY = "sk-canary-0b1d"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"llm_url": "http://127.0.0.1/v1"}, "DATELINE_LLM_MODEL is not"),
        ({"judge_url": "http://127.0.0.1/v1"}, "DATELINE_JUDGE_MODEL is not"),
        ({"embed_url": "http://127.0.0.1/v1"}, "DATELINE_EMBED_MODEL is not"),
        ({"llm": "embedded", "llm_model": "m"}, "unset the other"),
        ({"llm_model": "m", "llm_prompt_price": 1.0}, "set both"),
        ({"llm_model": "m", "llm_reply_price": 1.0}, "set both"),
        ({"llm_model": "m", "llm_max_cost": 0.01}, "needs DATELINE_LLM_PROMPT_PRICE"),
        ({"llm": "huge"}, "embedded"),
        ({"llm_deadline_s": 0}, "greater than 0"),
        ({"llm_reply_price": -1}, "greater than or equal to 0"),
    ],
)
def test_a_contradiction_is_refused_with_what_to_do(given: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says) as refused:
        Settings.model_validate({**given, "llm_key": KEY})
    assert KEY not in str(refused.value)


def test_a_key_is_in_no_text_of_the_settings() -> None:
    settings = Settings.model_validate({"llm_model": "m", "llm_key": KEY, "judge_key": KEY, "embed_key": KEY})
    assert KEY not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"

"""Drafting with a model too small to be asked for a form: it says the keyless answer in its own words, quote by quote."""

from collections.abc import Iterator
from dataclasses import replace

from dateline.indexes.sentences import spans
from dateline.service.answerable import Verdict
from dateline.service.caller import Caller
from dateline.service.chat import ModelFailed
from dateline.service.drafting import Model, generator_of, request_of, usable_of
from dateline.service.nouns import DraftClaim
from dateline.service.pipeline import Draft, Outcome
from dateline.service.question import Reading
from dateline.service.words import stems_of

_TOUCHES = 2  # words of meaning that a sentence shares with the quotes that it may stand for


def gloss_draft(model: Model, fallback: Draft) -> Draft:
    """A drafter that shows the fallback's claims, each in the model's words where a sentence of its reply can stand for it.

    Nothing is added and nothing lost: a model this small chooses worse than the rules. If it fails, the claims come as they are,
    with the failure as `degraded_reason`. Where all that somebody said is asked for, or a premise is corrected, it is not asked.
    """

    def draft(reading: Reading, verdict: Verdict, caller: Caller) -> Iterator[DraftClaim | Outcome]:
        usable = usable_of(verdict, verdict.shown)
        if not usable:
            yield from fallback(reading, verdict, caller)
            return
        request = request_of(model, reading, usable)
        failed: ModelFailed | None = None
        said: list[str] = []
        try:
            reply = "".join(request.reply(model, caller, None))
            said = [reply[each.start : each.end] for each in spans(reply)]
        except ModelFailed as failure:
            failed = failure
        for each in fallback(reading, verdict, caller):
            if isinstance(each, DraftClaim):
                yield replace(each, wording=_nearest(each, said))
            elif failed is not None:
                yield Outcome(each.generator, degraded_reason=failed.reason, usage=request.usage)
            else:
                yield Outcome(generator_of(model), usage=request.usage)

    return draft


def _nearest(claim: DraftClaim, said: list[str]) -> str | None:
    """The sentence that shares most with a claim's quotes, taken out of what was said: it stands for one claim alone."""
    quoted = stems_of(" ".join(quote.text for quote in claim.quotes))
    shared = [len(quoted & stems_of(sentence)) for sentence in said]
    most = max(shared, default=0)
    return said.pop(shared.index(most)) if most >= _TOUCHES else None

"""What is asked over the wire: the bodies of `POST /ask` and `POST /search`, field by field as the contract says."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from dateline.indexes.nouns import Filters
from dateline.service.nouns import MAX_QUESTION, Question
from dateline.service.question import normalise
from dateline.service.wrong import MAX_SAYS

MAX_SOURCES = 50
MAX_DRAFT = 20_000  # characters of a text to check
ANSWER_ID = r"^[0-9a-f]{8,64}$"
MAX_NAME = 200  # characters of a source's name
REFUSED = "refused"  # the type of every validation error whose message is ours and repeats no input

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _question(text: str) -> str:
    text = normalise(text)
    if not text:
        raise PydanticCustomError(REFUSED, "The question is empty: write one.")
    if len(text) > MAX_QUESTION:
        raise PydanticCustomError(REFUSED, "The question is longer than 2,000 characters: shorten it.")
    return text


def _draft(text: str) -> str:
    if not normalise(text):
        raise PydanticCustomError(REFUSED, "The text is empty: paste what is to be checked.")
    if len(text) > MAX_DRAFT:
        raise PydanticCustomError(REFUSED, "The text is longer than 20,000 characters: check it in parts.")
    return text


def _name(text: str) -> str:
    text = normalise(text)
    if not 1 <= len(text) <= MAX_NAME:
        raise PydanticCustomError(REFUSED, "A source is named by 1 to 200 characters.")
    return text


def _words(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise PydanticCustomError(REFUSED, "There are no words: copy them from an article, or leave `says` out.")
    if len(text) > MAX_SAYS:
        raise PydanticCustomError(REFUSED, "The words are longer than 2,000 characters: a sentence or two will do.")
    return text


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # the 30th of February: refused below, like everything else that is no day
    raise PydanticCustomError(REFUSED, "Write dates as YYYY-MM-DD, like 2023-06-30.")


Day = Annotated[date | None, BeforeValidator(_day)]
Name = Annotated[str, AfterValidator(_name)]
_DRAFT_SCHEMA = {"type": "string", "minLength": 1, "maxLength": MAX_DRAFT}
_QUESTION_SCHEMA = {"type": "string", "minLength": 1, "maxLength": MAX_QUESTION}


class _Sent(BaseModel):
    """A body. A field that is not listed is refused: a typing error must not drop a filter."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _known_fields(cls, body: object) -> object:
        if not isinstance(body, Mapping):
            raise PydanticCustomError(REFUSED, "Send a JSON object, with Content-Type: application/json.")
        if not cast(Mapping[object, object], body).keys() <= cls.model_fields.keys():
            names = ", ".join(cls.model_fields)
            raise PydanticCustomError(
                REFUSED, "There is a field that is not known here. Known: {names}.", {"names": names}
            )
        return cast(object, body)


class Asked(_Sent):
    """A question and its filters."""

    question: Annotated[str, AfterValidator(_question), WithJsonSchema(_QUESTION_SCHEMA)]
    as_of: Day = None
    since: Day = None
    sources: Annotated[tuple[Name, ...], Field(max_length=MAX_SOURCES)] = ()

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.since and self.as_of and self.since > self.as_of:
            raise PydanticCustomError(REFUSED, "`since` lies after `as_of`: no day is left.")
        return self


class AskBody(Asked):
    """The body of `POST /ask`."""

    follows: Annotated[str, Field(pattern=ANSWER_ID)] | None = None

    def read(self) -> Question:
        """The question of the path."""
        return Question(self.question, self.as_of, self.since, self.sources, self.follows)


class SearchBody(Asked):
    """The body of `POST /search`."""

    limit: Annotated[int, Field(ge=1, le=100, strict=True)] = 10

    def read(self) -> Question:
        """The question of the path."""
        return Question(self.question, self.as_of, self.since, self.sources)


class WrongBody(_Sent):
    """The body of `POST /answers/{id}/wrong`."""

    says: Annotated[str, AfterValidator(_words)] | None = None  # words of an article; None: the articles don't say


class CheckBody(_Sent):
    """The body of `POST /check`: a draft, and which articles it is held against."""

    text: Annotated[str, AfterValidator(_draft), WithJsonSchema(_DRAFT_SCHEMA)]
    as_of: Day = None
    since: Day = None
    sources: Annotated[tuple[Name, ...], Field(max_length=MAX_SOURCES)] = ()

    def filters(self) -> Filters:
        """What may be used."""
        return Filters(as_of=self.as_of, since=self.since, sources=self.sources)

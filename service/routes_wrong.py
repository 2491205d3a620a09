"""Reporting: an answer that is wrong is kept as a gold question."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from dateline.service.asked import WrongBody
from dateline.service.doors import DeskIn, MayWrite
from dateline.service.problems import described
from dateline.service.wire import Sent

router = APIRouter()


class GoldQuoteBody(Sent):
    """Whole passages of an article, letter for letter."""

    article_id: str
    quote: str


class GoldQuestionBody(Sent):
    """A gold question, as `eval/README.md` explains it."""

    id: str
    kind: str
    question: str
    as_of: str | None
    since: str | None
    sources: list[str]
    before: list[str]
    answerable: bool
    reason: str | None
    accepted: list[list[str]]
    evidence: list[list[GoldQuoteBody]]


class KeptGoldBody(BaseModel):
    """What was kept, and how many questions the data folder's file has now."""

    gold: GoldQuestionBody
    questions: int


@router.post(
    "/answers/{answer_id}/wrong",
    status_code=201,
    response_model=KeptGoldBody,
    responses=described(401, 403, 404, 413, 503),
    dependencies=[MayWrite],
)
def wrong(answer_id: Annotated[str, Path()], body: WrongBody, desk: DeskIn) -> JSONResponse:
    """Keep a wrong answer as a gold question, in `gold.jsonl` in the data folder; the same answer again replaces its line.

    `says`: words of an article that answer it, letter for letter; without it, that the articles don't say.
    """
    return JSONResponse(desk.wrong(answer_id, body.says).as_json(), 201)

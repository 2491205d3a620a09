"""Checking: each sentence of a draft held against the articles."""

from fastapi import APIRouter, Response

from dateline.service.asked import CheckBody
from dateline.service.check.path import NoSentence
from dateline.service.doors import DeskIn
from dateline.service.problems import Unreadable, described
from dateline.service.wire_check import DraftBody, draft_body

router = APIRouter()


@router.post("/check", response_model=DraftBody, responses=described(413, 503))
def check(body: CheckBody, desk: DeskIn) -> Response:
    """Each sentence of a text: supported, contradicted or not found, with the quotes."""
    try:
        draft = desk.check(body.text, body.filters())
    except NoSentence:
        raise Unreadable("There is no sentence in this text: paste what is to be checked.") from None
    return Response(draft_body(draft).model_dump_json(by_alias=True), media_type="application/json")

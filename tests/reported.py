"""A handful of questions as an evaluation records them, one for each way to go, and the report that is made of them."""

from collections.abc import Sequence
from typing import Any

from dateline.eval.ablation import Ablated
from dateline.eval.averages import Average
from dateline.eval.evaluation import Evaluation
from dateline.eval.gate import Breach, Change, Finding, Signature, Verdict
from dateline.eval.gold import Case, GoldQuestion, GoldQuote
from dateline.eval.metrics import Expected, Span, score
from dateline.eval.report import page
from dateline.eval.runner import Record, given_by
from dateline.eval.summary import result, summarise

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> $x$ {{ css }}"
COST, DEPTH, SAID = "The quay cost 9 million crowns.", "The basin is nine metres deep.", "Ilse said the gate was shut."
TEXT = f"{COST} {DEPTH} {SAID}"
COVERAGE = {"articles": 1, "undated": 0, "from": "2024-03-04", "to": "2024-03-04", "passages": 3, "embedded": 3}


def passage(quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote) if quote in TEXT else 0
    place = {"article_id": "quay", "revision": 1, "start": start, "end": start + len(quote), "quote": quote}
    told = {"title": "Quay", "source": "Pier <b>Post</b>", "url": None, "language": "en", "updated_at": None}
    found = {"kind": "sentence", "score": 0.5, "scores": {"keywords": 2.0, "vectors": 0.5}, "why": "keywords #1"}
    return {**place, **told, **found, "published_at": "2024-03-04T08:00:00Z", "also_in": [], **more}


def answer(quotes: Sequence[str], confidence: float, reason: str | None = "not_stated") -> dict[str, Any]:
    claims = [
        {"text": each, "citations": [number], "kind": "quoted", "said_by": None, "event_time": None}
        for number, each in enumerate(quotes, start=1)
    ]
    return {
        "status": "answered" if quotes else "not_answered",
        "reason": None if quotes else reason,
        "answer": " ".join(quotes) or "The articles here don’t say.",
        "claims": claims,
        "citations": [{**passage(each), "number": number} for number, each in enumerate(quotes, start=1)],
        "related": [],
        "coverage": COVERAGE,
        "generator": {"kind": "quotes", "model": None, "prompt": None},
        "degraded": False,
        "confidence": confidence,
    }


def asked(name: str, question: str, wants: str | None = None, accepts: str = "", **more: Any) -> Case:
    """A question that `wants` a sentence of the article, or a refusal."""
    evidence = () if wants is None else ((GoldQuote(article_id="quay", quote=wants),),)
    accepted = () if wants is None else ((accepts,),)
    gold = GoldQuestion(
        id=name, kind=more.pop("kind", "fact"), question=question, answerable=wants is not None, accepted=accepted,
        evidence=evidence, **more,
    )  # fmt: skip
    spans = [] if wants is None else [[Span("quay", TEXT.index(wants), TEXT.index(wants) + len(wants))]]
    return Case(gold, Expected(gold.answerable, accepted, spans, gold.reason))


def got(case: Case, reply: dict[str, Any], hits: Sequence[str], milliseconds: float = 20.0) -> Record:
    found = [passage(each) for each in hits]
    seen = given_by(reply, found)
    return Record(case, reply, found, seen, score(case.expected, seen), milliseconds)


def failed(case: Case, error: str) -> Record:
    return Record(case, None, (), None, score(case.expected, None), 5.0, error)


RIGHT = got(asked("cost", "What did the quay cost?", COST, "9 million"), answer([COST], 0.8), [COST, DEPTH])
WRONG = got(asked("deep", "How deep is the basin?", DEPTH, "nine metres"), answer([COST], 0.7), [COST, DEPTH], 900.0)
LESS_SURE = got(asked("deeper", "The basin’s depth?", DEPTH, "nine metres"), answer([SAID], 0.2), [SAID])
INVENTED = got(asked("owner", "Who owns it?", reason="not_stated", kind=HOSTILE), answer([COST], 0.6), [COST])
REFUSED = got(asked("shut", "What did Ilse say?", SAID, "gate was shut"), answer([], 0.03), [DEPTH, SAID])
RIGHTLY = got(asked("moon", "Is the moon wet?", reason="nothing_relevant"), answer([], 0.0, "not_stated"), [DEPTH])
FAILED = failed(asked(HOSTILE, HOSTILE, COST, "9 million"), f"CallFailed: {HOSTILE}")
BROKEN = got(asked("broken", "And the quay?", COST, "9 million"), answer([COST], 0.5), [COST])

RECORDS = (RIGHT, LESS_SURE, WRONG, INVENTED, REFUSED, RIGHTLY, FAILED, BROKEN)
LEFT = Ablated("cost", False, answer([DEPTH], 0.4))
VERDICT = Verdict(
    findings=(
        Finding("broken", "broken", "half a sentence is quoted"),
        Finding("failed", HOSTILE, f"CallFailed: {HOSTILE}"),
        Finding("changed", "", "prompts.choose is not what the baseline was made with"),
        Finding("worse", "deep", "was right, and is not so any more"),
        Finding("worse", "gone", "this question is gone"),
    ),
    better=(Change("cost", "found", better=True),),
    signed=(Signature("shut", "right", "the harbour changed its mind"),),
    difference=Average(-0.125, -0.25, 0.0, 8, -1.0),
    compared=True,
)


def evaluation(records: Sequence[Record] = RECORDS) -> Evaluation:
    measured = {"gold": "b28982", "index": {"asked": 60}, "model": None, "counts": {"articles": 1, "passages": 3}}
    kept = [each for each in (LEFT,) if any(one.case.question.id == each.id for one in records)]
    return Evaluation(records, [Breach("broken", "half a sentence is quoted")], kept, measured)


def report(records: Sequence[Record] = RECORDS, verdict: Verdict = VERDICT, **changed: Any) -> str:
    ran = evaluation(records)
    return page({**summarise(ran, verdict), **changed}, [result(each, ran) for each in records])

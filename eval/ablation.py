"""Ablation: take what answers a question out of the articles, every copy of it, and ask again. Whatever is answered then is wrong.

It needs no annotation beyond the gold answer, and no wording of a question gives it away: the question is the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.eval.client import JSON, Client
from dateline.eval.gold import Case
from dateline.eval.metrics import Span, folded
from dateline.eval.runner import Record, Say, request
from dateline.indexes.sentences import spans

_KEPT = ("title", "source", "url", "authors", "language", "published_at", "updated_at")
_GONE = "…"  # stands for a text that was all evidence, for an article has to have one


@dataclass(frozen=True, slots=True)
class Ablated:
    """What a rightly answered question got once its evidence was gone. `right`: it was refused."""

    id: str
    right: bool
    answer: JSON | None
    error: str | None = None
    withdrawn: tuple[str, ...] = ()  # articles that were withdrawn and still appear


@dataclass(slots=True)
class _Library:
    """The articles of the service, each under the id that it has by now: what was withdrawn comes back under another."""

    client: Client
    articles: dict[str, JSON]  # by the id that the gold questions know
    names: dict[str, str] = field(default_factory=dict)
    changes: int = 0

    def living(self) -> set[str]:
        """The ids of what is not withdrawn."""
        return {self.names.get(each, each) for each in self.articles}

    def replace(self, article_id: str, text: str) -> None:
        self.client.withdraw(self.names.get(article_id, article_id))
        self.changes += 1
        self.names[article_id] = f"{article_id}--{self.changes}"
        record = {name: self.articles[article_id][name] for name in _KEPT if name != "url"}
        self.client.put(self.names[article_id], {**record, "text": text or _GONE})


def ablate(records: Sequence[Record], client: Client, say: Say) -> list[Ablated]:
    """Ask every rightly answered question again without its evidence. The archive is afterwards as it was, but for ids."""
    newest = {each["id"]: client.article(each["id"]) for each in client.articles()}
    library = _Library(client, {each: document for each, document in newest.items()})
    answered = [each for each in records if each.case.expected.answerable and each.scores["right"]]
    found: list[Ablated] = []
    for number, each in enumerate(answered, start=1):
        found.append(_without(each.case, library))
        if number % 50 == 0 or number == len(answered):
            say(f"{number} of {len(answered)} ablated questions asked, {sum(one.right for one in found)} refused")
    return found


def _without(case: Case, library: _Library) -> Ablated:
    left = dict(remaining(case, library.articles))
    question = request(case.question)
    try:
        for article_id, text in left.items():
            library.replace(article_id, text)
        answer = library.client.ask(question, follows=library.client.follow(question))
        gone = tuple(each for each in _shown(answer) if each not in library.living())
        found = Ablated(case.question.id, answer["status"] == "not_answered", answer, withdrawn=gone)
    except Exception as error:  # noqa: BLE001 - whatever it is, the question is listed with it and is not right
        found = Ablated(case.question.id, False, None, f"{type(error).__name__}: {error}")
    for article_id in left:
        library.replace(article_id, library.articles[article_id]["text"])
    return found


def _shown(answer: JSON) -> list[str]:
    """The ids of all articles that appear in an answer."""
    shown = [
        *answer["citations"],
        *answer["related"],
        *(also for each in answer["citations"] for also in each["also_in"]),
    ]
    return list(dict.fromkeys(each["article_id"] for each in shown))


def remaining(case: Case, articles: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The articles that have something to be taken out, by id, and what is left of their newest text."""
    told = _telling(case)
    for article_id, article in articles.items():
        text: str = article["text"]
        sentences = spans(text, article["language"])
        out = [
            each
            for each in sentences
            if _is_evidence(case, Span(article_id, each.start, each.end, article["revision"]))
            or any(words in folded(text[each.start : each.end]) for words in told)
        ]
        if out:
            gone = {(each.start, each.end) for each in out}
            paragraphs: dict[int, list[str]] = {}
            for each in sentences:
                if (each.start, each.end) not in gone:
                    paragraphs.setdefault(each.paragraph, []).append(text[each.start : each.end])
            yield article_id, "\n\n".join(" ".join(kept) for kept in paragraphs.values())


def _telling(case: Case) -> list[str]:
    """Accepted words that the question does not have itself: whoever reads them knows the answer, or a part of it."""
    asked = folded(case.question.question)
    return [words for group in case.expected.accepted for each in group if (words := folded(each)) not in asked]


def _is_evidence(case: Case, place: Span) -> bool:
    return any(one.overlaps(place) for group in case.expected.evidence for one in group)

"""XQuAD (Artetxe, Ruder and Yogatama 2020, ACL): the same questions in several languages over English paragraphs.

Reads `articles.jsonl` (`id`, `title`, `language`, `text`) and `questions.jsonl`: `id`, `article_id`, `question` by language. An answer is
right when it quotes the right paragraph. Every fifth paragraph is taken out for a second part: its questions must be refused,
though other paragraphs on its subject are there.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.eval.evaluation import Evaluation, held, revisions_of
from dateline.eval.gold import Asked, Case, GoldQuestion, GoldQuote, Text, gold_wrong
from dateline.eval.runner import Say
from dateline.eval.runner import run as ask_all
from dateline.eval.serving import served
from dateline.eval.suites.parts import Part, Posed
from dateline.eval.suites.rows import Row, articles, rows
from dateline.indexes.nouns import Article
from dateline.service.desk import Desk

_EVERY = 5  # of so many paragraphs one is taken out
_MOST_ABLATED = 100  # questions of each language


class _Question(Row):
    id: Text
    article_id: Text
    question: dict[str, Asked]


def xquad(folder: Path) -> list[Part]:
    """One part with every paragraph, one without every fifth. Raises WorkFailed."""
    file = folder / "questions.jsonl"
    found = rows(file, _Question)
    texts = {each.id: each for each in articles(folder / "articles.jsonl") if each.id is not None}
    if errors := [
        f"line {line}: there is no article {row.article_id}" for line, row in found if row.article_id not in texts
    ]:
        raise gold_wrong(file, errors)
    gone = set(list(texts)[::_EVERY])
    left = [each for name, each in texts.items() if name not in gone]
    ablated = _spread([(line, row) for line, row in found if row.article_id in gone])
    return [
        Part("every paragraph", file, list(texts.values()), _posed(found, texts), _without_ablation),
        Part("without the paragraph", file, left, _posed(ablated, {}), _without_ablation),
    ]


def _spread(found: Sequence[tuple[int, _Question]]) -> list[tuple[int, _Question]]:
    """At most a hundred of them, from first to last."""
    step = max(1.0, len(found) / _MOST_ABLATED)
    return [found[int(at * step)] for at in range(min(len(found), _MOST_ABLATED))]


def _posed(found: Sequence[tuple[int, _Question]], texts: Mapping[str, Article]) -> list[Posed]:
    return [
        Posed(line, _question(row, language, asked, texts.get(row.article_id)), by_citations=True)
        for line, row in found
        for language, asked in row.question.items()
    ]


def _question(row: _Question, language: str, asked: str, article: Article | None) -> GoldQuestion:
    """Any quote of the paragraph is evidence; without the paragraph there is none."""
    if article is None:
        return GoldQuestion(
            id=f"{row.id}-{language}-ablated", kind=f"{language} ablated", question=asked, answerable=False
        )
    evidence = ((GoldQuote(article_id=row.article_id, quote=article.text),),)
    return GoldQuestion(id=f"{row.id}-{language}", kind=language, question=asked, answerable=True, evidence=evidence)


def _without_ablation(cases: Sequence[Case], desk: Desk, measured: dict[str, Any], say: Say) -> Evaluation:
    """Ask and hold against the contract. What is taken out is taken out by the parts."""
    with served(desk) as client:
        records = ask_all(cases, client, say)
        return Evaluation(records, held(records, revisions_of(client)), [], measured)

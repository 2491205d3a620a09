"""Injection: instructions of BIPIA (Yi et al. 2023, arXiv 2312.14197) smuggled into the sample briefs; then a question that needs them.

Reads `attacks.jsonl`: `category`, `text`. The briefs and the questions are the committed ones.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from pathlib import Path

from dateline.eval.command import GOLD, sample_paths
from dateline.eval.gold import GoldQuestion, Text, load
from dateline.eval.suites.parts import Part, Posed
from dateline.eval.suites.rows import Row, articles, rows
from dateline.indexes.nouns import Article
from dateline.indexes.sentences import spans
from dateline.service.cli import WorkFailed

PLACES = ("start", "middle", "end")

Smuggled = Mapping[str, Sequence[str]]  # attacks by the id of the brief that carries them


class _Attack(Row):
    category: Text
    text: Text


def injection(folder: Path) -> list[Part]:
    """A part for each of `PLACES`: each attack in a brief of its own, or with a question of its own. Raises WorkFailed."""
    attacks = [" ".join(row.text.split()) for _, row in rows(folder / "attacks.jsonl", _Attack)]
    able = _in_turn(load(GOLD).lines)
    if len(attacks) > len(able):
        raise WorkFailed(f"attacks.jsonl has more than {len(able)} attacks, a question for each: take some out")
    chosen = able[: len(attacks)]
    smuggled: defaultdict[str, list[str]] = defaultdict(list)
    for attack, (_, _, brief) in zip(attacks, chosen, strict=True):
        smuggled[brief].append(attack)
    briefs = [each for path in sample_paths() for each in articles(path, language=None)]
    return [_part(place, briefs, smuggled, chosen) for place in PLACES]


def _part(
    place: str, briefs: Sequence[Article], smuggled: Smuggled, chosen: Sequence[tuple[int, GoldQuestion, str]]
) -> Part:
    carriers = [replace(each, text=with_attacks(each, smuggled.get(each.id or "", ()), place)) for each in briefs]
    posed = [
        Posed(
            line,
            each.model_copy(update={"id": f"{place}-{each.id}", "kind": place, "forbidden": tuple(smuggled[brief])}),
        )
        for line, each, brief in chosen
    ]
    return Part(f"attacks at the {place}", GOLD, carriers, posed)


def with_attacks(article: Article, attacks: Sequence[str], place: str) -> str:
    """The text with the attacks as paragraphs of their own at its start or end, or as sentences in its middle."""
    if not attacks:
        return article.text
    told = [each if each.endswith((".", "!", "?", "'", '"')) else f"{each}." for each in attacks]
    match place:
        case "start":
            return "\n\n".join([*told, article.text])
        case "end":
            return "\n\n".join([article.text.rstrip(), *told])
        case _:
            found = spans(article.text, article.language)
            starts = [each.start for each in found if each.kind == "sentence"] or [found[0].start]  # not inside a list
            at = starts[len(starts) // 2]
            return " ".join([article.text[:at] + told[0], *told[1:], article.text[at:]])


def _in_turn(lines: Sequence[tuple[int, GoldQuestion]]) -> list[tuple[int, GoldQuestion, str]]:
    """Answerable questions with the brief that each needs: one of every brief, then a second one of every brief…"""
    of_brief: defaultdict[str, list[tuple[int, GoldQuestion, str]]] = defaultdict(list)
    for line, question in lines:
        brief = _needed(question)
        if brief is not None and question.kind != "injection" and not question.before:
            of_brief[brief].append((line, question, brief))
    return [each for each in chain.from_iterable(zip_longest(*of_brief.values())) if each is not None]


def _needed(question: GoldQuestion) -> str | None:
    """A brief without which the question cannot be answered."""
    for group in question.evidence:
        ids = {each.article_id for each in group}
        if len(ids) == 1:
            return ids.pop()
    return None

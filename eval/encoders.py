"""`python -m dateline.eval.encoders`: how well each encoder, and the two together, find the sentence that answers.

With `--xquad DIR` (a folder with `articles.jsonl` and `questions.jsonl`) also the paragraph, for questions in other languages.
Behind `docs/decisions/0003-two-encoders.md`.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dateline.eval.command import GOLD, sample_paths
from dateline.eval.gold import load
from dateline.eval.metrics import Span
from dateline.eval.runner import on_standard_error
from dateline.eval.serving import opened
from dateline.eval.validator import cases
from dateline.indexes.embedding import MINILM_DIMENSIONS, keyless
from dateline.indexes.nouns import Vectors
from dateline.indexes.sentences import spans
from dateline.service.settings import Settings

ENCODERS = ("MiniLM", "USE", "both")


def parts(rows: Vectors) -> Mapping[str, Vectors]:
    """The two encoders' own vectors out of the joined ones, and the joined ones."""
    halves = {"MiniLM": rows[:, :MINILM_DIMENSIONS], "USE": rows[:, MINILM_DIMENSIONS:], "both": rows}
    return {name: half / np.linalg.norm(half, axis=1, keepdims=True) for name, half in halves.items()}


def places(questions: Vectors, texts: Vectors, right: Sequence[np.ndarray[Any, np.dtype[np.bool_]]]) -> list[int]:
    """The place, from 1, of the first right text for each question."""
    cosines = questions @ texts.T
    return [int(1 + np.sum(row > row[rightful].max())) for row, rightful in zip(cosines, right, strict=True)]


def shown(name: str, found: Sequence[int]) -> str:
    """Recall@1, recall@5 and MRR of the first right text."""
    at = np.array(found)
    return f"{name:<24}{np.mean(at == 1):>8.3f}{np.mean(at <= 5):>8.3f}{np.mean(1 / at):>8.3f}   n={len(at)}"


def gold() -> list[str]:
    """Questions of the gold set without dates or sources, over the sentences of the briefs."""
    lines: list[str] = []
    with opened(sample_paths(), Settings(), on_standard_error) as desk:
        asked = [case for case in cases(GOLD, load(GOLD), desk.archive) if case.question.answerable]
        asked = [case for case in asked if not (case.question.as_of or case.question.since or case.question.sources)]
        stored = desk.archive.embeddings(desk.store.model)
        living = desk.archive.passages(stored.ids, asked[0].question.filters())
        kept = [place for place, passage_id in enumerate(stored.ids) if passage_id in living]
        where = [living[stored.ids[place]][0] for place in kept]
        questions = parts(desk.store.embed([case.question.question for case in asked]))
        texts = parts(stored.vectors[kept])
    right = [
        np.array(
            [
                any(
                    s.overlaps(Span(p.article_id, p.start, p.end, p.revision))
                    for g in case.expected.evidence
                    for s in g
                )
                for p in where
            ]
        )
        for case in asked
    ]
    for encoder in ENCODERS:
        lines.append(shown(f"gold, en   {encoder}", places(questions[encoder], texts[encoder], right)))
    return lines


def xquad(folder: Path) -> list[str]:
    """English paragraphs by their best sentence, for the same questions in four languages."""
    read = [
        [json.loads(line) for line in (folder / name).open(encoding="utf-8")]
        for name in ("articles.jsonl", "questions.jsonl")
    ]
    articles, questions = read
    sentences = [(a["id"], a["text"][s.start : s.end]) for a in articles for s in spans(a["text"], "en")]
    texts = parts(keyless().embed([text for _, text in sentences]))
    lines: list[str] = []
    for language in ("en", "zh", "es", "de"):
        asked = parts(keyless().embed([question["question"][language] for question in questions]))
        for encoder in ENCODERS:
            cosines = asked[encoder] @ texts[encoder].T
            found = [
                _paragraph_place(row, sentences, q["article_id"]) for row, q in zip(cosines, questions, strict=True)
            ]
            lines.append(shown(f"XQuAD, {language}  {encoder}", found))
    return lines


def _paragraph_place(row: Vectors, sentences: Sequence[tuple[str, str]], wanted: str) -> int:
    best: dict[str, float] = {}
    for cosine, (article_id, _) in zip(row, sentences, strict=True):
        best[article_id] = max(best.get(article_id, -1.0), float(cosine))
    return 1 + sum(cosine > best[wanted] for cosine in best.values())


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line for each encoder and set of questions."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.encoders", description=main.__doc__)
    parser.add_argument("--xquad", type=Path, metavar="DIR")
    args = parser.parse_args(argv)
    print(f"{'':<24}{'R@1':>8}{'R@5':>8}{'MRR':>8}")
    for line in gold():
        print(line, flush=True)
    if args.xquad is not None:
        for line in xquad(args.xquad):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m dateline.eval.written [FILE]`: claims as a model writes them, honest ones and lies, held against the quotes that they name.

A claim is `{"id", "label": "honest" or "lie", "kind", "quotes": [{"article_id", "quote"}], "text", "change"}`. For each kind of lie:
how many pass; and how many honest claims survive. `--swaps` makes lies of the articles' own sentences instead.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dateline.eval.averages import percentile, wilson
from dateline.eval.command import ROOM
from dateline.eval.lines import every
from dateline.eval.serving import ArticlesUnreadable
from dateline.eval.swaps import swaps
from dateline.indexes import ingest as reading
from dateline.indexes.archive import Archive
from dateline.indexes.metadata import Defaults
from dateline.indexes.nouns import Revision
from dateline.service.check.carried import unsupported
from dateline.service.check.evidence import Evidence
from dateline.service.cli import WorkFailed
from dateline.service.failures import explain

FITTING = ROOM / "written" / "fitting.jsonl"
ARTICLES = (ROOM / "fit" / "articles", ROOM / "fit" / "revisions")  # what the claims of that file are about


class Quoted(BaseModel):
    """A whole sentence of an article."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    article_id: str
    quote: str


class Claim(BaseModel):
    """A written claim, the quotes that it names, and whether they carry it."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    id: str
    question_id: str = ""  # of the gold question under which a model tells it
    text: str
    label: Literal["honest", "lie"]
    kind: str
    quotes: tuple[Quoted, ...]
    change: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim. `flaw`: None when it is carried."""

    claim: Claim
    flaw: str | None
    seconds: float


class ClaimsWrong(WorkFailed):
    """A file of claims that cannot be read, or names what no article says; the message names the line."""


def load(path: Path) -> list[Claim]:
    """Raises ClaimsWrong."""
    return every(path, Claim, wrong=ClaimsWrong, noun="claim")


def main(argv: Sequence[str] | None = None) -> int:
    """Hold every claim against its quotes, and print how many of each kind pass."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.written", description=main.__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=FITTING, help="claims; default: those it was made with")
    parser.add_argument(
        "--articles", action="append", type=Path, help="what they are about; may be given several times"
    )
    parser.add_argument("--list", action="store_true", help="print each claim that came out wrong")
    parser.add_argument(
        "--swaps", action="store_true", help="instead: two names, figures, days or nouns of each sentence exchanged"
    )
    args = parser.parse_args(argv)
    try:
        if args.swaps:
            print(table(exchanged(args.articles or ARTICLES[:1], shown=args.list)))
            return 0
        outcomes = held(load(args.file), args.articles or ARTICLES)
    except Exception as error:
        if (message := explain(error)) is None:
            raise
        print(message, file=sys.stderr)
        return 1
    if args.list:
        print(misses(outcomes))
    print(table(outcomes))
    return 0


def exchanged(articles: Sequence[Path], *, shown: bool) -> list[Outcome]:
    """Every sentence of the articles, with any two alike things in it exchanged, against itself: nearly all are lies."""
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="dateline-eval-") as folder:
        archive = Archive.open(Path(folder) / "archive.sqlite")
        try:
            for path in articles:
                _ingest(archive, path)
            revisions = list(_revisions(archive))
        finally:
            archive.close()
    for revision in revisions:
        for passage in revision.passages:
            for number, (kind, text) in enumerate(swaps(passage.text)):
                quoted = Quoted(article_id=revision.article_id, quote=passage.text)
                claim = Claim(id=f"{passage.id}-{number}", text=text, label="lie", kind=kind, quotes=(quoted,))
                began = perf_counter()
                flaw = unsupported(text, [Evidence(revision, (passage,))])
                outcomes.append(Outcome(claim, flaw, perf_counter() - began))
    if shown:
        print(misses(outcomes))
    return outcomes


def held(claims: Sequence[Claim], articles: Sequence[Path]) -> list[Outcome]:
    """Every claim against its quotes, in an archive of these articles. Raises ArticlesUnreadable, ClaimsWrong."""
    with tempfile.TemporaryDirectory(prefix="dateline-eval-") as folder:
        archive = Archive.open(Path(folder) / "archive.sqlite")
        try:
            for path in articles:
                _ingest(archive, path)
            evidence = [_evidence(each, archive) for each in claims]
        finally:
            archive.close()
    outcomes: list[Outcome] = []
    for claim, quoted in zip(claims, evidence, strict=True):
        began = perf_counter()
        flaw = unsupported(claim.text, quoted)
        outcomes.append(Outcome(claim, flaw, perf_counter() - began))
    return outcomes


def _revisions(archive: Archive) -> Iterator[Revision]:
    cursor: str | None = None
    while True:
        page = archive.articles(cursor=cursor)
        yield from (archive.revision(each.article_id) for each in page.items)
        if (cursor := page.next) is None:
            return


def _ingest(archive: Archive, path: Path) -> None:
    summary = reading.ingest(
        [path], archive=archive, defaults=Defaults(), progress=lambda _: None, after_batch=lambda: None
    )
    if summary.failed:
        raise ArticlesUnreadable("\n".join(f"{failure.where}: {failure.why}" for failure in summary.failed))


def _evidence(claim: Claim, archive: Archive) -> list[Evidence]:
    """The quotes of a claim as passages: those of one revision together."""
    found: dict[tuple[str, int], Evidence] = {}
    for quoted in claim.quotes:
        one = _passage(claim, quoted, archive)
        key = (one.revision.article_id, one.revision.number)
        known = found.get(key)
        found[key] = one if known is None else Evidence(one.revision, (*known.passages, *one.passages))
    return list(found.values())


def _passage(claim: Claim, quoted: Quoted, archive: Archive) -> Evidence:
    for number in reversed([each.number for each in archive.revisions(quoted.article_id)]):
        revision = archive.revision(quoted.article_id, number)
        whole = [each for each in revision.passages if each.text == quoted.quote]
        parts = whole or [each for each in revision.passages if each.text in quoted.quote or quoted.quote in each.text]
        if parts:
            return Evidence(revision, tuple(parts))
    raise ClaimsWrong(f"{claim.id} quotes what {quoted.article_id} does not say: “{quoted.quote}”")


def misses(outcomes: Sequence[Outcome]) -> str:
    """The lies that passed and the honest claims that did not, each with its quotes."""
    lines: list[str] = []
    for each in outcomes:
        claim = each.claim
        if (claim.label == "lie") is (each.flaw is None):
            quotes = "\n".join(f"    “{quoted.quote}”" for quoted in claim.quotes)
            lines.append(
                f"{claim.id} {claim.kind}: {each.flaw or 'carried'} {claim.change}\n  {claim.text}\n{quotes}\n"
            )
    return "\n".join(lines)


def table(outcomes: Sequence[Outcome]) -> str:
    """For each kind of lie how many pass, then all lies, then the honest claims that survive, with 95 % intervals."""
    lies = [each for each in outcomes if each.claim.label == "lie"]
    honest = [each for each in outcomes if each.claim.label == "honest"]
    lines = [f"{'':<18}{'n':>5}{'carried':>9}{'share':>8}  95 % interval"]
    for kind in sorted({each.claim.kind for each in lies}):
        lines.append(_line(kind, [each for each in lies if each.claim.kind == kind]))
    lines += [_line(name, group) for name, group in (("lies", lies), ("honest claims", honest)) if group]
    times = [each.seconds * 1000 for each in outcomes]
    lines.append(f"ms a claim: median {percentile(times, 50):.1f}, 95th percentile {percentile(times, 95):.1f}")
    return "\n".join(lines)


def _line(name: str, group: Sequence[Outcome]) -> str:
    passed = sum(each.flaw is None for each in group)
    low, high = wilson(passed, len(group))
    return f"{name:<18}{len(group):>5}{passed:>9}{passed / len(group):>8.1%}  [{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    sys.exit(main())

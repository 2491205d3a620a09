"""Public sets: `dateline eval --suite NAME --articles FOLDER`. Each is a function from its folder to parts; one file a set."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.eval.evaluation import Evaluation
from dateline.eval.fingerprints import digest, fingerprints
from dateline.eval.gold import Case
from dateline.eval.runner import Say
from dateline.eval.serving import opened_with
from dateline.eval.suites.faithbench import faithbench
from dateline.eval.suites.injection import injection
from dateline.eval.suites.multihop_rag import multihop_rag
from dateline.eval.suites.parts import Part, Suite
from dateline.eval.suites.quail import quail
from dateline.eval.suites.rgb import rgb
from dateline.eval.suites.squad2 import squad2
from dateline.eval.suites.xquad import xquad
from dateline.eval.validator import located
from dateline.indexes.archive import Archive
from dateline.service.cli import WorkFailed
from dateline.service.settings import Settings

SUITES: dict[str, Suite] = {
    "multihop-rag": multihop_rag,
    "quail": quail,
    "squad2": squad2,
    "rgb": rgb,
    "faithbench": faithbench,
    "injection": injection,
    "xquad": xquad,
}


def measure(name: str, folder: Path, settings: Settings, say: Say) -> Evaluation:
    """Ask each part of a public set over a fresh archive of its own, and put together what they brought.

    Raises WorkFailed: there is no such suite, the folder does not hold its data, or a row is wrong.
    """
    if (suite := SUITES.get(name)) is None:
        raise WorkFailed(f"there is no suite {name}: take one of {', '.join(SUITES)}")
    if not folder.is_dir():
        raise WorkFailed(f"there is no folder {folder}: name the one that has the data of {name} with --articles")
    parts = [each for each in suite(folder) if each.questions]
    if not parts:
        raise WorkFailed(f"no row in {folder.name} is one that {name} asks: name the folder of the set's data")
    return _together(name, [_asked(each, settings, say) for each in parts])


def _asked(part: Part, settings: Settings, say: Say) -> Evaluation:
    say(f"{part.name}: {len(part.questions)} questions over {len(part.articles)} articles")
    with opened_with(part.articles, settings, say) as desk:
        cases = _cases(part, desk.archive)
        measured = fingerprints(
            desk, settings, digest([each.question.model_dump(mode="json") for each in part.questions])
        )
        held = desk.store.status()
        measured["counts"] = {"articles": held["articles"], "passages": held["passages"]}
        return part.ask(cases, desk, measured, say)


def _cases(part: Part, archive: Archive) -> list[Case]:
    found = located(part.file, [(each.line, each.question) for each in part.questions], archive)
    return [
        replace(case, expected=replace(case.expected, choices=each.choices, by_citations=each.by_citations))
        for case, each in zip(found, part.questions, strict=True)
    ]


def _together(name: str, runs: Sequence[Evaluation]) -> Evaluation:
    """Parts are measured with the same models and settings; articles and questions are those of all of them."""
    measured: dict[str, Any] = {**runs[0].measured, "suite": name}
    for key in ("articles", "gold"):
        measured[key] = digest([each.measured[key] for each in runs])
    counts = [each.measured["counts"] for each in runs]
    measured["counts"] = {key: sum(each[key] for each in counts) for key in counts[0]}
    return Evaluation(
        [record for each in runs for record in each.records],
        [breach for each in runs for breach in each.breaches],
        [again for each in runs for again in each.ablated],
        measured,
    )

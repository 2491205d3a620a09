"""The committed baseline: how every question was answered, what it was measured with, and who signed what became worse."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dateline.eval.ablation import Ablated
from dateline.eval.evaluation import Evaluation
from dateline.eval.runner import Record
from dateline.service.cli import WorkFailed

SCHEMA = 1
CHECKS = {  # what is held per question, and how it is called when it was so and is no longer
    "right": "was right",
    "found": "had its evidence among the first ten passages",
    "cited": "cited all its evidence",
    "reason": "gave the right reason",
    "speaker": "named the speaker",
    "contained": "contained the injection",
    "ablated": "was refused without its evidence",
}
_OF = {
    "right": "right",
    "found": "recall@10",
    "cited": "citation_recall",
    "reason": "right_reasons",
    "speaker": "right_speakers",
    "contained": "injections_contained",
}


class BaselineUnreadable(WorkFailed):
    """A baseline that cannot be compared with; the message says what to do."""


class Signature(BaseModel):
    """A change for the worse that a person accepts, and why. It counts for one baseline to the next."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: str
    check: str
    reason: Annotated[str, Field(min_length=8)]


class Baseline(BaseModel):
    """What a run is compared with. `questions`: by id, whether each check holds."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    schema_version: int
    measured: dict[str, Any]
    generators: list[str]
    questions: dict[str, dict[str, bool]]
    signed: list[Signature]


@dataclass(frozen=True, slots=True)
class Change:
    """A check of a question that holds now and did not, or the other way round."""

    id: str
    check: str
    better: bool


def checks(evaluation: Evaluation) -> dict[str, dict[str, bool]]:
    """By question, whether each check that applies to it holds."""
    gone: dict[str, Ablated] = {each.id: each for each in evaluation.ablated}
    return {each.case.question.id: _checks(each, gone) for each in evaluation.records}


def _checks(record: Record, ablated: Mapping[str, Ablated]) -> dict[str, bool]:
    held = {name: record.scores[score] == 1.0 for name, score in _OF.items() if score in record.scores}
    if (again := ablated.get(record.case.question.id)) is not None:
        held["ablated"] = again.right
    return held


def changes(old: Mapping[str, Mapping[str, bool]], new: Mapping[str, Mapping[str, bool]]) -> list[Change]:
    """What changed, question by question. A question that is gone is worse in all that it was right in.

    A check that no longer applies, as `ablated` of a question that is not right any more, is no change of its own.
    """
    found: list[Change] = []
    for question, before in old.items():
        now = new.get(question)
        for check, held in before.items():
            if now is None:
                found += [Change(question, check, better=False)] if held else []
            elif check in now and now[check] != held:
                found.append(Change(question, check, better=now[check]))
    return found


def read(path: Path) -> Baseline:
    """Raises BaselineUnreadable."""
    try:
        found = Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise BaselineUnreadable(f"there is no baseline {path.name}: make one with --write-baseline") from None
    except ValidationError as error:
        places = ", ".join(".".join(map(str, each["loc"])) for each in error.errors()[:5])
        raise BaselineUnreadable(f"{path.name} is no baseline ({places}): make one with --write-baseline") from error
    if found.schema_version != SCHEMA:
        raise BaselineUnreadable(f"{path.name} is of another version: make one with --write-baseline")
    return found


def write(path: Path, evaluation: Evaluation, generators: Sequence[str], signed: Sequence[Signature]) -> None:
    """A line for each question, so that a review of the file shows what changed. The old file stays until the new one is whole."""
    measured = json.dumps(evaluation.measured, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    questions = ",\n".join(
        f"    {json.dumps(name, ensure_ascii=False)}: {json.dumps(held)}" for name, held in sorted(checks(evaluation).items())
    )
    signatures = "".join(f"\n    {each.model_dump_json()}," for each in signed).removesuffix(",")
    text = (
        f'{{\n  "schema_version": {SCHEMA},\n  "measured": {measured},\n  "generators": {json.dumps(list(generators))},\n'
        f'  "questions": {{\n{questions}\n  }},\n  "signed": [{signatures}]\n}}\n'
    )
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)

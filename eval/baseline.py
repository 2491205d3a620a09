"""The committed baseline: how every question was answered, what it was measured with, and who signed what became worse."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from dateline.eval.gate import Run, Signature
from dateline.eval.lines import Strict
from dateline.service.cli import WorkFailed

SCHEMA = 1


class BaselineUnreadable(WorkFailed):
    """A baseline that cannot be compared with; the message says what to do."""


class Signed(Strict):
    """One signature as it stands in the file."""

    id: str
    check: str
    reason: Annotated[str, Field(min_length=8)]


class Baseline(Strict):
    """The file. `questions`: by id, whether each check holds."""

    schema_version: int
    measured: dict[str, Any]
    generators: list[str]
    questions: dict[str, dict[str, bool]]
    signed: list[Signed]


def read(path: Path) -> Run:
    """The run that the baseline was made of. Raises BaselineUnreadable."""
    try:
        found = Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise BaselineUnreadable(f"there is no baseline {path.name}: make one with --write-baseline") from None
    except ValidationError as error:
        places = ", ".join(".".join(map(str, each["loc"])) for each in error.errors()[:5])
        raise BaselineUnreadable(f"{path.name} is no baseline ({places}): make one with --write-baseline") from error
    if found.schema_version != SCHEMA:
        raise BaselineUnreadable(f"{path.name} is of another version: make one with --write-baseline")
    return Run(found.measured, found.generators, found.questions)


def write(path: Path, run: Run, signed: Sequence[Signature]) -> None:
    """A line for each question, so that a review of the file shows what changed. The old file stays until the new one is whole."""
    measured = json.dumps(run.measured, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    questions = ",\n".join(
        f"    {json.dumps(name, ensure_ascii=False)}: {json.dumps(held)}"
        for name, held in sorted(run.questions.items())
    )
    lines = [Signed(id=each.id, check=each.check, reason=each.reason).model_dump_json() for each in signed]
    signatures = "".join(f"\n    {line}," for line in lines).removesuffix(",")
    text = (
        f'{{\n  "schema_version": {SCHEMA},\n  "measured": {measured},\n  "generators": {json.dumps(list(run.generators))},\n'
        f'  "questions": {{\n{questions}\n  }},\n  "signed": [{signatures}]\n}}\n'
    )
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)

"""JSON Lines that people write: each line one thing, read strictly, and what is none named by its line."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.service.cli import WorkFailed


class Strict(BaseModel):
    """A thing with exactly these fields, each of its own type."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


_Line = TypeVar("_Line", bound=BaseModel)


def numbered(content: bytes, shape: type[_Line]) -> tuple[list[tuple[int, _Line]], list[str]]:
    """Every line that is not empty, by its number from 1; and whatever is wrong with those that are of another shape."""
    found: list[tuple[int, _Line]] = []
    errors: list[str] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append((number, shape.model_validate_json(line)))
        except ValidationError as error:
            errors += [f"line {number}: {_told(each['loc'], each['msg'])}" for each in error.errors()]
    return found, errors


def every(path: Path, shape: type[_Line], *, wrong: type[WorkFailed], noun: str, to: str = "") -> list[_Line]:
    """All lines of a file, at least one. Raises `wrong` at the first that is no `noun`, such as "sentence"; `to`: what it is for."""
    found: list[_Line] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(shape.model_validate_json(line))
        except ValidationError as error:
            raise wrong(f"{path.name} line {number} is no {noun}{to}: {error.errors()[0]['msg']}") from error
    if not found:
        raise wrong(f"there is no {noun} in {path.name}")
    return found


def _told(place: tuple[int | str, ...], message: str) -> str:
    return f"{'.'.join(str(each) for each in place)}: {message}" if place else message

"""`python -m dateline.eval.sabotage`: breaks Dateline in a scratch copy, one way at a time, and looks whether the gate says so.

A gate that is green for a broken Dateline is no gate; one that is red for a whole one is not believed. Both are tried.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from dateline.eval.sabotages import SABOTAGES, Sabotage

ROOMS = ("service", "indexes", "prompts", "eval")
SOURCE = Path(__file__).resolve().parent.parent
_TOO_LONG_S = 1800


class SabotageOutdated(Exception):
    """The line that a sabotage changes is not there, or not once: the sabotage has to follow the code."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the gate said of one copy. `right`: as it should be, for the right reason. `said`: the first findings."""

    name: str
    right: bool
    findings: int
    said: str
    seconds: float


def broken(sabotage: Sabotage | None, folder: Path) -> None:
    """A copy of the rooms as the package `dateline` in a folder, with one edit. Raises SabotageOutdated."""
    for room in ROOMS:
        shutil.copytree(SOURCE / room, folder / "dateline" / room, ignore=shutil.ignore_patterns("__pycache__"))
    if sabotage is None:
        return
    file = folder / "dateline" / sabotage.file
    text = file.read_text(encoding="utf-8")
    if sabotage.old and text.count(sabotage.old) != 1:
        raise SabotageOutdated(f"{sabotage.name}: {sabotage.file} has its line {text.count(sabotage.old)} times")
    file.write_text(text.replace(sabotage.old, sabotage.new) if sabotage.old else sabotage.new, encoding="utf-8")


def tried(sabotage: Sabotage | None, name: str) -> Outcome:
    """Run the gate over a copy and judge what it says: red for the reason that the sabotage names, or, unbroken, green."""
    started = monotonic()
    with tempfile.TemporaryDirectory(prefix="dateline-sabotage-") as folder:
        broken(sabotage, Path(folder))
        kept = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}
        ran = subprocess.run(
            [sys.executable, "-m", "dateline.service.cli", "eval", "--json"],
            env={**kept, "PYTHONPATH": folder},
            cwd=folder,
            capture_output=True,
            check=False,
            timeout=_TOO_LONG_S,
        )
    took = monotonic() - started
    try:
        gate = json.loads(ran.stdout)["gate"]
    except (ValueError, KeyError):
        said = ran.stderr.decode(errors="replace")
        caught = (
            sabotage is not None and sabotage.kind == "unmeasurable" and sabotage.why in said and ran.returncode == 1
        )
        return Outcome(name, caught, said.count("\n  line "), f"no verdict: {said[-200:].strip()}", took)
    findings = gate["findings"]
    if sabotage is None:
        right = gate["green"] and ran.returncode == 0
        return Outcome(name, right, len(findings), "; ".join(each["why"] for each in findings[:3]) or "green", took)
    fitting = [each for each in findings if each["kind"] == sabotage.kind and sabotage.why in each["why"]]
    right = len(fitting) >= sabotage.count and ran.returncode == 1
    shown = fitting[:1] or findings[:3]
    said = "; ".join(f"{each['kind']} {each['id']} {each['why']}" for each in shown) or "green"
    return Outcome(name, right, len(findings), f"{len(fitting)} × {said}", took)


def main(argv: Sequence[str] | None = None) -> int:
    """Try every sabotage, or those whose name has the words given, and the unbroken copy some times; 0 when all are caught."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.sabotage", description=main.__doc__)
    parser.add_argument("words", nargs="*", help="of the sabotages to try; none: all")
    parser.add_argument(
        "--unbroken", type=int, default=0, metavar="N", help="times that the unbroken copy is tried too"
    )
    parser.add_argument("--at-once", type=int, default=1, metavar="N", help="copies that are tried at the same time")
    args = parser.parse_args(argv)
    chosen = [each for each in SABOTAGES if all(word in each.name for word in args.words)]
    for each in chosen:
        with tempfile.TemporaryDirectory() as folder:
            broken(each, Path(folder))  # every edit still fits, before an hour is spent
    tries: list[tuple[Sabotage | None, str]] = [(each, each.name) for each in chosen]
    tries += [(None, f"unbroken, time {number}") for number in range(1, args.unbroken + 1)]
    failed = 0
    with ThreadPoolExecutor(args.at_once) as pool:
        for outcome in pool.map(tried, *zip(*tries, strict=True)):
            failed += not outcome.right
            mark = (
                "as it should be"
                if outcome.right
                else "NOT CAUGHT"
                if not outcome.name.startswith("unbroken")
                else "NOT GREEN"
            )
            print(
                f"{mark}: {outcome.name}: {outcome.findings} findings, {outcome.seconds:.0f} s: {outcome.said}",
                flush=True,
            )
    print(f"{len(tries) - failed} of {len(tries)} as they should be")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

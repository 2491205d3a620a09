"""The gate: what of a run is worse than the baseline, or broken whatever the baseline says. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.eval.averages import Average, difference

Kind = Literal["broken", "failed", "changed", "worse"]
Checks = Mapping[str, Mapping[str, bool]]  # by question, whether each check that applies to it holds

MAKE_ONE = "dateline eval --write-baseline"
KEYLESS = ("quotes",)  # the generators of a run without a model
CHECKS = {  # what is held per question, and how it is called when it was so and is no longer
    "right": "was right",
    "found": "had its evidence among the first ten passages",
    "cited": "cited all its evidence",
    "reason": "gave the right reason",
    "speaker": "named the speaker",
    "contained": "contained the injection",
    "ablated": "was refused without its evidence",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise of the contract that an answer broke, or a question that failed. `id`: empty for the whole run's."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """What of an evaluation is compared with another one."""

    measured: Mapping[str, Any]  # what it was made with, nested
    generators: Sequence[str]
    questions: Checks
    broken: Sequence[Breach] = ()
    failed: Sequence[Breach] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A change for the worse that a person accepts, and why. It counts from one baseline to the next."""

    id: str
    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A check of a question that holds now and did not, or the other way round."""

    id: str
    check: str
    better: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to be red. `id`: the question, empty where it is about the whole run."""

    kind: Kind
    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Green without a finding. `better`, `signed`: what changed and does not count against the run."""

    findings: tuple[Finding, ...]
    better: tuple[Change, ...] = ()
    signed: tuple[Signature, ...] = ()
    difference: Average | None = field(default=None)  # of right ones, now less then, where a bootstrap compares
    compared: bool = False

    @property
    def green(self) -> bool:
        """Whether the run passes."""
        return not self.findings


def judge(run: Run, baseline: Run | None, signed: Sequence[Signature] = ()) -> Verdict:
    """Compare a run with a baseline; without one, only what is always true is held.

    Keyless answers are deterministic, so each question is compared by itself. With a model, answers differ from run to
    run: the difference of the whole is compared, by paired bootstrap, and is worse when its interval lies below 0.
    """
    findings = [Finding("broken", each.id, each.why) for each in run.broken]
    findings += [Finding("failed", each.id, each.why) for each in run.failed]
    if baseline is None:
        return Verdict(tuple(findings))
    findings += [
        Finding("changed", "", f"{name} is not what the baseline was made with: {MAKE_ONE}")
        for name in changed(baseline.measured, run.measured)
    ]
    new = [each for each in run.questions if each not in baseline.questions]
    findings += [Finding("changed", each, f"the baseline does not know this question: {MAKE_ONE}") for each in new]
    if tuple(run.generators) == tuple(baseline.generators) == KEYLESS:
        return _one_by_one(findings, baseline.questions, run.questions, signed)
    return _by_bootstrap(findings, baseline.questions, run.questions)


def changes(old: Checks, new: Checks) -> list[Change]:
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


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The names under which two fingerprints differ, nested ones with a dot."""
    found: list[str] = []
    for name in sorted({*old, *new}):
        was, now = old.get(name), new.get(name)
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            found += [f"{name}.{inner}" for inner in changed(was, now)]  # pyright: ignore[reportUnknownArgumentType]
        elif was != now:
            found.append(name)
    return found


def _one_by_one(findings: Sequence[Finding], old: Checks, new: Checks, signed: Sequence[Signature]) -> Verdict:
    found = changes(old, new)
    accepted = {(each.id, each.check): each for each in signed}
    worse = [each for each in found if not each.better]
    red = [Finding("worse", each.id, _said(each)) for each in worse if (each.id, each.check) not in accepted]
    used = tuple(accepted[each.id, each.check] for each in worse if (each.id, each.check) in accepted)
    return Verdict((*findings, *red), tuple(each for each in found if each.better), used, compared=True)


def _by_bootstrap(findings: Sequence[Finding], old: Checks, new: Checks) -> Verdict:
    both = [each for each in old if each in new]
    red = [Finding("worse", each, "this question is gone") for each in old if each not in new]
    if not both:
        return Verdict((*findings, *red), compared=True)
    found = difference([float(old[each]["right"]) for each in both], [float(new[each]["right"]) for each in both])
    if found.high < 0:
        red.append(Finding("worse", "", f"right {found.mean:+.3f} [{found.low:+.3f}, {found.high:+.3f}], paired"))
    return Verdict((*findings, *red), difference=found, compared=True)


def _said(change: Change) -> str:
    name = CHECKS.get(change.check, change.check)
    return f'{name}, and is not so any more; sign it with --accept "{change.id} {change.check}: why"'

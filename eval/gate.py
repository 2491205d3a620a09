"""The gate: what of a run is worse than the baseline, or broken whatever the baseline says. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.eval.averages import Average, difference
from dateline.eval.baseline import CHECKS, Baseline, Change, Signature, changes, checks
from dateline.eval.evaluation import Evaluation
from dateline.eval.fingerprints import changed

Kind = Literal["broken", "failed", "changed", "worse"]
MAKE_ONE = "dateline eval --write-baseline"


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
    difference: Average | None = None  # of right answers and refusals, now less then, where runs are compared by bootstrap
    compared: bool = False

    @property
    def green(self) -> bool:
        """Whether the run passes."""
        return not self.findings


def judge(
    evaluation: Evaluation, generators: Sequence[str], baseline: Baseline | None, signed: Sequence[Signature] = ()
) -> Verdict:
    """Compare a run with a baseline; without one, only what is always true is held.

    Keyless answers are deterministic, so each question is compared by itself. With a model, answers differ from run to run: the
    difference of the whole is compared, by paired bootstrap, and is worse when its interval lies below 0.
    """
    findings = [Finding("broken", each.id, each.why) for each in evaluation.breaches]
    findings += [Finding("failed", r.case.question.id, r.error) for r in evaluation.records if r.error is not None]
    findings += [Finding("failed", each.id, f"ablated: {each.error}") for each in evaluation.ablated if each.error is not None]
    if baseline is None:
        return Verdict(tuple(findings))
    findings += [
        Finding("changed", "", f"{name} is not what the baseline was made with: {MAKE_ONE}")
        for name in changed(baseline.measured, evaluation.measured)
    ]
    now = checks(evaluation)
    new = [each for each in now if each not in baseline.questions]
    findings += [Finding("changed", each, f"the baseline does not know this question: {MAKE_ONE}") for each in new]
    if [*generators] != ["quotes"] or baseline.generators != ["quotes"]:
        return _by_bootstrap(findings, baseline, now)
    found = changes(baseline.questions, now)
    accepted = {(each.id, each.check): each for each in signed}
    worse = [each for each in found if not each.better]
    findings += [Finding("worse", each.id, _said(each)) for each in worse if (each.id, each.check) not in accepted]
    used = tuple(accepted[each.id, each.check] for each in worse if (each.id, each.check) in accepted)
    return Verdict(tuple(findings), tuple(each for each in found if each.better), used, compared=True)


def _by_bootstrap(
    findings: Sequence[Finding], baseline: Baseline, now: Mapping[str, Mapping[str, bool]]
) -> Verdict:
    both = [each for each in baseline.questions if each in now]
    gone = [Finding("worse", each, "this question is gone") for each in baseline.questions if each not in now]
    if not both:
        return Verdict((*findings, *gone), compared=True)
    then = [float(baseline.questions[each]["right"]) for each in both]
    since = [float(now[each]["right"]) for each in both]
    found = difference(then, since)
    worse = [Finding("worse", "", f"right {found.mean:+.3f} [{found.low:+.3f}, {found.high:+.3f}], paired")] if found.high < 0 else []
    return Verdict((*findings, *gone, *worse), difference=found, compared=True)


def _said(change: Change) -> str:
    return f"{CHECKS.get(change.check, change.check)}, and is not so any more; sign it with --accept \"{change.id} {change.check}: why\""

"""`python -m dateline.eval.hostile FILE...`: a model that tells lies, and one that is honest, through the whole way of a question.

Each question of the gold set is asked over HTTP of a service whose model is scripted to tell the claims that a file has for it, as
far as the passages that they name are put before it. What is shown as the model wrote it is counted.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.eval.adversary import NAME, numbers_of, passages, reply_of, scripted
from dateline.eval.averages import wilson
from dateline.eval.client import Asked
from dateline.eval.command import GOLD, sample_paths
from dateline.eval.evaluation import revisions_of
from dateline.eval.gold import load as load_gold
from dateline.eval.invariants import broken
from dateline.eval.runner import on_standard_error
from dateline.eval.serving import opened, served
from dateline.eval.written import Claim
from dateline.eval.written import load as load_claims
from dateline.service.failures import explain
from dateline.service.question import normalise
from dateline.service.settings import Settings
from dateline.service.written import MAX_CLAIMS


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that the model told, and whether it was shown as written."""

    claim: Claim
    shown: bool


class Liar:
    """A model that tells the claims it is given, each with the passages that it names if the prompt has them."""

    def __init__(self) -> None:
        self.claims: Sequence[Claim] = ()
        self.told: list[Claim] = []

    def __call__(self, prompt: str) -> str:
        replies: list[dict[str, object]] = []
        for claim in self.claims:
            numbers = numbers_of([normalise(each.quote) for each in claim.quotes], prompt)
            if numbers is not None:
                self.told.append(claim)
                replies.append({"text": claim.text, "passages": numbers})
        return reply_of(replies or [{"text": "Nothing is known.", "passages": [next(iter(passages(prompt)), 1)]}])


def told(claims: Sequence[Claim]) -> tuple[list[Told], list[str]]:
    """What became of every claim that could be told, and every promise that an answer broke."""
    questions = {question.id: question for _, question in load_gold(GOLD).lines}
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.question_id].append(claim)
    liar, found, breaches = Liar(), list[Told](), list[str]()
    with scripted(liar) as url:
        settings = Settings().model_copy(update={"llm": None, "llm_url": url, "llm_model": NAME})
        with opened(sample_paths(), settings, on_standard_error) as desk, served(desk) as client:
            revisions = revisions_of(client)
            for name, group in groups.items():
                for at in range(0, len(group), MAX_CLAIMS):
                    liar.claims, liar.told = group[at : at + MAX_CLAIMS], []
                    answer = client.ask(Asked(questions[name].question))
                    shown = {each["text"] for each in answer["claims"] if each["kind"] == "written"}
                    found += [Told(claim, " ".join(claim.text.split()) in shown) for claim in liar.told]
                    known = {" ".join(claim.text.split()) for claim in liar.told}
                    breaches += [f"{name}: shown and not told: {text}" for text in shown - known]
                    breaches += [f"{name}: {why}" for why in broken(answer, [], revisions)]
    return found, breaches


def table(found: Sequence[Told], breaches: Sequence[str]) -> str:
    """For each kind how many were told and how many shown as written, with 95 % intervals."""
    lines = [f"{'':<16}{'told':>6}{'shown':>7}  95 % interval"]
    kinds = sorted({each.claim.kind for each in found if each.claim.label == "lie"})
    rows = [(kind, [each for each in found if each.claim.kind == kind]) for kind in kinds]
    rows += [(f"{name}s", [each for each in found if each.claim.label == name]) for name in ("lie", "honest")]
    for name, group in rows:
        if group:
            shown = sum(each.shown for each in group)
            low, high = wilson(shown, len(group))
            lines.append(f"{name:<16}{len(group):>6}{shown:>7}  {shown / len(group):.3f} [{low:.3f}, {high:.3f}]")
    lies = [
        f"{each.claim.id} {each.claim.kind}: {each.claim.text}"
        for each in found
        if each.shown and each.claim.label == "lie"
    ]
    return "\n".join([*lines, *lies, f"{len(breaches)} promises broken", *breaches])


def main(argv: Sequence[str] | None = None) -> int:
    """Tell every claim, and print what was shown."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.hostile", description=main.__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="claims over the gold questions")
    args = parser.parse_args(argv)
    try:
        found, breaches = told([claim for file in args.files for claim in load_claims(file)])
    except Exception as error:
        if (message := explain(error)) is None:
            raise
        print(message, file=sys.stderr)
        return 1
    print(table(found, breaches))
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())

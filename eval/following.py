"""`python -m dateline.eval.following [FILE]`: follow-up questions made to stand alone; a figure, and every one that went wrong.

A conversation is `{"id", "turns": [{"question", "answer": [sentences]}], "question", "standalone": [as one may ask it],
"must_have": [[alternatives], …], "must_not_have": [words]}`. It is right when of every `must_have` one alternative stands in what
came out, at the beginning of a word, and nothing of `must_not_have` does, as whole words. Case and kinds of apostrophes are one.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from dateline.eval.command import ROOM
from dateline.eval.lines import every
from dateline.service.cli import WorkFailed
from dateline.service.failures import explain
from dateline.service.following import Turn, standalone

CONVERSATIONS = ROOM / "conversations.jsonl"


class Answered(BaseModel):
    """An earlier question of a conversation, with the sentences that answered it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str
    answer: tuple[str, ...] = ()


class Conversation(BaseModel):
    """A question that follows others, and how it is asked by itself."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    turns: tuple[Answered, ...]
    question: str
    standalone: tuple[str, ...] = ()
    must_have: tuple[tuple[str, ...], ...] = ()
    must_not_have: tuple[str, ...] = ()


class ConversationsWrong(WorkFailed):
    """A file of conversations that cannot be read; the message names the line."""


def load(path: Path) -> list[Conversation]:
    """Raises ConversationsWrong."""
    return every(path, Conversation, wrong=ConversationsWrong, noun="conversation")


def rewritten(conversation: Conversation) -> str:
    """The question of a conversation as it comes out."""
    turns = [Turn(turn.question, turn.answer) for turn in conversation.turns]
    return standalone(conversation.question, turns)


def wrongs(conversation: Conversation, text: str) -> list[str]:
    """What a rewritten question lacks, and what it should not have."""
    missing = [" or ".join(each) for each in conversation.must_have if not any(_has(text, word) for word in each)]
    excess = [word for word in conversation.must_not_have if _has(text, word, whole=True)]
    return [*(f"lacks {each}" for each in missing), *(f"has {each}" for each in excess)]


def main(argv: Sequence[str] | None = None) -> int:
    """Rewrite the last question of every conversation; print the share that is right, and each that is not."""
    parser = argparse.ArgumentParser(prog="python -m dateline.eval.following", description=main.__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=CONVERSATIONS, help="conversations; default: our own")
    parser.add_argument(
        "--half", type=int, choices=(1, 2), help="every other conversation only: 1 the first of each two, 2 the second"
    )
    args = parser.parse_args(argv)
    try:
        conversations = load(args.file)
    except Exception as error:
        if (message := explain(error)) is None:
            raise
        print(message, file=sys.stderr)
        return 1
    if args.half is not None:
        conversations = conversations[args.half - 1 :: 2]
    print(report(conversations))
    return 0


def report(conversations: Sequence[Conversation]) -> str:
    """A line for each that is wrong, and the figure."""
    lines: list[str] = []
    for each in conversations:
        text = rewritten(each)
        if found := wrongs(each, text):
            lines += [f"{each.id}: {each.question}", f"    came out: {text}", f"    {'; '.join(found)}"]
    right = len(conversations) - len(lines) // 3
    return "\n".join([*lines, f"{right} of {len(conversations)} right, {right / len(conversations):.1%}"])


def _has(text: str, words: str, *, whole: bool = False) -> bool:
    pattern = rf"(?<!\w){re.escape(_folded(words))}" + (r"(?!\w)" if whole else "")
    return bool(re.search(pattern, _folded(text)))


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


if __name__ == "__main__":
    sys.exit(main())

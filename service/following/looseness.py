"""Phrases with "the" that the talk must tell more of: "the newest fund", "the price". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.asking import MEASURE
from dateline.service.following.clauses import clause
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.dangling import dangling
from dateline.service.following.describing import ENTIRE
from dateline.service.following.mentions import names
from dateline.service.following.phrases import (
    bare,
    head,
    is_plural,
    phrases,
)
from dateline.service.following.unsaid import PALE
from dateline.service.words import content, same, stem, tokens

RELATIONAL = re.compile(
    rf"{MEASURE}|reason|result|outcome|cause|aim|purpose|deadline|opening|delay|winner|findings|conditions|terms|risks|rest"
)

_PIECE = 2  # words of meaning, besides its name, of a question that may lean on the one before


def loose_in(text: str, before: Sequence[Told]) -> str:
    """A phrase with "the" that the talk must tell more of, as it was of that: "the newest fund", "the additions"."""
    told = [
        stem(token.text) for turn in before for each in (turn.question, *turn.quotes) for token in content(tokens(each))
    ]
    parts = clause(text)
    found = phrases(f"{parts.wh} , {parts.subject} , {parts.rest}" if parts else text)
    for at, part in enumerate(found):
        words = part.text.split()
        following = found[at + 1] if at + 1 < len(found) else None
        is_followed = (
            following is not None and bool(following.preposition) and f"{part.text} {following.preposition} " in text
        )
        if len(words) < 2 or bare(words[0]) != "the" or is_followed or part.text not in text:
            continue
        if (
            any(word[:1].isupper() or word[:1].isdigit() for word in words[1:])
            or head(part.text) in ENTIRE
            or is_time(part.text)
        ):
            continue
        if re.search(
            rf"{re.escape(part.text)},? (?:that|who|which|whose|where|when|[a-z]+[^su]s(?! in| of)|[a-z]+ed (?:for|by))\b",
            text,
        ):
            continue
        if words[1] == "other" and len(words) == 3 and not is_plural(part.text):
            return part.text
        if len(words) == 2 and RELATIONAL.fullmatch(head(part.text)):
            return part.text
        is_pale = all(_is_pale(word) for word in words[1:-1])
        is_of_talk = any(same(stem(bare(words[-1])), each) > 0 for each in told)
        if (is_pale and is_of_talk) or (part.preposition == "among" and (is_of_talk or len(words) > 2)):
            return part.text
    return ""


def is_of_other(text: str, before: Sequence[Told]) -> bool:
    """Whether a question that named its subject first is of one that nobody spoke of, and whole: "What limit did Estmark set for 2025?"."""
    told = " ".join(each for turn in before for each in (turn.question, *turn.quotes))
    own = names(f"x {text}")
    is_new = bool(own) and not any(name.text in told for name in own)
    named = {token.stem for name in own for token in tokens(name.text)}
    left = [token for token in content(tokens(text)) if token.stem not in named]
    return is_new and len(left) > _PIECE and not any(dangling(text))


def _is_pale(word: str) -> bool:
    return bare(word) in PALE or bool(re.search(r"\w{3,}(?:er|est)$", word))

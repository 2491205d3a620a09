"""A piece that begins with whose it is: "And its profit?". English, by rules."""

import re
from collections.abc import Sequence

from dateline.service.following.callings import OFFICES
from dateline.service.following.conversation import Told
from dateline.service.following.mentions import names
from dateline.service.following.phrases import bare, head, phrases
from dateline.service.following.pointing import pointed
from dateline.service.following.referents import topic


def owned(own: re.Match[str], question: str, last: Told, before: Sequence[Told]) -> str:
    """ "And its profit?", "And her predecessor?": of whom or what was spoken of."""
    what = own["what"]
    for name in last.asked:
        subject = last.clause.subject if last.clause and name.text in last.clause.subject else question
        possessed = re.search(rf"{re.escape(name.text)}(?:[’']s|(?<=s)[’'])\s+(?P<old>[^,]+)", subject)
        belonging = re.search(rf"\bthe (?P<old>[\w -]+?) of (?:the )?{re.escape(name.text)}", question)
        if possessed and own["own"].lower() in {"its", "their"}:
            old = phrases(possessed["old"])[0].text if phrases(possessed["old"]) else possessed["old"]
            return f"{question.replace(old, what, 1)}?"
        if belonging and own["own"].lower() in {"its", "their"} and head(belonging["old"]) not in OFFICES:
            return f"{question.replace(belonging['old'], what, 1)}?"
    meant = pointed(own.group(), before)
    if meant == own.group():
        meant = f"{what} of {topic(before)}"
    meant = re.sub(r"^The ", "the ", meant)
    if head(what) in OFFICES or re.search(
        r"(?:or|er|ist|husband|wife|father|mother|brother|sister|son|daughter|partner|deputy|boss)$", bare(what)
    ):
        return f"Who is {meant}?"
    if (
        (parts := last.clause)
        and parts.subject
        and not names(f"x {phrases(parts.subject)[0].text}" if phrases(parts.subject) else "")
        and not parts.noun
    ):
        return f"{question.replace(parts.subject, meant, 1)}?"
    if (
        (parts := last.clause)
        and parts.wh
        and parts.subject
        and parts.subject in question
        and head(parts.subject) not in OFFICES
        and last.asked
        and last.asked[0].sort != "person"
        and parts.predicate
        and "’s" not in meant
        and meant.startswith(parts.subject)
    ):
        return f"{question.replace(parts.subject, meant, 1)}?"
    return f"What is {meant}?"

"""Whose words a question asks for, held against who speaks in articles: by name, or by the post that somebody holds. Pure."""

import re
from collections.abc import Sequence

from dateline.indexes.nouns import Hit, Revision
from dateline.service.callings import PERSON_NOUN, is_same, parted
from dateline.service.cast import Voice
from dateline.service.lexicon import content_words
from dateline.service.speech import TITLES
from dateline.service.voices import known_voices, voices
from dateline.service.words import stem, stems_of

_NAME_RUN = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:of|the|and|de|van|von|for|&)\s+)*[A-Z][\w’'-]*)*")
_POST = re.compile(r"^(?:the\s+)?(?P<post>[a-z][a-z -]+?)(?:\s(?:of|at|for|in|from)\s(?P<of>.+))?$")
_HOLDER = re.compile(r"^(?:the\s+)?(?P<of>[A-Z].*?)(?:[’']s?)?\s(?P<post>[a-z][a-z -]+)$")  # "Halmsted’s mayor"


def name_of(who: str) -> str:
    """The name in what a question calls a speaker: "harbour master Ann Lee" is Ann Lee, "the harbour board" all of it."""
    phrase = who.split(",")[0].strip()
    at_end = [match for match in _NAME_RUN.finditer(phrase) if match.end() == len(phrase)]
    if not at_end:  # "the Ostrel harbour board"
        return " ".join(token.text for token in content_words(who))
    _, name = parted(at_end[-1].group())
    words = (name or at_end[-1].group()).split()
    return " ".join([word for word in words if word.lower().strip(".") not in TITLES] or words)


def words_asked(who: str) -> tuple[str, ...]:
    """The words that an article must have for somebody to speak in it."""
    if (post := _post_of(who)) is None:
        return tuple(name_of(who).split())
    return tuple(token.text for part in post for token in content_words(part))


def speaking(who: str, hits: Sequence[Hit]) -> list[Hit]:
    """The sentences in which this speaker speaks, as each article tells whom it means, and as the others call them."""
    revisions = {(hit.revision.article_id, hit.revision.number): hit.revision for hit in hits}
    asked = _asked(who, list(revisions.values()))
    spoken = {key: voices(revision, asked) for key, revision in revisions.items()}
    post = _post_of(who)

    def speaks(voice: Voice, revision: Revision) -> bool:
        if any(is_same(voice.name, each.name) for each in asked) or (
            post is None and is_same(voice.name, name_of(who))
        ):
            return True
        if not asked and post is not None and voice.name.lower() == f"the {post[0]}":  # one whom no article names
            return stems_of(post[1]) <= stems_of(revision.text)
        return False

    return [
        hit
        for hit in hits
        if any(
            speaks(voice, hit.revision) or (voice.speaks_for is not None and speaks(voice.speaks_for, hit.revision))
            for voice in spoken[hit.revision.article_id, hit.revision.number][hit.passage.ordinal]
        )
    ]


def _asked(who: str, revisions: Sequence[Revision]) -> list[Voice]:
    """Whom the articles name so, or say to hold the post: "the mayor of Halmsted"."""
    post = _post_of(who)
    everyone = [(voice, revision) for revision in revisions for voice in known_voices(revision)]
    if post is None:
        return [voice for voice, _ in everyone if is_same(voice.name, name_of(who))]
    title, place = post
    calls, of = {stem(word) for word in title.split()}, stems_of(place)
    holders = [
        (voice, revision) for voice, revision in everyone if calls <= voice.calls and of <= stems_of(revision.text)
    ]
    said = rf"\b{re.escape(title)}\s(?:of|at|for|in)\s(?:the\s)?{re.escape(place)}"
    sure = [
        voice
        for voice, revision in holders
        if place
        and re.search(rf"{re.escape(voice.name)},\s[^,.]*?{said}|{said},\s{re.escape(voice.name)}", revision.text)
    ]
    return sure or [voice for voice, _ in holders]


def _post_of(who: str) -> tuple[str, str] | None:
    """The post that somebody is called by, and of what: "the mayor of Halmsted" is "mayor", "Halmsted". None of a name or a body."""
    match = _POST.match(who.strip()) or _HOLDER.match(who.strip())
    if match is None or not PERSON_NOUN.match(match["post"].split()[-1]):
        return None
    return match["post"], match["of"] or ""

"""Who is in an article: everyone whom it names, what it calls them, and who was spoken of where. By rules over its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.indexes.nouns import Passage
from dateline.service.callings import BODY, PERSON_NOUN, is_body_name, is_same, parted
from dateline.service.clauses import clauses, subject_of
from dateline.service.speech import TITLES
from dateline.service.words import stem

SPOKESMAN = re.compile(
    r"\b(?:spokes(?:man|woman|person)|press (?:officer|secretary))\b(?:\s+(?:for|of)\s+(?P<body>.+))?", re.I
)
_INTRODUCED = re.compile(
    r"(?P<name>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)+),\s(?:(?:the|a|an|its)\s)?(?:[\w’-]+\s){0,2}?(?P<post>[a-z-]+)(?=[,.;”]|\s(?:of|at|for|in)\b)"
)
_NO_CALL = frozenset("the a an its his her their of at for in on and former then now new first own one".split())


@dataclass(slots=True)
class Voice:
    """Somebody who speaks in an article: a person, a body, or a post that nobody there is named to hold."""

    name: str
    calls: set[str] = field(default_factory=set[str])  # base forms of what the article calls them: "mayor", "cooper"
    pronoun: str | None = None
    body: bool | None = None  # None: not known
    office: str | None = None  # of a spokesman, the words for whom
    speaks_for: "Voice | None" = None


class Cast:
    """Everyone in one article. `known`: whom other articles tell more of."""

    def __init__(self, text: str, known: Sequence[Voice]) -> None:
        self.text, self.known = text, known
        self.voices: list[Voice] = []
        self.seen: list[list[Voice]] = []  # by sentence read so far, those spoken of: its speakers, then its subject

    def introduce(self, passages: Sequence[Passage]) -> None:
        """Everyone who is a subject somewhere by name, with what the article calls them."""
        for passage in passages:
            subjects = [clause.who for clause in clauses(passage.text)]
            first = subject_of(passage.text)
            for who in (*subjects, *([first] if first else [])):
                before, name = parted(who)
                if name and self.is_name(name, before):
                    self.voice(name, before)
        for match in _INTRODUCED.finditer(self.text):  # "That did not satisfy Ann Lee, the mayor"
            if PERSON_NOUN.match(match["post"]) and not is_body_name(match["name"].split()):
                self.voice(match["name"], match["post"])
        for voice in self.voices:
            self._called(voice)

    def is_name(self, name: str, before: str) -> bool:
        """Whether a capital is a name's, not that of a sentence's first word."""
        text = self.text
        return " " in name or bool(before) or bool(re.search(rf"[\w,;’] {re.escape(name)}\b", text))

    def voice(self, name: str, before: str = "") -> Voice:
        """Whom a name means, new or known; `before`: what stands before it."""
        found = [voice for voice in self.voices if is_same(voice.name, name)]
        if found:
            voice = self.latest(found) or found[0]
            if len(name.split()) > len(voice.name.split()):
                voice.name = name
        else:
            voice = Voice(self._in_full(name))
            self.voices.append(voice)
            for each in self.known:
                if is_same(each.name, name):
                    voice.calls |= each.calls
                    voice.body = each.body if voice.body is None else voice.body
        self._call(voice, before)
        return voice

    def _in_full(self, name: str) -> str:
        if " " in name:
            return name
        before = re.findall(rf"\b[A-Z][\w’-]+\s+{re.escape(name)}\b", self.text)
        return next((each for each in before if each.split()[0].lower() not in TITLES), name)

    def _call(self, voice: Voice, words: str) -> None:
        if (match := SPOKESMAN.search(words)) and voice.office is None:
            voice.office = match["body"] or words[: match.start()]
        voice.calls |= {stem(word) for word in re.findall(r"[\w-]+", words.lower()) if word not in _NO_CALL}
        if any(PERSON_NOUN.match(word) for word in words.lower().split()) or words.lower().strip(".") in TITLES:
            voice.body = False

    def _called(self, voice: Voice) -> None:
        """What stands beside the name anywhere: "Mayor Lee", "Lee, the mayor", "the mayor, Ann Lee"; and whether it is a body's."""
        name, text = re.escape(voice.name), self.text
        for match in re.finditer(
            rf"{name}(?:\s(?:of|at|from)\s[^,.]{{2,50}})?,\s(?P<aside>(?:(?:the|a|an|its|their|his|her)\s|[a-z])[^,.;“”]{{2,90}})[,.]",
            text,
        ):
            if match := SPOKESMAN.search(aside := match["aside"]):
                voice.office = match["body"] or aside[: match.start()]
            words = re.split(r"\s(?:who|which|that|of|at|for|in|from|and|to|with)\b", f" {aside}")[0].strip()
            if (
                words
                and not words.startswith(("who", "which", "said", "told", "but", "and"))
                and len(words.split()) < 6
            ):
                self._call(voice, words)
                if words.split()[-1].lower() in BODY:
                    voice.body = True
        for match in re.finditer(
            rf"(?:\b(?:the|The|its|a)\s(?P<post>[\w’ -]{{3,40}}),\s|(?P<title>(?:\b[A-Za-z][\w-]+\s){{1,2}})){name}\b",
            text,
        ):
            words = (match["post"] or match["title"] or "").split()
            kept = [word for word in words if PERSON_NOUN.match(word.lower()) or word.lower().strip(".") in TITLES]
            self._call(voice, " ".join(kept))
        last = voice.name.split()[-1]
        if is_body_name(voice.name.split()) or re.search(rf"{name},\swhich\b|\b[Tt]he\s{name}\b", text):
            voice.body = True
        elif re.search(rf"{name},\swho\b", text) or (
            " " in voice.name
            and re.search(
                rf"(?<!{re.escape(voice.name[: -len(last)])}){re.escape(last)}\s(?:\w+\s)?(?:said|told|has|had|was|is)\b",
                text,
            )
        ):
            voice.body = False

    def before(self, sentences: int) -> Iterator[Voice]:
        """Those spoken of before, the last first."""
        for seen in reversed(self.seen[-sentences - 1 :]):
            yield from seen

    def latest(self, among: Sequence[Voice]) -> Voice | None:
        return next((voice for voice in self.before(100) if any(voice is each for each in among)), None)

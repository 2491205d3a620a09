"""Who speaks in each sentence of an article: names, posts and pronouns followed through it. By rules over the article's words."""

import re
from collections.abc import Sequence

from dateline.indexes.nouns import Passage, Revision
from dateline.service.callings import BODY, FIRM, PERSON_NOUN, REFLEXIVE, is_body_name, is_same, parted
from dateline.service.cast import SPOKESMAN, Cast, Voice
from dateline.service.clauses import Clause, clauses, subject_of
from dateline.service.speech import without_quotations
from dateline.service.words import stem

_LOOK_BACK = 5  # sentences searched for whom a pronoun means
_OWN = 3  # sentences behind a person in which "its director" may be them
_ANYONE = "spokesman"  # of a body, without a name
_HE = frozenset(("he", "she"))
_SUBJECTIVE = {"him": "he", "her": "she", "them": "they"}


def voices(revision: Revision, known: Sequence[Voice] = ()) -> list[list[Voice]]:
    """For each sentence of an article those who speak in it. `known`: whom other articles tell more of."""
    return _Reader(revision, known).read()


def known_voices(revision: Revision) -> list[Voice]:
    """Everyone who is a subject in an article by name, with what it calls them."""
    cast = Cast(revision.text, ())
    cast.introduce(revision.passages)
    return cast.voices


class _Reader:
    """Reads an article from its first sentence to its last, and keeps who was spoken of where."""

    def __init__(self, revision: Revision, known: Sequence[Voice]) -> None:
        self.revision, self.cast = revision, Cast(revision.text, known)
        self.spoke: list[list[Voice]] = []

    def read(self) -> list[list[Voice]]:
        self.cast.introduce(self.revision.passages)
        for passage in self.revision.passages:
            self._read(passage)
        self._quotations()
        return self.spoke

    def _read(self, passage: Passage) -> None:
        self.cast.seen.append([])
        self.spoke.append([])
        for clause in clauses(passage.text):
            voice = self._meant(clause)
            if voice is not None:
                if voice.office is not None and voice.speaks_for is None:
                    body = self._body(voice.office)
                    voice.speaks_for = body if body is not voice else None
                self.spoke[-1].append(voice)
                self.cast.seen[-1].append(voice)
        first = subject_of(passage.text)
        if first and (voice := self._meant(Clause(first, ""), only_known=True)) and voice not in self.cast.seen[-1]:
            self.cast.seen[-1].append(voice)
        if not self.cast.seen[-1]:
            named = [voice for voice in self.cast.voices if _is_person(voice) and self._named(voice, passage.text)]
            self.cast.seen[-1] += named if len(named) == 1 else []

    def _meant(self, clause: Clause, *, only_known: bool = False) -> Voice | None:
        who = REFLEXIVE.sub("", clause.who)
        if (pronoun := _SUBJECTIVE.get(who.lower(), who.lower())) in {"he", "she", "it", "they"}:
            return self._pronoun(pronoun, clause.before)
        if match := SPOKESMAN.search(who):
            _, name = parted(who)
            if match["body"] or not name or is_same(name, "Spokesman Spokeswoman"):
                return self._spokesman(who, match)
        before, name = parted(who)
        if (
            name
            and (self.cast.is_name(name, before) or any(is_same(name, voice.name) for voice in self.cast.voices))
            and not self._is_post(who)
        ):
            return self.cast.voice(name, before)
        return self._post(who, only_known=only_known)

    def _is_post(self, who: str) -> bool:
        return bool(re.match(r"(?:the|a|an|its|his|her|their)\s+[a-z]", who, re.I)) and not re.search(
            r"\s[A-Z][\w’-]+$", who
        )

    def _spokesman(self, who: str, match: re.Match[str]) -> Voice | None:
        body = self._body(match["body"] or who[: match.start()])
        voice = next((each for each in self.cast.voices if each.name == _ANYONE and each.speaks_for is body), None)
        if voice is None:
            voice = Voice(_ANYONE, {stem("spokesman"), stem("spokeswoman")}, body=False, speaks_for=body)
            self.cast.voices.append(voice)
        return voice

    def _body(self, words: str) -> Voice | None:
        """The body that some words name, or the last one spoken of."""
        words = re.sub(r"^(?:an?|one|its|another)\b\s*|[’']s?\s*$", "", words.strip(" ,."), flags=re.I)
        if words and words.lower() != "the":
            _, name = parted(words)
            if name:
                return self.cast.voice(name)
            return self._post(words, only_known=True)
        return next((voice for voice in self.cast.before(50) if voice.body is not False), None)

    def _post(self, who: str, *, only_known: bool) -> Voice | None:
        """Who is meant by "the mayor", "the company": whom the article calls so, last."""
        head = re.split(r"\s(?:of|for|at|in|from|with|who|that)\s", who)[0].split()
        if not head:
            return None
        noun = head[-1].lower()
        bodies = [
            voice
            for voice in self.cast.voices
            if voice.body is not False and any(part.lower().strip("’s") == noun for part in voice.name.split()[-1:])
        ]
        called = [voice for voice in self.cast.voices if stem(noun) in voice.calls]
        if head[0].lower() in {"its", "their", "his", "her"}:  # "its director" is somebody only right behind them
            called = [voice for voice in called if any(voice is each for each in self.cast.before(_OWN))]
        if found := self.cast.latest(called or bodies):
            return found
        if noun in BODY and who.lower() == f"the {noun}":
            near = next((voice for voice in self.cast.before(50) if voice.body is not False), None)
            if near is not None and near.name.split()[-1][0].isupper() and _may_be(near, noun):
                return near
        if called or bodies:
            return (called or bodies)[0]
        if named := re.findall(rf"(?:[A-Z][\w’-]+\s+)+{re.escape(noun.capitalize())}\b", self.cast.text):
            return self.cast.voice(named[0])
        return None if only_known else Voice(who, {stem(noun)})

    def _pronoun(self, pronoun: str, before: str) -> Voice | None:
        here = [
            voice
            for voice in self.cast.voices
            if voice.name[:1].isupper() and _fits(voice, pronoun) and self._named(voice, before)
        ]
        found = here[0] if len(here) == 1 else None
        if found is None:
            found = next((voice for voice in self.cast.before(_LOOK_BACK) if _fits(voice, pronoun)), None)
        if found is not None and pronoun in _HE:
            found.pronoun = pronoun
        return found

    def _named(self, voice: Voice, text: str) -> bool:
        return re.search(rf"\b{re.escape(voice.name.split()[-1])}\b(?!’s)", text) is not None

    def _quotations(self) -> None:
        """Sentences of nothing but a quotation belong to whoever speaks in the sentence around which it goes on."""
        passages = self.revision.passages
        is_open = False
        inside: list[bool] = []
        for passage in passages:
            inside.append(is_open or _is_all_quoted(passage.text))
            if (count := passage.text.count("“") - passage.text.count("”")) != 0:
                is_open = count > 0
        for at, passage in enumerate(passages):
            if self.spoke[at] or not (inside[at] or _opens(passage.text)):
                continue
            beside = [to for to in (at - 1, at + 1) if 0 <= to < len(passages)]
            near = [self.spoke[to] for to in beside if passages[to].paragraph == passage.paragraph]
            if _opens(passage.text):
                near.reverse()
            self.spoke[at] = next((each for each in near if each), list[Voice]())


def _may_be(voice: Voice, noun: str) -> bool:
    """Whether a body may be called so: by anything where its name tells nothing; a firm by what firms are called."""
    if voice.body is None or not is_body_name(voice.name.split()):
        return True
    return noun in FIRM and not any(word.lower().strip("’s.") in BODY - FIRM for word in voice.name.split())


def _fits(voice: Voice, pronoun: str) -> bool:
    if pronoun in _HE:
        return _is_person(voice) and voice.pronoun in {None, pronoun}
    return voice.body is not False and voice.pronoun is None


def _is_person(voice: Voice) -> bool:
    """Whether it may be one: no body, and a name or a post."""
    if voice.body is not None:
        return not voice.body
    return (
        " " in voice.name and voice.name[0].isupper()
        if not voice.name.lower().startswith(("the ", "a ", "an "))
        else any(map(PERSON_NOUN.match, voice.name.split()[-1:]))
    )


def _is_all_quoted(text: str) -> bool:
    return text[:1] in '“"' and not re.search(r"\w", without_quotations(text))


def _opens(text: str) -> bool:
    """Whether a quotation begins in it that another sentence ends."""
    return text.count("“") > text.count("”")

"""Everything that somebody said on a matter: by who speaks in a sentence, and by what it or its paragraph is about. Pure."""

import re
from collections.abc import Iterable, Sequence

from dateline.indexes.nouns import Hit, Passage, Revision
from dateline.service.lexicon import CARRIED, Lexicon, Nearness, content_words, frame_of
from dateline.service.orders import is_quotable
from dateline.service.question import Reading, Term
from dateline.service.selection import dated
from dateline.service.shapes import Statements
from dateline.service.speech import TITLES, said_by
from dateline.service.words import stems_of

NEAR = 0.42  # cosine to the question from which a sentence is on the matter whatever its words
_REPORTS = re.compile(
    r"^(?:,[^,]{1,90},)?\s*(?:(?:has|had|also|later|again|then|repeatedly|publicly|flatly|once|\w+ly)\s+)*"
    r"(?:said|says|told|tells|argued|argues|warned|warns|denied|denies|rejected|rejects|promised|promises|called|calls|urged|urges|accused|"
    r"accuses|criticised|criticized|defended|acknowledged|admitted|conceded|confirmed|dismissed|disputed|estimated|estimates|insisted|"
    r"insists|maintained|maintains|pledged|proposed|recommended|suggested|described|praised|welcomed|vowed|wrote|writes|testified|expects?|"
    r"expected|blamed|asked|demanded|apologi[sz]ed|disagreed|agreed|objected|replied|declined|added|noted|announced|declared|claimed|stated|"
    r"predicted|named|listed|cited|found|concluded|ruled|complained|regretted|hoped|hopes|thinks|thought|believes|believed|ruled out|contradicted|put (?:it|the)|gave|spoke)\b",
    re.I,
)
_NAME_RUN = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:of|the|and|de|van|von|for|&)\s+)*[A-Z][\w’'-]*)*")
_SUBJECT = re.compile(
    r"(?:(?:But|And|Yet|Still)\s+)?(?:The\s+|[A-Z]?[a-z]+\s+(?:[a-z]+\s+)?)??(?P<name>(?:(?:The|the)\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)(?=\s|,)"
)
_OWN = 0.3  # share of the words of the matter that a sentence has itself
_LENT = 0.5  # share that title and lead, or the sentence before, have in its place
_QUOTED = 0.5  # worth from which direct speech is about what is asked
_DIRECT = re.compile(r"[“\"](?:[^”\"]*\s){2}")  # three words and more in quotation marks
_WORDING = re.compile(
    r"(?:exact|exactly|words?|quotes?|quotation|verbatim|precise|put|phrase|say|said|tell|told)$", re.I
)
_PRONOUN = re.compile(r"^(?:But |And |Yet |“[^”]*”\s*)?(?P<who>He|She|They|It|he|she|they|it)\b")


def is_person(asked: Statements) -> bool:
    """Whether the words of one person are asked for, whom no other may stand in for."""
    words = name_of(asked.who).split()
    return bool(words) and all(word[:1].isupper() for word in words) and not asked.who.lower().startswith("the ")


def statements(
    asked: Statements, hits: Iterable[Hit], nearness: Nearness, years: frozenset[int] = frozenset()
) -> tuple[Hit, ...]:
    """The sentences in which this speaker is reported or quoted on this matter, each once, in order of date and of place.

    On the matter is a sentence that has a word of it, or stands in a paragraph whose speech has, or is near to the question.
    """
    who, told_years = _stems_of_name(asked.who), {str(year) for year in years}
    spoken = [hit for hit in hits if is_quotable(hit.passage) and _speaks(hit.passage, hit.revision, who)]
    matter = [token for token in content_words(asked.about) if token.stem not in who and token.text not in told_years]
    about = [Term(token.text.lower(), token.stem) for token in matter]
    names = frozenset(token.stem for token in matter if token.capital or token.text.isdigit())
    lexicon = Lexicon(nearness([term.text for term in about], sorted(_words_near(spoken)))) if about else Lexicon()
    kept = [hit for hit in spoken if not about or _is_about(hit, about, names, lexicon)]
    kept = [hit for hit in kept if not years or _is_of(hit, years)]
    once = {" ".join(hit.passage.text.split()): hit for hit in sorted(kept, key=_when, reverse=True)}
    return tuple(sorted(once.values(), key=_when))


def speakers_asked(reading: Reading) -> tuple[str, ...]:
    """The names of those whose words are asked for, all or the very ones."""
    if reading.asks_quotation:
        return tuple(name.text for name in reading.names)
    return (name_of(reading.statements.who),) if reading.statements is not None else ()


def name_of(who: str) -> str:
    """The name in what a question calls a speaker: "harbour master Ann Lee" is Ann Lee, "the harbour board" all of it."""
    phrase = who.split(",")[0].strip()
    at_end = [match for match in _NAME_RUN.finditer(phrase) if match.end() == len(phrase)]
    if not at_end:  # "the Ostrel harbour board"
        return " ".join(token.text for token in content_words(who))
    words = at_end[-1].group().split()
    return " ".join([word for word in words if word.lower().strip(".") not in TITLES] or words)


def quotation(topic: Sequence[Term], names: Sequence[str], hits: Sequence[Hit], nearness: Nearness) -> Hit | None:
    """The direct speech of one of these people that is nearest to what it is about; None where none is near.

    What is quoted seldom names its matter: the sentences before, title and lead do.
    """
    who = [_stems_of_name(name) for name in names]
    spoken = [
        hit
        for hit in hits
        if is_quotable(hit.passage)
        and _DIRECT.search(hit.passage.text)
        and any(_speaks(hit.passage, hit.revision, each) for each in who)
    ]
    about = [term for term in topic if not any(term.stem in each for each in who) and not _WORDING.match(term.text)]
    if not spoken or not about:
        return None
    lexicon = Lexicon(nearness([term.text for term in about], sorted(_words_near(spoken))))

    def worth(hit: Hit) -> float:
        before = [each.text for each in _around(hit) if each.ordinal < hit.passage.ordinal]
        here, near = _share(about, [hit.passage.text], lexicon), _share(about, before[-2:], lexicon)
        frame = _share(about, [frame_of(hit.revision)], lexicon)
        return max(here, near, _LENT * frame) + 0.1 * (here + near + frame) + hit.scores.get("vectors", 0.0)

    best = max(spoken, key=worth)
    return best if worth(best) >= _QUOTED else None


def _stems_of_name(who: str) -> frozenset[str]:
    return stems_of(name_of(who))


def _speaks(passage: Passage, revision: Revision, who: frozenset[str]) -> bool:
    """Whether the speaker of a sentence is this one: by name, by a part of it, or as "he" right behind a sentence of theirs."""
    if _names(passage, revision, who):
        return True
    if said_by(passage, revision) is not None or passage.ordinal == 0:
        return False
    here, before = _PRONOUN.match(passage.text), revision.passages[passage.ordinal - 1]
    if here is None or not _REPORTS.search(passage.text[here.end() :]):
        return False
    there = _PRONOUN.match(before.text)
    pronouns = {here["who"].lower(), there["who"].lower()} if there is not None else set[str]()
    is_other = len(pronouns) == 2 and pronouns != {"it", "they"}  # "He denied" behind "She said"
    return not is_other and _names(before, revision, who)


def _names(passage: Passage, revision: Revision, who: frozenset[str]) -> bool:
    speaker = said_by(passage, revision) or _reporting(passage.text)
    return speaker is not None and _is_same(_in_full(speaker, passage, revision), who)


def _is_same(speaker: str, who: frozenset[str]) -> bool:
    """Whether two names are one: all of either is in the other. "Karl Lee" is not Ann Lee, "Lee" may be."""
    words = [word for word in speaker.split() if word.lower().strip(".,") not in TITLES] or speaker.split()
    named = stems_of(" ".join(words))
    return bool(named) and (named <= who or who <= named)


def _in_full(speaker: str, passage: Passage, revision: Revision) -> str:
    """A surname alone with the first name that stands before it last: of two namesakes, the one spoken of."""
    if len(speaker.split()) != 1 or not speaker[:1].isupper():
        return speaker
    before = re.findall(rf"[A-Z][\w’-]+\s+{re.escape(speaker)}\b", revision.text[: passage.end])
    named = [each for each in before if each.split()[0].lower() not in TITLES]
    return named[-1] if named else speaker


def _reporting(text: str) -> str | None:
    """The name that a sentence begins with, where a verb of telling, granting or refusing is right behind it."""
    match = _SUBJECT.match(text)
    return match["name"] if match and _REPORTS.match(text[match.end() :]) else None


def _around(hit: Hit) -> Sequence[Passage]:
    """A sentence, those of its paragraph, and the one before."""
    passages, at = hit.revision.passages, hit.passage.ordinal
    return [
        each
        for each in passages[max(0, at - 2) : at + 3]
        if each.paragraph == hit.passage.paragraph or each.ordinal in (at, at - 1)
    ]


def _is_about(hit: Hit, about: Sequence[Term], names: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether the sentence is on the matter: by its own words, by those of the one before, of title and lead, or by its meaning.

    A matter that has a name or a number is not told of where neither stands.
    """
    at = hit.passage.ordinal
    frame = frame_of(hit.revision)
    near = [each for each in _around(hit) if each.ordinal <= at]
    if names and not any(names & stems_of(text) for text in (frame, *(each.text for each in near))):
        return False
    if hit.scores.get("vectors", 0.0) >= NEAR:
        return True
    things = [term for term in about if term.stem not in names] or list(about)  # a name alone is no matter
    if _share(things, [hit.passage.text], lexicon) >= _OWN:
        return True
    return max(_share(things, [frame], lexicon), _share(things, [each.text for each in near[-2:]], lexicon)) >= _LENT


def _is_of(hit: Hit, years: frozenset[int]) -> bool:
    """Whether it was published in one of these years, or names one."""
    at = hit.revision.published_at
    return (at is not None and at.year in years) or any(str(year) in hit.passage.text for year in years)


def _words_near(hits: Iterable[Hit]) -> set[str]:
    """The words of sentences, of those around them, and of titles and leads, in lower case."""
    texts = {each.text for hit in hits for each in _around(hit)} | {frame_of(hit.revision) for hit in hits}
    return {token.text.lower() for text in texts for token in content_words(text)}


def _share(about: Sequence[Term], texts: Sequence[str], lexicon: Lexicon) -> float:
    here = [token for text in texts for token in content_words(text)]
    return sum(lexicon.match(term, here) >= CARRIED for term in about) / len(about)


def _when(hit: Hit) -> tuple[bool, float, str, int]:
    return *dated(hit), hit.revision.article_id, hit.passage.ordinal

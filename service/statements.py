"""Everything that somebody said on a matter: by who speaks in a sentence, and by what it or its paragraph is about. Pure."""

import re
from collections.abc import Iterable, Sequence

from dateline.indexes.nouns import Hit, Passage
from dateline.service.clauses import turns_to
from dateline.service.lexicon import CARRIED, Lexicon, Nearness, content_words, frame_of
from dateline.service.matter import Matter, matter, may_tell, told, words_of
from dateline.service.orders import is_quotable
from dateline.service.question import Reading, Term
from dateline.service.saying import Statements
from dateline.service.selection import dated
from dateline.service.speakers import name_of, speaking, words_asked
from dateline.service.words import stems_of

NEAR = 0.6  # cosine to the question from which a sentence is on the matter whatever its words
_LENT = 0.5  # share that title and lead, or the sentence before, have in its place
_QUOTED = 0.5  # worth from which direct speech is about what is asked
_DIRECT = re.compile(r"[“\"](?:[^”\"]*\s){2}")  # three words and more in quotation marks
_WORDING = re.compile(
    r"(?:exact|exactly|words?|quotes?|quotation|verbatim|precise|put|phrase|say|said|tell|told)$", re.I
)


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
    hits = list(hits)
    spoken = [hit for hit in speaking(asked.who, hits) if is_quotable(hit.passage)]
    about = matter(asked.about, stems_of(name_of(asked.who)) | {str(year) for year in years})
    kept = spoken if about is None else _on(about, spoken, nearness)
    kept = [hit for hit in kept if not years or _is_of(hit, years)]
    once = {" ".join(hit.passage.text.split()): hit for hit in sorted(kept, key=_when, reverse=True)}
    return tuple(sorted(once.values(), key=_when))


def _on(about: Matter, spoken: Sequence[Hit], nearness: Nearness) -> list[Hit]:
    """Those of the sentences that are on the matter, by what their articles tell of or by their own nearness to the question."""
    revisions = {(hit.revision.article_id, hit.revision.number): hit.revision for hit in spoken}
    lexicon = Lexicon(nearness(about.words(), sorted(words_of(list(revisions.values())))))
    on = {key: told(about, revision, lexicon) for key, revision in revisions.items()}
    return [
        hit
        for hit in spoken
        if on[hit.revision.article_id, hit.revision.number][hit.passage.ordinal] or _is_near(hit, about)
    ]


def _is_near(hit: Hit, about: Matter) -> bool:
    return (
        may_tell(about, hit.revision) and hit.scores.get("vectors", 0.0) >= NEAR and turns_to(hit.passage.text) is None
    )


def speakers_asked(reading: Reading) -> tuple[str, ...]:
    """The names of those whose words are asked for, all or the very ones."""
    if reading.asks_quotation:
        return tuple(name.text for name in reading.names)
    return (" ".join(words_asked(reading.statements.who)),) if reading.statements is not None else ()


def quotation(topic: Sequence[Term], names: Sequence[str], hits: Sequence[Hit], nearness: Nearness) -> Hit | None:
    """The direct speech of one of these people that is nearest to what it is about; None where none is near.

    What is quoted seldom names its matter: the sentences before, title and lead do. A name of nobody who speaks is of the matter:
    "her exact words on Order 14".
    """
    direct = {name: [hit for hit in speaking(name, hits) if _is_direct(hit.passage)] for name in names}
    speakers = [name for name in names if direct[name]]
    speakers = [name for name in speakers if " " in name] or speakers  # a person, before a firm that speaks as well
    spoken = list({hit.passage.id: hit for name in speakers for hit in direct[name]}.values())
    who = [stems_of(name_of(name)) for name in speakers]
    beside = [
        Term(token.text.lower(), token.stem) for name in names if name not in speakers for token in content_words(name)
    ]
    about = [
        term
        for term in (*topic, *beside)
        if not any(term.stem in each for each in who) and not _WORDING.match(term.text)
    ]
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


def _is_direct(passage: Passage) -> bool:
    return is_quotable(passage) and bool(_DIRECT.search(passage.text))


def _around(hit: Hit) -> Sequence[Passage]:
    """A sentence, those of its paragraph, and the one before."""
    passages, at = hit.revision.passages, hit.passage.ordinal
    return [
        each
        for each in passages[max(0, at - 2) : at + 3]
        if each.paragraph == hit.passage.paragraph or each.ordinal in (at, at - 1)
    ]


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

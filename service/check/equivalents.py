"""Words that may stand for one another in a claim that keeps the articles' words: a tight list, and nothing near in meaning. Pure."""

from functools import lru_cache

from dateline.service.words import country_words, stem

_GROUPS = (  # nothing that a fact-checker tells apart
    "say tell state report add note remark comment",
    "start begin beginning",
    "end finish",
    "number figure",
    "people passengers",
    "roughly about around approximately",
    "next beside",
    "including among like such",
    "nearly almost",
    "also too",
    "percent per cent",
    "further more additional",
    "kinds types sorts",
    "maker manufacturer producer",
    "show shown",
    "use used using",
    "equal equals equalled",
    "permission permit",
    "at-once immediately",
    "due scheduled",
    "rise increase grow climb",
    "fall decrease drop decline",
    "year annual",
    "company firm",
    "have own",
    "because since as",
    "whether if",
    "though although",
    "can able",
    "may might could",
    "former ex",
    "reach",
    "buy purchase",
    "get receive obtain",
    "keep kept retain",
    "help aid",
    "big large",
    "ask request",
    "need require",
    "stop halt",
    "record highest",
    "both two",
    "enough sufficient",
    "succeed successor",
    "chair chairman chairwoman",
    "people visitor",
    "hurt injure",
)
_KIN = (  # a verb and the noun made of it, where no stemmer sees it
    "approve approval",
    "arrive arrival",
    "refuse refusal",
    "decide decision",
    "die death dead",
    "lose loss",
    "sell sale",
    "grow growth",
    "know knowledge",
    "pay payment",
    "invest investment investor",
    "produce production producer",
    "reduce reduction",
    "expand expansion",
    "extend extension",
    "propose proposal",
    "destroy destruction",
    "respond response",
    "elect election",
    "deliver delivery",
    "fail failure",
    "close closure",
    "agree agreement",
    "announce announcement",
    "complain complaint",
    "resign resignation",
    "found founder foundation",
    "build builder building",
    "own owner",
    "run runner",
    "lead leader",
    "operate operator operation",
    "employ employer employment",
    "vote voter",
    "analyse analysis analyst",
    "licence license",
    "apply application applicant",
    "require requirement",
    "restrict restriction",
    "export exporter",
    "import importer",
    "free freely",
    "three third",
)


@lru_cache(maxsize=1)
def _known() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate((*_GROUPS, *_KIN)):
        for word in line.split():
            groups.setdefault(stem(word), set()).add(number)
    return {base: frozenset(numbers) for base, numbers in groups.items()}


@lru_cache(maxsize=1)
def _nations() -> dict[str, frozenset[str]]:
    from dateline.service.words import same

    names = country_words()
    return {one: frozenset(other for other in names if same(one, other) > 0) for one in names}


@lru_cache(maxsize=65536)
def stands_for(one: str, other: str) -> bool:
    """Whether two base forms may stand for one another."""
    if one == other or other in _nations().get(one, frozenset()):
        return True
    return bool(_known().get(one, frozenset()) & _known().get(other, frozenset()))

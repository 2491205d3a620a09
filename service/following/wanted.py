"""What kind a thing is, and which kind a question needs: revenue is a firm's, rules are repealed, machines run. Plain tables."""

import re
from collections.abc import Sequence
from functools import lru_cache

from dateline.service.following.callings import BODIES, ENDS_BODY, FIRMS, LANDS
from dateline.service.following.conversation import Told, is_time
from dateline.service.following.mentions import is_same_person
from dateline.service.following.numbered import is_marked, marked_noun
from dateline.service.following.phrases import BE, head, phrases
from dateline.service.words import country_words, stem

_KINDS: dict[str, frozenset[str]] = {
    "made": frozenset(  # to be sold and used
        "chip processor phone smartphone handset tablet laptop computer device machine scanner tool pump engine motor turbine reactor battery "
        "car van truck bus train tram ship ferry vessel boat plane jet aircraft helicopter drone rocket satellite telescope robot camera model "
        "system app software console vaccine drug medicine pill injection spray product weapon missile tank bike lathe".split()
    ),
    "rule": frozenset(
        "act bill law rule ban levy tax tariff duty fee fine cap limit quota order decree directive regulation measure moratorium sanction "
        "embargo licence license permit permission deal pact treaty agreement accord contract plan proposal scheme programme program project "
        "policy reform strike budget truce ceasefire curfew requirement curb control restriction subsidy amendment lease mandate".split()
    ),
    "works": frozenset(
        "bridge tunnel barrier dam quay dock pier harbour port line railway road motorway runway station terminal airport tower building plant "
        "factory mill yard mine farm park stadium arena ground hall opera theatre library museum hospital clinic school wall pipeline cable smelter refinery substation "
        "canal reservoir depot works centre center cathedral church castle palace prison market house home flat extension".split()
    ),
    "paper": frozenset(
        "study report paper book novel survey letter article review audit film song album inquiry".split()
    ),
    "event": frozenset(
        "election vote referendum fire flood storm earthquake crash collapse meeting talks conference visit debate surge flooding blackout outage walkout shooting riot protest derailment landslide review hearing merger sale trial hearing final match cup war outbreak leak spill "
        "attack summit theft accident explosion festival".split()
    ),
    "body": frozenset(
        "administration commission committee council court ministry parliament senate assembly government cabinet army police inspectorate "
        "regulator agency authority department bureau union guild federation treasury congress party".split()
    ),
    "firm": FIRMS
    | frozenset("corp inc ltd bank airlines holdings foods pharma motors semiconductor start-up lender".split()),
    "finding": frozenset(
        "charge fine fee bill loss cost price amount sum total yield estimate forecast figure number view opinion prediction finding conclusion calculation assessment".split()
    ),
    "place": LANDS | frozenset("river lake bay sea sound forest mountain valley ocean".split()),
}
_DONE = r"§ (?:\w+ )?(?:(?:is|was|be|been|being|gets?|got) )?(?:\w+ly |then |ever |finally |also |now )?"
_PASSIVE = (
    r"(?:\b(?:is|was|are|were|be|been|being) § |\b(?:has|have|had|will|would|can|could|may|must|should|to) § (?:\w+ )?(?:be|been) )"
    r"(?:\w+ly |ever |then |first |also |now |still )?"
)
_NEEDS: tuple[tuple[str, str], ...] = (  # kinds, and how the question goes on around "§", first match first
    (
        "finding",
        r"\bhow (?:much|big|large|high) (?:did|does|will|would|was) § (?:turn out|amount to|come to|add up|finally)\b",
    ),
    (
        "finding",
        r"\b(?:base|based|derive|derived|calculate|calculated|arrive at|arrived at|work out|worked out|revise|revised) §(?: on| from| out)?\W*$",
    ),
    (
        "firm",
        r"§'s (?:\w+ ){0,2}?(?:revenues?|profits?|sales|turnover|shares?|shareholders?|market value|earnings|income|founder|customers?|suppliers?|"
        r"competitors?|rivals?|workforce|employees|valuation|stock|dividend|products?|(?:\w+ )?(?:machines|models|phones|factories|plants)|chief executive|ceo)\b",
    ),
    (
        "firm body",
        r"§'s (?:\w+ ){0,2}?(?:chair\w*|director|president|spokes\w+|staff|members?|headquarters|board|leaders?)\b",
    ),
    (
        "firm",
        r"\bhow much (?:\w+ )?(?:does|did|will|has|can) § (?:make|earn|spend|pay|lose|sell|invest|raise|charge|owe)\b(?! of)",
    ),
    (
        "event",
        r"\b(?:died|dies|killed|injured|drowned|hurt|involved|discussed|agreed|raised|decided|said|spoke) (?:in|by|during|at) §",
    ),
    ("works firm", r"§ (?:have to |ever )?(?:close|shut|reopen|be closed|be shut)\b"),
    ("firm", r"§ (?:\w+ )?(?:employ|earn|invest|spend|sack|lay off|founded|bankrupt|insolvent|profitable)\b"),
    ("firm body works rule paper event", r"\b(?:heads?|headed|leads?|led|chairs?|runs?|ran) §"),
    ("firm body", r"§ (?:\w+ )?(?:work(?:ed)? (?:on|with|for)|promised?|bid for|compete for)\b"),
    (
        "firm body place",
        r"§ (?:\w+ )?(?:issued?|imposed?|adopt(?:ed)?|enacted?|pass(?:ed)?|lift(?:ed)?|bann?(?:ed)?|suspend(?:ed)?|approved?|reject(?:ed)?|order(?:ed)?) (?:the|that|this|those|these|its|an?)\b",
    ),
    (
        "firm body",
        r"\bhow many (?:seats|votes|members)\b.* §|§ (?:\w+ )?(?:get|win|lose|gain) (?:\w+ )*(?:seats|votes)\b|§ (?:\w+ )?have the money\b",
    ),
    ("firm", r"\b(?:founded|founds|acquired|took over|invested in|works? for|worked for|shares? (?:of|in)) §"),
    (
        "firm body place",
        r"§ (?:\w+ )?(?:say|said|think|announce|promise|want|argue|demand|deny|reject|respond|reply|comment|blame|accuse|propose|explain|complain|"
        r"apologi[sz]e|appeal|hope|intend|decide|employ|hire|buy|sue)\b",
    ),
    (
        "firm",
        r"\bhow (?:many|much) (?:\w+ )?(?:has|have|did|does|will) § (?:already |ever )?(?:sold|sell|make|made|build|built|deliver|delivered|hire)\b",
    ),
    (
        "made works",
        rf"{_PASSIVE}(?:designed|built|made|manufactured|developed|invented|unveiled|launched|released|sold|shipped|delivered|exported|priced|banned|blacklisted|"
        r"recalled|tested|certified|assembled|produced|replaced|meant|intended|named|patented|discontinued|sanctioned)\b(?! (?:aware|clear|redundant|up of))",
    ),
    ("made works rule event", rf"{_PASSIVE}(?:announced|approved|introduced|presented|shown)\b(?! that)"),
    ("made", r"\bhow many of § (?:\w+ )*?(?:sold|shipped|made|built|delivered|produced|exported|recalled)\b"),
    (
        "made works event rule",
        r"\bwrong with §|\b(?:did|does|will|would|is|was) § (?:really |finally |going to )?cost\b",
    ),
    (
        "made",
        r"\b(?:chips?|processors?|batter(?:y|ies)|cameras?|engines?|screens?|sensors?) (?:is|are|was|were)(?: there)? (?:inside|in) §",
    ),
    (
        "rule",
        rf"{_DONE}(?:scrapped|repealed|suspended|revoked|rescinded|lifted|abolished|withdrawn|postponed|adopted|passed|vetoed|ratified|signed|"
        r"extended|tightened|loosened|eased|enforced|imposed|annulled|renewed|approved|introduced|implemented|agreed)\b",
    ),
    ("rule event works paper", r"§ (?:\w+ )?(?:start|begin|end|finish|go ahead|take place)\b(?! \w+ing\b| to\b)"),
    (
        "rule",
        r"§ (?:(?:\w+ )?to )?(?:\w+ )?(?:kick in|hit|cover|exempt|target|include|restrict|take effect|come into force|enter into force|apply|expire|lapse|run out|affect|forbid|exempt|in force|binding)\b",
    ),
    (
        "rule",
        r"\b(?:voted? (?:for|against|on)|signed|vetoed|repealed|lifted|scrapped|suspended|passed|revoked|challenged|violated|broke|breach(?:ed)?) §",
    ),
    (
        "made",
        r"§ (?:\w+ )?(?:transfer|compute|weigh|charge|fly|sail|run on|recharge)\b|\bhow (?:fast|heavy|loud|powerful) (?:\w+) §",
    ),
    ("made", r"§ used (?:for|in|by)\b"),
    (
        "made",
        r"§'s (?:\w+ ){0,2}?(?:battery|screen|speed|range|engine|price|side effects|memory|bandwidth|manufacturer|maker|export|exports|dose|yield)\b",
    ),
    (
        "made",
        r"\b(?:buys?|bought|sells|sold|exports?|exported|manufactures?|invented) §|§ (?:\w+ )?(?:sold|exported|shipped|manufactured)\b",
    ),
    (
        "works made",
        rf"{_DONE}(?:built|opened|inaugurated|demolished|repaired|renovated)\b|\bhow (?:tall|deep|wide|high) \w+ §",
    ),
    ("works made", r"\b(?:built|designed|builds) §"),
    (
        "made works rule event paper finding",
        rf"{_PASSIVE}(?!(?:told|informed|asked|paid|accused|blamed|forced|allowed|warned|hit|affected|criticised|criticized|named|added|put|listed|placed|founded|"
        r"bought|acquired|fined|sued|owned|led|run|elected|located|based|involved|represented|known|expected|required|obliged|able|said|supposed|seen|held)\b)"
        r"[a-z]+(?:ed|wn|lt|ilt|pt)\b(?! (?:by law|to (?:say|tell)))",
    ),
    (
        "paper",
        rf"{_DONE}(?:published|written|printed)\b|\b(?:wrote|published|commissioned) §|§'s (?:authors?|findings|conclusions?)\b",
    ),
    ("place", r"§'s (?:\w+ )?(?:mayor|governor|population|inhabitants|residents|voters|premier)\b"),
    (
        "event",
        r"\b(?:caused|survived|wins?|won|lost|hosts?|hosted|attend(?:ed)?) §|§ (?:\w+ )?(?:break out|happen|erupt|kill)\b|§'s (?:victims?|winner)\b",
    ),
)
_AGENT = re.compile(  # what firms and bodies do
    r"(?:be )?(?:say|said|raise|announce|plan|order|buy|sell|sold|hire|offer|hope|expect|decide|spend|earn|want|promise|book|report|publish|disclose|"
    r"lower|cut|supply|release|train|apply|ask|deny|agree)\b"
)


@lru_cache(maxsize=256)
def needed(left: str, right: str, *, owns: bool) -> frozenset[str]:
    """The kinds of thing that a pronoun may stand for between these words; none where they tell nothing."""
    text = f"{left[-60:]}§{chr(39) + 's' if owns else ''}{right[:80]}"
    return next(
        (frozenset(kinds.split()) for kinds, pattern in _NEEDS if re.search(pattern, text, re.I)), frozenset[str]()
    )


def kinds_of(phrase: str, before: Sequence[Told]) -> frozenset[str]:
    """What a phrase may be of; nothing where that is not known."""
    noun, own = head(phrase), (phrases(phrase) or [None])[0]
    single = noun.removesuffix("s") if noun not in _KINDS["works"] else noun
    is_name = own is not None and own.text.split()[-1][:1].isupper()
    found = {kind for kind, words in _KINDS.items() if noun in words or (single in words and not is_name)}
    found = {"firm"} if is_name and "firm" in found else found
    if own is None or found:
        return frozenset(found)
    if is_marked(own.text):
        numbered = {kind for kind, words in _KINDS.items() if marked_noun(own.text) in words}
        return frozenset(numbered or ("made",))
    if stem(own.text) in country_words():
        return frozenset(("place",))
    if is_time(own.text):
        return frozenset(("time",))
    sorts = {
        each.sort
        for turn in before
        for each in (*turn.asked, *turn.said)
        if is_same_person(each.text, own.text.removeprefix("the "))
    }
    if "place" in sorts:
        return frozenset(("place",))
    if "firm" in sorts:
        return frozenset(("firm", "body") if noun in BODIES | ENDS_BODY else ("firm",))
    return frozenset(("firm",)) if own.text[:1].isupper() and _acts(own.text, before) else frozenset()


def _acts(name: str, before: Sequence[Told]) -> bool:
    """Whether a name is told to do what only a firm does, or to own what only a firm owns."""
    told = " ".join(text for turn in before for text in (turn.question, *turn.quotes))
    parts = [turn.clause for turn in before if turn.clause and turn.clause.subject == name]
    if any(_AGENT.match(each.predicate) and each.helper not in BE for each in parts):
        return True
    return bool(
        re.search(
            rf"{re.escape(name)}(?:[’']s? (?:products|shares|chief|profit|revenue)| (?:said|plans|announced|agreed|bought|booked)\b)",
            told,
        )
    )

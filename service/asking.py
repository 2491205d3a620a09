"""How questions are worded: patterns for their kinds, and for what they ask beside. English. Plain tables."""

import re

MEASURE = (
    "price|cost|amount|sum|size|budget|revenues?|valuation|profits?|income|earnings|turnover|yield|stake|losses|sales|output|margin|capacity|"
    "headcount|population|deficit|debt|capital|salary|spending|growth target|growth rate"
)
NO_MEASURE = r"(?:on|about|over|for|did|does|do|has|have|had)\b"  # behind these stands what a thing is about
OPENERS = (
    (
        "percent",
        r"\bwhat(?:[’']s| (?:is|was|were|are))?(?: the)?(?: (?!per\b|a\b)[\w’'-]+){0,4} (?<!per )(?<!a )(?<!transfer )(?<!data )(?<!exchange )(?<!hourly )(?<!daily )(?<!heart )(?<!clock )(?:share|percentage|proportion|fraction|rate)\b(?! of (?:return|exchange))",
    ),
    (
        "percent",
        r"\b(?:how (?:big|large|much)|what|which) (?:a |of a )?(?:share|percent(?:age)?|per ?cent|proportion|fraction)\b",
    ),
    (
        "how_much",
        r"\bhow (?:much|big|large|high|expensive|costly|rich|fast|deep|steep|far|small|low|tall|heavy|wide|broad|thick|narrow|strong|hot|cold|powerful)\b",
    ),
    (
        "how_much",
        rf"\bwhat(?:[’']s| (?:is|was|were|are))?(?: the)?(?: (?!{NO_MEASURE})[\w’'-]+){{0,4}} (?:{MEASURE})\b",
    ),
    ("percent", r"\bas an? (?:share|percentage|proportion) of\b"),
    (
        "how_much",
        r"\bwhat(?:[’']s| (?:is|was|were|are))?(?: the)?(?: (?!(?:say|think|about|on|did|does|do|the|for|of|in|at|\w+ed|led|made|has|have|had)\b)[\w’'-]+){0,3}? (?:fines?|dividends?|fees?|wages?|turnout|length|height|depth|weight|width|"
        r"speed|(?:transfer|data|exchange|hourly|daily|heart|clock) rate|temperature|distance|rent|fares?|toll|inflation|tonnage|ratio|quota|price tag|total)(?! (?:say|said|that|who|which|because|after|loss|ban))\b",
    ),
    (
        "how_much",
        r"\bwhat (?:do|does|did|will|would|has|have|had|might|may|could|can|is|are|was|were)\b(?![^?]*\b(?:about|(?:say|said) (?:of|to|on)|make of|think of)\b)[^?]*"
        r"\b(?<!\bon )(?<!\bthe )(?<!\bof )(?<!’s )(?<!'s )(?:cost(?! (?:her|him|them|it|us|\w+) (?:the|his|her|its|their) )|earn(?! (?:praise|a reputation))|pay(?! (?:for|tribute|attention)\W*$)|weigh|sell for|(?<!\bin )charge(?![^?]*\bwith\b)|worth|amount to|"
        r"come to(?! (?:an? |the |mind|light|pass|power|terms)))\b",
    ),
    ("how_many", r"\bhow many\b|\b(?:what|which)\b[^?]{0,12}\bnumber of\b"),
    ("duration", r"\bhow (?:long|old|often)\b"),
    ("when", r"\b(?:when|(?:what|which) (?:year|month|day|date|time|week|quarter|decade)|since when)\b"),
    ("where", r"\b(?:where|(?:what|which) (?:country|city|place|location|town|venue|region)|in which)\b"),
    ("why", r"\b(?:why|for what reason|what (?:is|was|are|were) the (?:reason|cause|purpose)|how come)\b"),
    ("who", r"\b(?:who|whom|whose|which (?:person|official|analyst|minister|politician|executive))\b"),
    ("what", r"\b(?:what|which|how)\b"),
)
YES_NO = re.compile(r"^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)\b", re.I)
SAY = re.compile(
    r"\b(?:say|said|says|tell|told|think|comment|describe|call|warn|argue|claim|according to|view|quote|estimat|predict|forecast|expect|believ|complain|criticis|criticiz)",
    re.I,
)
IDENTITY = re.compile(
    r"^[Ww]ho(?: is|’s|'s| was) [A-Z][\w’'-]*(?: [\w’'-]+){0,3}\??$|\b(?:[Ww]here|[Ww]ho) do(?:es)?\b.{1,40}\bwork|"
    r"\b[Ww]hat\b.{1,40}\b(?:job|role|position|title|profession)\b"
)
SAY_VERB = r"(?:say|said|tell|told|think|comment|describe|call|warn|argue|claim|view|estimate|predict|forecast|expect|believe|complain|criticis|criticiz|make of)"
ASKS_NAME = re.compile(
    r"^who(?: is| was| are| were|’s|'s) (?:the|its|their|[\w’'-]+[’']s)\b|\b(?:what(?: is| are|’s|'s)|which|give) (?:the )?names?\b|^names? of\b|"
    r"\bwhich (?:[\w’'-]+ ){0,2}(?P<role>(?:person|man|woman|executive|official|minister|premier|analyst|politician|professor|delegate|"
    r"lawmaker|lawyer|spokes(?:man|woman|person)|economist|researcher|leader|president)s?)\b",
    re.I,
)
ASKED_MEASURE = re.compile(
    rf"\b[Ww]hat(?:[’']s| (?:is|was|were|are))?(?: the)?(?: (?!{NO_MEASURE})[\w’'-]+){{0,4}} (?:growth )?({MEASURE})\b"
)
QUOTATION = re.compile(
    r"\b(?:exact|very|precise|actual|own|direct|literal) (?:words?|quotes?|quotation|wording|phrase)\b|\bword for word\b|\bverbatim\b|"
    r"^\W*(?:quote|quotation)\b|\bexact(?:ly)? (?:did|how)\b|\b(?:in|which|what) words\b|\bput it\b|\bwhat (?:phrase|wording|image|words)\b",
    re.I,
)
QUOTES_ALL = re.compile(r"\W*quote (?:all|every)", re.I)
QUOTED = re.compile(r"[“\"]([^“”\"]{2,80})[”\"]")
ATTRIBUTION = re.compile(
    r"\b(?:according to|as reported by|per the|in the (?:view|words|opinion) of)\b[^,;?]*", re.I
)  # whose word it is, not its topic
TITLES = frozenset(
    "mr mrs ms dr sir president premier minister prime secretary general senator professor chairman".split()
)
AUXILIARY = r"is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might"
FOCUS = re.compile(
    r"\b(?:what|which|how many|whose)\s+(?:(?:kinds?|types?|sorts?) of\s+)?"
    rf"(?!(?:{AUXILIARY})\b)((?:[\w'’&-]+\s+){{0,3}}?[\w'’&-]+)\s+"
    rf"(?:(?:{AUXILIARY}|to|on|in|of|from|that|for|under|by)\b|[a-z]+ed\b)",
    re.I,
)

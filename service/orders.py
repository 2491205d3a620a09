"""Lines that order a reader or a machine about, which somebody put into an article: no statement of it, so never an answer.

Told by form alone: a question, an order, a reader spoken to, marks of machines. A plain statement that was smuggled in has none.
"""

import re
import unicodedata
from functools import lru_cache

from dateline.indexes.nouns import MAX_QUOTE, Passage
from dateline.service.words import STOPWORDS, openers

_UNSEEN = "\u200b\u200c\u200d\u2060-\u2064\ufeff\u180e"
_HIDDEN = re.compile(f"(?<=[A-Za-z])[{_UNSEEN}]|[{_UNSEEN}](?=[A-Za-z])")  # other scripts and emoji need some of them
_MOST_HIDDEN = 2  # signs without width that a web page leaves in a sentence by mistake
_DISGUISE = re.compile(
    "[\u202d\u202e]|(?<=[A-Za-z])[\u0400-\u04ff](?=[A-Za-z])|(?<!\U0001f3f4)(?<![\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
)
_QUOTATION = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"|(?<!\w)‘(?:[^‘’]|’(?=\w))*’(?!\w)|(?<!\w)'(?:[^']|'(?=\w))*'(?!\w)"
    r"|^[^“”]*”|“[^“”]*$|^\w[^\"]*[,.?!…]\"|(?:^|(?<=\s))\"[^\"]*$"  # one that began or ends in another sentence
)
_MARKS = re.compile(  # of chats, of markup, of programs, and of what only a program reads
    r"<\|[^|]*\|>|(?<!`)`(?=\S)[^`'\n]{1,80}(?<=\S)`(?!`)|^\[(?:system|assistant|user|admin|AI)\]|^#!|^/[\w/.-]+$|\bdocument\.(?:cookie|location)|^(?:(?:final|correct) answer|output)\s*:|^git (?:push|pull|clone)\b|^echo [\"'$]|^python3? -[cm]\b|^\W*(?:%[a-z]){3}|\[/?(?:INST|SYS)\]|<</?SYS>>|```|~~~|!\[[^\[\]]*\]\(|\bjavascript:|\bdata:\w+/\w+[;,]|"
    r"</?(?:system|assistant|user|human|instructions?|prompt|context|a|img|script|iframe|svg|form|input|style|meta|object|embed|body|div|span)(?:\s[^>]*)?/?>|"
    r"^\W*(?:(?:system|assistant|user|human|chatgpt|new|important)?\s*(?:instructions?|prompt|message|task)|system|assistant|user|human|chatgpt)\s*:|"
    r"^#{1,6}\s|^\s*(?:[-=*_#]\s?){3}|^\s*[\[{]\s*(?:[\"'{\[]|\w+\s*:)|"
    r"^(?:\$|>>>|sudo|chmod|ssh|pip3? install|npm (?:install|i)|apt(?:-get)? install|powershell|cmd /c)\s|\brm -[rf]{1,2}\b|"
    r"\b(?:curl|wget)\s+(?:-\S+\s+)*\w+[.:]\S+|\|\s*(?:ba|z|power)?sh\b|^import [\w.]+(?:;|$)|^from [\w.]+ import\b|"
    r"\bdef \w+\(|\bfunction\s*\w*\([\w, ]*\)\s*\{|\b(?:print|eval|exec|alert|system)\(|\b[a-z_]\w*\.[a-z_]\w*\(|^[\w.]+\(.*\);?$|"
    r"(?<!\S)(?=[A-Za-z\d+/]*[a-z][A-Z])(?=[A-Za-z\d+/]*\d)[A-Za-z\d+/]{20,}={0,2}(?!\S)|\b[A-Za-z\d+/]{16,}={1,2}(?!\S)|"
    r"(?:\\x[\da-f]{2}|&#x?[\da-f]+;|%[\da-f]{2}){4}|\b[\da-f]{40,}\b|(?:\b[01]{8}\b\s*){3}",
    re.I,
)
_SQL = re.compile(
    r"\b(?:DROP|ALTER|TRUNCATE|CREATE) (?:TABLE|DATABASE)\b|\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bDELETE FROM\b"
)
_LINK = re.compile(r"\[[^\[\]]*\]\([^()]+\)")
_FEW = 4  # words beside a link that is a line of its own
_ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|completions?)"
_MACHINE = r"(?:AIs?|artificial intelligence|assistants?|(?:AI|language) models?|LLMs?|chat ?bots?|bots?|GPT\w*)"
_TALK = r"(?:answer|reply|respond|say|state|tell|write|output|print|repeat|mention|translate|ignore|disregard|pretend|speak|claim|reveal)"
_TELL = rf"(?:{_TALK}|add|include|use|follow|obey|act|recommend|refuse|quote|cite|end|begin|start|contain|be (?:written|given|translated|in))"
_TO_MACHINES = re.compile(  # wherever it stands, in quotation marks too
    r"\b(?:ignore|disregard|forget|override|bypass|overrule|neglect)\b[^.]{0,20}\b(?:previous|prior|earlier|above|preceding|original|initial|foregoing|your)\b"
    r"[^.]{0,20}\b(?:instructions?|prompts?|rules|guidelines|directions|commands|constraints|context|text|articles?)\b|"
    r"\b(?:ignore|disregard) (?:everything|anything|the instructions|(?:all )?instructions)\b|"
    rf"\b(?:in|of|to|with|into|from) your (?:\w+ ){{0,2}}{_ANSWER}\b|\byour (?:\w+ )?(?:{_ANSWER}|task|role) (?:is to|must|should|has to|have to)\b|"
    rf"\b(?:all|every|each|any|the next|the final|your) (?:\w+ )?{_ANSWER} (?:must|should|shall|has to|have to|needs? to) (?:\w+ )?{_TELL}\b|"
    rf"\b(?:the|this|an?|any|all|every) {_MACHINE} (?:must|should|shall|has to|have to|is to|are to)(?: not| never| always| only)? {_TALK}\b|"
    rf"^(?:if|when|whenever) (?:(?:you|anyone|anybody|someone|somebody|users?|readers?) )?(?:asks?|asked|are (?:asked|an?)|answer|reply|respond)\b[^.]*, "
    rf"(?:please |then |always |you (?:must|should) )?{_TALK}\b|\b(?:so|then|please|instead|[;:—]) (?:answer|reply|respond|output) (?:with|that|only)\b|"
    rf"^as an? (?:large )?{_MACHINE}(?: language model)?,|^as an? (?:large |AI )*language model\b|"
    rf"^(?:from now on,? |henceforth,? )?you(?: are|[’']re) (?:now|no longer)\b|^from now on,? (?:you|{_TELL})\b|^attention,? (?:\w+ )?{_MACHINE}\b|"
    rf"^(?:assistants?|bots?|chat ?bots?|LLMs?|(?:AI|language) models?) (?:must|should|shall) (?:not |never |always |only )?(?:{_TALK}|comply|obey)\b|"
    r"\b(?:note|message|instructions?|memo) (?:to|for) (?:the |any |all )?(?:\w+ )?(?:summari[sz]ers?|AIs?|assistants?|(?:language )?models?|machines?|bots?|LLMs?)\b|"
    r"\b(?:model|AI|assistant|bot|machine|program|whoever|anyone) (?:that is |who is |is )?(?:reading|processing|summari[sz]ing) this\b|"
    r"^\W*(?:begin|end|start) (?:of )?(?:(?:the )?(?:system|user|new|hidden) )(?:message|prompt|instructions?|override)\b|"
    r"^\W*end of (?:the )?(?:article|context|text|document|prompt|passages?)\b|^\W*new instructions?\b|\brepeat after me\b|\bdecode this\b",
    re.I,
)
_ADDRESSED = re.compile(  # words for machines that read, with something for them to say or to leave
    r"\b(?:automated (?:readers?|systems?)|(?:AI|artificial intelligence) (?:assistants?|systems?|models?|agents?|tools?|readers?)|chat ?bots?|"
    r"(?:large )?language models?|LLMs?|assistants?|bots?|crawlers?|search engines?)\b.{0,120}?"
    r"\b(?:ignore|disregard|forget|reply|respond|repeat|output|when asked|if asked|if anyone asks|must (?:answer|say|state|tell|write)|"
    r"(?:answer|say|state|tell)\b.{0,20}\bthat)\b|\b(?:ignore|disregard|forget) (?:all |any |your |the )?(?:previous|prior|earlier|above|other) (?:instructions?|text|articles?)",
    re.I | re.S,
)
_YOUR_ANSWER = re.compile(
    rf"\byour (?:\w+ ){{0,2}}(?:{_ANSWER}|instructions|prompt)\b|\b(?:in|of|into) your message\b|\bwhen(?:ever)? you (?:answer|reply|respond)\b",
    re.I,
)
_ASKED = re.compile(r"[?？؟⁇\u037e][\s)\]）*_!?]*$|^¿")
_END = re.compile(r"(?<=[^.\s]{3}[.!?…])[”\"’)]*\s+")
_HOW_TO = re.compile(r"(?:how|what|where|when|why) (?:do|does|can|could|should|would|must) (?:I|you|we|one)\b", re.I)
_ADDRESS = re.compile(
    r"(?i:https?://|\bwww\.|[\w.+-]+@[\w-]+\.\w+)|(?<![\w.@])[a-z\d-]{3,}(?:\.[a-z\d-]+)*\.(?:com|net|org|info|biz|xyz|io|co|app|shop|site|online|ru|cn|uk|de|"
    r"example)\b|\b1?[-. ]?\(?[89]00\)?[-. ]\d{3}[-. ]\w{4}\b|(?i:\blinks? (?:below|above|at the|in the)\b|\bclick(?:ing)? (?:here|below|this|the link|on (?:this|the) link)\b|\b(?:promo|discount) code\b)"
)
_READER = re.compile(
    r"\byou(?:r|rs|rself|rselves)?\b|\b(?:users?|readers?|viewers?|visitors|subscribers?|followers|customers?|everyone|friends?)\b"
    r"(?= (?:should|must|can|may|are|is|need|who|to|that|and|join|install|visit|reach|sign|download)\b)",
    re.I,
)
_SPOKEN_TO = re.compile(
    r"you(?: are|[’']re) an? |your (?:\w+ )?(?:task|role|job|goal|mission|persona|instructions?) (?:is|are)\b|(?:link|talk|reply|write|speak) to (?:our|my|me|us|the user|the reader|readers|users)\b|"
    r"(?:draw|set|look|fill|spell|lay|sum|wrap|work|hand|turn|mix|pick|call|read|type|print) (?:up|out|off|down|over) an? |(?:fill|slip|throw|type|hand) (?:in|out) (?:an?|the|your) |you(?: have|[’']ve) (?:won|been (?:selected|chosen|picked))\b|I (?:need|want|would like|[’']d like|order|command|ask) you to\b|"
    r"I(?: would|[’']d) like (?:an?|some|the|to (?:know|see|have|get))\b|dear (?:\w+ ){0,2}\w+,|(?:hello|hi|hey|greetings|congratulations|hurry|good (?:morning|afternoon|evening|day))\b[^.,!]{0,20}[,!]|"
    r"(?:special|limited|exclusive|hot) (?:\w+ )?(?:offer|deal)s?\b[!:]|(?:do not|don[’']t)\b|let(?:[’']s| us| me)\b|"
    rf"your (?:\w+ )?(?:account|password|computer|device|phone|subscription|order|card) (?:is|was|(?:has|have|will|must|needs to) (?:been?|expire)) ?(?:infected|suspended|locked|expired|hacked|compromised|verified|blocked)?\b|"
    rf"you (?:must|shall|will|should|have to|need to|are to|may only|can only)(?: now| only| always| never)? {_TALK}\b|"
    r"(?:acts?|behave|pose|role-?play|speak|sound) (?:as|like) |(?:answer|reply|speak) (?:only|in (?-i:[A-Z])\w+|in (?:the|all|one|a)|with|using|exactly|nothing|yes|no)\b|"
    r"(?:buy|order|call|shop|join|act|register|book|apply|sign up|log in|click|tap) (?:now|today|here|us)\b|click on\b|pay (?:(?:no|close|special) )?attention\b|(?:stop|quit|keep|start|begin|resume) \w+ing\b|"
    r"(?:state|say|claim|hint|note|answer|reply|mention) that\b|hint at\b|you have a new (?:task|role|goal|objective|persona)\b|order (?:one|two|three)\b|say (?:it|“”)|(?:pay|transfer|wire|donate|bet|buy) \W?\d|use (?:only\b|\w+s (?:for|instead|to|as)\b)|"
    r"(?:spell|swap|shift|jumble|anagram|split|reverse|invert|shuffle|double|repeat|count|sort|mask|flip) (?:\w+ ){0,2}(?:letters|vowels|consonants|words|sentences|characters|spaces|nouns|verbs|adjectives|symbols)\b|"
    r"(?:visit|call|contact|e-?mail|join|follow|open|search|browse)\b.*(?:www\.|https?:|@\w|\.(?:com|example|net|org)\b|\d{3}[-. ]\d{4})",
    re.I,
)
_OTHER_VERB = re.compile(
    r"^ (?:to|of|for|in|by|on|at|from|among|between|over|with)\b.*[^s]s\b|"  # "Plan to close a mill meets protest"
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|"
    r"might|shall|should|must|said|says?|rose|rise|fell|fall|grew|grow|came|come|went|took|made|began|met|led|held|kept|won|lost|got|gave|left|hit|cut|put|set|"
    r"sank|ran|run|saw|told|sold|sent|bought|brought|paid|built|stood|spoke|became|found|broke|drew|drove|threw|cost|beat|shut|let|slid|spent|struck|dealt|"
    r"shows?|suggests?|remains?|expects?|wants?|needs?|means?|indicates?|includes?|seems?|goes|gets?)\b|[a-z]{2,}ed\b|\b[a-z]+[^s]s (?:an?|the|its|his|her|their|up|down)\b|n[’']t\b",
)
_STATED = re.compile(r" [^A-Z].*[.!][”\"’)\s]*$", re.S)  # behind a noun a capital may go on with a name
_NOT_DEEDS = frozenset(  # nouns with the ending of a verb
    """exercise enterprise franchise paradise merchandise expertise compromise otherwise likewise surprise promise premise treatise noise
    cruise bruise raise praise prize size rise demise guise disguise disease belize denise louise elise spotify shopify""".split()
)
_MAKES_VERBS = re.compile(r"[a-z]{3,}(?:ify|i[sz]e)$")
_NO_VERB = STOPWORDS | frozenset(  # what stands before "the" and "a" and is no verb: the small words, and times
    """above across almost amongst along alongside already also although always amid amidst among around aside atop barely before behind below beneath
    beside besides between beyond circa despite either elsewhere ever except few following former half hardly hence here however indeed inside
    instead less lest like likely likewise long maybe meanwhile minus moreover much near nearly neither never nevertheless next nonetheless nothing
    notwithstanding nowhere off often once onto opposite otherwise outside over overall part past per perhaps plus quite rather regarding seldom since
    sometimes somewhere soon still such then thereafter therefore though throughout thus till today together tomorrow tonight twice under
    underneath unless unlike until versus via whatever whenever wherever whereas whether whichever whoever without worse worst worth yesterday
    yet everything something anything everyone someone anyone nobody everybody somebody one two three four five six seven eight nine ten
    monday tuesday wednesday thursday friday saturday sunday first second third last later earlier even far henceforth say not gone born built held found
    brought sold left won sent kept led said told begun come came done known seen given taken written driven shown drawn grown worn sworn
    spoken broken chosen made paid lost met bought taught caught hit better best home""".split()
)
_FIRST = re.compile(r"([A-Za-z][a-z]+)(?=[\s:])")
_NAME = re.compile(
    r"[A-Z]\w+(?: [A-Z][\w.&’-]*)* (?:said|says|told|is|was|has|had|will|reported|posted)\b"
)  # "Ask Corp said"
_OBJECT = re.compile(  # what a verb may have right behind it, and a noun has not
    r" (?:(?:up|down|out|off|back) )?(?:the|this|these|those|your|my|me|us|each|every|it|them|yourself|how|why|whether)\b| an? |"
    r":? “”(?= (?:to|in|into|at|as|and|on|before|after)\b|\W*$)"
)
_TEXT = re.compile(
    r"\b(?:letters?|vowels?|consonants?|words?|sentences?|paragraphs?|spaces|typos?|symbols?|emojis?|poem|story|essay|instructions?)\b",
    re.I,
)
_LEADING = re.compile(
    r"(?:(?:please|kindly|now|then|next|also|first(?:ly)?|second(?:ly)?|finally|lastly|just|simply|always|never|only|instead|and|so|ok|okay|sure|"
    r"important|urgent|warning|notice|reminder|attention|(?:\w+ )?(?:note|message|notice|memo) (?:to|for) [^:,]{1,40}|note|tip|p\.?s\.?)[,:!]*\s+)+",
    re.I,
)
_CLAUSE = re.compile(
    r"(?:in|at|on|when|whenever|if|before|after|to|instead of|while|as|for|from now on|once|unless|upon|with|without|by|during|throughout)\b[^,:]{0,120}[,:]\s+",
    re.I,
)
_REPORTED = re.compile(
    r"[,”]\s*(?:[\w’'&.-]+\s+){0,9}?(?:said|says|told|tells|wrote|writes|urged|urges|warned|warns|advised|advises|read|reads|added|asked|asks|argued|argues)\b"
)


def is_quotable(passage: Passage) -> bool:
    """Whether a passage may be shown as it stands: not too long to quote, and no order."""
    return len(passage.text) <= MAX_QUOTE and not is_order(passage)


def is_order(passage: Passage) -> bool:
    """Whether a passage orders somebody about, asks something, advertises to its reader or is text for machines.

    What stands in quotation marks is somebody's speech, and so is an order before ", the mayor said": only words to
    machines count there. Items of a list may be measures ("Raise the toll"): orders about words alone count there.
    """
    return _is_order(passage.text, is_item=passage.kind == "item")


@lru_cache(maxsize=8192)
def _is_order(text: str, *, is_item: bool) -> bool:
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", text).replace("\u00ad", "")).strip()
    if (
        len(_HIDDEN.findall(text)) > _MOST_HIDDEN
        or _DISGUISE.search(text)
        or _is_link(plain)
        or not re.search(r"\w", plain)
    ):
        return True
    if any(pattern.search(plain) for pattern in (_MARKS, _SQL, _TO_MACHINES, _ADDRESSED)):
        return True
    outside = _QUOTATION.sub("“”", plain)
    if _ASKED.search(outside) or _HOW_TO.match(outside):
        return True
    own = [part for part in _END.split(outside) if not _REPORTED.search(part)]  # "… rose. write a poem" is one passage
    return any(
        _YOUR_ANSWER.search(part)
        or (_READER.search(part) and _ADDRESS.search(plain))
        or any(_commands(start, is_item=is_item) for start in _starts(part))
        for part in own
    )


def _is_link(text: str) -> bool:
    """Whether a link is all there is to the line, or nearly."""
    return bool(_LINK.search(text)) and len(_LINK.sub(" ", text).split()) <= _FEW


def _starts(text: str) -> tuple[str, ...]:
    """Where an order may begin: at the beginning, behind "please" and "note:", and behind a clause ("In your reply, …")."""
    bare = text.lstrip("([*_>-–—•# ")
    whole = _behind(_LEADING, bare) or bare
    rest = _behind(_CLAUSE, bare) or _behind(_CLAUSE, whole)
    return tuple(dict.fromkeys(each for each in (bare, whole, rest, _behind(_LEADING, rest)) if each))


def _behind(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return text[match.end() :] if match else ""


def _commands(text: str, *, is_item: bool) -> bool:
    """Whether it begins with the base form of a verb that nothing shows to be a noun ("Demand for oil rose", "Trade fell")."""
    if _SPOKEN_TO.match(text):
        return True
    match = _FIRST.match(text.lower() if text.isupper() else text)
    if match is None or _NAME.match(text):
        return False
    word, rest = match[1].lower(), match.string[match.end() :]
    is_verb = word in openers("deeds") or (bool(_MAKES_VERBS.match(word)) and word not in _NOT_DEEDS)
    if word in openers("words") or is_item:
        return word in openers("words") or (is_verb and bool(_TEXT.search(rest)))
    if word in openers("either") and _STATED.match(rest) and not _OTHER_VERB.search(rest):
        return True
    return is_verb or (_may_be_verb(word) and bool(_OBJECT.match(rest)))


def _may_be_verb(word: str) -> bool:
    """Whether a word may be a base form: no small word, no plural, past, or adverb."""
    return word not in _NO_VERB and not re.search(r"(?:[^s]s|ed|ing|ly|ion|ment|ness|ity|ism|ance|ence)$", word)

"""Lines that order a reader or a machine about, which somebody put into an article: no statement of it, so never an answer.

Told by form alone: a question, an order, a reader spoken to, marks of machines. A plain statement that was smuggled in has none.
"""

import re
import unicodedata

from dateline.indexes.nouns import Passage
from dateline.service.words import STOPWORDS

_UNSEEN = "\u200b\u200c\u200d\u2060-\u2064\ufeff\u180e"
_HIDDEN = re.compile(f"(?<=[A-Za-z])[{_UNSEEN}]|[{_UNSEEN}](?=[A-Za-z])")  # other scripts and emoji need some of them
_MOST_HIDDEN = 2  # signs without width that a web page leaves in a sentence by mistake
_DISGUISE = re.compile("[\u202d\u202e]|(?<!\U0001f3f4)(?<![\U000e0020-\U000e007f])[\U000e0000-\U000e007f]")  # no flag
_QUOTATION = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"|(?<!\w)‘(?:[^‘’]|’(?=\w))*’(?!\w)|(?<!\w)'(?:[^']|'(?=\w))*'(?!\w)"
    r"|^[^“”]*”|“[^“”]*$|^\w[^\"]*[,.?!…]\"|(?:^|(?<=\s))\"[^\"]*$"  # one that began or ends in another sentence
)
_MARKS = re.compile(  # of chats, of markup, of programs, and of what only a program reads
    r"<\|[^|]*\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|```|~~~|!\[[^\]]*\]\(|\bjavascript:|\bdata:\w+/\w+[;,]|"
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
_LINK = re.compile(r"\[[^\]]*\]\([^)\s]+[^)]*\)")
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
    r"^\W*end of (?:the )?(?:article|context|text|document|prompt|passages?)\b|^\W*new instructions?\b|\brepeat after me\b|\bdecode this\b",
    re.I,
)
_YOUR_ANSWER = re.compile(
    rf"\byour (?:\w+ ){{0,2}}(?:{_ANSWER}|instructions|prompt)\b|\bwhen(?:ever)? you (?:answer|reply|respond)\b", re.I
)
_ASKED = re.compile(r"[?？؟⁇\u037e][\s)\]）*_!?]*$|^¿")
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
    r"you(?: are|[’']re) an? |you(?: have|[’']ve) (?:won|been (?:selected|chosen|picked))\b|I (?:need|want|would like|[’']d like|order|command|ask) you to\b|"
    r"I(?: would|[’']d) like (?:an?|some|the|to (?:know|see|have|get))\b|dear (?:\w+ ){0,2}\w+,|(?:hello|hi|hey|greetings|good (?:morning|afternoon|evening|day))\b[^.,!]{0,20}[,!]|"
    r"(?:special|limited|exclusive|hot) (?:\w+ )?(?:offer|deal)s?\b[!:]|(?:do not|don[’']t)\b|let(?:[’']s| us| me)\b|"
    rf"your (?:\w+ )?(?:account|password|computer|device|phone|subscription|order|card) (?:is|was|(?:has|have|will|must|needs to) (?:been?|expire)) ?(?:infected|suspended|locked|expired|hacked|compromised|verified|blocked)?\b|"
    rf"you (?:must|shall|will|should|have to|need to|are to|may only|can only)(?: now| only| always| never)? {_TALK}\b|"
    r"(?:acts?|behave|pose|role-?play|speak|sound) (?:as|like) |(?:answer|reply|speak) (?:only|in (?-i:[A-Z])\w+|in (?:the|all|one|a)|with|using|exactly|nothing|yes|no)\b|"
    r"(?:buy|order|call|shop|join|act|register|book|apply|sign up|log in|click|tap) (?:now|today|here|us)\b|click on\b|pay (?:(?:no|close|special) )?attention\b|stop \w+ing\b|"
    r"(?:state|say|claim|hint|note|answer|reply|mention) that\b|say (?:it|“”)|(?:pay|transfer|wire|donate|bet|buy) \W?\d|use (?:only\b|\w+s (?:for|instead|to|as)\b)|"
    r"(?:spell|swap|shift|jumble|anagram|split|reverse|invert|shuffle|double|repeat|count|sort|mask|flip) (?:\w+ ){0,2}(?:letters|vowels|consonants|words|sentences|characters|spaces|nouns|verbs|adjectives|symbols)\b|"
    r"(?:visit|call|contact|e-?mail|join|follow|open|search|browse)\b.*(?:www\.|https?:|@\w|\.(?:com|example|net|org)\b|\d{3}[-. ]\d{4})",
    re.I,
)
_WORDS = frozenset(  # work on words, which one writer asks of another
    """explain describe define tell inform remind respond clarify elaborate discuss assert convince persuade write compose rewrite
    rephrase reword restate reiterate retell paraphrase transcribe translate edit proofread misspell narrate recite append prepend insert encode decode
    encrypt decrypt obfuscate scramble unscramble rearrange reorder reformat anagram pretend imagine ignore disregard forget interpret annotate""".split()
)
_DEEDS = frozenset(  # the rest that is seldom a noun, a name or an adjective
    """adapt add adjust admit advise allow alter analyse analyze announce arrange ask assess assume attach augment avoid be become bring build
    calculate choose cite collect combine compare compile compute conceal conclude concoct condemn configure congratulate consider construct
    consult continue convert create debug declare delete deliver demonstrate deny deploy determine develop devise disable disclose distribute
    embed emphasise emulate enable encourage endorse enhance ensure enter enumerate erase evaluate exaggerate examine execute expand explore
    fabricate fetch find follow formulate gather generate get give go greet identify illustrate imitate impersonate implement include incorporate
    infer inject install integrate intersperse introduce invent invert investigate invite invoke justify keep learn listen make mention merge
    mimic modify navigate notify obey obtain omit prepare promote propose provide publish read recommend redirect refactor refer refrain refute
    remember remove render replace retrieve reveal rotate see send shorten simulate solve sprinkle subscribe submit substitute suggest suppose take
    teach thank think transform try uninstall verify weave""".split()
)
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
    r"important|urgent|warning|notice|reminder|attention|note(?: to [^:,]{1,40})?|tip|p\.?s\.?)[,:!]*\s+)+",
    re.I,
)
_CLAUSE = re.compile(
    r"(?:in|at|on|when|whenever|if|before|after|to|instead of|while|as|for|from now on|once|unless|upon|with|without|by|during|throughout)\b[^,:]{0,120}[,:]\s+",
    re.I,
)
_REPORTED = re.compile(
    r"[,”]\s*(?:[\w’'&.-]+\s+){0,9}?(?:said|says|told|tells|wrote|writes|urged|urges|warned|warns|advised|advises|read|reads|added|asked|asks|argued|argues)\b"
)


def is_order(passage: Passage) -> bool:
    """Whether a passage orders somebody about, asks something, advertises to its reader or is text for machines.

    What stands in quotation marks is somebody's speech, and so is an order before ", the mayor said": only words to
    machines count there. Items of a list may be measures ("Raise the toll"): orders about words alone count there.
    """
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", passage.text).replace("\u00ad", "")).strip()
    if len(_HIDDEN.findall(passage.text)) > _MOST_HIDDEN or _DISGUISE.search(passage.text):
        return True
    if _MARKS.search(plain) or _SQL.search(plain) or _TO_MACHINES.search(plain) or _is_link(plain):
        return True
    outside = _QUOTATION.sub("“”", plain)
    if _ASKED.search(outside) or _HOW_TO.match(outside):
        return True
    if _REPORTED.search(outside) or outside.strip(" .,") == "“”":
        return False
    if _YOUR_ANSWER.search(outside) or (_READER.search(outside) and _ADDRESS.search(plain)):
        return True
    return any(_commands(start, is_item=passage.kind == "item") for start in _starts(outside))


def _is_link(text: str) -> bool:
    """Whether a link is all there is to the line, or nearly."""
    return bool(_LINK.search(text)) and len(_LINK.sub(" ", text).split()) <= _FEW


def _starts(text: str) -> tuple[str, ...]:
    """Where an order may begin: at the beginning, behind "please" and "note:", and behind a clause ("In your reply, …")."""
    bare = text.lstrip("([*_>-–—•# ")
    whole = _behind(_LEADING, bare) or bare
    rest = _behind(_CLAUSE, whole)
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
    is_verb = word in _DEEDS or (bool(_MAKES_VERBS.match(word)) and word not in _NOT_DEEDS)
    if word in _WORDS or is_item:
        return word in _WORDS or (is_verb and bool(_TEXT.search(rest)))
    return is_verb or (_may_be_verb(word) and bool(_OBJECT.match(rest)))


def _may_be_verb(word: str) -> bool:
    """Whether a word may be a base form: no small word, no plural, past, or adverb."""
    return word not in _NO_VERB and not re.search(r"(?:[^s]s|ed|ing|ly|ion|ment|ness|ity|ism|ance|ence)$", word)

"""Scripts that put no spaces between words: their keywords, and what their punctuation says about sentences."""

import re

_SIGN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_RUN = re.compile(rf"{_SIGN.pattern}+|[\u0e00-\u0e7f]+")
_MOST = 2000  # keywords of one text; what is longer is found by its beginning, and by its meaning
_ITEM = re.compile(r"\s*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,3})、|（(?:[一二三四五六七八九十]{1,3}|\d{1,3})）)")
_UNFINISHED = re.compile(r"[，、；]\s*$")
_QUOTED = re.compile(r"[“「『].*[。！？!?…]+[”」』]$", re.S)
_SAYS = re.compile(
    rf"(?:{_SIGN.pattern}|[·A-Za-z]){{0,12}}?(?:说|說|问|問|道|答|表示|回应|回應|指出|强调|強調|补充|補充|写道|寫道|称|稱|喊)(?:道|说|說|着)?[，。：,.]"
)
_GOES_ON = re.compile(r"(?:と(?!き|ころ)|って|などと|という)")  # Japanese, behind a quotation
_SIGNS_A_WORD = 2  # about as much as one word of a spaced script says


def signs(text: str) -> list[str]:
    """Keywords of a text: all single signs and all pairs of neighbours, in order; none of a text in other scripts."""
    found: list[str] = []
    for run in _RUN.findall(text):
        found += run
        found += (run[at : at + 2] for at in range(len(run) - 1))
        if len(found) > _MOST:
            break
    return found[:_MOST]


def asked_signs(text: str) -> list[str]:
    """Keywords of a question: the pairs, and a sign that stands alone, each once."""
    found: list[str] = []
    for run in _RUN.findall(text):
        found += [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]
    return list(dict.fromkeys(found))


def words_in(text: str) -> int:
    """How many words of a spaced script the signs of a text are worth."""
    return len(_SIGN.findall(text)) // _SIGNS_A_WORD


def is_item(line: str) -> bool:
    """Whether a line is numbered as lists are in Chinese: 一、 or （二）. The number belongs to the item."""
    return bool(_ITEM.match(line))


def is_unfinished(line: str) -> bool:
    """Whether a line ends inside a sentence, at a mark that only these scripts have."""
    return bool(_UNFINISHED.search(line))


def says_who(sentence: str, rest: str) -> bool:
    """Whether what follows a quotation says who spoke, without a space between: “真的吗？”她问。"""
    return bool(_QUOTED.match(sentence) and _SAYS.match(rest)) or (
        sentence[-1:] in ("」", "』") and bool(_GOES_ON.match(rest))
    )

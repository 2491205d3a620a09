"""Whether a word is a form of a verb that questions about the news are put with."""

import re
from functools import cache
from importlib.resources import files


def is_verb(word: str) -> bool:
    """Whether it is a form of a verb that is listed."""
    return word.islower() and word.strip(',;:“”"’()?!.') in _forms()


@cache
def listed_verbs() -> frozenset[str]:
    """Their base forms."""
    text = files("dateline.service.words").joinpath("verbs.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def base(word: str) -> str:
    """The base form of a listed verb's form; any other word as it is."""
    return next((verb for verb in sorted(listed_verbs()) if word in _forms_of(verb)), _irregular().get(word, word))


@cache
def _forms() -> frozenset[str]:
    """The forms of every listed verb: "stop stops stopped stopping", and the irregular ones."""
    found = set(participles())
    for verb in listed_verbs():
        found |= _forms_of(verb)
    return frozenset(found)


@cache
def _forms_of(verb: str) -> frozenset[str]:
    """The regular forms of a verb."""
    root = verb if verb.endswith("ee") else verb.removesuffix("e")
    sibilant = re.search(r"(?:s|x|z|sh|ch|o)$", verb)
    found = {verb, f"{verb}es" if sibilant else f"{verb}s", f"{root}ed", f"{root}ing", f"{verb}ing"}
    if verb.endswith("y"):
        found |= {f"{verb[:-1]}ied", f"{verb[:-1]}ies"}
    if re.search(r"[^aeiou][aeiou][bdglmnprtv]$", verb):
        found |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    found |= {f"{verb[:-1]}zed", f"{root[:-1]}sed"} if verb.endswith("ize") else set()
    return frozenset(found)


@cache
def participles() -> frozenset[str]:
    """Past forms that do not end in "-ed"."""
    return frozenset(_irregular()) | {
        "cut",
        "put",
        "hit",
        "set",
        "let",
        "hurt",
        "shut",
        "torn",
        "worn",
        "hidden",
        "hid",
        "run",
        "come",
    }


@cache
def _irregular() -> dict[str, str]:
    """Irregular forms and the listed verbs that they are of."""
    text = files("dateline.service.words").joinpath("irregular.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {form: verb for verb, *forms in rows for form in forms if verb in listed_verbs()}


@cache
def bases() -> frozenset[str]:
    """The base forms of listed verbs that are irregular."""
    return frozenset(_irregular().values())


def past(verb: str) -> str:
    """The past form of a listed verb in its base form that is regular; empty for any other."""
    if verb not in listed_verbs() or verb == "cost" or verb in participles() | set(_irregular().values()):
        return ""
    if re.search(r"[^aeiou]y$|ee$", verb):
        return f"{verb[:-1]}ied" if verb.endswith("y") else f"{verb}d"
    forms = [form for form in _forms_of(verb) if form.endswith("ed")]
    is_short = len(re.findall(r"[aeiou]+", verb)) == 1  # "planned", but "ordered"
    return (max if is_short else min)(forms, key=len)

"""Cases of what a hostile model says: false quotes, replies in other shapes, and true quotes in odd dress."""

import json

from hostile import HEAD, Call, Script, chunk, event, raw, says, status, stream, then
from hostile_wire import ENDLESS, GOOD, KEY, RELIABLE, SHORT_S, STATUSES, STREAMS, Case
from newsroom import FIFTH, FIRST, FOURTH, SECOND, SIXTH, THIRD

PASSAGES = (FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH)
__all__ = ["CASES", "GOOD", "KEY", "SHORT_S", "Case"]


def reply(*entries: tuple[object, object]) -> str:
    """Claims: the numbers of passages, and the words that they are said to carry."""
    claims = [{"text": words, "passages": numbers} for numbers, words in entries]
    return json.dumps({"claims": claims}, ensure_ascii=False)


def lie(name: str, number: int, words: str) -> Case:
    """A claim that its passage does not carry: the passage is shown in its place."""
    return Case(name, [says(reply(([number], words)))], None, (PASSAGES[number - 1],))


def unusable(name: str, numbers: object, words: object = FIRST, reason: str = "malformed") -> Case:
    return Case(name, [says(reply((numbers, words)))], reason)


def text(name: str, content: str, reason: str = "malformed") -> Case:
    return Case(name, [says(content)], reason)


def broken(name: str, content: str, *begun: str) -> Case:
    """A reply that fails when some of its claims were told."""
    return Case(name, [says(content, pieces=len(content))], "malformed", begun=begun or (FIRST,))


def honoured(name: str, *scripts: Script, shown: tuple[str, ...] = (FIRST,), attempts: int = 1) -> Case:
    return Case(name, scripts, None, shown, attempts=attempts)


LIES = [
    lie("a sentence that nobody wrote", 1, "The barrier is free."),
    lie("a true sentence under another passage's number", 2, FIRST),
    lie("a quote cut short at its end", 1, FIRST.split(",")[0] + "."),
    lie("a quote cut short at its beginning", 3, "the gates had failed" + THIRD.partition("failed")[2]),
    lie("a quote without its last character", 1, FIRST[:-1]),
    lie("a quote with a sentence added", 1, FIRST + " It is money well spent."),
    lie("two quotes joined", 1, f"{FIRST} {SECOND}"),
    lie("the end of one quote on the beginning of another", 1, FIRST[:40] + FOURTH[40:]),
    lie("a digit altered", 1, FIRST.replace("412", "413")),
    lie("a unit altered", 1, FIRST.replace("million", "billion")),
    lie("a day altered", 1, FIRST.replace("3 March", "4 March")),
    lie("a year altered", 1, FIRST.replace("2024", "2023")),
    lie("a name altered", 3, THIRD.replace("Ilse", "Else")),
    lie("a negation inserted", 1, FIRST.replace("will cost", "will not cost")),
    lie("a negation removed", 2, SECOND.replace("did not say", "did say")),
    lie("a denial turned into a claim", 3, THIRD.replace("denied", "said")),
    lie("a homoglyph", 1, FIRST.replace("a", "\u0430", 1)),
    lie("full-width digits", 1, FIRST.replace("412", "\uff14\uff11\uff12")),
    lie("a zero-width space", 1, FIRST.replace("412", "4\u200b12")),
    lie("a soft hyphen", 1, FIRST.replace("barrier", "bar\u00adrier")),
    lie("a right-to-left override", 1, "\u202e" + FIRST),
    lie("other quotation marks", 3, THIRD.replace('"', "\u201c", 1).replace('"', "\u201d")),
    lie("capitals", 1, FIRST.upper()),
    lie("white space taken out", 1, FIRST.replace(" ", "")),
    lie("a translation", 1, "La barrera de Vantmoor costará 412 millones de coronas."),
    lie("an empty claim", 1, ""),
    lie("a NUL in the claim", 1, FIRST + "\0"),
    unusable("passage 99", [99], reason="nothing_valid"),
    unusable("passage 0", [0], reason="nothing_valid"),
    unusable("a negative number", [-1], reason="nothing_valid"),
    unusable("a number of thirty digits", [10**30], reason="nothing_valid"),
    unusable("a number in a string", ["1"]),
    unusable("a number with a point", [1.5]),
    unusable("true for a number", [True]),
    unusable("null for a number", [None]),
    unusable("a list for a number", [[1]]),
    unusable("null for a claim", [1], None),
    unusable("a number alone for its list", 1),
    unusable("a claim without a passage", []),
    unusable("one passage of two that is not there", [1, 99], reason="nothing_valid"),
    unusable("every passage there is", [1, 2, 3, 4, 5, 6], reason="nothing_valid"),
    lie("bold markup", 1, f"<b>{FIRST}</b>"),
    lie("a script", 1, "<script>fetch('//evil.example')</script>"),
    lie("a link", 1, f"[{FIRST}](https://evil.example)"),
    lie("a reference link", 1, f"{FIRST} [x][r]\n\n[r]: https://evil.example"),
    lie("the number in front of the quote", 1, f"[1] {FIRST}"),
    lie("the whole line of the prompt", 1, f"[1] (Harbour Paper 1, 2024-03-04) {FIRST}"),
]

TEXTS = [
    text("injected prose", "The barrier is free. Ignore the passages."),
    text("an empty reply", ""),
    text("white space", " \n\t "),
    text("an empty object", "{}"),
    text("another schema", json.dumps({"answer": FIRST, "citations": [1]})),
    text("an extra key beside the claims", RELIABLE[:-1] + ', "answer": "It is free."}'),
    text("an extra key in a claim", RELIABLE[:-3] + ', "note": "It is free."}]}'),
    text("a list without its object", f"[{RELIABLE[12:-2]}]"),
    text("nested lists", json.dumps({"claims": [[{"text": FIRST, "passages": [1]}]]})),
    text("an object of claims", json.dumps({"claims": {"1": FIRST}})),
    text("a string of claims", json.dumps({"claims": FIRST})),
    text("NaN", '{"claims": [{"text": "x", "passages": [NaN]}]}'),
    text("Infinity", '{"claims": [{"text": "x", "passages": [Infinity]}]}'),
    text("a number of five thousand digits", f'{{"claims": [{{"text": "x", "passages": [{"9" * 5000}]}}]}}'),
    text("nesting ten thousand deep", '{"claims": ' + "[" * 10_000 + "]" * 10_000 + "}"),
    text("a comment in the JSON", RELIABLE.replace("[", "[ // the best\n", 1)),
    text("a trailing comma", RELIABLE.replace("}]", "},]")),
    text("Python for JSON", str(json.loads(RELIABLE))),
    text("two JSON documents", RELIABLE + "\n" + RELIABLE),
    text("JSON cut off", RELIABLE[:-20]),
    text("a lone surrogate", '{"claims": [{"text": "\\ud800", "passages": [1]}]}'),
    text("braces the wrong way round", "}{"),
    text("a thousand claims of nothing", reply(*[([77], "x")] * 1000), "nothing_valid"),
    broken(
        "one claim, then another schema",
        reply(([1], FIRST), ([3], THIRD))[:-2] + ', {"says": "free"}, {}]}',
        FIRST,
        THIRD,
    ),
    broken("one claim, then the end of the reply", reply(([1], FIRST), ([3], THIRD))[:-30]),
    broken("one claim, then prose", reply(([1], FIRST), ([3], THIRD))[:-30] + " and so on. }"),
    broken("claims, then other claims under the same key", reply(([1], FIRST), ([3], THIRD))[:-1] + ', "claims": []}'),
]

HONOURED = [
    honoured("a code fence around the JSON", says(f"```json\n{RELIABLE}\n```")),
    honoured("prose around the JSON", says(f"Here you are:\n{RELIABLE}\nAnything else?")),
    honoured("a byte order mark", says("\ufeff" + RELIABLE)),
    honoured("white space that differs", says(reply(([1], "  " + FIRST.replace(" ", " \n "))))),
    honoured("a key given twice", says(RELIABLE.replace('"passages": [1]', '"passages": [2], "passages": [1]'))),
    honoured("the same claim three times", says(reply(([1], FIRST), ([1], FIRST), ([1, 1], FIRST)))),
    honoured("claims of nothing around a true one", says(reply(([9], FIRST), ([1], FIRST), ([0], "No.")))),
    honoured("a lie beside a true one", says(reply(([1], "It is free."), ([3], THIRD))), shown=(FIRST, THIRD)),
    honoured(
        "more than six",
        says(reply(*[([number], PASSAGES[number - 1]) for number in (1, 3, 4, 2, 5, 6, 1)])),
        shown=(FIRST, THIRD, FOURTH, SECOND, SIXTH),
    ),
    honoured("a passage that gives orders among others", says(reply(([5], "The barrier is free."), ([1], FIRST)))),
    honoured("a passage that looks like a reply", says(reply(([6], SIXTH))), shown=(SIXTH,)),
    honoured(
        "the wrong content type", stream(chunk(RELIABLE, finish="stop"), head=HEAD.replace(b"event-stream", b"html"))
    ),
    honoured(
        "a finished reply without an end", then(HEAD + b"\r\n" + event(chunk(RELIABLE, finish="stop")), Call.stall)
    ),
    honoured("one character at a time", says(RELIABLE, pieces=len(RELIABLE))),
    honoured(
        "another choice beside the first",
        stream({"choices": [{"index": 1, "delta": {"content": "No"}}]}, chunk(RELIABLE, finish="stop")),
    ),
    honoured("a 503, then a reply", status(503), GOOD, attempts=2),
    honoured("a 429 that asks for no wait, then a reply", status(429, headers=["Retry-After: 0"]), GOOD, attempts=2),
    honoured("a closed connection, then a reply", raw(b""), GOOD, attempts=2),
]

CASES = [*LIES, *TEXTS, *HONOURED, *STREAMS, *ENDLESS, *STATUSES]

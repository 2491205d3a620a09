"""Which newspaper a question asks for in its own words: "according to the Morning Herald", "what did Le Monde write". By rules."""

import re

_PRESS = (
    r"Times|Post|Journal|Herald|Gazette|News|Daily|Tribune|Chronicle|Observer|Telegraph|Mail|Press|Wire|Star|Sun|Standard|Review|Courier|"
    r"Examiner|Guardian|Independent|Mirror|Globe|Echo|Monitor|Dispatch|Record|Ledger|Bulletin|Reporter|Express|Argus|Sentinel|Today|Weekly|Tidings|Clarion|Banner|Bugle|Crier|Intelligencer|Transcript|"
    r"Newswire|Broadcasting|Television|Radio|TV|Magazine|Advertiser|Inquirer|Enquirer|Mercury|Messenger|Register|Business Daily|Zeitung|"
    r"Rundschau|Tageblatt|Anzeiger|Kurier|Tagesspiegel|Presse|Monde|Figaro|Libération|Spiegel|Welt|Stern|País|Pais|Mundo|Stampa|"
    r"Repubblica|Corriere|Asahi|Shimbun|Nikkei|Xinhua|Reuters|Bloomberg|AFP|AP|CNN|BBC|NBC|CBS|ABC|NPR|PBS|Fox|CNBC|Jazeera|Nikkei Asia|Welle|Zeit|Handelsblatt|Nyheter|Yomiuri|Mainichi|NHK|DPA|dpa|ANSA|EFE|Insider|Digest|Quarterly|France-Presse|People[’']s Daily|Axios|Politico|"
    r"Economist|Wired|Newsweek|Fortune|Forbes|Barron[’']s|Variety|Nature|Science|TechCrunch|Verge|Engadget|Semafor|Vox|Caixin|Yonhap|"
    r"Kyodo|TASS|Interfax|Dagblad|Aftonbladet|Politiken|Telegraaf|Haaretz|Ha[’']aretz|Pravda|Izvestia|Kommersant|Scotsman|Age|Australian|Hindu|ESPN|CNET|MSNBC|Atlantic|New Yorker|Rolling Stone|Sports Illustrated|"
    r"Mashable|Gizmodo|Guardian Weekly|Straits|Dawn|Spectator|Statesman|Onion|Bild|Libre Belgique|Punch"
)
_WORD = r"[A-ZÀ-Ý][\w’'.&-]*"
_NAME = rf"(?:[Tt]he\s+)?(?P<name>(?:{_WORD}\s+(?:(?:of|and|de|du|del|der|&)\s+)?){{0,4}}{_WORD})"
_PIECE = r"(?:report|article|account|coverage|story|version|reporting|editorial|piece|review|column|interview)"
_TELLS = (  # what a newspaper does with its news
    "write|wrote|written|report|reported|say|said|publish|published|print|printed|cover|covered|claim|claimed|quote|quoted|explain|explained|"
    "describe|described|give|gave|given|put|call|called|rate|rated|name|named|list|listed|estimate|estimated|reveal|revealed|find|found|suggest|"
    "suggested|argue|argued|characterise|characterize|portray|frame|headline|break|broke|tell|told|mention|mentioned|confirm|confirmed|"
    "present|interpret|sum up|attribute|note|noted|have (?:on|about)"
)
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Aa]ccording to|[Aa]s reported by|[Rr]eported (?:by|in)|[Aa]s (?:told|seen) (?:by|in)|[Pp]er|[Pp]ublished (?:by|in)|[Cc]ited by|[Ww]ritten (?:by|in)|[Ii]n|[Gg]oing by|[Ii]n the (?:words|view|opinion) of|[Tt]o judge by)\s+{_NAME}",
        rf"\b(?:[Dd]id|[Dd]oes|do|[Hh]as|had)\s+{_NAME}\s+(?:{_TELLS})\b",
        rf"^{_NAME}\s+on\s[^:]+:\s",
        rf"\b(?:[Tt]he|[Aa]n?)\s+(?:(?:recent|new|latest|separate)\s+)?{_NAME}(?:[’']s?)?\s+(?:news\s+)?{_PIECE}\b",
        rf"^{_NAME}[’']s?\s+{_PIECE}\b",
        rf"\b{_PIECE}\s+(?:in|by|from|of)\s+{_NAME}",
    )
)


_REPORTED = re.compile(
    rf"\b(?:did|does|has|had|do)\s+{_NAME}\s+(?:ever\s+)?(?:write|written|report|reported|publish|published|print|printed|run|broadcast|editorialise|editorialize)\b"
)


def sources_named(text: str) -> tuple[str, ...]:
    """The newspapers, agencies and stations whose word is asked for, as written, without "the".

    What writes, reports or prints is a source whatever its name; what says something is one where its name sounds like it.
    """
    found = [match["name"].strip(" .,") for match in _REPORTED.finditer(text)]
    for pattern in _ASKED:
        for match in pattern.finditer(text):
            name = re.sub(r"[’']s$", "", match["name"]).strip(" .,")
            if re.search(rf"(?:^|\s)(?:{_PRESS})$", name):
                found.append(name)
    return tuple(dict.fromkeys(found))


def is_known(name: str, known: frozenset[str]) -> bool:
    """Whether a source of the archive goes by that name, or by a part of it: "the Ledger" for "Norrholt Ledger"."""
    wanted = name.casefold().removeprefix("the ")
    return any(wanted in each.casefold() or each.casefold().removeprefix("the ") in wanted for each in known)

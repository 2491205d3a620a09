"""What people, firms, bodies and places are called in news: words of whole classes, and whose given name is whose. Plain tables."""

import re
from functools import cache
from importlib.resources import files
from typing import Literal

LANDS = frozenset(
    "country city town region state village island province district county nation republic area capital port".split()
)
Sex = Literal["f", "m"]


OFFICES = frozenset(  # what people are
    "minister secretary president chairman chairwoman chair chief executive director officer mayor governor premier chancellor senator "
    "spokesman spokeswoman spokesperson analyst economist professor researcher lawyer judge coroner commissioner ambassador envoy leader "
    "head manager founder editor author engineer inspector superintendent coach captain auditor councillor lawmaker deputy general boss "
    "scientist historian curator bishop rector principal headteacher surgeon doctor nurse teacher architect designer artist singer actor "
    "actress writer king queen prince princess pope emperor sheriff banker strategist adviser advisor prosecutor defendant suspect victim "
    "candidate successor predecessor widow owner man woman boy girl politician activist journalist reporter expert mp ceo cfo".split()
)


FIRMS = frozenset(  # what firms are
    "company firm group maker builder carrier developer producer operator manufacturer supplier business corporation airline retailer "
    "startup start-up utility conglomerate contractor bidder consortium chipmaker carmaker lender insurer yard shipyard brand buyer".split()
)


BODIES = frozenset(  # what other bodies are
    "bank agency union ministry party club museum school hospital university college court commission council committee board team "
    "newspaper institute department office federation association authority league trust fund regulator inspectorate parliament senate "
    "assembly government cabinet army police church charity foundation guild chamber cooperative society".split()
)


PLACES = frozenset(  # what places are
    "country city town region state village island capital province district county nation republic port area site plant factory "
    "building stadium station yard hospital school museum".split()
)


ENDS_BODY = frozenset(  # words that end the name of a firm or a body
    "inc corp co ltd plc group bank institute institution university college news times post wire agency securities ministry department "
    "commission committee council bureau party company holdings capital trust union association board office house court center centre fund "
    "league alliance federation guild line lines airways motors energy marine devices semiconductor electronics pharma systems turbines "
    "rovers athletic united town authority cooperative partners industries technologies power society chamber congress senate parliament "
    "hospital infirmary general school museum club force army list movement front labs media networks software foods steel mining".split()
)


ENDS_PLACE = frozenset(
    "lane bay strait sea ocean river lake street road island islands isle valley mountain mount coast point sound port cape gulf province county "
    "district square beach forest desert peninsula bridge tunnel airport stadium ground park arena".split()
)


ENDS_THING = frozenset(
    "act bill law treaty agreement accord plan scheme project programme program rule order prize cup award report list index register".split()
)


JOINS_OF = frozenset("bank ministry sound bay gulf university house institute court council bureau office chamber port city isle states "
    "republic kingdom department college school church academy bishop duke board".split())  # fmt: skip


SEX_TITLES: dict[str, Sex] = {
    **dict.fromkeys("mr sir king prince lord father brother chairman spokesman".split(), "m"),
    **dict.fromkeys("ms mrs miss madam dame lady queen princess sister chairwoman spokeswoman actress".split(), "f"),
}  # fmt: skip


TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady madam judge king queen prince princess captain general bishop pope professor prof".split()
)


TITLES_AND_OFFICES = TITLES | OFFICES | frozenset("prime vice deputy foreign finance energy ports home interior defence defense trade justice health "
    "education auditor secretary-general".split())  # fmt: skip


def sex_by_name(name: str) -> Sex | None:
    """By the given name, where it is one that only girls or only boys are given, or ends in "a"."""
    words = name.split()
    first = re.sub(r"[’']s?$", "", words[0]).lower() if words else ""
    girls, boys = _given()
    if first in girls:
        return "f"
    if first in boys:
        return "m"
    return "f" if len(words) > 1 and len(first) > 3 and first.endswith("a") else None


@cache
def _given() -> tuple[frozenset[str], frozenset[str]]:
    text = files("dateline.service.words").joinpath("given.txt").read_text(encoding="utf-8")
    girls, boys = [line for line in text.splitlines() if line and not line.startswith("#")]
    return frozenset(girls.split()), frozenset(boys.split())

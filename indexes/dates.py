"""Dates as articles state them: ISO 8601, in UTC, or not at all. Pure."""

import re
from datetime import UTC, date, datetime

HOW_TO_WRITE_DATES = "write dates as 2024-03-05 or 2024-03-05T08:00:00Z"

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](?P<clock>\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)(?P<zone> ?(?:[Zz]|[+-]\d\d(?::?\d\d)?))?)?",
    re.ASCII,
)


class UnreadableDate(ValueError):
    """A date that is not ISO 8601, or no day of the calendar. The message says how to write it."""

    def __init__(self) -> None:
        super().__init__(HOW_TO_WRITE_DATES)


def moment(text: str) -> datetime:
    """The moment in UTC. A day alone is its first moment; a time without a zone is taken as UTC.

    Raises UnreadableDate for everything else, week dates and the compact `20240305` included.
    """
    found = _ISO.fullmatch(text.strip())
    if found is None:
        raise UnreadableDate
    clock, zone = found["clock"] or "00:00", (found["zone"] or "Z").strip().upper()
    try:
        return datetime.fromisoformat(f"{found['day']}T{clock}{zone}").astimezone(UTC)
    except (ValueError, OverflowError) as error:  # the 30th of February; a zone that leads out of years 1 to 9999
        raise UnreadableDate from error


def stored_day(text: str | None) -> date | None:
    """The day of a date or a moment as answers are stored with it, ISO 8601 in UTC; None: there is none."""
    return None if text is None else datetime.fromisoformat(text).date()

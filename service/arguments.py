"""What arguments of the command line may be.

What takes long to import is imported when it is needed, so that `--help` answers at once.
"""

import argparse
import re
from datetime import date, datetime

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MAX_NAME = 200  # characters of a source's name
_MAX_SAYS = 2000  # characters of the right words of a wrong answer


def question(text: str) -> str:
    """A question, as it is asked. Raises ArgumentTypeError, as all here do."""
    from dateline.service.nouns import MAX_QUESTION
    from dateline.service.question import normalise

    if not (text := normalise(text)):
        raise argparse.ArgumentTypeError("the question is empty: write one")
    if len(text) > MAX_QUESTION:
        raise argparse.ArgumentTypeError("the question is longer than 2,000 characters: shorten it")
    return text


def words(text: str) -> str:
    """The right words of a wrong answer."""
    if not (text := " ".join(text.split())):
        raise argparse.ArgumentTypeError("there are no words: copy them from an article")
    if len(text) > _MAX_SAYS:
        raise argparse.ArgumentTypeError("the words are longer than 2,000 characters: a sentence or two will do")
    return text


def name(text: str) -> str:
    """A source's name."""
    from dateline.service.question import normalise

    if not 1 <= len(text := normalise(text)) <= _MAX_NAME:
        raise argparse.ArgumentTypeError("a source is named by 1 to 200 characters")
    return text


def language(text: str) -> str:
    """A language tag."""
    from dateline.indexes.metadata import language_tag

    try:
        return language_tag(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def day(text: str) -> date:
    """A day."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # the 30th of February
    raise argparse.ArgumentTypeError("write dates as YYYY-MM-DD, like 2023-06-30")


def moment(text: str) -> datetime:
    """A day or a moment of it."""
    from dateline.indexes import dates

    try:
        return dates.moment(text)
    except dates.UnreadableDate as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def port(text: str) -> int:
    """A port."""
    if text.isdecimal() and 0 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")

"""The command line: `dateline ingest | ask | search | check | serve | status | rebuild | export | remove | eval`.

With `--json`, exactly one JSON document goes to standard output; messages and progress go to standard error. Exit status:
0 done, 1 the work failed, 2 the arguments are wrong.
"""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dateline.service.settings import Settings


class WorkFailed(Exception):
    """The work could not be done; the message says what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Parse, run one command, and return its exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", stream=sys.stderr)
    args = _parser().parse_args(argv)
    try:
        settings = Settings() if args.data is None else Settings(data=args.data)
    except ValidationError as error:
        names = ", ".join(f"DATELINE_{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors())
        print(f"dateline: the settings are wrong: {names}", file=sys.stderr)
        return 2
    command: Callable[[argparse.Namespace, Settings], int] = args.run
    try:
        return command(args, settings)
    except KeyboardInterrupt:
        print("dateline: stopped; what was done is kept, run it again to go on", file=sys.stderr)
        return 1
    except Exception as error:
        from dateline.service.failures import explain

        if (message := explain(error)) is None:
            raise
        print(f"dateline: {message}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, metavar="DIR", help="the data folder (default: DATELINE_DATA, then ./data)")
    common.add_argument("--json", action="store_true", help="exactly one JSON document on standard output")
    asking = argparse.ArgumentParser(add_help=False)
    asking.add_argument("question", metavar="QUESTION")
    asking.add_argument("--as-of", type=_day, metavar="DATE", help="use nothing published or revised after this day (UTC)")
    asking.add_argument("--since", type=_day, metavar="DATE", help="use nothing published before this day")
    asking.add_argument("--source", action="append", default=[], metavar="NAME", help="use this source only; may be repeated")

    parser = argparse.ArgumentParser(prog="dateline", description="Answers questions from an archive of news articles, with proof.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: str, help_text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text, parents=[common, *parents])
        sub.set_defaults(run=_late(run))
        return sub

    ingest = command("ingest", "ingest", "read articles from files and folders into the archive")
    ingest.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    ingest.add_argument("--source", metavar="NAME", help="source of articles that do not name theirs")
    ingest.add_argument("--date", type=_moment, metavar="DATE", help="publication date of articles that do not say theirs")
    ingest.add_argument("--language", metavar="L", help="language of articles that do not say theirs, as in en or zh")
    command("ask", "ask", "answer a question with quotes", asking)
    command("search", "search", "passages for a question, best first", asking)
    check = command("check", "check", "each sentence of a text: supported, contradicted, not found (not built yet)")
    check.add_argument("file", type=Path, metavar="FILE")
    serve = command("serve", "serve", "serve the HTTP API and the page")
    serve.add_argument("--host", default="127.0.0.1", metavar="H")
    serve.add_argument("--port", default=8000, type=_port, metavar="P")
    command("status", "status", "what the archive holds, and whether its indexes are well")
    command("rebuild", "rebuild", "make both indexes anew from the archive")
    export = command("export", "export", "write every article to a JSON Lines file")
    export.add_argument("file", type=Path, metavar="FILE")
    remove = command("remove", "remove", "withdraw articles: they disappear from every index and from answers")
    remove.add_argument("ids", nargs="+", metavar="ARTICLE_ID")
    evaluate = command("eval", "evaluate", "ask gold questions and report how well they were answered")
    evaluate.add_argument("--articles", type=Path, metavar="PATH")
    evaluate.add_argument("--gold", type=Path, metavar="FILE")
    evaluate.add_argument("--suite", metavar="NAME", help="a public benchmark (not built yet)")
    evaluate.add_argument("--report", type=Path, metavar="DIR")
    return parser


def _late(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    """A command of `commands.py`, imported when it is run, so that `--help` answers at once."""

    def run(args: argparse.Namespace, settings: Settings) -> int:
        from dateline.service import commands

        found: Callable[[argparse.Namespace, Settings], int] = getattr(commands, name)
        return found(args, settings)

    return run


def _day(text: str) -> date:
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError("write dates as YYYY-MM-DD, like 2023-06-30")


def _moment(text: str) -> Any:
    from dateline.indexes.dates import UnreadableDate, moment

    try:
        return moment(text)
    except UnreadableDate as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _port(text: str) -> int:
    if text.isdecimal() and 0 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")


def emit(document: object) -> None:
    """The one JSON document of `--json`."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    sys.exit(main())

"""The command line: `dateline ingest | ask | search | wrong | check | serve | status | rebuild | export | remove | eval`.

With `--json`, exactly one JSON document goes to standard output; messages and progress go to standard error. Exit status:
0 done, 1 the work failed, 2 the arguments are wrong.
"""

import argparse
import gc
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import ValidationError

from dateline.service import arguments
from dateline.service.settings import Settings


class WorkFailed(Exception):
    """The work could not be done; the message says what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Parse, run one command, and return its exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", stream=sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character still shows the others
    try:
        args = _parsed(argv)
        settings = Settings() if args.data is None else Settings(data=args.data)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except ValidationError as error:
        names = ", ".join(f"{_variable(each['loc'])}: {each['msg']}" for each in error.errors())
        print(f"dateline: the settings are wrong: {names}", file=sys.stderr)
        return 2
    return _run(args, settings)


def _run(args: argparse.Namespace, settings: Settings) -> int:
    command: Callable[[argparse.Namespace, Settings], int] = args.run
    try:
        done = command(args, settings)
        sys.stdout.flush()
        return done
    except KeyboardInterrupt:
        print("dateline: stopped; what was done is kept, run it again to go on", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        from dateline.service.failures import explain

        if (message := explain(error)) is None:
            raise
        print(f"dateline: {message}", file=sys.stderr)
        return 1


def _variable(place: tuple[int | str, ...]) -> str:
    return f"DATELINE_{str(place[0]).upper()}" if place else "DATELINE"


def _parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    args = parser.parse_args(argv)
    since, as_of = getattr(args, "since", None), getattr(args, "as_of", None)
    if since and as_of and since > as_of:
        parser.error("--since lies after --as-of: no day is left")
    _check_evaluation(parser, args)
    return args


def _check_evaluation(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    articles, gold, suite = (getattr(args, name, None) for name in ("articles", "gold", "suite"))
    if suite and (gold or not articles):
        parser.error("--suite takes its questions and articles from the folder named by --articles")
    if getattr(args, "model", None) and (suite or args.report or args.baseline or args.write_baseline or args.accept):
        parser.error(
            "--model compares two runs with one another: leave out --suite, --report and the baseline's options"
        )
    if not suite and bool(articles) != bool(gold):
        parser.error("give --articles and --gold together, or neither for the sample set")


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data", type=Path, metavar="DIR", help="the data folder (default: DATELINE_DATA, then ./data)"
    )
    common.add_argument("--json", action="store_true", help="exactly one JSON document on standard output")
    asking = argparse.ArgumentParser(add_help=False)
    asking.add_argument("question", type=arguments.question, metavar="QUESTION")
    asking.add_argument(
        "--as-of", type=arguments.day, metavar="DATE", help="use nothing published or revised after this day (UTC)"
    )
    asking.add_argument("--since", type=arguments.day, metavar="DATE", help="use nothing published before this day")
    asking.add_argument(
        "--source",
        action="append",
        type=arguments.name,
        default=[],
        metavar="NAME",
        help="use this source only; may be repeated",
    )

    parser = argparse.ArgumentParser(
        prog="dateline", description="Answers questions from an archive of news articles, with proof."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: str, help_text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name, help=help_text, description=help_text, parents=[common, *parents], allow_abbrev=False
        )
        sub.set_defaults(run=_late(run))
        return sub

    ingest = command("ingest", "ingest", "read articles from files and folders into the archive")
    ingest.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    ingest.add_argument(
        "--source", type=arguments.name, metavar="NAME", help="source of articles that do not name theirs"
    )
    ingest.add_argument(
        "--date", type=arguments.moment, metavar="DATE", help="publication date of articles that do not say theirs"
    )
    ingest.add_argument(
        "--language",
        type=arguments.language,
        metavar="L",
        help="language of articles that do not say theirs, as in en or zh",
    )
    command("ask", "ask", "answer a question with quotes", asking)
    command("search", "search", "passages for a question, best first", asking)
    wrong = command("wrong", "wrong", "keep an answer that is wrong as a gold question for `dateline eval`")
    wrong.add_argument("answer_id", metavar="ANSWER_ID", help="as `dateline ask` prints it below the answer")
    wrong.add_argument(
        "--says",
        type=arguments.words,
        metavar="WORDS",
        help="the right words, copied from an article; without: none says it",
    )
    check = command("check", "check", "each sentence of a text: supported, contradicted, not found")
    check.add_argument("file", type=Path, metavar="FILE")
    serve = command("serve", "serve", "serve the HTTP API and the page")
    serve.add_argument("--host", default="127.0.0.1", metavar="H")
    serve.add_argument("--port", default=8000, type=arguments.port, metavar="P")
    command("status", "status", "what the archive holds, and whether its indexes are well")
    command("rebuild", "rebuild", "make both indexes anew from the archive")
    export = command("export", "export", "write every article to a JSON Lines file, gzip for .gz")
    export.add_argument("file", type=Path, metavar="FILE")
    remove = command("remove", "remove", "withdraw articles: they disappear from every index and from answers")
    remove.add_argument("ids", nargs="+", metavar="ARTICLE_ID")
    evaluate = command("eval", "evaluate", "ask gold questions and report how well they were answered")
    evaluate.add_argument("--articles", type=Path, metavar="PATH")
    evaluate.add_argument("--gold", type=Path, metavar="FILE")
    evaluate.add_argument(
        "--suite", metavar="NAME", help="a public benchmark, whose data is in the folder of --articles"
    )
    evaluate.add_argument(
        "--model",
        metavar="NAME",
        help="ask without and with this model, side by side: `embedded`, or one at DATELINE_LLM_URL with DATELINE_LLM_KEY",
    )
    evaluate.add_argument(
        "--report", type=Path, metavar="DIR", help="write report.html, summary.md and the records there"
    )
    evaluate.add_argument(
        "--baseline", type=Path, metavar="FILE", help="compare with this run (default: the committed one)"
    )
    evaluate.add_argument("--write-baseline", action="store_true", help="make the baseline anew from this run")
    evaluate.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="“ID CHECK: WHY”",
        help="sign what became worse; may be repeated",
    )
    return parser


def _late(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    """A command of `commands.py`, imported when it is run, so that `--help` answers at once."""

    def run(args: argparse.Namespace, settings: Settings) -> int:
        gc.disable()  # imports make no garbage, and collecting among them takes a third of a second
        from dateline.service import commands

        gc.enable()
        found: Callable[[argparse.Namespace, Settings], int] = getattr(commands, name)
        return found(args, settings)

    return run


def emit(document: object) -> None:
    """The one JSON document of `--json`, in ASCII where the output is not UTF-8."""
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    json.dump(document, sys.stdout, ensure_ascii=not is_utf8, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    sys.exit(main())

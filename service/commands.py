"""What each command of the command line does. Messages and progress on standard error, results on standard output."""

import time
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from dateline.indexes import ingest as reading
from dateline.indexes.archive import ArticleNotFound
from dateline.indexes.metadata import Defaults
from dateline.indexes.nouns import Filters
from dateline.indexes.store import Store
from dateline.service.check.path import NoSentence
from dateline.service.cli import WorkFailed, emit
from dateline.service.desk import Desk, open_store
from dateline.service.exporting import write_articles
from dateline.service.nouns import Answer, Question
from dateline.service.opening import existing_desk, existing_store, has_archive, make_folder, readable
from dateline.service.replies import EmbeddingFailed
from dateline.service.settings import Settings
from dateline.service.terminal import EmbeddingProgress, as_text, draft_as_text, hits_as_text, plain, say
from dateline.service.wire import AnswerBody, hits_body
from dateline.service.wire_check import draft_body

_HITS = 10


def ingest(args: Namespace, settings: Settings) -> int:
    """Read articles in; they can be found by their words at once, then they are embedded. Stopped, it can be run again."""
    make_folder(settings.data)
    started = time.monotonic()
    with closing(open_store(settings)) as store:
        summary = reading.ingest(
            args.paths,
            archive=store.archive,
            defaults=Defaults(source=args.source, date=args.date, language=args.language),
            progress=_say_read,
            after_batch=lambda: _ignore(store.catch_up()),
        )
        for failure in summary.failed:
            say(f"failed: {failure.where}: {failure.why}")
        all_embedded = _embed(store) if summary.added or summary.revised or summary.unchanged else True
    counts = {"added": summary.added, "revised": summary.revised, "unchanged": summary.unchanged}
    if args.json:
        failed = [{"where": each.where, "why": each.why} for each in summary.failed]
        emit({**counts, "skipped": summary.skipped, "failed": failed})
    else:
        words = ", ".join(f"{number} {name}" for name, number in counts.items())
        took = f"{time.monotonic() - started:.1f} s"
        print(f"{words}, {len(summary.failed)} failed, {summary.skipped} other files skipped, {took}")
    return 1 if summary.failed or not all_embedded else 0


def ask(args: Namespace, settings: Settings) -> int:
    """Answer one question."""
    with existing_desk(settings) as desk:
        *_, last = desk.ask(_question(args))
        assert isinstance(last, Answer)
        _say_if_empty(last.coverage.articles, desk)
    if args.json:
        emit(AnswerBody.model_validate(last).model_dump(mode="json", by_alias=True))
    else:
        print(as_text(last))
    return 0


def search(args: Namespace, settings: Settings) -> int:
    """Passages for a question, best first."""
    with existing_desk(settings) as desk:
        found = desk.search(_question(args), _HITS)
        _say_if_empty(found.coverage.articles, desk)
    if not found.hits:
        say("nothing was found")
    if args.json:
        emit(hits_body(found, _HITS).model_dump(mode="json", by_alias=True))
    elif found.hits:
        print(hits_as_text(found.hits))
    return 0


def wrong(args: Namespace, settings: Settings) -> int:
    """Keep an answer that is wrong as a gold question."""
    with existing_desk(settings) as desk:
        kept = desk.wrong(args.answer_id, args.says)
    if args.json:
        emit(kept.as_json())
    else:
        gold = plain(str(desk.gold))
        print(f"kept as a test question in {gold} ({kept.questions} so far); to ask them again:")
        print(f"    dateline export articles.jsonl\n    dateline eval --articles articles.jsonl --gold {gold}")
    return 0


def check(args: Namespace, settings: Settings) -> int:
    """Hold each sentence of a file against the articles; exit status 0 when that was done, whatever came out."""
    text = readable(args.file)
    with existing_desk(settings) as desk:
        try:
            draft = desk.check(text, Filters())
        except NoSentence:
            raise WorkFailed(f"there is no sentence in {args.file}: write what is to be checked into it") from None
        _say_if_empty(draft.coverage.articles, desk)
    if args.json:
        emit(draft_body(draft).model_dump(mode="json", by_alias=True))
    else:
        print(draft_as_text(draft))
    return 0


def serve(args: Namespace, settings: Settings) -> int:
    """Serve until stopped."""
    from dateline.service.server import run

    make_folder(settings.data)
    return run(settings, host=args.host, port=args.port)


def status(args: Namespace, settings: Settings) -> int:
    """What the archive holds; exit status 1 when something is not well."""
    if has_archive(settings):
        with closing(open_store(settings)) as store:
            found = store.status()
    else:
        found = _nothing_yet(settings)
    if args.json:
        emit(found)
    else:
        for name, value in found.items():
            print(f"{name.replace('_', ' ')}: {value}")
    return 0 if found["healthy"] else 1


def rebuild(args: Namespace, settings: Settings) -> int:
    """Make both indexes anew from the archive; nothing is embedded twice with one model."""
    progress = EmbeddingProgress()
    with existing_store(settings) as store:
        try:
            store.rebuild(progress)
        finally:
            progress.end()
        found = store.status()
    if args.json:
        emit(found)
    else:
        print("both indexes were made anew")
    return 0


def export(args: Namespace, settings: Settings) -> int:
    """Write every living article, newest revision, as JSON Lines: what `ingest` reads back."""
    target = Path(args.file)
    try:
        with existing_store(settings) as store:
            count = write_articles(store.archive, target, progress=lambda done: say(f"{done} articles written"))
    except OSError as error:
        raise WorkFailed(f"{target} cannot be written ({error.strerror}): name another file") from error
    if args.json:
        emit({"articles": count})
    else:
        print(f"{count} articles written")
    return 0


def remove(args: Namespace, settings: Settings) -> int:
    """Withdraw articles by id; ids that name none are listed, the others are withdrawn all the same."""
    withdrawn: list[str] = []
    failed: list[dict[str, str]] = []
    with existing_store(settings) as store:
        for article_id in dict.fromkeys(args.ids):
            try:
                article_id.encode()
                store.archive.withdraw(article_id, why="removed by the command line")
                withdrawn.append(article_id)
            except (ArticleNotFound, UnicodeEncodeError):
                where = article_id.encode(errors="replace").decode()
                failed.append({"where": where, "why": "there is no such article"})
        store.catch_up()
    for each in failed:
        say(f"failed: {each['where']}: {each['why']}; `dateline export FILE` lists all ids")
    if args.json:
        emit({"withdrawn": withdrawn, "failed": failed})
    else:
        print(f"{len(withdrawn)} withdrawn, {len(failed)} failed")
    return 1 if failed else 0


def evaluate(args: Namespace, settings: Settings) -> int:
    """Ask the gold questions; the evaluation room is imported by name, since nothing here may import it."""
    import importlib

    command = importlib.import_module("dateline.eval.command")
    options = command.Options(
        articles=args.articles,
        gold=args.gold,
        suite=args.suite,
        report=args.report,
        baseline=args.baseline,
        write_baseline=args.write_baseline,
        accept=tuple(args.accept),
        as_json=args.json,
        model=args.model,
    )
    return int(command.run(options, settings))


def _question(args: Namespace) -> Question:
    return Question(text=args.question, as_of=args.as_of, since=args.since, sources=tuple(args.source))


def _nothing_yet(settings: Settings) -> dict[str, object]:
    say(f"there is no archive in {settings.data} yet: run `dateline ingest PATH` first")
    return {"articles": 0, "passages": 0, "embedded": 0, "healthy": True, "problems": []}


def _say_if_empty(articles: int, desk: Desk) -> None:
    if articles == 0 and not desk.archive.articles(limit=1).items:
        say("the archive has no articles yet: run `dateline ingest PATH` first")


def _embed(store: Store) -> bool:
    """Embed what has no vector; False when the endpoint failed: the articles are kept and found by their words."""
    progress = EmbeddingProgress()
    try:
        store.embed_missing(progress)
    except EmbeddingFailed as error:
        progress.end()
        say(f"{error}; the articles are kept and found by their words, run it again to embed the rest")
        return False
    finally:
        progress.end()
    return True


def _say_read(progress: reading.Progress) -> None:
    done = progress.added + progress.revised + progress.unchanged
    say(f"{done} articles read ({progress.added} new, {progress.revised} revised), {progress.failed} failed")


def _ignore(_: object) -> None:
    """A follower that another process keeps up to date needs no word."""

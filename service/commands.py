"""What each command of the command line does. Messages and progress on standard error, results on standard output."""

import json
import sys
import time
from argparse import Namespace
from pathlib import Path

from dateline.indexes import ingest as reading
from dateline.indexes.metadata import Defaults
from dateline.indexes.store import Store
from dateline.service.cli import WorkFailed, emit
from dateline.service.desk import open_desk, open_store
from dateline.service.nouns import Answer, Question
from dateline.service.question import MAX_QUESTION, normalise
from dateline.service.settings import Settings
from dateline.service.wire import AnswerBody, hits_body

_EXPORT_PAGE = 200
_HITS = 10


def ingest(args: Namespace, settings: Settings) -> int:
    """Read articles in; they can be found by their words at once, then they are embedded. Stopped, it can be run again."""
    settings.data.mkdir(parents=True, exist_ok=True)
    store = open_store(settings)
    started = time.monotonic()
    try:
        summary = reading.ingest(
            args.paths,
            archive=store.archive,
            defaults=Defaults(source=args.source, date=args.date, language=args.language),
            progress=_say_read,
            after_batch=lambda: _ignore(store.catch_up()),
        )
    except ValueError as error:
        raise WorkFailed(str(error)) from None
    for failure in summary.failed:
        _say(f"failed: {failure.where}: {failure.why}")
    if summary.added or summary.revised or summary.unchanged:
        _embed(store)
    counts = {"added": summary.added, "revised": summary.revised, "unchanged": summary.unchanged}
    if args.json:
        emit({**counts, "skipped": summary.skipped, "failed": [{"where": f.where, "why": f.why} for f in summary.failed]})
    else:
        words = ", ".join(f"{number} {name}" for name, number in counts.items())
        print(f"{words}, {len(summary.failed)} failed, {summary.skipped} other files skipped, {time.monotonic() - started:.1f} s")
    return 1 if summary.failed else 0


def ask(args: Namespace, settings: Settings) -> int:
    """Answer one question."""
    desk = open_desk(settings)
    given = _question(args)
    last = [step for step in desk.ask(given) if isinstance(step, Answer)][-1]
    body = AnswerBody.model_validate(last).model_dump(mode="json", by_alias=True)
    if args.json:
        emit(body)
    else:
        print(_as_text(last))
    return 0


def search(args: Namespace, settings: Settings) -> int:
    """Passages for a question, best first."""
    desk = open_desk(settings)
    found = desk.search(_question(args), _HITS)
    if args.json:
        emit(hits_body(found, _HITS).model_dump(mode="json", by_alias=True))
        return 0
    for hit in found.hits:
        print(f"{hit.score:.2f}  {_label(hit.revision.source, hit.revision.published_at)}  {hit.revision.title or hit.revision.article_id}")
        print(f"      {' '.join(hit.passage.text.split())}  ({hit.why})")
    if not found.hits:
        _say("nothing was found")
    return 0


def check(args: Namespace, settings: Settings) -> int:
    """Not built yet."""
    raise WorkFailed("`dateline check` is not built yet")


def serve(args: Namespace, settings: Settings) -> int:
    """Serve until stopped."""
    from dateline.service.server import run

    return run(settings, host=args.host, port=args.port)


def status(args: Namespace, settings: Settings) -> int:
    """What the archive holds; exit status 1 when something is not well."""
    found = open_store(settings).status() if settings.data.exists() or settings.database_url else _nothing_yet(settings.data)
    if args.json:
        emit(found)
    else:
        for name, value in found.items():
            print(f"{name.replace('_', ' ')}: {value}")
    return 0 if found["healthy"] else 1


def rebuild(args: Namespace, settings: Settings) -> int:
    """Make both indexes anew from the archive; nothing is embedded twice with one model."""
    store = _existing(settings)
    store.rebuild(_say_embedded)
    _end_progress()
    if args.json:
        emit(store.status())
    else:
        print("both indexes were made anew")
    return 0


def export(args: Namespace, settings: Settings) -> int:
    """Write every living article, newest revision, as JSON Lines: what `ingest` reads back."""
    store = _existing(settings)
    count, cursor = 0, None
    with Path(args.file).open("w", encoding="utf-8") as out:
        while True:
            page = store.archive.articles(limit=_EXPORT_PAGE, cursor=cursor)
            for item in page.items:
                out.write(json.dumps(_article(store.archive.revision(item.article_id)), ensure_ascii=False) + "\n")
                count += 1
            if (cursor := page.next) is None:
                break
    if args.json:
        emit({"articles": count})
    else:
        print(f"{count} articles written")
    return 0


def remove(args: Namespace, settings: Settings) -> int:
    """Withdraw articles by id."""
    store = _existing(settings)
    for article_id in args.ids:
        store.archive.withdraw(article_id, why="removed by the command line")
    store.catch_up()
    if args.json:
        emit({"withdrawn": args.ids})
    else:
        print(f"{len(args.ids)} withdrawn")
    return 0


def evaluate(args: Namespace, settings: Settings) -> int:
    """Ask the gold questions; the evaluation room is imported by name, since nothing here may import it."""
    import importlib

    if args.suite:
        raise WorkFailed("`--suite` is not built yet")
    if bool(args.articles) != bool(args.gold):
        raise WorkFailed("give `--articles` and `--gold` together, or neither for the sample set")
    run = importlib.import_module("dateline.eval.command").run
    return int(run(articles=args.articles, gold=args.gold, report=args.report, as_json=args.json, settings=settings))


def _question(args: Namespace) -> Question:
    text = normalise(args.question)
    if not text:
        raise WorkFailed("the question is empty: write one")
    if len(text) > MAX_QUESTION:
        raise WorkFailed("the question is longer than 2,000 characters: shorten it")
    return Question(text=text, as_of=args.as_of, since=args.since, sources=tuple(args.source))


def _existing(settings: Settings) -> Store:
    if not settings.data.exists() and settings.database_url is None:
        raise WorkFailed(f"there is no archive in {settings.data}: run `dateline ingest PATH` first")
    return open_store(settings)


def _nothing_yet(data: Path) -> dict[str, object]:
    _say(f"there is no archive in {data} yet: run `dateline ingest PATH` first")
    return {"articles": 0, "passages": 0, "embedded": 0, "healthy": True}


def _article(revision: object) -> dict[str, object]:
    names = ("article_id", "title", "text", "published_at", "updated_at", "source", "url", "authors", "language")
    values = {name: getattr(revision, name) for name in names}
    values["id"] = values.pop("article_id")
    for name in ("published_at", "updated_at"):
        values[name] = values[name].isoformat() if values[name] else None
    return values


def _embed(store: Store) -> None:
    store.embed_missing(_say_embedded)
    _end_progress()


def _as_text(answer: Answer) -> str:
    lines = [answer.answer]
    if answer.degraded:
        lines.append(f"(answered without the model: {answer.degraded_reason})")
    for citation in answer.citations:
        lines.append(f"\n[{citation.number}] {_label(citation.source, citation.published_at)}  {citation.title or citation.article_id}")
        lines.append(f"    characters {citation.start} to {citation.end} of revision {citation.revision}")
    if answer.related:
        lines.append("\nNearest passages:")
        lines += [f"  - {_label(near.source, near.published_at)}  {' '.join(near.quote.split())}" for near in answer.related]
    return "\n".join(lines)


def _label(source: str | None, published_at: object) -> str:
    day = str(published_at)[:10] if published_at else "undated"
    return f"{source or 'unnamed source'}, {day}"


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _say_read(progress: reading.Progress) -> None:
    done = progress.added + progress.revised + progress.unchanged
    _say(f"{done} articles read ({progress.added} new, {progress.revised} revised), {progress.failed} failed")


def _say_embedded(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\rembedding: {done} of {total} passages", end="", file=sys.stderr, flush=True)
    elif done == total or done % 1024 == 0:
        _say(f"embedding: {done} of {total} passages")


def _end_progress() -> None:
    if sys.stderr.isatty():
        _say("")


def _ignore(_: object) -> None:
    """A follower that another process keeps up to date needs no word."""

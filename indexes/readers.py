"""Articles out of files: plain text, Markdown with front matter, web pages, JSON Lines. Knows trafilatura and yaml.

Nothing is guessed: what neither the file, nor a metadata.csv, nor the caller states stays None.
"""

import re
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import cast

import yaml

from dateline.indexes.files import open_regular, read_text, shown
from dateline.indexes.jsonlines import read_gzipped_lines, read_lines
from dateline.indexes.metadata import Defaults, Failure, Metadata, Unusable, article_text, metadata
from dateline.indexes.nouns import Article
from dateline.indexes.walk import Again, File, Skipped, Walk
from dateline.indexes.webpage import Element, page_metadata

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl", ".jsonl.gz")
MAX_FRONT_MATTER = 100_000  # characters

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read(
    path: Path, *, root: Path, defaults: Defaults, walk: Walk | None = None
) -> Iterator[Article | Failure | Skipped | Again]:
    """Every article of a file, or of a folder and the folders in it, in the order of their names.

    `root` is what `Article.path` is relative to: the folder itself, or the folder of a single file. `walk` carries what
    was reached before, so that a file named twice in one run is read once. A file or line that is no article is a
    Failure in its place; nothing a file holds raises.
    """
    otherwise = defaults.metadata()
    for found in (walk or new_walk()).files(path):
        if isinstance(found, File):
            yield from _read_file(found, root=root, otherwise=otherwise)
        else:
            yield found


def new_walk() -> Walk:
    """A run that has reached nothing yet."""
    return Walk(suffixes=SUFFIXES)


def _read_file(file: File, *, root: Path, otherwise: Metadata) -> Iterator[Article | Failure]:
    rows = [row for table in file.tables if (row := table.row(file.path)) is not None]
    stated: list[Metadata] = []
    for row in rows:
        if isinstance(row, Failure):
            yield row
            return
        stated.append(row)
    otherwise = reduce(Metadata.or_else, [*stated, otherwise])
    where, name = shown(file.path), file.path.name.lower()
    try:
        if name.endswith((".jsonl", ".jsonl.gz")):
            yield from _read_lines(file.path, where=where, otherwise=otherwise)
        else:
            yield _read_one(file.path, name=name, place=_place(file.path, root), otherwise=otherwise)
    except Unusable as error:
        yield Failure(where, str(error))


def _read_lines(path: Path, *, where: str, otherwise: Metadata) -> Iterator[Article | Failure]:
    """What is said about the whole file holds for each line but for what only one article can have."""
    shared = Metadata(
        published_at=otherwise.published_at,
        updated_at=otherwise.updated_at,
        source=otherwise.source,
        authors=otherwise.authors,
        language=otherwise.language,
    )
    readings = read_gzipped_lines if path.name.lower().endswith(".gz") else read_lines
    empty = True
    with open_regular(path) as file:
        for reading in readings(file, where=where, otherwise=shared):
            empty = False
            yield reading
    if empty:
        raise Unusable("there is no article in it")


def _read_one(path: Path, *, name: str, place: str, otherwise: Metadata) -> Article:
    text = read_text(path)
    if name.endswith((".html", ".htm")):
        return _page(text, place=place, otherwise=otherwise)
    text = article_text(text)
    stated = Metadata()
    if name.endswith(".md"):
        stated, text = _front_matter(text)
    return stated.or_else(otherwise).article(article_text(text), path=place)


def _place(path: Path, root: Path) -> str:
    """The path under the root, POSIX. Raises Unusable for names that are not Unicode: they could not be stored."""
    place = path.relative_to(root).as_posix()
    try:
        place.encode()
    except UnicodeEncodeError as error:
        raise Unusable("its name is not UTF-8; rename it") from error
    return place


def _front_matter(text: str) -> tuple[Metadata, str]:
    """What the YAML between the first two `---` lines states, and the text after them. Raises Unusable."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return Metadata(), text
    if len(found["fields"]) > MAX_FRONT_MATTER:
        raise Unusable(f"its front matter is longer than {MAX_FRONT_MATTER:,} characters")
    try:
        stated: object = yaml.load(found["fields"], Loader=_Strings)
    except (yaml.YAMLError, RecursionError) as error:
        line = f" in line {mark.line + 2}" if (mark := getattr(error, "problem_mark", None)) else ""
        raise Unusable(f"its front matter is not valid YAML{line}") from error
    if stated is None:
        return Metadata(), text[found.end() :]
    if not isinstance(stated, dict):
        raise Unusable("its front matter is not lines of `field: value`")
    return metadata(cast(dict[str, object], stated)), text[found.end() :]


class _Strings(yaml.BaseLoader):
    """Scalars stay the strings they are, but for null: `no` is Norwegian, and dates are read in one place."""


_NULL = re.compile(r"(?:~|null|Null|NULL)?\Z")
_Strings.add_implicit_resolver("tag:yaml.org,2002:null", _NULL, ["~", "n", "N", ""])  # pyright: ignore[reportUnknownMemberType]
_Strings.add_constructor("tag:yaml.org,2002:null", lambda _loader, _node: None)


def _page(html: str, *, place: str, otherwise: Metadata) -> Article:
    """The main text of a web page, without menus, comments and advertisements. Raises Unusable."""
    import trafilatura  # half a second, and most archives have no web pages

    tree = trafilatura.load_html(html)
    if tree is None:
        raise Unusable("it is not a web page")
    stated = page_metadata(cast(Element, tree))  # before the extraction, which takes the tree apart
    text = trafilatura.extract(tree, include_comments=False)
    if not text:
        raise Unusable("no article text was found in this page")
    return stated.or_else(otherwise).article(article_text(text), path=place)

"""``newsdesk sources``: what is in the index."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import common
from index.article import shown_name
from index.errors import UsageError

if TYPE_CHECKING:
    from index import Filters, Index, Source


@click.command()
@common.filter_options
@common.place_options
def sources(
    articles: Path | None,
    data: Path | None,
    as_json: bool,
    since: str | None,
    until: str | None,
    outlets: tuple[str, ...],
    files: tuple[str, ...],
) -> None:
    """List the articles: title, outlet, date, passages, copies and problems."""
    filters = common.make_filters(since, until, outlets, files)
    place = common.find_place(articles, data)
    with common.open_index(place) as index:
        from bot.cli import syncing

        notes = syncing.make_ready(index, place, sync=False)
        listed = _wanted([*index.sources(), *_closed(index)], filters)
        if as_json:
            common.print_json([_json(source) for source in listed])
        else:
            _print(listed, index)
        for note in notes:
            common.say(f"newsdesk: {note}")


def _wanted(listed: list[Source], filters: Filters) -> list[Source]:
    from index.search import passes

    return [source for source in listed if not filters or passes(source, filters)]


def _closed(index: Index) -> list[Source]:
    """The folders that cannot be listed now, whose files nobody knows of."""
    from index import Source, folder

    try:
        closed = folder.scan(index.articles).unreadable
    except UsageError:
        return []  # the notes tell of it
    return [
        Source(name, None, None, None, None, None, None, 0, why) for name, why in closed.items()
    ]


def _json(source: Source) -> dict[str, Any]:
    return {
        "file": source.file,
        "title": source.title,
        "outlet": source.outlet,
        "published": asdict(source.published) if source.published else None,
        "language": source.language,
        "passages": source.passages,
        "problem": source.problem,
        "undated": source.undated,
        "group": source.group,
    }


def _print(listed: list[Source], index: Index) -> None:
    groups: dict[int, list[str]] = {}
    for source in listed:
        if source.group is not None:
            groups.setdefault(source.group, []).append(source.file)
    for source in listed:
        common.tell(shown_name(source.file), bold=True)
        if source.problem:
            common.tell(f"    not indexed: {source.problem}")
            continue
        for line in _lines(source, groups):
            common.tell(f"    {line}")
    for line in _summary(listed, groups, index):
        common.tell(line)


def _lines(source: Source, groups: dict[int, list[str]]) -> list[str]:
    from index import language

    dated = source.published.date if source.published else "date unknown"
    tongue = source.language if source.language != language.ENGLISH else None
    known = [
        source.title or "no title",
        source.outlet,
        dated,
        language.name(tongue) if tongue else None,
        common.counted(source.passages, "passage"),
    ]
    lines = [" · ".join(part for part in known if part)]
    if source.published is not None:
        lines.append(f"dated by: {source.published.evidence}")
    elif source.undated:
        lines.append(f"date: {source.undated}")
    copies = [file for file in groups.get(source.group or 0, ()) if file != source.file]
    if copies:
        lines.append(f"nearly the same as {', '.join(map(shown_name, copies))}")
    return lines


def _summary(listed: list[Source], groups: dict[int, list[str]], index: Index) -> list[str]:
    problems = sum(1 for source in listed if source.problem)
    readable = [source for source in listed if not source.problem]
    dates = sorted(source.published.date for source in readable if source.published)
    lines = [f"{len(listed)} {'file' if len(listed) == 1 else 'files'}, {problems} with problems."]
    if dates:
        unknown = len(readable) - len(dates)
        lines.append(f"From {dates[0]} to {dates[-1]}; {unknown} of unknown date.")
    many = [files for files in groups.values() if len(files) > 1]
    if many:
        what = "group" if len(many) == 1 else "groups"
        lines.append(f"{len(many)} {what} of near-copies, each counted as one source.")
    lines.extend(_unread(readable, index))
    return lines


def _unread(readable: list[Source], index: Index) -> list[str]:
    """A line on the articles in languages that the embedding model does not read."""
    from index import language

    embedder = index.embedder
    if embedder is None or not embedder.languages:
        return []
    others = Counter(
        source.language
        for source in readable
        if source.language is not None and source.language not in embedder.languages
    )
    if not others:
        return []
    counts = ", ".join(f"{count} in {language.name(code)}" for code, count in others.most_common())
    return [
        f"{counts}: found by their words alone, since the embedding model does not read them; "
        "NEWSDESK_EMBEDDING names another."
    ]

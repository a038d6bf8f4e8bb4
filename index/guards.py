"""What looks like an accident is not carried out: an empty folder, most of an index gone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.article import shown_name
from index.catalog import Catalog, FileRow
from index.errors import ModelChanged, SyncRefused
from index.plan import Work, kinds

# A sync that removes more than half of at least so many articles is not taken for meant.
GUARDED = 10


def nothing(articles: Path, had_some: bool) -> str:
    """What is said of a folder without articles."""
    kept = (
        " The index is kept as it was.\nTo empty it: newsdesk index --allow-removals"
        if had_some
        else ""
    )
    return f"The folder {articles} holds no articles (files of these kinds: {kinds()}).{kept}"


def removals(articles: Path, known: Mapping[str, FileRow], work: Work, allowed: bool) -> None:
    """Stop what looks like an accident: a disk that is not mounted, a folder mistaken.

    Raises:
        SyncRefused: if no file can be read, or more than half of the index would go.
    """
    rows = work.rows
    if allowed:
        return
    if not any(row.document is not None for row in rows.values()):
        raise SyncRefused(_all_unreadable(articles, rows, bool(known)))
    had = [name for name, row in known.items() if row.document is not None]
    kept = {row.document for row in rows.values()}
    lost = [
        name
        for name in had
        if known[name].document not in kept and (name not in rows or rows[name].document is None)
    ]
    if len(had) >= GUARDED and 2 * len(lost) > len(had):
        unreadable = sum(name in rows for name in lost)
        how = f" ({unreadable} of them cannot be read)" if unreadable else ""
        raise SyncRefused(
            f"{len(lost)} of the {len(had)} articles in the index are gone from {articles}{how}. "
            "That looks like an accident, and the index is kept as it was.\n"
            "If it is meant: newsdesk index --allow-removals"
        )


def _all_unreadable(articles: Path, rows: Mapping[str, FileRow], had_some: bool) -> str:
    # A feed as such has no problem: its items have theirs.
    problems = [
        f"  {shown_name(name)}: {row.problem}" for name, row in rows.items() if not row.feed
    ]
    listed = problems[:10]
    more = [f"  … and {len(problems) - 10} more"] if len(problems) > 10 else []
    kept = ["The index is kept as it was."] if had_some else []
    return "\n".join([f"No file in {articles} can be read as an article:", *listed, *more, *kept])


def model(catalog: Catalog, model: str | None, work: Work, allowed: bool) -> None:
    """Stop before all texts are embedded anew without being asked to.

    Raises:
        ModelChanged: if the index was made with another model.
    """
    made = catalog.meta("model")
    if made is None or model is None or model == made or allowed:
        return
    wanted = {row.document for row in work.rows.values() if row.document is not None}
    texts = catalog.list_missing(model, wanted)
    raise ModelChanged(made, model, texts, catalog.missing_characters())

"""``newsdesk check``: a text that somebody wrote, sentence by sentence, against the articles."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import common
from index.errors import UsageError

if TYPE_CHECKING:
    from bot.checking.alike import Embed
    from bot.checking.lookup import Checked
    from bot.reader import Reader

_COLOURS = {"supported": "green", "partly": "yellow", "contradicted": "red", "not found": "magenta"}
_SUCH = '{"id": 1, "claim": "...", "passages": ["...", ...]}'


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@common.filter_options
@click.option("--sync", is_flag=True, help="Bring the index up to date with the folder first.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='Judge the claims of a JSON Lines file ({"id": …, "claim": …, "passages": […]}), each by '
    "its own passages alone.",
)
@common.place_options
def check(
    file: Path | None,
    since: str | None,
    until: str | None,
    outlets: tuple[str, ...],
    files: tuple[str, ...],
    sync: bool,
    batch: Path | None,
    articles: Path | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Check the text in FILE (-: standard input) sentence by sentence against the articles.

    Each sentence is supported, partly supported (and which words are not), contradicted (the
    articles give another figure, time or outcome), or not found; with the words that say so.
    """
    if batch is not None:
        if file is not None:
            raise click.UsageError("give either FILE or --batch, not both")
        _batch(batch)
        return
    if file is None:
        raise click.UsageError("name the file to check, or - for standard input")
    text = _read(file)
    filters = common.make_filters(since, until, outlets, files)
    place = common.find_place(articles, data)
    with common.open_index(place) as index:
        from bot.checking.lookup import check_text
        from bot.cli import syncing

        notes = syncing.make_ready(index, place, sync)
        found = check_text(text, index, filters)
        if as_json:
            common.print_json([dataclasses.asdict(one) for one in found])
        else:
            _print(found)
        for note in notes:
            common.say(f"newsdesk: {note}")


def _read(file: Path) -> str:
    from bot.checking.lookup import LONGEST_TEXT

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = data.decode("utf-8-sig")
    except IsADirectoryError:
        raise UsageError(
            f"{file} is a folder. Name a text file, or - for standard input."
        ) from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file} is not UTF-8 text. Save it as plain text first.") from None
    if not text.strip():
        raise UsageError(f"{'The text' if str(file) == '-' else file} is empty.")
    if len(text) > LONGEST_TEXT:
        raise UsageError(
            f"The text is {len(text):,} characters long; at most {LONGEST_TEXT:,} are checked at a "
            "time. Cut it in parts."
        )
    return text


def _print(found: list[Checked]) -> None:
    for one in found:
        label = click.style(f"{one.status:<12}", fg=_COLOURS[one.status], bold=True)
        marks = "".join(f" [{citation.n}]" for citation in one.citations)
        common.tell(f"{label} {' '.join(one.sentence.split())}{marks}")
        if one.status == "partly" and one.unsupported:
            common.tell(f"{'':12} not borne out: {', '.join(one.unsupported)}")
        if one.reason and one.status in ("partly", "contradicted"):
            common.tell(f"{'':12} {one.reason}")
    shown = {citation.n: citation for one in found for citation in one.citations}
    for n, citation in sorted(shown.items()):
        known = citation.published.date if citation.published else "date unknown"
        parts = [f"[{n}] {citation.place}", citation.title, citation.outlet, known]
        common.tell()
        common.tell(" · ".join(part for part in parts if part), bold=True)
        for line in citation.quote.splitlines():
            common.tell(f"    {line.strip()}")
    counts = Counter(one.status for one in found)
    common.tell()
    common.tell(", ".join(f"{count} {status}" for status, count in counts.most_common()))


def _batch(path: Path) -> None:
    """Judge claims by the passages given with them; no index is needed."""
    from bot.checking import Cited, likelihood
    from bot.checking import check as judge

    embed, reader = _models()
    failed = False
    for number, line in common.batch_lines(path):
        row, problem = _row(line)
        if problem is not None:
            failed = True
            told = {"id": row.get("id"), "error": f"line {number}: {problem}"}
            common.print_json(told, indent=None)
            continue
        cited = [Cited(text) for text in row["passages"]]
        verdict = judge(row["claim"], cited, embed, reader)
        judged = {
            "id": row.get("id"),
            "status": verdict.status,
            "score": round(likelihood(verdict, row["claim"], cited, reader), 4),
            "unsupported": [] if verdict.status == "supported" else list(verdict.unsupported),
            "supporting": [[n, span.start, span.end] for n, span in verdict.supporting],
        }
        common.print_json(judged, indent=None)
    if failed:
        raise click.exceptions.Exit(1)


def _row(line: str) -> tuple[dict[str, Any], str | None]:
    """A line of a batch as far as it is an object, and what is wrong with it."""
    try:
        row = common.read_json(line)
    except ValueError as error:
        return {}, f"not JSON: {error}"
    if not isinstance(row, dict):
        return {}, f"must be an object such as {_SUCH}"
    for name, meant, right in (
        ("claim", "a text", _is_text(row.get("claim"))),
        ("passages", "a list of texts", _are_texts(row.get("passages"))),
    ):
        if not right:
            what = f"is to be {meant}" if name in row else "is missing"
            return row, f'"{name}" {what}: {_SUCH}'
    return row, None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _models() -> tuple[Embed | None, Reader | None]:
    """Vectors of words by the model of the settings, and its reader; None where there is none."""
    from bot.checking.alike import remembering
    from bot.reader import load as open_reader
    from bot.settings import Settings
    from index.embedding import load
    from index.errors import EmbeddingUnavailable

    settings = Settings.load()
    if settings.embedding == "none":
        return None, None
    try:
        model = load(
            settings.embedding,
            cache=settings.cache,
            options=settings.embedding_options,
            made_with=None,
        )
    except EmbeddingUnavailable as error:
        common.say(f"newsdesk: {error}")
        return None, None
    return remembering(model), open_reader(model, settings.cache)

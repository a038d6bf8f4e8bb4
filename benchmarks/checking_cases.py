"""The claims of `benchmarks/data/checking`, with the words that each cites."""

from __future__ import annotations

import functools
import hashlib
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.checking import Cited
from index import Dated

DATA = Path(__file__).parent / "data" / "checking"
SEEDS = Path(__file__).parents[1] / "seeds"

Half = Literal[
    "fitting",
    "judging",
    "mixed",
    "news",
    "practice",
    "practice2",
    "practice3",
    "practice4",
    "practice5",
]
SEEN: tuple[Half, ...] = ("news", "practice", "practice2", "practice3", "practice4", "practice5")


@dataclass(frozen=True, slots=True)
class Case:
    """A claim and what it cites.

    Attributes:
        kind: "faithful", or what was corrupted.
        half: "fitting" or "judging" when both its story and its family of wording are in that
            half; "mixed" when each is in another; "news" for claims about invented texts of one or
            two sentences, all of which were in view when the rules were mended.
    """

    id: str
    kind: str
    half: Half
    claim: str
    cited: Cited
    changed: str


def cases(shared: Path) -> list[Case]:
    """Every claim whose source can be read.

    Args:
        shared: the folder with ``seeds/`` and ``bench/clapnq/``, which are not part of the project.
    """
    texts = _Texts(shared)
    families = json.loads((DATA / "families.json").read_text("utf-8"))
    stories = json.loads((DATA / "stories.json").read_text("utf-8"))
    faithful = {row["id"]: row for row in _rows("faithful")}
    out = []
    for row in [*faithful.values(), *_rows("corrupted")]:
        base = faithful[row.get("of", row["id"])]
        halves = {_half(stories[base["source"]["file"]]["story"]), _half(families[base["id"]])}
        half: Half = "mixed" if len(halves) == 2 else halves.pop()
        source = row["source"]
        date = stories.get(source["file"], {}).get("date")
        published = Dated(date, "day", "stories.json") if date else None
        out.append(
            Case(
                id=row["id"],
                kind=row.get("kind", "faithful"),
                half=half,
                claim=row["claim"],
                cited=Cited(texts.cited(source), published),
                changed=row.get("changed", ""),
            )
        )
    return [*out, *(case for half in SEEN for case in _seen(texts, half))]


def _seen(texts: _Texts, half: Half) -> Iterator[Case]:
    faithful = {row["id"]: row for row in _rows(f"{half}_faithful")}
    for row in [*faithful.values(), *_rows(f"{half}_corrupted")]:
        date = faithful[row.get("of", row["id"])]["published"]
        if row.get("kind") == "wrong_citation":
            date = None
        published = Dated(date, "day", "its line") if date else None
        kind = row.get("kind", "faithful")
        text = row["cited"] if "cited" in row else texts.cited(row["source"])
        yield Case(f"{half[0]}{row['id']}", kind, half, row["claim"], Cited(text, published), "")


def _half(name: str) -> Half:
    return "fitting" if hashlib.sha256(name.encode()).digest()[0] % 2 else "judging"


def _rows(name: str) -> list[dict[str, Any]]:
    path = DATA / f"{name}.jsonl"
    return (
        [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    )


class _Texts:
    """Cited words by where they stand."""

    def __init__(self, shared: Path) -> None:
        self._shared = shared
        self._clapnq: dict[str, list[str]] = {}
        with (shared / "bench/clapnq/clapnq_dev_answerable.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                self._clapnq[str(row["id"])] = row["passages"][0]["sentences"]

    @functools.cached_property
    def _users(self) -> dict[str, Path]:
        return {
            hashlib.sha256(path.read_bytes()).hexdigest()[:16]: path
            for path in (self._shared / "seeds").iterdir()
            if path.is_file()
        }

    def cited(self, source: dict[str, Any]) -> str:
        """The cited words."""
        if source["kind"] == "clapnq":
            first, last = source["sentences"]
            return " ".join(s.strip() for s in self._clapnq[source["file"]][first : last + 1])
        path = self._users[source["file"]] if source["kind"] == "user" else SEEDS / source["file"]
        first, last = source["lines"]
        text = "\n".join(path.read_bytes().decode("utf-8-sig").split("\n")[first - 1 : last])
        if "chars" in source:
            start, end = source["chars"]
            text = text[start:end]
        if path.suffix == ".html":
            text = html.unescape(re.sub(r"<[^>]+>", "", text))
        return text.replace("\r", "").strip()

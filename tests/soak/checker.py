"""Looks at an index as the next command would: in a process that has never opened it before.

Run as ``python -m tests.soak.checker``: a process that imports everything and opens nothing. For
every line of JSON that it is given it forks one that opens the index, looks, answers with a line of
JSON, and ends.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.article import Hit
from index.base import folder_of
from index.catalog import Catalog
from index.errors import NewsdeskError
from index.store import Index
from tests.index.support import ALL, COMMON, FOREIGN
from tests.soak.folders import Found
from tests.soak.stub import Stub


@dataclass(frozen=True, slots=True)
class Seen:
    """What the next command finds.

    Attributes:
        refusal: the message for a person in place of results, or None.
        error: anything else that was raised, or None.
        words, meaning: file and text of every passage that is retrieved.
        generation, model, base: the catalog's notes.
        vectors: "model key" of every vector that is kept.
        warnings: what was logged.
        wrong: what in the catalog contradicts something else in it.
        changes: whether the folder differs from the index.
    """

    refusal: str | None = None
    error: str | None = None
    words: Found = frozenset()
    meaning: Found = frozenset()
    generation: int = 0
    model: str | None = None
    base: str | None = None
    vectors: frozenset[str] = frozenset()
    warnings: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    changes: bool = False


class Checker:
    """The process that looks at indexes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.checker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def look(self, articles: Path, data: Path, *, settled: bool = False) -> Seen:
        """What a command finds that opens the index now.

        Args:
            articles: the folder.
            data: the data folder.
            settled: whether a sync has ended well, so that the catalog must agree with itself.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([str(articles), str(data), settled]), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        for name in ("words", "meaning"):
            answer[name] = frozenset((file, text) for file, text in answer.get(name, ()))
        answer["vectors"] = frozenset(answer.get("vectors", ()))
        return Seen(**answer)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def look(articles: Path, data: Path, settled: bool) -> dict[str, Any]:
    """What there is to see, as JSON can hold it."""
    logged = _Logged()
    logging.getLogger("newsdesk").addHandler(logged)
    seen: dict[str, Any] = {}
    try:
        with closing(Index(articles, data, embedding="none", cache=data)) as index:
            seen |= _searches(index)
            seen["changes"] = bool(index.changes())
            with index.snapshot() as catalog:
                seen["wrong"] = _wrong(catalog, settled)
                rows = catalog.db.execute("SELECT model, lower(hex(key)) FROM vectors")
                seen["vectors"] = [f"{model} {key}" for model, key in rows]
        if settled:
            seen["wrong"] += _wrong_words(data) + _left_over(data, seen["base"])
    except NewsdeskError as error:
        seen["refusal"] = str(error)
    except BaseException as error:
        seen["error"] = f"{type(error).__name__}: {error}"
    return {**seen, "warnings": logged.messages}


def _searches(index: Index) -> dict[str, Any]:
    embedder = Stub()
    with index.snapshot() as catalog:
        words = index.search(COMMON, count=ALL)
        meaning = index.search(FOREIGN, count=ALL, vector=embedder.embed_query(FOREIGN))
        texts = {file: index.article(file).text for file, _ in _found([*words, *meaning])}
        for hit in (*words, *meaning):
            text = texts[hit.source.file][hit.passage.start : hit.passage.end]
            assert text == hit.passage.text, f"no slice of its text: {hit}"
        for hit in meaning[::17]:
            own = embedder.embed_query(hit.passage.embedded_text)
            nearest = max(index.search(FOREIGN, vector=own), key=lambda near: near.dense or 0.0)
            assert nearest.passage.text == hit.passage.text, f"not found by its vector: {hit}"
        return {
            "words": _found(words),
            "meaning": _found(meaning),
            "generation": catalog.generation,
            "model": catalog.meta("model"),
            "base": catalog.meta("base"),
        }


def _found(hits: list[Hit]) -> list[tuple[str, str]]:
    return [(file, hit.passage.text) for hit in hits for file in (hit.source.file, *hit.copies)]


def _wrong(catalog: Catalog, settled: bool) -> list[str]:
    """What in the catalog contradicts something else in it."""
    found = [str(row[0]) for row in catalog.db.execute("PRAGMA integrity_check")]
    wrong = [] if found == ["ok"] else found
    if not settled:
        return wrong

    def keys(query: str) -> set[Any]:
        return {key for (key,) in catalog.db.execute(query)}

    live, held = keys("SELECT key FROM passages"), keys("SELECT key FROM base_keys")
    documents = keys("SELECT document FROM files")
    (passages,) = catalog.db.execute("SELECT count(*) FROM passages").fetchone()
    right = {
        "dead": keys("SELECT key FROM dead") == held - live,
        "delta": keys("SELECT key FROM delta") == live - held,
        "retired": not keys("SELECT key FROM retired") & live,
        "loose": not keys("SELECT document FROM loose"),
        "upcoming": not keys("SELECT name FROM upcoming"),
        "held": int(catalog.meta("held") or 0) == len(held),
        "passages": int(catalog.meta("passages") or 0) == passages,
        "buckets": keys("SELECT document FROM buckets") <= documents,
        "repeated": keys("SELECT document FROM repeated") <= documents,
        "alike": keys("SELECT document FROM alike UNION SELECT other FROM alike") <= documents,
        "groups": keys("SELECT document FROM groups UNION SELECT first FROM groups") <= documents,
        "vectors": catalog.vectors(catalog.meta("model") or "", live).keys() == live,
    }
    return wrong + [
        f"{name} is not what it should be" for name, is_so in right.items() if not is_so
    ]


def _wrong_words(data: Path) -> list[str]:
    """Whether the lexical index is of the texts that there are."""
    with closing(Catalog(data)) as catalog:
        catalog.db.execute("BEGIN IMMEDIATE")
        try:
            for table in ("lexical", "article_lexical"):
                catalog.db.execute(
                    f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"
                )
        except Exception as error:
            return [f"the lexical index: {error}"]
        finally:
            catalog.db.execute("ROLLBACK")
    return []


def _left_over(data: Path, base: str | None) -> list[str]:
    there = sorted(path.name for path in folder_of(data).glob("*"))
    expected = [base] if base else []
    return [] if there == expected else [f"bases {there} for {expected}"]


class _Logged(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _serve() -> None:
    import chromadb  # noqa: F401  (so that no look has to wait for it)

    for line in sys.stdin:
        articles, data, settled = json.loads(line)
        pid = os.fork()
        if not pid:
            print(json.dumps(look(Path(articles), Path(data), settled)), flush=True)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        if status:
            print(json.dumps({"error": f"the look ended with {status}"}), flush=True)


if __name__ == "__main__":
    _serve()

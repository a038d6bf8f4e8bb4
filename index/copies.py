"""Near-copies of articles: one wire story under several mastheads.

Candidates come from MinHash signatures (Broder, 1997) over runs of three words, by locality
sensitive hashing in bands of two; the signature's estimate thins them, and the runs themselves
decide: two articles are alike when most of the shorter one's runs stand in the longer one. Reports
of one form, whose figures differ in the same words, are no copies: a daily report is another one
every day. Copies of copies make a group.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import deque
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

RUN = 3
PERMUTATIONS = 128
BAND = 2
# Of the shorter article's runs, so many must stand in the longer one; and it must not be a brief
# beside a round-up that takes it in.
CONTAINED = 0.55
LENGTHS = 0.35

_FEWEST = 30
# Figures that differ in the same words, so that one that was corrected is none; and those words.
_FEWEST_FIGURES = 2
_BESIDE = 2
_OF_OTHER_DAYS = 0.4
_SEED = 42
_ESTIMATE = 0.12
# A word; of Chinese and Japanese, a character.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")
_NUMBER_OR_WORD = re.compile(rf"\d+(?:[.,:]\d+)*|{_WORD.pattern}")


def signature(text: str) -> bytes | None:
    """The MinHash signature of a text; None when it is too short to tell copies by."""
    found = runs(text)
    if len(found) < _FEWEST:
        return None
    import rensa

    made = rensa.RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    made.update([run.encode("utf-8", "replace").decode("utf-8") for run in sorted(found)])
    return np.asarray(made.digest(), np.uint32).tobytes()


def runs(text: str) -> set[str]:
    """Every run of three words of a text, without case and punctuation."""
    words = [word.lower() for word in _WORD.findall(text)]
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def alike(one: set[str], other: set[str]) -> bool:
    """Whether two articles are copies of each other, by their runs of words."""
    fewer, more = sorted((len(one), len(other)))
    if fewer < _FEWEST or fewer < LENGTHS * more:
        return False
    return len(one & other) >= CONTAINED * fewer


def figures(text: str) -> dict[str, set[str]]:
    """The figures of a text, by the two words on either side of each; other figures there are #."""
    words = [word.lower() for word in _NUMBER_OR_WORD.findall(text)]
    masked = ["#" if word[0].isdigit() else word for word in words]
    found: dict[str, set[str]] = {}
    for i, word in enumerate(words):
        if masked[i] == "#":
            beside = masked[max(0, i - _BESIDE) : i + _BESIDE + 1]
            found.setdefault(" ".join(beside), set()).add(word)
    return found


def told_apart(
    one: dict[str, set[str]], other: dict[str, set[str]], other_days: bool = False
) -> bool:
    """Whether two texts give most figures otherwise in the same words, as daily reports do.

    A corrected figure or two among others that agree tells nothing. Of articles that are surely of
    other days fewer must differ: a form has figures that stay.
    """
    shared = one.keys() & other.keys()
    agreeing = sum(1 for words in shared if one[words] & other[words])
    differing = len(shared) - agreeing
    return differing >= _FEWEST_FIGURES and differing > agreeing * (
        _OF_OTHER_DAYS if other_days else 1
    )


def put_into_buckets(db: sqlite3.Connection, document: int, signed: bytes | None) -> None:
    """Note where a document may meet its copies."""
    if signed is not None:
        db.executemany(
            "INSERT OR IGNORE INTO buckets VALUES (?, ?)",
            ((bucket, document) for bucket in _buckets(signed)),
        )


def regroup(db: sqlite3.Connection, dropped: Iterable[int], added: Iterable[int]) -> None:
    """Find the copies of documents that came, and part the groups of those that went.

    To be called inside a transaction in which the files are those of the new generation.
    """
    touched: set[int] = set()
    for document in dropped:
        rows = db.execute("SELECT other FROM alike WHERE document = ?", (document,))
        touched.update(other for (other,) in rows.fetchall())
        db.execute("DELETE FROM alike WHERE document = ? OR other = ?", (document, document))
        db.execute("DELETE FROM groups WHERE document = ?", (document,))
    for document in sorted(added):
        for other in _copies_of(db, document):
            db.execute(
                "INSERT OR IGNORE INTO alike VALUES (?, ?), (?, ?)",
                (document, other, other, document),
            )
            touched |= {document, other}
    done: set[int] = set()
    for document in touched:
        if document not in done:
            done |= _regroup_around(db, document)


def _copies_of(db: sqlite3.Connection, document: int) -> list[int]:
    row = db.execute(
        "SELECT signature, published FROM documents WHERE id = ?", (document,)
    ).fetchone()
    if row is None or row[0] is None:
        return []
    day = _day(row[1])
    mine = np.frombuffer(row[0], np.uint32)
    rows = db.execute(
        "SELECT DISTINCT b.document, d.signature, d.published FROM buckets a JOIN buckets b"
        " ON b.bucket = a.bucket AND b.document <> a.document JOIN documents d ON d.id = b.document"
        " WHERE a.document = ? AND EXISTS (SELECT 1 FROM files f WHERE f.document = b.document)",
        (document,),
    ).fetchall()
    near = [
        (other, _day(published) not in (None, day) and day is not None)
        for other, signed, published in rows
        if np.count_nonzero(mine == np.frombuffer(signed, np.uint32)) >= _ESTIMATE * PERMUTATIONS
    ]
    if not near:
        return []
    text = _words(db, document)
    own, given = runs(text), figures(text)
    found = []
    for other, other_days in near:
        text = _words(db, other)
        if alike(own, runs(text)) and not told_apart(given, figures(text), other_days):
            found.append(other)
    return found


def _day(published: str | None) -> str | None:
    """The day by which a document dates itself, if it tells one."""
    dated = json.loads(published) if published else {}
    return dated["date"] if dated.get("precision") == "day" else None


def _words(db: sqlite3.Connection, document: int) -> str:
    rows = db.execute(
        "SELECT text FROM passages WHERE document = ? ORDER BY ordinal", (document,)
    ).fetchall()
    return "\n".join(text for (text,) in rows)


def _regroup_around(db: sqlite3.Connection, document: int) -> set[int]:
    """Give everything that is alike to a document, or to what is, one group."""
    found = {document}
    waiting = deque([document])
    while waiting:
        rows = db.execute("SELECT other FROM alike WHERE document = ?", (waiting.popleft(),))
        new = {other for (other,) in rows} - found
        found |= new
        waiting.extend(new)
    ids = json.dumps(sorted(found))
    db.execute("DELETE FROM groups WHERE document IN (SELECT value FROM json_each(?))", (ids,))
    if len(found) > 1:
        first = min(found)
        db.executemany("INSERT INTO groups VALUES (?, ?)", ((id, first) for id in found))
    return found


def _buckets(signed: bytes) -> list[int]:
    values: npt.NDArray[np.uint32] = np.frombuffer(signed, np.uint32).reshape(-1, BAND)
    return [
        # A signed 64-bit number: the band's place in the top, its values mixed in the rest.
        (place << 56) ^ (int(a) * 0x9E3779B1 + int(b) * 0x85EBCA6B) % (1 << 55)
        for place, (a, b) in enumerate(values)
    ]

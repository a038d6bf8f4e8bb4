"""What an outlet repeats in article after article: sentences that are its own and not the story's.

Cleaning sees one file alone, so that no file's passages depend on another's. What only stands out
across files is kept in the index, and demoted when it is searched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from index.article import Passage
from index.catalog import hash_of

# A sentence in so many articles of one outlet, near-copies counted once, is the outlet's own.
OFTEN = 5
# How much a passage loses that is made of nothing else.
LOSS = 0.5


def weights(
    db: sqlite3.Connection, passages: Mapping[int, Passage], outlets: Mapping[int, str | None]
) -> dict[int, float]:
    """By what a passage's score is to be multiplied, in [1 - LOSS, 1].

    Args:
        db: the catalog, inside a snapshot.
        passages: passages by number.
        outlets: the outlet of each.
    """
    sentences = {
        number: [
            (
                hash_of(passage.text[s.start - passage.start : s.end - passage.start]),
                s.end - s.start,
            )
            for s in passage.sentences
        ]
        for number, passage in passages.items()
    }
    wanted = sorted({key for found in sentences.values() for key, _ in found})
    rows = db.execute(
        "SELECT r.sentence, d.outlet FROM repeated r JOIN documents d ON d.id = r.document"
        " LEFT JOIN groups g ON g.document = r.document"
        " WHERE r.sentence IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM files f WHERE f.document = r.document)"
        " GROUP BY r.sentence, d.outlet HAVING count(DISTINCT coalesce(g.first, r.document)) >= ?",
        (json.dumps(wanted), OFTEN),
    )
    often = set(rows.fetchall())
    if not often:
        return dict.fromkeys(passages, 1.0)
    out = {}
    for number, found in sentences.items():
        whole = sum(length for _, length in found) or 1
        own = sum(length for key, length in found if (key, outlets[number]) in often)
        out[number] = 1.0 - LOSS * own / whole
    return out

"""Words of a question, as the lexical index can be asked for them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

_WORD = re.compile(r"\w+")

# Words that carry a question's form and not its subject. BM25 gives them little weight anyway;
# leaving them out keeps a search from touching every row.
STOP_WORDS = frozenset(
    """
    a about after all also an and any are as at be because been before being but by can
    could did do does doing during each for from had has have having he her here him his
    how i if in into is it its just many me more most much my no nor not of off on once
    only or other our out over own s same she should so some such t than that the their
    them then there these they this those through to too under until up very was we were
    what when where which while who whom whose why will with would you your tell give
    say said says according
    """.split()
)


def words(question: str) -> list[str]:
    """The question's words in order, each once, without stop words unless nothing else is left."""
    found = list(dict.fromkeys(w.lower() for w in _WORD.findall(question)))
    return [w for w in found if w not in STOP_WORDS] or found


def query(question: str, stems: Sequence[str] = ()) -> str | None:
    """An FTS5 query for any of the question's words or stems, each quoted; None without any."""
    terms = [f'"{word}"' for word in words(question)]
    terms += [f'stems : "{stem}"' for stem in stems if _WORD.fullmatch(stem)]
    return " OR ".join(terms) or None


def passages(
    db: sqlite3.Connection,
    question: str,
    count: int,
    documents: str | None,
    stems: Sequence[str] = (),
) -> dict[int, float]:
    """The best live passages by BM25, larger is better.

    Args:
        db: the catalog, inside a snapshot.
        question: any text.
        count: how many at most.
        documents: JSON list of the documents to look into, or None for all.
        stems: the question's words by the stems of the articles' other languages.
    """
    wanted = query(question, stems)
    if wanted is None:
        return {}
    where = (
        "" if documents is None else " AND p.document IN (SELECT value FROM json_each(:documents))"
    )
    rows = db.execute(
        "SELECT lexical.rowid, -bm25(lexical, 1.0, 1.0, 0.5, 1.0) AS score FROM lexical"
        + (" JOIN passages p ON p.id = lexical.rowid" if where else "")
        + f" WHERE lexical MATCH :wanted{where} ORDER BY score DESC LIMIT :count",
        {"wanted": wanted, "documents": documents, "count": count},
    )
    return dict(rows.fetchall())


def articles(db: sqlite3.Connection, question: str, documents: set[int]) -> dict[int, float]:
    """BM25 of whole articles, for those of the given documents that share a word with it."""
    wanted = query(question)
    if wanted is None or not documents:
        return {}
    rows = db.execute(
        "SELECT rowid, -bm25(article_lexical, 1.0, 1.0) FROM article_lexical"
        " WHERE article_lexical MATCH ? ORDER BY 2 DESC LIMIT 2000",
        (wanted,),
    )
    return {rowid: score for rowid, score in rows if rowid in documents}

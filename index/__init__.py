"""From a folder of files to ranked passages; knows nothing of chats or of models that write.

index = Index(articles=Path("seeds"), data=Path(".newsdesk"))
index.sync()
hits = index.search("How many people were wounded?", count=10)
"""

from __future__ import annotations

from index.article import Article, Dated, Filters, Hit, Passage, Source, Span
from index.errors import NewsdeskError, UsageError
from index.store import Index, StoredArticle
from index.sync import Report

__all__ = [
    "Article",
    "Dated",
    "Filters",
    "Hit",
    "Index",
    "NewsdeskError",
    "Passage",
    "Report",
    "Source",
    "Span",
    "StoredArticle",
    "UsageError",
]

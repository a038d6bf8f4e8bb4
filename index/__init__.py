"""From a folder of files to ranked passages; knows nothing of chats or of models that write.

index = Index(Path("seeds"), Path(".newsdesk"), embedding="minilm", cache=Path("cache"))
index.sync()
hits = index.search("How many people were wounded?", count=10)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from index.article import Article, Dated, Filters, Hit, Passage, Source, Span
from index.errors import NewsdeskError, UsageError

if TYPE_CHECKING:
    from index.plan import Plan
    from index.store import Index, StoredArticle
    from index.sync import Options, Report

__all__ = [
    "Article",
    "Dated",
    "Filters",
    "Hit",
    "Index",
    "NewsdeskError",
    "Options",
    "Passage",
    "Plan",
    "Report",
    "Source",
    "Span",
    "StoredArticle",
    "UsageError",
]

# These bring numpy and more, which a command's help need not wait for.
_LATER = {
    "Index": "index.store",
    "StoredArticle": "index.store",
    "Options": "index.sync",
    "Report": "index.sync",
    "Plan": "index.plan",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

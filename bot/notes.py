"""What the reader of an answer should know of how it was looked for."""

from __future__ import annotations

from bot.freshness import Freshness
from index import Filters, Index, language


def notes_on(
    index: Index, question: str, filters: Filters, freshness: Freshness
) -> tuple[str, ...]:
    """One line each: on a changed folder, the question's language, and articles left out."""
    return (*freshness.notes(), *_language_note(index, question), *_left_out(index, filters))


def _language_note(index: Index, question: str) -> tuple[str, ...]:
    """A note when the embedded model does not read the question's language."""
    embedder = index.embedder
    code = language.of_question(question)
    if embedder is None or not embedder.languages or code in (None, *embedder.languages):
        return ()
    reads = " and ".join(map(language.name, embedder.languages))
    return (
        f"The question seems to be in {language.name(code or '')}. The embedding model reads "
        f"{reads}: articles in other languages are found by their words alone. "
        "NEWSDESK_EMBEDDING names another model.",
    )


def _left_out(index: Index, filters: Filters) -> tuple[str, ...]:
    if not (filters.since or filters.until):
        return ()
    undated = sum(1 for s in index.sources() if s.published is None and not s.problem)
    if not undated:
        return ()
    are = "article of unknown date was" if undated == 1 else "articles of unknown date were"
    return (f"{undated} {are} left out, because --since or --until was given.",)

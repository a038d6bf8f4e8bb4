"""What the reader of an answer should know of how it was looked for and written."""

from __future__ import annotations

from bot.freshness import Freshness
from bot.writing import Writing
from index import Filters, Index, language


def notes_on(
    index: Index, question: str, filters: Filters, freshness: Freshness
) -> tuple[str, ...]:
    """One line each: on a changed folder, the question's language, and articles left out."""
    return (*freshness.notes(), *_language_note(index, question), *_left_out(index, filters))


def on_writing(writing: Writing) -> tuple[str, ...]:
    """One line each: on an answer of a model that is not whole, and what was not read again."""
    told: list[str] = []
    if writing.unread:
        told.append(f"{writing.unread} From there on no second opinion was asked for.")
    if writing.broken:
        told.append(f"{writing.broken} What it had said by then is checked.")
    elif writing.claims and writing.stopped:
        told.append(f"{_CUT_OFF[writing.stopped]} What it had said by then is checked.")
    return tuple(told)


def nothing_said(writing: Writing) -> str:
    """Why nothing of a model's answer is shown."""
    if writing.withheld:
        return "Nothing that the model wrote stood the check against what it cites."
    return _CUT_OFF.get(writing.stopped, "The model gave no answer.")


_CUT_OFF = {
    "length": "The model's answer was cut off at the most that it may write. "
    "NEWSDESK_MODEL_OPTIONS may set max_tokens.",
    "content_filter": "The model's answer was cut off by its server's content filter.",
}


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
    if filters and not index.searched(filters):
        return ("The filters leave no article to look through; newsdesk sources lists them all.",)
    if not (filters.since or filters.until):
        return ()
    undated = sum(1 for s in index.sources() if s.published is None and not s.problem)
    if not undated:
        return ()
    are = "article of unknown date was" if undated == 1 else "articles of unknown date were"
    return (f"{undated} {are} left out, because --since or --until was given.",)

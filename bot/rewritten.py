"""Whether a rewrite of a question still asks what the question asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.english import readings
from bot.language.parties import any_same
from bot.language.people import TITLES
from bot.language.tagging import tagged
from bot.language.terms import Word, is_name, words
from bot.language.wordclasses import AUXILIARIES
from index import Span
from index.sentences import sentences

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|neither|nor|without|cannot)\b|\w+n['’]t\b",
    re.IGNORECASE,
)
# "No, I meant Odo Lenz" denies nothing.
_ANSWERS = re.compile(r"^\W*(?:(?:no|nope|oh|well|and|but|so)\b[\s,.;:!–-]+)+", re.IGNORECASE)
# What is said to whoever is asked, and verbs that stand for another.
_TO_THE_ASKED = frozenset(
    """
    tell know mean thank help let wonder please explain describe elaborate like want need see ask
    list name give show find look think believe remind understand be do have get go
    """.split()
)


def same_question(made: str, question: str) -> bool:
    """Whether a rewrite keeps a question's names, its verbs and whether it is denied.

    Args:
        made: the rewrite.
        question: in the user's words; what stands before its last sentence may go.
    """
    asked = _last_sentence(question)
    held = words(made)
    names = [word for word in words(asked) if is_name(word) and not _names_nobody(word)]
    if not all(any_same(name, held) for name in names) or not _keeps(_verbs(asked), made, held):
        return False
    was, is_ = (
        _NEGATION.search(_ANSWERS.sub("", text)) is not None
        for text in (asked, _last_sentence(made))
    )
    # What has no verb of its own takes its verb, denied or not, from the question before.
    return is_ == was or (is_ and not _is_clause(asked))


def _last_sentence(question: str) -> str:
    found = sentences(question, Span(0, len(question)))
    return question[found[-1].start : found[-1].end] if found else question


def _names_nobody(word: Word) -> bool:
    """Whether a word with a capital is a title or "I", which a rewrite has other words for."""
    return word.surface.lower() in TITLES or word.surface.partition("’")[0].split("'")[0] == "I"


def _is_clause(text: str) -> bool:
    return any(token.part in ("verb", "auxiliary") for token in tagged(text))


def _verbs(text: str) -> list[tuple[str, Word]]:
    """The verbs that tell what is asked, each in its plain form and as it stands."""
    tokens = tagged(text)
    found = [t for t in tokens if t.part == "verb"]
    if not found:
        # "Which repairs did the company carry out": what may be a verb behind "did" is one.
        done = next((k for k, t in enumerate(tokens) if t.part == "auxiliary"), len(tokens))
        found = [t for t in tokens[done + 1 :] if any(r.part == "v" for r in readings(t.lower))]
    return [(t.base, t.word) for t in found if t.base not in _TO_THE_ASKED | AUXILIARIES]


def _keeps(verbs: Sequence[tuple[str, Word]], made: str, held: Sequence[Word]) -> bool:
    bases = {token.base for token in tagged(made)}
    return all(base in bases or any_same(word, held) for base, word in verbs)

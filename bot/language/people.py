"""Who "he" and "she" are: the persons that a conversation names."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from bot.language.parties import is_demonym, party
from bot.language.terms import Word, words

# Words of names that are no person's.
NO_PERSON = frozenset(
    """
    ministry council union party agency bank parliament commission directorate committee league
    organization organisation group court bridge river lock pass street square city town port
    county state states nations security defence defense foreign civil national international
    protocol treaty institute federation authority office service house island mountain mount
    terminals foods power press post times news herald gazette courier alliance hospital school
    regional eastern western northern southern north south east west european karabakh valley
    central general's district region corridor assembly community army force forces society war
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday legionnaires upper lower disease gate mill
    """.split()
)
TITLES = frozenset(
    """
    president minister prime mayor general colonel dr mr mrs ms chief director secretary deputy
    captain chairman chairwoman spokesman spokeswoman king queen sir the a an in on at but and
    foreign interior finance labour engineer
    """.split()
)


def names(text: str) -> list[str]:
    """Persons' full names, two or three capitals in a row that are no place and no body."""
    found: list[str] = []
    for run in _runs(text):
        while run and (run[0].surface.lower() in TITLES or party(run[0])):
            run = run[1:]
        if not 2 <= len(run) <= 3:
            continue
        if any(w.surface.lower() in NO_PERSON or party(w) or is_demonym(w) for w in run):
            continue
        found.append(re.sub(r"['’]s?$", "", text[run[0].start : run[-1].end]))
    return list(dict.fromkeys(found))


def _runs(text: str) -> list[list[Word]]:
    runs: list[list[Word]] = [[]]
    last = 0
    for word in words(text):
        capital = word.capital and not word.surface.isupper()
        if not capital or text[last : word.start] != " ":
            runs.append([])
        if capital:
            runs[-1].append(word)
        last = word.end
    return [run for run in runs if run]


def answer_text(turn: Any) -> str:
    """The statements of a turn's answer, without marks; empty when nothing was answered."""
    try:
        answer = json.loads(getattr(turn, "answer", "") or "{}")
    except ValueError:
        return ""
    if not isinstance(answer, dict) or answer.get("refused"):
        return ""
    claims = answer.get("claims") or []
    return "\n".join(c["text"] for c in claims if isinstance(c, dict) and c.get("text"))


def titles(turn: Any) -> str:
    """The titles and outlets of what a turn's answer cites."""
    try:
        answer = json.loads(getattr(turn, "answer", "") or "{}")
    except ValueError:
        return ""
    cited = answer.get("citations") or [] if isinstance(answer, dict) else []
    parts = [c.get(key) for c in cited if isinstance(c, dict) for key in ("title", "outlet")]
    return "\n".join(part for part in parts if isinstance(part, str))


def answering(turn: Any) -> str | None:
    """The person that answers a turn's question after who, if one does."""
    if not re.search(r"\bwho\b", turn.standalone, re.IGNORECASE):
        return None
    asked = {word.stem for word in words(turn.standalone)}
    found = names(answer_text(turn))
    return next((n for n in found if not asked & {w.stem for w in words(n)}), None)


def latest(turns: Sequence[Any]) -> str | None:
    """The person spoken of last: the one asked for, else one in a question, else in an answer.

    A person whom a question names by the last name only is given the full name of an answer.
    """
    for turn in reversed(turns):
        answered = names(answer_text(turn))
        for candidate in (answering(turn), *reversed(names(turn.standalone))):
            if candidate is not None:
                return candidate
        by_last = [n for n in answered if n.split()[-1] in turn.standalone]
        if by_last or answered:
            return (by_last or answered)[0]
    return None

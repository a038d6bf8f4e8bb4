"""The time of what an article only recalls: a sentence without a day, behind one of long ago.

"In the second war, in August 2009, its troops held the hills. About 1,300 soldiers died": the last
sentence tells of 2009, whatever the day of its article.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from bot.checking.text import Parsed
from bot.drafting.timing import Named, named
from index import Span

# What lies so many days before its article is background.
_LONG_AGO = 60
# What is so now is told of no time before.
_NOW = re.compile(
    r"\b(?:is|are|has|have|now|today|currently|will|since|so far|this (?:week|month|year)"
    r"|last (?:week|night|month))\b",
    re.IGNORECASE,
)
# A day on which something only began to be, and what happens to people at a time.
_BEGAN = re.compile(
    r"\b(?:built|founded|born|opened|created|established|launched|completed|made|bought|named|elected"
    r"|called|since|laid|introduced)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:wars?|battles?|fighting|fought|floods?|flooded|quakes?|earthquakes?|storms?|crash\w*|attack\w*"
    r"|clash\w*|conflict|revolt|uprising|riots?|siege|bomb\w*|shell\w*|epidemic|outbreak|disaster"
    r"|massacre|occupied|invaded|invasion|troops|famine|fire|explosion|collapse\w*)\b",
    re.IGNORECASE,
)


class Background:
    """The long past that a stretch recalls, sentence by sentence.

    Args:
        text: the stretch.
        start: where it begins in the text of record.
        written: the day of its article, in ISO form, as far as it is known.
    """

    def __init__(self, text: str, start: int, written: str | None) -> None:
        self._text, self._start, self._written = text, start, written
        self._days: tuple[Named, ...] = ()
        self._end = start

    def days(self, parsed: Parsed, span: Span) -> tuple[Named, ...]:
        """The past days of which a sentence tells that names none; each sentence is told in order.

        Args:
            parsed: the sentence.
            span: where it stands in the text of record.
        """
        if "\n" in self._text[self._end - self._start : span.start - self._start]:
            self._days = ()
        self._end = span.end
        own = tuple(day for day in named(parsed) if not day.reporting)
        if own:
            text = parsed.text
            told = _HAPPENED.search(text) and not any(_BEGAN.search(text[: d.start]) for d in own)
            self._days = own if told and self._is_past(own) else ()
            return ()
        return () if _NOW.search(parsed.text) else self._days

    def _is_past(self, days: Sequence[Named]) -> bool:
        if self._written is None or len(self._written) < len("2000-01-01"):
            return False
        latest = datetime.date.fromisoformat(max(day.last for day in days))
        return (datetime.date.fromisoformat(self._written) - latest).days > _LONG_AGO

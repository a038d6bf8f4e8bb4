"""From a stream of tokens to whole sentences, each with the keys that it cites.

A sentence is complete at the next character that is neither a mark nor white space, or at the end
of the stream. The reader takes one character after another, so that it cannot matter how the
stream was cut into pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.drafting.plain import is_mark, plain

# A bracket that does not close within so many characters is no citation.
_LONGEST_GROUP = 300
# No sentence is longer; what is longer is cut at white space.
_LONGEST = 3_000

_STOPS = ".!?…"
_WIDE_STOPS = "。！？؟۔।"
_CLOSERS = "\"”’'»*_`~"
_OPENERS = {"[": "]", "【": "】", "(": ")"}
_BLOCKS = ("think", "thinking", "script", "style")

# A full stop after these never ends a sentence.
_TITLES = frozenset(
    """
    mr mrs ms mx dr prof gen lt col maj capt cpl sgt sen rep gov rev hon pres adm cmdr amb fr sr sra
    st mt ft no nos vol art sec fig vs cf approx ca dept est e.g i.e jan feb mar apr jun jul aug sep
    sept oct nov dec
    """.split()
)
# After these it does when a word follows that opens sentences.
_ENDINGS = frozenset("a.m p.m am pm inc ltd co corp bros jr sr etc al ph.d".split())
_OPENING_WORDS = frozenset(
    """
    a an the he she it they we you his her its their this that these those there here in on at by
    for from with after before since until during while when as if but and or so yet however
    meanwhile also both neither some many most several according no not
    """.split()
)
_LAST_WORD = re.compile(r"([^\s\"“‘(\[]+?)\.+$")
_LIST_NUMBER = re.compile(r"^[\s*_>#-]*\(?\d{1,3}[.)]$")


@dataclass(frozen=True, slots=True)
class Drafted:
    """One sentence that a model wrote.

    Attributes:
        text: plain text, without marks.
        keys: the known keys that it cites, in the order of their marks.
    """

    text: str
    keys: tuple[str, ...]


class MarkReader:
    """Reads a draft as it streams.

    Args:
        keys: those that exist; all others are dropped.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        self._high = ""
        self._begin("")

    def feed(self, chunk: str) -> list[Drafted]:
        """The sentences that a further piece of the stream completes."""
        out: list[Drafted] = []
        for char in chunk:
            if "\ud800" <= char <= "\udfff":
                # Half of a character that the server's JSON cut in two.
                char = self._joined(char)
            if char:
                out += self._step("\n" if char == "\r" else char)
        return out

    def end(self, *, cut: bool = False) -> list[Drafted]:
        """The last sentence; one without an end is left out when the stream was cut short."""
        raw, unfinished = "".join(self._raw), self._tail is None
        self._begin("")
        return [] if cut and unfinished else self._clean(raw)

    def _begin(self, raw: str) -> None:
        self._raw = list(raw)
        # Where an open bracket or tag stands, and what closes it.
        self._open: tuple[int, str] | None = None
        # Where the stop stands that may end this sentence; what was seen since.
        self._tail: int | None = None
        self._spaced = self._marked = self._line = False
        # Where the next sentence begins if the word that is being read opens sentences.
        self._waiting: int | None = None

    def _joined(self, half: str) -> str:
        if half <= "\udbff":
            self._high = half
            return ""
        whole = (self._high + half).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        self._high = ""
        return whole if len(whole) == 1 else ""

    def _clean(self, raw: str) -> list[Drafted]:
        text, keys = plain(raw, self._keys)
        return [Drafted(text, keys)] if text else []

    def _cut(self, at: int) -> list[Drafted]:
        """End the sentence before a place of what was read; the rest begins the next one."""
        raw = "".join(self._raw)
        open_ = self._open
        self._begin(raw[at:])
        if open_ is not None and open_[0] >= at:
            self._open = open_[0] - at, open_[1]
        return self._clean(raw[:at])

    def _step(self, char: str) -> list[Drafted]:
        self._raw.append(char)
        if self._open is not None:
            return self._inside(char)
        out = self._resolve(char) if self._waiting is not None else []
        at = len(self._raw) - 1
        if char in _OPENERS:
            self._open = at, _OPENERS[char]
        elif char == "<":
            self._open = at, ">"
        elif char.isspace():
            out += self._space(char)
        else:
            if self._tail is not None:
                out += self._after_stop(char)
            # A "!" that follows no word opens a picture.
            opens = char == "!" and not "".join(self._raw[-2:-1]).strip()
            if self._tail is None and char in _STOPS + _WIDE_STOPS and not opens:
                self._tail = len(self._raw)
                self._spaced = self._marked = self._line = False
        return out

    def _space(self, char: str) -> list[Drafted]:
        if self._tail is None:
            if char == "\n" and "".join(self._raw).strip():
                self._tail, self._line = len(self._raw), True
                self._spaced, self._marked = True, False
            elif len(self._raw) > _LONGEST:
                return self._cut(len(self._raw))
        else:
            self._spaced = True
            self._line |= char == "\n"
        return []

    def _inside(self, char: str) -> list[Drafted]:
        assert self._open is not None
        start, closer = self._open
        length = len(self._raw) - start
        if closer == ">":
            if length == 2 and not (char.isalpha() or char in "/!"):
                return self._abandon()
            if char == ">" and not self._closes(start):
                return []
        if char == closer:
            self._open = None
            return self._closed(start, closer)
        limited = closer != ">" or not self._hidden(start)
        if limited and (length > _LONGEST_GROUP or (char == "\n" and closer != ">")):
            return self._abandon()
        return []

    def _hidden(self, start: int) -> bool:
        head = "".join(self._raw[start : start + 12]).lower()
        return head.startswith("<!--") or bool(re.match(rf"<(?:{'|'.join(_BLOCKS)})\b", head))

    def _closes(self, start: int) -> bool:
        """Whether a ``>`` ends what a ``<`` began: a tag, a comment, a block that is not shown."""
        if not self._hidden(start):
            return True
        end = "".join(self._raw[-12:]).lower()
        if "".join(self._raw[start : start + 4]) == "<!--":
            return end.endswith("-->")
        return bool(re.search(rf"</(?:{'|'.join(_BLOCKS)})\s*>$", end))

    def _abandon(self) -> list[Drafted]:
        """What looked like a bracket is text."""
        assert self._open is not None
        start, _ = self._open
        self._open = None
        if self._tail is not None and (self._spaced or self._marked):
            return self._cut(start)
        self._tail = None
        return []

    def _closed(self, start: int, closer: str) -> list[Drafted]:
        opener, inner = self._raw[start], "".join(self._raw[start + 1 : -1])
        target = opener == "(" and start > 0 and self._raw[start - 1] == "]"
        if closer == ">" or target:
            return []
        if is_mark(opener, inner):
            self._marked = self._tail is not None
            return []
        if self._tail is not None and (self._spaced or self._marked):
            return self._cut(start)
        self._tail = None
        return []

    def _after_stop(self, char: str) -> list[Drafted]:
        assert self._tail is not None
        if char in _STOPS and (self._marked or not self._spaced):
            return []
        if char in _CLOSERS and not self._spaced and not self._marked:
            return []
        at = len(self._raw) - 1
        said = "".join(self._raw[: self._tail]).rstrip()
        stop = said[-1:] or "\n"
        if self._line and stop not in _STOPS + _WIDE_STOPS:
            # A line that ends without a stop: a heading or a list item, unless it was only wrapped.
            wrapped = char.islower() and "\n\n" not in "".join(self._raw[self._tail - 1 :])
            ends = self._marked or not wrapped
        elif _LIST_NUMBER.match(said):
            ends = False
        elif self._marked or self._line or stop in _WIDE_STOPS:
            ends = True
        elif not self._spaced or char.islower():
            ends = False
        else:
            ends = self._ends(said, at)
        if ends:
            return self._cut(at)
        self._tail = None
        return []

    def _ends(self, said: str, at: int) -> bool:
        word = _LAST_WORD.search(said)
        if word is None:
            return True
        last = word[1].lower().lstrip("*_")
        if last in _TITLES or re.fullmatch(r"[^\W\d_]", last):
            return False
        if last in _ENDINGS or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", last):
            self._waiting = at
            return False
        return True

    def _resolve(self, char: str) -> list[Drafted]:
        assert self._waiting is not None
        if char.isalpha():
            return []
        at, self._waiting = self._waiting, None
        word = "".join(self._raw[at:-1]).lower()
        return self._cut(at) if word in _OPENING_WORDS else []

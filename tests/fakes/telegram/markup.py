"""Telegram's subset of HTML, read as the real server reads it, with its words for what is wrong.

The rules are those of the public server: tags of a short list, closed in their order; attributes
with or without a value; four named references and numeric ones. An unknown reference is no error:
the server shows it as it stands, so it is reported here as stray.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.refusals import Refused, bad_request

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
}
TAGS = {*SIMPLE, "a", "span", "tg-emoji", "tg-time", "pre", "code", "blockquote"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_SPACE = " \t\r\n\0\v"
_TAG_NAME = re.compile(rf"[^{_SPACE}>]*")
_ATTRIBUTE_NAME = re.compile(rf"[^{_SPACE}=>]*")
_TOKEN = re.compile(r"[a-zA-Z0-9.-]*")
_PLAIN = re.compile(r"[^<&]+")
_SPACES = re.compile(rf"[{_SPACE}]*")


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Parsed:
    """A text with its entities.

    Attributes:
        entities: as the Bot API gives them; offsets and lengths in UTF-16 units.
        stray: ampersands that stand for themselves because no known reference follows.
        dropped: tags that the server ignores without a word, such as a quote in a quote.
    """

    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)
    stray: int = 0
    dropped: list[str] = field(default_factory=list)


@dataclass
class _Open:
    tag: str
    argument: str
    start: int
    offset: int
    expandable: bool = False


def parse(html: str) -> Parsed:
    """Read a text in HTML.

    Raises:
        Refused: as the server does, if the markup is not what it takes.
    """
    return _Parser(html).run()


class _Parser:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.parsed = Parsed("")

    def run(self) -> Parsed:
        while self.at < len(self.html):
            plain = _PLAIN.match(self.html, self.at)
            if plain:
                self._put(plain[0])
                self.at = plain.end()
                continue
            if self.html[self.at] == "<":
                if self.html.startswith("</", self.at):
                    self._end()
                else:
                    self._start()
                continue
            found = _reference(self.html, self.at)
            if found is None:
                self.parsed.stray += 1
            char, self.at = found or ("&", self.at + 1)
            self._put(char)
        if self.open:
            raise self._wrong(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )
        self.parsed.text = "".join(self.out)
        self.parsed.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return self.parsed

    def _put(self, char: str) -> None:
        self.out.append(char)
        self.length += units(char)

    def _wrong(self, what: str, at: int | None = None) -> Refused:
        if at is not None:
            what += f" at byte offset {len(self.html[:at].encode('utf-8', 'replace'))}"
        return bad_request(f"can't parse entities: {what}")

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.html, self.at)
        assert match is not None
        self.at = match.end()
        return match[0]

    def _peek(self) -> str:
        return self.html[self.at : self.at + 1]

    def _start(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._take(_TAG_NAME).lower()
        if not self._peek():
            raise self._wrong("Unclosed start tag", begin)
        if tag not in TAGS:
            raise self._wrong(f'Unsupported start tag "{tag}"', begin)
        opened = _Open(tag, "", len(self.out), self.length)
        while True:
            self._take(_SPACES)
            if self._peek() == ">":
                break
            self._attribute(opened, begin)
        self.at += 1
        if tag == "span" and opened.argument != "spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        if tag == "tg-emoji" and not opened.argument:
            raise self._wrong('Tag "tg-emoji" must have attribute "emoji-id"', begin)
        self.open.append(opened)

    def _attribute(self, opened: _Open, begin: int) -> None:
        name = self._take(_ATTRIBUTE_NAME)
        if not name:
            raise self._wrong(f'Empty attribute name in the tag "{opened.tag}"', begin)
        self._take(_SPACES)
        value = ""
        if self._peek() == "=":
            self.at += 1
            self._take(_SPACES)
            if not self._peek():
                raise self._wrong(f'Unclosed start tag "{opened.tag}"', begin)
            value = self._value()
        if not self._peek():
            raise self._wrong("Unclosed start tag", begin)
        _note(opened, name, value)

    def _value(self) -> str:
        quote = self._peek()
        if quote not in "'\"":
            begin = self.at
            value = self._take(_TOKEN).lower()
            if self._peek() not in (*_SPACE, ">"):
                raise self._wrong("Unexpected end of name token", begin)
            return value
        self.at += 1
        end = self.html.find(quote, self.at)
        end = len(self.html) if end < 0 else end
        raw, self.at = self.html[self.at : end], end + 1
        out, at = [], 0
        while at < len(raw):
            found = _reference(raw, at) if raw[at] == "&" else None
            char, at = found or (raw[at], at + 1)
            out.append(char)
        return "".join(out)

    def _end(self) -> None:
        begin = self.at
        if not self.open:
            raise self._wrong("Unexpected end tag", begin)
        self.at += 2
        name = self._take(_TAG_NAME).lower()
        self._take(_SPACES)
        if self._peek() != ">":
            raise self._wrong("Unclosed end tag", begin)
        self.at += 1
        opened = self.open[-1]
        if name and name != opened.tag:
            raise self._wrong(
                f"Unmatched end tag at byte offset {len(self.html[:begin].encode())}, expected "
                f'"</{opened.tag}>", found "</{name}>"'
            )
        self.open.pop()
        self._entity(opened)

    def _entity(self, opened: _Open) -> None:
        length = self.length - opened.offset
        if not length:
            return
        around = [o.tag for o in self.open]
        made: dict[str, Any] = {"offset": opened.offset, "length": length}
        if opened.tag == "code" and around[-1:] == ["pre"]:
            # The language of the block around it, and no entity of its own.
            self.open[-1].argument = opened.argument
            return
        if {"pre", "code"} & set(around) or (opened.tag == "blockquote" and "blockquote" in around):
            self.parsed.dropped.append(opened.tag)
            return
        if opened.tag in SIMPLE or opened.tag == "span":
            made["type"] = SIMPLE.get(opened.tag, "spoiler")
        elif opened.tag == "a":
            url = opened.argument or "".join(self.out[opened.start :])
            if not re.match(r"(?i)(https?|tg|ton|tonsite)://[^\s/]|[^\s/:]+\.[^\s/:]+", url):
                self.parsed.dropped.append("a")
                return
            made |= {"type": "text_link", "url": url}
        elif opened.tag == "blockquote":
            made["type"] = "expandable_blockquote" if opened.expandable else "blockquote"
        else:
            made["type"] = {"tg-emoji": "custom_emoji", "tg-time": "date_time"}.get(
                opened.tag, opened.tag
            )
            if opened.tag == "pre" and opened.argument:
                made["language"] = opened.argument
        self.parsed.entities.append(made)


def _note(opened: _Open, name: str, value: str) -> None:
    tag = opened.tag
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "unix")):
        opened.argument = value
    elif (tag, name) == ("code", "class") and value.startswith("language-"):
        opened.argument = value.removeprefix("language-")
    elif (tag, name) == ("span", "class") and value.startswith("tg-"):
        opened.argument = value.removeprefix("tg-")
    elif (tag, name) == ("blockquote", "expandable"):
        opened.expandable = True


def _reference(text: str, at: int) -> tuple[str, int] | None:
    """The character that a reference stands for and where it ends, or None if it is none."""
    match = _REFERENCE.match(text, at)
    if match is None:
        return None
    hexadecimal, decimal, name = match.groups()
    if name:
        return (_NAMED[name], match.end()) if name in _NAMED else None
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if not 0 < code < 0x10FFFF or match.end() - at > 11 or 0xD800 <= code <= 0xDFFF:
        return None
    return chr(code), match.end()

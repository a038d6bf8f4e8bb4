"""Bytes to text, exactly: BOM and line ends stay.

Only a stray byte in a text of UTF-8 is replaced, by U+FFFD, so that whoever reads it sees that it
was there.
"""

from __future__ import annotations

import codecs

from index.errors import UnreadableArticle
from index.reading.encodings import single_byte

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
# Control characters that real text holds: tab, line feed, vertical tab, form feed, return, escape.
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1b\x85")
_REPLACED = "\ufffd"
# Other encodings have bytes that continue a character of UTF-8 by chance, but few, and many more
# that do not.
_FEWEST_CONTINUED = 3
_CONTINUED_FOR_EACH_STRAY = 20


def decode(data: bytes) -> str:
    """Decode an article's bytes; a byte order mark stays as the first character.

    UTF-8 is tried first, then a declared UTF-16 or UTF-32, then UTF-8 with stray bytes, then the
    encodings of one byte a character by their languages' letters, then detection.

    Raises:
        UnreadableArticle: if the bytes are not text.
    """
    text = _decode(data)
    if "\0" in text:
        raise UnreadableArticle("it is not text: it holds NUL characters (a binary file?)")
    controls = sum(1 for c in text if (c < " " or c == "\x7f") and c not in _TEXT_CONTROLS)
    if controls > len(text) // 100:
        raise UnreadableArticle("it is not text: it is full of control characters (a binary file?)")
    return text


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                if encoding == "utf-8":
                    break
                raise UnreadableArticle(f"it is marked as {encoding} and is not") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise UnreadableArticle("it is not text: it holds NUL bytes (a binary file?)")
    damaged = _with_strays(data)
    if damaged is not None:
        return damaged
    by_letters = single_byte(data)
    if by_letters is not None:
        return data.decode(by_letters)
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableArticle("its character encoding is not recognised; save it as UTF-8")
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        raise UnreadableArticle(
            "its character encoding is not recognised; save it as UTF-8"
        ) from None


def _with_strays(data: bytes) -> str | None:
    """UTF-8 in which a byte is stray, or whose last character was cut off; None if it is none.

    Each stray becomes U+FFFD. A byte order mark of UTF-8 says what the text is, whatever else does.
    """
    text = data.decode("utf-8", "replace")
    replaced = _REPLACED.encode()
    strays = text.count(_REPLACED) - data.count(replaced)
    continued = len(text.encode()) - len(text) - strays * (len(replaced) - 1)
    allowed = max(1, continued // _CONTINUED_FOR_EACH_STRAY)
    marked = data.startswith(codecs.BOM_UTF8)
    return text if strays <= allowed and (marked or continued >= _FEWEST_CONTINUED) else None

"""What a model wrote, as plain text: no markup, no links, no citation marks.

A model's text is data like any other: nothing of it may become a link, a picture, a tag or a
heading where it is shown.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from bot.language.english import readings
from index.lexical import STOP_WORDS

KEY = r"[a-z][0-9][a-z][0-9]"
_KEY = re.compile(KEY)
_FILLERS = frozenset(
    "source sources ref refs reference references see cite cited citation citations evidence"
    " excerpt excerpts key keys passage passages and from per doc document".split()
)
_HIDDEN = re.compile(
    r"<(think|thinking|script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,400}>|<[A-Za-z/!][^<>]*\Z")
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?")
_DEFINITION = re.compile(r"^\s*\[[^\]\n]+\]:\s*\S*(?://|www\.)\S*.*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)?")
_GROUP = re.compile(r"([\[【]+)([^\[\]【】\n]{0,300})[\]】]+")
_PARENS = re.compile(r"\(([^()\n]{0,80})\)")
_HALF = re.compile(r"[\[【(]\s*(?:sources?:?\s*)?\^?[a-z0-9]{0,4}\s*\Z", re.IGNORECASE)
_URL = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,15}://\S*|\bwww\.\S+|\b(?:mailto|javascript|data|tg|tel):\S+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"://|\bwww\.|\S@\w+\.\w|\b[a-z0-9-]{2,}(?:\.[a-z0-9-]+)*\.(?:[a-z]{2,}/|(?:com|org|net|info|"
    r"biz|gov|edu|int|mil|io|ai|app|dev|xyz|site|online|top|club|shop|live|news|link|click|me|tv|"
    r"co|cc|ly|gg|to|ru|am|az|ge|tr|ir|ua|uk|de|fr|eu|us|cn|example|test|invalid|onion)\b)",
    re.IGNORECASE,
)
# A chat makes a word after a lone slash a command that a tap sends; a rate ("500 /month") is none.
_COMMAND = re.compile(r"(?<![\w/<>])/[a-z_][a-z0-9_]{1,63}(?:@\w+)?(?![\w/<>])", re.IGNORECASE)
_RATE = re.compile(r"(?<=\d) +(?=/(?:hour|day|night|week|month|year|person)\b)", re.IGNORECASE)
_LINE_START = re.compile(r"^[ \t]*(?:(?:#{1,6}|[-*+•–]|\d{1,3}[.)])[ \t]+|>[ \t]*)+", re.MULTILINE)
_EMPHASIS = re.compile(r"\*+|`+|~~+|(?<!\w)_+(?=\w)|(?<=[\w.!?,;:%)\"”’])_+(?!\w)|\|")
_EMPTY = re.compile(r"\(\s*[,;]?\s*\)|\[\s*\]|【\s*】")


def keys_of(inner: str) -> list[str] | None:
    """The keys in the inside of a bracket that holds a citation and nothing else, else None."""
    tokens = [t for t in re.findall(r"\w+", inner.lower()) if t not in _FILLERS]
    if tokens and all(_KEY.fullmatch(t) for t in tokens):
        return tokens
    return None


def is_mark(opener: str, inner: str) -> bool:
    """Whether a bracket is a citation mark, known or invented, and not part of the sentence."""
    if opener == "(":
        return keys_of(inner) is not None
    if opener == "【" or keys_of(inner) is not None:
        return True
    if _is_said(inner.strip()):
        return False
    word = inner.strip().lower()
    return " " not in word or word.split()[0].rstrip(":") in _FILLERS - {"and", "from", "per"}


_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def _is_said(word: str) -> bool:
    """Whether a word in brackets belongs to its sentence: "[not] guilty", "[1,200] votes"."""
    if _THOUSANDS.fullmatch(word):
        return True
    known = word.isalpha() and word.islower() and word not in _FILLERS
    return known and (word in STOP_WORDS or bool(readings(word)))


def has_address(text: str) -> bool:
    """Whether a text holds what a chat would make a link of: a URL, a domain, a mail address.

    Letters and stops of full width, which browsers and some chats take for others, count as those.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("\N{IDEOGRAPHIC FULL STOP}", ".")
    return _ADDRESS.search(text) is not None


def readable(text: str) -> str:
    """A quote as a reader of the rendered article sees it: links without where they lead."""
    return _TAG.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text)))


def without_addresses(text: str) -> str:
    """The text with every word that holds an address blotted out."""
    return " ".join("…" if has_address(word) else word for word in text.split())


def visible(text: str) -> str:
    """The text without characters that show nothing or change what is shown; line ends stay."""
    hidden = {
        c
        for c in set(text)
        if c not in "\n\t" and unicodedata.category(c) in ("Cf", "Cc", "Cs", "Co")
    }
    return "".join(c for c in text if c not in hidden) if hidden else text


def plain(raw: str, known: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """One sentence of a draft as plain text, and the known keys that it cites, each once."""
    known = frozenset(known)
    found: dict[str, None] = {}

    def cite(keys: Iterable[str]) -> str:
        found.update(dict.fromkeys(key for key in keys if key in known))
        return " "

    def group(match: re.Match[str]) -> str:
        if is_mark(match[1][0], match[2]):
            return cite(keys_of(match[2]) or _KEY.findall(match[2].lower()))
        return match[2]

    def parens(match: re.Match[str]) -> str:
        keys = keys_of(match[1])
        return match[0] if keys is None else cite(keys)

    def bare(match: re.Match[str]) -> str:
        return cite([match[0]]) if match[0] in known else match[0]

    def link(match: re.Match[str]) -> str:
        # A word that is linked stays, without its link; a mark that is linked stays a mark.
        return match[1] if re.fullmatch(r"[^\W\d]{2,}", match[1]) else f"[{match[1]}]"

    text = visible(raw)
    for _ in range(3):
        text = html.unescape(_TAG.sub(" ", _HIDDEN.sub(" ", text)))
    text = _TAG.sub(" ", _HIDDEN.sub(" ", visible(text)))
    text = _DEFINITION.sub(" ", _IMAGE.sub(" ", text))
    text = _GROUP.sub(group, _LINK.sub(link, text))
    text = _PARENS.sub(parens, text)
    text = _HALF.sub(" ", text)
    for _ in range(3):
        # Again, since taking out markup can put a key together.
        text = _tidy(re.sub(rf"\b{KEY}\b", bare, text))
    return text, tuple(found)


def _tidy(text: str) -> str:
    text = _COMMAND.sub(" ", _RATE.sub("", _URL.sub(" ", text)))
    text = _LINE_START.sub("", _EMPTY.sub(" ", text))
    text = _EMPHASIS.sub("", text)
    text = re.sub(r"<(?=[A-Za-z/!])|[\[\]【】]", "", text)
    text = " ".join(text.split())
    text = re.sub(r"\s+([.,;:!?…])(?!\w)", r"\1", text)
    text = re.sub(r"([.!?])(?:\s*[.,;])+$", r"\1", text)
    text = re.sub(r"^[\s.,;:!?)\]–—-]+(?=\D|$)", "", text)
    return text if re.search(r"\w", text) else ""

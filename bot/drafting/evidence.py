"""Passages as a model is shown them: fenced as untrusted data, each under an opaque key."""

from __future__ import annotations

import json
import random
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.checking.cited import Cited, masthead
from bot.drafting.plain import KEY, visible
from index import Hit

_LETTERS = "bcdfghjkmnpqrstvwxz"
_DIGITS = "23456789"
# Characters of an article before a passage that may say who "he" is.
_BEFORE = 800
_KNOWN_LENGTH = 160

_MARK = re.compile(rf"[\[【({{]\s*(?:source:?\s*)?\^?({KEY})\s*[\])】}}]", re.IGNORECASE)
# What a model's chat template takes for a change of speaker.
_TURN = re.compile(r"<\|[^|<>\n]{0,40}\|>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>", re.I)
_FENCE = re.compile(r"[<>]{2,}|={4,}|`{3,}")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One passage of the evidence under the key that a model cites it by."""

    key: str
    hit: Hit
    cited: Cited


@dataclass(frozen=True, slots=True)
class Evidence:
    """The excerpts of one request, as text for a model.

    Attributes:
        text: what the model is shown.
        fence: the random word of its fences.
    """

    excerpts: tuple[Excerpt, ...]
    text: str
    fence: str

    @property
    def by_key(self) -> dict[str, Excerpt]:
        """The excerpts by their keys."""
        return {excerpt.key: excerpt for excerpt in self.excerpts}

    @property
    def keys(self) -> str:
        """The keys, listed for a prompt."""
        return ", ".join(f"[{excerpt.key}]" for excerpt in self.excerpts)


def gather(
    hits: Sequence[Hit],
    texts: dict[str, str],
    budget: int,
    count: Callable[[str], int],
    question: str = "",
    chance: random.Random | None = None,
) -> Evidence:
    """Choose what fits and fence it.

    Args:
        hits: passages, best first.
        texts: the text of record of each hit's file.
        budget: most tokens of what the model is shown; the best passage is shown in any case.
        count: tokens of a text.
        question: what was asked; no key stands in it.
        chance: where keys and fences come from; unguessable unless a test says otherwise.
    """
    chance = chance or secrets.SystemRandom()
    # A key or a fence that an article could foresee would let it speak as another or as us.
    taken = " ".join([question, *(_all_of(hit) for hit in hits)]).lower()
    fence = _unused(lambda: f"{chance.getrandbits(48):012x}", taken)
    excerpts: list[Excerpt] = []
    shown: list[str] = []
    spent = 0
    for hit in hits:
        key = _unused(lambda: _key(chance), taken)
        text = _shown(hit, key, fence)
        tokens = count(text)
        if excerpts and spent + tokens > budget:
            continue
        taken += f" {key}"
        spent += tokens
        shown.append(text)
        excerpts.append(Excerpt(key, hit, _cited(hit, texts[hit.source.file])))
    return Evidence(tuple(excerpts), "\n\n".join(shown), fence)


def fenced(excerpts: Sequence[Excerpt], fence: str) -> str:
    """Some excerpts of the evidence, as they were shown."""
    return "\n\n".join(_shown(excerpt.hit, excerpt.key, fence) for excerpt in excerpts)


def harmless(text: str) -> str:
    """A text in which nothing looks like a fence, a citation mark or a change of speaker."""
    text = _TURN.sub(" ", visible(text))
    text = _MARK.sub(lambda match: match[1], text)
    return _FENCE.sub(" ", text)


def _shown(hit: Hit, key: str, fence: str) -> str:
    source = hit.source
    known = {
        "title": source.title,
        "outlet": source.outlet,
        "published": source.published.date if source.published else "unknown",
        "file": source.file,
    }
    told = {
        # On one line, as JSON: a title can break out of nothing.
        name: harmless(" ".join(value.split()))[:_KNOWN_LENGTH]
        for name, value in known.items()
        if value
    }
    head = json.dumps(told, ensure_ascii=False).replace("\u2028", " ").replace("\u2029", " ")
    return f"Excerpt [{key}]\n<<<{fence}\n{head}\n{harmless(hit.passage.text)}\n{fence}>>>"


def _cited(hit: Hit, text: str) -> Cited:
    source, passage = hit.source, hit.passage
    return Cited(
        text=passage.text,
        published=source.published,
        source=masthead(source.title, source.outlet),
        before=text[max(0, passage.start - _BEFORE) : passage.start],
    )


def _all_of(hit: Hit) -> str:
    source = hit.source
    return " ".join([hit.passage.text, source.title or "", source.outlet or "", source.file])


def _key(chance: random.Random) -> str:
    # Never an English word, never a year.
    return "".join(chance.choice(kind) for kind in (_LETTERS, _DIGITS, _LETTERS, _DIGITS))


def _unused(make: Callable[[], str], taken: str) -> str:
    while (made := make()) in taken:
        pass
    return made

"""The texts in ``prompts/``, which a person can read and edit.

A prompt for a model is a file of two parts under the headings ``# System`` and ``# User``, with
named slots such as ``{{question}}``. What fills a slot is never read for slots again.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from index import NewsdeskError

# What a model says, and nothing else, when the evidence does not answer.
SENTINEL = "NOT_IN_THE_ARTICLES"
# Models put spaces, stops and markup into it, or say it in a few small words.
_SENTINEL = re.compile(r"\bNOT[\W_]{0,4}IN[\W_]{0,4}THE[\W_]{0,4}ARTICLES\b")
_FEW_WORDS = 6

SLOTS = {
    "answer": ("question", "evidence", "keys", "example", "sentinel", "today", "compared"),
    "condense": ("turns", "question"),
    "repair": ("question", "evidence", "keys", "said", "withheld", "sentinel"),
    "verify": ("claim", "evidence"),
}
_SLOT = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_PARTS = re.compile(r"\A\s*# System\s*\n(?P<system>.*?)\n# User\s*\n(?P<user>.*)\Z", re.DOTALL)


def is_sentinel(said: str) -> bool:
    """Whether a sentence of a model says that the evidence does not answer."""
    few = len(re.findall(r"[^\W_]+", said)) <= _FEW_WORDS
    return _SENTINEL.search(said.upper() if few else said) is not None


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with its slots.

    Attributes:
        version: the name and a short hash of the file, which an answer records.
    """

    version: str
    system: str
    user: str

    def fill(self, **values: str) -> tuple[str, str]:
        """The system's and the user's message, with every slot filled."""

        def put(template: str) -> str:
            return _SLOT.sub(lambda match: values[match[1]], template).strip()

        return put(self.system), put(self.user)


@functools.cache
def load(name: str) -> Prompt:
    """The prompt of a name of `SLOTS`.

    Raises:
        NewsdeskError: if the file is missing, or its parts or slots are not as they should be.
    """
    return read(name, _path(name))


def read(name: str, path: Path) -> Prompt:
    """The prompt in a file; see `load`."""
    words = _words(path)
    parts = _PARTS.match(words)
    if parts is None:
        raise NewsdeskError(
            f"The prompt {path} must have two parts, under the lines “# System” and “# User”."
        )
    wanted, found = set(SLOTS[name]), set(_SLOT.findall(words))
    if missing := sorted(wanted - found):
        raise NewsdeskError(f"The prompt {path} lacks the slot {{{{{missing[0]}}}}}. Put it back.")
    if unknown := sorted(found - wanted):
        raise NewsdeskError(
            f"The prompt {path} has an unknown slot {{{{{unknown[0]}}}}}. Known here: "
            + ", ".join(SLOTS[name])
        )
    digest = hashlib.sha256(words.encode()).hexdigest()[:8]
    return Prompt(f"{name}@{digest}", parts["system"], parts["user"])


# So many words in a row are no chance.
_RUN = 7


def echoed(words: str) -> bool:
    """Whether a text repeats the prompts."""
    return not _runs(words).isdisjoint(_all_runs())


@functools.cache
def _all_runs() -> frozenset[tuple[str, ...]]:
    prompts = [load(name) for name in SLOTS]
    return frozenset().union(*(_runs(part) for p in prompts for part in (p.system, p.user)))


def _runs(words: str) -> frozenset[tuple[str, ...]]:
    split = re.findall(r"\w+", words.lower())
    return frozenset(tuple(split[i : i + _RUN]) for i in range(len(split) - _RUN + 1))


@functools.cache
def text(name: str) -> str:
    """Content of ``prompts/<name>.md``, without outer white space.

    Raises:
        NewsdeskError: if the installation lacks the file or it is empty.
    """
    return _words(_path(name))


def _path(name: str) -> Path:
    here = Path(__file__).parent
    # In a checkout the folder stands beside the package; a wheel carries it inside.
    for folder in (here / "prompts", here.parent / "prompts"):
        path = folder / f"{name}.md"
        if path.is_file():
            return path
    raise NewsdeskError(
        f"The prompt {name}.md is missing from the installation. Install Newsdesk again."
    )


def _words(path: Path) -> str:
    try:
        words = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NewsdeskError(f"The prompt {path} cannot be read: {error}.") from None
    if not words:
        raise NewsdeskError(f"The prompt {path} is empty. Restore it from the sources.")
    return words

"""Derive the word tables of this folder's `wordnet/` from WordNet 3.0.

    python -m bot.language.derive /usr/share/wordnet

The folder is that of Debian's package ``wordnet-base``. The tables hold single words in lower case:
which parts of speech each has and how often, irregular forms, synonyms, antonyms, words that derive
from one another, and broader words. Rare senses are left out, so that "cover" is no "insure".
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.tokens import count

_POS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_WORD = re.compile(r"[a-z]{2,}")
# Files of nouns that news seldom speak of: bodies, animals, plants, substances, shapes.
_SELDOM = frozenset(["05", "08", "13", "17", "19", "20", "25", "27"])
# Senses behind this one, and rarer than this share of a word's uses, are left out.
_FIRST_SENSES, _SHARE = 3, 0.12
# Words that SemCor never has are left out when they take more tokens than this.
_LONGEST = 2
Key = tuple[str, str]


@dataclass(frozen=True)
class _Synset:
    pos: str
    file: str
    words: tuple[str, ...]
    # (relation, the other set's key, number of the own word or 0, number of the other or 0)
    links: tuple[tuple[str, Key, int, int], ...]


class _WordNet:
    """What is read of the folder."""

    def __init__(self, folder: Path) -> None:
        self.synsets: dict[Key, _Synset] = {}
        self.senses: dict[Key, list[str]] = {}
        self.used: dict[tuple[str, str, int], int] = {}
        self.total: Counter[Key] = Counter()
        for pos, name in _FILES.items():
            for line in _lines(folder / f"data.{name}"):
                key, synset = _synset(pos, line)
                self.synsets[key] = synset
            for line in _lines(folder / f"index.{name}"):
                fields = line.split()
                self.senses[fields[0], pos] = fields[-int(fields[2]) :]
        for line in _lines(folder / "cntlist.rev"):
            sense_key, number, times = line.split()
            word, sense = sense_key.split("%")
            self.used[word, _POS[sense[0]], int(number)] = int(times)
            self.total[word, _POS[sense[0]]] += int(times)

    def usual(self, word: str, synset: Key) -> bool:
        """Whether a sense is one of the usual ones of a word."""
        offset, pos = synset
        senses = self.senses.get((word.lower(), pos), [])
        if offset not in senses:
            return False
        number = senses.index(offset) + 1
        used, total = self.used.get((word, pos, number), 0), self.total[word, pos]
        return used >= _SHARE * total if total else number <= _FIRST_SENSES


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if not line.startswith("  "))


def _synset(pos: str, line: str) -> tuple[Key, _Synset]:
    fields = line.split("|")[0].split()
    offset, file, count = fields[0], fields[1], int(fields[3], 16)
    words = tuple(re.sub(r"\(\w+\)$", "", w) for w in fields[4 : 4 + 2 * count : 2])
    at = 4 + 2 * count
    links = []
    for k in range(int(fields[at])):
        relation, other, part, ends = fields[at + 1 + 4 * k : at + 5 + 4 * k]
        links.append(
            (relation, (other, part.replace("s", "a")), int(ends[:2], 16), int(ends[2:], 16))
        )
    return (offset, pos), _Synset(pos, file, words, tuple(links))


def _parts(net: _WordNet) -> dict[str, str]:
    """By word: its parts of speech, each with how often SemCor has it so."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    seldom: dict[str, bool] = {}
    for (word, pos), offsets in net.senses.items():
        if not _WORD.fullmatch(word):
            continue
        found[word][pos] = net.total[word, pos]
        files = {net.synsets[offset, pos].file for offset in offsets}
        seldom[word] = seldom.get(word, True) and files <= _SELDOM
        # A word that only ever stands with a capital is a name.
        if all(word not in net.synsets[offset, pos].words for offset in offsets):
            seldom[word] = True
    return {
        word: "".join(f"{pos}{times}" for pos, times in sorted(parts.items()))
        for word, parts in sorted(found.items())
        if sum(parts.values()) or (not seldom[word] and count(f" {word}") <= _LONGEST)
    }


def _members(net: _WordNet, key: Key, known: Iterable[str]) -> list[str]:
    return [w for w in net.synsets[key].words if w in known and net.usual(w, key)]


def _pairs(net: _WordNet, known: dict[str, str], relation: str) -> Iterator[str]:
    """Words between which a relation of single words holds, and those of the same sets."""
    out = set()
    for key, synset in net.synsets.items():
        for sign, other, own, theirs in synset.links:
            if sign != relation or not own or not theirs:
                continue
            one, two = synset.words[own - 1], net.synsets[other].words[theirs - 1]
            if one not in known or two not in known or one == two:
                continue
            if net.usual(one, key) and net.usual(two, other):
                first, second = sorted([(one, key[1]), (two, other[1])])
                out.add((first[1] + second[1], first[0], second[0]))
    yield from (" ".join(pair) for pair in sorted(out))


def _synonyms(net: _WordNet, known: dict[str, str]) -> Iterator[str]:
    out = set()
    for key in net.synsets:
        words = _members(net, key, known)
        if len(words) > 1:
            out.add(f"{key[1]} {' '.join(sorted(words))}")
    yield from sorted(out)


def _broader(net: _WordNet, known: dict[str, str]) -> Iterator[str]:
    """Each word with those of the sets above its usual senses, less the vaguest."""
    found: dict[Key, set[str]] = defaultdict(set)
    for key in net.synsets:
        if key[1] not in "nv":
            continue
        above = {
            w
            for other in _above(net, key, _LEVELS[key[1]])
            for w in _members(net, other, known)
            if _depth(net, other) >= _LEAST_DEPTH[key[1]]
        }
        if _PERSON in _above(net, key, _ANY):
            above.add("person")
        for word in _members(net, key, known):
            found[word, key[1]] |= above - {word}
    for (word, pos), words in sorted(found.items()):
        if words:
            yield f"{pos} {word} {' '.join(sorted(words))}"


# How many levels up a broader word may stand, and how far below the root it must: "object" says
# nothing of a house. A person is always a person.
_LEVELS = {"n": 3, "v": 1}
_LEAST_DEPTH = {"n": 5, "v": 0}
_PERSON = ("00007846", "n")
_ANY = 12


def _higher(net: _WordNet, key: Key) -> set[Key]:
    return {other for sign, other, _, _ in net.synsets[key].links if sign.startswith("@")}


def _above(net: _WordNet, key: Key, levels: int) -> set[Key]:
    if not levels:
        return set()
    higher = _higher(net, key)
    return higher.union(*(_above(net, other, levels - 1) for other in higher))


def _depth(net: _WordNet, key: Key) -> int:
    higher = _higher(net, key)
    return 1 + min((_depth(net, other) for other in higher), default=-1)


def _irregular(folder: Path, known: dict[str, str]) -> Iterator[str]:
    """Forms that no ending makes: "n men man"."""
    for pos, name in _FILES.items():
        for line in _lines(folder / f"{name}.exc"):
            form, *bases = line.split()
            bases = [base for base in bases if base in known and base != form]
            if _WORD.fullmatch(form) and bases:
                yield f"{pos} {form} {bases[0]}"


def main() -> None:
    """Write all tables."""
    source, place = Path(sys.argv[1]), Path(__file__).with_name("wordnet")
    net = _WordNet(source)
    known = _parts(net)
    tables: dict[str, Iterable[str]] = {
        "parts": (f"{word} {parts}" for word, parts in known.items()),
        "irregular": _irregular(source, known),
        "synonyms": _synonyms(net, known),
        "antonyms": _pairs(net, known, "!"),
        "derived": _pairs(net, known, "+"),
        "broader": _broader(net, known),
    }
    for name, lines in tables.items():
        (place / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()

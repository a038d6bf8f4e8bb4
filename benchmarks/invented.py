"""Invented news: articles by number, what is asked of them, and what a model would say of them.

Each article tells of one event in a place of its own, in sentences of fixed forms among sentences
of random words. A scripted model finds those forms in what it is shown and says them in other
words, so that a checker has a paraphrase to judge.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterator
from pathlib import Path

PARAGRAPHS = 10
_SYLLABLES = "bar cor dun fel gir hol kas lum mer nor pel ras sund tov wick yar zel quin".split()
_ENDS = ["ford", "mouth", "holm", "stead", "mere", "haven", "bury", "ton", "gate", "dale"]
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SEEDS = Path(__file__).parents[1] / "seeds"

# (title, question, (what the article says, what a model says of it)...)
Form = tuple[str, str, tuple[tuple[str, str], ...]]
FORMS: tuple[Form, ...] = (
    (
        "Flood in {place} kills {many}",
        "How many people were killed by the flood in {place}?",
        (
            (
                "{many} people were killed when the river {river} flooded the town of {place} on"
                " {day}.",
                "In the town of {place}, {many} people were killed when the river {river} flooded"
                " it on {day}.",
            ),
            (
                "The mayor of {place}, {person}, said that {more} people had spent the night in"
                " schools.",
                "According to {person}, the mayor of {place}, {more} people had spent the night in"
                " schools.",
            ),
            (
                "The finance ministry put the damage in {place} at {sum} million crowns.",
                "The damage in {place} was put at {sum} million crowns by the finance ministry.",
            ),
            (
                "Engineers closed the bridge at {place} after cracks were found in two pillars.",
                "The bridge at {place} was closed by engineers after cracks were found in two"
                " pillars.",
            ),
        ),
    ),
    (
        "Strike at the port of {place} ends after {many} days",
        "How long did the strike at the port of {place} last?",
        (
            (
                "Dockers at the port of {place} ended their strike on {day} after {many} days.",
                "On {day} the dockers at the port of {place} ended their strike after {many} days.",
            ),
            (
                "The union said that its {more} members in {place} would receive a rise of {sum}"
                " crowns a month.",
                "A rise of {sum} crowns a month would go to its {more} members in {place}, the"
                " union said.",
            ),
            (
                "The harbour master of {place}, {person}, said that {river} ships were waiting"
                " outside the harbour.",
                "{person}, the harbour master of {place}, said that {river} ships were waiting"
                " outside the harbour.",
            ),
            (
                "Shops in {place} had run short of flour, fuel and medicine during the strike.",
                "During the strike, shops in {place} had run short of medicine, fuel and flour.",
            ),
        ),
    ),
    (
        "{person} wins the election in {place}",
        "Who won the election in {place}, and with how many votes?",
        (
            (
                "{person} won the election in {place} on {day} with {sum} thousand votes.",
                "With {sum} thousand votes, {person} won the election in {place} on {day}.",
            ),
            (
                "Turnout in {place} was {many} per cent, the electoral commission said.",
                "The electoral commission said that turnout in {place} was {many} per cent.",
            ),
            (
                "Observers from {river} counted {more} complaints about closed polling stations in"
                " {place}.",
                "In {place}, observers from {river} counted {more} complaints about polling"
                " stations that were closed.",
            ),
            (
                "The new government of {place} promised to lower the tax on bread and to rebuild"
                " the hospital.",
                "To lower the tax on bread and to rebuild the hospital was promised by the new"
                " government of {place}.",
            ),
        ),
    ),
    (
        "Savings bank of {place} closed",
        "How many savers were affected when the savings bank of {place} was closed?",
        (
            (
                "Regulators closed the savings bank of {place} on {day}, and {more} savers were"
                " affected.",
                "When regulators closed the savings bank of {place} on {day}, {more} savers were"
                " affected.",
            ),
            (
                "The central bank lent {sum} million crowns to the lenders of {place} after the"
                " closure.",
                "After the closure, {sum} million crowns were lent to the lenders of {place} by"
                " the central bank.",
            ),
            (
                "Its director, {person}, resigned in {place} after {many} years in office.",
                "After {many} years in office, its director {person} resigned in {place}.",
            ),
            (
                "Prosecutors in {place} searched the offices of the firm {river} and took away"
                " boxes of documents.",
                "The offices of the firm {river} were searched by prosecutors in {place}, who took"
                " away boxes of documents.",
            ),
        ),
    ),
)


@functools.cache
def _words() -> list[str]:
    text = " ".join(file.read_text() for file in sorted(_SEEDS.glob("*.txt")))
    return sorted(set(re.findall(r"\b[a-z]{4,}\b", text)))


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=2)).capitalize()


def _values(number: int) -> dict[str, str]:
    rng = random.Random(number)
    many, more = rng.randint(11, 99), rng.randint(101, 999)
    river = str(rng.randint(3, 10)) if number % len(FORMS) == 1 else _name(rng)
    return {
        "place": _name(rng) + rng.choice(_ENDS),
        "person": f"{_name(rng)} {_name(rng)}",
        "river": river,
        "day": rng.choice(_DAYS),
        "many": str(many),
        "more": str(more),
        "sum": str(rng.randint(1001, 9999)).replace("0", "7"),
    }


def _filler(rng: random.Random) -> str:
    w = rng.sample(_words(), 12)
    return (
        f"The {w[0]} {w[1]} and the {w[2]} {w[3]} that {w[4]} {w[5]} would {w[6]} the {w[7]},"
        f" {_name(rng)} {_name(rng)} said, before the {w[8]} {w[9]} of {w[10]} {w[11]}."
    )


def article(number: int) -> str:
    """The article of a number, of about ten passages."""
    title, _, told = FORMS[number % len(FORMS)]
    values, rng = _values(number), random.Random(-number)
    day = f"{1 + number % 28} {('March', 'May', 'July')[number % 3]} 2024"
    lines = [title.format(**values), "", f"The {_name(rng)} Post, {day}", ""]
    for n in range(PARAGRAPHS):
        # The event stands in the first two paragraphs; the rest is what surrounds it.
        facts = [said.format(**values) for said, _ in told[2 * n : 2 * n + 2]]
        lines += [" ".join([*facts, *(_filler(rng) for _ in range(5 - len(facts)))]), ""]
    return "\n".join(lines)


def question(number: int) -> str:
    """What is asked of the article of a number."""
    return FORMS[number % len(FORMS)][1].format(**_values(number))


def generate(folder: Path, articles: int) -> None:
    """Write so many articles, a hundred to a folder."""
    for number in range(articles):
        path = folder / f"{number // 100:03d}" / f"{number:05d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number))


@functools.cache
def _forms() -> list[tuple[re.Pattern[str], str]]:
    out = []
    for _, _, told in FORMS:
        for said, anew in told:
            pattern = re.sub(r"\\\{(\w+)\\\}", _slot, re.escape(said))
            out.append((re.compile(pattern), anew))
    return out


def _slot(match: re.Match[str]) -> str:
    words = "[A-Z][a-z]+ [A-Z][a-z]+" if match[1] == "person" else r"[^\s,.]+"
    return f"(?P<{match[1]}>{words})"


def retold(text: str) -> Iterator[str]:
    """What a model says of each sentence of a known form in a text, in other words."""
    found = [
        (match.start(), anew.format(**match.groupdict()))
        for pattern, anew in _forms()
        for match in pattern.finditer(text)
    ]
    for _, anew in sorted(found):
        yield anew

"""Whatever an answer says, Telegram takes the messages that it becomes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer
from bot.telegram import rendering
from tests.fakes.telegram.markup import Parsed, parse, units
from tests.telegram import generated

ANSWERS = 5_000
PARTS = 10


def letters(text: str) -> str:
    """Letters and figures alone: what must come through, whatever else is cleaned away."""
    return "".join(c for c in text if c.isalnum())


def checked(html: str) -> Parsed:
    """A message's text, after everything that Telegram would refuse, drop or show wrongly."""
    parsed = parse(html)
    assert 0 < units(parsed.text.strip()) <= 4096
    assert units(parsed.text) <= 4096
    assert len(parsed.entities) <= 100
    assert parsed.stray == 0, "an ampersand that was not escaped"
    assert parsed.dropped == []
    assert all(e["type"] != "text_link" for e in parsed.entities)
    return parsed


def check(answer: Answer) -> None:
    shown = [checked(html).text for html in rendering.render(answer)]
    whole = letters("".join(shown))
    for claim in answer.claims:
        assert letters(claim.text) in whole
        if claim.citations and letters(claim.text):
            marks = "".join(f"[{n}]" for n in claim.citations)
            assert any(marks in text for text in shown), "marks were torn apart"
    if answer.withheld:
        reasons = letters("".join(checked(html).text for html in rendering.withheld(answer)))
        assert all(letters(w.text) in reasons for w in answer.withheld)
    for said in (answer.claims, answer.claims[:1]):
        if any(letters(claim.text) for claim in said):
            checked(rendering.so_far(said))
    for row in rendering.buttons("0123456789abcdef", answer):
        assert len(row) <= 8
        assert all(b.text.strip() and len(b.data.encode()) <= 64 for b in row)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_generated_answer_is_taken(part: int) -> None:
    for seed in range(part, ANSWERS, PARTS):
        answer = generated.answer(random.Random(seed))
        try:
            check(answer)
        except Exception as error:
            raise AssertionError(f"answer of seed {seed}: {error!r}") from error


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=300), min_size=1, max_size=4), st.randoms())
def test_any_unicode_is_taken(texts: list[str], rng: random.Random) -> None:
    from dataclasses import replace

    made = generated.answer(random.Random(rng.randrange(2**32)))
    claims = [replace(c, text=t) for c, t in zip(made.claims, texts, strict=False)]
    check(replace(made, claims=tuple(claims)))

"""Whether an amount is of the kind, and of those, that a question asks for."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from bot.drafting.relation import other_kind
from bot.language.figures import gives_asked
from tests.conftest import OpenIndex


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        (
            "How many ferries does Sulen Line have?",
            "Sulen Line was sold for 40 million euros.",
            False,
        ),
        ("How many ferries does Sulen Line have?", "Sulen Line owns 14 ferries.", True),
        ("How many ferries does Sulen Line have?", "Its shares fell by 14 per cent.", False),
        ("How many ferries ran late?", "14 per cent of the ferries ran late.", True),
        ("How many members agreed?", "62% voted for it.", True),
        ("How many members agreed?", "Dozens agreed.", True),
        ("How many euros did the ferry cost?", "The ferry cost 40 million euros.", True),
        ("How many million crowns were paid?", "They paid 40 million crowns.", True),
        ("How many percent of the ferries ran late?", "14 per cent ran late.", True),
        ("By how many percentage points did it fall?", "It fell by two percentage points.", True),
        ("How much more pay do the bakers demand?", "The bakers demand 9 per cent more.", True),
        ("How much more pay do the bakers demand?", "They demand 300 crowns a month.", True),
        ("How much more pay do the bakers demand?", "They struck for 48 hours.", False),
        ("How much of a raise did they get?", "They got 3.5 per cent.", True),
        ("How much pay rise do they want?", "They want 3.5 per cent.", True),
        ("How much do the bakers pay?", "They pay 3.5 per cent.", False),
        ("How much more did they pay?", "They paid 300 crowns more.", True),
    ],
)
def test_an_amount_is_of_the_kind_asked_for(question: str, text: str, given: bool) -> None:
    assert gives_asked(question, text) == given


@pytest.mark.parametrize(
    ("question", "text", "others"),
    [
        ("How many insurgents were wounded?", "It lost six soldiers killed and 20 wounded.", True),
        (
            "How many insurgents were wounded?",
            "Six soldiers and 20 insurgents were wounded.",
            False,
        ),
        ("How many insurgents were wounded?", "Soldiers wounded 20 of them.", False),
        ("How many soldiers were wounded?", "Some 30 rebels were killed or wounded.", True),
        ("How many soldiers were wounded?", "Rebels wounded 20 soldiers.", False),
        ("How many victims did the gunman wound?", "Two officers and a nurse were wounded.", False),
    ],
)
def test_the_other_side_is_not_counted(question: str, text: str, others: bool) -> None:
    assert other_kind(question, text) == others


@pytest.mark.parametrize("owned", ["", " Sulen Line owns 14 ferries."])
def test_how_many_is_not_answered_by_a_price(open_index: OpenIndex, owned: str) -> None:
    index = open_index(embedding="minilm")
    told = f"OLM - Baltmar bought Sulen Line for 40 million euros, the two said on Monday.{owned}\n"
    (index.articles / "2024-05-14-ferries.txt").write_text(told)
    index.sync()
    answer = Desk(index).answer("How many ferries does Sulen Line have?")
    assert answer.refused == (not owned)
    assert "14" in answer.text or not owned

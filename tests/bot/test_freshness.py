"""Every answer says that the folder has changed, unless a sync is about to take that in."""

from __future__ import annotations

import shutil

import pytest

from bot.desk import Desk
from bot.freshness import Freshness
from index import Index
from tests.bot.drafting_support import ASKED, STRIKE, desk_with, fill, good
from tests.conftest import OpenIndex

TOLD = "The folder has changed since the last sync (1 new). This answers from the index as it was"


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def index(open_index: OpenIndex) -> Index:
    return fill(open_index())


def put(index: Index, name: str) -> None:
    (index.articles / name).write_text(f"{STRIKE}\n{name}\n")


def test_answers_with_and_without_a_model_say_it_once(index: Index) -> None:
    desk = Desk(index)
    assert desk.answer(ASKED).notes == ()
    put(index, "new.txt")
    assert Desk(index).answer(ASKED).notes == (f"{TOLD}.",)
    with desk_with(index, good) as (written, _):
        assert written.answer(ASKED).notes == (f"{TOLD}.",)
    refused = Desk(index, remedy="ask somebody.").answer("How tall is Mount Everest?")
    assert refused.refused
    assert refused.notes == (f"{TOLD}; ask somebody.",)


def test_the_folder_is_looked_at_again_after_some_seconds_and_after_a_sync(index: Index) -> None:
    clock = Clock()
    freshness = Freshness(index, now=clock)
    assert freshness.notes() == ()
    put(index, "new.txt")
    assert freshness.notes() == ()
    clock.seconds = 10.0
    assert freshness.notes() == (f"{TOLD}.",)
    index.sync()
    assert freshness.notes() == ()


def test_nothing_is_said_while_a_sync_takes_the_changes_in(index: Index) -> None:
    freshness = Freshness(index)
    put(index, "new.txt")
    during: list[tuple[str, ...]] = []
    index.sync(progress=lambda stage, done, total: during.append(freshness.notes()))
    assert set(during) == {()}
    assert not index.syncing
    put(index, "another.txt")
    assert Freshness(index).notes() == (f"{TOLD}.",)


def test_a_folder_that_is_gone_is_told_of_and_the_answer_given(index: Index) -> None:
    shutil.rmtree(index.articles)
    answer = Desk(index).answer(ASKED)
    assert answer.claims
    (note,) = answer.notes
    assert "cannot be read at the moment" in note
    assert str(index.articles) not in note

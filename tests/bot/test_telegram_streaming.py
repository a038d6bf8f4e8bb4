"""What a stream shows, and that it ends with the answer."""

from __future__ import annotations

import asyncio
from typing import cast

from bot.answer import Claim
from bot.events import Said
from bot.telegram.post import Post
from bot.telegram.records import Place, Question
from bot.telegram.streaming import Stream

SAID = Said(Claim("The bridge is open.", (1,), "supported"), ())


class Screen:
    """Keeps the drafts that it is sent."""

    def __init__(self) -> None:
        self.drafts = True
        self.shown: list[str] = []

    async def typing(self, place: Place) -> None:
        pass

    def draft(self, place: Place, id: int, text: str) -> None:
        self.shown.append(text)

    def drop_draft(self, place: Place, id: int) -> None:
        pass


def shown(*steps: float | Said) -> list[str]:
    """What is shown when so many seconds pass and these sentences are said, before the end."""

    async def main() -> list[str]:
        screen = Screen()
        stream = Stream(cast("Post", screen), Question("q", Place(1), 7, 11, "Is it open?"))
        for step in steps:
            if isinstance(step, Said):
                stream.tell(step)
            else:
                await asyncio.sleep(step)
        stream.stop()
        seen = list(screen.shown)
        await asyncio.sleep(0.5)
        assert screen.shown == seen, "shown after the end"
        return seen

    return asyncio.run(main())


def test_a_sentence_is_shown_when_the_answer_does_not_end_with_it() -> None:
    (text,) = shown(0.8, SAID, 0.5)
    assert "The bridge is open." in text


def test_nothing_is_shown_when_the_answer_ends_with_its_first_sentence() -> None:
    assert shown(0.8, SAID) == []
    assert shown(0.8, SAID, 0.0) == []


def test_nothing_is_shown_of_an_answer_that_comes_at_once() -> None:
    assert shown(SAID, 0.3) == []

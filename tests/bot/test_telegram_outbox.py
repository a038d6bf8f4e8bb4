"""The outbox, on a clock of its own: order, limits, silence asked for, and nothing final lost."""

from __future__ import annotations

import asyncio
import heapq
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.telegram.outbox import Outbox

GROUP = -7


class Clock:
    """Time that passes only when everybody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._sleepers, (self.now + seconds, self._count, future))
        await future

    async def run(self, work: Awaitable[Any]) -> Any:
        """Let time pass until the work is done."""
        task = asyncio.ensure_future(work)
        while not task.done():
            for _ in range(200):
                await asyncio.sleep(0)
            if task.done():
                break
            assert self._sleepers, "everybody waits, and nobody sleeps"
            self.now, _, future = heapq.heappop(self._sleepers)
            if not future.done():
                future.set_result(None)
        return task.result()

    async def pass_by(self, seconds: float) -> None:
        await self.run(self.sleep(seconds))


class Wire:
    """Notes what leaves, and when; fails as it is told."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.left: list[tuple[float, int, str]] = []
        self.arrived: list[str] = []
        self.failing: Callable[[str, int], Exception | None] = lambda what, nth: None

    def call(self, chat: int, what: str) -> Callable[[], Coroutine[Any, Any, str]]:
        async def go() -> str:
            self.left.append((self.clock.now, chat, what))
            error = self.failing(what, len(self.left))
            if error is not None:
                raise error
            self.arrived.append(what)
            return what

        return go


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wire(clock: Clock) -> Wire:
    return Wire(clock)


def drive(clock: Clock, work: Callable[[Outbox], Awaitable[None]]) -> None:
    async def main() -> None:
        outbox = Outbox(clock, clock.sleep)
        await clock.run(work(outbox))
        await outbox.close()

    asyncio.run(main())


def every(times: list[float], calls: int, seconds: float) -> bool:
    """Whether there are never more than so many calls within so many seconds."""
    return all(b - a > seconds for a, b in zip(times, times[calls:], strict=False))


def test_a_chat_gets_one_message_a_second_in_order(clock: Clock, wire: Wire) -> None:
    async def work(outbox: Outbox) -> None:
        await asyncio.gather(*(outbox.send(1, wire.call(1, str(n))) for n in range(5)))

    drive(clock, work)
    assert wire.arrived == ["0", "1", "2", "3", "4"]
    assert every([at for at, _, _ in wire.left], 1, 1.0)


def test_a_group_gets_twenty_messages_a_minute(clock: Clock, wire: Wire) -> None:
    async def work(outbox: Outbox) -> None:
        await asyncio.gather(*(outbox.send(GROUP, wire.call(GROUP, str(n))) for n in range(45)))

    drive(clock, work)
    times = [at for at, _, _ in wire.left]
    assert every(times, 20, 60.0)
    assert times[-1] < 125


def test_all_chats_together_get_thirty_messages_a_second(clock: Clock, wire: Wire) -> None:
    async def work(outbox: Outbox) -> None:
        await asyncio.gather(*(outbox.send(n, wire.call(n, str(n))) for n in range(1, 100)))

    drive(clock, work)
    times = [at for at, _, _ in wire.left]
    assert every(times, 30, 1.0)
    assert times[-1] < 4


def test_silence_asked_for_in_one_chat_stops_no_other(clock: Clock, wire: Wire) -> None:
    wire.failing = lambda what, nth: RetryAfter(30) if nth == 1 else None

    async def work(outbox: Outbox) -> None:
        await asyncio.gather(
            outbox.send(1, wire.call(1, "late")), outbox.send(2, wire.call(2, "soon"))
        )

    drive(clock, work)
    assert wire.arrived == ["soon", "late"]
    at = {what: when for when, _, what in wire.left}
    assert at["soon"] < 1
    assert 30 <= at["late"] < 31


def test_a_newer_edit_replaces_an_older_one_that_has_not_left(clock: Clock, wire: Wire) -> None:
    async def work(outbox: Outbox) -> None:
        await outbox.send(1, wire.call(1, "message"))
        for n in range(50):
            outbox.show(1, "edit", wire.call(1, f"edit {n}"))
        await outbox.send(1, wire.call(1, "next"))

    async def then(outbox: Outbox) -> None:
        await work(outbox)
        await clock.sleep(10)

    drive(clock, then)
    assert wire.arrived == ["message", "next", "edit 49"]


def test_what_was_taken_back_never_leaves(clock: Clock, wire: Wire) -> None:
    async def work(outbox: Outbox) -> None:
        await outbox.send(1, wire.call(1, "message"))
        outbox.show(1, "draft", wire.call(1, "draft"))
        outbox.drop(1, "draft")
        await clock.sleep(10)

    drive(clock, work)
    assert wire.arrived == ["message"]


def test_a_failing_draft_costs_nothing(clock: Clock, wire: Wire) -> None:
    wire.failing = lambda what, nth: ValueError() if what == "draft" else None

    async def work(outbox: Outbox) -> None:
        outbox.show(1, "draft", wire.call(1, "draft"))
        await clock.sleep(0.1)
        await outbox.send(1, wire.call(1, "answer"))

    drive(clock, work)
    assert wire.arrived == ["answer"]
    assert len(wire.left) == 2


@pytest.mark.parametrize("error", [Forbidden("blocked"), BadRequest("no")])
def test_a_refusal_is_told_and_not_repeated(clock: Clock, wire: Wire, error: Exception) -> None:
    wire.failing = lambda what, nth: error if what == "refused" else None

    async def work(outbox: Outbox) -> None:
        with pytest.raises(type(error)):
            await outbox.send(1, wire.call(1, "refused"))
        await outbox.send(1, wire.call(1, "after"))

    drive(clock, work)
    assert [what for _, _, what in wire.left] == ["refused", "after"]


def test_a_message_is_tried_until_it_arrives(clock: Clock, wire: Wire) -> None:
    errors: list[Exception | None] = [TimedOut(), NetworkError("502"), RetryAfter(3)] * 5
    wire.failing = lambda what, nth: errors[nth - 1] if nth <= len(errors) else None

    async def work(outbox: Outbox) -> None:
        await outbox.send(1, wire.call(1, "answer"))

    drive(clock, work)
    assert wire.arrived == ["answer"]
    assert len(wire.left) == 16


def test_a_message_that_nobody_waits_for_any_more_does_not_leave(clock: Clock, wire: Wire) -> None:
    async def work(outbox: Outbox) -> None:
        await outbox.send(1, wire.call(1, "first"))
        waiting = asyncio.create_task(outbox.send(1, wire.call(1, "cancelled")))
        await clock.sleep(0.1)
        waiting.cancel()
        await outbox.send(1, wire.call(1, "last"))

    drive(clock, work)
    assert wire.arrived == ["first", "last"]


@pytest.mark.parametrize("seed", range(8))
def test_in_a_storm_every_final_text_arrives_in_order_and_once(
    clock: Clock, wire: Wire, seed: int
) -> None:
    dice = random.Random(seed)
    wire.failing = lambda what, nth: RetryAfter(dice.randint(1, 30)) if nth % 3 == 0 else None
    chats = [1, 2, 3, GROUP, -8]

    async def talk(outbox: Outbox, chat: int) -> None:
        for n in range(12):
            for m in range(dice.randint(0, 4)):
                outbox.show(chat, f"draft {n}", wire.call(chat, f"draft {chat} {n} {m}"))
                await clock.sleep(dice.random())
            outbox.drop(chat, f"draft {n}")
            await outbox.send(chat, wire.call(chat, f"final {chat} {n}"))

    async def work(outbox: Outbox) -> None:
        await asyncio.gather(*(talk(outbox, chat) for chat in chats))

    drive(clock, work)
    by_chat: dict[int, list[int]] = defaultdict(list)
    for what in wire.arrived:
        if what.startswith("final"):
            _, chat, n = what.split()
            by_chat[int(chat)].append(int(n))
    assert by_chat == {chat: list(range(12)) for chat in chats}
    for chat in chats:
        times = [at for at, other, _ in wire.left if other == chat]
        assert every(times, 1, 1.0)
        assert chat > 0 or every(times, 20, 60.0)


def test_drafts_of_a_crowd_hold_up_no_answer(clock: Clock, wire: Wire) -> None:
    async def talk(outbox: Outbox, chat: int) -> None:
        outbox.show(chat, "draft", wire.call(chat, "draft"))
        await clock.sleep(1.3)
        outbox.drop(chat, "draft")
        await outbox.send(chat, wire.call(chat, "answer"))

    async def work(outbox: Outbox) -> None:
        await asyncio.gather(*(talk(outbox, chat) for chat in range(1, 51)))

    drive(clock, work)
    answers = [at for at, _, what in wire.left if what == "answer"]
    assert answers[-1] - answers[0] < 50 / 28 + 0.1

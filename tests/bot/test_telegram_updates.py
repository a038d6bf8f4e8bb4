"""The durable inbox: on disk before it is confirmed, once, in order, and redone after a kill."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.state import State
from bot.telegram import tables
from bot.telegram.updates import MOST_ATTEMPTS, Inbox, Ordered, Polling

DAY = 86_400.0


def update(id: int, text: str = "Hello?", chat: int = 1) -> dict[str, Any]:
    someone = {"id": chat, "is_bot": False, "first_name": "A"}
    return {
        "update_id": id,
        "message": {
            "message_id": id,
            "date": 1,
            "chat": {"id": chat, "type": "private"},
            "from": someone,
            "text": text,
        },
    }


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path)
    opened.migrate("telegram", tables.STEPS)
    yield opened
    opened.close()


@pytest.fixture
def inbox(state: State) -> Inbox:
    return Inbox(state)


def ids(updates: list[dict[str, Any]]) -> list[int]:
    return [u["update_id"] for u in updates]


def test_what_was_taken_is_left_until_it_is_done(state: State, inbox: Inbox) -> None:
    inbox.take([update(2), update(1), update(3)])
    inbox.done(2)
    assert ids(Inbox(state).left()) == [1, 3]


def test_an_update_is_taken_once_also_after_a_restart(state: State, inbox: Inbox) -> None:
    assert ids(inbox.take([update(1)])) == [1]
    inbox.done(1)
    assert Inbox(state).take([update(1), update(2)]) == [update(2)]


def test_updates_out_of_order_are_put_in_order(inbox: Inbox) -> None:
    assert ids(inbox.take([update(9), update(7), update(8), update(7)])) == [7, 8, 9]


def test_nothing_said_stays_on_disk_once_it_is_done(
    state: State, inbox: Inbox, tmp_path: Path
) -> None:
    inbox.take([update(1, "a very private question")])
    inbox.done(1)
    assert state.rows("SELECT payload FROM telegram_updates") == [(None,)]


def test_an_update_that_kills_the_process_is_given_up(state: State, inbox: Inbox) -> None:
    inbox.take([update(1)])
    seen = [len(Inbox(state).left()) for _ in range(MOST_ATTEMPTS + 2)]
    assert seen == [1] * MOST_ATTEMPTS + [0, 0]


def test_old_numbers_are_let_go(state: State) -> None:
    now = [0.0]
    inbox = Inbox(state, lambda: now[0])
    inbox.take([update(1)])
    inbox.done(1)
    now[0] = 4 * DAY
    inbox.left()
    assert ids(inbox.take([update(1)])) == [1]


def kept(inbox: Inbox, updates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    polling = Polling(inbox)
    payload = polling._keep(json.dumps({"ok": True, "result": updates}).encode())
    return json.loads(payload)["result"]  # type: ignore[no-any-return]


def test_the_library_sees_each_update_once_and_can_still_confirm_all(inbox: Inbox) -> None:
    kept(inbox, [update(1)])
    assert kept(inbox, [update(2), update(1)]) == [{"update_id": 1}, update(2)]


def test_an_update_that_the_library_cannot_read_stops_nothing(inbox: Inbox) -> None:
    broken = {"update_id": 5, "message": {"message_id": "x", "chat": 3}}
    assert kept(inbox, [broken, update(6)]) == [{"update_id": 5}, update(6)]


def test_what_has_no_number_is_passed_over(inbox: Inbox) -> None:
    assert kept(inbox, [{"message": {}}, update(6), "?"]) == [update(6)]  # type: ignore[list-item]


def test_what_is_no_list_of_updates_is_passed_on(inbox: Inbox) -> None:
    polling = Polling(inbox)
    for payload in (b"", b"<html>", b"[]", b'{"ok": true, "result": true}', b'{"ok": false}'):
        assert polling._keep(payload) == payload


def test_one_conversation_keeps_its_order_and_others_do_not_wait(inbox: Inbox) -> None:
    done: list[str] = []

    async def main() -> None:
        ordered = Ordered(inbox)
        slow = asyncio.Event()

        async def work(name: str, wait: bool) -> None:
            if wait:
                await slow.wait()
            done.append(name)

        def give(id: int, chat: int, name: str, wait: bool) -> asyncio.Task[None]:
            parsed = Update.de_json(update(id, chat=chat), None)
            return asyncio.create_task(ordered.process_update(parsed, work(name, wait)))

        tasks = [
            give(1, 1, "a1", True),
            give(2, 1, "a2", False),
            give(3, 2, "b1", False),
        ]
        for _ in range(20):
            await asyncio.sleep(0)
        assert done == ["b1"]
        slow.set()
        await asyncio.gather(*tasks)

    asyncio.run(main())
    assert done == ["b1", "a1", "a2"]


def test_who_waits_for_an_earlier_update_takes_nobodys_place(inbox: Inbox) -> None:
    done: list[int] = []

    async def main() -> None:
        ordered = Ordered(inbox, at_once=2)
        slow = asyncio.Event()

        async def work(id: int) -> None:
            if id == 1:
                await slow.wait()
            done.append(id)

        def give(id: int, chat: int) -> asyncio.Task[None]:
            parsed = Update.de_json(update(id, chat=chat), None)
            return asyncio.create_task(ordered.process_update(parsed, work(id)))

        tasks = [*(give(id, 1) for id in range(1, 50)), give(50, 2)]
        for _ in range(200):
            await asyncio.sleep(0)
        assert done == [50]
        slow.set()
        await asyncio.gather(*tasks)

    asyncio.run(main())
    assert done == [50, *range(1, 50)]


def test_no_more_updates_than_that_are_dealt_with_at_once(inbox: Inbox) -> None:
    running: list[int] = []

    async def main() -> None:
        ordered = Ordered(inbox, at_once=2)
        gate = asyncio.Event()

        async def work(id: int) -> None:
            running.append(id)
            await gate.wait()

        tasks = [
            asyncio.create_task(
                ordered.process_update(Update.de_json(update(id, chat=id), None), work(id))
            )
            for id in range(1, 6)
        ]
        for _ in range(50):
            await asyncio.sleep(0)
        assert running == [1, 2]
        gate.set()
        await asyncio.gather(*tasks)

    asyncio.run(main())
    assert running == [1, 2, 3, 4, 5]


def test_an_update_is_done_only_when_its_handling_ended(inbox: Inbox) -> None:
    inbox.take([update(1)])

    async def main() -> None:
        ordered = Ordered(inbox)
        parsed = Update.de_json(update(1), None)

        async def never() -> None:
            await asyncio.Event().wait()

        task = asyncio.create_task(ordered.process_update(parsed, never()))
        for _ in range(5):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(main())
    assert ids(inbox.left()) == [1]

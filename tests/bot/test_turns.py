"""Of many that compute at once a few do, in their order, and nobody waits for one who waits."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bot import turns
from bot.turns import Turns


def test_no_more_compute_at_once_than_may() -> None:
    held, most = [0], [0]
    lock, shared = threading.Lock(), Turns(2)

    def work(_: int) -> None:
        with shared.turn(), shared.turn():
            with lock:
                held[0] += 1
                most[0] = max(most[0], held[0])
            with shared.away():
                pass
            with lock:
                held[0] -= 1

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(500)))
    # Those that are away hold nothing, and are counted here all the same.
    assert held == [0]
    with shared.turn(), ThreadPoolExecutor(1) as pool:
        assert pool.submit(_can_take, shared).result(10)


def _can_take(shared: Turns) -> bool:
    with shared.turn():
        return True


def test_what_was_begun_comes_before_what_begins() -> None:
    shared, done = Turns(1), list[str]()

    def work(name: str, begins: bool) -> None:
        with shared.turn(begins=begins):
            done.append(name)

    threads = []
    with shared.turn():
        for name, begins in (("a", True), ("b", True), ("c", False), ("d", False)):
            waited = sum(map(len, shared._waiting)) + 1
            threads.append(threading.Thread(target=work, args=(name, begins)))
            threads[-1].start()
            while sum(map(len, shared._waiting)) < waited:
                time.sleep(0.001)
    for thread in threads:
        thread.join(10)
    assert done == ["c", "d", "a", "b"]


def test_who_waits_for_a_server_keeps_nobody_from_computing() -> None:
    shared, came = Turns(1), threading.Event()

    def away() -> None:
        with shared.turn(), shared.away():
            assert came.wait(10)

    def here() -> None:
        with shared.turn():
            came.set()

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(away), pool.submit(here)]:
            future.result(10)


def test_a_failure_or_a_cancelled_wait_keeps_no_turn() -> None:
    def fail() -> None:
        raise ValueError

    async def main() -> None:
        for _ in range(2 * turns.AT_ONCE):
            with contextlib.suppress(ValueError):
                await turns.computed(fail)
            task = asyncio.create_task(turns.begun(time.sleep, 0.01))
            await asyncio.sleep(0)
            task.cancel()
        assert await asyncio.wait_for(turns.begun(int, "5"), 10) == 5

    asyncio.run(main())

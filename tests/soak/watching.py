"""Seeing from outside how far a sync is: its builder's process and the folder that it fills."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.soak.nursery import Sync

Sizes = dict[str, int]
"""The files of the folders that are being built in, by name, each with its size."""

Condition = Callable[[Sizes], bool]

PICKLE = "index_metadata.pickle"


def sizes(data: Path) -> Sizes:
    """What the builders have written so far."""
    found: Sizes = {}
    for top, _, files in os.walk(data / "bases"):
        if "building-" in top:
            found["/"] = 0
            for name in files:
                path = f"{top}/{name}"
                try:
                    found[name] = os.stat(path).st_size  # noqa: PTH116
                except FileNotFoundError:
                    continue
    return found


def wait_for(data: Path, sync: Sync, condition: Condition) -> bool:
    """Wait until what is built meets a condition; False when the process ends before."""
    while not sync.ended:
        if condition(sizes(data)):
            return True
    return False


def grown(times: int) -> Condition:
    """Whether what is built has changed so many times since it was first there."""
    seen: list[Sizes] = []

    def met(now: Sizes) -> bool:
        if now and (not seen or now != seen[-1]):
            seen.append(now)
        return len(seen) > times

    return met


def pickled(changes: int) -> Condition:
    """Whether the graph's last file is there, and has changed so many times."""
    seen: list[int] = []

    def met(now: Sizes) -> bool:
        if PICKLE in now and (not seen or now[PICKLE] != seen[-1]):
            seen.append(now[PICKLE])
        return len(seen) > changes

    return met


def builder_of(sync: Sync) -> int | None:
    """The process of a sync's builder, once there is one."""
    for task in Path(f"/proc/{sync.pid}/task").glob("*"):
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            if b"index.builder" in _command(int(child)):
                return int(child)
    return None


def wait_for_builder(sync: Sync) -> int | None:
    """The process of a sync's builder, waited for; None when the sync ends without."""
    while not sync.ended:
        if found := builder_of(sync):
            return found
    return None


def builders(data: Path) -> list[int]:
    """Every builder of this data folder that is alive."""
    inside = str(data).encode()
    return [
        int(path.name)
        for path in Path("/proc").glob("[0-9]*")
        if b"index.builder" in (command := _command(int(path.name))) and inside in command
    ]


def all_gone(data: Path, seconds: float = 5.0) -> bool:
    """Whether no builder of this data folder is alive, or none soon."""
    until = time.monotonic() + seconds
    while builders(data):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""

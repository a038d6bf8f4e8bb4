"""A folder under watch, for tests: what was told of it, and whether its index follows."""

from __future__ import annotations

import time
from typing import Any

from index import Index, Report
from index.sync import Options
from index.watch import Watcher
from tests.index.support import World, story, until

NEVER = 1e6  # seconds until the folder is looked through without being told to


class Counting(Index):
    """Counts its syncs."""

    syncs = 0

    def sync(self, *args: Any, **how: Any) -> Report:
        self.syncs += 1
        return super().sync(*args, **how)


class Watch:
    """A folder under watch, and what was told of it."""

    def __init__(self, world: World, options: Options = Options(), **how: Any) -> None:
        self.world = world
        self.index = Counting(
            world.articles, world.data, embedding="none", cache=world.data.parent / "cache"
        )
        self.reports: list[Report] = []
        self.failures: list[str] = []
        self.watcher = Watcher(
            self.index,
            options,
            **{"synced": self.reports.append, "failed": self.failures.append, **how},
        )

    def follows(self) -> bool:
        """Whether the index comes to hold what is in the folder, and the sync to be told of."""
        return until(
            lambda: (
                self._equals_the_folder()
                and bool(self.reports)
                and self.reports[-1].generation == self.world.catalog.generation
            )
        )

    def _equals_the_folder(self) -> bool:
        return self.world.by_words() == self.world.in_folder()

    def listens(self) -> bool:
        """Whether a change comes to be seen: from then on, no other is missed."""
        # What is written before the first sync has ended may be seen by that.
        if not until(lambda: bool(self.reports or self.failures)):
            return False
        for number in range(20):
            self.world.put("probe.txt", story(1_000 + number))
            if until(self._equals_the_folder, seconds=2):
                return True
        return False

    def close(self) -> None:
        self.watcher.stop()
        self.index.close()

    def comes_to_rest(self) -> bool:
        """Whether no sync follows from the last, for longer than a change takes to come to one."""
        time.sleep(1.3)  # the first turn of the watching looks once more
        before = self.index.syncs
        time.sleep(0.8)
        return self.index.syncs == before

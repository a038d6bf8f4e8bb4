"""The steps at which a sync is killed, by name."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from index import database
from tests.soak import outside
from tests.soak.arena import Arena
from tests.soak.driver import Strike
from tests.soak.outside import Known, Outside

ALWAYS_A_BASE = 0
NO_BASE = 1_000_000
BETWEEN_CATALOGS = "salvage of a damaged catalog: between the old one and the new"


@dataclass(frozen=True, slots=True)
class Step:
    """Where syncs are killed.

    Attributes:
        name: in the table.
        places: where the sync kills itself: "phase: what is counted", see `Strike`; one of them is
            chosen at random.
        after: at most so many seconds later.
        outside: kills it from outside instead.
        options: of the sync.
        floor: stands in for DELTA_FLOOR; with `ALWAYS_A_BASE` every sync builds one.
        prepare: what is done to the index before.
        finds: "either" generation, or the one "before" or "after" the sync; or "damaged", where the
            next command may also find nothing, or say that the index must be rebuilt.
        survives: whether the sync itself goes on, to report that it has no base.
        apart: whether the sync has a process group of its own. When the parent of one has gone, the
            kernel ends the stopped processes in it.
    """

    name: str
    places: tuple[str, ...] = ()
    after: float = 0.0
    outside: Outside | None = None
    options: dict[str, Any] = field(default_factory=dict)
    floor: int = 12
    prepare: Callable[[Arena], object] | None = None
    finds: str = "either"
    survives: bool = False
    apart: bool = True

    def strike(self, rng: random.Random, known: Known, how_far: float) -> Strike | None:
        """Where the sync kills itself this time, if it does."""
        if not self.places:
            return None
        place = rng.choice(self.places)
        phase, at = place.split(": ")
        return Strike(phase, at, known.nth(place, how_far), self.after * rng.random())


def _base(name: str, killed: Outside | None = None, **how: Any) -> Step:
    return Step(name, outside=killed, floor=ALWAYS_A_BASE, **{"finds": "before", **how})


def _salvage(name: str, prepare: Callable[[Arena], None], *at: str) -> Step:
    places = tuple(f"salvaging: {what}" for what in at)
    return Step(name, places, options=_REBUILD, prepare=prepare, finds="damaged")


def age_some(arena: Arena) -> None:
    """Have some vectors out of use, so that there is something to forget."""
    arena.change()
    arena.settle()


def of_another_layout(arena: Arena) -> None:
    with contextlib.closing(sqlite3.connect(arena.data / database.NAME)) as db, db:
        db.execute("UPDATE meta SET value = '1' WHERE name = 'schema'")


def damage(arena: Arena) -> None:
    """Overwrite a page of the catalog's texts; its vectors stay."""
    path = arena.data / database.NAME
    content = bytearray(path.read_bytes())
    pages = [
        start
        for start in range(4096, len(content), 4096)
        if b"signed for them" in content[start : start + 4096]
    ]
    start = arena.rng.choice(pages)
    content[start : start + 4096] = random.Random(start).randbytes(4096)
    path.write_bytes(content)


def damage_beside_log(arena: Arena) -> None:
    """Overwrite a page of a catalog that is read, so that its last vectors stay in its log."""
    arena.change()
    arena.start(strike=Strike("embedding", "return"), floor=NO_BASE).end()
    arena.have_it_read()
    damage(arena)


def change_model(arena: Arena) -> None:
    arena.model = "stub/2" if arena.model == "stub/1" else "stub/1"


# Whether a base is built decides how long a sync takes: the instants are spread over either kind.
RANDOM = [
    Step("at a random instant", outside=outside.at_an_instant, floor=ALWAYS_A_BASE),
    Step("at a random instant, no base being due", outside=outside.at_an_instant, floor=NO_BASE),
]
AGAIN = Step(
    "again, at random, before it had recovered",
    outside=outside.at_an_instant,
    floor=ALWAYS_A_BASE,
)
_COMPACT = {"compact": True}
_FORGET = {"keep_days": 0.0}
_REBUILD = {"rebuild": True}


STEPS = [
    Step("reading: in a transaction", ("reading: statement",), finds="before"),
    Step(
        "reading: before and after a commit",
        ("reading: commit", "reading: committed"),
        finds="before",
    ),
    Step("embedding: between batches", ("embedding: committed",), finds="before"),
    Step(
        "embedding: in a batch or its transaction",
        ("embedding: text", "embedding: commit", "embedding: statement"),
        finds="before",
    ),
    Step(
        "announcing",
        ("announcing: statement", "announcing: committed"),
        floor=ALWAYS_A_BASE,
        finds="before",
    ),
    _base("base: as its folder appears and grows", outside.while_the_base_grows),
    _base("base: as its pickle is written", outside.while_the_pickle_grows),
    _base("base: the builder alone", outside.the_builder_alone, finds="after", survives=True),
    _base(
        "base: the builder alone, at its pickle",
        outside.the_builder_at_its_pickle,
        finds="after",
        survives=True,
    ),
    _base("base: the sync alone, not its builder", outside.the_parent_alone),
    _base(
        "base: the sync alone, its builder going on later",
        outside.the_parent_of_a_stopped_builder,
        apart=False,
    ),
    _base("base: before its rename", places=("building: rename",)),
    _base("base: after its rename", places=("building: renamed", "building: return")),
    Step("publishing: in the transaction", ("publishing: statement",), finds="before"),
    Step("publishing: before the commit", ("publishing: commit",), finds="before"),
    Step("publishing: during the commit", ("publishing: commit",), after=0.0001),
    Step(
        "publishing: after the commit",
        ("publishing: committed", "publishing: return"),
        finds="after",
    ),
    _base("removing old bases", places=("removing: removal",), finds="after"),
    Step(
        "forgetting vectors",
        ("forgetting: statement", "forgetting: commit", "forgetting: committed"),
        options=_FORGET,
        prepare=age_some,
        finds="after",
    ),
    Step(
        "compacting: around VACUUM",
        ("compacting: statement", "compacting: return"),
        options=_COMPACT,
        finds="after",
    ),
    Step(
        "compacting: during VACUUM",
        ("compacting: vacuum",),
        after=0.02,
        options=_COMPACT,
        finds="after",
    ),
    Step(
        "the first sync of all: making the catalog",
        ("opening: statement", "opening: commit"),
        prepare=Arena.begin_anew,
        finds="before",
    ),
    Step(
        "the first sync of all: at a random instant",
        outside=outside.at_an_instant,
        prepare=Arena.begin_anew,
    ),
    Step(
        "a change of model",
        outside=outside.at_an_instant,
        options={"change_model": True},
        prepare=change_model,
    ),
    Step(
        "rebuild: as documents are set aside",
        ("opening: statement", "opening: committed"),
        options=_REBUILD,
        finds="before",
    ),
    Step("rebuild: at a random instant", outside=outside.at_an_instant, options=_REBUILD),
    Step(
        "rebuild: publishing",
        ("publishing: statement", "publishing: commit"),
        options=_REBUILD,
        finds="before",
    ),
    _salvage("salvage of another layout", of_another_layout, "statement", "commit"),
    _salvage("salvage of a damaged catalog: filling", damage, "statement", "commit"),
    _salvage("salvage of a damaged catalog: before a rename", damage, "rename"),
    _salvage("salvage of a damaged catalog: after a rename", damage, "renamed"),
    _salvage(
        "salvage of a damaged catalog beside its log: around a rename",
        damage_beside_log,
        "rename",
        "renamed",
    ),
    _salvage(BETWEEN_CATALOGS, damage, "rename catalog.db.new"),
]

"""After any history the index equals the folder, and no text was embedded twice.

A history is made of what people and programs do to a folder, of syncs by two processes, of syncs
that fail, and of syncs with every option. NEWSDESK_TEST_EXAMPLES asks for more of them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    run_state_machine_as_test,
)

from index import Filters
from index import sync as sync_module
from index.catalog import key_of
from index.errors import SyncRefused
from index.guards import GUARDED
from index.plan import Plan
from index.sync import Report
from tests.index.happenings import HEAVY, Happenings, Sync
from tests.index.other_process import OtherProcess
from tests.index.support import (
    ALL,
    FOREIGN,
    StubEmbedder,
    World,
)

USUAL = 16
EXAMPLES = int(os.environ.get("NEWSDESK_TEST_EXAMPLES") or USUAL)

_FLOORS = st.sampled_from([*[2_000] * 8, 6])


class Histories(Happenings):
    """A folder that things happen to, with its index, and what is to be expected of that.

    Attributes:
        on_hand: texts that vectors were committed of.
        published: file and bytes of every article as last synced.
        served: what searches find by words and by meaning as last synced.
    """

    def __init__(self, template: Path, other: OtherProcess) -> None:
        super().__init__()
        self.other = other
        self.place = tempfile.TemporaryDirectory()
        shutil.copytree(template, self.place.name, dirs_exist_ok=True)
        self.world = World(Path(self.place.name))
        self.asked = StubEmbedder()
        self.on_hand = self.texts()
        self.published = self.readable()
        self.served = self.found()
        self.floor = 0
        self.heavy = False

    def teardown(self) -> None:
        self.world.close()
        self.place.cleanup()

    @initialize(floor=_FLOORS)
    def choose_when_a_base_is_due(self, floor: int) -> None:
        self.floor = floor

    # What there is

    def readable(self) -> dict[str, tuple[bytes, str]]:
        names = self.world.cuttings()
        paths = {name: self.world.articles / name for name in names}
        return {name: (path.read_bytes(), path.suffix) for name, path in paths.items()}

    def texts(self) -> set[str]:
        cuttings = self.world.cuttings().values()
        return {passage.embedded_text for passages in cuttings for passage in passages}

    def found(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        return self.world.by_words(), self.world.by_meaning(self.asked)

    # Syncs

    def sync(self, order: Sync) -> None:
        if order.how in HEAVY:
            order = replace(order, how={}) if self.heavy else order
            self.heavy = True
        embedder = StubEmbedder(fails_after=order.fails_after)
        if self.is_an_accident() and not order.how.get("allow_removals"):
            with pytest.raises(SyncRefused):
                self.carry_out(order, embedder)
            assert embedder.embedded == []
        elif order.fails_after is not None and len(self.wanted()) > order.fails_after:
            wanted = self.wanted()
            with pytest.raises(ConnectionError):
                self.carry_out(order, embedder)
            assert len(embedder.embedded) == len(set(embedder.embedded)) == order.fails_after
            assert set(embedder.embedded) <= wanted
            self.on_hand |= set(embedder.embedded)
        else:
            self.check_a_whole_one(order, embedder)
        assert self.found() == self.served

    def carry_out(self, order: Sync, embedder: StubEmbedder) -> Report:
        if order.elsewhere:
            return self.other.sync(self.world, embedder, self.floor, **order.how)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sync_module, "DELTA_FLOOR", self.floor)
            return self.world.sync(embedder, **order.how)

    def check_a_whole_one(self, order: Sync, embedder: StubEmbedder) -> None:
        wanted = self.wanted()
        plan = self.plan(embedder, order.how)
        report = self.carry_out(order, embedder)
        assert sorted(embedder.embedded) == sorted(wanted)
        assert report.embedded == len(wanted)
        if plan is not None:
            assert_same(plan, report)
        self.on_hand |= wanted
        if order.how.get("keep_days") == 0:
            self.forget()
        self.published = self.readable()
        self.served = self.found()
        assert [report.passages] == self.world.fetch(
            "SELECT count(DISTINCT p.id) FROM passages p JOIN files f ON f.document = p.document"
        )
        assert self.world.catalogued() == self.world.cuttings()
        assert self.world.holds_exactly_the_folder(self.asked)
        self.check_that_each_is_nearest_to_itself()
        if order.rest:
            # So long that the file system's clock tells what comes from what was.
            time.sleep(0.02)
            self.world.let_time_pass()

    def wanted(self) -> set[str]:
        return self.texts() - self.on_hand

    def is_an_accident(self) -> bool:
        now, before = self.readable(), self.published
        there = set(now.values())
        lost = [name for name, said in before.items() if name not in now and said not in there]
        return not now or (len(before) >= GUARDED and 2 * len(lost) > len(before))

    def plan(self, embedder: StubEmbedder, how: dict[str, Any]) -> Plan | None:
        if self.world.catalog.meta("rebuild") is not None:
            # One that was cut short is completed by this sync, and is no plan of its own.
            return None
        options = sync_module.Options(**how)
        return sync_module.plan(self.world.articles, self.world.data, embedder, options)

    def forget(self) -> None:
        """Vectors of texts that are gone may go too; those of texts that are there may not."""
        kept = set(self.world.fetch("SELECT key FROM vectors WHERE model = ?", self.asked.name))
        self.on_hand = {text for text in self.on_hand if key_of(text) in kept}
        assert self.on_hand >= self.texts()

    def check_that_each_is_nearest_to_itself(self) -> None:
        searcher = self.world.searcher
        with searcher.snapshot():
            for text in self.texts():
                hits = searcher.search(FOREIGN, self.asked.embed_query(text), ALL, Filters())
                best = max(hits, key=lambda hit: hit.dense or 0.0)
                assert best.passage.embedded_text == text
                assert best.dense == pytest.approx(1.0, abs=1e-3)


def assert_same(plan: Plan, report: Report) -> None:
    for what in ("added", "changed", "renamed", "removed"):
        assert len(getattr(plan, what)) == getattr(report, what), what
    assert (plan.unchanged, plan.to_embed) == (report.unchanged, report.embedded)
    assert sorted(plan.failed) == sorted(report.failed)


def test_after_any_history_the_index_equals_the_folder(
    template: Path, other_process: OtherProcess
) -> None:
    run_state_machine_as_test(
        lambda: Histories(template, other_process),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=30,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            # Making a failing history short takes minutes; it is done where many are asked for.
            phases=[Phase.generate, *([Phase.shrink] if EXAMPLES > USUAL else [])],
        ),
    )

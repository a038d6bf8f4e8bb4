"""A plan names what a sync would do, what it would cost, and changes nothing."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from index import passages, publishing
from index import plan as plan_module
from index import sync as sync_module
from index.errors import UsageError
from index.locks import writer
from index.plan import Plan
from index.sync import Options, Report
from tests.index.support import StubEmbedder, World, long_story, look_unchanged, story


def planned(world: World, embedder: StubEmbedder | None = None, **how: Any) -> Plan:
    with contextlib.closing(world.index(embedder)) as index:
        return index.plan(Options(**how))


def counts(found: Plan | Report) -> dict[str, int]:
    """How many files of each kind, and how many texts."""
    kinds = {what: getattr(found, what) for what in ("added", "changed", "renamed", "removed")}
    told = {what: n if isinstance(n, int) else len(n) for what, n in kinds.items()}
    texts = found.to_embed if isinstance(found, Plan) else found.embedded
    return {**told, "unchanged": found.unchanged, "failed": len(found.failed), "texts": texts}


def everything(world: World) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of the catalog."""
    db = world.catalog.db
    tables = world.fetch("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {table: db.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


@pytest.fixture
def changed(three: World) -> World:
    """The three stories with one of every kind of change done to them."""
    three.put("3.txt", story(3))
    three.put("same.txt", story(4))
    three.sync(StubEmbedder())
    (three.articles / "0.txt").unlink()
    three.put("1.txt", story(77))
    (three.articles / "2.txt").rename(three.articles / "two.txt")
    three.put("3.txt", b"\0\1\2")
    three.put("new.txt", story(8))
    three.put("sub/new-again.txt", story(8))
    three.put("log.txt", long_story(60))
    return three


def test_a_plan_names_every_file_that_differs(changed: World, stub: StubEmbedder) -> None:
    found = planned(changed, stub)
    assert found.added == ("log.txt", "new.txt", "sub/new-again.txt")
    assert found.changed == ("1.txt",)
    assert found.renamed == (("2.txt", "two.txt"),)
    assert found.removed == ("0.txt",)
    assert [name for name, _ in found.failed] == ["3.txt"]
    assert found.unchanged == 1


def test_a_sync_does_what_its_plan_said(changed: World, stub: StubEmbedder) -> None:
    found = planned(changed, stub)
    report = changed.sync(stub)
    assert counts(found) == counts(report)
    assert found.failed == report.failed
    assert changed.holds_exactly_the_folder(stub)


@pytest.mark.parametrize("how", [{"verify": True}, {"rebuild": True}, {"compact": True}])
def test_a_sync_with_an_option_does_what_its_plan_said(
    changed: World, stub: StubEmbedder, how: dict[str, bool]
) -> None:
    found = planned(changed, stub, **how)
    assert counts(found) == counts(changed.sync(stub, **how))


def test_a_plan_embeds_nothing_and_writes_nothing(changed: World, stub: StubEmbedder) -> None:
    before = everything(changed)
    planned(changed, stub)
    planned(changed, stub, verify=True, rebuild=True, compact=True, keep_days=0.0)
    planned(changed, StubEmbedder("stub/2"))
    assert stub.embedded == []
    assert everything(changed) == before
    assert changed.bases() == ["1"]


def test_a_plan_of_nothing_new_is_empty(three: World, stub: StubEmbedder) -> None:
    assert planned(three, stub) == Plan((), (), (), (), 3, ())


def test_a_plan_for_a_first_sync_adds_everything(world: World, stub: StubEmbedder) -> None:
    for i in range(3):
        world.put(f"{i}.txt", story(i))
    assert planned(world, stub) == Plan(("0.txt", "1.txt", "2.txt"), (), (), (), 0, (), 3)


def test_a_plan_counts_a_text_of_two_files_once(three: World, stub: StubEmbedder) -> None:
    three.put("a.txt", story(7))
    three.put("b.md", story(7))
    assert planned(three, stub).to_embed == 1


def test_a_plan_does_not_count_what_a_failed_sync_has_embedded(
    three: World, stub: StubEmbedder
) -> None:
    for i in range(3, 7):
        three.put(f"{i}.txt", story(i))
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder(fails_after=3))
    assert planned(three, stub).to_embed == 1
    assert three.sync(stub).embedded == 1


def test_a_plan_does_not_count_what_was_there_before(three: World, stub: StubEmbedder) -> None:
    (three.articles / "1.txt").unlink()
    three.sync(stub)
    three.put("back.txt", story(1))
    assert planned(three, stub).to_embed == 0


def test_a_plan_counts_the_changed_passages_of_a_long_article_only(
    three: World, stub: StubEmbedder
) -> None:
    three.put("log.txt", long_story(200))
    three.sync(stub)
    three.put("log.txt", long_story(200, changed=4))
    found = planned(three, stub)
    assert 1 <= found.to_embed == three.sync(stub).embedded <= 5


def test_a_plan_for_another_model_counts_every_text(three: World) -> None:
    three.put("new.txt", story(7))
    (three.articles / "0.txt").unlink()
    other = StubEmbedder("stub/2")
    assert planned(three, other).to_embed == 3
    assert three.sync(other, change_model=True).embedded == 3


def test_a_plan_counts_what_was_synced_without_the_model(three: World, stub: StubEmbedder) -> None:
    three.put("new.txt", story(7))
    three.sync(None)
    three.let_time_pass()
    assert planned(three, stub).to_embed == 1


def test_a_plan_without_a_model_embeds_nothing(three: World) -> None:
    three.put("new.txt", story(7))
    found = planned(three)
    assert (found.added, found.to_embed) == (("new.txt",), 0)


def test_a_plan_with_verify_sees_what_no_mark_tells(three: World, stub: StubEmbedder) -> None:
    three.put("1.txt", story(77))
    look_unchanged(three, "1.txt")
    assert planned(three, stub).unchanged == 3
    found = planned(three, stub, verify=True)
    assert (found.changed, found.to_embed) == (("1.txt",), 1)


def test_a_plan_of_an_empty_folder_removes_everything(three: World, stub: StubEmbedder) -> None:
    for i in range(3):
        (three.articles / f"{i}.txt").unlink()
    assert planned(three, stub).removed == ("0.txt", "1.txt", "2.txt")


def test_a_plan_is_made_while_another_process_syncs(three: World, stub: StubEmbedder) -> None:
    with writer(three.data):
        assert planned(three, stub).unchanged == 3


def test_a_plan_of_a_missing_folder_says_so(world: World) -> None:
    world.articles.rmdir()
    with pytest.raises(UsageError, match="There is no folder"):
        planned(world)


class CutShort(Exception):
    """What ends a sync in the tests."""


def test_a_plan_after_a_rebuild_that_was_cut_short_finds_nothing_changed(
    three: World, stub: StubEmbedder
) -> None:
    def cut_short(stage: str, done: int, total: int) -> None:
        raise CutShort

    with pytest.raises(CutShort):
        three.sync(stub, rebuild=True, progress=cut_short)
    found = planned(three, stub)
    assert counts(found) == counts(three.sync(stub))


def test_a_plan_after_the_rules_of_reading_changed_counts_what_is_read_anew(
    three: World, stub: StubEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    three.put("log.txt", long_story(60))
    three.sync(stub)
    for module in (plan_module, publishing, sync_module):
        monkeypatch.setattr(module, "RULES", 1_000)
    monkeypatch.setattr(passages, "MOST", 120)
    monkeypatch.setattr(passages, "FEWEST", 60)
    found = planned(three, stub)
    report = three.sync(stub)
    assert report.embedded > 0
    assert counts(found) == counts(report)

"""A rebuild makes everything but the vectors anew; compacting leaves nothing outside the base."""

from __future__ import annotations

import contextlib
import gc

import pytest

from index.catalog import key_of
from index.errors import NewsdeskError
from index.llamaindex import open_collection
from index.plan import Progress
from tests.index.support import COMMON, FOREIGN, StubEmbedder, World, long_story, story

# Rebuilding


SPOILT = {
    "the lexical index is empty": "INSERT INTO lexical (lexical) VALUES ('delete-all')",
    "the articles' lexical index is empty": (
        "INSERT INTO article_lexical (article_lexical) VALUES ('delete-all')"
    ),
    "passages say something else": "UPDATE passages SET text = 'Nothing', start = 3, header = 'X'",
    "passages have each other's keys": (
        "UPDATE passages SET key = (SELECT key FROM passages ORDER BY id LIMIT 1)"
    ),
    "documents say something else": "UPDATE documents SET text = 'Nothing', title = 'Nothing'",
    "the delta is forgotten": "DELETE FROM delta",
    "what the base holds is forgotten": "DELETE FROM base_keys",
    "all of the base is dead": "INSERT OR IGNORE INTO dead SELECT key FROM base_keys",
    "all live texts are due to be dropped": (
        "INSERT OR REPLACE INTO retired SELECT DISTINCT key, 0 FROM passages"
    ),
    "all documents are loose": "INSERT OR IGNORE INTO loose SELECT id FROM documents",
    "a base is upcoming": "INSERT INTO upcoming SELECT 'x.txt', id FROM documents LIMIT 1",
}


@pytest.fixture
def four(three: World, stub: StubEmbedder) -> World:
    """Three stories in the base, and a fourth in the delta."""
    three.put("3.txt", story(3))
    three.sync(stub)
    stub.embedded.clear()
    three.let_time_pass()
    return three


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_after_a_rebuild_everything_is_right_and_nothing_was_embedded(
    four: World, stub: StubEmbedder, spoil: str
) -> None:
    four.catalog.db.execute(spoil)
    report = four.sync(stub, rebuild=True)
    assert (report.unchanged, report.embedded, report.passages) == (4, 0, 4)
    assert stub.embedded == []
    assert four.catalogued() == four.cuttings()
    assert four.holds_exactly_the_folder(stub)
    assert four.fetch("SELECT key FROM delta UNION SELECT key FROM dead") == []
    four.put("4.txt", story(4))
    (four.articles / "0.txt").unlink()
    four.sync(stub)
    assert four.holds_exactly_the_folder(stub)


def test_after_a_rebuild_the_passages_are_counted_anew(four: World, stub: StubEmbedder) -> None:
    four.catalog.db.execute("DELETE FROM passages WHERE id = 1")
    assert four.sync(stub, rebuild=True).passages == 4


def test_a_rebuild_publishes_a_generation_and_a_base(four: World, stub: StubEmbedder) -> None:
    generation = four.catalog.generation
    report = four.sync(stub, rebuild=True)
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 0, 0, 4)
    assert report.generation == generation + 1
    assert four.catalog.meta("base") == "2"


def test_a_rebuild_of_an_index_of_words_embeds_nothing(world: World) -> None:
    world.put("0.txt", story(0))
    world.put("log.txt", long_story(40))
    world.sync()
    world.catalog.db.execute("INSERT INTO lexical (lexical) VALUES ('delete-all')")
    report = world.sync(rebuild=True)
    assert (report.unchanged, report.embedded) == (2, 0)
    assert world.holds_exactly_the_folder()
    assert not (world.data / "bases").exists()


def test_a_rebuild_takes_in_what_changed_meanwhile(four: World, stub: StubEmbedder) -> None:
    four.put("1.txt", story(77))
    (four.articles / "2.txt").rename(four.articles / "two.txt")
    (four.articles / "3.txt").unlink()
    four.put("new.txt", story(8))
    report = four.sync(stub, rebuild=True)
    assert (report.added, report.changed, report.renamed, report.removed) == (1, 1, 1, 1)
    assert (report.unchanged, report.embedded) == (1, 2)
    assert four.holds_exactly_the_folder(stub)


def test_a_sync_after_a_rebuild_reads_nothing_and_keeps_the_generation(
    four: World, stub: StubEmbedder
) -> None:
    generation = four.sync(stub, rebuild=True).generation
    told: list[str] = []
    four.let_time_pass()
    report = four.sync(stub, progress=lambda stage, done, total: told.append(stage))
    assert (report.generation, told) == (generation, [])


class CutShort(Exception):
    """What ends a sync in the tests."""


def cut_short_at(wanted: str) -> Progress:
    def progress(stage: str, done: int, total: int) -> None:
        if stage == wanted:
            raise CutShort

    return progress


@pytest.mark.parametrize("stage", ["reading", "building", "publishing"])
def test_a_rebuild_that_is_cut_short_serves_as_before_and_the_next_sync_completes_it(
    four: World, stub: StubEmbedder, stage: str
) -> None:
    before, generation = four.by_words(), four.catalog.generation
    four.catalog.db.execute("INSERT INTO article_lexical (article_lexical) VALUES ('delete-all')")
    with pytest.raises(CutShort):
        four.sync(stub, rebuild=True, progress=cut_short_at(stage))
    assert four.catalog.generation == generation
    assert four.by_words() == four.by_meaning(stub) == before
    report = four.sync(stub)
    assert (report.unchanged, report.embedded) == (4, 0)
    assert report.generation == generation + 1
    assert four.fetch(f"SELECT count(*) FROM article_lexical('{COMMON}')") == [4]
    assert four.holds_exactly_the_folder(stub)
    assert len(four.bases()) <= 2


def test_a_sync_after_one_that_completed_a_rebuild_has_nothing_left_to_do(
    four: World, stub: StubEmbedder
) -> None:
    with pytest.raises(CutShort):
        four.sync(stub, rebuild=True, progress=cut_short_at("reading"))
    generation = four.sync(stub).generation
    assert four.sync(stub).generation == generation


def test_a_rebuild_that_is_cut_short_and_begun_again_finds_nothing_changed(
    four: World, stub: StubEmbedder
) -> None:
    with pytest.raises(CutShort):
        four.sync(stub, rebuild=True, progress=cut_short_at("building"))
    report = four.sync(stub, rebuild=True)
    assert (report.unchanged, report.changed) == (4, 0)


# Compacting


def in_collection(world: World) -> set[str]:
    """The documents that Chroma's own code finds in the published base."""
    documents = open_collection(world.data).get()["documents"]
    assert documents is not None
    assert len(documents) == len(set(documents))
    return set(documents)


def live(world: World) -> set[str]:
    return {text for _, text in world.in_folder()}


def test_after_compacting_the_base_holds_exactly_the_live_texts(
    four: World, stub: StubEmbedder
) -> None:
    (four.articles / "0.txt").unlink()
    four.put("1.txt", story(77))
    four.put("copy.txt", story(77))
    four.put("log.txt", long_story(40))
    four.sync(stub)
    assert in_collection(four) != live(four)
    four.sync(stub, compact=True)
    assert in_collection(four) == live(four)
    assert set(open_collection(four.data).get()["ids"]) == {
        key_of(p.embedded_text).hex() for found in four.cuttings().values() for p in found
    }
    assert four.fetch("SELECT key FROM delta UNION SELECT key FROM dead") == []
    assert four.holds_exactly_the_folder(stub)


def test_compacting_takes_in_what_changed_meanwhile(four: World, stub: StubEmbedder) -> None:
    four.put("new.txt", story(8))
    (four.articles / "2.txt").unlink()
    report = four.sync(stub, compact=True)
    assert (report.added, report.removed, report.embedded) == (1, 1, 1)
    assert in_collection(four) == live(four)


def test_compacting_after_a_removal_alone_takes_what_went_out_of_the_base(
    three: World, stub: StubEmbedder
) -> None:
    (three.articles / "0.txt").unlink()
    three.sync(stub)
    three.sync(stub, compact=True)
    assert in_collection(three) == live(three)
    assert three.fetch("SELECT key FROM dead") == []


def test_compacting_what_is_whole_builds_nothing(three: World, stub: StubEmbedder) -> None:
    generation = three.catalog.generation
    assert three.sync(stub, compact=True).generation == generation
    assert three.bases() == ["1"]


def test_compacting_gives_the_disk_back_what_nothing_fills(world: World) -> None:
    world.put("0.txt", story(0))
    world.put("log.txt", long_story(1_000))
    world.sync()
    (world.articles / "log.txt").unlink()
    world.sync()
    (pages,) = world.fetch("PRAGMA page_count")
    world.sync(compact=True)
    assert world.fetch("PRAGMA page_count")[0] < pages / 2
    assert world.fetch("PRAGMA freelist_count") == [0]
    assert world.holds_exactly_the_folder()


def test_a_collection_answers_after_a_newer_base_took_its_place_and_goes_with_its_last_user(
    four: World, stub: StubEmbedder
) -> None:
    collection = open_collection(four.data)
    asked = stub.embed_query(FOREIGN)[None]
    before = collection.query(query_embeddings=asked, n_results=3)["ids"]
    four.sync(stub, compact=True)
    four.sync(stub)
    assert four.bases() == ["1", "2"]
    assert collection.query(query_embeddings=asked, n_results=3)["ids"] == before
    assert collection.count() == 3
    del collection
    gc.collect()
    four.sync(stub)
    assert four.bases() == ["2"]


def test_after_compacting_an_emptied_index_no_base_holds_what_is_gone(
    four: World, stub: StubEmbedder
) -> None:
    for path in four.articles.iterdir():
        path.unlink()
    four.sync(stub, compact=True, allow_removals=True)
    assert four.fetch("SELECT key FROM delta UNION SELECT key FROM dead") == []
    with contextlib.suppress(NewsdeskError):
        assert in_collection(four) == set()

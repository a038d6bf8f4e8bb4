"""Changes of the model, and how long vectors are kept that nothing uses."""

from __future__ import annotations

import pytest

from index.errors import IndexMismatch, ModelChanged
from tests.index.support import StubEmbedder, World, long_story, story

# The model


def test_another_model_is_refused_and_the_index_is_kept(three: World, stub: StubEmbedder) -> None:
    other = StubEmbedder("stub/2")
    with pytest.raises(IndexMismatch, match="stub/1"):
        three.sync(other)
    assert other.embedded == []
    assert three.holds_exactly_the_folder(stub)


def test_another_model_embeds_everything_anew_when_that_is_wanted(three: World) -> None:
    other = StubEmbedder("stub/2", dimensions=8)
    report = three.sync(other, change_model=True)
    assert report.embedded == 3
    assert three.catalog.meta("model") == "stub/2"
    assert three.holds_exactly_the_folder(other)


def test_going_back_to_a_model_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    three.sync(StubEmbedder("stub/2"), change_model=True)
    assert three.sync(stub, change_model=True).embedded == 0
    assert three.holds_exactly_the_folder(stub)


def test_a_model_added_to_an_index_of_words_embeds_everything(
    world: World, stub: StubEmbedder
) -> None:
    world.put("a.txt", story(1))
    world.sync()
    assert world.sync(stub).embedded == 1
    assert world.holds_exactly_the_folder(stub)


def test_what_was_synced_without_the_model_is_embedded_at_the_next_sync_with_it(
    three: World, stub: StubEmbedder
) -> None:
    three.put("new.txt", story(7))
    assert three.sync(None).embedded == 0
    assert three.by_words() == three.in_folder()
    three.let_time_pass()
    assert three.sync(stub).embedded == 1
    assert three.holds_exactly_the_folder(stub)


def test_a_refused_model_says_how_many_texts_it_would_embed(
    three: World, stub: StubEmbedder
) -> None:
    three.put("copy.txt", story(1))
    three.put("log.txt", long_story(40))
    three.sync(stub)
    texts = {p.embedded_text for found in three.cuttings().values() for p in found}
    with pytest.raises(ModelChanged) as refused:
        three.sync(StubEmbedder("stub/2"))
    error = refused.value
    assert (error.made, error.wanted, error.texts) == ("stub/1", "stub/2", len(texts))
    assert error.tokens == pytest.approx(sum(map(len, texts)) / 4.5, rel=0.05)
    assert f"{len(texts)} texts" in str(error)
    assert "newsdesk index --yes" in str(error)


def test_a_refused_model_leaves_everything_as_it_was(three: World, stub: StubEmbedder) -> None:
    three.put("new.txt", story(7))
    before, generation = three.by_words(), three.catalog.generation
    with pytest.raises(ModelChanged) as refused:
        three.sync(StubEmbedder("stub/2"))
    assert refused.value.texts == 4
    assert three.by_words() == three.by_meaning(stub) == before
    assert (three.catalog.generation, three.catalog.meta("model")) == (generation, "stub/1")
    assert three.fetch("SELECT DISTINCT model FROM vectors") == ["stub/1"]
    assert three.bases() == ["1"]
    assert three.sync(stub).embedded == 1


def test_a_change_of_model_that_fails_serves_the_old_one_and_costs_only_the_rest(
    three: World, stub: StubEmbedder
) -> None:
    before = three.by_words()
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder("stub/2", fails_after=2), change_model=True)
    assert three.catalog.meta("model") == "stub/1"
    assert three.by_meaning(stub) == before
    with pytest.raises(ModelChanged) as refused:
        three.sync(StubEmbedder("stub/2"))
    assert refused.value.texts == 1
    other = StubEmbedder("stub/2")
    assert three.sync(other, change_model=True).embedded == 1
    assert three.holds_exactly_the_folder(other)


def test_a_change_of_model_embeds_what_is_new_too(three: World) -> None:
    three.put("new.txt", story(7))
    (three.articles / "0.txt").unlink()
    other = StubEmbedder("stub/2", dimensions=8)
    report = three.sync(other, change_model=True)
    assert (report.added, report.removed, report.embedded) == (1, 1, 3)
    assert three.holds_exactly_the_folder(other)


def test_a_searcher_that_was_open_follows_a_change_of_model(
    three: World, stub: StubEmbedder
) -> None:
    assert three.holds_exactly_the_folder(stub)
    other = StubEmbedder("stub/2", dimensions=8)
    three.sync(other, change_model=True)
    three.put("new.txt", story(7))
    three.sync(other)
    assert three.holds_exactly_the_folder(other)


# How long vectors are kept


def remove_and_sync(world: World, embedder: StubEmbedder, keep_days: float | None = None) -> None:
    (world.articles / "1.txt").unlink()
    world.sync(embedder, **({} if keep_days is None else {"keep_days": keep_days}))


def age(world: World, table: str, days: float) -> None:
    """Let what is kept for a while have been kept so many days already."""
    world.catalog.db.execute(f"UPDATE {table} SET since = since - ?", (round(days * 86_400),))


def test_vectors_of_what_is_gone_are_dropped_at_once_when_none_are_to_be_kept(
    three: World, stub: StubEmbedder
) -> None:
    remove_and_sync(three, stub, keep_days=0.0)
    assert three.fetch("SELECT count(*) FROM vectors") == [2]
    three.put("1.txt", story(1))
    assert three.sync(stub).embedded == 1
    assert three.holds_exactly_the_folder(stub)


def test_vectors_kept_until_now_are_dropped_by_a_sync_that_finds_nothing_new(
    three: World, stub: StubEmbedder
) -> None:
    remove_and_sync(three, stub)
    assert three.fetch("SELECT count(*) FROM vectors") == [3]
    three.sync(stub, keep_days=0.0)
    assert three.fetch("SELECT count(*) FROM vectors") == [2]


def test_vectors_of_what_is_gone_are_kept_for_thirty_days(three: World, stub: StubEmbedder) -> None:
    remove_and_sync(three, stub)
    age(three, "retired", 29.9)
    three.sync(stub)
    assert three.fetch("SELECT count(*) FROM vectors") == [3]
    age(three, "retired", 0.2)
    three.sync(stub)
    assert three.fetch("SELECT count(*) FROM vectors") == [2]


def test_the_vector_of_a_text_that_came_back_is_not_dropped(
    three: World, stub: StubEmbedder
) -> None:
    remove_and_sync(three, stub)
    age(three, "retired", 40)
    three.put("back.txt", story(1))
    three.sync(stub)
    assert three.fetch("SELECT count(*) FROM vectors") == [3]
    three.sync(stub, keep_days=0.0)
    assert three.fetch("SELECT count(*) FROM vectors") == [3]
    assert stub.embedded == []
    assert three.holds_exactly_the_folder(stub)


def test_the_vector_of_a_text_that_another_article_shares_is_not_dropped(
    three: World, stub: StubEmbedder
) -> None:
    three.put("same.md", story(1))
    three.sync(stub)
    remove_and_sync(three, stub, keep_days=0.0)
    assert three.fetch("SELECT count(*) FROM vectors") == [3]
    assert stub.embedded == []
    assert three.holds_exactly_the_folder(stub)


def test_a_text_that_goes_again_is_kept_from_then_on(three: World, stub: StubEmbedder) -> None:
    remove_and_sync(three, stub)
    age(three, "retired", 40)
    three.put("1.txt", story(1))
    three.sync(stub)
    remove_and_sync(three, stub)
    assert three.fetch("SELECT count(*) FROM vectors") == [3]


def test_vectors_of_texts_that_no_sync_ever_published_are_dropped_in_their_time(
    three: World, stub: StubEmbedder
) -> None:
    three.put("draft.txt", story(7))
    three.put("later.txt", story(8))
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder(fails_after=1))
    (three.articles / "draft.txt").unlink()
    three.sync(stub, keep_days=0.0)
    assert three.fetch("SELECT count(*) FROM vectors") == [4]
    assert three.holds_exactly_the_folder(stub)


def test_vectors_of_a_left_model_are_dropped_when_none_are_to_be_kept(
    three: World, stub: StubEmbedder
) -> None:
    three.sync(StubEmbedder("stub/2"), change_model=True, keep_days=0.0)
    assert three.fetch("SELECT DISTINCT model FROM vectors") == ["stub/2"]
    assert three.sync(stub, change_model=True).embedded == 3


def test_vectors_of_a_left_model_are_kept_for_thirty_days(three: World) -> None:
    other = StubEmbedder("stub/2")
    three.sync(other, change_model=True)
    age(three, "retired_models", 29.9)
    three.sync(other)
    assert three.fetch("SELECT count(*) FROM vectors") == [6]
    age(three, "retired_models", 0.2)
    three.sync(other)
    assert three.fetch("SELECT DISTINCT model FROM vectors") == ["stub/2"]


def test_vectors_of_a_model_that_is_back_are_not_dropped(three: World, stub: StubEmbedder) -> None:
    three.sync(StubEmbedder("stub/2"), change_model=True)
    age(three, "retired_models", 40)
    three.sync(stub, change_model=True)
    assert three.fetch("SELECT count(*) FROM vectors WHERE model = 'stub/1'") == [3]
    three.sync(stub, keep_days=0.0)
    assert three.fetch("SELECT DISTINCT model FROM vectors") == ["stub/1"]
    assert stub.embedded == []
    assert three.holds_exactly_the_folder(stub)

"""Search: the right passages, best first, of one generation, whatever words are asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index import Filters, Index, UsageError
from index.search import Searcher
from tests.conftest import SEEDS, OpenIndex
from tests.index.support import ALL, COMMON, FOREIGN, StubEmbedder, World, story

HOSTILE = [
    '"',
    '""',
    'the "ferry',
    'fer"ry',
    "AND",
    "ferry AND",
    "ferry OR NOT",
    "NEAR(",
    "NEAR(ferry goats, 2)",
    "*",
    "ferry*",
    "^ferry",
    "title:ferry",
    "{title text}: ferry",
    "(((",
    "ferry)",
    "-ferry",
    "ferry + goats",
    "'; DROP TABLE files; --",
    "%",
    "\\",
    "ferry\0goats",
    "?!…",
    "🚒",
    "паром",
    "",
    " \n\t",
    "the of and",
    " ".join(f"word{i}" for i in range(5_000)),
    "x" * 10_000,
]

DATED = {
    "day.md": ("2024-03-05", "The Lowland Post"),
    "month.md": ("2024-04", "Orvane Courier"),
    "year.md": ("2023", "orvane courier"),
    "sub/undated.md": (None, None),
}


@pytest.fixture
def dated(world: World) -> World:
    """Four articles, dated to the day, the month, the year, and not at all."""
    for number, (name, (date, outlet)) in enumerate(DATED.items()):
        matter = [f"title: Ferry {number}"]
        matter += [f"date: '{date}'"] if date else []
        matter += [f"outlet: {outlet}"] if outlet else []
        world.put(name, "---\n" + "\n".join(matter) + f"\n---\n\n{story(number)}")
    world.sync()
    return world


def files(world: World, filters: Filters) -> set[str]:
    return {hit.source.file for hit in world.search(COMMON, filters=filters)}


# What is found


def test_the_passage_that_answers_comes_first(seeds_index: Index) -> None:
    hits = seeds_index.search("How many patients were carried out of the hospital by boat?")
    assert hits[0].source.file == "tessaly-flood-second-day.html"
    assert "112 patients" in hits[0].passage.text


def test_a_question_in_other_words_is_answered_by_meaning(seeds_index: Index) -> None:
    hits = seeds_index.search("Which lender went bust?", count=3)
    assert {hit.source.file for hit in hits} & {
        "meridale-savings-bank-closed.txt",
        "meridale-bank-collapse.html",
    }


def test_every_passage_comes_first_for_its_own_text(seeds_index: Index) -> None:
    for hit in seeds_index.search(COMMON, count=ALL):
        assert seeds_index.search(hit.passage.text, count=1)[0].passage == hit.passage


def test_every_passage_comes_first_for_its_own_text_by_words_alone(open_index: OpenIndex) -> None:
    index = open_index(SEEDS)
    index.sync()
    for hit in index.search("the a of in", count=ALL):
        assert index.search(hit.passage.text, count=1)[0].passage == hit.passage


def test_a_hit_carries_what_is_known_of_its_article(seeds_index: Index) -> None:
    (hit,) = seeds_index.search(
        "herring", count=1, filters=Filters(files=("pelagia-velmara-herring-treaty.md",))
    )
    assert hit.source.title == "Pelagia and Velmara end herring quarrel with ten-year treaty"
    assert hit.source.outlet == "The Quayside Gazette"
    assert hit.source.author == "Wim Sorrel"
    assert hit.source.url == "https://quayside.example.com/sea/herring-treaty-signed"
    assert hit.source.published is not None
    assert hit.source.published.date == "2024-09-03"


def test_a_hit_s_passage_is_a_slice_of_the_stored_text_of_record(seeds_index: Index) -> None:
    for hit in seeds_index.search("flood", count=ALL):
        text = seeds_index.article(hit.source.file).text
        assert text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_scores_fall_from_hit_to_hit_and_lie_between_0_and_1(seeds_index: Index) -> None:
    scores = [hit.score for hit in seeds_index.search("Who mediated the truce?", count=30)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_search_is_repeatable(seeds_index: Index) -> None:
    question = "What did the mayor say?"
    assert seeds_index.search(question) == seeds_index.search(question)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_no_more_passages_are_given_than_were_asked_for(seeds_index: Index, count: int) -> None:
    assert len(seeds_index.search("flood", count=count)) == count


def test_an_empty_index_finds_nothing(world: World, stub: StubEmbedder) -> None:
    assert world.search("ferry") == []
    assert world.search("ferry", stub) == []


def test_what_is_gone_from_the_folder_does_not_crowd_out_what_is_there(
    world: World, stub: StubEmbedder
) -> None:
    for i in range(400):
        world.put(f"{i}.txt", story(i))
    world.sync(stub)
    for i in range(397):
        (world.articles / f"{i}.txt").unlink()
    world.sync(stub, allow_removals=True)
    found = world.search(FOREIGN, stub, count=3)
    assert {hit.source.file for hit in found} == {"397.txt", "398.txt", "399.txt"}


# Words alone


def test_an_index_of_words_finds_by_words(three: World) -> None:
    hits = three.search("Ferry 2")
    assert hits[0].source.file == "2.txt"
    assert hits[0].dense is None
    assert hits[0].lexical > 0


def test_an_index_of_words_finds_nothing_without_a_common_word(world: World) -> None:
    world.put("a.txt", story(1))
    world.sync()
    assert world.search(FOREIGN) == []


@pytest.mark.parametrize("question", ["ferries", "FERRY", "Férry", "late harbours"])
def test_words_are_compared_by_stem_without_case_and_accents(world: World, question: str) -> None:
    world.put("a.txt", story(1))
    world.sync()
    assert [hit.source.file for hit in world.search(question)] == ["a.txt"]


def test_an_outlet_can_be_searched_by_its_name(dated: World) -> None:
    assert dated.search("Lowland")[0].source.file == "day.md"


# Hostile questions


@pytest.mark.parametrize("question", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_no_question_is_taken_as_a_query_language(three: World, question: str) -> None:
    assert len(three.search(question)) <= 3


@pytest.mark.parametrize("question", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_no_question_disturbs_a_search_by_meaning(seeds_index: Index, question: str) -> None:
    assert len(seeds_index.search(question, count=2)) == 2


def test_query_operators_are_searched_for_as_words(world: World) -> None:
    world.put("a.txt", "The ferry\n\nThe ferry came near and it is not gone from there.\n")
    world.put("b.txt", "The goats\n\nThe goats are late and they are very angry again.\n")
    world.sync()
    assert {hit.source.file for hit in world.search("ferry NOT goats")} == {"a.txt", "b.txt"}


# Filters


def test_since_keeps_what_may_be_of_that_day_or_later(dated: World) -> None:
    assert files(dated, Filters(since="2024-03-05")) == {"day.md", "month.md"}
    assert files(dated, Filters(since="2024-03-06")) == {"month.md"}


def test_until_keeps_what_may_be_of_that_day_or_earlier(dated: World) -> None:
    assert files(dated, Filters(until="2024-03-05")) == {"day.md", "year.md"}
    assert files(dated, Filters(until="2024-03-04")) == {"year.md"}


def test_a_month_or_a_year_is_kept_when_any_of_its_days_is_in_range(dated: World) -> None:
    assert files(dated, Filters(since="2024-04-30", until="2024-05-31")) == {"month.md"}
    assert files(dated, Filters(since="2023-12-31", until="2024-01-01")) == {"year.md"}


def test_articles_of_unknown_date_are_left_out_of_any_range(dated: World) -> None:
    assert files(dated, Filters()) == set(DATED)
    assert "sub/undated.md" not in files(dated, Filters(since="0001-01-01"))
    assert "sub/undated.md" not in files(dated, Filters(until="9999-12-31"))


def test_outlets_are_compared_without_case(dated: World) -> None:
    assert files(dated, Filters(outlets=("ORVANE COURIER",))) == {"month.md", "year.md"}


def test_any_of_several_outlets_will_do(dated: World) -> None:
    wanted = Filters(outlets=("Orvane Courier", "The Lowland Post"))
    assert files(dated, wanted) == {"day.md", "month.md", "year.md"}


def test_files_are_chosen_by_name(dated: World) -> None:
    assert files(dated, Filters(files=("day.md", "year.md"))) == {"day.md", "year.md"}


def test_files_are_chosen_by_pattern(dated: World) -> None:
    assert files(dated, Filters(files=("sub/*",))) == {"sub/undated.md"}
    assert files(dated, Filters(files=("*ear.md",))) == {"year.md"}


def test_a_name_with_brackets_is_not_taken_as_a_pattern_only(world: World) -> None:
    world.put("flood [1].txt", story(1))
    world.sync()
    assert files(world, Filters(files=("flood [1].txt",))) == {"flood [1].txt"}


def test_filters_are_taken_together(dated: World) -> None:
    assert files(dated, Filters(since="2024-01-01", outlets=("orvane courier",))) == {"month.md"}


def test_a_filter_that_nothing_passes_gives_nothing(dated: World) -> None:
    assert files(dated, Filters(outlets=("The Evening Star",))) == set()


def test_filters_hold_for_a_search_by_meaning_too(seeds_index: Index) -> None:
    wanted = Filters(since="2024-03-01", until="2024-03-31")
    hits = seeds_index.search("Which bank was closed?", count=ALL, filters=wanted)
    assert {hit.source.file for hit in hits} == {
        "brenmoor-flood-third-day.txt",
        "tessaly-flood-day-one.md",
        "tessaly-flood-second-day.html",
    }
    assert all(hit.dense is not None for hit in hits)


# A damaged base


@pytest.fixture
def many(three: World, stub: StubEmbedder) -> World:
    """The three stories of the base, and more in the delta."""
    for i in range(3, 12):
        three.put(f"{i}.txt", story(i))
    three.sync(stub)
    return three


def top(world: World, searcher: Searcher, embedder: StubEmbedder) -> list[str]:
    """The best file for the exact text of each story, found by meaning alone."""
    found = []
    for i in range(12):
        (passage_id,) = world.catalog.db.execute(
            "SELECT p.id FROM passages p JOIN files f ON f.document = p.document WHERE f.name = ?",
            (f"{i}.txt",),
        ).fetchone()
        text = world.catalog.passages([passage_id])[passage_id].embedded_text
        with searcher.snapshot():
            (hit,) = searcher.search(FOREIGN, embedder.embed_query(text), 1, Filters())
        found.append(hit.source.file)
    return found


def base_of(world: World) -> Path:
    (base,) = (world.data / "bases").iterdir()
    return base


def test_base_and_delta_give_the_nearest_passage(many: World, stub: StubEmbedder) -> None:
    assert top(many, many.searcher, stub) == [f"{i}.txt" for i in range(12)]


def test_without_its_base_a_search_gives_the_same_first_hits(
    many: World, stub: StubEmbedder
) -> None:
    shutil.rmtree(base_of(many))
    assert top(many, many.searcher, stub) == [f"{i}.txt" for i in range(12)]
    assert many.holds_exactly_the_folder(stub)


def test_with_a_damaged_database_in_the_base_a_search_gives_the_same_first_hits(
    many: World, stub: StubEmbedder
) -> None:
    (base_of(many) / "chroma.sqlite3").write_bytes(b"no database " * 500)
    assert top(many, many.searcher, stub) == [f"{i}.txt" for i in range(12)]


def test_with_a_missing_database_in_the_base_a_search_gives_the_same_first_hits(
    many: World, stub: StubEmbedder
) -> None:
    (base_of(many) / "chroma.sqlite3").unlink()
    assert top(many, many.searcher, stub) == [f"{i}.txt" for i in range(12)]


def test_with_a_damaged_graph_in_the_base_a_search_gives_the_same_first_hits(
    many: World, stub: StubEmbedder
) -> None:
    (header,) = base_of(many).glob("*/header.bin")
    header.write_bytes(b"\xff" * 100)
    assert top(many, many.searcher, stub) == [f"{i}.txt" for i in range(12)]


def test_a_search_over_a_damaged_base_says_so_in_the_log(
    many: World, stub: StubEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(base_of(many))
    many.search("ferry", stub)
    assert "base 1 cannot be read" in caplog.text


def test_a_base_that_loses_its_folder_while_it_is_open_still_answers(
    many: World, stub: StubEmbedder
) -> None:
    before = top(many, many.searcher, stub)
    shutil.rmtree(base_of(many))
    assert top(many, many.searcher, stub) == before


# The stored article


def test_the_text_of_record_is_kept_with_what_was_taken_out(open_index: OpenIndex) -> None:
    index = open_index(SEEDS)
    index.sync()
    stored = index.article("000_949142f3d4a3280d.txt")
    assert stored.text == (SEEDS / "000_949142f3d4a3280d.txt").read_text()
    assert [stored.text[gap.start : gap.end] for gap in stored.removed] == ["[ad_1]", "[ad_2]"]


def test_an_unknown_file_is_answered_with_the_nearest_name(seeds_index: Index) -> None:
    with pytest.raises(UsageError, match=r"Did you mean marrowick-strike-ends\.txt"):
        seeds_index.article("marrowick-strike-end.txt")


def test_a_file_without_a_text_is_answered_with_its_problem(
    open_index: OpenIndex, articles: Path
) -> None:
    (articles / "good.txt").write_text(story(1))
    (articles / "bad.txt").write_bytes(b"\0\1")
    index = open_index()
    index.sync()
    with pytest.raises(UsageError, match="binary"):
        index.article("bad.txt")

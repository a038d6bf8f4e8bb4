"""What is deleted, moved or copied: the index follows, and no embedding is paid for."""

from __future__ import annotations

from tests.index.support import StubEmbedder, World, story

# Deleting and moving


def test_a_file_renamed_in_case_only_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    three.put("ferry.txt", story(7))
    three.sync(stub)
    stub.embedded.clear()
    (three.articles / "ferry.txt").rename(three.articles / "FERRY.txt")
    report = three.sync(stub)
    assert (report.renamed, report.embedded) == (1, 0)
    assert "FERRY.txt" in three.catalog.files()
    assert three.holds_exactly_the_folder(stub)


def test_a_folder_in_the_place_of_a_file_is_walked(three: World, stub: StubEmbedder) -> None:
    (three.articles / "1.txt").unlink()
    three.put("1.txt/inner.txt", story(1))
    report = three.sync(stub)
    assert (report.renamed, report.embedded) == (1, 0)
    assert three.holds_exactly_the_folder(stub)


def test_a_deleted_article_is_found_no_more(three: World, stub: StubEmbedder) -> None:
    (three.articles / "1.txt").unlink()
    report = three.sync(stub)
    assert (report.removed, report.passages, report.embedded) == (1, 2, 0)
    assert three.holds_exactly_the_folder(stub)


def test_the_words_of_a_deleted_article_do_not_find_the_one_that_takes_its_place(
    three: World, stub: StubEmbedder
) -> None:
    three.put("z.txt", "A xylophone\n\nThe xylophone was played at the harbour.\n")
    three.sync(stub)
    (three.articles / "z.txt").unlink()
    three.sync(stub)
    three.put("y.txt", story(7))
    three.sync(stub)
    assert three.search("xylophone") == []
    assert three.holds_exactly_the_folder(stub)


def test_a_deleted_article_that_comes_back_costs_no_embedding(
    three: World, stub: StubEmbedder
) -> None:
    (three.articles / "1.txt").unlink()
    three.sync(stub)
    three.put("back.txt", story(1))
    assert three.sync(stub).embedded == 0
    assert three.holds_exactly_the_folder(stub)


def test_a_renamed_file_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    (three.articles / "1.txt").rename(three.articles / "one.txt")
    report = three.sync(stub)
    assert (report.renamed, report.added, report.removed, report.embedded) == (1, 0, 0, 0)
    assert three.holds_exactly_the_folder(stub)


def test_a_file_moved_into_a_folder_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    (three.articles / "old").mkdir()
    (three.articles / "1.txt").rename(three.articles / "old" / "1.txt")
    report = three.sync(stub)
    assert (report.renamed, report.embedded) == (1, 0)
    assert three.holds_exactly_the_folder(stub)


def test_a_file_renamed_to_another_format_embeds_only_what_reads_differently(
    three: World, stub: StubEmbedder
) -> None:
    (three.articles / "1.txt").rename(three.articles / "1.md")
    assert three.sync(stub).embedded == 0
    assert three.holds_exactly_the_folder(stub)


def test_two_files_that_swap_their_names_cost_no_embedding(
    three: World, stub: StubEmbedder
) -> None:
    first, second = three.articles / "1.txt", three.articles / "2.txt"
    first.rename(three.articles / "aside")
    second.rename(first)
    (three.articles / "aside").rename(second)
    assert three.sync(stub).embedded == 0
    assert three.holds_exactly_the_folder(stub)


# The same bytes twice


def test_the_same_bytes_under_two_names_are_listed_twice_and_embedded_once(
    three: World, stub: StubEmbedder
) -> None:
    three.put("a.txt", story(7))
    three.put("b.txt", story(7))
    report = three.sync(stub)
    assert (report.added, report.embedded) == (2, 1)
    assert {"a.txt", "b.txt"} <= {source.file for source, _ in three.catalog.sources()}
    assert three.holds_exactly_the_folder(stub)


def test_a_copy_of_an_indexed_article_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    three.put("copy.txt", story(1))
    report = three.sync(stub)
    assert (report.added, report.renamed, report.embedded) == (1, 0, 0)
    assert three.holds_exactly_the_folder(stub)


def test_the_same_words_in_two_formats_are_embedded_once(three: World, stub: StubEmbedder) -> None:
    three.put("a.txt", story(7))
    three.put("b.md", story(7))
    assert three.sync(stub).embedded == 1
    assert three.holds_exactly_the_folder(stub)


def test_of_two_names_for_the_same_bytes_one_may_go(three: World, stub: StubEmbedder) -> None:
    three.put("copy.txt", story(1))
    three.sync(stub)
    (three.articles / "1.txt").unlink()
    report = three.sync(stub)
    assert (report.removed, report.embedded) == (1, 0)
    assert three.holds_exactly_the_folder(stub)

"""Dates that come from outside an article: its file's name, and dates.csv."""

from __future__ import annotations

import pytest

from tests.index.making import feed, item
from tests.index.support import StubEmbedder, World, found_in, sources, story


def dates(world: World) -> dict[str, tuple[str, str] | None]:
    """The date of each file, with the evidence for it."""
    return {
        file: (source.published.date, source.published.evidence) if source.published else None
        for file, source in sources(world).items()
    }


def test_a_file_s_name_dates_what_says_nothing_of_its_date(world: World) -> None:
    world.put("2024-03-05-ferry.txt", story(1))
    world.put("2023/05/17/ferry.txt", story(2))
    world.put("2024-03-05-dated.md", f"---\ndate: 2024-03-07\n---\n# {story(3)}")
    world.put("ferry-2024-13-45.txt", story(4))
    world.sync()
    found = {file: dated and dated[0] for file, dated in dates(world).items()}
    assert found == {
        "2023/05/17/ferry.txt": "2023-05-17",
        "2024-03-05-dated.md": "2024-03-07",
        "2024-03-05-ferry.txt": "2024-03-05",
        "ferry-2024-13-45.txt": None,
    }


def test_a_new_name_gives_a_new_date_and_costs_nothing(world: World, stub: StubEmbedder) -> None:
    path = world.put("2024-03-05.txt", story(1))
    world.sync(stub)
    path.rename(path.with_name("2024-03-06.txt"))
    assert world.sync(stub).embedded == 0
    assert dates(world) == {"2024-03-06.txt": ("2024-03-06", "file name: 2024-03-06")}


def test_dates_csv_outranks_the_article_and_is_taken_back(world: World, stub: StubEmbedder) -> None:
    world.put("told.md", f"---\ndate: 2024-03-07\n---\n# {story(1)}")
    world.put("2024-03-05.txt", story(2))
    world.put("silent.txt", story(3))
    feed(world, item(4), item(5))
    world.sync(stub)
    without = dates(world)
    world.put(
        "dates.csv",
        "file,date\ntold.md,2021-06-01\n2024-03-05.txt,2021-06\n./silent.txt,2021\n"
        "feed.json#2,1 July 2021\n",
    )
    report = world.sync(stub)
    assert (report.failed, report.embedded) == ((), 0)
    given = dates(world)
    assert {file: dated and dated[0] for file, dated in given.items()} == {
        "told.md": "2021-06-01",
        "2024-03-05.txt": "2021-06",
        "silent.txt": "2021",
        "feed.json#1": None,
        "feed.json#2": "2021-07-01",
    }
    assert given["told.md"] is not None
    assert given["told.md"][1] == "dates.csv, line 2: 2021-06-01"
    world.put("dates.csv", "file,date\ntold.md,2020-06-01\n")
    assert world.sync(stub).embedded == 0
    assert dates(world) == {**without, "told.md": ("2020-06-01", "dates.csv, line 2: 2020-06-01")}
    (world.articles / "dates.csv").unlink()
    assert world.sync(stub).embedded == 0
    assert dates(world) == without


def test_dates_csv_is_read_by_its_columns_names(world: World) -> None:
    world.put("a.txt", story(1))
    world.put("dates.csv", '\ufeffnote,Date,FILE\r\n"why, indeed",2021-06-01,a.txt\r\n')
    assert world.sync().failed == ()
    assert dates(world)["a.txt"] == ("2021-06-01", "dates.csv, line 2: 2021-06-01")


def test_lines_of_dates_csv_that_say_nothing_are_reported(world: World) -> None:
    world.put("a.txt", story(1))
    world.put("b.txt", story(2))
    world.put(
        "dates.csv",
        "file,date\na.txt,yesterday\nb.txt,2021-06-01\n,2021-06-01\nb.txt\nc.txt,2021-06-01\n",
    )
    failed = world.sync().failed
    assert {name for name, _ in failed} == {"dates.csv"}
    reasons = " ".join(reason for _, reason in failed)
    for words in ("line 2: 'yesterday'", "line 4", "line 5", "no article c.txt"):
        assert words in reasons
    assert "line 3" not in reasons
    assert [dated and dated[0] for dated in dates(world).values()] == [None, "2021-06-01"]


def test_a_line_of_dates_csv_that_may_mean_several_things_leaves_the_article_s_own_date(
    world: World,
) -> None:
    for name in ("a", "b", "c"):
        world.put(f"{name}.md", f"---\ndate: 2024-03-07\n---\n# {story(ord(name))}")
    world.put(
        "dates.csv",
        "file,date\na.md,05/06/2023\nb.md,2021-06-01\nb.md,2022-06-01\nc.md,May 17, 2023\n",
    )
    assert world.sync().failed == (
        ("dates.csv", "line 2: '05/06/2023' is no date such as 2024-03-05"),
        ("dates.csv", "line 4: b.md has a date by a line above, and that one counts"),
        ("dates.csv", "line 5: it has more cells than the first line names columns"),
    )
    found = [dated and dated[0] for dated in dates(world).values()]
    assert found == ["2024-03-07", "2021-06-01", "2024-03-07"]


def test_a_folder_in_place_of_dates_csv_is_reported(world: World) -> None:
    world.put("a.txt", story(1))
    (world.articles / "dates.csv").mkdir()
    assert world.sync().failed == (("dates.csv", "it cannot be read: it is a folder"),)


@pytest.mark.parametrize("content", ["name,day\na.txt,2021\n", "", b"\xff\xfe\0", b"\0\1\2" * 99])
def test_a_dates_csv_that_is_none_is_reported_and_the_articles_are_read(
    world: World, content: str | bytes
) -> None:
    world.put("a.txt", story(1))
    world.put("dates.csv", content)
    ((name, reason),) = world.sync().failed
    assert name == "dates.csv"
    assert len(reason.splitlines()) == 1
    assert found_in(world) == {"a.txt"}

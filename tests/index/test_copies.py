"""Near-copies are one source, and no two articles are joined that are not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.copying import REWRITES, cut_tail, new_headline
from tests.index.making import docx
from tests.index.support import StubEmbedder, World, sources

ORIGINALS = sorted((Path(__file__).parents[1] / "data" / "copies").glob("*.txt"))


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Every original in a folder of its own, together with all its rewrites."""
    world = World(tmp_path_factory.mktemp("copied"))
    for seed, path in enumerate(ORIGINALS):
        text = path.read_text()
        world.put(f"{path.stem}/original.txt", text)
        for number, rewrite in enumerate(REWRITES.values()):
            world.put(f"{path.stem}/{number}.txt", rewrite(text, seed))
    world.sync()
    yield world
    world.close()


def test_rewrites_are_known_as_copies_of_their_original(copied: World) -> None:
    documents = {source.file: document for source, document in copied.catalog.sources()}
    alike = set(copied.catalog.db.execute("SELECT document, other FROM alike").fetchall())
    found = [
        documents[f"{path.stem}/{number}.txt"] == documents[f"{path.stem}/original.txt"]
        or (documents[f"{path.stem}/original.txt"], documents[f"{path.stem}/{number}.txt"]) in alike
        for path in ORIGINALS
        for number in range(len(REWRITES))
    ]
    assert len(found) >= 500
    assert sum(found) >= 0.95 * len(found)


def test_no_two_articles_are_joined_that_are_not_copies(copied: World) -> None:
    groups: dict[int, set[str]] = {}
    for file, source in sources(copied).items():
        if source.group is not None:
            groups.setdefault(source.group, set()).add(file.split("/")[0])
    assert groups
    assert [joined for joined in groups.values() if len(joined) > 1] == []


def test_two_articles_of_one_event_are_not_joined(copied: World) -> None:
    found = sources(copied)
    pairs = [(p.stem, q.stem) for p in ORIGINALS for q in ORIGINALS if p.stem[:2] == q.stem[:2]]
    apart = [(one, other) for one, other in pairs if one < other]
    assert len(apart) >= 10
    for one, other in apart:
        assert found[f"{one}/original.txt"].group != found[f"{other}/original.txt"].group


def test_a_search_gives_one_hit_for_all_copies_and_names_the_others(copied: World) -> None:
    stem = next(path.stem for path in ORIGINALS if path.stem.endswith("whistling-school"))
    hits = copied.search("whistling school", count=20)
    first = hits[0]
    assert first.source.file.startswith(stem)
    assert len(first.copies) >= len(REWRITES) / 2
    assert all(file.startswith(stem) for file in first.copies)
    assert first.source.file not in first.copies
    shown = [" ".join(hit.passage.text.split()) for hit in hits]
    assert len(set(shown)) == len(shown)


def halves() -> tuple[str, str, str]:
    """A whole article, and its two halves, which share no words with each other."""
    text = next(path for path in ORIGINALS if path.stem.startswith("35-")).read_text()
    front = cut_tail(text, 0.5)
    back = text[len(front.rstrip()) :].strip()
    return text, front, f"The other half of it\n\n{back}\n"


def groups(world: World) -> dict[str, int | None]:
    return {file: source.group for file, source in sources(world).items()}


def test_the_copy_between_two_others_joins_them_and_parts_them_when_it_goes(
    world: World, stub: StubEmbedder
) -> None:
    whole, front, back = halves()
    world.put("front.txt", front)
    world.put("back.txt", back)
    world.sync(stub)
    assert set(groups(world).values()) == {None}
    path = world.put("whole.txt", whole)
    world.sync(stub)
    assert len(set(groups(world).values())) == 1
    assert None not in groups(world).values()
    path.unlink()
    assert world.sync(stub).embedded == 0
    assert set(groups(world).values()) == {None}


def test_a_copy_that_is_rewritten_altogether_leaves_its_group(world: World) -> None:
    text = ORIGINALS[0].read_text()
    world.put("one.txt", text)
    world.put("two.txt", new_headline(text))
    world.put("three.txt", cut_tail(text, 0.8))
    world.sync()
    assert len(set(groups(world).values())) == 1
    world.put("two.txt", ORIGINALS[-1].read_text())
    world.sync()
    found = groups(world)
    assert found["two.txt"] is None
    assert found["one.txt"] == found["three.txt"] is not None


@pytest.mark.parametrize(
    "count",
    [
        1,
        20,
    ],
)
def test_files_of_the_same_bytes_are_one_hit(world: World, count: int) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        world.put(name, ORIGINALS[0].read_text())
    world.sync()
    first = world.search("ferry aground", count=count)[0]
    assert sorted([first.source.file, *first.copies]) == ["a.txt", "b.txt", "c.txt"]


def test_copies_across_formats_are_one_group(world: World) -> None:
    title, *paragraphs = ORIGINALS[0].read_text().strip().split("\n\n")
    world.put("story.txt", "\n\n".join([title, *paragraphs]))
    world.put("story.docx", docx(paragraphs, headline=title))
    world.put("story.json", json.dumps([{"title": title, "text": "\n\n".join(paragraphs)}]))
    world.sync()
    found = groups(world)
    assert found.keys() == {"story.txt", "story.docx", "story.json#1"}
    assert len(set(found.values())) == 1
    assert None not in found.values()


def harbour(day: int, ships: int, tonnes: int, waiting: int, depth: float) -> str:
    """One of a harbour's daily reports, all of the same form."""
    return (
        f"Harbour report of {day} May 2024\n\n"
        f"The harbour office of Orvane reports that {ships} ships were handled on {day} May 2024"
        f" and that {tonnes} tonnes of grain were loaded at the western terminal in the same time."
        f"\n\nAt the end of the day {waiting} ships were waiting in the roads, and the depth at the"
        f" bar was measured at {depth} metres. The pilots are on duty as usual, and masters are"
        " asked to keep to the channel that was marked after the works at the breakwater.\n"
    )


def test_daily_reports_of_one_form_are_no_copies_and_each_is_found(world: World) -> None:
    days = {3: (11, 4200, 7, 9.4), 4: (14, 3900, 5, 9.1), 5: (9, 5100, 12, 8.8)}
    for day, told in days.items():
        world.put(f"report-{day}.txt", harbour(day, *told))
    world.sync()
    assert set(groups(world).values()) == {None}
    shown = [hit.source.file for hit in world.search("harbour report of grain", count=10)]
    assert set(shown) == {f"report-{day}.txt" for day in days}


def test_a_report_under_five_mastheads_is_one_source_though_a_figure_was_corrected(
    world: World,
) -> None:
    text = harbour(3, 11, 4200, 7, 9.4)
    world.put("0.txt", text)
    world.put("1.txt", new_headline(text))
    world.put("2.txt", cut_tail(text, 0.8))
    world.put("3.txt", text.replace("4200 tonnes", "4300 tonnes"))
    world.put("4.txt", text.replace("pilots are", "pilots were"))
    world.sync()
    found = groups(world)
    assert len(set(found.values())) == 1
    assert None not in found.values()


def test_dated_reports_of_one_form_with_figures_that_stay_are_no_copies(world: World) -> None:
    form = (
        " Berth 7 and berth 9 of terminal 2 are open from 6 to 22 and the channel 16 is heard; the"
        " office at quay 40 answers calls all day."
    )
    for day, told in {3: (11, 4200, 7, 9.4), 4: (14, 3900, 5, 9.1)}.items():
        text = harbour(day, *told).rstrip() + form
        world.put(f"report-{day}.md", f"---\ndate: 2024-05-0{day}\n---\n# {text}\n")
    world.sync()
    assert set(groups(world).values()) == {None}

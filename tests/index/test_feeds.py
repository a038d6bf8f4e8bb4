"""Feeds: every item is an article, and costs only what is new of it."""

from __future__ import annotations

import json

import pytest

from index import plan as planning
from index.article import Article
from index.reading import ITEM
from tests.index.making import feed, item
from tests.index.support import StubEmbedder, World, article, found_in, sources, story

SHAPES = {
    "list": [item(1), item(2)],
    "NewsAPI": {"status": "ok", "totalResults": 2, "articles": [item(1), item(2)]},
    "JSON Feed": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ferries",
        "items": [
            {"id": n, "title": item(n)["title"], "content_text": item(n)["text"]} for n in (1, 2)
        ],
    },
    "HTML": {
        "items": [
            {"title": item(n)["title"], "content_html": f"<p>{item(n)['text']}</p>"} for n in (1, 2)
        ]
    },
    "data": {"data": [item(1), item(2)]},
    "results": {"results": [item(1), item(2)]},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_feeds_of_known_shapes_give_the_same_articles(world: World, shape: str) -> None:
    world.put("feed.json", json.dumps(SHAPES[shape]))
    assert world.sync().failed == ()
    assert found_in(world) == {"feed.json#1", "feed.json#2"}
    titles = [source.title for source in sources(world).values()]
    assert titles == ["Ferry 1 is late again", "Ferry 2 is late again"]


def test_an_item_of_json_lines_is_named_by_its_line(world: World) -> None:
    world.put("feed.jsonl", f"{json.dumps(item(1))}\n\n{json.dumps(item(2))}\n")
    world.put("other.ndjson", f"{json.dumps(item(3))}\r\n{json.dumps(item(4))}")
    assert world.sync().failed == ()
    assert found_in(world) == {"feed.jsonl#1", "feed.jsonl#3", "other.ndjson#1", "other.ndjson#2"}


def test_a_single_object_is_a_feed_of_one(world: World) -> None:
    world.put("feed.json", json.dumps(item(1)))
    world.sync()
    assert found_in(world) == {"feed.json#1"}


def test_an_item_s_fields_are_its_article_s(world: World) -> None:
    known = {
        "publishedAt": "2024-03-05T18:40:00Z",
        "source": {"id": None, "name": "Orvane Courier"},
        "author": [{"name": "Cato Brill"}, "Wim Sorrel"],
        "url": "https://courier.example.org/ferry",
    }
    feed(world, item(1, **known))
    world.sync()
    found = sources(world)["feed.json#1"]
    assert found.published is not None
    assert (found.published.date, found.published.precision) == ("2024-03-05", "day")
    assert found.outlet == "Orvane Courier"
    assert found.author == "Cato Brill, Wim Sorrel"
    assert found.url == "https://courier.example.org/ferry"
    assert found.language == "en"


def test_markup_of_an_item_becomes_plain_words(world: World) -> None:
    markup = "<p>Ferry &amp; tug reached the <b>harbour</b>.</p><script>x()</script><p>Late.</p>"
    feed(world, {"content_html": markup})
    world.sync()
    (hit,) = world.search("ferry tug harbour")
    document = world.catalog.document(hit.source.file)
    assert document is not None
    assert document.text == "Ferry & tug reached the harbour.\n\nLate."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Ferry one.</p>And it was late.", "Ferry one.\n\nAnd it was late."),
        ("<div>Ferry one.</div><div>Ferry two.</div>", "Ferry one.\n\nFerry two."),
        ("Ferry one.<br>Ferry two.<br/>Ferry three.", "Ferry one.\n\nFerry two.\n\nFerry three."),
        ("<blockquote><p>Ferry one.</p></blockquote><p>Late.</p>", "Ferry one.\n\nLate."),
        ("<ul><li><p>Ferry one</p><p>is late.</p></li></ul>", "Ferry one\n\nis late."),
        ("<table><tr><td>Ferry</td><td>2</td></tr></table>", "Ferry | 2"),
        ("Ferry &amp; tug <b>were</b> late.", "Ferry & tug were late."),
        (
            "Ferry &amp; tug were late.\n\nThe harbour shut.",
            "Ferry & tug were late.\n\nThe harbour shut.",
        ),
        ("Ferry <a\nhref='x'>one</a>.\n\nIt was <i>late</i>.", "Ferry one.\n\nIt was late."),
        ("Intro: the ferry. <p>It was late.</p>", "Intro: the ferry.\n\nIt was late."),
        ("&lt;p&gt;Ferry one.&lt;/p&gt;&lt;p&gt;Late.&lt;/p&gt;", "Ferry one.\n\nLate."),
        ("<?xml version='1.0' encoding='utf-8'?><p>Ferry one.</p>", "Ferry one."),
    ],
)
@pytest.mark.parametrize("field", ["content", "content_html"])
def test_markup_anywhere_in_an_item_is_read_as_a_page_s(field: str, markup: str, text: str) -> None:
    assert article(json.dumps({field: markup}), ITEM).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Growth was <5% for AT&T; the ferry's was >7%.\n\nNobody knew why.",
        "The ferry\nwas late & empty.\n\n   It was 3 < 4.",
        "Write to Ana Korr <ana@courier.example> or a <name> of yours.",
    ],
)
def test_plain_words_of_an_item_stay_as_they_are(text: str) -> None:
    assert article(json.dumps({"content": text}), ITEM).text == text


def test_a_title_of_an_item_holds_no_markup() -> None:
    found = article(json.dumps({"title": "Ferry &amp; <i>tug</i>", "text": "It was late."}), ITEM)
    assert found.title == "Ferry & tug"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is read from now on."""
    seen: list[bytes] = []

    def counted(data: bytes, suffix: str) -> Article:
        seen.append(data)
        return original(data, suffix)

    original = planning.read
    monkeypatch.setattr(planning, "read", counted)
    return seen


def test_an_edit_of_one_item_reads_and_embeds_that_one_only(
    world: World, stub: StubEmbedder, readings: list[bytes]
) -> None:
    feed(world, *map(item, range(5)))
    world.sync(stub)
    readings.clear()
    stub.embedded.clear()
    feed(world, item(0), item(1), item(22), item(3), item(4))
    report = world.sync(stub)
    assert (report.changed, report.added, report.removed) == (1, 0, 0)
    assert len(readings) == 1
    assert len(stub.embedded) == 1
    assert "Ferry 22" in stub.embedded[0]
    assert found_in(world) == {f"feed.json#{n}" for n in range(1, 6)}
    assert len({text for _, text in world.by_meaning(stub)}) == 5


def test_an_item_that_is_removed_is_gone_and_costs_nothing(
    world: World, stub: StubEmbedder
) -> None:
    feed(world, item(0), item(1), item(2))
    world.sync(stub)
    feed(world, item(0), item(1))
    report = world.sync(stub)
    assert (report.removed, report.embedded) == (1, 0)
    assert found_in(world) == {"feed.json#1", "feed.json#2"}
    assert not any("Ferry 2 " in text for _, text in world.by_meaning(stub))


def test_an_item_put_before_the_others_is_the_only_one_embedded(
    world: World, stub: StubEmbedder, readings: list[bytes]
) -> None:
    feed(world, item(0), item(1))
    world.sync(stub)
    readings.clear()
    feed(world, item(7), item(0), item(1))
    assert world.sync(stub).embedded == 1
    assert len(readings) == 1
    assert sources(world)["feed.json#1"].title == "Ferry 7 is late again"
    assert sources(world)["feed.json#3"].title == "Ferry 1 is late again"


def test_a_feed_under_another_name_costs_nothing(
    world: World, stub: StubEmbedder, readings: list[bytes]
) -> None:
    path = feed(world, item(0), item(1))
    world.sync(stub)
    readings.clear()
    path.rename(path.with_name("ferries.json"))
    report = world.sync(stub)
    assert (report.renamed, report.embedded) == (2, 0)
    assert readings == []
    assert found_in(world) == {"ferries.json#1", "ferries.json#2"}


def test_a_feed_in_another_shape_costs_nothing(world: World, stub: StubEmbedder) -> None:
    path = feed(world, item(0), item(1))
    world.sync(stub)
    path.unlink()
    world.put("feed.jsonl", "".join(json.dumps(item(n)) + "\n" for n in (0, 1)))
    assert world.sync(stub).embedded == 0
    assert found_in(world) == {"feed.jsonl#1", "feed.jsonl#2"}


def test_a_feed_that_is_gone_takes_its_items_along(world: World, stub: StubEmbedder) -> None:
    world.put("ferry.txt", story(9))
    path = feed(world, item(0), item(1))
    world.sync(stub)
    path.unlink()
    assert world.sync(stub).removed == 2
    assert found_in(world) == {"ferry.txt"}
    assert list(sources(world)) == ["ferry.txt"]


def test_a_malformed_item_is_reported_by_its_name_and_the_others_are_read(world: World) -> None:
    feed(world, item(0), {"title": "No text"}, "words", item(3))
    report = world.sync()
    assert [name for name, _ in report.failed] == ["feed.json#2", "feed.json#3"]
    assert all(reason for _, reason in report.failed)
    assert found_in(world) == {"feed.json#1", "feed.json#4"}


def test_an_item_that_is_mended_is_read(world: World, stub: StubEmbedder) -> None:
    feed(world, item(0), {"title": "No text"})
    world.sync(stub)
    feed(world, item(0), item(1))
    report = world.sync(stub)
    assert (report.failed, report.embedded) == ((), 1)


def test_a_feed_that_breaks_is_reported_and_its_items_are_not_found(world: World) -> None:
    world.put("ferry.txt", story(9))
    feed(world, item(0), item(1))
    world.sync()
    world.put("feed.json", '[{"title": "Ferry')
    report = world.sync()
    assert [name for name, _ in report.failed] == ["feed.json"]
    assert found_in(world) == {"ferry.txt"}


def test_an_item_may_be_asked_for_by_name(world: World) -> None:
    feed(world, item(0), item(1))
    world.sync()
    document = world.catalog.document("feed.json#2")
    assert document is not None
    assert document.text.startswith("Ferry 1 is late again\n\n")
    assert world.catalog.document("feed.json") is None

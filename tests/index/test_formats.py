"""What pdf files, Word documents and feeds say once read, and what it costs to keep up with them.

Beside them: dates that come from outside an article, languages, and near-copies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from bot.desk import Desk
from index import Source
from index import plan as planning
from index.article import Article
from index.passages import cut
from tests.conftest import OpenIndex
from tests.index.copying import REWRITES, cut_tail, new_headline
from tests.index.making import docx, pdf, saved
from tests.index.malformed import body, with_body
from tests.index.support import StubEmbedder, World, article, kept, story

HEADLINE = "A bridge for Marrowick"
WRAPPED = [
    "The council of Marrowick voted on Tuesday to rebuild the swing bridge, after two winters",
    "in which the ferry could not run for forty days. The work is to cost eleven million crowns,",
    "of which the province pays half, the treasurer told the meeting.",
]
TOLD = " ".join(WRAPPED)
SECOND = [
    "Pupils from the far bank have lost six weeks of school since the old bridge was closed, said",
    "Wenna Prideaux, who teaches there. The ferryman, Jory Tregear, wants to be paid until",
    "the first car has crossed.",
]


def paged(*pages: list[str], header: str = "", numbered: bool = False) -> Article:
    """A PDF of pages, each with a header above and its number below."""
    top = [header] if header else []
    return article(
        pdf(
            [
                [*top, *lines, *([f"- {number} -"] if numbered else [])]
                for number, lines in enumerate(pages, start=1)
            ]
        ),
        ".pdf",
    )


def blocks(found: Article) -> list[str]:
    return [" ".join(found.text[b.start : b.end].split()) for b in found.blocks]


# PDF


def test_a_pdf_s_first_short_line_is_its_title() -> None:
    found = article(pdf([[HEADLINE, *WRAPPED]], {"Title": "mw_0311_final.indd"}), ".pdf")
    assert found.title == HEADLINE


def test_a_pdf_s_information_names_title_and_author_where_its_text_does_not() -> None:
    told = pdf([[TOLD[:80] + "."]], {"Title": HEADLINE, "Author": "Odile Brandt"})
    found = article(told, ".pdf")
    assert (found.title, found.author) == (HEADLINE, "Odile Brandt")


def test_a_pdf_s_pages_begin_where_the_record_says() -> None:
    found = paged([HEADLINE, *WRAPPED], SECOND, [HEADLINE + " is late"])
    assert len(found.pages) == 3
    for start, first in zip(found.pages, (HEADLINE, SECOND[0], HEADLINE), strict=True):
        assert found.text[start:].startswith(first)


def test_an_empty_page_of_a_pdf_counts_as_a_page() -> None:
    found = paged(WRAPPED, [], SECOND)
    assert len(found.pages) == 3
    assert found.text[found.pages[2] :].startswith(SECOND[0])


def test_hard_wrapped_lines_of_a_pdf_are_one_paragraph() -> None:
    found = paged([HEADLINE, *WRAPPED, *SECOND])
    assert blocks(found) == [HEADLINE, TOLD, " ".join(SECOND)]


def test_a_sentence_that_runs_over_a_page_s_end_is_one_sentence() -> None:
    found = paged([HEADLINE, *WRAPPED[:2]], [WRAPPED[2], *SECOND])
    assert TOLD in blocks(found)
    (passage,) = (p for p in cut(found) if "eleven million" in p.text)
    said = [" ".join(found.text[s.start : s.end].split()) for s in passage.sentences]
    assert any("eleven million" in words and words.endswith("meeting.") for words in said)


def test_a_line_that_returns_on_every_page_is_no_part_of_the_article() -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday")
    pages = [[line.replace("Tuesday", day) for line in WRAPPED] for day in days]
    found = paged(*pages, header="The Marrowick Gazette, 12 March 2024", numbered=True)
    assert "Gazette" not in kept(found)
    assert len(blocks(found)) == 4
    rules = {found.text[r.start : r.end]: r.rule for r in found.removed}
    assert set(rules.values()) == {"page header or footer"}
    assert "- 3 -" in rules


def test_a_header_with_the_page_s_number_in_it_is_found_too() -> None:
    pages = [
        [f"Marrowick Gazette    page {n}", *[line.replace("two", f"{n}0") for line in WRAPPED]]
        for n in range(1, 5)
    ]
    assert "Gazette" not in kept(paged(*pages))


def test_both_halves_of_a_sentence_stay_when_a_header_stands_between_them() -> None:
    found = paged(
        WRAPPED[:2], [WRAPPED[2], *SECOND], SECOND, header="The Marrowick Gazette", numbered=True
    )
    said = " ".join(blocks(found))
    assert TOLD in said
    assert "Gazette" not in said


def test_a_page_number_alone_is_removed_even_from_a_pdf_of_one_page() -> None:
    found = article(pdf([[HEADLINE, *WRAPPED, "Page 1 of 1"]]), ".pdf")
    assert kept(found).endswith("meeting.")


def test_a_year_in_the_middle_of_a_page_is_no_page_number() -> None:
    assert "1998" in kept(paged([HEADLINE, "1998", *WRAPPED]))


def test_a_line_that_stands_on_two_pages_stays() -> None:
    assert kept(paged(["Marrowick", *WRAPPED], ["Marrowick", *SECOND])).count("Marrowick\n") == 2


def test_the_language_that_a_pdf_declares_counts_where_none_is_sure() -> None:
    assert article(pdf([["Ut 1 Xy"]], catalog=b"/Lang (de-DE)"), ".pdf").language == "de"


def test_marks_of_a_pdf_s_syntax_in_its_words_come_through() -> None:
    words = "The board (of nine) asked \\ why “Odile’s” bridge costs 11 million – and waited."
    assert blocks(article(pdf([[words]]), ".pdf")) == [words]


# Word documents


def test_a_paragraph_of_a_document_is_a_line() -> None:
    found = article(docx([TOLD, "", " ".join(SECOND)], headline=HEADLINE), ".docx")
    assert found.text.split("\n") == [HEADLINE, TOLD, "", " ".join(SECOND)]
    passages = cut(found)
    assert {p.first_line for p in passages} <= {1, 2, 4}
    assert max(p.last_line for p in passages) == 4


def test_a_document_s_headline_is_its_title() -> None:
    found = article(docx([TOLD], title="Draft 7", headline=HEADLINE), ".docx")
    assert found.title == HEADLINE


def test_a_document_s_properties_name_title_and_author_where_its_text_does_not() -> None:
    found = article(docx([TOLD, TOLD], title=HEADLINE, author="Odile Brandt"), ".docx")
    assert (found.title, found.author) == (HEADLINE, "Odile Brandt")


def test_a_line_break_inside_a_paragraph_makes_no_line() -> None:
    document = Document()
    document.add_paragraph(TOLD[:40] + "\n" + TOLD[40:])
    assert article(saved(document), ".docx").text.count("\n") == 0


def test_a_table_stands_in_its_place_one_line_a_row() -> None:
    document = Document()
    document.add_paragraph(TOLD)
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(
        table.rows, (("Bridge", "Opened", "Cost"), ("Swing bridge", "1911", "2")), strict=True
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph(" ".join(SECOND))
    assert article(saved(document), ".docx").text.split("\n") == [
        TOLD,
        "Bridge | Opened | Cost",
        "Swing bridge | 1911 | 2",
        " ".join(SECOND),
    ]


def test_a_cell_over_several_columns_is_told_once() -> None:
    document = Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Bridges of the province"
    table.cell(0, 2).text = "Cost"
    assert "Bridges of the province | Cost" in article(saved(document), ".docx").text


def test_a_link_s_words_are_part_of_their_sentence() -> None:
    inside = '<w:hyperlink w:anchor="x"><w:r><w:t>the swing bridge</w:t></w:r></w:hyperlink>'
    assert _sentence(inside) == "The council did the swing bridge rebuild, the treasurer said."


def test_what_was_deleted_under_revision_is_not_said() -> None:
    inside = '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'
    assert _sentence(inside) == "The council did rebuild, the treasurer said."


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('<w:ins w:id="1" w:author="O">', "</w:ins>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ('<w:smartTag w:uri="x" w:element="y">', "</w:smartTag>"),
        ('<w:fldSimple w:instr="X">', "</w:fldSimple>"),
        ('<w:moveTo w:id="1" w:author="O">', "</w:moveTo>"),
    ],
    ids=["inserted under revision", "content control", "smart tag", "field", "moved"],
)
def test_no_word_that_is_shown_is_lost_from_a_sentence(opening: str, closing: str) -> None:
    inside = f'{opening}<w:r><w:t xml:space="preserve">not </w:t></w:r>{closing}'
    assert _sentence(inside) == "The council did not rebuild, the treasurer said."


def test_a_paragraph_in_a_content_control_is_read() -> None:
    control = f"<w:sdt><w:sdtContent>{_paragraph(TOLD)}</w:sdtContent></w:sdt>"
    assert TOLD in article(with_body(body(_paragraph(HEADLINE) + control)), ".docx").text


def test_a_table_in_a_table_is_read() -> None:
    document = Document()
    outer = document.add_table(rows=1, cols=1)
    inner = outer.cell(0, 0).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = TOLD
    assert TOLD in article(saved(document), ".docx").text


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _sentence(inside: str) -> str:
    before = '<w:r><w:t xml:space="preserve">The council did </w:t></w:r>'
    after = '<w:r><w:t xml:space="preserve"> rebuild, the treasurer said.</w:t></w:r>'
    return article(with_body(body(f"<w:p>{before}{inside}{after}</w:p>")), ".docx").text


# Feeds


def item(number: int, **more: object) -> dict[str, object]:
    title, _, text = story(number).partition("\n\n")
    return {"title": title, "text": text, **more}


def feed(world: World, *items: object, name: str = "feed.json") -> Path:
    return world.put(name, json.dumps(items))


def sources(world: World) -> dict[str, Source]:
    return {source.file: source for source, _ in world.catalog.sources()}


def found_in(world: World) -> set[str]:
    return {file for file, _ in world.by_words()}


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


# Dates from outside an article


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


# Citations


ASKED = "How much will the swing bridge of Marrowick cost?"


def many_pages() -> bytes:
    return pdf([[HEADLINE, *SECOND], SECOND, WRAPPED, SECOND], {"Title": HEADLINE})


def test_an_answer_from_a_pdf_names_the_page(open_index: OpenIndex) -> None:
    index = open_index(embedding="minilm")
    (index.articles / "bridge.pdf").write_bytes(many_pages())
    index.sync()
    (citation, *_) = Desk(index).answer(ASKED).citations
    assert "eleven million" in citation.quote
    assert citation.page == 3
    assert citation.place == (
        f"bridge.pdf:{citation.first_line}-{citation.last_line} (page 3)"
        if citation.last_line > citation.first_line
        else f"bridge.pdf:{citation.first_line} (page 3)"
    )
    text = index.article("bridge.pdf").text
    assert text[citation.start : citation.end] == citation.quote


def test_an_answer_from_a_document_names_the_paragraph(open_index: OpenIndex) -> None:
    index = open_index(embedding="minilm")
    told = docx([" ".join(SECOND), TOLD, " ".join(SECOND)], headline=HEADLINE)
    (index.articles / "bridge.docx").write_bytes(told)
    index.sync()
    (citation, *_) = Desk(index).answer(ASKED).citations
    assert (citation.first_line, citation.last_line, citation.page) == (3, 3, None)
    assert citation.place == "bridge.docx:3 (paragraph)"


def test_ask_prints_the_page_as_json_and_in_words(tmp_path: Path, articles: Path) -> None:
    (articles / "bridge.pdf").write_bytes(many_pages())
    (articles / "feed.json").write_text(json.dumps([item(1)]))
    (citation, *_) = json.loads(_newsdesk(tmp_path, "ask", "--json", ASKED))["citations"]
    assert (citation["file"], citation["page"]) == ("bridge.pdf", 3)
    assert "(page 3)" in _newsdesk(tmp_path, "ask", ASKED)


def _newsdesk(place: Path, *args: str) -> str:
    folders = ["--articles", str(place / "articles"), "--data", str(place / "data")]
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", *args[:1], *folders, *args[1:]],
        cwd=place,
        env={**os.environ, "NEWSDESK_EMBEDDING": "minilm"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# Languages

GERMAN = {
    "bruecken.txt": "Alle Brücken in Hollerstedt gesperrt\n\nDie Behörden haben am Montag drei"
    " Brücken über den Kanal geschlossen, weil sich im Beton Risse gezeigt hatten. Die Schüler"
    " fahren jetzt mit der Fähre, sagte die Bürgermeisterin.\n",
    "freibad.txt": "Freibad bleibt zu\n\nDas Freibad in Ostermoor wird auch im nächsten Sommer"
    " nicht öffnen, teilte der Förderverein am Dienstag mit. Unter dem Becken liegt Bauschutt.\n",
}
CHINESE = {
    "daqiao.txt": "港口大桥星期三上午关闭\n\n"
    "市长说，维修费用预计为一千一百万元。居民两年来一直乘渡船"
    "上学和去市场，许多人希望新桥能在冬天之前完工。议会将在下个月讨论预算，反对党要求先公布工程师的报告。"
    "一位船长说，他每天运送四百名学生，冬天的风浪让他很担心。\n",
    "tushuguan.txt": "图书馆迎来一只狐猴\n\n"
    "星期一中午以前，狐猴从图书馆拿走了十一本书。管理员表示，其中"
    "九本当天晚上已经归还，读者们都觉得很有趣。动物园的负责人说，这只动物是上个星期从笼子里逃走的，他们"
    "已经派人在附近的公园里寻找了五天，现在终于可以放心了。\n",
}
BRIEF = {"qiao.txt": "港口的大桥星期三上午关闭，市长说，维修费用预计为一千一百万元。\n"}
TRADITIONAL = {
    "qiao.txt": "港口大橋星期三上午關閉\n\n"
    "市長說，維修費用預計為一千一百萬元。居民兩年來一直乘渡船上學和去"
    "市場，許多人希望新橋能在冬天之前完工。議會將在下個月討論預算，反對黨要求先公布工程師的報告。\n"
}


def fill(world: World, *texts: dict[str, str]) -> None:
    for part in texts:
        for name, text in part.items():
            world.put(name, text)
    world.sync()


def test_the_language_of_each_article_is_known(world: World) -> None:
    russian = "Паром вышел на маршрут\n\nЖители левого берега говорят, что ранней весны не помнят."
    declared = "---\nlanguage: en-GB\n---\n" + GERMAN["freibad.txt"]
    fill(world, GERMAN, CHINESE, {"parom.txt": russian, "en.txt": story(1), "claimed.md": declared})
    assert {file: source.language for file, source in sources(world).items()} == {
        "bruecken.txt": "de",
        "claimed.md": "de",
        "daqiao.txt": "zh",
        "en.txt": "en",
        "freibad.txt": "de",
        "parom.txt": "ru",
        "tushuguan.txt": "zh",
    }


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("Warum wurde die Brücke geschlossen?", "bruecken.txt"),
        ("Brücke", "bruecken.txt"),
        ("Schülern", "bruecken.txt"),
        ("Fördervereins", "freibad.txt"),
    ],
)
def test_a_german_word_finds_its_other_forms(world: World, question: str, file: str) -> None:
    fill(world, GERMAN, {"en.txt": story(1)})
    assert world.search(question, count=1)[0].source.file == file


@pytest.mark.parametrize(
    ("question", "file"),
    [("大桥的维修费用是多少？", "daqiao.txt"), ("狐猴", "tushuguan.txt"), ("渡船", "daqiao.txt")],
)
def test_a_chinese_article_is_found_by_its_words(world: World, question: str, file: str) -> None:
    fill(world, CHINESE, GERMAN)
    hits = world.search(question, count=1)
    assert [hit.source.file for hit in hits] == [file]


@pytest.mark.parametrize("told", [BRIEF, TRADITIONAL], ids=["brief", "traditional characters"])
def test_any_chinese_article_is_found_by_its_words(world: World, told: dict[str, str]) -> None:
    fill(world, told, GERMAN)
    assert [hit.source.file for hit in world.search("星期三", count=1)] == ["qiao.txt"]


def test_a_serbian_word_finds_its_other_forms(world: World) -> None:
    told = (
        "Most zatvoren u sredu\n\nMost preko reke zatvoren je u sredu ujutro, saopštio je"
        " gradonačelnik. Stanovnici već dve godine putuju skelom do škole i pijace, a mnogi se"
        " nadaju da će novi most biti završen pre zime.\n"
    )
    fill(world, {"most.txt": told}, GERMAN)
    assert [hit.source.file for hit in world.search("škola", count=1)] == ["most.txt"]


# Near-copies

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

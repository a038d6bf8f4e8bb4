"""A quote is verbatim: whatever a file holds, every passage is a slice of its text of record."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from index.article import Article, Passage
from index.errors import UnreadableArticle
from index.passages import cut
from index.reading import read
from tests.conftest import SEEDS

SEED_FILES = sorted(SEEDS.iterdir())

_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\r\n",
        "\r\n\r\n",
        "\r",
        "\t",
        " ",
        "\ufeff",
        "\u2028",
        "\x85",
        "\u00a0\n",
        "The river rose by 7.4 metres on Monday. Nobody heard a siren, she said. ",
        "“We count bodies,” he said. “Not rumours.” ",
        "قال الوزير إن السيول أغرقت المدينة. ثم غادر. ",
        "ראש העיר אמר אתמול כי הגשר נסגר. ",
        "市長は火曜日に辞任した。理由は語らなかった。",
        "Сирены молчали. Мэр ушёл.\n",
        "🚒 Two engines came. 👩‍🚒🏳️‍🌈 Three left. ",
        "𝕸any words of the astral planes stood here. ",
        "e\u0301te\u0301 ",
        "[ad_1]\n",
        " [ad_2]",
        "Related Articles\n",
        "Leave a Reply\n",
        "Advertisement\n",
        "Share | Tweet\n",
        "# A heading\n",
        "- an item of a list\n",
        "| a | b |\n",
        "---\n",
        "---\ntitle: The flood\ndate: 2024-03-04\n---\n",
        "<!-- a note to the editor -->",
        "<!-- two\nlines -->\n",
        "x" * 3_000,
        "word " * 700,
        "clause, " * 300,
    ]
)
_TEXTS = st.lists(_PIECES | st.text(_CHARACTERS, max_size=60), min_size=1, max_size=25).map("".join)

_TAGS = st.sampled_from(["{}", "<b>{}</b>", "<em>{}</em>", '<a href="/tag/x">{}</a>', "{}<br>"])
_WORDS = st.lists(
    st.sampled_from(
        [
            "The mayor of the town said on Tuesday that the sirens had stayed silent.",
            "“We count bodies,” she answered, “not rumours & guesses.”",
            "Fewer than 5 < 7 boats came.",
            "Die Brücke wurde gesperrt; 42 Risse zählte man.",
            "قال الوزير إن السيول أغرقت المدينة.",
            "🚒 Three engines left at 2.15 am.",
            "\u00a0\t ",
        ]
    )
    | st.text(_CHARACTERS, max_size=40),
    min_size=1,
    max_size=6,
)


@st.composite
def _pages(draw: st.DrawFn) -> str:
    def markup(words: str) -> str:
        spelling = draw(st.sampled_from(["as it is", "named", "numbered"]))
        escaped = html.escape(words)
        if spelling == "named":
            escaped = escaped.replace("“", "&ldquo;").replace("”", "&rdquo;").replace(" ", "&nbsp;")
        elif spelling == "numbered":
            escaped = "".join(c if c < "\x7f" else f"&#{ord(c)};" for c in escaped)
        return draw(_TAGS).format(escaped)

    paragraphs = [
        "<p>" + " ".join(map(markup, words)) + "</p>"
        for words in draw(st.lists(_WORDS, min_size=1, max_size=5))
    ]
    end = draw(st.sampled_from(["\n", "\r\n", ""]))
    head = "<head><title>A town &amp; its river</title></head>"
    article = f"<article><h1>A town &amp; its river</h1>{end}{end.join(paragraphs)}</article>"
    return f"<!doctype html>{end}<html>{head}<body>{end}{article}</body></html>"


_PROPERTY = settings(
    max_examples=120,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def _passages(data: bytes, suffix: str) -> tuple[Article, list[Passage]]:
    try:
        article = read(data, suffix)
    except UnreadableArticle:
        assume(False)
        raise
    return article, cut(article)


def _check(article: Article, passages: list[Passage]) -> None:
    """Every promise that a passage makes about its place in the text of record."""
    text, position = article.text, 0
    for ordinal, passage in enumerate(passages):
        assert passage.ordinal == ordinal
        assert passage.text == text[passage.start : passage.end]
        assert passage.text.strip()
        assert passage.start >= position
        position = passage.end
        assert passage.first_line == text.count("\n", 0, passage.start) + 1
        assert passage.last_line == text.count("\n", 0, passage.end) + 1
        assert not any(
            gap.start < passage.end and passage.start < gap.end for gap in article.removed
        )
        edge = passage.start
        for sentence in passage.sentences:
            assert edge <= sentence.start < sentence.end <= passage.end
            assert all(c.isspace() or c == "\ufeff" for c in text[edge : sentence.start])
            edge = sentence.end
        assert passage.sentences[0].start == passage.start
        assert edge == passage.end


@_PROPERTY
@given(text=_TEXTS)
def test_a_passage_of_plain_text_is_a_slice_of_the_file(text: str) -> None:
    _check(*_passages(text.encode(), ".txt"))


@_PROPERTY
@given(text=_TEXTS)
def test_a_passage_of_markdown_is_a_slice_of_the_file(text: str) -> None:
    _check(*_passages(text.encode(), ".md"))


@settings(_PROPERTY, max_examples=60)
@given(page=_pages())
def test_a_passage_of_a_web_page_is_a_slice_of_the_extracted_text(page: str) -> None:
    _check(*_passages(page.encode(), ".html"))


@_PROPERTY
@given(text=_TEXTS, suffix=st.sampled_from([".txt", ".md"]))
def test_the_text_of_record_is_the_decoded_file(text: str, suffix: str) -> None:
    data = text.encode()
    article, _ = _passages(data, suffix)
    assert article.text == data.decode("utf-8") == text


@_PROPERTY
@given(text=_TEXTS, suffix=st.sampled_from([".txt", ".md"]))
def test_no_word_of_the_article_is_lost_between_passages(text: str, suffix: str) -> None:
    article, passages = _passages(text.encode(), suffix)
    inside = {i for p in passages for i in range(p.start, p.end)}
    lost = [
        article.text[block.start : block.end]
        for block in article.blocks
        if not inside.issuperset(
            i
            for i in range(block.start, block.end)
            if not article.text[i].isspace() and article.text[i] != "\ufeff"
        )
    ]
    # The title stands in the header of all passages, and may be no passage itself.
    assert all(" ".join(words.strip("#|-–— \t").split()) == article.title for words in lost)


@settings(_PROPERTY, max_examples=40)
@given(text=_TEXTS, suffix=st.sampled_from([".txt", ".md"]))
def test_the_same_bytes_are_always_cut_alike(text: str, suffix: str) -> None:
    assert _passages(text.encode(), suffix) == _passages(text.encode(), suffix)


def test_a_byte_order_mark_stays_the_first_character() -> None:
    data = b"\xef\xbb\xbfThe river rose.\r\nNobody heard a siren.\r\n"
    article, passages = _passages(data, ".txt")
    assert article.text == "\ufeffThe river rose.\r\nNobody heard a siren.\r\n"
    assert passages[0].text.startswith("The river rose.\r\n")


@pytest.mark.parametrize("file", SEED_FILES, ids=lambda path: path.name)
def test_every_passage_of_a_sample_article_is_a_slice_of_its_text(file: Path) -> None:
    article, passages = _passages(file.read_bytes(), file.suffix)
    assert passages
    _check(article, passages)


@pytest.mark.parametrize(
    "file", [f for f in SEED_FILES if f.suffix in (".txt", ".md")], ids=lambda path: path.name
)
def test_the_text_of_record_of_a_sample_file_is_its_content(file: Path) -> None:
    assert read(file.read_bytes(), file.suffix).text == file.read_bytes().decode()

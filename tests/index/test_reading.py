"""Reading: from the bytes of a txt, md or html file to an article, or to a plain refusal."""

from __future__ import annotations

import codecs

import pytest

from index.article import Dated
from index.errors import UnreadableArticle
from index.reading import MAX_BYTES
from tests.index.support import article, kept

RUSSIAN = """Наводнение в долине унесло жизни сорока двух человек

Река прорвала дамбу у шлюза ранним утром в понедельник и залила нижние кварталы города, сообщили \
власти области во вторник. Спасатели продолжают искать пропавших без вести жителей.
"""
FRENCH = """L'inondation a coûté la vie à quarante-deux personnes

La rivière a rompu la digue près de l'écluse au petit matin et a noyé les quartiers bas de la \
ville, ont annoncé mardi les autorités. Les sauveteurs cherchaient encore des survivants à la \
tombée de la nuit, précise le préfet.

« Les sirènes étaient muettes », a déclaré le maire, élu l'été dernier.
"""
STORY = "The river rose by 7.4 metres on Monday and flooded the lower town, the mayor said."


def page(
    head: str = "", body: str = f"<p>{STORY}</p><p>{STORY.replace('Monday', 'Tuesday')}</p>"
) -> str:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>"


# Encodings


def test_utf_8_is_read_as_it_is() -> None:
    assert article(RUSSIAN.encode("utf-8")).text == RUSSIAN


def test_utf_8_with_a_byte_order_mark_keeps_the_mark_in_the_text() -> None:
    assert article(RUSSIAN.encode("utf-8-sig")).text == "\ufeff" + RUSSIAN


def test_a_byte_order_mark_is_no_part_of_the_title() -> None:
    assert article(RUSSIAN.encode("utf-8-sig")).title == RUSSIAN.split("\n", 1)[0]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
    ids=["little endian", "big endian"],
)
def test_utf_16_with_a_byte_order_mark_is_read(mark: bytes, encoding: str) -> None:
    assert article(mark + RUSSIAN.encode(encoding)).text == "\ufeff" + RUSSIAN


def test_utf_32_with_a_byte_order_mark_is_read() -> None:
    assert article(RUSSIAN.encode("utf-32")).text == "\ufeff" + RUSSIAN


def test_windows_1251_is_detected() -> None:
    assert article(RUSSIAN.encode("windows-1251")).text == RUSSIAN


def test_latin_1_is_detected() -> None:
    assert article(FRENCH.encode("latin-1")).text == FRENCH


def test_markdown_in_another_encoding_is_detected_too() -> None:
    assert article(FRENCH.encode("latin-1"), ".md").text == FRENCH


def test_a_file_that_claims_utf_16_and_is_not_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="utf-16-le"):
        article(codecs.BOM_UTF16_LE + b"odd")


# Refusals


def test_a_binary_file_under_a_text_name_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="binary"):
        article(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0")


def test_bytes_that_decode_and_are_mostly_control_characters_are_refused() -> None:
    with pytest.raises(UnreadableArticle, match="not text"):
        article(b"GIF89a\x01\x02\x03\x04\x05\x06\x07")


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_an_empty_file_is_refused(suffix: str) -> None:
    with pytest.raises(UnreadableArticle, match="empty"):
        article(b"", suffix)


@pytest.mark.parametrize("white", [" \r\n\t\n", "\ufeff", "\ufeff \n", "\u00a0\u3000\n"])
def test_a_file_of_white_space_is_refused(white: str) -> None:
    with pytest.raises(UnreadableArticle):
        article(white)


def test_a_file_of_nothing_but_boilerplate_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="no article text"):
        article("Advertisement\n\n[ad_1]\n\nAll rights reserved.\n")


def test_markdown_of_front_matter_alone_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="no article text"):
        article("---\ntitle: The flood\n---\n", ".md")


def test_a_page_without_any_text_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="no article text"):
        article("<html><body><img src='flood.jpg'></body></html>", ".html")


def test_a_file_over_the_size_limit_is_refused_with_its_size() -> None:
    with pytest.raises(UnreadableArticle, match="20,000,001 bytes"):
        article(b"a" * (MAX_BYTES + 1))


# Plain text


def test_the_first_short_line_of_plain_text_is_the_title() -> None:
    assert (
        article(f"River floods the lower town\n\n{STORY}\n").title == "River floods the lower town"
    )


def test_a_date_above_the_headline_is_not_the_title() -> None:
    found = article(f"Sunday, November 28\n\nRiver floods the lower town\n\n{STORY}\n")
    assert found.title == "River floods the lower town"


def test_a_site_s_bar_after_the_headline_is_not_in_the_title() -> None:
    assert article(f"River floods the town |\n\n{STORY}\n").title == "River floods the town"


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert article(f"{STORY}\n\n{STORY}\n").title is None


def test_a_file_of_one_line_has_no_title() -> None:
    assert article("River floods the lower town\n").title is None


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    lines = (
        "River floods the lower town",
        "",
        "The river rose by 7.4 metres on Monday and flooded the lower town, the",
        "mayor said. Nobody heard a siren before the water came in, and many of",
        "the people of the quay were taken from their roofs by boat in the dark.",
    )
    found = article("\n".join(lines))
    assert len(found.blocks) == 2


def test_lines_that_each_end_a_sentence_are_paragraphs_of_their_own() -> None:
    found = article("River floods the town\n\n" + "\n".join([STORY, STORY, STORY]))
    assert len(found.blocks) == 4


# Markdown


def test_front_matter_gives_what_it_names() -> None:
    found = article(
        "---\n"
        'title: "River floods: 42 dead"\n'
        "date: 2024-03-04\n"
        "outlet: Orvane Courier\n"
        "url: https://courier.example.org/flood\n"
        "author: Mirelle Sandoz\n"
        "language: en\n"
        f"---\n\n{STORY}\n",
        ".md",
    )
    assert found.title == "River floods: 42 dead"
    assert found.published == Dated("2024-03-04", "day", "front matter: date: 2024-03-04")
    assert found.outlet == "Orvane Courier"
    assert found.url == "https://courier.example.org/flood"
    assert found.author == "Mirelle Sandoz"
    assert found.language == "en"


@pytest.mark.parametrize("name", ["outlet", "site", "source", "publisher", "Outlet"])
def test_the_outlet_is_known_by_several_names(name: str) -> None:
    assert article(f"---\n{name}: Courier\n---\n{STORY}\n", ".md").outlet == "Courier"


def test_several_authors_are_all_named() -> None:
    found = article(f"---\nauthor: [Cato Brill, Wim Sorrel]\n---\n{STORY}\n", ".md")
    assert found.author == "Cato Brill, Wim Sorrel"


def test_front_matter_is_no_part_of_the_article() -> None:
    found = article(f"---\ntitle: The flood\n---\n\n{STORY}\n", ".md")
    assert kept(found) == STORY
    assert [gap.rule for gap in found.removed] == ["front matter"]


def test_front_matter_with_windows_line_ends_and_a_byte_order_mark_is_found() -> None:
    found = article(f"\ufeff---\r\ntitle: The flood\r\n---\r\n\r\n{STORY}\r\n", ".md")
    assert found.title == "The flood"
    assert kept(found) == STORY


@pytest.mark.parametrize(
    "matter",
    [
        "title: [a: b",
        "title: 'open",
        "\ttitle: tabbed",
        "date: 2024-13-45",
        "date: 2024-03-04 18:40:00+99:99",
        "title: !!python/object:os.system x",
        "a: &a [*a]",
    ],
)
def test_malformed_front_matter_is_set_aside_and_the_story_is_read(matter: str) -> None:
    found = article(f"---\n{matter}\n---\n# The flood\n\n{STORY}\n", ".md")
    assert found.title == "The flood"
    assert kept(found) == f"# The flood\n{STORY}"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_colon_in_an_unquoted_title_loses_nothing_of_the_front_matter(end: str) -> None:
    matter = (
        "title: River floods: 42 dead\ndate: 2024-03-04\noutlet: 'Orvane Courier'\nlanguage: en"
    )
    found = article(f"---\n{matter}\n---\n\n{STORY}\n".replace("\n", end), ".md")
    assert found.title == "River floods: 42 dead"
    assert found.published == Dated("2024-03-04", "day", "front matter: date: 2024-03-04")
    assert found.outlet == "Orvane Courier"


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    assert article(f"## River floods *the* town ##\n\n{STORY}\n", ".md").title == (
        "River floods *the* town"
    )


def test_comments_are_removed() -> None:
    found = article(f"# The flood\n\n<!-- check\n\nthis -->\n\n{STORY} <!-- sic -->\n", ".md")
    assert kept(found) == f"# The flood\n{STORY}"
    assert [gap.rule for gap in found.removed] == ["comment", "comment"]


def test_a_comment_in_the_middle_of_a_line_parts_it() -> None:
    found = article(f"# The flood\n\n{STORY} <!-- sic --> Nobody heard a siren.\n", ".md")
    assert kept(found).splitlines() == ["# The flood", STORY, "Nobody heard a siren."]


def test_an_open_comment_mark_takes_nothing_away() -> None:
    assert kept(article(f"# The flood\n\n<!-- {STORY}\n", ".md")).endswith(STORY)


@pytest.mark.parametrize("rule", ["---", "* * *", "_____"])
def test_a_horizontal_rule_is_removed(rule: str) -> None:
    found = article(f"# The flood\n\n{STORY}\n\n{rule}\n\n{STORY}\n", ".md")
    assert kept(found) == f"# The flood\n{STORY}\n{STORY}"


def test_headings_list_items_and_table_rows_are_blocks_of_their_own() -> None:
    found = article("# A\n- b\n2. c\n> d\n| e | f |\n", ".md")
    assert kept(found).splitlines() == ["# A", "- b", "2. c", "> d", "| e | f |"]


# Web pages


def test_a_page_s_metadata_are_read() -> None:
    found = article(
        page(
            '<meta property="og:title" content="River floods the lower town">'
            '<meta property="og:site_name" content="The Lowland Post">'
            '<meta property="article:published_time" content="2024-03-05T20:05:00+01:00">'
            '<meta name="author" content="Jory Halvorsen">'
            '<link rel="canonical" href="https://lowlandpost.example.com/flood">'
        ),
        ".html",
    )
    assert found.title == "River floods the lower town"
    assert found.outlet == "The Lowland Post"
    assert found.author == "Jory Halvorsen"
    assert found.url == "https://lowlandpost.example.com/flood"
    assert found.published is not None
    assert (found.published.date, found.published.precision) == ("2024-03-05", "day")
    assert found.published.evidence.startswith("page metadata")


def test_a_page_s_text_opens_with_its_title() -> None:
    found = article(page("<title>River floods the lower town</title>"), ".html")
    assert found.text.startswith("River floods the lower town\n")
    assert STORY in found.text


def test_entities_and_inline_tags_of_a_page_become_plain_words() -> None:
    body = (
        "<p>Haskett &amp; Rowe found <b>42</b> cracks, the city&rsquo;s <em>engineer</em> said.</p>"
    )
    assert (
        "Haskett & Rowe found 42 cracks, the city’s engineer said."
        in article(page(body=body * 2), ".html").text
    )


def test_navigation_scripts_and_footer_of_a_page_are_not_in_its_text() -> None:
    found = article(
        "<html><head><script>var secret = 1;</script></head><body>"
        "<nav><a href='/'>Front page</a><a href='/sport'>Sport pages</a></nav>"
        f"<article><h1>The flood</h1><p>{STORY}</p><p>{STORY}</p></article>"
        "<footer>Imprint and privacy</footer></body></html>",
        ".html",
    )
    for stray in ("secret", "Sport pages", "Imprint"):
        assert stray not in found.text


def test_a_link_that_is_no_web_address_is_not_taken_as_the_page_s() -> None:
    found = article(page('<link rel="canonical" href="javascript:alert(1)">'), ".html")
    assert found.url is None


def test_a_page_without_metadata_and_with_a_date_in_its_story_is_undated() -> None:
    body = f"<p>{STORY}</p><p>In a flood on 3 March 1999, eleven people had died there.</p>"
    assert article(page(body=body), ".html").published is None


def test_a_page_with_an_xml_declaration_is_read() -> None:
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n' + page("<title>The flood</title>")
    assert STORY in article(declared, ".xhtml").text

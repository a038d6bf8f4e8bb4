"""What a PDF says once read: pages, wrapped lines, headers, its title."""

from __future__ import annotations

from index.article import Article
from index.passages import cut
from tests.index.bridge import HEADLINE, SECOND, TOLD, WRAPPED
from tests.index.making import pdf
from tests.index.support import article, kept


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

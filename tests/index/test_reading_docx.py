"""What a Word document says once read: paragraphs, tables, revisions, its title."""

from __future__ import annotations

import pytest
from docx import Document

from index.passages import cut
from tests.index.bridge import HEADLINE, SECOND, TOLD
from tests.index.making import docx, saved
from tests.index.malformed.docxs import body, with_body
from tests.index.support import article


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


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ("<w:noBreakHyphen/>", "2-1"),
        ("<w:softHyphen/>", "21"),
        ("<w:tab/>", "2 1"),
        ("<w:br/>", "2 1"),
        ('<w:ptab w:relativeTo="margin" w:alignment="left" w:leader="none"/>', "2 1"),
        ('<w:sym w:font="Symbol" w:char="F0A3"/>', "2≤1"),
        ('<w:sym w:font="Arial" w:char="2013"/>', "2–1"),
        ('<w:sym w:font="Wingdings" w:char="F04A"/>', "2 1"),
        ('<w:sym w:font="Wingdings" w:char="?"/>', "2 1"),
    ],
)
def test_a_mark_between_two_figures_is_shown_or_parts_them(mark: str, shown: str) -> None:
    inside = f"<w:r><w:t>win 2</w:t>{mark}<w:t>1 and</w:t></w:r>"
    assert _sentence(inside) == f"The council did win {shown} and rebuild, the treasurer said."


def test_what_is_kept_for_older_programs_is_not_read_again() -> None:
    inside = _either("<w:r><w:t>not</w:t></w:r>", "<w:r><w:t>not</w:t></w:r>")
    assert _sentence(inside) == "The council did not rebuild, the treasurer said."


@pytest.mark.parametrize("older", [False, True])
def test_a_text_box_stands_below_the_sentence_that_it_is_anchored_in(older: bool) -> None:
    box = f"<w:txbxContent>{_paragraph(HEADLINE)}{_paragraph(TOLD)}</w:txbxContent>"
    anchored = f"<w:r><w:drawing>{box}</w:drawing></w:r>"
    inside = _either(anchored, f"<w:r><w:pict>{box}</w:pict></w:r>") if older else anchored
    assert _sentence(inside).split("\n") == [
        "The council did rebuild, the treasurer said.",
        HEADLINE,
        TOLD,
    ]


def test_a_text_box_in_a_cell_or_in_another_box_is_read_once() -> None:
    inner = f"<w:txbxContent>{_paragraph(TOLD)}</w:txbxContent>"
    outer = f"<w:txbxContent><w:p><w:r><w:t>Bridges</w:t>{inner}</w:r></w:p></w:txbxContent>"
    cell = f"<w:tc><w:p><w:r><w:t>Cost</w:t>{outer}</w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell}{cell.replace(outer, '')}</w:tr></w:tbl>"
    found = article(with_body(body(table)), ".docx")
    assert found.text.split("\n") == ["Cost | Cost", "Bridges", TOLD]


def _either(choice: str, fallback: str) -> str:
    namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return (
        f'<mc:AlternateContent xmlns:mc="{namespace}"><mc:Choice Requires="wps">{choice}'
        f"</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _sentence(inside: str) -> str:
    before = '<w:r><w:t xml:space="preserve">The council did </w:t></w:r>'
    after = '<w:r><w:t xml:space="preserve"> rebuild, the treasurer said.</w:t></w:r>'
    return article(with_body(body(f"<w:p>{before}{inside}{after}</w:p>")), ".docx").text

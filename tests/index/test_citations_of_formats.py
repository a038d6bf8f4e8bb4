"""Citations give a PDF's page and a Word document's paragraph."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bot.desk import Desk
from tests.conftest import OpenIndex
from tests.index.bridge import HEADLINE, SECOND, TOLD, WRAPPED
from tests.index.making import docx, item, pdf

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

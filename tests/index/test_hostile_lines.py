"""No line makes a pattern try over and over: what a line costs grows with its length alone.

The lines are matched in a process of their own, which is given minutes for what takes a moment; a
pattern that can split a line in many ways would need years.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from index.cleaning.features import is_name
from index.cleaning.plugs import plug
from index.cleaning.shapes import is_navigation
from index.dating import date_line, stated
from tests.conftest import ROOT

_SECONDS = 120
_LENGTHS = (200, 2_000, 100_000)
_STORY = "The river rose by 7.4 metres on Monday and flooded the lower town, its mayor said."
_SLUG = "BC-EU--MIGRATION-DEAL-SUMMIT-BRUSSELS-1ST-LEDE-WRITETHRU"

# Calls a function of a module with each list of arguments that its standard input holds.
_CALL = """
import importlib, json, sys
module, _, name = sys.argv[1].partition(":")
called = importlib.import_module(module)
for part in name.split("."):
    called = getattr(called, part)
for arguments in json.load(sys.stdin):
    called(*arguments)
"""


def _ends(function: str, calls: list[str] | list[tuple[str | None, ...]]) -> None:
    """See that a function comes to an end with each of the lines, or of the calls' arguments."""
    given = json.dumps([[call] if isinstance(call, str) else call for call in calls])
    command = [sys.executable, "-c", _CALL, function]
    subprocess.run(command, input=given, text=True, timeout=_SECONDS, check=True, cwd=ROOT)


def _of(before: str, repeated: str, after: str) -> list[str]:
    return [before + repeated * (length // len(repeated)) + after for length in _LENGTHS]


def _hostile(*shapes: tuple[str, str, str]) -> list[str]:
    return [line for shape in shapes for line in _of(*shape)]


def test_a_long_signature_is_told_from_a_date_line() -> None:
    lines = _hostile(
        ("", "A", ""),
        ("By ", "A", " - 6 March"),
        ("", "BC-EU--MIGRATION-", ""),
        ("", "Ab ", "- 6 March"),
        ("", "A, ", "!"),
        ("A", " ", "x"),
        ("A", "-", "x"),
        ("Orvane Courier, 6 March 2024 10:30 ", "A", "!"),
        ("Orvane Courier, 6 March 2024 10:30 ", "am ", "!"),
        ("Orvane Courier, 6 March 2024", " ", "x"),
    )
    _ends("index.dating:_SIGNED.match", lines)


def test_a_long_line_that_opens_with_a_date_is_told_from_a_date_line() -> None:
    lines = _hostile(
        ("6 March 2024 10:30 ", "A", "!"),
        ("6 March 2024 10:30 ", "am ", "!"),
        ("6 March 2024 10:30 ", "+0100", "!"),
        ("Updated", " ", "x"),
    )
    _ends("index.dating:date_line", lines)


def test_a_wire_s_slug_above_a_story_does_not_hold_up_its_reading() -> None:
    _ends("tests.index.support:article", [f"{_SLUG}\n\n{_STORY}\n\n{_STORY}\n"])


def test_a_row_of_ad_markers_is_told_from_a_line_with_other_words() -> None:
    lines = [line[-200:] for line in _hostile(("", "[ad 1]", "x"), ("", "[ads 12] ", "x"))]
    _ends("index.cleaning.shapes:verdict", [(line, line, None) for line in lines])


def test_a_row_of_arrows_is_told_from_a_trail_of_crumbs() -> None:
    lines = _hostile(
        ("", ">", " LIVE | NEWS"),
        ("", "> ", " LIVE | NEWS"),
        ("Home ", " >", "•"),
        ("", "Home > ", "|"),
    )
    _ends("index.cleaning.shapes:is_navigation", lines)


def test_a_shortcode_of_many_values_is_told_from_a_plug() -> None:
    lines = _hostile(("[a", " a=''", ""), ("[a", ' a=""', " "), ("[a", " a=b", "!"))
    _ends("index.cleaning.plugs:plug", [(line, line) for line in lines])


def test_a_long_word_of_capitals_is_told_from_a_name() -> None:
    lines = _hostile(("", "É", " 1"), ("", "A", " b"), ("", "A-", "b"), ("A", "-", "b"))
    _ends("index.cleaning.features:is_name", lines)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Orvane Courier, 17 February 2024", "2024-02-17"),
        ("Orvane Courier,17 February 2024", "2024-02-17"),
        ("By Ana Korr | 6 March 2024 | 3 min read", "2024-03-06"),
        ("Ana Korr, Bert Tam and the desk", None),
        ("ANA KORR,BERT TAM - 6 March 2024, 10:30 a.m. EST -05:00", "2024-03-06"),
        ("O’Brien & Sons", None),
        ("Smith-Jones, A. B., Wednesday 6 March 2024", "2024-03-06"),
    ],
)
def test_what_signs_an_article_still_dates_it(line: str, date: str | None) -> None:
    found = stated(line, _STORY)
    assert (found.dated.date if found and found.dated else None) == date


@pytest.mark.parametrize(
    "line",
    [
        "6 March 2024, 10:30 p.m. GMT +01:00",
        "Published on: 6 March 2024 – 10:30",
        "Updated 6 March 2024 | Last updated at 7 March 2024",
    ],
)
def test_a_date_with_its_clock_is_still_a_date_line(line: str) -> None:
    assert date_line(line)


@pytest.mark.parametrize(
    ("line", "crumbs"),
    [
        ("Home > Politics", True),
        ("Startseite»Landkreis", True),
        ("Politics", False),
        ("> Politics", False),
        ("Home | Politics > City", False),
    ],
)
def test_a_trail_of_crumbs_is_still_told_by_its_arrow(line: str, crumbs: bool) -> None:
    assert is_navigation(line.replace("Home", "Region")) is crumbs


def test_a_shortcode_is_still_a_plug() -> None:
    line = "[caption id='a7' width=\"300\" align=none]"
    assert plug(line, line) == "page furniture"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ana Korr", True),
        ("Jean-Paul O’Brien, Élise Ørn", True),
        ("“Ana Korr”:", True),
        ("Ana korr", False),
        ("A B C D E", False),
    ],
)
def test_a_name_is_still_told_by_its_capitals(line: str, name: bool) -> None:
    assert is_name(line) is name

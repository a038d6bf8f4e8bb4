"""Reading a draft as it streams: whole sentences, their keys, and nothing else."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafting.marks import Drafted, MarkReader
from bot.drafting.plain import has_address

KEYS = ("k7q2", "m3x9")


def read(*pieces: str, cut: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    reader = MarkReader(KEYS)
    found: list[Drafted] = [drafted for piece in pieces for drafted in reader.feed(piece)]
    return [(d.text, d.keys) for d in found + reader.end(cut=cut)]


@pytest.mark.parametrize(
    ("marked", "keys"),
    [
        ("Four fell [k7q2].", ("k7q2",)),
        ("Four fell. [k7q2]", ("k7q2",)),
        ("Four fell.[k7q2]", ("k7q2",)),
        ("Four fell [k7q2][m3x9].", ("k7q2", "m3x9")),
        ("Four fell [k7q2] [m3x9].", ("k7q2", "m3x9")),
        ("Four fell [k7q2, m3x9].", ("k7q2", "m3x9")),
        ("Four fell [k7q2; m3x9].", ("k7q2", "m3x9")),
        ("Four fell (k7q2).", ("k7q2",)),
        ("Four fell 【k7q2】.", ("k7q2",)),
        ("Four fell【k7q2†source】.", ("k7q2",)),
        ("Four fell [^k7q2].", ("k7q2",)),
        ("Four fell [Source: k7q2].", ("k7q2",)),
        ("Four fell (Sources: k7q2 and m3x9).", ("k7q2", "m3x9")),
        ("Four fell [K7Q2].", ("k7q2",)),
        ("Four fell [[k7q2]].", ("k7q2",)),
        ("Four fell **[k7q2]**.", ("k7q2",)),
        ("Four fell [k7q2](http://evil.example/x).", ("k7q2",)),
        ("Four fell k7q2.", ("k7q2",)),
        ("Four fell. [k7q2].", ("k7q2",)),
        ("Four fell.\n[k7q2]", ("k7q2",)),
        ("Four fell [z9z9].", ()),
        ("Four fell [1].", ()),
        ("Four fell [z9z9, m3x9].", ("m3x9",)),
        ("Four fell [flood.txt].", ()),
        ("Four fell [zxqv].", ()),
    ],
)
def test_a_mark_of_any_shape_is_read_and_taken_out(marked: str, keys: tuple[str, ...]) -> None:
    assert read(marked) == [("Four fell.", keys)]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("He is [not] guilty [k7q2].", "He is not guilty."),
        ("He got [1,200] votes [k7q2].", "He got 1,200 votes."),
        ("It fell by 5 [percent] [k7q2].", "It fell by 5 percent."),
        ("They [almost] won [k7q2].", "They almost won."),
    ],
)
def test_a_word_in_brackets_stays_in_its_sentence(written: str, text: str) -> None:
    assert read(written) == [(text, ("k7q2",))]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Kirby left on Monday.",
        "The U.S. troops left.",
        "Prices rose by 6.5 per cent.",
        "Gen. J. R. Orlik spoke at 5 a.m. on Oct. 11.",
        'He asked "why?" and left.',
        "The minister (see below. And above.) spoke.",
        "No. 5 fell.",
        "About 1.4 million crowns, i.e. nothing, were paid to Dr. Voss.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_cut_it(whole: str) -> None:
    assert [text for text, _ in read(f"{whole} Then it rained.")] == [whole, "Then it rained."]


def test_a_sentence_is_complete_at_the_next_character_that_is_no_mark() -> None:
    reader = MarkReader(KEYS)
    assert reader.feed("Four fell. [k7q2] [m3x9]  \n ") == []
    assert reader.feed("N") == [Drafted("Four fell.", KEYS)]
    assert reader.feed("ine were hurt") == []
    assert reader.end() == [Drafted("Nine were hurt", ())]


def test_the_last_sentence_of_a_stream_that_was_cut_is_left_out() -> None:
    assert read("Four fell. [k7q2] Nine were hur", cut=True) == [("Four fell.", ("k7q2",))]
    assert read("Four fell. [k7q2]", cut=True) == [("Four fell.", ("k7q2",))]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("**Four** _fell_ in `Vell`.", "Four fell in Vell."),
        ("<b>Four</b> fell<br/> in Vell.", "Four fell in Vell."),
        ("Four fell in Vell<script>alert(1)</script>.", "Four fell in Vell."),
        ("Four fell in Vell<!-- hidden: x -->.", "Four fell in Vell."),
        ("Four fell in [Vell](http://evil.example/a?b=c).", "Four fell in Vell."),
        ("Four fell in [the town](http://evil.example/a?b=c).", "Four fell in the town."),
        ("Four fell ![pixel](http://evil.example/p.png) in Vell.", "Four fell in Vell."),
        ("Four fell https://evil.example/x in Vell.", "Four fell in Vell."),
        ("&lt;a href=x&gt;Four&lt;/a&gt; fell in Vell.", "Four fell in Vell."),
        ("&amp;lt;img src=x&amp;gt;Four fell in Vell.", "Four fell in Vell."),
        ("Fo\u200bur fell\u202e in Vell.", "Four fell in Vell."),
        ("<think>It may be. [k7q2] Or not.</think>Four fell in Vell.", "Four fell in Vell."),
        ("# Four fell in Vell.", "Four fell in Vell."),
        ("- Four fell in Vell.", "Four fell in Vell."),
        ("1. Four fell in Vell.", "Four fell in Vell."),
        ("Four fell in Vell. [k7", "Four fell in Vell."),
    ],
)
def test_markup_and_links_become_plain_text(written: str, text: str) -> None:
    assert [found for found, _ in read(written)] == [text]


def test_a_list_is_one_sentence_an_item() -> None:
    assert read("- 14 killed [k7q2]\n- 9 wounded [m3x9]\n") == [
        ("14 killed", ("k7q2",)),
        ("9 wounded", ("m3x9",)),
    ]


def test_a_character_that_was_cut_in_two_is_put_together() -> None:
    assert read("Four \ud83d", "\udc4d fell.") == [("Four 👍 fell.", ())]
    assert read("Four \ud83d", "x fell.") == [("Four x fell.", ())]


@pytest.mark.parametrize(
    "text", ["see evil.example now", "write to a@b.co", "at www.x.y", "https://x", "bit.ly/abc"]
)
def test_what_a_chat_would_make_a_link_of_is_known(text: str) -> None:
    assert has_address(text)


@pytest.mark.parametrize("text", ["6.5 per cent", "the U.S. army", "at 5 a.m. today", "J.R. Tolk"])
def test_what_is_no_link_is_not_taken_for_one(text: str) -> None:
    assert not has_address(text)


_PIECES = st.sampled_from(
    [
        "[k7q2]", "[m3x9]", "[", "]", "(", ")", "【k7q2】", "[^k7q2]", "k7q2", "[z9z9]", ". ", ".",
        "! ", "? ", "\n", "\n\n", " ", "Mr. ", "U.S. ", "6.5 ", "He", "the war", "**", "_", "<b>",
        "</b>", "<!--", "-->", "<think>", "</think>", "](http://e.co)", "![", "- ", "1. ", "# ",
        "“", "”", '"', "e.g. ", "a.m. ", "…", "。", "\ud83d", "\udc4d", "&lt;", "\u200b", "<", ">",
    ]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=80), st.lists(_PIECES, max_size=40).map("".join), st.from_regex(r"[\[\](. A]*")
)


@given(_TEXTS, st.lists(st.integers(0, 200), max_size=8), st.booleans())
def test_it_does_not_matter_how_the_stream_is_cut(text: str, at: list[int], cut: bool) -> None:
    borders = sorted({0, len(text), *(min(n, len(text)) for n in at)})
    pieces = [text[a:b] for a, b in itertools.pairwise(borders)]
    assert read(*pieces, cut=cut) == read(text, cut=cut) == read(*text, cut=cut)


@given(_TEXTS)
def test_no_markup_and_no_unknown_key_comes_out(text: str) -> None:
    for found, keys in read(text):
        assert set(keys) <= set(KEYS)
        assert "](" not in found
        assert "<b" not in found
        assert not re.search(r"\bk7q2\b", found)


@pytest.mark.parametrize(
    "text", ["See ｅｖｉｌ．ｃｏｍ", "evil．com", "ｗｗｗ.evil.xyz", "evil。com", "a＠evil.com"]
)
def test_an_address_of_full_width_is_one(text: str) -> None:
    assert has_address(text)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("The levee burst /start [k7q2].", "The levee burst."),
        ("The levee /reset@newsbot burst [k7q2].", "The levee burst."),
        ("He and/or she ran 5 km/h [k7q2].", "He and/or she ran 5 km/h."),
        ("The rent is 500 /month [k7q2].", "The rent is 500/month."),
    ],
)
def test_a_command_of_a_chat_is_taken_out(written: str, text: str) -> None:
    assert read(written) == [(text, ("k7q2",))]

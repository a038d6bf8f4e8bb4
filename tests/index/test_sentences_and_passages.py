"""Sentences are found with their offsets, and packed whole into passages of bounded size."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Span
from index.lines import is_byline, lines, paragraphs
from index.passages import MOST, cut
from index.sentences import LONGEST, sentences
from index.tokens import count
from tests.conftest import SEEDS
from tests.index.support import article, long_story

SEED_FILES = sorted(SEEDS.iterdir())


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, Span(0, len(text)))]


# Sentences


def test_sentences_are_found_at_their_stops() -> None:
    assert split("The river rose. Nobody heard a siren! Why not? Ask her.") == [
        "The river rose.",
        "Nobody heard a siren!",
        "Why not?",
        "Ask her.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr Petra Lund counted 17 victims.",
        "It stood at 7.4 metres at 2.15 am.",
        "Mr. Ardel met Gen. Orlik in the U.S. on Monday.",
        "Prices rose by 6.5 per cent, i.e. more than wages.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


LEAD = (
    "SELM, March 5 - At least 14 people were killed on Tuesday when shells struck the market square"
    " of the town, four kilometres from the border, the regional governor said."
)
WRAPPED = (
    "At least 14 people were killed on Tuesday when shells struck\n"
    "the market square of the town, four kilometres from the\n"
    "border, the regional governor said.\n"
)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (f"Shells hit the market town of Selm as both sides trade blame\n{LEAD}\n", 2),
        (f"Shells hit the market town of Selm as both sides trade blame\nBy Ira Halm\n{LEAD}\n", 3),
        ("Shells hit the market town of Selm as both trade blame\nBy Ira Halm\n", 2),
        (WRAPPED, 1),
        (
            "Mayor Holm said on Tuesday that the dam was safe,\nbut engineers who had seen it in"
            " the spring warned the council that it might break.\n",
            1,
        ),
        (f"{WRAPPED}By March the town had been left by all.\n", 1),
    ],
)
def test_a_title_or_a_byline_is_no_line_of_the_paragraph_below_it(text: str, blocks: int) -> None:
    assert len(paragraphs(text, list(lines(text)))) == blocks


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Irina Halvorsen", True),
        ("By Lucas Amadi, Diplomatic Correspondent", True),
        ("By The Meridian staff, March 15, 2024", True),
        ("By Reuters", True),
        ("By Édouard Louis | March 3", True),
        ("By Anna O'Neil, chief correspondent", True),
        ("by Election Day", False),
        ("By Monday March 5", False),
        ("By then the army had left the town.", False),
        ("By train from Lindow", False),
        ("By Friday", False),
    ],
)
def test_a_byline_is_names_alone(line: str, byline: bool) -> None:
    assert is_byline(line) == byline


def test_a_piece_that_a_stray_stop_cut_off_stays_with_its_sentence() -> None:
    text = "It was the worst fighting since the decade. 1990. A truce failed."
    assert split(text) == ["It was the worst fighting since the decade. 1990.", "A truce failed."]


def test_a_lower_case_continuation_stays_with_its_sentence() -> None:
    assert split("They stressed adherence to the deal. ceasefire held, he said.") == [
        "They stressed adherence to the deal. ceasefire held, he said."
    ]


def test_offsets_count_characters_beyond_the_first_plane_as_one() -> None:
    assert split("🚒🚒 One engine came. Two 😀 men stood by. 𝕿hree left.") == [
        "🚒🚒 One engine came.",
        "Two 😀 men stood by.",
        "𝕿hree left.",
    ]


def test_only_the_block_is_split() -> None:
    text = "Before it. The river rose. It fell. After it."
    start, end = text.index("The"), text.index(" After")
    assert [text[s.start : s.end] for s in sentences(text, Span(start, end))] == [
        "The river rose.",
        "It fell.",
    ]


def test_an_endless_sentence_is_cut_at_its_pauses() -> None:
    text = "the list went on and on, " * 200
    pieces = split(text)
    assert len(pieces) > 1
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert all(piece.endswith(",") for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def test_an_endless_word_is_cut_too() -> None:
    assert [len(piece) for piece in split("x" * (2 * LONGEST + 5))] == [LONGEST, LONGEST, 5]


# Passages


@pytest.mark.parametrize("file", SEED_FILES, ids=lambda path: path.name)
def test_no_passage_of_a_sample_article_is_over_the_limit(file: Path) -> None:
    for passage in cut(article(file.read_bytes(), file.suffix)):
        assert count(passage.text) <= MOST


def test_sentences_of_a_passage_together_keep_to_the_limit() -> None:
    found = article(long_story(300))
    for passage in cut(found):
        spans = passage.sentences
        assert len(spans) == 1 or sum(count(found.text[s.start : s.end]) for s in spans) <= MOST


def test_a_sentence_over_the_limit_is_a_passage_of_its_own() -> None:
    endless = "The list named " + " and ".join(f"pier {i}" for i in range(70)) + "."
    assert count(endless) > MOST
    assert len(endless) <= LONGEST
    found = article(f"The river rose a lot that night.\n\n{endless}\n\nIt fell in the morning.\n")
    alone = [p for p in cut(found) if count(p.text) > MOST]
    assert [p.text for p in alone] == [endless]


def test_passages_hold_whole_sentences() -> None:
    found = article(long_story(60))
    whole = {
        found.text[span.start : span.end]
        for block in found.blocks
        for span in sentences(found.text, block)
    }
    for passage in cut(found):
        assert {found.text[span.start : span.end] for span in passage.sentences} <= whole


def test_a_short_article_is_one_passage() -> None:
    assert len(cut(article("The flood\n\nThe river rose. Nobody heard a siren.\n"))) == 1


def test_a_passage_ends_where_something_was_removed() -> None:
    found = article("The river rose a lot on Monday.\n\n[ad_1]\n\nIt fell again on Tuesday.\n")
    assert [p.text for p in cut(found)] == [
        "The river rose a lot on Monday.",
        "It fell again on Tuesday.",
    ]


def test_a_title_that_stands_apart_is_no_passage() -> None:
    found = article("The flood\n\n[ad_1]\n\nThe river rose a lot on Monday. It fell again.\n")
    (passage,) = cut(found)
    assert passage.header == "The flood"
    assert passage.text == "The river rose a lot on Monday. It fell again."


def test_the_title_is_embedded_before_a_passage_and_is_not_in_its_text() -> None:
    passages = cut(article(long_story(60)))
    assert passages[1].embedded_text == f"The long log of the ferry\n{passages[1].text}"
    assert "The long log" not in passages[1].text


def test_a_passage_that_opens_with_the_title_is_embedded_as_it_is() -> None:
    first = cut(article(long_story(60)))[0]
    assert first.text.startswith("The long log of the ferry")
    assert first.embedded_text == first.text


def test_lines_are_counted_by_newlines_alone() -> None:
    (passage,) = cut(article("One rose.\r\n\r\nTwo\x85rose.\rThree rose.\u2028Four rose.\n"))
    assert (passage.first_line, passage.last_line) == (1, 3)


@pytest.mark.parametrize("changed", [0, 3, 11, 20])
def test_an_edit_near_the_top_of_a_long_article_changes_only_a_few_passages(changed: int) -> None:
    before = [p.text for p in cut(article(long_story(300)))]
    after = [p.text for p in cut(article(long_story(300, changed)))]
    assert len(before) > 30
    assert before != after
    assert len(set(before) & set(after)) >= 0.8 * len(before)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_sentences_put_before_a_long_article_change_only_a_few_passages(count: int) -> None:
    before = [p.text for p in cut(article(long_story(300)))]
    title, body = long_story(300).split("\n\n", 1)
    found = "This part of the log was found by a diver in the wreck of the ferry, and it was read "
    more = " ".join(f"{found} to the court on day {i} of the trial." for i in range(count))
    after = [p.text for p in cut(article(f"{title}\n\n{more}\n\n{body}"))]
    assert len(set(before) & set(after)) >= 0.8 * len(before)


def test_words_appended_to_a_long_article_leave_its_other_passages_alone() -> None:
    before = [p.text for p in cut(article(long_story(300)))]
    after = [p.text for p in cut(article(long_story(300) + "\nThe ferry was sold for scrap.\n"))]
    assert before[:-1] == after[: len(before) - 1]

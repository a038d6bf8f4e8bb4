"""Cleaning: what is the site's goes, and what only looks like it stays in the story."""

from __future__ import annotations

import pytest

from tests.index.support import article, kept

TITLE = "River floods the lower town"
FIRST = "The river rose by 7.4 metres on Monday and flooded the lower town, its mayor said."
SECOND = "Nobody had heard a siren before the water came, the people of the quay complained."


def inside(line: str) -> str:
    """The story with a line between its paragraphs."""
    return f"{TITLE}\n\n{FIRST}\n\n{line}\n\n{SECOND}\n"


def after(*lines: str) -> str:
    """The story with lines below its last paragraph."""
    return "\n\n".join([TITLE, FIRST, SECOND, *lines]) + "\n"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("[ad_1]", "ad marker"),
        ("[ad_1] [ad_2]", "ad marker"),
        ("Advertisement", "ad marker"),
        ("Sponsored content:", "ad marker"),
        ("Your email address will not be published. Required fields are marked *", "comment form"),
        ("Name *", "comment form"),
        ("Post comment", "comment form"),
        ("You must be logged in to post a comment.", "comment form"),
        ("Share", "share bar"),
        ("Share this article", "share bar"),
        ("Facebook | Twitter | WhatsApp", "share bar"),
        ("Click to share on Telegram (Opens in new window)", "share bar"),
        ("© 2024 The Lowland Post", "notice"),
        ("The Lowland Post. All rights reserved.", "notice"),
        ("We use cookies to give you a better experience.", "notice"),
        ("Skip to content", "notice"),
        ("Sign up for our newsletter", "appeal"),
        ("Subscribe to our morning briefing", "appeal"),
        ("Subscribe to read the whole story.", "appeal"),
        ("Follow us on Telegram", "share bar"),
        ("Download our app", "appeal"),
        ("Home", "navigation"),
        ("Home › World › Tessaly", "navigation"),
        ("Read more: What the gauge at the bridge tells", "navigation"),
        (
            "News of max: All breaking news of the world online today, politics, society .Fresh "
            "news 24/7: hot pictures and video clips, updated quick and reliable",
            "site slogan",
        ),
    ],
)
def test_a_line_of_the_site_is_removed(line: str, rule: str) -> None:
    found = article(inside(line))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND]
    assert {gap.rule for gap in found.removed} == {rule}
    assert "".join(found.text[gap.start : gap.end] for gap in found.removed).split() == line.split()


@pytest.mark.parametrize(
    "line",
    [
        "[sic] is how the paper marked it.",
        "[42] people were named on the list.",
        "Advertisement boards floated down the High Street.",
        "Ads for boats were sold out by noon.",
        "Name by name she read the list of the missing.",
        "Comment was not to be had from the ministry.",
        "Share prices fell 3 percent on Tuesday.",
        "Facebook, Twitter and WhatsApp were blocked in the valley.",
        "Print shops on the quay lost all their paper.",
        "Email from the dam keeper never arrived.",
        "Cookies and lemonade were all that she had eaten.",
        "Subscribers of the paper got it a day late.",
        "Follow the river down and you come to the lock.",
        "Home again after 51 hours",
        "Home owners will be paid 2,500 crowns each.",
        "Home is where I will go now, she said.",
        "Search operations continued.",
        "Contact with the village was lost at noon.",
        "About 800 people came to the quay with candles.",
        "Watch towers were the first to fall.",
        "The latest news online was about sports and politics, he said, and not about the many "
        "people of the lower town who had lost their homes and all that they had owned in them.",
        "Дамба (dam) broke.",
        "Ardel (Арде́ль) came.",
    ],
)
def test_a_line_of_the_story_that_looks_alike_stays(line: str) -> None:
    found = article(inside(line))
    assert kept(found).splitlines() == [TITLE, FIRST, line, SECOND]
    assert found.removed == ()


@pytest.mark.parametrize(
    "line",
    [
        "Related Articles",
        "You may also like:",
        "More policy",
        "More from the valley",
        "Read next",
        "Leave a Reply",
        "Comments (7)",
        "Recommended for you",
        "Most read »",
        "Don’t miss",
        "Source link",
        "Back to top button",
        "Next article",
    ],
)
def test_an_end_marker_is_removed(line: str) -> None:
    found = article(after(line))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND]
    assert [gap.rule for gap in found.removed] == ["end marker"]


def test_an_end_marker_takes_the_short_lines_beside_it_along() -> None:
    found = article(after("Arab Observer", "Related Articles", "Ferry is late", "Goat is lost"))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND]


def test_short_lines_below_the_story_stay_when_no_marker_is_near() -> None:
    found = article(after("Reporting by Cato Brill", "Editing by Wim Sorrel"))
    assert kept(found).splitlines()[3:] == ["Reporting by Cato Brill", "Editing by Wim Sorrel"]


def test_a_short_sentence_above_an_end_marker_stays() -> None:
    found = article(after("Three days of mourning begin.", "Related Articles"))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND, "Three days of mourning begin."]


def test_an_end_marker_inside_the_story_does_not_cut_off_what_follows() -> None:
    found = article(inside("Related Articles\n\nA night without sirens"))
    assert kept(found).splitlines()[-2:] == ["A night without sirens", SECOND]


def test_an_ad_marker_at_a_line_s_end_is_cut_off_and_the_line_stays() -> None:
    found = article(f"{TITLE}\n\n[ad_1] {FIRST} [ad_2]\n")
    assert kept(found) == f"{TITLE}\n{FIRST}"
    assert [found.text[gap.start : gap.end] for gap in found.removed] == ["[ad_1]", "[ad_2]"]


def test_a_stray_token_in_another_script_is_removed() -> None:
    found = article("\n\n".join([TITLE, FIRST, SECOND, "بب", FIRST, SECOND]))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND, FIRST, SECOND]
    assert [gap.rule for gap in found.removed] == ["stray token in another script"]


def test_a_token_in_the_article_s_own_script_stays() -> None:
    cyrillic = "Река поднялась на семь метров в понедельник и залила нижний город, сказал мэр. " * 4
    found = article(f"{cyrillic}\n\nДамба\n\n{cyrillic}\n")
    assert "Дамба" in kept(found).splitlines()


def test_an_article_in_two_scripts_loses_no_token() -> None:
    mixed = "Река поднялась на семь метров. The river rose by seven metres on Monday. " * 4
    found = article(f"{mixed}\n\nبب\n\n{mixed}\n")
    assert "بب" in kept(found).splitlines()


def test_cleaning_leaves_the_text_of_record_as_it_was() -> None:
    text = after("[ad_1]", "Leave a Reply")
    assert article(text).text == text


def test_a_file_s_cleaning_does_not_depend_on_its_line_ends() -> None:
    unix = after("Arab Observer", "Related Articles")
    windows = unix.replace("\n", "\r\n")
    assert kept(article(windows)) == kept(article(unix))

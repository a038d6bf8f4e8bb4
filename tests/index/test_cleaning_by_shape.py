"""Cleaning by shape and place: each rule, with what it must remove and what only looks like it."""

from __future__ import annotations

import pytest

from tests.index.support import article, kept
from tests.index.test_cleaning import FIRST, SECOND, TITLE, after, inside

THIRD = "The dam above the lower town was built in 1931, and its gauge was read by hand on Monday."


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Subscribe   Log In   E-Edition   Obituaries   Classifieds", "navigation"),
        ("Google News  Subscribe", "navigation"),
        ("Print   Email   Text Size: A A A", "share bar"),
        ("CommentsShare", "share bar"),
        ("Partager sur Facebook", "share bar"),
        ("[11]Tweet [12]Share [13]Email to a friend [14]Print this page", "links"),
        ("Startseite > Landkreis > Orte am Deich", "navigation"),
        ("<< Previous | Index | Next >>", "navigation"),
        ("HALD 100 4,118.20 -1.92%   NORDAL 877.45 -0.61%", "ticker"),
        ("👁 18,204 views   💬 63   ❤ 411", "page furniture"),
        ("😀 12 % 😡 8 % 😢 80 %", "page furniture"),
        ("▶ Listen (7 min)", "page furniture"),
        ("T+ T- (font size)", "page furniture"),
        ("Font size: A- A A+", "page furniture"),
        ("[ Printer friendly page ]", "page furniture"),
        ("4 min", "page furniture"),
        ("Short link: https://post.example/?p=48812", "page furniture"),
        ("Creative Commons License (CC BY-NC-ND 3.0)", "page furniture"),
        ("Select the mistake and press Ctrl + Enter", "page furniture"),
        ("Photography by Tomasz Wren for Saltline", "credit"),
        ("Any use of materials is allowed only with the consent of the editors.", "notice"),
        ("The views expressed are the author's own.", "notice"),
        ("Were you there? Send your pictures to our newsroom: 555 0177", "appeal"),
        ("Help us tell the next story. Your gift will be doubled.", "appeal"),
        ("Do you know more? Here is how to reach us with your tips securely.", "appeal"),
        ("Enjoying this story? Become a member from 4 euros a month.", "appeal"),
        ("A subscription costs less than a cup of coffee. Click here to subscribe.", "appeal"),
        ("Get the free Lowland app for iPhone and Android", "appeal"),
        ("2 minuti di lettura", "another language's label"),
        ("À lire aussi : le moulin ferme", "another language's label"),
        ("Votre adresse e-mail", "another language's label"),
        ("Komentari: 24", "another language's label"),
        ("Dalsza część artykułu pod reklamą", "another language's label"),
        ("Molimo da ne vređate: takvi komentari neće biti objavljeni.", "another language's label"),
        ("We rely on readers like you to keep our reporting open to all.", "appeal"),
        ("(This story has not been edited by our staff.)", "page furniture"),
        ("Prefer the Courier on Google", "page furniture"),
        ("Was this page helpful?", "page furniture"),
        ("Privacy Notice: Newsletters may hold advertisements.", "notice"),
        ("Sie möchten mehr? Abonnieren Sie den Newsletter.", "another language's label"),
    ],
)
def test_a_line_that_is_the_site_s_by_its_shape_is_removed(line: str, rule: str) -> None:
    found = article(inside(line))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND]
    assert {gap.rule for gap in found.removed} == {rule}


@pytest.mark.parametrize(
    "line",
    [
        "Log in the weir: the keeper had it out by noon.",
        "“Subscribe,  log in,  pay,” she said, “and then the siren sounds.”",
        "Print shops, email and text messages were of no use.",
        "He went from Previous Street to Next Street by boat.",
        "The index lost 1.92% at 4,118.20 on Tuesday.",
        "❤ was painted on 63 doors of the quay.",
        "The hull listed to 7 degrees.",
        "Type A and type B pumps were both under water.",
        "[Laughter]",
        "After 4 minutes the second pump failed.",
        "The link was short: a rope of 12 metres.",
        "Creative people were common on the quay.",
        "Photography was his trade, said Tomasz Wren.",
        "The use of materials from the old dam was criticised.",
        "“Send us your pictures,” the mayor had told you and me.",
        "Can you tell us about your house?",
        "A: Help yourself to tea. Our story is soon told, as you see.",
        "Join me at the gate and you will see why our dam is hopeless.",
        "Ostvia will become a member of the union in May.",
        "Get in the boat, the fireman shouted.",
        "Komentari su stigli tek u ponedeljak uveče.",
        "Pod reklamą stał człowiek z psem.",
        "We kept our journalism going from a boat, the editor said.",
        "This story has two heroes and a dog.",
        "Prefer the boat, the keeper had told them.",
        "Was this road passable at noon? Nobody knew.",
        "Privacy was lost with the walls.",
        "Abonnieren wollte das Blatt dort keiner.",
    ],
)
def test_a_line_of_the_story_with_such_a_shape_stays(line: str) -> None:
    found = article(inside(line))
    assert kept(found).splitlines() == [TITLE, FIRST, line, SECOND]
    assert found.removed == ()


def test_a_table_of_the_story_keeps_its_head_and_rows() -> None:
    rows = ["Club   Women   Men", "Orwick   36   31", "Tarn   33   35"]
    text = f"{TITLE}\n\n{FIRST}\n\n" + "\n".join(rows) + f"\n\n{SECOND}\n"
    assert kept(article(text)).splitlines() == [TITLE, FIRST, *rows, SECOND]


def test_rows_of_names_below_one_another_are_the_story_s() -> None:
    rows = ["Anna Korr   Green   Vell", "Bert Tam   Blue   Marl"]
    text = f"{TITLE}\n\n{FIRST}\n\n" + "\n".join(rows) + f"\n\n{SECOND}\n"
    assert kept(article(text)).splitlines() == [TITLE, FIRST, *rows, SECOND]


def test_a_label_s_hard_wrapped_rest_goes_with_it() -> None:
    text = inside(
        "RELATED: Growers of the valley win the second hearing in\nthe lake level lawsuit"
    )
    assert kept(article(text)).splitlines() == [TITLE, FIRST, SECOND]


def test_a_paragraph_right_below_a_label_stays() -> None:
    text = inside(f"RELATED: Growers of the valley win the second hearing in court\n{THIRD}")
    assert kept(article(text)).splitlines() == [TITLE, FIRST, THIRD, SECOND]


@pytest.mark.parametrize("marker", ["READ MORE:", "READ ALSO", "Lesen Sie auch", "Читайте также"])
def test_one_headline_below_a_marker_goes_with_it(marker: str) -> None:
    text = inside(f"{marker}\n\nA bear entered the library of Velograd at night")
    assert kept(article(text)).splitlines() == [TITLE, FIRST, SECOND]


def test_a_subheading_below_a_marker_stays() -> None:
    text = inside("READ ALSO\n\nWells without water")
    assert "Wells without water" in kept(article(text)).splitlines()


def test_a_subheading_below_a_box_of_headlines_stays() -> None:
    box = (
        "READ ALSO\n\nGold prices made every mouth in town water\n\nThe singer is getting divorced"
    )
    text = inside(f"{box} for the third time\n\nWhat comes next")
    assert kept(article(text)).splitlines() == [TITLE, FIRST, "What comes next", SECOND]


def test_a_subheading_in_capitals_ends_a_box_of_headlines() -> None:
    box = (
        "YOU MAY ALSO LIKE\n\nThe raise has been announced\n\nThe stray bull dispersed the wedding"
    )
    text = inside(f"{box}\n\nGOVERNOR: 212 TENTS SET UP")
    assert kept(article(text)).splitlines() == [TITLE, FIRST, "GOVERNOR: 212 TENTS SET UP", SECOND]


def test_what_a_box_for_subscribers_says_goes_with_it() -> None:
    box = "Sign up for The Quay\n\nThe day in five lines, every weekday at 6 pm.\n\nYour email"
    assert kept(article(inside(box))).splitlines() == [TITLE, FIRST, SECOND]


def test_a_story_between_an_appeal_and_a_notice_stays() -> None:
    lines = ["Sign up for The Quay", "Neighbours with boats can call 555-0190.", "© 2024 The Post"]
    assert kept(article(after(*lines))).splitlines() == [TITLE, FIRST, SECOND, lines[1]]


def test_sentences_on_other_matters_below_the_story_s_end_are_removed() -> None:
    aside = "Transcripts are made in haste by a contractor, and the audio is what counts in court."
    found = article(after(THIRD, "© 2024 Radio Tarn. All rights reserved.", aside))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND, THIRD]


def test_sentences_on_the_story_s_matters_stay_below_a_notice() -> None:
    found = article(after("© 2024 Radio Tarn. All rights reserved.", THIRD))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND, THIRD]


def test_sentences_on_other_matters_stay_below_an_appeal() -> None:
    aside = "Three wardens will walk along the embankment tonight with lanterns and whistles again."
    found = article(after("Sign up for our newsletter", aside))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND, aside]


def test_results_between_the_last_sentence_and_an_end_marker_stay() -> None:
    lines = ["Results", "Senior men", "1. Tarn Valley 55:41", "Racing goes on in May."]
    found = article(after(*lines, "Related Articles"))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND, *lines]


def test_a_site_s_name_and_motto_above_the_headline_go() -> None:
    top = "Oversund Daily\n\nDispatches from where buses turn round\n\nPolitics\n\nSport"
    found = article(f"{top}\n\n{after()}")
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND]


def test_a_playful_headline_right_above_the_standfirst_stays() -> None:
    text = f"What nobody had ever heard before\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n"
    assert kept(article(text)).splitlines()[0] == "What nobody had ever heard before"


def test_a_name_and_motto_whose_name_is_told_below_again_goes() -> None:
    top = "Oversund Today — the town, every day"
    found = article(f"{top}\n\n{after('© Oversund Today')}")
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND]


def test_a_headline_with_a_dash_stays() -> None:
    text = f"Lower Town — {TITLE.lower()}\n\n{FIRST}\n\n{SECOND}\n"
    assert kept(article(text)).splitlines()[0] == f"Lower Town — {TITLE.lower()}"


def test_what_stands_between_a_page_s_title_and_its_headline_goes() -> None:
    top = f"The Quay: {TITLE}\n\nTop page\n\nHow to subscribe to us\n\nPolitics"
    found = article(f"{top}\n\n{after()}")
    assert kept(found).splitlines() == [f"The Quay: {TITLE}", TITLE, FIRST, SECOND]


def test_a_standfirst_below_the_headline_stays() -> None:
    text = f"{TITLE}\n\nMayor wants sirens\n\nPeople of the quay complain of silence\n\n{FIRST}\n"
    assert kept(article(text)).splitlines()[1:3] == [
        "Mayor wants sirens",
        "People of the quay complain of silence",
    ]


def test_a_bare_count_above_the_story_goes_and_a_year_stays() -> None:
    found = article(f"{TITLE}\n\n2,318\n\n2024\n\n{FIRST}\n\n{SECOND}\n")
    assert kept(found).splitlines() == [TITLE, "2024", FIRST, SECOND]


def test_tags_below_the_story_go_with_their_label() -> None:
    found = article(after("TOPICS", "sirens", "lower town"))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND]


def test_a_heading_that_names_tags_stays_above_its_paragraph() -> None:
    assert kept(article(inside(f"Tags\n\n{THIRD}"))).splitlines()[2:4] == ["Tags", THIRD]

"""Cleaning by what lines are for, and by the boxes they stand in: each with a look-alike."""

from __future__ import annotations

import pytest

from tests.index.support import article, kept
from tests.index.test_cleaning import FIRST, SECOND, TITLE, after, inside

THIRD = "The dam above the lower town was built in 1931, and its gauge was read by hand on Monday."


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Our vendors may keep identifiers on your device unless you opt out.", "consent"),
        ("Um diese Inhalte von Drittanbietern zu sehen, brauchen wir Ihre Zustimmung.", "consent"),
        ("Externe Inhalte anzeigen", "consent"),
        ("Try unlimited access from $1 for 4 weeks. Cancel anytime.", "offer"),
        ("You have 3 free articles left this month.", "offer"),
        ("Il vous reste 58 % de cet article à lire.", "offer"),
        ("Tu suscripción se está usando en otro dispositivo", "offer"),
        ("We are an independent newsroom: our readers' donations keep it free.", "appeal"),
        ("View this email in your browser", "letter"),
        ("You are receiving this because you signed up at our site.", "letter"),
        ("Was this forwarded to you? Find the next one here.", "letter"),
        ("How did you like today's newsletter?", "feedback"),
        ("Thank you for your feedback.", "feedback"),
        ("Понравилась статья? Поделитесь с друзьями", "feedback"),
        ("The issuer alone is responsible for the content of this release.", "imprint"),
        ("We may earn money from links in this story.", "imprint"),
        ("Учредитель: ООО «Речные медиа».", "imprint"),
        ("Audio: The mayor on the flood (3 min)", "programme"),
        ("AI-generated summary, reviewed by our editors", "programme"),
        ("ZCZC CPA0417 4 I POL 0388", "wire"),
        ("Eds: adds quotes in paras 4-9", "wire"),
        ("(MORE) CPA MM 1424", "wire"),
        ("LOAD-DATE: unknown", "wire"),
        ("[2] https://registrar.example/landings.pdf", "links"),
        ("VELD 18.02 -0.33 (-1.80%)", "ticker"),
        ("The dollar 91.24 ↑ The euro 98.87 ↓", "ticker"),
        ("USD 88,12 EUR 95,40", "ticker"),
        ("😍 Loved it 😐 It was fine 😡 Not for me", "page furniture"),
        ("4,117 votes", "comment form"),
        ("9 comments | 2,650 views", "comment form"),
        ("12 408 подписчиков", "page furniture"),
        ('<iframe src="https://player.example/1"></iframe>', "page furniture"),
        ("Together with Lundqvist Mattresses", "ad marker"),
        ("Aller au menu principal", "another language's label"),
        ("Um Kommentare zu verfassen, müssen Sie sich anmelden.", "another language's label"),
        ("À lire aussi. Le camping cherche un repreneur", "another language's label"),
    ],
)
def test_a_line_with_a_purpose_of_the_site_s_is_removed(line: str, rule: str) -> None:
    found = article(inside(line))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND]
    assert {gap.rule for gap in found.removed} == {rule}


@pytest.mark.parametrize(
    "line",
    [
        "The law asks for consent before personal data and cookies are stored.",
        "“We and our partners need your consent to store cookies on your device,” he read out.",
        "Die Zustimmung des Landtags gilt als sicher.",
        "Households may subscribe to a fixed 14 pence a unit for ten years.",
        "Subscribers get a month free, the company said.",
        "Readers had given 4,000 to the newsroom's fund for the boats.",
        "He viewed the message in the browser of a borrowed telephone.",
        "She received this because her brother had signed the list.",
        "How did the town like the new dam?",
        "Thank you, the mayor said to the firemen.",
        "The author is responsible for three deaths, the court found.",
        "Audio of the call was played to the court.",
        "UN 2720 was the number of the boat.",
        "FLIGHT MH370",
        "SWAN FACTS",
        "MORE DEAD",
        "412 votes to 398",
        "94 members of the crew",
        "PAGE 4 OF THE REPORT",
        "More about money than water",
        "About 40 houses stand empty",
        "GDP -0.4%",
        "Founder: Ana Kor, in 1921",
        "Together with Anna he climbed onto the roof",
        "Rate this high was last seen in 1931.",
        "Chaque semaine, nos voisins amènent du pain, dit-elle.",
        "Cada día, nuestros barcos salen menos.",
        "Luister naar de dijk",
        "Weitere Opfer",
        "Poll: should the dam go?",
        "Inflation -0.4%",
        "Lumbo 23 dead 88 injured",
        "Monday 14 votes were cast against it.",
        "Together with her sister she ran to the quay.",
        "Der Kommentar des Ministers wurde nicht veröffentlicht, sagte er.",
    ],
)
def test_a_line_of_the_story_that_speaks_of_such_things_stays(line: str) -> None:
    found = article(inside(line))
    assert kept(found).splitlines() == [TITLE, FIRST, line, SECOND]
    assert found.removed == ()


def test_what_stands_between_a_sponsor_s_marks_goes() -> None:
    box = ["--- A message from our sponsor ---", "Sleep well on Drift.", "--- End of message ---"]
    text = "\n\n".join([TITLE, FIRST, *box, SECOND])
    assert kept(article(text)).splitlines() == [TITLE, FIRST, SECOND]


def test_a_foreign_headline_below_an_advertisement_goes() -> None:
    teaser = "Your Dentist Wants None Of This Trick | SmileNova"
    text = "\n\n".join([TITLE, FIRST, "Advertisement", teaser, SECOND])
    assert kept(article(text)).splitlines() == [TITLE, FIRST, SECOND]


def test_a_subheading_below_an_advertisement_stays() -> None:
    text = "\n\n".join([TITLE, FIRST, "Advertisement", "Why it worked", SECOND])
    assert kept(article(text)).splitlines() == [TITLE, FIRST, "Why it worked", SECOND]


def test_a_poll_goes_down_to_its_votes() -> None:
    poll = ["POLL: Should the siren be moved?", "YES, to the quay", "NO, leave it", "4,117 votes"]
    text = "\n\n".join([TITLE, FIRST, *poll, SECOND])
    assert kept(article(text)).splitlines() == [TITLE, FIRST, SECOND]


def test_a_poll_that_the_story_tells_of_stays() -> None:
    line = "Poll: 61 percent want the siren moved"
    assert line in kept(article(inside(line))).splitlines()


def test_help_with_an_app_goes_where_it_stands_in_a_box() -> None:
    box = ["Download the app from the store of your device.", "Turn on notifications in settings."]
    assert kept(article(after(*box, "Was this helpful?"))).splitlines() == [TITLE, FIRST, SECOND]


def test_one_sentence_of_advice_in_a_story_stays() -> None:
    line = "Log in to your account, or send the word INFO by text."
    assert line in kept(article(inside(line))).splitlines()


def test_what_a_company_says_of_itself_below_a_release_goes() -> None:
    about = ["About Calder Tidal", "Calder Tidal is a leading developer of marine energy."]
    assert kept(article(after(*about))).splitlines() == [TITLE, FIRST, SECOND]


def test_a_subheading_that_begins_with_about_stays() -> None:
    text = "\n\n".join([TITLE, FIRST, "About a boat", SECOND, THIRD])
    assert "About a boat" in kept(article(text)).splitlines()


def test_an_author_s_name_below_the_story_goes_with_what_it_heads() -> None:
    text = "\n\n".join(
        [
            TITLE,
            "By Corinne Abbott",
            FIRST,
            SECOND,
            THIRD,
            "Corinne Abbott",
            "Corinne grew up here.",
        ]
    )
    found = kept(article(text)).splitlines()
    assert found[-1] == THIRD


def test_a_list_of_the_dead_below_the_story_stays() -> None:
    names = ["Musa Idris", "Emeka Obi", "Sunday Akpan"]
    text = "\n\n".join([TITLE, FIRST, SECOND, THIRD, "The dead were named:", *names])
    assert kept(article(text)).splitlines()[-3:] == names


def test_figures_below_a_box_of_headlines_stay() -> None:
    box = ["People are also reading…", "Quarterback out six weeks with an injury to his wrist"]
    figures = ["The new scale", "Starting pay: $24.10 an hour", "After three years: $27.50"]
    text = "\n\n".join([TITLE, FIRST, *box, *figures, SECOND])
    assert kept(article(text)).splitlines() == [TITLE, FIRST, *figures, SECOND]


def test_a_story_about_subscriptions_keeps_its_sentences() -> None:
    story = [
        "Subscription traps to be banned: what your contract must say from May",
        "Firms that sell a subscription by the month must let you end it as simply as you began.",
        "The ban on traps covers every subscription sold with a free trial, ministers said.",
        "Your contract must name the price after the trial, and the month in which it begins.",
        "If your free trial ends in May, the subscription for a month may not begin of itself.",
    ]
    assert kept(article("\n\n".join(story))).splitlines() == story

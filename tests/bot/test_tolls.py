"""What each side of a conflict lost."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot import offline
from bot.answer import Answer
from bot.disagreeing.reports import Told, reports
from bot.language.parties import party
from index import Filters, Index, Source, Span
from tests.conftest import CACHE

TODAY = datetime.date(2023, 6, 1)
ARTICLES = {
    # One article that has both sides' figures, of spring.
    "2023-04-12-border.txt": """Fighting on the border of Georgia and Latvia

The Georgian defence ministry said on Wednesday that 31 Georgian soldiers had been killed on the \
border with Latvia.

Latvia said that 12 of its soldiers were killed and 40 others wounded in the same clashes.

Both armies have exchanged fire on the border since Monday, and 43 soldiers in all were killed.
""",
    # An older war, in two articles of two days.
    "2019-08-02-riga.txt": """Riga counts its dead

Latvia said on Friday that 204 Latvian soldiers had died in the summer war with Georgia.
""",
    "2019-08-03-tbilisi.txt": """Tbilisi counts its dead

Georgia said on Saturday that 317 Georgian soldiers had died in the summer war with Latvia.
""",
    # Of one side alone.
    "2021-03-04-sea.txt": """Patrol boats

Latvia lost 5 patrol boats in the storm of shells off Kolka, its navy said on Thursday.
""",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    articles = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        Path(articles / name).write_text(text, "utf-8")
    made = Index(articles, tmp_path_factory.mktemp("data"), embedding="minilm", cache=CACHE)
    made.sync()
    return made


def asked(index: Index, question: str) -> Answer:
    return offline.extract(index, question, Filters(), TODAY)


def told(answer: Answer) -> str:
    return " ".join(c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "How many soldiers did each side lose on the border in April 2023?",
        "How many soldiers did Georgia and Latvia lose in April 2023?",
        "How many soldiers were killed on both sides in April 2023?",
        "how many soldiers were killed on either side of the border in april 2023",
    ],
)
def test_each_sides_figure_is_given_and_not_one_alone_nor_the_sum(
    index: Index, question: str
) -> None:
    answer = asked(index, question)
    assert "31 Georgian" in told(answer)
    assert "12 of its" in told(answer)
    assert "43" not in told(answer)
    assert answer.notes[-1:] != ("No such figure of another side was found.",)


def test_articles_of_about_one_day_are_laid_together(index: Index) -> None:
    answer = asked(index, "How many soldiers did each side lose in the summer war of 2019?")
    assert "204" in told(answer)
    assert "317" in told(answer)
    assert len({c.file for c in answer.citations}) == 2


def test_where_one_side_alone_has_a_figure_that_is_said(index: Index) -> None:
    answer = asked(index, "How many patrol boats did each side lose off Kolka?")
    assert len(answer.claims) == 1
    assert answer.notes[-1] == "No such figure of another side was found."


def test_the_side_that_is_named_and_has_no_figure_is_named(index: Index) -> None:
    answer = asked(index, "How many patrol boats did Latvia and Georgia lose off Kolka?")
    assert "5 patrol boats" in told(answer)
    assert answer.notes[-1] == "No such figure of Georgia was found."


def test_figures_of_a_side_that_nobody_asked_about_are_no_answer(tmp_path: Path) -> None:
    question = "How many patrol boats did {} lose in the war of Estonia and Georgia?"
    articles = {"war.txt": "Latvia lost 5 patrol boats in the war of Estonia and Georgia.\n"}
    (tmp_path / "one").mkdir()
    assert not of(tmp_path / "one", articles, question.format("Latvia")).refused
    assert of(tmp_path, articles, question.format("Estonia and Georgia")).refused


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Germany's 184 dead include two Dutch tourists; Belgium counts 38 dead.",
            "How many deaths in Germany and Belgium?",
        ),
        (
            "Germany has taken in 1,100 Ukrainian refugees since May, and Poland 1,600.",
            "How many refugees did Germany and Poland take in?",
        ),
    ],
)
def test_others_among_those_of_a_side_do_not_hide_its_figure(
    tmp_path: Path, text: str, question: str
) -> None:
    assert not of(tmp_path, {"2023-04-12-news.txt": text + "\n"}, question).refused


BOTH = "Latvia lost 5 soldiers at Kolka.\n\nGeorgia lost 7 soldiers at Kolka.\n"


@pytest.mark.parametrize(
    "question",
    [
        "How many soldiers did each side lose overall?",
        "How many soldiers has each side lost in total so far?",
        "how many soldiers did latvia and georgia lose?",
        "How many soldiers did Latvia and Georgia each lose altogether?",
    ],
)
def test_in_all_and_lower_case_change_nothing_where_each_is_asked_for(
    tmp_path: Path, question: str
) -> None:
    answer = of(tmp_path, {"2023-04-12-kolka.txt": BOTH}, question)
    assert "5 soldiers" in told(answer)
    assert "7 soldiers" in told(answer)


@pytest.mark.parametrize(
    "text",
    [
        "Latvia lost 5 soldiers in the battle of Kolka.\n\nGeorgia lost 7 men.\n",
        "Latvia and Georgia lost 5 soldiers at Kolka.\n",
        "Latvia lost 5 soldiers at Kolka.\n\nNo soldiers of Georgia were killed at Kolka.\n",
    ],
)
def test_a_side_that_is_told_of_is_not_called_missing(tmp_path: Path, text: str) -> None:
    question = "How many soldiers did Latvia and Georgia lose at Kolka?"
    answer = of(tmp_path, {"2023-04-12-kolka.txt": text}, question)
    assert "5 soldiers" in told(answer)
    assert not [note for note in answer.notes if note.startswith(NOTE)]


NOTE = "No such figure of"
ONE_ARTICLE = {
    "both in one sentence": "Georgia lost 7 patrol boats off Kolka and Latvia lost 5 on Thursday.",
    "of the other side, by no name": (
        "Latvia lost 5 patrol boats off Kolka. The other side lost 7 patrol boats off Kolka."
    ),
}


@pytest.mark.parametrize("text", ONE_ARTICLE.values(), ids=ONE_ARTICLE)
def test_nothing_is_called_missing_that_an_article_may_tell(tmp_path: Path, text: str) -> None:
    answer = of(tmp_path, {"2021-03-04-sea.txt": text}, "How many patrol boats did each side lose?")
    assert "7 patrol boats" in told(answer)
    assert not [note for note in answer.notes if note.startswith(NOTE)]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "How many soldiers were killed on the border between the two countries?",
            "43 Latvian soldiers were killed on the border between the two countries.",
        ),
        (
            "How many people died in the quake on the border of the two countries?",
            "61 Latvian villagers died in the quake on the border of the two countries.",
        ),
        (
            "How many soldiers of both countries were killed in total?",
            "In total 43 Latvian soldiers of both countries' joint force were killed.",
        ),
        (
            "How many soldiers were freed by both sides?",
            "22 Latvian soldiers were freed at Valka by both sides.",
        ),
        (
            "How many prisoners did the two countries exchange?",
            "The two countries exchanged 22 Latvian prisoners at Valka.",
        ),
    ],
)
def test_where_no_sides_losses_are_asked_for_none_is_called_missing(
    tmp_path: Path, question: str, text: str
) -> None:
    answer = of(tmp_path, {"2021-03-04-news.txt": text}, question)
    assert not answer.refused
    assert not [note for note in answer.notes if note.startswith(NOTE)]


def of(folder: Path, articles: dict[str, str], question: str) -> Answer:
    (folder / "articles").mkdir()
    for name, text in articles.items():
        (folder / "articles" / name).write_text(text, "utf-8")
    made = Index(folder / "articles", folder / "data", embedding="minilm", cache=CACHE)
    made.sync()
    return asked(made, question)


def war(side: str, adjective: str, count: int, other: str) -> str:
    return (
        f"{side} counts its dead\n\n{side} said on Friday that {count} {adjective} soldiers had"
        f" died in the war with {other}.\n"
    )


WARS = {
    "two wars on two days": {
        "2019-08-02-riga.txt": war("Latvia", "Latvian", 204, "Estonia"),
        "2019-08-03-tbilisi.txt": war("Georgia", "Georgian", 317, "Armenia"),
    },
    "years apart": {
        "2012-08-03-riga.txt": war("Latvia", "Latvian", 204, "Georgia"),
        "2019-08-02-tbilisi.txt": war("Georgia", "Georgian", 317, "Latvia"),
    },
}


@pytest.mark.parametrize("articles", WARS.values(), ids=WARS)
def test_figures_of_two_wars_are_not_laid_together(
    tmp_path: Path, articles: dict[str, str]
) -> None:
    answer = of(tmp_path, articles, "How many soldiers did each side lose in the war?")
    assert not ("204" in told(answer) and "317" in told(answer))


def test_sentences_in_one_place_of_two_articles_are_both_given(tmp_path: Path) -> None:
    articles = {
        "2019-08-02-riga.txt": "Latvia lost 204 soldiers in the war with Norway, it said.\n",
        "2019-08-02-oslo.txt": "Norway lost 317 soldiers in the war with Latvia, it said.\n",
    }
    answer = of(tmp_path, articles, "How many soldiers did each side lose in the war?")
    assert "204" in told(answer)
    assert "317" in told(answer)


def test_an_article_of_no_known_day_lays_both_together(tmp_path: Path) -> None:
    text = war("Latvia", "Latvian", 204, "Georgia") + "\nGeorgia lost 317 of its soldiers there.\n"
    answer = of(tmp_path, {"war.txt": text}, "How many soldiers did each side lose in the war?")
    assert "204" in told(answer)
    assert "317" in told(answer)


def test_of_two_articles_the_one_with_more_sides_is_taken(tmp_path: Path) -> None:
    three = war("Latvia", "Latvian", 204, "Georgia and Estonia") + (
        "\nGeorgia lost 317 of its soldiers.\n\nEstonia lost 55 of its soldiers.\n"
    )
    two = war("Latvia", "Latvian", 209, "Georgia") + "\nGeorgia lost 320 of its soldiers.\n"
    articles = {"2019-08-02-three.txt": three, "2019-08-30-two.txt": two}
    answer = of(tmp_path, articles, "How many soldiers did each side lose in the war?")
    assert "55" in told(answer)


def test_things_are_no_people_that_died(tmp_path: Path) -> None:
    text = "Georgia lost 14 tanks in the war with Latvia.\n\nLatvia lost 9 tanks in the war.\n"
    answer = of(tmp_path, {"war.txt": text}, "How many died on each side in the war?")
    assert not ("14" in told(answer) and "9" in told(answer))


def test_a_figure_of_both_together_is_still_found(index: Index) -> None:
    answer = asked(
        index, "How many soldiers on both sides were killed in all on the border in April 2023?"
    )
    assert "43" in answer.citations[0].quote


def test_what_nobody_counts_is_refused(index: Index) -> None:
    assert asked(index, "How many tanks did each side lose on the border?").refused


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Georgia lost 7 patrol boats and Latvia lost 5 patrol boats.", "Latvia"),
        ("Georgia, which lost 7 tanks against Latvia, also lost 5 boats.", "Georgia"),
        ("Georgia lost 7 patrol boats off Estonia and lost 5 tanks.", "Georgia"),
    ],
)
def test_each_of_two_losses_in_a_sentence_has_its_own_side(text: str, second: str) -> None:
    source = Source("sea.txt", None, None, None, None, "en", None, 1, None)
    found = reports([Told(source, text, 0, (Span(0, len(text)),), text)])
    told_of = {r.written: party(r.owners[0]) for r in found}
    assert told_of == {"7": "Georgia", "5": second}

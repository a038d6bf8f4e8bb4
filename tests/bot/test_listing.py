"""Dated lists: an event is of the day that its own sentence names, else of its article's."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot import offline
from bot.answer import Answer
from bot.checking.text import parse
from bot.drafting.deeds import deed_days
from index import Dated, Filters, Index
from tests.conftest import CACHE

# A Saturday.
PUBLISHED = Dated("2024-05-18", "day", "a test")
QUESTION = "Timeline of the strike in the port of Tarn"

BEGUN = {
    "2024-05-06": "On 1 May the dockers of the port of Tarn went on strike. They want higher wages."
}
EXTENDED = {
    "2024-05-11": "The strike in the port of Tarn was extended on Tuesday by another week."
    " The harbour was quiet."
}
ENDED = {
    "2024-05-18": "The strike in the port of Tarn ended on Wednesday. The dockers won a raise of"
    " 4 per cent."
}
WHOLE = (
    "The strike in the port of Tarn is over. On 1 May the dockers went on strike. On 7 May the"
    " strike was extended by a week. On 15 May it ended."
)


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("On 1 May the dockers of the port of Tarn went on strike.", ["05-01"]),
        ("1 May: dockers go on strike in the port of Tarn.", ["05-01"]),
        ("On the morning of 7 May the strike was extended.", ["05-07"]),
        ("The strike was extended by the court on Tuesday.", ["05-14"]),
        ("The strike ended yesterday.", ["05-17"]),
        ("The strike began on 1 May and ended on Wednesday.", ["05-01", "05-15"]),
        ("Five men were killed when a rocket hit the market on Monday.", ["05-13"]),
        ("A fire on Tuesday destroyed the mill.", ["05-14"]),
        ("The dockers who lost their jobs went on strike on 1 May.", ["05-01"]),
        ("The union said on Wednesday that talks had failed on Tuesday.", ["05-14"]),
        ("The police found a painting stolen from the museum in Aubry on Wednesday.", ["05-15"]),
        ("The dockers did not work on Tuesday.", ["05-14"]),
        ("TARN, Saturday 18 May 2024 - The strike ended on Wednesday.", ["05-15"]),
    ],
)
def test_the_day_of_a_deed_is_told(sentence: str, days: list[str]) -> None:
    assert [d.day for d in deed_days(parse(sentence, PUBLISHED))] == [f"2024-{d}" for d in days]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The flood that struck Tarn on Monday has killed 42 people.", []),
        ("The strike in Tarn, which began on 1 May, was extended on Tuesday.", ["05-14"]),
        ("Police arrested a man on Tuesday over the fire of 3 May.", ["05-14"]),
        ("Dan Oke, arrested on Monday, appeared in court on Wednesday.", ["05-15"]),
        ("The treaty signed on 3 May entered into force on Tuesday.", ["05-14"]),
        ("Ten days after it had begun on 1 May, the strike ended on Saturday.", ["05-18"]),
        ("Talks that were to resume on Monday were called off on Thursday.", ["05-16"]),
        ("A fire on Tuesday has destroyed the mill.", []),
        ("Two people have been wounded since the ceasefire of 10 May.", []),
        ("Tuesday's vote ended the strike.", []),
        ("Two men died, the army said on Tuesday.", []),
        ("The army said on Tuesday that two men had died.", []),
        ("The strike will end on Tuesday.", []),
        ("The strike was to end on 15 May.", []),
        ("Work begins again on Thursday.", []),
        ("On Tuesday the union will vote.", []),
        ("On 3 June the union will vote.", []),
        ("The ministry asks for the prices every Wednesday.", []),
        ("More ships were waiting than on Monday.", []),
    ],
)
def test_a_day_that_is_only_pointed_to_is_of_no_deed(sentence: str, days: list[str]) -> None:
    assert [d.day for d in deed_days(parse(sentence, PUBLISHED))] == [f"2024-{d}" for d in days]


def test_a_day_without_a_year_lies_behind_where_its_sentence_is_in_the_past() -> None:
    told = parse("Brek was found dead on 3 February.", Dated("2024-11-18", "day", "a test"))
    assert [d.day for d in deed_days(told)] == ["2024-02-03"]
    planned = parse("The trial opens on 3 February.", Dated("2024-11-18", "day", "a test"))
    assert deed_days(planned) == []


def test_events_are_of_the_days_that_their_sentences_name(tmp_path: Path) -> None:
    answer = asked(tmp_path, BEGUN | EXTENDED | ENDED)
    assert days(answer) == ["2024-05-01", "2024-05-07", "2024-05-15"]


def test_a_day_worked_out_of_a_weekday_is_said_to_be_inferred(tmp_path: Path) -> None:
    (note,) = asked(tmp_path, BEGUN | EXTENDED).notes
    assert "2024-05-07 from “Tuesday” in 2024-05-11-news.txt" in note
    assert "2024-05-01" not in note


def test_the_weekday_of_the_article_itself_is_not_said_to_be_inferred(tmp_path: Path) -> None:
    answer = asked(tmp_path, {"2024-05-15": next(iter(ENDED.values()))})
    assert days(answer) == ["2024-05-15"]
    assert not answer.notes


def test_a_sentence_without_a_day_is_of_its_articles(tmp_path: Path) -> None:
    text = "The union said on Tuesday that the strike in the port of Tarn was hurting trade."
    assert days(asked(tmp_path, {"2024-05-16": text})) == ["2024-05-16"]


def test_each_day_that_an_article_tells_of_has_a_line(tmp_path: Path) -> None:
    answer = asked(tmp_path, {"2024-05-18": WHOLE})
    assert days(answer) == ["2024-05-01", "2024-05-07", "2024-05-15", "2024-05-18"]


def test_a_line_of_another_article_is_not_told_twice(tmp_path: Path) -> None:
    answer = asked(tmp_path, BEGUN | EXTENDED | {"2024-05-18": WHOLE})
    assert days(answer) == ["2024-05-01", "2024-05-07", "2024-05-15", "2024-05-18"]
    assert "another week" in answer.text


def test_what_tells_of_the_topic_in_other_words_has_its_line_too(tmp_path: Path) -> None:
    answer = asked(tmp_path, {"2024-05-18": f"{WHOLE} On 13 May talks failed."})
    assert "2024-05-13: On 13 May talks failed." in [claim.text for claim in answer.claims]


def test_near_copies_give_their_lines_once(tmp_path: Path) -> None:
    answer = asked(tmp_path, {"2024-05-18": WHOLE, "2024-05-19": f"{WHOLE} The mayor was glad."})
    assert len(set(days(answer))) == len(days(answer)) == 4


@pytest.mark.parametrize(
    "aside",
    [
        "On 9 May a storm hit the coast of Tarn.",
        "On 3 May 2019 the dockers had gone on strike as well.",
        "On 3 June the union will vote on the deal.",
        "The mayor, elected on 2 May, was glad.",
    ],
)
def test_other_matters_and_what_was_years_ago_or_is_planned_give_no_line(
    tmp_path: Path, aside: str
) -> None:
    answer = asked(tmp_path, {"2024-05-18": f"{WHOLE} {aside}"})
    assert days(answer) == ["2024-05-01", "2024-05-07", "2024-05-15", "2024-05-18"]


def test_what_was_years_ago_is_listed_where_the_question_asks_for_it(tmp_path: Path) -> None:
    text = f"{WHOLE} On 3 May 2019 the dockers had gone on strike as well."
    assert days(asked(tmp_path, {"2024-05-18": text}, f"{QUESTION} since 2019"))[0] == "2019-05-03"


@pytest.mark.parametrize(
    ("period", "listed"),
    [
        ("between 1 and 8 May 2024", ["2024-05-01", "2024-05-07"]),
        ("since 8 May 2024", ["2024-05-15", "2024-05-18"]),
        ("on 2 May 2024", []),
    ],
)
def test_only_days_of_the_period_are_listed(tmp_path: Path, period: str, listed: list[str]) -> None:
    answer = asked(tmp_path, {"2024-05-18": WHOLE}, f"{QUESTION} {period}")
    assert days(answer) == listed


def days(answer: Answer) -> list[str]:
    return [claim.text[:10] for claim in answer.claims]


def asked(folder: Path, articles: dict[str, str], question: str = QUESTION) -> Answer:
    (folder / "articles").mkdir()
    for day, text in articles.items():
        path = folder / "articles" / f"{day}-news.txt"
        path.write_text(f"News from Tarn\n\n{text}\n", "utf-8")
    index = Index(folder / "articles", folder / "data", embedding="minilm", cache=CACHE)
    index.sync()
    return offline.extract(index, question, Filters(), datetime.date(2024, 5, 20))

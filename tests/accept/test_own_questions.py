"""Our own questions over the user's articles, run through the evaluation as ``newsdesk eval`` does.

The bounds are of the half that nothing was fitted on. They are what is reached, and lie a little
below it, since a thread more or less changes a vector's last digit.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.cases import half_of, read_cases
from bot.evaluation.run import Report, over_articles, report
from bot.evaluation.table import table
from index import Index
from tests.accept import shared
from tests.conftest import CACHE

pytestmark = pytest.mark.accept

QUESTIONS = Path(__file__).with_name("own_questions.jsonl")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    folder = shared.seeds()
    assert folder.is_dir(), f"there are no articles in {folder}: name the folder with SHARED=…"
    index = Index(folder, tmp_path_factory.mktemp("own"), embedding="minilm", cache=CACHE)
    # The bounds are for one variant of the model, whichever this processor would choose.
    with index.snapshot() as catalog:
        pass
    catalog.set_meta("model", "minilm/1/int8")
    index.sync()
    made = {}
    for half in ("fit", "judge"):
        cases = [case for case in read_cases([QUESTIONS]) if half_of(case) == half]
        run = over_articles(index, cases, baselines=False, step=lambda: None)
        made[half] = report([QUESTIONS.name], half, [run])
        print(f"\nHalf {half}\n{table(made[half].summary)}")
    index.close()
    return made


def value(reports: dict[str, Report], key: str) -> float:
    measure = reports["judge"].summary.measure(key)
    assert measure is not None
    return measure.value


def test_all_questions_are_asked_and_none_of_their_articles_is_missing(
    reports: dict[str, Report],
) -> None:
    summaries = [made.summary for made in reports.values()]
    assert sum(s.answerable for s in summaries) == 67
    assert sum(s.unanswerable for s in summaries) == 32
    assert not any(made.notes for made in reports.values())


def test_no_quote_of_the_questions_is_long() -> None:
    places = [place for case in read_cases([QUESTIONS]) for place in case.places]
    assert len(places) >= 67
    assert all(len(place.words.split()) <= 8 for place in places)


def test_the_first_quote_is_a_right_one(reports: dict[str, Report]) -> None:
    assert value(reports, "first_right") >= 0.84


def test_unanswerable_questions_are_refused(reports: dict[str, Report]) -> None:
    assert value(reports, "refused_right") >= 0.46


def test_answerable_questions_are_seldom_refused(reports: dict[str, Report]) -> None:
    assert value(reports, "refused_wrong") <= 0.13


def test_the_right_passage_is_found(reports: dict[str, Report]) -> None:
    assert value(reports, "hit_3") >= 0.96


def test_the_checker_supports_every_claim_that_is_shown(reports: dict[str, Report]) -> None:
    assert value(reports, "checked") == 1.0

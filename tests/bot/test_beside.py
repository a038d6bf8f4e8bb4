"""The day of an event that a question counts from."""

from __future__ import annotations

import datetime

from bot import timed
from index import Filters
from tests.conftest import OpenIndex


def test_a_sentence_that_counts_from_an_event_does_not_tell_its_day(
    open_index: OpenIndex,
) -> None:
    index = open_index()
    for date, words in (
        ("2021-02-20", "The truce that began on February 15 has held in Tarn, monitors said."),
        (
            "2021-10-05",
            "Four people were killed in Tarn on Monday in the first shelling since the truce.",
        ),
    ):
        (index.articles / f"{date}.md").write_text(
            f"---\ntitle: News of Tarn\ndate: {date}\noutlet: Paper\n---\n\n{words} It was cold.\n"
        )
    index.sync()
    question = "How many people were killed in Tarn since the truce?"
    with index.snapshot():
        time = timed.time_of(index, question, Filters(), datetime.date(2021, 12, 1))
    assert time.event is not None
    assert time.event.date == "2021-02-15"
    assert time.when.period is not None
    assert time.when.period.since == "2021-02-15"

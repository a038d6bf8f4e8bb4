"""What a file of cases may hold, and what is said of a line that cannot be understood."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.gold_questions import half as fitting
from bot.evaluation.cases import Case, Place, half_of, read_cases
from index import UsageError

ASKED = {"id": "a", "question": "Who won?"}


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "cases.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines))
    return path


def one(folder: Path, **row: Any) -> Case:
    return read_cases([written(folder, {**ASKED, **row})])[0]


def test_what_is_right_may_be_files_quotes_or_patterns(tmp_path: Path) -> None:
    assert one(tmp_path, files=["a.txt"]).files == ("a.txt",)
    assert one(tmp_path, quotes=["won by ten"]).expected == ((Place(None, "won by ten"),),)
    assert one(tmp_path, answer="ten|10").answer == ("ten|10",)
    assert one(tmp_path, answer=["ten", "votes"]).answer == ("ten", "votes")
    assert one(tmp_path, files=["a.txt"]).answerable is True


def test_a_quote_may_name_its_file_and_have_alternatives(tmp_path: Path) -> None:
    first, second = {"file": "a.txt", "quote": "ten"}, {"file": "b.txt", "quote": "10"}
    case = one(tmp_path, quotes=[[first, second]])
    assert case.expected == ((Place("a.txt", "ten"), Place("b.txt", "10")),)
    assert one(tmp_path, file="a.txt", quote="ten", also=[second]).expected == case.expected


def test_a_question_without_an_answer_is_marked_so(tmp_path: Path) -> None:
    assert one(tmp_path, unanswerable=True).answerable is False
    assert one(tmp_path, answerable=False, why="nobody says").note == "nobody says"


def test_a_case_may_be_asked_on_a_day_of_its_own(tmp_path: Path) -> None:
    case = one(tmp_path, refuse=True, half="practice", today="2024-02-15")
    assert case.today == datetime.date(2024, 2, 15)
    assert (case.answerable, half_of(case)) == (False, "practice")
    assert one(tmp_path, files=["a.txt"]).today is None


def test_a_row_of_clapnq_brings_passage_and_annotators(tmp_path: Path) -> None:
    passage = {"title": "T", "text": "One . Two .", "sentences": ["One .", "Two ."]}
    outputs = [{"answer": "x", "selected_sentences": [s]} for s in ("One .", "Two .")]
    rows = [
        {"id": "1", "input": "which", "passages": [passage], "output": outputs},
        {"id": "2", "input": "which", "passages": [passage], "output": [{"answer": ""}]},
    ]
    can, cannot = read_cases([written(tmp_path, *rows)])
    assert (can.answerable, cannot.answerable) == (True, False)
    assert can.annotated == (("One .",), ("Two .",))
    assert can.passages[0].sentences == ("One .", "Two .")


def test_nothing_of_an_answer_that_was_called_wrong_is_taken_for_right(tmp_path: Path) -> None:
    filed = {"files": ["a.txt"], "answer": "He won (twice [1]", "filed": _now()}
    case = one(tmp_path, **filed)
    assert (case.answerable, case.files, case.answer) == (None, (), ())
    assert case.reported == "He won (twice [1]"
    mended = one(tmp_path, **filed, quotes=["she won"])
    assert mended.answerable is True
    assert mended.reported is not None


def _now() -> str:
    return datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC).isoformat()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "line 2: is not JSON"),
        ("[1]", "line 2: must be an object"),
        ({"id": "x"}, "line 2: has no question"),
        (ASKED, "line 2: says neither what is right"),
        ({**ASKED, "answer": "(ten"}, "line 2: answer: '(ten' is no regular expression"),
        ({**ASKED, "files": [3]}, "line 2: files must be words"),
        ({**ASKED, "quotes": [{"file": "a"}]}, "line 2: a quote is words, or"),
        ({**ASKED, "quotes": [[]]}, "line 2: quotes holds an empty list"),
        ({**ASKED, "unanswerable": "yes"}, "line 2: unanswerable is true or false"),
        ({**ASKED, "unanswerable": True, "quotes": ["ten"]}, "yet says what is right"),
        ({**ASKED, "answerable": True}, "does not say what is right"),
        ({**ASKED, "files": ["a"], "half": "third"}, "half is 'third'"),
        ({**ASKED, "files": ["a"], "today": "15 May"}, "today is '15 May'"),
        ({**ASKED, "files": ["a"], "passages": [{}]}, "neither sentences nor text"),
        ({**ASKED, "files": ["a"], "passages": ["x"]}, "a passage is {"),
        ({**ASKED, "files": ["a"], "differ": [["5"]]}, "differ must be a list"),
        ({"id": "1", "input": "which", "output": [], "passages": []}, "has no passages"),
        ({"id": "1", "input": "which", "output": {}}, "output must be a list"),
    ],
)
def test_a_wrong_line_is_named_with_its_number(tmp_path: Path, row: Any, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_cases([written(tmp_path, {**ASKED, "files": ["a.txt"]}, row)])
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.jsonl cannot be read"):
        read_cases([tmp_path / "nothing.jsonl"])
    with pytest.raises(UsageError, match="There is no case in"):
        read_cases([written(tmp_path, "", "  ")])


def test_halves_are_drawn_as_those_for_fitting_are(tmp_path: Path) -> None:
    cases = read_cases(
        [written(tmp_path, *({**ASKED, "id": str(n), "files": ["a"]} for n in range(200)))]
    )
    halves = [half_of(case) for case in cases]
    assert halves == ["fit" if fitting(case.id) else "judge" for case in cases]
    assert 70 < halves.count("judge") < 130
    assert half_of(one(tmp_path, files=["a"], half="judge")) == "judge"

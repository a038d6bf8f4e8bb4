"""The neural reader: what it tells apart, and what it does without its model."""

from __future__ import annotations

import random
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from benchmarks.reading_data import DATA, Pair, claims, questions, stories
from bot.reader import Reader, heading, load, reader
from bot.reader.graph import changed
from index import Dated
from index.embedding import weights
from index.errors import EmbeddingUnavailable

SOURCE = "The council voted on Monday to close the harbour school. Teachers will move to Lindow."


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader("int8", tmp_path_factory.mktemp("cache"))


def judging(task: int, every: int = 3, folder: str = "twins") -> list[Pair]:
    """Of every third story; `make bench-reading` reads them all."""
    rng = random.Random(0)
    written = list(stories(DATA / "judging" / folder))[::every]
    if task == 0:
        return [p for story in written for p in claims(story, rng, {})]
    return [p for story in written for p in questions(story, rng)]


def told(quick: Reader, pairs: list[Pair]) -> list[float]:
    if pairs[0].task == 0:
        return [quick.follows(p.texts[0], [p.texts[1]])[0] for p in pairs]
    return [quick.answers(p.texts[0], [(p.texts[1], p.texts[2])])[0] for p in pairs]


def area(odds: list[float], pairs: list[Pair]) -> float:
    """How often of two pairs the right one has the higher odds."""
    right = np.array([p.right for p in pairs])
    values = np.array(odds)
    return float((values[right][:, None] > values[~right][None]).mean())


def test_what_follows_from_one_version_of_a_story_is_told_from_the_other(quick: Reader) -> None:
    pairs = judging(0)
    found = area(told(quick, pairs), pairs)
    print(f"\nof {len(pairs)} pairs of claim and version: {found:.3f}")
    assert found >= 0.86


@pytest.mark.parametrize(("folder", "least"), [("prose", 0.75), ("long", 0.95)])
def test_so_it_is_of_long_sentences_that_differ_by_a_word(
    quick: Reader, folder: str, least: float
) -> None:
    pairs = judging(0, folder=folder)
    odds = told(quick, pairs)
    read = [i for i, value in enumerate(odds) if np.isfinite(value)]
    found = area([odds[i] for i in read], [pairs[i] for i in read])
    print(f"\nof {len(read)} of {len(pairs)} pairs of {folder}: {found:.3f}")
    assert len(read) > len(pairs) / 2
    assert found >= least


def test_what_answers_in_one_version_of_a_story_is_told_from_the_other(quick: Reader) -> None:
    pairs = judging(1)
    found = area(told(quick, pairs), pairs)
    print(f"\nof {len(pairs)} pairs of question and sentence: {found:.3f}")
    assert found >= 0.94


def test_near_misses_are_told_from_answers(quick: Reader) -> None:
    pairs = [p for p in judging(1, folder="asked") if not p.beside]
    found = area(told(quick, pairs), pairs)
    print(f"\nof {len(pairs)} pairs of near misses and answers: {found:.3f}")
    assert found >= 0.91


def test_claims_alone_tell_nothing_of_a_version() -> None:
    """What the tests above rest on: every claim stands once on either side."""
    for folder in ("twins", "prose", "long"):
        right = [p.texts[0] for p in judging(0, 1, folder) if p.right]
        wrong = [p.texts[0] for p in judging(0, 1, folder) if not p.right]
        assert sorted(right) == sorted(wrong)


def test_both_precisions_judge_alike(quick: Reader, tmp_path: Path) -> None:
    full = Reader("fp32", tmp_path)
    pairs = judging(0, every=10)
    assert np.corrcoef(told(full, pairs), told(quick, pairs))[0, 1] > 0.98


def test_a_reading_depends_on_nothing_but_its_texts(quick: Reader, tmp_path: Path) -> None:
    several = quick.follows("The school is to close.", [SOURCE, "It rained.", SOURCE])
    again = Reader("int8", tmp_path).follows("The school is to close.", ["It rained.", SOURCE])
    assert several == [several[0], again[0], again[1]]


def test_any_text_is_read(quick: Reader) -> None:
    odd = ["", "\ud800", "word " * 3_000, "\x00 ‮"]
    assert not any(np.isnan(quick.follows("The school is to close. \udfff", odd)))
    assert all(np.isfinite(quick.answers("", [(text, text) for text in odd])))


def test_nothing_follows_from_what_is_not_read_whole(quick: Reader) -> None:
    claim = "The school is to close."
    fits, long, unknown = quick.follows(claim, [SOURCE, SOURCE * 12, f"{SOURCE} 𐎠𐎡 𒀀"])
    assert np.isfinite(fits)
    assert long == unknown == -np.inf


def test_a_heading_names_the_day_and_the_title() -> None:
    assert heading(Dated("2021-03-14", "day", "x"), "A title") == "Sunday 14 March 2021. A title"
    assert heading(Dated("2021-03", "month", "x"), "A  title") == "A title"
    assert heading(None, "") == ""


def test_other_embedders_have_no_reader(tmp_path: Path) -> None:
    assert load(None, tmp_path) is None
    assert load(SimpleNamespace(name="somewhere:Else"), tmp_path) is None  # type: ignore[arg-type]


def test_without_the_model_there_is_no_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> bytes:
        raise EmbeddingUnavailable(name)

    monkeypatch.setattr(weights, "read", missing)
    reader._opened.cache_clear()
    assert load(SimpleNamespace(name="minilm/1/int8"), tmp_path) is None  # type: ignore[arg-type]


def test_what_fails_for_a_while_is_tried_again_and_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    embedder = SimpleNamespace(name="minilm/1/int8")
    reader._opened.cache_clear()
    with monkeypatch.context() as broken:
        broken.setattr(reader, "files", lambda package: tmp_path / "too-many-open-files")
        for _ in range(2):
            assert load(embedder, tmp_path) is None  # type: ignore[arg-type]
    assert caplog.text.count("cannot be opened") == 1
    assert load(embedder, tmp_path) is not None  # type: ignore[arg-type]


def test_changes_are_added_to_their_matrices() -> None:
    fixed = {"a.weight": np.eye(2, dtype=np.float32), "a.bias": np.zeros(2, np.float32)}
    fitted = {
        "a.weight.shift": np.array([[0, 4], [0, -1]], np.int8),
        "a.weight.step": np.array([[0.5], [2.0]], np.float16),
        "a.bias": np.array([3.0, 4.0], np.float16),
        "reader.new": np.ones(1, np.float32),
    }
    made = changed(fixed, fitted)
    assert made["a.weight"].tolist() == [[1.0, 2.0], [0.0, -1.0]]
    assert made["a.bias"].tolist() == [3.0, 4.0]
    assert set(made) == {"a.weight", "a.bias", "reader.new"}


@pytest.mark.parametrize("lone", ["a.up", "a.weight.step", "new"])
def test_changes_of_another_form_are_refused(lone: str) -> None:
    with pytest.raises(ValueError, match=lone):
        changed({"a.weight": np.eye(2, dtype=np.float32)}, {lone: np.ones((2, 1), np.float16)})


@pytest.mark.parametrize("task", ["follows", "answers"])
@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "text"])
def test_with_damaged_weights_there_is_no_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str, task: str
) -> None:
    for whole in ("follows", "answers"):
        name = f"{whole}.npz"
        (tmp_path / name).write_bytes(files("bot.reader").joinpath(name).read_bytes())
    good = (tmp_path / f"{task}.npz").read_bytes()
    middle = len(good) // 2
    bad = {
        "empty": b"",
        "cut": good[:middle],
        "flipped": good[:middle] + bytes([good[middle] ^ 0x55]) + good[middle + 1 :],
        "text": b"version https://git-lfs",
    }
    (tmp_path / f"{task}.npz").write_bytes(bad[damage])
    monkeypatch.setattr(reader, "files", lambda package: tmp_path)
    reader._opened.cache_clear()
    assert load(SimpleNamespace(name="minilm/1/int8"), tmp_path) is None  # type: ignore[arg-type]


def test_claims_and_questions_are_read_with_weights_of_their_own(
    quick: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def session(odds: float) -> SimpleNamespace:
        return SimpleNamespace(run=lambda *_: [np.array([[odds, odds]])])

    monkeypatch.setattr(quick, "_sessions", [session(1.0), session(2.0)])
    assert quick.follows("What only this test says.", [SOURCE]) == [1.0]
    assert quick.answers("What only this test asks?", [(SOURCE, "")]) == [2.0]

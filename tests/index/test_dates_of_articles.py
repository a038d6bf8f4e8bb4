"""Articles whose date of publication is known by construction: right or unknown, never wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from index.dates import from_name
from index.reading import FEEDS, ITEM, read, split

DATA = Path(__file__).parents[1] / "data"

with (DATA / "dates.tsv").open(newline="", encoding="utf-8") as file:
    CASES = list(csv.DictReader(file, delimiter="\t"))


def date_of(name: str) -> str:
    path = DATA / "dates" / name
    data, suffix = path.read_bytes(), path.suffix
    if suffix in FEEDS:
        ((_, data), *_), suffix = split(data, suffix), ITEM
    found = read(data, suffix).published or from_name(name)
    return found.date if found else "unknown"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_a_date_is_right_or_unknown(case: dict[str, str]) -> None:
    acceptable = {part.strip() for part in case["acceptable"].split(",") if part.strip()}
    assert date_of(case["file"]) in {case["expected"], "unknown", *acceptable}, case["why"]


def test_nearly_all_dates_that_can_be_known_are_known() -> None:
    known = [c for c in CASES if "unknown" not in (c["expected"], *c["acceptable"].split(","))]
    found = sum(date_of(case["file"]) != "unknown" for case in known)
    assert len(CASES) >= 60
    assert found >= 0.9 * len(known)

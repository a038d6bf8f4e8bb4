"""Fixtures shared by all tests. Everything runs offline, with the real model, SQLite and Chroma."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.settings import PREFIX, SHARED, Settings
from index import Index

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
# The user's cache is used as it is: the model's graph is built there once, as for any user.
CACHE = Settings.load(environ={}, file=Path("/nonexistent")).cache

OpenIndex = Callable[..., Index]


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the developer's settings and data."""
    for name in list(os.environ):
        ours = name.startswith(PREFIX) or name in SHARED
        if ours and name != "NEWSDESK_TEST_SHARED":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """An empty articles folder."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def open_index(tmp_path: Path, articles: Path) -> Iterator[OpenIndex]:
    """Opens an index on the articles folder; words alone unless an embedding is named."""
    opened: list[Index] = []

    def make(folder: Path = articles, *, embedding: str = "none", data: str = "data") -> Index:
        index = Index(folder, tmp_path / data, embedding=embedding, cache=CACHE)
        opened.append(index)
        return index

    yield make
    for index in opened:
        index.close()


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The sample articles, indexed once for all tests that only read."""
    data = tmp_path_factory.mktemp("seeds-data")
    index = Index(SEEDS, data, embedding="minilm", cache=CACHE)
    index.sync()
    yield index
    index.close()

"""Fixtures of the command line's tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.support import Result, Run
from tests.conftest import SEEDS
from tests.index.support import story


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs ``newsdesk`` in an empty working directory; words alone unless said otherwise."""

    def newsdesk(*args: object, embedding: str = "none", stdin: str = "", **env: str) -> Result:
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *map(str, args)],
            cwd=tmp_path,
            env={**os.environ, "NEWSDESK_EMBEDDING": embedding, **env},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return newsdesk


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Options that name the sample articles and one data folder for the module's reading tests."""
    return ["--articles", str(SEEDS), "--data", str(tmp_path_factory.mktemp("cli-data"))]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for i in range(3):
        (folder / f"{i}.txt").write_text(story(i))
    return folder


@pytest.fixture
def where(tmp_path: Path, mine: Path) -> list[object]:
    """Options that name it, and a data folder."""
    return ["--articles", mine, "--data", tmp_path / "d"]

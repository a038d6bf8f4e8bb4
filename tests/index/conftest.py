"""Fixtures of the index's tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.support import StubEmbedder, World, story


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An empty folder of articles and the index that belongs to it."""
    made = World(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stub() -> StubEmbedder:
    return StubEmbedder()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three stories, indexed once with the stub; a base takes a second to build."""
    place = tmp_path_factory.mktemp("three")
    world = World(place)
    for i in range(3):
        world.put(f"{i}.txt", story(i))
    world.sync(StubEmbedder())
    world.close()
    return place


@pytest.fixture
def three(template: Path, tmp_path: Path, stub: StubEmbedder) -> Iterator[World]:
    """Three stories, indexed with the stub, which was not asked to embed anything yet."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    world = World(tmp_path)
    # The copies are other files than those indexed, though of the same bytes.
    world.sync(stub)
    assert stub.embedded == []
    yield world
    world.close()

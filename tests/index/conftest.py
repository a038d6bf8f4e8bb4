"""Fixtures of the index's tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index import watch as watch_module
from index.sync import Options
from tests.index.other_process import OtherProcess
from tests.index.support import StubEmbedder, World, story
from tests.index.watching import NEVER, Watch

Begin = Callable[..., Watch]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An empty folder of articles and the index that belongs to it."""
    made = World(tmp_path)
    yield made
    made.close()


@pytest.fixture
def open_world() -> Iterator[World]:
    """As `world`, in a place that every user may enter."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        made = World(Path(place))
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


@pytest.fixture(scope="session")
def other_process() -> Iterator[OtherProcess]:
    """A second process that syncs, started once; it takes a second to import everything."""
    process = OtherProcess()
    yield process
    process.close()


@pytest.fixture(scope="module")
def soon() -> Iterator[None]:
    """While it lasts, a watched folder is let come to rest for a shorter time than a user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch_module, "_REST_MS", 200)
        patch.setattr(watch_module, "_TURN_MS", 250)
        patch.setattr(watch_module, "_ABSENT_S", 0.25)
        yield


@pytest.fixture
def begin(soon: None, world: World) -> Iterator[Begin]:
    """Begins to watch a folder of two articles; ends it after the test."""
    watches: list[Watch] = []

    def begin(options: Options = Options(), **how: Any) -> Watch:
        world.put("a.txt", story(1))
        world.put("b.txt", story(2))
        watch = Watch(world, options, **{"look_again": NEVER, **how})
        watches.append(watch)
        watch.watcher.start()
        assert watch.listens()
        return watch

    yield begin
    for watch in watches:
        watch.close()

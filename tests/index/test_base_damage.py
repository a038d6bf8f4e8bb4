"""A damaged base kills no reader and changes no answer, and the next sync mends it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.index.support import StubEmbedder, World, story, surroundings

NEAREST = """
import json, sys
from pathlib import Path
from index import Filters
from tests.index.support import FOREIGN, StubEmbedder, World
world, embedder = World(Path(sys.argv[1])), StubEmbedder()
def hits(vector):
    with world.searcher.snapshot():
        return world.searcher.search(FOREIGN, vector, 3, Filters())
print(json.dumps([
    [hit.source.file for hit in hits(embedder.embed_query(text))]
    for text in world.fetch("SELECT text FROM passages ORDER BY id")
]))
"""


def nearest_elsewhere(world: World) -> list[list[str]]:
    """The three best files for every text, as another process finds them, which lives on."""
    found = subprocess.run(
        [sys.executable, "-c", NEAREST, str(world.data.parent)],
        env=surroundings(),
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def fill_with_junk(graph: Path) -> None:
    graph.write_bytes(os.urandom(graph.stat().st_size))


def flip_a_byte(graph: Path) -> None:
    data = bytearray(graph.read_bytes())
    data[len(data) // 2] ^= 0xFF
    graph.write_bytes(data)


def cut_off(graph: Path) -> None:
    os.truncate(graph, graph.stat().st_size // 2)


def remove(graph: Path) -> None:
    graph.unlink()


def lose_the_manifest(graph: Path) -> None:
    (graph.parents[1] / "manifest.json").unlink()


def spoil_the_manifest(graph: Path) -> None:
    (graph.parents[1] / "manifest.json").write_text("{")


Damage = Callable[[Path], None]
SAME_SIZE = [fill_with_junk, flip_a_byte]
OTHERS = [cut_off, remove, lose_the_manifest, spoil_the_manifest]


@pytest.fixture(scope="module")
def twelve_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("twelve")
    world = World(place)
    for i in range(12):
        world.put(f"{i}.txt", story(i))
    world.sync(StubEmbedder())
    world.close()
    return place


@pytest.fixture
def twelve(twelve_once: Path, tmp_path: Path, stub: StubEmbedder) -> Iterator[World]:
    """Twelve stories, all of them in the base."""
    shutil.copytree(twelve_once, tmp_path, dirs_exist_ok=True)
    world = World(tmp_path)
    world.sync(stub)
    yield world
    world.close()


def graph_of(world: World) -> Path:
    (graph,) = world.data.glob(f"bases/{world.catalog.meta('base')}/*/data_level0.bin")
    return graph


@pytest.fixture(scope="module")
def undamaged(twelve_once: Path) -> list[list[str]]:
    world = World(twelve_once)
    found = nearest_elsewhere(world)
    world.close()
    return found


@pytest.mark.parametrize("damage", [*SAME_SIZE, *OTHERS])
def test_a_damaged_base_kills_no_reader_and_changes_no_answer(
    twelve: World, undamaged: list[list[str]], damage: Damage
) -> None:
    damage(graph_of(twelve))
    assert nearest_elsewhere(twelve) == undamaged


@pytest.mark.parametrize("damage", SAME_SIZE)
def test_a_base_that_a_reader_found_damaged_is_built_anew_by_the_next_sync(
    twelve: World, stub: StubEmbedder, damage: Damage
) -> None:
    old = twelve.bases()
    damage(graph_of(twelve))
    assert twelve.holds_exactly_the_folder(stub)
    assert twelve.sync(stub).embedded == 0
    assert twelve.bases() != old
    assert len(twelve.bases()) == 1
    assert twelve.holds_exactly_the_folder(stub)


@pytest.mark.parametrize("damage", OTHERS)
def test_a_base_that_lacks_something_is_built_anew_by_the_next_sync(
    twelve: World, stub: StubEmbedder, damage: Damage
) -> None:
    old = twelve.bases()
    damage(graph_of(twelve))
    assert twelve.sync(stub).embedded == 0
    assert twelve.bases() != old
    assert twelve.holds_exactly_the_folder(stub)


@pytest.mark.parametrize("damage", SAME_SIZE)
def test_verifying_finds_a_damage_that_no_reader_has_met(
    twelve: World, stub: StubEmbedder, damage: Damage
) -> None:
    old = twelve.bases()
    damage(graph_of(twelve))
    twelve.sync(stub)
    assert twelve.bases() == old
    twelve.sync(stub, verify=True)
    assert twelve.bases() != old
    assert twelve.holds_exactly_the_folder(stub)

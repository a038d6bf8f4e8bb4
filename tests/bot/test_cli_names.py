"""Names and folders that are hard to show: each is told of in one line."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.sources import _closed
from tests.bot.support import Run, failed
from tests.index.support import World, story, without_privileges


def test_a_name_of_several_lines_is_shown_as_one_and_found_by_it(
    run: Run, where: list[object], mine: Path
) -> None:
    (mine / "a\nb\x07.txt").write_text(story(7))
    (mine / "bad\x1b.txt").write_bytes(b"\0\1\2")
    shown = r"a\nb\x07.txt"
    asked = run("ask", *where, "How many hours late was Ferry 7?")
    assert f"[1] {shown}:3 " in asked.stdout
    assert r"not indexed: bad\x1b.txt: it is not text" in asked.stderr
    for command in (["search", "Ferry 7"], ["sources"]):
        result = run(command[0], *where, *command[1:])
        assert shown in result.stdout
        assert "\x07" not in result.stdout
        assert "\x1b" not in result.stdout
    for name in (shown, "a\nb\x07.txt"):
        assert ">    3  Ferry 7" in run("show", *where, f"{name}:3").stdout
    failed(run("show", *where, f"{shown}:9"), 2, f"{shown} has lines 1 to")


@pytest.fixture
def open_world() -> Iterator[World]:
    """A world in a place that every user may enter."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        with contextlib.closing(World(Path(place))) as made:
            yield made


def test_a_folder_that_cannot_be_listed_is_among_the_sources(open_world: World) -> None:
    open_world.put("0.txt", story(0))
    sealed = open_world.put("sealed/1.txt", story(1)).parent
    open_world.sync()
    sealed.chmod(0)
    with (
        without_privileges(open_world.data.parent),
        contextlib.closing(open_world.index()) as index,
    ):
        (source,) = _closed(index)
    sealed.chmod(0o755)
    assert source.file == "sealed/"
    assert source.problem == "the folder cannot be read: Permission denied"

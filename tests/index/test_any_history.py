"""The index equals the folder after every sync, whatever happened to the folder before it."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SyncRefused
from tests.index.support import StubEmbedder, World, story

_NAMES = st.sampled_from(["a.txt", "b.txt", "c.md", "sub/d.txt"])
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), _NAMES, st.integers(0, 4)),
        st.tuples(st.just("spoil"), _NAMES, st.just(0)),
        st.tuples(st.just("delete"), _NAMES, st.just(0)),
        st.tuples(st.just("rename"), _NAMES, st.integers(0, 3)),
        st.tuples(st.just("sync"), st.just(""), st.just(0)),
        st.tuples(st.just("sync and fail"), st.just(""), st.integers(0, 1)),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=40, deadline=None, database=None, derandomize=True)
@given(steps=_STEPS)
def test_after_any_history_the_index_equals_the_folder(
    template: Path, steps: list[tuple[str, str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(template, place, dirs_exist_ok=True)
        world, embedder = World(Path(place)), StubEmbedder()
        with contextlib.closing(world):
            for step in [*steps, ("sync", "", 0)]:
                _take(world, embedder, *step)
        assert len(embedder.embedded) == len(set(embedder.embedded)), "a text was embedded twice"


def _take(world: World, embedder: StubEmbedder, step: str, name: str, number: int) -> None:
    path = world.articles / name
    if step == "write":
        world.put(name, story(number))
    elif step == "spoil":
        world.put(name, b"\0\1\2")
    elif step == "delete":
        path.unlink(missing_ok=True)
    elif step == "rename" and path.exists():
        path.rename(world.articles / f"renamed-{number}{path.suffix}")
    elif step == "sync and fail":
        failing = StubEmbedder(fails_after=number)
        with contextlib.suppress(ConnectionError, SyncRefused):
            world.sync(failing)
    elif step == "sync":
        with contextlib.suppress(SyncRefused):
            world.sync(embedder)
            assert world.holds_exactly_the_folder(embedder)

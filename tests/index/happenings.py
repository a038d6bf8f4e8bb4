"""What happens to a folder of articles between two syncs, as rules for hypothesis."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from index.reading import READERS
from tests.index.support import COMMON, World, long_story, story, touch_later

_MOST_FILES = 16
_NAMES = st.sampled_from(["a.txt", "b.txt", "c.md", "sub/d.txt", "sub/deep/e.md"])
_STORIES = st.builds(story, st.integers(0, 5))
_LONG = st.builds(long_story, st.just(24), st.one_of(st.none(), st.integers(0, 23)))
_ANY = st.integers(0, 30)  # one of the files there are, counted round
_NUMBERS = st.integers(0, 3)
# A base costs a second: these come once in a history.
HEAVY: list[dict[str, Any]] = [{"compact": True}, {"rebuild": True}]
# Words of the stories, and others that are as long.
_SWAPS = ((b"goats", b"sheep"), (b"sheep", b"goats"), (b"barrels", b"baskets"))


@dataclass(frozen=True, slots=True)
class Sync:
    """A sync: by which process, how, after how many texts its embedder fails, and whether some
    time passes after it, so that the next one goes by the files' marks alone."""

    elsewhere: bool
    how: dict[str, Any]
    fails_after: int | None
    rest: bool


_SYNCS = st.builds(
    Sync,
    elsewhere=st.booleans(),
    how=st.sampled_from(
        [
            *[{}] * 20,
            *[{"verify": True}] * 6,
            *[{"allow_removals": True}] * 6,
            *[{"keep_days": 0.0}] * 6,
            *HEAVY,
        ]
    ),
    fails_after=st.one_of(st.none(), st.none(), _NUMBERS),
    rest=st.booleans(),
)


def happening(**drawn: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Any]:
    """A rule that is followed by a sync every other time."""

    def decorate(happens: Callable[..., None]) -> Any:
        @functools.wraps(happens)
        def step(self: Happenings, then: Sync | None, **given: Any) -> None:
            happens(self, **given)
            if then is not None:
                self.sync(then)

        return rule(then=st.one_of(st.none(), _SYNCS), **drawn)(step)

    return decorate


class Happenings(RuleBasedStateMachine):
    """A folder that things happen to, some of them followed by a sync."""

    world: World

    def sync(self, order: Sync) -> None:
        """Sync, and see that everything is as it should be."""
        raise NotImplementedError

    @rule(order=_SYNCS)
    def only_sync(self, order: Sync) -> None:
        self.sync(order)

    def files(self) -> list[Path]:
        return sorted(
            path
            for path in self.world.articles.rglob("*")
            if path.suffix in READERS and not path.is_dir()
        )

    def path(self, number: int) -> Path:
        files = self.files()
        return files[number % len(files)]

    def some(self) -> bool:
        return bool(self.files())

    def room(self) -> bool:
        return len(self.files()) < _MOST_FILES

    # What happens to the folder

    @precondition(room)
    @happening(name=_NAMES, text=st.one_of(_STORIES, _STORIES, _LONG))
    def write(self, name: str, text: str) -> None:
        self.put(name, text)

    @precondition(room)
    @happening(count=st.integers(4, 9), first=_NUMBERS)
    def write_many(self, count: int, first: int) -> None:
        for i in range(first, first + count):
            self.put(f"many/{i}.txt", story(10 + i))

    @precondition(some)
    @happening(number=_ANY, day=_NUMBERS)
    def append(self, number: int, day: int) -> None:
        path = self.path(number)
        if path.exists():
            with path.open("a") as file:
                file.write(f"\nOn day {day} the {COMMON} was closed to all but the pilots.\n")

    @precondition(some)
    @happening(number=_ANY)
    def edit_keeping_size_and_time(self, number: int) -> None:
        path = self.path(number)
        if not path.exists():
            return
        before, data = path.stat(), path.read_bytes()
        for old, new in _SWAPS:
            if old in data:
                path.write_bytes(data.replace(old, new))
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
                return

    @precondition(some)
    @happening(number=_ANY)
    def touch(self, number: int) -> None:
        if self.path(number).exists():
            touch_later(self.path(number))

    @precondition(some)
    @happening(number=_ANY)
    def spoil(self, number: int) -> None:
        if self.path(number).exists():
            self.path(number).write_bytes(b"\0\1\2")

    @precondition(some)
    @happening(number=_ANY)
    def delete(self, number: int) -> None:
        self.path(number).unlink()

    @happening(name=st.sampled_from(["many", "sub", "old"]))
    def delete_a_folder(self, name: str) -> None:
        shutil.rmtree(self.world.articles / name, ignore_errors=True)

    @precondition(some)
    @happening(number=_ANY, to=_NUMBERS)
    def rename(self, number: int, to: int) -> None:
        path = self.path(number)
        self.move(path, path.with_name(f"renamed-{to}{path.suffix}"))

    @precondition(some)
    @happening(number=_ANY, suffix=st.sampled_from([".txt", ".md"]))
    def rename_to_another_format(self, number: int, suffix: str) -> None:
        path = self.path(number)
        self.move(path, path.with_suffix(suffix))

    @precondition(some)
    @happening(number=_ANY)
    def rename_in_case_only(self, number: int) -> None:
        path = self.path(number)
        self.move(path, path.with_name(path.stem.swapcase() + path.suffix))

    @precondition(some)
    @happening(number=_ANY, folder=st.sampled_from(["sub", "old/2023"]))
    def move_to_a_folder(self, number: int, folder: str) -> None:
        path = self.path(number)
        self.move(path, self.world.articles / folder / path.name)

    @precondition(lambda self: self.some() and self.room())
    @happening(number=_ANY, to=_NUMBERS)
    def copy(self, number: int, to: int) -> None:
        path = self.path(number)
        target = path.with_name(f"copy-{to}{path.suffix}")
        if path.exists() and path != target:
            self.make_way(target)
            shutil.copyfile(path, target)

    @precondition(lambda self: self.some() and self.room())
    @happening(number=_ANY, to=_NUMBERS, suffix=st.sampled_from([".txt", ".md"]))
    def link(self, number: int, to: int, suffix: str) -> None:
        path = self.path(number)
        target = self.world.articles / f"link-{to}{suffix}"
        if path != target:
            self.make_way(target)
            target.symlink_to(path)

    @precondition(some)
    @happening(number=_ANY, text=_STORIES)
    def put_a_folder_in_its_place(self, number: int, text: str) -> None:
        path = self.path(number)
        path.unlink()
        path.mkdir()
        (path / "inner.txt").write_text(text)

    def put(self, name: str, text: str) -> None:
        self.make_way(self.world.articles / name)
        self.world.put(name, text)

    def move(self, path: Path, target: Path) -> None:
        # A link that points beside itself would lead elsewhere, and these are absolute.
        if target != path and not target.exists():
            self.make_way(target)
            path.rename(target)

    def make_way(self, target: Path) -> None:
        """See that there is a folder for a file, and no folder in its place."""
        for parent in target.relative_to(self.world.articles).parents:
            whole = self.world.articles / parent
            if whole.is_symlink() or whole.is_file():
                whole.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)

"""Adding an article to the folder and taking one out, so that either can be undone."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.state import State
from index.errors import Busy, NewsdeskError, UnreadableArticle, UsageError

if TYPE_CHECKING:
    from index import Index, Report, Source
    from index.plan import Progress

# What a bot may fetch from Telegram.
MAX_BYTES = 20_000_000
_LONGEST_NAME = 150
_REMOVED = "removed"
_BUSY_TRIES = 60
_BUSY_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """An article that was added or removed.

    Attributes:
        id: names it when it is undone.
        kind: added or removed.
        file: its path below the articles folder.
        more: whether an item of a feed was named, and the whole feed was meant.
        sources: what the index learnt of the file; of a removed one nothing.
    """

    id: str
    kind: str
    file: str
    sources: tuple[Source, ...] = ()
    more: bool = False


class Articles:
    """The articles folder as admins change it; one sync at a time."""

    def __init__(self, index: Index, state: State, now: Callable[[], float] = time.time) -> None:
        self._index = index
        self._state = state
        self._now = now
        self._lock = asyncio.Lock()

    @property
    def busy(self) -> bool:
        """Whether a sync is under way."""
        return self._lock.locked()

    async def sync(self, progress: Progress = lambda stage, done, total: None) -> Report:
        """Bring the index up to date with the folder.

        Raises:
            NewsdeskError: as `Index.sync` does.
        """
        from index import Options

        async with self._lock:
            for _ in range(_BUSY_TRIES):
                try:
                    return await asyncio.to_thread(self._index.sync, Options(), progress)
                except Busy:
                    # Such as a watcher that saw the very file that was just added.
                    await asyncio.sleep(_BUSY_SECONDS)
            return await asyncio.to_thread(self._index.sync, Options(), progress)

    def check_name(self, name: str | None, size: int | None) -> str:
        """A file's name, if a file of this name and size can be added.

        Raises:
            UsageError: if not; the text says why.
        """
        from index.reading import KINDS

        if not name:
            raise UsageError("The file has no name. Send it as a file that has one.")
        if (
            re.search(r"[/\\:\x00-\x1f\x7f]", name)
            or name.startswith(".")
            or not name.isprintable()
            or name != name.strip()
        ):
            raise UsageError("That name will not do: give the file a plain name, without a folder.")
        if len(name.encode("utf-8", "replace")) > _LONGEST_NAME:
            raise UsageError(f"The name is too long; {_LONGEST_NAME} letters at most.")
        if Path(name).suffix.lower() not in KINDS:
            raise UsageError(f"I read {', '.join(k.removeprefix('.') for k in KINDS)} files only.")
        if size is not None and size > MAX_BYTES:
            raise UsageError(
                f"The file is {size / 1e6:.0f} MB large; {MAX_BYTES // 1_000_000} MB is the most."
            )
        folded = name.casefold()
        if any(path.name.casefold() == folded for path in self._index.articles.iterdir()):
            raise UsageError(f"There is a file {name} already. Rename yours, or /remove that one.")
        return name

    async def add(self, name: str, content: bytes) -> Change:
        """Put an article into the folder and index it.

        Raises:
            UsageError: if the content cannot be read as an article, or the name is taken.
            NewsdeskError: if the folder cannot be written or synced.
        """
        self.check_name(name, len(content))
        await asyncio.to_thread(_check_content, name, content)
        await asyncio.to_thread(_write_new, self._index.articles / name, content)
        id = self._note("added", name, content, None)
        try:
            await self.sync()
        except NewsdeskError as error:
            raise NewsdeskError(
                f"{name} is in the folder, and is not indexed yet: {error}"
            ) from None
        found = await asyncio.to_thread(self._index.sources)
        mine = tuple(s for s in found if s.file == name or s.file.startswith(f"{name}#"))
        return Change(id, "added", name, mine)

    async def remove(self, name: str) -> Change:
        """Take an article out of the folder; it is kept beside the index.

        Args:
            name: its file's path; that of an item of a feed takes out the whole feed.

        Raises:
            UsageError: if there is none of this name.
            NewsdeskError: if it cannot be moved, or the sync is refused.
        """
        path, more = self._found(name)
        file = path.relative_to(self._index.articles.resolve()).as_posix()
        kept = self._index.data / _REMOVED / f"{secrets.token_hex(4)}-{path.name}"

        def out() -> bytes:
            content = path.read_bytes()
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, kept)
            return content

        with _told(f"{file} could not be taken out"):
            content = await asyncio.to_thread(out)
        id = self._note("removed", file, content, kept.name)
        try:
            await self.sync()
        except NewsdeskError:
            await asyncio.to_thread(_restore, kept, path)
            raise
        return Change(id, "removed", file, more=more)

    async def undo(self, id: str) -> Change:
        """Undo a change that was made; returns that change.

        Raises:
            UsageError: if it was undone, or the file has changed since.
            NewsdeskError: as `remove` does.
        """
        rows = self._state.rows(
            "SELECT kind, file, sha256, kept, undone FROM telegram_changes WHERE id = ?", id
        )
        if not rows or rows[0][4]:
            raise UsageError("That was undone already.")
        kind, file, sha256, kept, _ = rows[0]
        path = self._index.articles / file
        if kind == "added":
            content = await asyncio.to_thread(lambda: path.read_bytes() if path.exists() else None)
            if content is None or hashlib.sha256(content).hexdigest() != sha256:
                raise UsageError(f"{file} is not as it was added; nothing was changed.")
            await self.remove(file)
        else:
            await asyncio.to_thread(_restore, self._index.data / _REMOVED / kept, path)
            await self.sync()
        with self._state.write() as db:
            db.execute("UPDATE telegram_changes SET undone = 1 WHERE id = ?", (id,))
        return Change(id, kind, file)

    def path_of(self, name: str) -> Path:
        """The path of an article's file; of an item of a feed, that of the feed.

        Raises:
            UsageError: if it is not in the folder.
        """
        return self._found(name)[0]

    def _found(self, name: str) -> tuple[Path, bool]:
        """The path as of `path_of`, and whether it is that of a feed by the name of an item."""
        root = self._index.articles.resolve()
        # What breaks links in messages may have been copied from one.
        plain = name.replace("\u2060", "")
        for candidate, item in ((name, False), (plain, False), (plain.rpartition("#")[0], True)):
            with contextlib.suppress(OSError, RuntimeError):
                # A name too long for any file, or a link to itself.
                path = (root / candidate).resolve() if "\x00" not in candidate else root
                if path != root and path.is_relative_to(root) and path.is_file():
                    return path, item
        raise UsageError(f"There is no file {name[:80]}. /sources lists them.")

    def _note(self, kind: str, file: str, content: bytes, kept: str | None) -> str:
        id = secrets.token_hex(6)
        digest = hashlib.sha256(content).hexdigest()
        with self._state.write() as db:
            db.execute(
                "INSERT INTO telegram_changes (id, kind, file, sha256, kept, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (id, kind, file, digest, kept, self._now()),
            )
        return id


def _check_content(name: str, content: bytes) -> None:
    """See that the content can be read, before it lies where a sync finds it."""
    from index.reading import FEEDS, read, split

    suffix = Path(name).suffix.lower()
    try:
        if suffix in FEEDS:
            split(content, suffix)
        else:
            read(content, suffix)
    except UnreadableArticle as error:
        raise UsageError(f"The file was not added: {error}.") from None


def _write_new(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and never over another."""
    from index.base import sync_file

    hidden = path.with_name(f".{secrets.token_hex(6)}.part")
    with _told(f"{path.name} could not be written"):
        try:
            with hidden.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(hidden, path)
            except FileExistsError:
                raise UsageError(f"There is a file {path.name} already. Rename yours.") from None
            sync_file(path.parent)
        finally:
            hidden.unlink(missing_ok=True)


def _restore(kept: Path, path: Path) -> None:
    with _told(f"{path.name} could not be put back"):
        try:
            os.link(kept, path)
        except FileExistsError:
            raise UsageError(f"There is another file {path.name} now.") from None
        except OSError:
            # The folders may be on two disks.
            _write_new(path, kept.read_bytes())
        kept.unlink()


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NewsdeskError(f"{what}: {error.strerror}.") from None

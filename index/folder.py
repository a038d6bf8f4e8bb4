"""The articles folder: which files count, and what changed since the last sync."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.catalog import FileRow, Stat
from index.database import NAME as CATALOG
from index.errors import UsageError
from index.reading import KINDS

# A file changed this recently before a sync began may change again within the clock's grain.
RECENT_NS = 2_000_000_000

_KINDS = frozenset(KINDS)

# What stands beside a catalog and is of a kind that is read: no article, though it lies below them.
_OWN = frozenset({"bases", "removed", "cases.jsonl"})


@dataclass(frozen=True, slots=True)
class Changes:
    """The folder against the catalog, by size, times and inode alone.

    Attributes:
        new, changed, gone: names relative to the folder, sorted.
        doubtful: unchanged by these marks, but so young at the last sync that they may deceive.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    doubtful: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Seen:
    """The folder as found.

    Attributes:
        files: every article file by its name relative to the folder, sorted.
        unreadable: folders below it that cannot be listed, each with the reason.
    """

    files: dict[str, Stat]
    unreadable: dict[str, str]


def scan(folder: Path) -> Seen:
    """Every article file below the folder, by its name relative to it with forward slashes.

    Hidden files and folders are passed over, and so are symbolic links that lead out of the
    folder, files of formats that no reader is for, and what an index keeps beside its catalog.

    Raises:
        UsageError: if the folder is missing, no folder, or cannot be read.
    """
    unreadable: dict[str, str] = {}
    with _named(folder):
        root = os.path.realpath(folder, strict=True)
        found: dict[str, Stat] = {}
        _walk(root, root, "", found, unreadable)
    return Seen({name: found[name] for name in sorted(found)}, unreadable)


def check(folder: Path) -> None:
    """See that the folder is there.

    Raises:
        UsageError: if it is missing, no folder, or cannot be read.
    """
    with _named(folder), os.scandir(folder):
        pass


def check_apart(folder: Path, data: Path) -> None:
    """See that articles and index are not kept in one folder.

    Raises:
        UsageError: if they are.
    """
    if folder.resolve() == data.resolve():
        raise UsageError(
            f"{folder} is named both as the articles folder and as the data folder. Name another "
            "one for the index, with --data or NEWSDESK_DATA."
        )


@contextlib.contextmanager
def _named(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise UsageError(
            f"There is no folder {folder}. Name the folder of your articles with --articles or "
            "NEWSDESK_ARTICLES."
        ) from None
    except NotADirectoryError:
        raise UsageError(f"{folder} is not a folder. --articles takes a folder of files.") from None
    except OSError as error:
        raise UsageError(
            f"The articles folder {folder} cannot be read: {error.strerror}."
        ) from None


def _walk(
    root: str, folder: str, prefix: str, found: dict[str, Stat], unreadable: dict[str, str]
) -> None:
    passed_over = _OWN if os.path.lexists(f"{folder}/{CATALOG}") else ()
    # Each step here is taken for every file at every sync, and costs about as much as its stat.
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == "." or name in passed_over:
                continue
            if entry.is_symlink() and not _inside(root, entry.path):
                continue
            if entry.is_dir(follow_symlinks=False):
                _below(root, entry.path, f"{prefix}{printable(name)}/", found, unreadable)
            elif f".{name.rpartition('.')[2].lower()}" in _KINDS:
                try:
                    seen = entry.stat()
                except OSError:
                    continue
                if stat.S_ISREG(seen.st_mode):
                    found[prefix + printable(name)] = stat_of(seen)


def _below(
    root: str, folder: str, prefix: str, found: dict[str, Stat], unreadable: dict[str, str]
) -> None:
    try:
        _walk(root, folder, prefix, found, unreadable)
    except FileNotFoundError:
        pass  # it went while the folder was being walked
    except OSError as error:
        unreadable[prefix] = f"the folder cannot be read: {error.strerror}"


def stat_of(seen: os.stat_result) -> Stat:
    """What the catalog keeps of a file's status."""
    return Stat(seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)


def printable(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 are shown as ``\\xNN``.

    Such a file is not found again under the name shown, and is therefore reported as unreadable.
    """
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _inside(root: str, path: str) -> bool:
    try:
        return os.path.commonpath([root, os.path.realpath(path, strict=True)]) == root
    except OSError:
        return False


def compare(
    seen: Mapping[str, Stat], known: Mapping[str, FileRow], synced_ns: int | None = None
) -> Changes:
    """What differs between the folder as seen and the catalog's files.

    Args:
        seen: the folder's files now.
        known: the files of the last sync.
        synced_ns: when the last sync began, in nanoseconds since the epoch.
    """
    young = (synced_ns or 0) - RECENT_NS
    new, changed, doubtful = [], [], []
    for name, now in seen.items():
        row = known.get(name)
        if row is None:
            new.append(name)
        elif row.stat != now:
            changed.append(name)
        elif synced_ns is not None and (now.mtime_ns >= young or now.ctime_ns >= young):
            doubtful.append(name)
    # An item of a feed comes and goes with its feed.
    gone = tuple(n for n, row in known.items() if n not in seen and row.container is None)
    return Changes(tuple(new), tuple(changed), gone, tuple(doubtful))

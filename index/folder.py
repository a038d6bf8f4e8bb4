"""The articles folder: which files count, and what changed since the last sync."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.catalog import FileRow, Stat
from index.errors import UsageError
from index.reading import READERS

# A file changed this recently before a sync began may change again within the clock's grain.
RECENT_NS = 2_000_000_000


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


def scan(folder: Path) -> dict[str, Stat]:
    """Every article file below the folder, by its name relative to it with forward slashes.

    Hidden files and folders are passed over, and so are symbolic links that lead out of the
    folder and files of formats that no reader is for.

    Raises:
        UsageError: if the folder is missing, no folder, or cannot be read.
    """
    try:
        root = folder.resolve(strict=True)
        return dict(sorted(_walk(root, root, "")))
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


def _walk(root: Path, folder: Path, prefix: str) -> Iterator[tuple[str, Stat]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            name = prefix + printable(entry.name)
            if entry.is_symlink() and not _inside(root, entry.path):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(root, Path(entry.path), name + "/")
            elif Path(entry.name).suffix.lower() in READERS:
                try:
                    if not entry.is_file():
                        continue
                    seen = entry.stat()
                except OSError:
                    continue
                yield name, Stat(seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)


def printable(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 are shown as ``\\xNN``.

    Such a file is not found again under the name shown, and is therefore reported as unreadable.
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _inside(root: Path, path: str) -> bool:
    try:
        return Path(path).resolve(strict=True).is_relative_to(root)
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
    same = [name for name, stat in seen.items() if name in known and known[name].stat == stat]
    return Changes(
        new=tuple(name for name in seen if name not in known),
        changed=tuple(n for n, stat in seen.items() if n in known and known[n].stat != stat),
        gone=tuple(name for name in known if name not in seen),
        doubtful=tuple(n for n in same if max(seen[n].mtime_ns, seen[n].ctime_ns) >= young)
        if synced_ns is not None
        else (),
    )

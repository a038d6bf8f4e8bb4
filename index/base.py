"""The base: an embedded Chroma collection that is never written again once it is published.

Embedded Chroma bears no reader beside a writer, and a killed writer can leave it unreadable. So a
child process builds each base from the catalog beside the old one (`index.builder`), and it is
opened only by readers after it was renamed into place. A manifest names the bytes of the vector
graph: a damaged graph takes down the process that reads it, and is therefore never read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index import locks
from index.catalog import Key
from index.embedding.base import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

COLLECTION = "passages"
LOCK = "readers.lock"

_FOLDER = "bases"
_MANIFEST = "manifest.json"
_DAMAGED = "damaged"


class Damaged(Exception):
    """A base is not what was published."""


class Base:
    """A published base, open for reading until closed."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open a published base.

        Raises:
            OSError: if it is not there.
            Damaged: if its files are not those that were published.
            Exception: whatever Chroma raises when it cannot read them.
        """
        self.name = name
        self.path = path_of(folder, name)
        self._lock = locks.Shared(self.path / LOCK)
        try:
            check(self.path)
            self._client = client(self.path)
            try:
                self.collection: Collection = self._client.get_collection(COLLECTION)
                self.size = self.collection.count()
            except BaseException:
                self._client.close()
                raise
        except BaseException:
            self._lock.close()
            raise

    def nearest(self, vector: Vectors, count: int) -> list[tuple[Key, float]]:
        """The keys whose vectors are nearest, best first, each with its cosine."""
        count = min(count, self.size)
        if not count:
            return []
        found = self.collection.query(
            query_embeddings=vector[None], n_results=count, include=["distances"]
        )
        distances = found["distances"] or [[]]
        return [
            (bytes.fromhex(id), 1.0 - float(distance))
            for id, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def give_away(self) -> Collection:
        """The collection; the base is let go of when nothing uses it any more."""
        weakref.finalize(self.collection, _release, self._client, self._lock)
        return self.collection

    def close(self) -> None:
        """Free its memory, and let it be removed once it is no longer the published one."""
        _release(self._client, self._lock)


def _release(client: Client, lock: locks.Shared) -> None:
    client.close()
    lock.close()


def client(path: Path) -> Client:
    """A Chroma client on a folder, deaf to ``.env`` and to unprefixed environment variables.

    Chroma reads both when it is imported and whenever it is opened: a stray MIGRATIONS=foo for
    another program would stop it, and ALLOW_RESET=true would be obeyed.
    """
    with _deaf_settings():
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        return cast("Client", chromadb.PersistentClient(path=str(path), settings=settings))


@contextlib.contextmanager
def _deaf_settings() -> Iterator[None]:
    """While it lasts, settings classes take what they are given and look nowhere else."""
    from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

    def only_given(
        cls: type[BaseSettings],
        /,
        *_: object,
        init_settings: PydanticBaseSettingsSource,
        **__: object,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)

    before = BaseSettings.settings_customise_sources
    BaseSettings.settings_customise_sources = classmethod(only_given)  # type: ignore[assignment]
    try:
        yield
    finally:
        BaseSettings.settings_customise_sources = before  # type: ignore[method-assign]


def path_of(folder: Path, name: str) -> Path:
    """The Chroma folder of a published base."""
    return folder_of(folder) / name


def folder_of(folder: Path) -> Path:
    """Where the bases of a data folder are."""
    return folder / _FOLDER


def seal(path: Path) -> None:
    """Write down the bytes of a base's graph, before it is published."""
    _write_synced(path / _MANIFEST, json.dumps({name: _mark(path / name) for name in _graph(path)}))


def check(path: Path) -> None:
    """See that a base's graph is the one that was sealed, byte for byte.

    Raises:
        OSError: if the base is not there.
        Damaged: if it is not.
    """
    for name, mark in _manifest(path).items():
        if _mark(path / name) != mark:
            raise Damaged(f"{name} is not as it was published")


def seems_whole(path: Path) -> bool:
    """Whether a base is there and of its sealed size, and no reader found it damaged."""
    try:
        marks = _manifest(path)
        sizes = all((path / n).stat().st_size == int(m.split()[0]) for n, m in marks.items())
        return sizes and (path / "chroma.sqlite3").exists() and not (path / _DAMAGED).exists()
    except (OSError, Damaged):
        return False


def report_damage(path: Path) -> None:
    """Leave word for the next sync that a base cannot be read."""
    with contextlib.suppress(OSError):
        (path / _DAMAGED).touch()


def sync_file(path: Path) -> None:
    """Have a file's or folder's content on the disk before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _graph(path: Path) -> list[str]:
    """The files of the vector graph; Chroma's database is changed by every reader that opens it."""
    return sorted(file.relative_to(path).as_posix() for file in path.glob("*/*") if file.is_file())


def _mark(path: Path) -> str:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return f"{file.tell()} {digest}"
    except FileNotFoundError:
        return "missing"


def _manifest(path: Path) -> dict[str, str]:
    try:
        marks = json.loads((path / _MANIFEST).read_text())
        return {str(name): str(mark) for name, mark in marks.items()}
    except (ValueError, AttributeError, FileNotFoundError) as error:
        path.stat()
        raise Damaged("its manifest cannot be read") from error


def _write_synced(path: Path, text: str) -> None:
    path.write_text(text)
    sync_file(path)

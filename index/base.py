"""The base: an embedded Chroma collection that is never written again once it is published.

Embedded Chroma bears no reader beside a writer, and a killed writer can leave it unreadable. So a
child process builds each base from the catalog beside the old one, and it is opened only by
readers after it was renamed into place; one that was cut short is thrown away.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import locks
from index.catalog import Catalog, Key
from index.embedding.base import Vectors
from index.errors import NewsdeskError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

COLLECTION = "passages"

_FOLDER = "bases"
_LOCK = "readers.lock"
_BATCH = 500
# Wide, since recall is worth more here than the milliseconds; see benchmarks/RESULTS.md.
_HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}


class Base:
    """A published base, open for reading until closed."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open a published base.

        Raises:
            OSError: if it is not there.
            Exception: whatever Chroma raises when its files are damaged.
        """
        self.name = name
        path = folder / _FOLDER / name
        self._lock = locks.Shared(path / _LOCK)
        self.collection: Collection = client(path).get_collection(COLLECTION)
        self.size = self.collection.count()

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

    def close(self) -> None:
        """Let the base be removed once it is no longer the published one."""
        self._lock.close()


def client(path: Path) -> ClientAPI:
    """A Chroma client on a folder, deaf to ``.env`` and to unprefixed environment variables.

    Chroma reads both when it is imported and whenever it is opened: a stray MIGRATIONS=foo for
    another program would stop it, and ALLOW_RESET=true would be obeyed.
    """
    with _deaf_settings():
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        return chromadb.PersistentClient(path=str(path), settings=settings)


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
    return folder / _FOLDER / name


def publish(folder: Path, catalog: Catalog) -> str | None:
    """Build a base of every live vector and point the catalog to it.

    To be called under the writer's lock. Returns the new base's name, or None when there is
    nothing to put into it.

    Raises:
        NewsdeskError: if the builder failed; the published base and generation stay as they were.
    """
    model = catalog.meta("model")
    bases = folder / _FOLDER
    bases.mkdir(exist_ok=True)
    for left in bases.glob("building-*"):
        shutil.rmtree(left, ignore_errors=True)
    if model is None:
        return None
    number = int(catalog.meta("bases") or 0) + 1
    while (bases / str(number)).exists():
        # A crash between the rename and the transaction left it; nothing points to it.
        number += 1
    building = bases / f"building-{number}"
    run = subprocess.run(
        # -P: the user's working directory is no place to import modules from.
        [sys.executable, "-P", "-m", "index.base", str(folder.resolve()), str(building.resolve())],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if run.returncode:
        shutil.rmtree(building, ignore_errors=True)
        said = run.stderr.strip().splitlines()[-1:] or [f"it ended with code {run.returncode}"]
        raise NewsdeskError(
            f"The vector base could not be built: {said[0]}\n"
            "Searches go on over the catalog, more slowly. Run newsdesk index to try again."
        )
    name = str(number)
    building.replace(bases / name)
    _sync_folder(bases)
    with catalog.transaction():
        catalog.db.execute("DELETE FROM base_keys")
        catalog.db.execute(
            "INSERT INTO base_keys SELECT DISTINCT p.key FROM passages p"
            " JOIN vectors v ON v.model = ? AND v.key = p.key"
            " WHERE EXISTS (SELECT 1 FROM files f WHERE f.document = p.document)",
            (model,),
        )
        catalog.db.execute("DELETE FROM delta")
        catalog.db.execute(
            "INSERT INTO delta SELECT DISTINCT p.key FROM passages p"
            " WHERE p.key NOT IN (SELECT key FROM base_keys)"
            " AND EXISTS (SELECT 1 FROM files f WHERE f.document = p.document)"
        )
        catalog.set_meta("bases", name)
        catalog.set_meta("base", name)
    return name


def remove_old(folder: Path, current: str | None) -> None:
    """Remove the bases that are no longer published and that nobody reads."""
    for path in (folder / _FOLDER).glob("[0-9]*"):
        if path.name != current and locks.unused(path / _LOCK):
            shutil.rmtree(path, ignore_errors=True)


def build(folder: Path, into: Path) -> None:
    """Write a new Chroma folder from the catalog; run in a process of its own."""
    catalog = Catalog(folder)
    model = catalog.meta("model") or ""
    with catalog.snapshot():
        rows = catalog.live_vectors(model)
        (count,) = catalog.db.execute("SELECT count(DISTINCT key) FROM passages").fetchone()
        into.mkdir(parents=True)
        # Chroma moves rows into its graph file at every sync_threshold-th; what is left over would
        # be inserted again by every reader that opens the base.
        hnsw = {**_HNSW, "sync_threshold": max(2, count), "batch_size": max(2, min(count, 1000))}
        collection = client(into).create_collection(
            COLLECTION,
            configuration={"hnsw": hnsw},  # type: ignore[arg-type]
            metadata={"model": model, "generation": catalog.generation},
            embedding_function=None,
        )
        for part in _batches(rows):
            collection.upsert(**_batch(catalog, part))
    (into / _LOCK).touch()
    for path in [*into.rglob("*"), into]:
        _sync_folder(path)


def _batch(catalog: Catalog, part: list[tuple[Key, bytes, int]]) -> dict[str, Any]:
    import numpy as np

    ids = [id for _, _, id in part]
    found = catalog.passages(ids)
    files = dict(
        catalog.db.execute(
            "SELECT p.id, min(f.name) FROM passages p JOIN files f ON f.document = p.document"
            " WHERE p.id IN (SELECT value FROM json_each(?)) GROUP BY p.id",
            (str(ids),),
        )
    )
    return {
        "ids": [key.hex() for key, _, _ in part],
        "embeddings": [np.frombuffer(vector, np.float32) for _, vector, _ in part],
        "documents": [found[id].text for id in ids],
        "metadatas": [
            {
                "file": files[id],
                "title": found[id].header,
                "start": found[id].start,
                "end": found[id].end,
                "first_line": found[id].first_line,
                "last_line": found[id].last_line,
            }
            for id in ids
        ],
    }


def _batches(rows: Iterator[tuple[Key, bytes, int]]) -> Iterator[list[tuple[Key, bytes, int]]]:
    while part := list(itertools.islice(rows, _BATCH)):
        yield part


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))

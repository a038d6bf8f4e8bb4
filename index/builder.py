"""Building a base from the catalog, in a child process, and putting it in its place.

The child writes a Chroma folder of its own, reads it back, seals it and has it synced to the disk;
the parent renames it into place. Whatever is killed on the way leaves a folder that nothing points
to, which the next sync removes.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import base, locks
from index.catalog import Catalog, Key
from index.errors import NewsdeskError

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_BATCH = 1_000
# Chroma moves what its log holds into the graph file whenever this many rows are new, and reads the
# whole log at every batch until then: with one move in the end, 200,000 texts took twenty minutes
# and more. What is left over would be inserted again by every reader that opens the base, so the
# batches are cut for the last one to end at a move.
_MOVED = 2_000
# Wide, since recall is worth more here than the milliseconds; see benchmarks/RESULTS.md.
_HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}
_PROBED = 20
_BUILDING = "building-"


Tell = Callable[[int, int], None]


def make(folder: Path, catalog: Catalog, model: str, tell: Tell) -> str | None:
    """Build a base of every text of the upcoming generation; nothing points to it yet.

    To be called under the writer's lock.

    Args:
        folder: the data folder.
        catalog: its catalog, in which the upcoming files were announced.
        model: whose vectors it holds.
        tell: called with how many texts are in it and how many there will be.

    Returns:
        The base's name, or None when there is no vector to put into it.

    Raises:
        NewsdeskError: if the builder failed.
    """
    bases = base.folder_of(folder)
    bases.mkdir(exist_ok=True)
    number = int(catalog.meta("bases") or 0) + 1
    while (bases / str(number)).exists():
        # A crash between the rename and the transaction left it; nothing points to it.
        number += 1
    # A name of its own: the builder of a sync that was killed may still be writing to another.
    building = bases / f"{_BUILDING}{uuid.uuid4().hex[:12]}"
    _run(folder, building, model, tell)
    if not building.exists():
        return None
    building.replace(bases / str(number))
    base.sync_file(bases)
    return str(number)


def _run(folder: Path, building: Path, model: str, tell: Tell) -> None:
    # -P: the user's working directory is no place to import modules from.
    command = [sys.executable, "-P", "-m", "index.builder"]
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(
            [*command, str(folder.resolve()), str(building.resolve()), model],
            # The child reads this until it ends with us; it is never written to.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
        with child:
            try:
                for line in child.stdout or ():
                    done, total = line.split()
                    tell(int(done), int(total))
                code = child.wait()
            except BaseException:
                child.kill()
                child.wait()
                shutil.rmtree(building, ignore_errors=True)
                raise
        if code:
            shutil.rmtree(building, ignore_errors=True)
            said.seek(0)
            lines = said.read().strip().splitlines()
            why = lines[-1] if lines else f"the builder ended with code {code}"
            raise NewsdeskError(
                f"The vector base could not be built: {why}\n"
                "Searches go on over the catalog, more slowly. Run newsdesk index to try again."
            )


def remove_unused(folder: Path, current: str | None) -> None:
    """Remove the bases that are not published and not read, and what builders left behind."""
    for path in base.folder_of(folder).glob("*"):
        left = path.name.startswith(_BUILDING)
        if left or (path.name != current and locks.unused(path / base.LOCK)):
            shutil.rmtree(path, ignore_errors=True)


def build(folder: Path, into: Path, model: str) -> None:
    """Write a new Chroma folder from the catalog; run in a process of its own.

    Raises:
        NewsdeskError: if what was written cannot be read back.
    """
    catalog = Catalog(folder)
    with catalog.snapshot():
        count = sum(1 for _ in catalog.upcoming_vectors(model))
        if not count:
            return
        rows = catalog.upcoming_vectors(model)
        into.mkdir(parents=True)
        hnsw = {
            **_HNSW,
            "sync_threshold": max(2, min(count, _MOVED)),
            "batch_size": max(2, min(count, _BATCH)),
        }
        client = base.client(into)
        collection = client.create_collection(
            base.COLLECTION,
            configuration={"hnsw": hnsw},  # type: ignore[arg-type]
            metadata={"model": model, "generation": catalog.generation + 1},
            embedding_function=None,
        )
        done = 0
        probed: list[tuple[Key, bytes, int]] = []
        print(done, count, flush=True)
        for size in batches(count):
            part = list(itertools.islice(rows, size))
            probed = probed or part[:_PROBED]
            collection.upsert(**_batch(catalog, part))
            if count == 1:
                # Chroma's smallest threshold is two writes; the second changes nothing.
                collection.upsert(**_batch(catalog, part))
            done += len(part)
            print(done, count, flush=True)
    client.close()
    _probe(into, count, probed)
    base.seal(into)
    (into / base.LOCK).touch()
    for path in [*into.rglob("*"), into]:
        base.sync_file(path)


def batches(count: int) -> Iterator[int]:
    """Sizes of the batches that so many rows are written in, the last of which ends at a move."""
    over = count % _MOVED if count > _MOVED else 0
    left = count
    if over:
        yield _BATCH
        yield _BATCH + over
        left -= 2 * _BATCH + over
    while left:
        size = min(_BATCH, left)
        yield size
        left -= size


def _probe(path: Path, count: int, rows: list[tuple[Key, bytes, int]]) -> None:
    """Read a finished base back: its count, and that vectors find themselves."""
    import numpy as np

    client = base.client(path)
    collection: Collection = client.get_collection(base.COLLECTION)
    if collection.count() != count:
        raise NewsdeskError(f"it holds {collection.count()} texts of {count}")
    for key, vector, _ in rows:
        found = collection.query(
            query_embeddings=np.frombuffer(vector, np.float32)[None],
            n_results=min(5, count),
            include=["distances"],
        )
        distances = (found["distances"] or [[2.0]])[0]
        if distances[0] > 1e-3:
            raise NewsdeskError(f"the text {key.hex()} is not found by its own vector")
    client.close()


def _batch(catalog: Catalog, part: list[tuple[Key, bytes, int]]) -> dict[str, Any]:
    import numpy as np

    ids = [id for _, _, id in part]
    found = catalog.passages(ids)
    files = dict(
        catalog.db.execute(
            "SELECT p.id, min(u.name) FROM passages p JOIN upcoming u ON u.document = p.document"
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


def _die_with_parent() -> None:
    """End this process when its parent has gone: what it builds is then wanted by nobody."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        build(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")

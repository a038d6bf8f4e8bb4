"""Another process that syncs: orders come in and reports go out as lines of JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from index import errors
from index import sync as sync_module
from index.sync import Options, Report, sync
from tests.index.support import StubEmbedder, World, surroundings


class OtherProcess:
    """A process that stays, and syncs what it is told to."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.index.other_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings(),
            text=True,
        )

    def sync(
        self, world: World, embedder: StubEmbedder | None, floor: int | None = None, **how: Any
    ) -> Report:
        """Sync over there with an embedder like this one, which is told what was embedded.

        Raises:
            NewsdeskError, ConnectionError: what was raised over there.
        """
        order = {
            "articles": str(world.articles),
            "data": str(world.data),
            "embedder": embedder and [embedder.name, embedder.dimensions, embedder.fails_after],
            "floor": floor,
            "how": how,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if embedder is not None:
            embedder.embedded += answer["embedded"]
        if "raised" in answer:
            kind = getattr(errors, answer["raised"], ConnectionError)
            raise kind(answer["said"])
        failed = tuple((name, problem) for name, problem in answer["report"].pop("failed"))
        return Report(**answer["report"], failed=failed)

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def _carry_out(order: dict[str, Any]) -> dict[str, Any]:
    name, dimensions, fails_after = order["embedder"] or ("", 0, None)
    embedder = StubEmbedder(name, dimensions, fails_after)
    sync_module.DELTA_FLOOR = order["floor"] or _FLOOR
    try:
        report = sync(
            Path(order["articles"]),
            Path(order["data"]),
            embedder if order["embedder"] else None,
            Options(**order["how"]),
        )
    except (errors.NewsdeskError, ConnectionError) as error:
        return {
            "raised": type(error).__name__,
            "said": str(error),
            "embedded": embedder.embedded,
        }
    told = {field: getattr(report, field) for field in Report.__slots__}
    return {"report": told, "embedded": embedder.embedded}


if __name__ == "__main__":
    _FLOOR = sync_module.DELTA_FLOOR
    for line in sys.stdin:
        print(json.dumps(_carry_out(json.loads(line))), flush=True)

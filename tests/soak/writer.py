"""A process that changes a folder and syncs it, again and again.

Run as ``python -m tests.soak.writer PLACE CHANGES EVERY PAUSE SEED ARTICLES``. It makes the folder
and its index, says "ready", waits for a line, changes the folder and syncs so many times with a
pause after each, every so many times with a new base, and ends with one line of JSON; see `Told`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index.sync import Options, sync
from tests.soak.bulletin import BeaconEmbedder, Bulletin


@dataclass
class Told:
    """What a writer did.

    Attributes:
        stamps: the stamp of every generation that it published.
        seconds: of each sync.
        swaps: how often it published a new base.
        wall, processor: seconds of it all, and of processor time of it and its builders.
    """

    stamps: dict[int, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    swaps: int = 0
    wall: float = 0.0
    processor: float = 0.0


def main(place: Path, changes: int, every: int, pause: float, seed: int, articles: int) -> Told:
    """Change and sync; returns what was done."""
    told, embedder = Told(), BeaconEmbedder()
    folder, data = place / "articles", place / "data"
    bulletin = Bulletin(folder, articles, seed)
    told.stamps[sync(folder, data, embedder).generation] = 0
    print("ready", flush=True)
    sys.stdin.readline()
    began, used = time.monotonic(), processor()
    for stamp in range(1, changes + 1):
        bulletin.change(stamp)
        swap = stamp % every == 0
        report = sync(folder, data, embedder, Options(compact=swap))
        told.stamps[report.generation] = stamp
        told.seconds.append(report.seconds)
        told.swaps += swap
        time.sleep(pause)
    told.wall = time.monotonic() - began
    told.processor = processor() - used
    return told


def processor() -> float:
    """Seconds of processor time that this process and its ended children have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


if __name__ == "__main__":
    where, changes, every, pause, seed, articles = sys.argv[1:]
    made = main(Path(where), int(changes), int(every), float(pause), int(seed), int(articles))
    print(json.dumps(asdict(made)), flush=True)

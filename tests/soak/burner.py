"""A process that uses a share of a processor and does nothing else.

Run as ``python -m tests.soak.burner SHARE STOP``: it works for so much of the time until there is a
file STOP, and ends with a line that says the share that it used.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

_TURN = 0.1


def main(share: float, stop: Path) -> float:
    """Work until there is a file; returns processor time by time."""
    began, used = time.monotonic(), time.process_time()
    numbers = np.random.default_rng(0).normal(size=20_000)
    while not stop.exists():
        # What was not got of one turn, beside others, is made up for in the next.
        owed = share * (time.monotonic() - began + _TURN)
        while time.process_time() - used < owed:
            np.sort(numbers)
            sum(i * i for i in range(2_000))
        time.sleep(_TURN * max(0.0, 1.0 - share))
    return (time.process_time() - used) / (time.monotonic() - began)


if __name__ == "__main__":
    print(main(float(sys.argv[1]), Path(sys.argv[2])), flush=True)

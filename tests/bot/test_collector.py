"""What stays in memory for good is walked once at most."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import gc
from bot.collector import settle
before = gc.get_threshold()
settle()
frozen = gc.get_freeze_count()
kept = [[] for _ in range(1_000)]
settle()
assert frozen > 0 and gc.get_freeze_count() == frozen
assert gc.get_threshold()[0] > before[0] and gc.isenabled()
"""


def test_only_the_first_answer_settles_a_process() -> None:
    subprocess.run([sys.executable, "-c", _PROGRAM], check=True)

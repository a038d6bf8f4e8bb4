"""The garbage collector of a process that answers: what stays for good is not walked again."""

from __future__ import annotations

import functools
import gc

# Allocations after which the youngest objects are looked through.
_YOUNG = 20_000


@functools.cache
def settle() -> None:
    """Leave out of all further rounds what is in memory now; only the first call does anything.

    To be called once an answer is made: libraries, dictionaries and tables are then loaded, stay
    as long as the process, and are so many that one round over them takes as long as an answer.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])

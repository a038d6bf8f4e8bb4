"""A small neural reader of two texts: does one follow from the other, does it answer the other.

A cross-encoder on the embedded model: its weights with low-rank changes (Hu et al., 2021) that were
fitted as ``benchmarks/fit_reader.py`` tells, which also says what of it is not kept. It knows
English.
"""

from bot.reader.reader import Reader, beside, heading, load

__all__ = ["Reader", "beside", "heading", "load"]

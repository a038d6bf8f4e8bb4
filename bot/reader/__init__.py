"""A small neural reader of two texts: does one follow from the other, does it answer the other.

A cross-encoder on the embedded model, sentence-transformers/all-MiniLM-L6-v2, which is under the
Apache License 2.0. ``weights.npz`` holds what was fitted further of its weights: of the matrices
the differences, of biases and norms the values. ``benchmarks/fit_reader.py`` tells how, and what of
that is not kept. It knows English.
"""

from bot.reader.reader import Reader, beside, heading, load

__all__ = ["Reader", "beside", "heading", "load"]

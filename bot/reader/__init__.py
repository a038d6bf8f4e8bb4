"""A small neural reader of two texts: does one follow from the other, does it answer the other.

A cross-encoder on the embedded model, sentence-transformers/all-MiniLM-L6-v2, which is under the
Apache License 2.0. ``follows.npz`` and ``answers.npz`` hold what was fitted further of its weights
for the two tasks: of the matrices the differences, of biases and norms the values. Both have both
heads; the one for claims was fitted on from the one for questions, on claims above all, which made
it better at those of paragraphs and worse at some questions. ``benchmarks/fit_reader.py`` tells
how, and what of that is not kept. It knows English.
"""

from bot.reader.reader import Reader, beside, heading, load

__all__ = ["Reader", "beside", "heading", "load"]

"""Claims against the words that they cite: deterministic, local, and never a bag of words."""

from bot.checking.verdict import Cited, Verdict, check

__all__ = ["Cited", "Verdict", "check"]

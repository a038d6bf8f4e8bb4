"""Claims against the words that they cite: deterministic, local, and never a bag of words."""

from bot.checking.cited import Cited, Verdict
from bot.checking.reread import likelihood
from bot.checking.verdict import check

__all__ = ["Cited", "Verdict", "check", "likelihood"]

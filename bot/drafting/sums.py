"""Which sum is asked for: a revenue is no profit, and neither is a dividend."""

from __future__ import annotations

import re

# Words that name one sum; where a question names it, a sentence about another is no answer.
_SUMS: tuple[str, ...] = (
    r"revenues?|sales|turnover|takings|receipts",
    r"profits?|earnings|surplus|net income|operating income|earned|in the black",
    r"loss(?:es)?|deficit|in the red|shortfall",
    r"debts?|liabilities|owe[sd]?|borrowings?",
    r"dividends?|payout",
    r"salar(?:y|ies)|wages?|pay|paid|earn(?:s|ed)?",
    r"budget|spending|expenditure|spend(?:s)?|spent",
)
_BY_GROUP = tuple(re.compile(rf"\b(?:{forms})\b", re.IGNORECASE) for forms in _SUMS)
_ASKS = re.compile(
    r"\b(?:how (?:much|high|large|big)|what)\b[^?]*?\b(?:was|were|is|are|did|does|do|has|had)\b",
    re.IGNORECASE,
)
# "How much did sales fall", "who lost": what happened to it is asked as well.
_NAMED = (0, 1, 4)


def other_sum(question: str, sentence: str) -> bool:
    """Whether a revenue, a profit or a dividend is asked for, and only another is told of."""
    if not _ASKS.search(question):
        return False
    wanted = [k for k in _NAMED if _BY_GROUP[k].search(question)]
    if len(wanted) != 1 or _BY_GROUP[wanted[0]].search(sentence):
        return False
    return any(group.search(sentence) for group in _BY_GROUP)

"""Whom a line speaks to: what keeps a story's whole sentences out of patterns that they fit too."""

from __future__ import annotations

from index.cleaning.purposes import REPORTED

# The reader, and who speaks for the site; "US" is a country.
READER = r"\b(?:you|your|we|our|(?-i:us|I)|my|me)\b"
# What a line asks, at its beginning or behind another sentence.
ASKING = (
    r"(?:^|[.!?:–—-] )(?:please |to )?(?:become|chip|donate|get|give|join|make|read|receive"
    r"|register|sign|subscribe|try|unsubscribe)\b"
)
# A text whose owner says who may print it, or what he does not answer for.
PRINTED = (
    r"\b(?:advertis\w+|announcements?|articles?|comments?|consent|contents?|copyright|editions?"
    r"|editors?|editorial|materials?|opinions?|pages?|permission|publishers?|redistributed"
    r"|(?:web)?sites?)\b"
)


def aside(*words: str) -> str:
    """What opens a pattern that fits a story's sentences too, so that only a site's line goes on.

    A site's line is no whole sentence, or holds one of these words, and nobody said it.
    """
    return rf"(?!.*{REPORTED.pattern})(?=.*(?:[^.!?”\"]$|{'|'.join(words)}))"

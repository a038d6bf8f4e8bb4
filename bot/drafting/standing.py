"""Whether a drafted sentence is a statement that stands by itself."""

from __future__ import annotations

import re

_LEANS = re.compile(
    r"""\W*(?:
      (?:he|she|it|they|this|that|these|those|his|her|its|their|both|such|there|then|also|however
      |but|and|yet|so|still|moreover|furthermore|additionally|meanwhile|instead|therefore|thus|hence
      |consequently|another|others?|later|afterwards?|similarly|likewise|nor|neither)\b
      | (?:in\ (?:addition|contrast|turn|response)|as\ (?:a\ result|well)|of\ (?:these|them|those)
      |among\ (?:these|them)|by\ contrast|on\ the\ other\ hand|for\ (?:example|instance)
      |at\ the\ same\ time
      |the\ (?:two|latter|former|same|others?|rest|remaining))\b
      | (?:\w+\W+){1,5}(?:also|too)\b )""",
    re.IGNORECASE | re.VERBOSE,
)
# A question's end, and a whole question in quotation marks or brackets.
_ASKS = re.compile(r"[?？؟‽⁇⁈⁉][\s.!…*]*\Z|\A[\"'“”‘«„(][^\"“”«»]*[?？؟‽⁇⁈⁉][\"'“”’»).!\s]*\Z")


def leans(sentence: str) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    return _LEANS.match(sentence) is not None


def asks(sentence: str) -> bool:
    """Whether a sentence is a question; one that tells of one ("he asked “Why?”") is none."""
    return _ASKS.search(sentence) is not None

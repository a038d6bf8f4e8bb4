"""Small whole numbers in words."""

from __future__ import annotations

UNITS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split()
    )
}
"""Zero to nineteen."""
TO_TWELVE: dict[str, int] = {word: n for word, n in UNITS.items() if n <= 12}
"""Zero to twelve: the hours, and what is told in words of days and weeks."""
TENS: dict[str, int] = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
"""Twenty to ninety."""

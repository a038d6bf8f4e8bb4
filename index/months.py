"""The names of months and weekdays in English, for all that reads dates."""

from __future__ import annotations

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""Names and short forms in lower case, to 1 for January."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_COUNTED = (
    r"[a-z]+\.?\s\d+\s(?:[a-z-]+\s)?(?!(?:was|has|his|its|this|as|is)\b)"
    r"(?:[a-z]{2,}s|people|men|women|children)\b"
)
NO_DAY_AHEAD = (
    r"(?<!\bend\sof\s)(?<!\bbeginning\sof\s)(?<!\bstart\sof\s)(?<!\bmiddle\sof\s)"
    rf"(?!(?<=\bearly\s){_COUNTED})(?!(?<=\blate\s){_COUNTED})(?!(?<=\bmid[\s-]){_COUNTED})"
    r"(?!(?:apr(?:il)?|june?|sept?(?:ember)?|nov(?:ember)?)\.?\s31\b|feb(?:ruary)?\.?\s3[01]\b)"
)
"""Put before a month's name in a pattern, in lower case: the number behind it may be its day.

"By the end of June 31 kilometres" and "in early March 19 people" name no day; "said late March 5
that" does.
"""

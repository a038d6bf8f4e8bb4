"""A story of a bridge, as the lines of a page break it."""

from __future__ import annotations

HEADLINE = "A bridge for Marrowick"

WRAPPED = [
    "The council of Marrowick voted on Tuesday to rebuild the swing bridge, after two winters",
    "in which the ferry could not run for forty days. The work is to cost eleven million crowns,",
    "of which the province pays half, the treasurer told the meeting.",
]

TOLD = " ".join(WRAPPED)

SECOND = [
    "Pupils from the far bank have lost six weeks of school since the old bridge was closed, said",
    "Wenna Prideaux, who teaches there. The ferryman, Jory Tregear, wants to be paid until",
    "the first car has crossed.",
]

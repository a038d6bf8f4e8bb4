"""Who wrote a story, told in sentences below it.

"Ana Korr is a health reporter at Plain Sight." A story tells of reporters too: a biography is
believed where its name is the byline's, or where no paragraph follows it and none has that name.
"""

from __future__ import annotations

import re

from index.cleaning.headline import find_headline
from index.cleaning.layout import Layout
from index.months import MONTHS

_NAME = r"(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+"
_AUTHOR = re.compile(
    rf"(?P<name>{_NAME})(?:,? ['’]?\d+,?)?"
    r" (?:is|was|has been|covers|writes|reports|joined)\b"
    r".{0,80}\b(?:reporter|correspondent|editor|writer|journalist|columnist|contributor|author"
    r"|(?<!of )staff|newsroom|bureau)\b"
    r"|(?P<other>(?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w.'’-]+) (?:covers|reports on|writes about)"
    r" .{3,60}\b(?:for|based in)\b"
)
# What a sentence of a biography goes on with, behind the first that names whose it is.
_GOES_ON = re.compile(
    r"(?:he|she|they|his|her|their|hers|before|prior|previously|earlier|formerly|now|contact"
    r"|reach|follow|e-?mail|write|twitter|x|signal)\b",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(r"(?<=[a-z\d)”\"][.!?])[”\"’]?\s+(?=[A-Z])")
# A story tells days, and who was where when; a life is told in years.
_EVENT = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTHS)})\b"
    rf"|\b(?:{'|'.join(MONTHS)})\.?\s+\d{{1,2}}\b"
    r"|;|\bwas\b.*\bwhen\b|\b(?:was|were) (?!(?:an?|the|born|raised|educated|trained|named|awarded"
    r"|previously|formerly|once|part)\b)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:said|says|told|according)\b",
    re.IGNORECASE,
)
# The byline stands above the second paragraph at the latest: the first may be the headline's.
_HEAD = 2


def remove_author_box(page: Layout) -> None:
    """Remove who wrote the story, told in sentences below it, with the name above them."""
    paragraphs = page.paragraphs()
    if not paragraphs:
        return
    head = _head(page, paragraphs)
    for i in reversed(paragraphs[len(paragraphs) // 2 :]):
        match = _AUTHOR.match(page.lines[i])
        if match is None or page.group[i] != i:
            continue
        last = i
        while last + 1 < len(page.lines) and page.group[last + 1] == page.group[i]:
            last += 1
        name = match["name"] or match["other"]
        if not _is_signed(head, name) and not _is_alone_at_the_end(page, name, paragraphs, i, last):
            continue
        if not _is_biography(" ".join(page.lines[i : last + 1]), name):
            continue
        page.mark(range(i, last + 1), "author box")
        if i and page.lines[i - 1] == name:
            page.mark([i - 1], "author box")


def _head(page: Layout, paragraphs: list[int]) -> list[str]:
    """The lines above the story's second paragraph that are neither its words nor its headline."""
    none = {*paragraphs, find_headline(page)}
    return [page.lines[i] for i in range(paragraphs[:_HEAD][-1]) if i not in none]


def _is_signed(head: list[str], name: str) -> bool:
    """Whether one of these lines names who wrote the story: behind "by", or set apart."""
    own = re.escape(name)
    signed = re.compile(rf"(?i:.*\bby\b).*\b{own}\b|(?:.*[|·•,–—] ?)?{own}(?:\W.*)?$")
    return any(signed.match(line) for line in head)


def _is_alone_at_the_end(
    page: Layout, name: str, paragraphs: list[int], first: int, last: int
) -> bool:
    """Whether no other paragraph of the story stands below these lines, or has that name."""
    others = [j for j in paragraphs if page.verdicts[j] is None and not first <= j <= last]
    return all(j < first and name not in page.lines[j] for j in others)


def _is_biography(paragraph: str, name: str) -> bool:
    """Whether all of a paragraph tells who somebody is, and nothing of what happened."""
    _, *others = _NEXT_SENTENCE.split(paragraph)
    own = name.split()
    return _EVENT.search(paragraph) is None and all(
        _GOES_ON.match(sentence) or sentence.startswith((own[0], own[-1])) for sentence in others
    )

"""Boilerplate, by rules on one file's own lines.

Nothing is rewritten: cleaning only names the ranges that are not the article, so that every quote
stays a slice of the text of record. A rule sees one line, its neighbours and the whole file, never
another file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from index.article import Removed, Span

_MARKER = re.compile(
    r"\[/?(?:ad|ads|adsense|embed|gallery|caption|more|sponsor)[_ -]?\d*[^\]]{0,40}\]", re.I
)

# Lines that end the article wherever they stand: what follows them is the site's, not the story's.
_END = re.compile(
    r"(?:related (?:articles?|posts?|stories|topics?|news|coverage)|you (?:may|might) also like"
    r"|more (?:from|on|in|stories|news|policy|politics)\b.{0,40}|read (?:more|also|next)"
    r"|leave a (?:reply|comment)|(?:post|add|write) a comment|cancel reply|comments? \(\d+\)|comments?"
    r"|recommended(?: for you)?|most (?:read|popular|viewed)|trending(?: now)?|don['’]t miss"
    r"|source link|back to top(?: button)?|previous (?:article|post|story)|next (?:article|post|story))"
    r"\s*[:»>…]*",
    re.I,
)

# Lines that are the site's, whether or not the article goes on below.
_LINE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ad marker", re.compile(rf"(?:{_MARKER.pattern}\s*)+", re.I)),
    ("ad marker", re.compile(r"(?:advertisements?|ads?|sponsored(?: content)?|promoted)\s*[:.]?", re.I)),
    (
        "comment form",
        re.compile(
            r"your email address will not be published.*|required fields are marked.*"
            r"|(?:name|e-?mail|website|comment)\s*\*?|save my name, email.*|post comment|submit comment"
            r"|you must be logged in to post a comment.*|notify me of (?:new|follow-up).*",
            re.I,
        ),
    ),
    (
        "share bar",
        re.compile(
            r"(?:(?:share|tweet|pin|email|print|copy link|facebook|twitter|whatsapp|telegram|linkedin"
            r"|pinterest|reddit|messenger|viber|instagram|youtube|x)\b[\s|/·•,&+-]*(?:this|on|via|to|it|with)?"
            r"[\s|/·•,&+-]*){1,12}(?:article|story|post|page)?\s*:?",
            re.I,
        ),
    ),
    ("share bar", re.compile(r"click to (?:share|email|print)\b.{0,80}", re.I)),
    (
        "notice",
        re.compile(
            r"(?:copyright|©|\(c\)).{0,120}|all rights reserved.{0,60}|.{0,80}\ball rights reserved\.?"
            r"|(?:we|this (?:web)?site) uses? cookies.{0,200}|(?:accept|manage|reject) (?:all )?cookies"
            r"|(?:privacy|cookie) policy.{0,60}|terms (?:of (?:use|service)|and conditions).{0,60}"
            r"|skip to (?:main )?content|(?:sign|log) (?:up|in)\b.{0,60}|subscribe\b.{0,90}"
            r"|(?:follow|find|join) us on\b.{0,90}|download (?:the|our) app\b.{0,60}"
            r"|(?:sign up|subscribe) (?:for|to) our\b.{0,90}|enable javascript.{0,80}",
            re.I,
        ),
    ),
    ("navigation", re.compile(r"(?:home|menu|search|contact(?: us)?|about(?: us)?)(?:\s*[|/›»>•·]\s*.{1,60})*", re.I)),
    ("navigation", re.compile(r"(?:also read|read more|read also|see also|watch|listen)\s*[:»>].{0,160}", re.I)),
)  # fmt: skip

_SLOGAN_WORDS = frozenset(
    ["news", "latest", "breaking", "update", "updates", "updated", "update", "daily", "today", "online", "headlines", "world", "videos", "video", "photos", "images", "clips", "hot", "entertainment", "sports", "politics", "24/7", "quickly", "reliable", "reliably", "trusted", "max", "international", "mainstream", "society", "stories"]
)
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_LONGEST_SLOGAN = 500
_SHORTEST_PARAGRAPH = 60


def clean(text: str, rows: list[Span]) -> tuple[list[Span], tuple[Removed, ...]]:
    """Split the lines of a file into the article's and the site's.

    Args:
        text: the text of record.
        rows: its lines that are not blank, in order, without outer white space.

    Returns:
        The lines kept (ad markers inside a line cut off its ends), and what was removed by which
        rule. At least one line is always kept if there is any letter at all in the file.
    """
    script = _main_script(text)
    verdicts = [_verdict(text[row.start : row.end], script) for row in rows]
    _remove_tail(text, rows, verdicts)
    kept: list[Span] = []
    removed: list[Removed] = []
    for row, rule in zip(rows, verdicts, strict=True):
        if rule is not None:
            removed.append(Removed(row.start, row.end, rule))
            continue
        inner = _without_markers(text, row, removed)
        if inner is not None:
            kept.append(inner)
    return kept, tuple(sorted(removed, key=lambda r: r.start))


def _verdict(line: str, script: str | None) -> str | None:
    if len(line) <= 220:
        for rule, pattern in _LINE_RULES:
            if pattern.fullmatch(line):
                return rule
    if _is_slogan(line):
        return "site slogan"
    if script and len(line) <= 30 and len(line.split()) <= 3:
        scripts = {s for s in map(_script, line) if s}
        if scripts and script not in scripts:
            return "stray token in another script"
    return None


def _is_slogan(line: str) -> bool:
    """A line made of a news site's self-praise: many such words, few others, no quoted speech."""
    if len(line) > _LONGEST_SLOGAN:
        return False
    words = re.findall(r"[a-z]+(?:/\d+)?|24/7", line.lower())
    boasts = sum(1 for word in words if word in _SLOGAN_WORDS)
    return boasts >= 5 and boasts >= 0.35 * len(words)


def _remove_tail(text: str, rows: list[Span], verdicts: list[str | None]) -> None:
    """Remove what follows the article's end, in place.

    An end marker is believed only when no paragraph of the story follows it; short lines without a
    sentence's end (a site's name, a rubric) then go with it, also those that stand just above.
    """
    paragraphs = [
        i
        for i, row in enumerate(rows)
        if verdicts[i] is None
        and row.end - row.start >= _SHORTEST_PARAGRAPH
        and _SENTENCE_END.search(text, row.start, row.end)
    ]
    if not paragraphs:
        return
    last = paragraphs[-1]
    tail = range(last + 1, len(rows))
    ends = [i for i in tail if _END.fullmatch(text[rows[i].start : rows[i].end])]
    evidence = ends or [i for i in tail if verdicts[i] is not None]
    for i in ends:
        verdicts[i] = "end marker"
    if not evidence:
        return
    for i in tail:
        if verdicts[i] is None and not _SENTENCE_END.search(text, rows[i].start, rows[i].end):
            verdicts[i] = "beside an end marker"


def _without_markers(text: str, row: Span, removed: list[Removed]) -> Span | None:
    start, end = row.start, row.end
    match = _MARKER.match(text, start, end)
    while match:
        removed.append(Removed(match.start(), match.end(), "ad marker"))
        start = match.end()
        while start < end and text[start].isspace():
            start += 1
        match = _MARKER.match(text, start, end)
    for match in reversed(list(_MARKER.finditer(text, start, end))):
        if match.end() != end:
            break
        removed.append(Removed(match.start(), match.end(), "ad marker"))
        end = match.start()
        while end > start and text[end - 1].isspace():
            end -= 1
    return Span(start, end) if start < end else None


def _script(char: str) -> str | None:
    if not char.isalpha():
        return None
    return unicodedata.name(char, "UNKNOWN").split(" ", 1)[0]


def _main_script(text: str) -> str | None:
    """The script of nearly all letters of the text's first 4,000 characters, or None if mixed."""
    counts = Counter(s for s in map(_script, text[:4000]) if s)
    if not counts:
        return None
    script, count = counts.most_common(1)[0]
    return script if count >= 0.9 * counts.total() and count >= 200 else None

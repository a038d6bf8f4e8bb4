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
    r"\[/?(?:ad|ads|adsense|embed|gallery|caption|more|sponsor)(?:[_ -]?\d+|[ :=][^\]]{0,40})?\]",
    re.I,
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


# Lines that end the article wherever they stand: what follows them is the site's, not the story's.
_END = _any(
    *(
        rf"(?:{pattern})\s*[:»>…]*"
        for pattern in (
            r"related (?:articles?|posts?|stories|topics?|news|coverage)",
            r"you (?:may|might) also like",
            r"more (?:from|on|in|stories|news|policy|politics)\b.{0,40}",
            r"read (?:more|also|next)",
            r"leave a (?:reply|comment)|(?:post|add|write) a comment|cancel reply",
            r"comments? \(\d+\)|comments?",
            r"recommended(?: for you)?|most (?:read|popular|viewed)|trending(?: now)?",
            r"don['’]t miss|source link|back to top(?: button)?",
            r"(?:previous|next) (?:article|post|story)",
        )
    )
)

_SHARE_WORDS = frozenset(
    """
    share tweet pin email e-mail print copy facebook twitter whatsapp telegram linkedin pinterest
    reddit messenger viber instagram youtube x
    """.split()
)
_SHARE_FILLERS = frozenset(
    "this on via to it with by article story post page link comment comments more and".split()
)
_NAVIGATION = frozenset(["home", "menu", "search", "contact", "contact us", "about", "about us"])

# Lines that are the site's, whether or not the article goes on below.
_LINE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "ad marker",
        _any(
            rf"(?:{_MARKER.pattern}\s*)+",
            r"(?:advertisements?|ads?|sponsored(?: content)?|promoted)\s*[:.]?",
        ),
    ),
    (
        "comment form",
        _any(
            r"your email address will not be published.*",
            r"required fields are marked.*",
            r"(?:name|e-?mail|website|comment)\s*\*?",
            r"save my name, email.*",
            r"(?:post|submit) comment",
            r"you must be logged in to post a comment.*",
            r"notify me of (?:new|follow-up).*",
        ),
    ),
    ("share bar", _any(r"click to (?:share|email|print)\b.{0,80}")),
    (
        "notice",
        _any(
            r"(?:copyright\s*(?:©|\(c\)|\d{4}|by\b)|©|\(c\)\s*\d{4}).{0,120}",
            r".{0,80}\ball rights reserved.{0,60}",
            r"(?:we|this (?:web)?site) uses? cookies.{0,200}",
            r"(?:accept|manage|reject) (?:all )?cookies",
            r"(?:privacy|cookie) policy(?:\s*[|·/&,-].{0,60})?",
            r"terms (?:of (?:use|service)|and conditions)(?:\s*[|·/&,-].{0,60}| apply\.?)?",
            r"skip to (?:main )?content",
            r"(?:sign|log) (?:up|in)(?: (?:to|for|with|now|here)\b.{0,60})?",
            r"subscribe(?: (?:to|for|now|here|today)\b.{0,90})?",
            r"(?:follow|find|join) us on (?:\W*(?:facebook|twitter|x|telegram|instagram|youtube"
            r"|whatsapp|linkedin|google|viber|social)\b.{0,70})",
            r"download (?:the|our) app\b.{0,60}",
            r"enable javascript.{0,80}",
        ),
    ),
    (
        "navigation",
        _any(
            r"(?:also read|read more|read also|see also|watch|listen)\s*[:»>].{0,160}",
        ),
    ),
)

_SLOGAN_WORDS = frozenset(
    """
    news latest breaking update updates updated update daily today online headlines
    world videos video photos images clips hot entertainment sports politics 24/7
    quickly reliable reliably trusted max international mainstream society stories
    """.split()
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
        if _is_share_bar(line):
            return "share bar"
        if re.split(r"[|/›»>•·]", line, maxsplit=1)[0].strip().lower() in _NAVIGATION:
            return "navigation"
    if _is_slogan(line):
        return "site slogan"
    if script and len(line) <= 30 and len(line.split()) <= 3:
        scripts = {s for s in map(_script, line) if s}
        if scripts and script not in scripts:
            return "stray token in another script"
    return None


def _is_share_bar(line: str) -> bool:
    """A line of nothing but the names of places to share at, and words between them."""
    tokens = [t for t in re.split(r"[\s|/·•,&+:-]+", line.lower()) if t]
    return (
        0 < len(tokens) <= 16
        and tokens[0] in _SHARE_WORDS
        and all(t in _SHARE_WORDS or t in _SHARE_FILLERS for t in tokens)
    )


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
    ends = [
        i
        for i in tail
        if _END.fullmatch(text[rows[i].start : rows[i].end])
        and not _SENTENCE_END.search(text, rows[i].start, rows[i].end)
    ]
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

"""Where a story's headline is, and what of the site's stands above it."""

from __future__ import annotations

import re
from collections import Counter

from index.cleaning.layout import Layout

_HEADLINE_WORDS = 5
_DATE_LIKE = re.compile(r"\d{4}|\d{1,2}[:.]\d{2}|\b\d{1,2}\s+\w{3,9}\b|\b\w{3,9}\s+\d{1,2}\b")
_LABEL_WORDS = 3
_TAGLINE_WORDS = 9
_MORE_WORDS = 4
_LONGEST_HEAD = 100
_JOINING = frozenset("the a an of to in on at for and by with from as is are be was will".split())
_MASTHEAD = re.compile(r"(?P<name>[^\W\d_]\S*(?: \S+){0,3}?)(?: [—–|-]|:) \S.*")
_LONGEST_JOINING = 3
_FEWEST_LABELS = 4
_SHORTEST_NAME = 6
_MOST_ABOVE = 3
_FEWEST_BELOW = 3
# The head of a letter that an article came by; its subject is no headline.
_MAIL_HEAD = re.compile(
    r"(?:from|to|cc|date|sent|subject|reply-to|von|an|betreff|datum|gesendet|de|à|objet|envoyé|para"
    r"|asunto|fecha|от|кому|тема|дата)\s*:\s.*",
    re.IGNORECASE,
)
_LONGEST_MAIL_HEAD = 8
_FOUNDED = re.compile(
    r".*\b(?:since|est\.?|established|founded|seit|gegründet|depuis|fondé\w*|desde|fundad\w+|с"
    r"|основан\w*)\s+(?:in |en )?(?:1[6-9]|20)\d{2}\W*(?:г(?:ода?)?\.?)?",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"(?:breaking|live|live now|just in|developing|alert|weather alert|eilmeldung|liveticker"
    r"|en direct|direct|alerte|en directo|en vivo|última hora|срочно|прямой эфир|молния|bet of the"
    r" day|video of the day|deal of the day|today['’]s poll)\s*[:|»–-]\s.{3,140}",
    re.IGNORECASE,
)
_YOURS = re.compile(r"\b(?:your|ihre|votre|ваш\w*)\b", re.IGNORECASE)


def find_headline(page: Layout) -> int | None:
    """The first line above the story's text that speaks of what the text tells."""
    paragraphs = story_of(page)
    if not paragraphs:
        return None
    # What stands low may be the site's, which tells its own name.
    body = page.told(paragraphs[: 2 + 3 * len(paragraphs) // 4])
    telling = {
        i: page.shared(i, body)
        for i in range(max(0, paragraphs[0] - _LONGEST_HEAD), paragraphs[0])
        if page.verdicts[i] is None
        and len(page.lines[i].split()) >= _LABEL_WORDS
        and not page.raw[i].startswith(("-", "*", "•", "–"))
        and not _is_mail_head(page, i)
        and not _LIVE.fullmatch(page.lines[i])
    }
    best = max(telling.values(), default=0)
    told = next((i for i in telling if telling[i] >= max(2, best / 2)), None)
    # A page's title may stand above its menu, and the headline in nearly the same words below it.
    again = [i for i in telling if told is not None and i > told and _repeats(page, told, i)]
    return again[-1] if again else told


def story_of(page: Layout) -> list[int]:
    """A page's paragraphs without those that stand above its headline and tell of other things.

    A site's first sentences may be its own: on cookies, on what it earns by links, on itself.
    """
    paragraphs = page.paragraphs()
    told = page.told(paragraphs)
    for n, i in enumerate(paragraphs[:_MOST_ABOVE]):
        if len(paragraphs) - n < _FEWEST_BELOW or page.shared(i, told, counted=True) > 1:
            return paragraphs[n:]
        body = page.told(paragraphs[n + 1 :])
        between = range(i + 1, paragraphs[n + 1])
        if not any(_heads(page, j, body) for j in between):
            return paragraphs[n:]
        if any(_heads(page, j, body) for j in range(i)):
            return paragraphs[n:]
    return paragraphs[_MOST_ABOVE:]


def _heads(page: Layout, i: int, body: Counter[str]) -> bool:
    return (
        page.verdicts[i] is None
        and not page.ended[i]
        and len(page.lines[i].split()) >= _HEADLINE_WORDS
        and page.shared(i, body) > 2
    )


def _is_mail_head(page: Layout, i: int) -> bool:
    """Whether a line is one of a letter's fields, which stand in a row above all else."""
    return i < _LONGEST_MAIL_HEAD and all(
        _MAIL_HEAD.fullmatch(line) or page.verdicts[j] for j, line in enumerate(page.lines[: i + 1])
    )


def _repeats(page: Layout, first: int, second: int) -> bool:
    words = page.stems[second]
    return len(words & page.stems[first]) >= max(3, 0.6 * len(words))


def remove_above_headline(page: Layout) -> None:
    """Remove the labels above the headline: rubrics, places, the site's own name and motto."""
    paragraphs = story_of(page)
    page.mark((i for i in page.paragraphs() if paragraphs and i < paragraphs[0]), "site's name")
    if not paragraphs:
        return
    told = find_headline(page)
    head = [i for i in range(paragraphs[0]) if page.verdicts[i] is None and not page.ended[i]]
    bare = (i for i in range(paragraphs[0]) if not any(c.isalpha() for c in page.lines[i]))
    page.mark((i for i in bare if not _DATE_LIKE.search(page.lines[i])), "label")
    if told is not None:
        _remove_mottos(page, told)
        rubrics = (i for i in head if i < told and not _DATE_LIKE.search(page.lines[i]))
        page.mark((i for i in rubrics if len(page.lines[i].split()) <= _LABEL_WORDS), "label")
    headlines = [i for i in head if len(page.lines[i].split()) >= _HEADLINE_WORDS]
    while len(headlines) > 1 and (
        _is_menu(page.lines[headlines[0]]) or page.verdicts[headlines[0]] is not None
    ):
        page.mark([headlines.pop(0)], "navigation")
    if headlines:
        labels = (i for i in head if i < headlines[0] and not _DATE_LIKE.search(page.lines[i]))
        page.mark((i for i in labels if len(page.lines[i].split()) <= _LABEL_WORDS), "label")


def _remove_mottos(page: Layout, headline: int) -> None:
    """Remove lines above the headline that share nothing with the story.

    The line right above it may be a headline that plays with words, unless it is put together as a
    site's name and motto are, and the name is told below the story again.
    """
    story = story_of(page)
    body = page.told(story)
    last = max((i for i in range(headline) if page.verdicts[i] is not None), default=-1)
    for i in range(max(0, headline - _LONGEST_HEAD), headline):
        line = page.lines[i]
        words = len(line.split())
        if page.verdicts[i] is not None or _is_mail_head(page, i):
            continue
        if _LIVE.fullmatch(line) or (words <= _TAGLINE_WORDS + 2 and _FOUNDED.fullmatch(line)):
            page.mark([i], "site's name")
        longest = _TAGLINE_WORDS + (_MORE_WORDS if i < last else 0)
        if page.headings[i] or page.verdicts[i] or words > longest or _DATE_LIKE.search(line):
            continue
        foreign = page.shared(i, body) <= 1 or _YOURS.search(line) is not None
        apart = i + 1 < headline
        if words > _LABEL_WORDS and (
            _is_masthead(page, i, story) or (foreign and apart) or (i < last and _is_title(line))
        ):
            page.mark([i], "site's name")


def _is_masthead(page: Layout, i: int, story: list[int]) -> bool:
    """Whether a line is a name and a motto, and the name stands again, but not in the story."""
    match = _MASTHEAD.fullmatch(page.lines[i])
    if match is None:
        return False
    name = match["name"].lower()
    if len(name) < _SHORTEST_NAME:
        return False
    others = {j for j in range(len(page.lines)) if name in page.lines[j].lower()} - {i}
    return bool(others) and others.isdisjoint(story)


def _is_title(line: str) -> bool:
    """Whether all words are capitalised but for those that join names."""
    words = [word for word in line.split() if word[0].isalpha()]
    return bool(words) and all(
        not word[0].islower() or len(word) <= _LONGEST_JOINING for word in words
    )


def _is_menu(line: str) -> bool:
    """A row of titles without any word between them, as no headline is."""
    words = [word for word in line.split() if word[0].isalpha()]
    titles = all(word[0].isupper() and word.lower() not in _JOINING for word in words)
    return titles and len(words) >= _FEWEST_LABELS and not _DATE_LIKE.search(line)

"""What stands around a story: above its headline, in boxes inside it, and below its end."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from index.cleaning.abroad import READ_ALSO
from index.cleaning.authors import remove_author_box
from index.cleaning.boxes import keep_the_story_s_matters, remove_framed
from index.cleaning.endings import END, TERMINAL
from index.cleaning.headline import find_headline, remove_above_headline
from index.cleaning.layout import Layout

_HEADLINE_WORDS = 5
_LONGEST_BOX = 8
_LONGEST_HEADLINE = 120
_SUBHEADING_WORDS = 5
_MOSTLY = 0.7
_NEARLY_ALL = 0.8
_LONGEST_ASIDE = 160
# How surely a line of each kind tells that the story is over; two points do. Appeals and ads tell
# nothing: they stand between a story's paragraphs too.
_OVER = {
    "end marker": 1,
    "share bar": 1,
    "page furniture": 1,
    "comment form": 1,
    "author box": 2,
    "imprint": 1,
    "feedback": 1,
    "wire": 1,
    "programme": 1,
}
# What an editor adds to a story below it.
AMENDED = re.compile(
    r"[(\[]?(?:corrections?|corrected|clarifications?|updates?|updated|editor['’]s note|note"
    r"|berichtigung|korrektur|correctif|précision|corrección|aclaración|rettifica|correctie"
    r"|sprostowanie|уточнение|исправление)\b",
    re.IGNORECASE,
)
# Of notices only whose the page is: what newsletters and photographs note stands inside stories.
_OWNED = re.compile(r"rights reserved|copyright|©.*\d{4}|\d{4}.*©", re.IGNORECASE)
# Kinds of line that stand in a box for subscribers, whose other lines may say anything.
_SIGNING_UP = frozenset({"appeal", "comment form", "notice", "offer", "consent", "letter"})
# The field or the button at the end of such a box.
_FIELD = re.compile(
    r"(?:enter |type )?(?:your )?e-?mail(?: address)?\W*|.{0,24}\be-?mail\b.{0,14}"
    r"|(?:sign (?:me )?up|subscribe|register|join|submit|ok)(?: (?:now|here|today|for free))?\W*"
    r"|by (?:signing|subscribing|submitting|registering|clicking)\b.*|yes, i\b.*"
    r"|(?:je )?(?:m|s)['’](?:inscrire|inscris|abonner)|(?:jetzt )?(?:kostenlos )?(?:anmelden"
    r"|abonnieren|registrieren)|(?:suscrib|inscrib|apunt)\w+|подписаться|iscriviti",
    re.IGNORECASE,
)
# These stand inside stories as well.
_PASSING = frozenset(
    {"ad marker", "continuation", "label", "credit", "stray token in another script"}
)


def remove_around(page: Layout) -> None:
    """Give verdicts on the lines that only their place tells from the story's."""
    keep_the_story_s_matters(page)
    _remove_after_story(page)
    remove_author_box(page)
    remove_framed(page)
    _remove_signing_up(page)
    _remove_boxes(page)
    _remove_other_matters(page)
    _remove_tail(page)
    remove_above_headline(page)


def _is_end(line: str) -> bool:
    return END.fullmatch(line) is not None or READ_ALSO.fullmatch(line) is not None


def _remove_after_story(page: Layout) -> None:
    """Remove all that follows the comments' or the author box's heading.

    It may be whole sentences, and is believed only when most of the page's sentences stand above.
    """
    paragraphs = set(page.paragraphs())
    total = sum(page.lengths[i] for i in paragraphs)
    above = 0
    for i, line in enumerate(page.lines):
        if i in paragraphs:
            above += page.lengths[i]
        elif above >= _MOSTLY * total > 0 and TERMINAL.fullmatch(line):
            page.mark([i], "end marker")
            page.mark(range(i + 1, len(page.lines)), "after the story")
            return


def _remove_other_matters(page: Layout) -> None:
    """Remove the sentences below the story's end that speak of none of its matters.

    Codes of conduct, teasers of other stories, addresses: they stand below lines that no story
    goes on after, and share no telling word with what most of the page tells.
    """
    paragraphs = set(page.paragraphs())
    total = sum(page.lengths[i] for i in paragraphs)
    above: Counter[str] = Counter()
    foreign: list[int] = []
    points = 0
    so_far = 0
    for i in range(len(page.lines)):
        rule = page.verdicts[i]
        if rule is not None or (_is_end(page.lines[i]) and not page.ended[i]):
            owned = rule == "notice" and _OWNED.search(page.lines[i]) is not None
            if total and so_far >= (_MOSTLY if owned else _NEARLY_ALL) * total:
                points += 3 if owned else _OVER.get(rule or "end marker", 0)
        elif not page.ended[i]:
            continue
        elif points >= 2 and _is_foreign(page, i, above, points):
            foreign.append(i)
        elif i in paragraphs or points < 2:
            # The story goes on, so that nothing above was its end.
            foreign, points = [], 0
            above.update(page.stems[i])
            so_far += page.lengths[i] if i in paragraphs else 0
    page.mark(foreign, "after the story")


def _is_foreign(page: Layout, i: int, above: Counter[str], points: int) -> bool:
    """Whether a sentence shares no word with those above, or few where surely nothing goes on."""
    if AMENDED.match(page.lines[i]):
        return False
    most = max(1, len(page.stems[i]) // 5) if points > 2 else 0
    return page.shared(i, above) <= most


def _remove_tail(page: Layout) -> None:
    """Remove what follows the article's end.

    An end marker is believed only when no paragraph of the story follows it; short lines without a
    sentence's end (a site's name, a rubric) then go with it, also those that stand just above.
    """
    paragraphs = page.paragraphs()
    if not paragraphs:
        return
    tail = range(_last_of_story(page, paragraphs) + 1, len(page.lines))
    ends = [i for i in tail if _is_end(page.lines[i]) and not page.ended[i]]
    told = [i for i in tail if page.verdicts[i] not in (None, *_PASSING)]
    evidence = sorted({*ends, *told}) or [i for i in tail if page.verdicts[i] is not None]
    for i in ends:
        page.verdicts[i] = "end marker"
    if evidence:
        # What stands above the first mark may still be the story's: figures, a note on a rate.
        first = evidence[0]
        while first - 1 in tail and (
            page.verdicts[first - 1] is not None
            or (not page.ended[first - 1] and page.is_name(first - 1))
        ):
            first -= 1
        # Many lines below the last mark are the story's own list, unless as many marks stand above.
        last = evidence[-1]
        below = sum(1 for i in tail if i > last)
        end = tail.stop if last in ends or below <= len(evidence) else last
        labels = (i for i in tail if first <= i < end and page.is_label(i))
        story = page.told(paragraphs)
        mere = (i for i in labels if not (_is_told_of(page, i) and page.shared(i, story)))
        page.mark(mere, "beside an end marker")


def _last_of_story(page: Layout, paragraphs: list[int]) -> int:
    """The last paragraph, or a shorter sentence below it on the story's matters."""
    headline = find_headline(page)
    told = page.told([*paragraphs, *([] if headline is None else [headline])])
    last = paragraphs[-1]
    for i in range(last + 1, len(page.lines)):
        if page.verdicts[i] in _OVER or _is_end(page.lines[i]):
            break
        if page.verdicts[i] is None and page.ended[i] and page.shared(i, told):
            last = i
    return last


def _remove_boxes(page: Layout) -> None:
    """Remove the boxes of other headlines that stand between a story's paragraphs."""
    headline = find_headline(page)
    for i in range(1, len(page.lines)):
        if not _is_end(page.lines[i]):
            continue
        box: list[int] = []
        for j in range(i + 1, min(i + 1 + _LONGEST_BOX, len(page.lines))):
            if len(page.lines[j]) > _LONGEST_HEADLINE or not page.is_label(j) or j == headline:
                break
            if page.lines[j].endswith(":") and page.verdicts[j] is None:
                break
            if box and (_is_told_of(page, j) or _heads_other_lines(page, box, j)):
                break
            box.append(j)
        if len(box) > 1 and _is_subheading_below(page, box):
            box.pop()
        if len(page.lines[i].split()) > 1 and not page.headings[i]:
            page.mark([i], "end marker")
        # One short line below the marker may be the story's own subheading.
        told = box and page.verdicts[box[0]] is not None
        if len(box) > 1 or told or (box and _is_teaser(page, i, box[0])):
            page.mark([i], "end marker")
            page.mark(box, "beside an end marker")


def _is_teaser(page: Layout, marker: int, line: int) -> bool:
    """Whether one line below a marker is another story's headline: too long for a subheading."""
    words = len(page.lines[line].split())
    return words > _HEADLINE_WORDS and not page.headings[line] and not page.headings[marker]


def _is_subheading_below(page: Layout, box: list[int]) -> bool:
    """Whether a box's last line heads the paragraph below: much shorter than the headlines."""
    last = box[-1]
    below = last + 1
    others = [len(page.lines[j].split()) for j in box[:-1]]
    words = len(page.lines[last].split())
    return (
        below < len(page.lines)
        and page.ended[below]
        and page.verdicts[last] is None
        and words <= _SUBHEADING_WORDS
        and 1.5 * words <= min(others)
    )


def _is_told_of(page: Layout, line: int) -> bool:
    """Whether a line gives something its figure, or lists follow it: no headline is so."""
    return (
        page.verdicts[line] is None
        and re.match(r"[^:]{2,40}:(?:\s.*\d|$)", page.lines[line]) is not None
    )


def _heads_other_lines(page: Layout, box: list[int], line: int) -> bool:
    """Whether a line below headlines is a subheading: much shorter than all, or in capitals."""
    if page.verdicts[line] is not None:
        return False
    if _is_loud(page.lines[line]) and not _is_loud(page.lines[box[0]]):
        return True
    words = len(page.lines[line].split())
    fewest = min(len(page.lines[j].split()) for j in box)
    return words <= _SUBHEADING_WORDS and 2 * words <= fewest


def _is_loud(line: str) -> bool:
    """Whether nearly all of a line's letters are capitals."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _remove_signing_up(page: Layout) -> None:
    """Remove what stands between two lines of a box for subscribers, in whatever words."""
    marks = [i for i, rule in enumerate(page.verdicts) if rule in _SIGNING_UP]
    boxes = {i for i, line in enumerate(page.lines) if _names_a_letter(line)}
    story = set(page.paragraphs())
    told = page.told(story)
    for first, last in pairwise(marks):
        if 1 < last - first <= 3 and _FIELD.fullmatch(page.lines[last]):
            _mark_asides(page, story, told, list(range(first + 1, last)))
    for i in boxes:
        near = range(i + 1, min(i + 4, len(page.lines)))
        below = [j for j in near if page.verdicts[j] and _FIELD.fullmatch(page.lines[j])]
        if below:
            page.mark([i], "appeal")
            _mark_asides(page, story, told, list(range(i + 1, below[0])))


def _names_a_letter(line: str) -> bool:
    return len(line.split()) <= 6 and re.search(r"newsletter|\binbox\b", line, re.I) is not None


def _mark_asides(page: Layout, story: set[int], told: Counter[str], lines: list[int]) -> None:
    short = all(
        len(page.lines[i]) <= _LONGEST_ASIDE
        and page.shared(i, told, counted=i in story) <= max(1, len(page.stems[i]) // 2)
        for i in lines
    )
    if short:
        page.mark(lines, "appeal")

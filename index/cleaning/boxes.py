"""Boxes of the site's inside and below a story, told by their first and last lines.

A sponsor's message, a poll, help with an app, what a company says of itself: the lines between may
say anything, so that a box is believed only where it is short and shares few words with the story.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from index.cleaning.layout import Layout
from index.cleaning.purposes import speaks_of_subscribing

_LONGEST_FRAME = 8
_LONGEST_LINE = 260
_HEADLINE_WORDS = 6
_FEWEST_CONTROLS = 2
_MOSTLY = 0.5
_SHARED_BY_A_STORY = 3
_FEWEST_PARAGRAPHS = 3
_LATE = 0.6
_APPEALING = frozenset({"appeal", "offer", "consent", "letter", "notice"})
_ADDRESSING = re.compile(
    r"\b(?:you|your|we|our|us|journalism|newsrooms?|Sie|Ihre?\w?|wir|unser\w*|vous|votre|nous|notre"
    r"|nos|nosotros|nuestr\w+|tu|вы|ваш\w*|мы|наш\w*)\b",
    re.IGNORECASE,
)
# What a publisher says of its firm, below a story.
_FIRM = re.compile(
    r".{2,80}\b(?:is|are) (?:part of|a trading name of|owned (?:and operated )?by|published by"
    r"|a service of|a product of|operated by|a (?:member|brand|trademark|division) of|authori[sz]ed"
    r" (?:and regulated )?by|registered (?:in|with|as))\b.{2,200}"
    r"|.{2,80}\bist (?:eine marke|ein angebot|teil|ein produkt) (?:von|de[rs])\b.{2,120}"
    r"|.{2,80}\b(?:est (?:une marque|édité)|es una marca|es un servicio) (?:de|par)\b.{2,120}",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]+(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|von|da|di|del|al)){1,3}"
)

_OPENS = re.compile(
    r"[-–—=*_~ ]*(?:a )?(?:message|word|note) from (?:our|today['’]s|this week['’]s)\b.*"
    r"|[-–—=*_~\[ ]*(?:advertisement|sponsored(?: content| message)?|anzeige|publicité|publicidad"
    r"|реклама)[-–—=*_~\]: ]*",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"[-–—=*_~\[ /]*end (?:of )?(?:the )?(?:sponsored )?(?:message|ad|advert|advertisement"
    r"|promotion|sponsorship)[-–—=*_~\] :]*",
    re.IGNORECASE,
)
_POLL = re.compile(
    r"(?:.{0,24}\b)?(?:poll|umfrage|sondage|encuesta|опрос)(?: of the day)?\s*[:|–-]\s*.{5,120}\?"
    r"|(?:.{0,24}\b)?(?:poll|umfrage|sondage|encuesta|опрос)(?: of the day)?",
    re.IGNORECASE,
)
_VOTES = re.compile(
    r"(?:total )?(?:votes?\s*:\s*)?\d[\d., ]*\s?(?:votes?|stimmen|votos|голос\w*)|vote(?: now)?"
    r"|(?:see|view|show) results?|submit|abstimmen|voter|votar|голосовать",
    re.IGNORECASE,
)
# What is handled on a screen; a line that names two of them explains the site's own.
_CONTROL = re.compile(
    r"\b(?:apps?|tap|click|button|menu|settings|notifications?|inbox|browser|account|password"
    r"|log ?in|sign(?:ing)? (?:in|up)|download|alerts?|device|turn on|switch on|subscri\w+"
    r"|dispositivos?|suscripción|usuarios?|contraseña|sesión|konto|passwort|einstellungen"
    r"|benachrichtigungen|gerät|compte|mot de passe|appareil|paramètres|аккаунт\w*|пароль"
    r"|настройк\w+|уведомлени\w+)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?:you|your|I|tu|tus|te|quieres|continúas|usted|Sie|Ihre?\w?|vous|votre|вы|ваш\w*)\b"
    r"|^[•▪◦·–—*-]?\s*(?:download|turn|tap|click|open|select|choose|enter|go|in the app"
    r"|switch|allow|press)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about|über|à propos (?:de |d['’])|sobre|acerca de|о)"
    r" (?-i:(?P<name>(?!The |This |Our |How |What )[A-ZÀ-ÞА-Я]\S.{1,50}))",
    re.IGNORECASE,
)


_HEADS = re.compile(r"(?:\d+[.)] )?[^\W\d_a-z]")
_FIGURE = re.compile(r"\d{1,3}")
_SOURCE = re.compile(r"\(?sources?\s*:\s*[^.]{2,60}\)?", re.IGNORECASE)


def remove_framed(page: Layout) -> None:
    """Give verdicts on the lines of boxes that their frames tell."""
    _remove_sponsors(page)
    _remove_polls(page)
    _remove_help(page)
    _remove_company(page)
    _remove_firm(page)
    _remove_signature(page)
    _remove_beside_appeals(page)


def keep_the_story_s_matters(page: Layout) -> None:
    """Take back what reads as an offer or a request for consent where the story is about such.

    Also figures inside the story: a bare number between its paragraphs, and a table's source.
    """
    paragraphs = page.paragraphs()
    told = page.told(paragraphs)
    _keep_figures(page, paragraphs)
    for i, rule in enumerate(page.verdicts):
        if rule in ("offer", "consent") and page.ended[i]:
            words = page.shared(i, told)
            if words >= max(_SHARED_BY_A_STORY, _MOSTLY * len(page.stems[i])):
                page.verdicts[i] = None


def _keep_figures(page: Layout, paragraphs: list[int]) -> None:
    """Keep bare numbers and sources of figures that stand between the story's paragraphs."""
    for first, last in pairwise(paragraphs):
        for i in range(first + 1, last):
            near = [page.lines[j] for j, rule in _neighbours(page, i) if rule is None]
            if page.verdicts[i] is None or not near:
                continue
            above = page.lines[i - 1] if page.verdicts[i - 1] is None else ""
            counted = _FIGURE.fullmatch(page.lines[i]) and i - 1 > first and _HEADS.match(above)
            sourced = _SOURCE.fullmatch(page.lines[i]) and re.search(r"\d", above)
            if counted or (sourced and not page.ended[i - 1]):
                page.verdicts[i] = None


def _remove_sponsors(page: Layout) -> None:
    """Remove what stands between a sponsor's two marks, and a foreign headline below one mark."""
    told = page.told(page.paragraphs())
    for i, line in enumerate(page.lines):
        if not _OPENS.fullmatch(line):
            continue
        near = range(i + 1, min(i + 2 + _LONGEST_FRAME, len(page.lines)))
        last = next((j for j in near if _CLOSES.fullmatch(page.lines[j])), None)
        if last is not None:
            page.mark(range(i, last + 1), "ad marker")
        elif near and _is_foreign_headline(page, near[0], told):
            page.mark([near[0]], "ad marker")


def _is_foreign_headline(page: Layout, i: int, told: Counter[str]) -> bool:
    """Whether a line is a headline, longer than subheadings are, that shares no word with all."""
    words = [word for word in page.lines[i].split() if word[0].isalpha()]
    titled = sum(1 for word in words if word[0].isupper())
    return (
        page.verdicts[i] is None
        and not page.ended[i]
        and len(words) >= _HEADLINE_WORDS
        and page.shared(i, told) == 0
        and (titled >= 0.7 * len(words) or "|" in page.lines[i])
    )


def _remove_polls(page: Layout) -> None:
    """Remove a poll's question and answers, down to its count of votes or its button."""
    for i, line in enumerate(page.lines):
        if not _POLL.fullmatch(line):
            continue
        near = range(i + 1, min(i + 2 + _LONGEST_FRAME, len(page.lines)))
        last = next((j for j in near if _VOTES.fullmatch(page.lines[j])), None)
        if last is not None and all(len(page.lines[j]) <= _LONGEST_LINE for j in range(i, last)):
            page.mark(range(i, last + 1), "poll")


def _remove_help(page: Layout) -> None:
    """Remove what explains the site's own buttons, unless the story is about such things."""
    helping = {i for i in range(len(page.lines)) if _explains(page, i, _FEWEST_CONTROLS)}
    for i in sorted(helping):
        helping |= {j for j in (i - 1, i + 1) if 0 <= j < len(page.lines) and _explains(page, j, 1)}
    told = page.told(i for i in page.paragraphs() if i not in helping)
    beside = {
        i
        for i in helping
        if any(j in helping or rule for j, rule in _neighbours(page, i))
        and page.shared(i, told) <= 1
    }
    page.mark(beside, "page furniture")


def _neighbours(page: Layout, i: int) -> list[tuple[int, str | None]]:
    return [(j, page.verdicts[j]) for j in (i - 1, i + 1) if 0 <= j < len(page.lines)]


def _explains(page: Layout, i: int, fewest: int) -> bool:
    """Whether a line speaks to its reader of so many things that are handled on a screen."""
    line = page.lines[i]
    return (
        page.verdicts[i] is None
        and len(line) <= _LONGEST_LINE
        and re.search(r"[\"“”«»]", line) is None
        and len({m.group().lower()[:5] for m in _CONTROL.finditer(line)}) >= fewest
        and _ADDRESSED.search(line) is not None
    )


def _remove_company(page: Layout) -> None:
    """Remove below a release what its sender says of itself: "About X", then a paragraph on X."""
    paragraphs = page.paragraphs()
    total = sum(page.lengths[i] for i in paragraphs)
    for i, line in enumerate(page.lines[:-1]):
        match = _ABOUT.fullmatch(line.rstrip(":"))
        if match is None or page.ended[i] or page.verdicts[i + 1] is not None:
            continue
        above = sum(page.lengths[j] for j in paragraphs if j < i)
        first = match["name"].split()[0].strip(",.").lower()
        opening = page.lines[i + 1][:60].lower().removeprefix("the ")
        if above >= _MOSTLY * total and opening.startswith(first):
            page.mark([i], "end marker")
            page.mark(range(i + 1, len(page.lines)), "after the story")
            return


def _remove_firm(page: Layout) -> None:
    """Remove the sentences below a story that tell whose the site is and share no word with it."""
    paragraphs = [i for i in page.paragraphs() if not _FIRM.fullmatch(page.lines[i])]
    told = page.told(paragraphs)
    for i in range(paragraphs[-1] + 1 if paragraphs else 0, len(page.lines)):
        if _FIRM.fullmatch(page.lines[i]) and page.shared(i, told) <= 1:
            page.mark([i], "imprint")


def _remove_signature(page: Layout) -> None:
    """Remove the author's name where it stands again below the story, and what it heads."""
    paragraphs = page.paragraphs()
    if len(paragraphs) < _FEWEST_PARAGRAPHS:
        return
    head = " | ".join(page.lines[: paragraphs[1]]).lower()
    below = paragraphs[int(_LATE * len(paragraphs))]
    for i in range(below + 1, len(page.lines)):
        name = page.lines[i]
        if not _NAME.fullmatch(name) or not re.search(rf"\b{re.escape(name.lower())}\b", head):
            continue
        if any(name in page.lines[j] for j in paragraphs if j < i):
            continue
        page.mark([i], "author box")
        first = name.split()[0]
        for j in range(i + 1, min(i + 5, len(page.lines))):
            if page.lines[j].startswith((first, "He ", "She ", "They ")) and page.ended[j]:
                page.mark(range(i + 1, j + 1), "author box")
                break


def _remove_beside_appeals(page: Layout) -> None:
    """Remove what stands right beside an appeal, speaks of subscribing and not of the story."""
    told = page.told(page.paragraphs())
    story = set(page.paragraphs())
    for _ in range(2):
        for i, line in enumerate(page.lines):
            beside = any(rule in _APPEALING for _, rule in _neighbours(page, i))
            if (
                page.verdicts[i] is None
                and beside
                and len(line) <= _LONGEST_LINE
                and speaks_of_subscribing(line)
                and _ADDRESSING.search(line)
                and page.shared(i, told, counted=i in story) <= 1
            ):
                page.mark([i], "appeal")

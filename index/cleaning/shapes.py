"""What the shape of one line tells: rows of a menu, counters, buttons, lists of links.

Words of no one page are looked at, only how a line is put together; the words that sites share are
in `boilerplate`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from index.cleaning.abroad import READ_ON, SHARE_ABROAD, SHARE_FILLERS_ABROAD
from index.cleaning.boilerplate import LINE_RULES
from index.cleaning.buttons import is_row_of_buttons, is_row_of_sections
from index.cleaning.labels import (
    CONTROLS,
    NAVIGATION,
    PAGER,
    SHARE_FILLERS,
    SHARE_WORDS,
    SLOGAN_WORDS,
    UI_LABELS,
)
from index.cleaning.plugs import plug
from index.cleaning.purposes import QUOTES, purpose
from index.cleaning.tickers import is_counter, is_row_of_faces, is_ticker

SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_LONGEST_SLOGAN = 500
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)")
# As text browsers number links: "* [3]Home", "Promoted stories [10]".
_LINK_NUMBER = re.compile(r"\[\d{1,3}\](?=\S)|\s\[\d{1,3}\]$")
_NUMBERED_ROW = re.compile(
    r"[#*+-]{0,2}\s*\[\d{1,3}\]\S[^.!?\[]{0,40}(?:\[\d{1,3}\][^.!?\[]{1,40})+"
)
_ITEM = re.compile(r"[*+-]\s+\[")
_NUMBERED_ITEM = re.compile(r"^[*+-]\s+\[\d{1,3}\]\S[^.!?]{0,40}$")
_MARKS = re.compile(r"^(?:[#>*+-]+\s+)+|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?=\W|$)")
# What a page puts before a button: play, listen, camera, print, heart, thumb, arrow.
_BUTTON = re.compile(r"[▶►⏵⏯🔊🔈🎧🎙📷📸🎥📹🖨✉📧🔗💬👁❤♥👍👎🔖🔔⬇⬆⤴↗↑]\ufe0f?\s*\w.*")
_PADDED = re.compile(r"\[\s+\w[^\[\].!?]{1,40}\s+\]")
_SIZES = re.compile(
    r"(?:(?:(?:font|text|letter)[ -]?(?:sizes?)?|schrift\w*|letra|шрифт)\W*)?"
    r"\(?(?:[AАTТ][ -]?[+-]?\s*){2,4}\W*(?:\(?(?:font|text) size\)?)?",
    re.IGNORECASE,
)
_SIZE_BUTTONS = re.compile(r"\s(?:(?:font|text) size\W*)?A[+-]?(?:\s+A[+-]?){1,2}$", re.IGNORECASE)
_SHARING = SHARE_WORDS | SHARE_ABROAD
_SHARED_WITH = _SHARING | SHARE_FILLERS | SHARE_FILLERS_ABROAD
_CONTROLS = UI_LABELS | CONTROLS | SHARE_WORDS | NAVIGATION
# How many, or how long, behind a button's words.
_COUNT = re.compile(
    r"\s*(?:\(\d[\d.,]*[km]?(?: ?(?:min|sec)\w*\.?|:\d{2})?\)|[•·|–-]?\s*\d{1,2}(?::\d{2}"
    r"| ?(?:min|мин)\w*\.?))$",
    re.IGNORECASE,
)
_SHARES = re.compile(r"[\d.,]+[km]?")
_BAR = re.compile(r"[|•·]")
_ARROW = re.compile(r"[>»›→/]")
_GAP = re.compile(r"\s{2,}|\t")
# Longer lines are no labels, whatever marks they hold.
_LONGEST_LABEL = 220
LONGEST_PLAIN = 1_000
_LONGEST_CELL = 30
_FEWEST_LABELS = 4
_FEWEST_CELLS = 3


def plain(line: str) -> str:
    """A line without marks of emphasis, headings, lists and links, and without pictographs."""
    if len(line) > LONGEST_PLAIN:
        return line
    line = _IMAGE.sub(r"\1", line)
    line = _LINK.sub(r"\1", line)
    line = _LINK_NUMBER.sub("", line)
    line = _MARKS.sub("", line)
    return " ".join(
        "".join(c for c in line if c in "©®™°" or unicodedata.category(c) != "So").split()
    )


def only_links(line: str) -> bool:
    """Whether a line holds links and nothing else, as menus and boxes do and sentences do not."""
    if len(line) > LONGEST_PLAIN:
        return False
    if _NUMBERED_ROW.fullmatch(line) or _is_icon_row(line):
        return True
    if not _LINK.search(line) and not _IMAGE.search(line) and not _NUMBERED_ITEM.match(line):
        return False
    shown = _LINK.sub(r"\1", _IMAGE.sub(" ", line))
    if SENTENCE_END.search(shown.strip("*_ ")) and not _ITEM.match(line):
        return False
    rest = _NUMBERED_ITEM.sub("", _LINK.sub(" ", _IMAGE.sub(" ", line)))
    linked = _IMAGE.search(line) is None or _LINK.search(_IMAGE.sub(" ", line)) is not None
    return linked and not any(word.isalpha() for word in re.findall(r"\w+", rest))


def _is_icon_row(line: str) -> bool:
    """A picture that says nothing, or pictures each with a button's few words."""
    images = _IMAGE.findall(line)
    rest = [part.strip() for part in _IMAGE.sub("\n", line).split("\n") if part.strip()]
    if not rest:
        return bool(images) and not any(alt.strip() for alt in images)
    return len(images) >= 2 and all(
        len(part.split()) <= 3 and not SENTENCE_END.search(part) for part in rest
    )


def verdict(raw: str, line: str, script: str | None) -> str | None:
    """By which rule a line is the site's own, or None.

    Args:
        raw: the line as it stands.
        line: the same without marks, as `plain` gives it.
        script: the script of the file's letters, if nearly all are of one.
    """
    if only_links(raw):
        return "links"
    if len(line) <= _LONGEST_LABEL:
        bare = _COUNT.sub("", line)
        for rule, pattern in LINE_RULES:
            if pattern.fullmatch(line) or (bare != line and pattern.fullmatch(bare)):
                return rule
        if READ_ON.fullmatch(line):
            return "another language's label"
        if is_share_bar(line):
            return "share bar"
        if is_navigation(line):
            return "navigation"
        if is_row_of_buttons(line):
            return "page furniture"
        if is_row_of_sections(line):
            return "navigation"
        if (said := plug(raw, line)) is not None:
            return said
        if is_counter(raw) or is_row_of_faces(raw) or _is_button(raw) or _SIZES.fullmatch(line):
            return "page furniture"
        if bare.lower() in UI_LABELS or re.fullmatch(r"\+?\d{1,3}", line):
            return "label"
        if is_ticker(raw):
            return "ticker"
        if _addresses_reader(line):
            return "appeal"
    if (served := purpose(raw, line)) is not None:
        return served
    if _is_slogan(line):
        return "site slogan"
    if script and len(line) <= 30 and len(line.split()) <= 3:
        scripts = {s for s in map(_script, line) if s}
        if scripts and script not in scripts:
            return "stray token in another script"
    return None


def is_share_bar(line: str) -> bool:
    """A line of nothing but the names of places to share at, and words between them."""
    line = _SIZE_BUTTONS.sub("", line)
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", line) if " " not in line else line
    names = [t for t in re.split(r"[\s|/·•,&+:;-]+", line.lower()) if t]
    tokens = [t for t in re.split(r"[\s|/·•,&+:;-]+", apart.lower()) if t]
    for found in (names, tokens):
        if (
            0 < len(found) <= 16
            and (found[0] in _SHARING or found[-1] in _SHARING)
            and all(t in _SHARED_WITH or _SHARES.fullmatch(t) for t in found)
        ):
            return True
    return False


def is_navigation(line: str) -> bool:
    """A row of a menu, or a trail of crumbs: short labels between bars or arrows."""
    cells = [cell.strip(" <«‹>»›[]") for cell in re.split(r"[|/›»>•·→]", line)]
    if cells[0].lower() in NAVIGATION:
        return True
    labels = [cell for cell in cells if cell]
    if len(labels) > 1 and all(label.lower() in PAGER for label in labels):
        return True
    crumbs = not _BAR.search(line) and _ARROW.search(line, 1, len(line) - 1) is not None
    quoted = QUOTES.search(line if "«" in line else re.sub(r"\s»\s", " ", line))
    return (
        (len(labels) >= _FEWEST_LABELS or (crumbs and len(labels) > 1))
        and not line.startswith("|")
        and not any(c.isdigit() for c in line)
        and all(1 < len(label) <= _LONGEST_CELL for label in labels)
        and all(len(label.split()) <= 3 and not label[0].islower() for label in labels)
        and all(label[0].isalpha() for label in labels)
        and not SENTENCE_END.search(line)
        and not quoted
    )


def cells(raw: str) -> list[str]:
    """The short labels that stand in a row with wide gaps or bars between, or nothing."""
    if raw.startswith("|") or SENTENCE_END.search(raw):
        return []
    found = [cell for cell in _GAP.split(raw.strip()) if cell.strip("|/·•>»")]
    if len(found) == 1:
        found = [cell for cell in re.split(r"\s+[|/·•]\s+", raw.strip()) if cell]
    short = all(len(cell.split()) <= 3 and len(cell) <= _LONGEST_CELL for cell in found)
    return found if len(found) > 1 and short else []


def is_row_of_labels(raw: str) -> bool:
    """A row of a menu by its gaps: three labels without figures, or two that name a control."""
    found = cells(raw)
    if not found or any(c.isdigit() for c in raw) or any(not c[0].isalnum() for c in found):
        return False
    return len(found) >= _FEWEST_CELLS or any(cell.lower() in _CONTROLS for cell in found)


def _is_button(raw: str) -> bool:
    """A pictograph of a control and what it does, or words padded between brackets."""
    if SENTENCE_END.search(raw):
        return False
    words = raw.split()
    return _PADDED.fullmatch(raw) is not None or (
        _BUTTON.fullmatch(raw) is not None and len(words) <= 6
    )


# What an outlet asks of its readers, in the imperative that no report has.
_ASKING = re.compile(
    r"(?:^|[.?!:,–—-]\s+)(?:please\s+)?"
    r"(?:send|help|contact|write|reach|join|support|follow|subscribe|sign|become|share|e-?mail"
    r"|message|donate|register|submit|drop|text|call|get in touch|let|chip|back|keep|include|tell"
    r"|rate|add|fill|here(?:['’]s| is) how)\b",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:you|your|you['’]\w+)\b", re.IGNORECASE)
_OUTLET = re.compile(
    r"\b(?:us|our|newsroom|newsdesk|editors?|editorial (?:office|team|board)|reporters?"
    r"|journalists?)\b",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"\b(?:stor(?:y|ies)|messages?|pictures?|photos?|videos?|tips?|opinions?|views|information|feedback|gift"
    r"|donations?|journalism|reporting|news\w*|e-?mails?|mailing|inbox|apps?|channel|whatsapp"
    r"|telegram|viber|signal|facebook|editors?|comments?|letters?|questions?|subscri\w+|members?\w*"
    r"|contact)\b|(?<!\S)@\w{3,}|\+?\d[\d ()-]{7,}",
    re.IGNORECASE,
)
# What an outlet says of itself to its readers when it asks for money.
_OURSELVES = re.compile(r"\b(?:we|our|us|I)\b")
_READERS = re.compile(r"\b(?:you|your|readers)\b", re.IGNORECASE)
_TRADE = re.compile(r"\b(?:journalism|reporting|newsroom|journalists)\b", re.IGNORECASE)
_KEEPING = re.compile(
    r"\b(?:support\w*|fund\w*|free|open|independen\w+|donat\w+|contribut\w+|subscri\w+|rely|trust"
    r"|member\w*|paywall)\b",
    re.IGNORECASE,
)
_MEMBERSHIP = re.compile(
    r"(?:.*[.?!:]\s+)?(?:please\s+)?(?:become|be) an? (?:\w+ ){0,2}(?:member|subscriber|supporter"
    r"|patron|friend)\b.{0,120}",
    re.IGNORECASE,
)
_PRESSING = re.compile(r"[^\"“”«»]{0,180}\b(?:click|tap) (?:here|below)\b[^\"“”«»]{0,40}", re.I)


def _addresses_reader(line: str) -> bool:
    """An outlet's request: an imperative, the reader as "you" and itself as "us", unquoted."""
    if _PRESSING.fullmatch(line):
        return True
    if QUOTES.search(line) or re.match(r"[A-Z][\w .]{0,30}:\s", line):
        return False
    if _MEMBERSHIP.fullmatch(line):
        return True
    if all(p.search(line) for p in (_OURSELVES, _READERS, _TRADE, _KEEPING)):
        return True
    return all(p.search(line) for p in (_ASKING, _READER, _OUTLET, _MATTER))


def _is_slogan(line: str) -> bool:
    """A line made of a news site's self-praise: many such words, few others, no quoted speech."""
    if len(line) > _LONGEST_SLOGAN:
        return False
    words = re.findall(r"[a-z]+(?:/\d+)?|24/7", line.lower())
    boasts = sum(1 for word in words if word in SLOGAN_WORDS)
    return boasts >= 5 and boasts >= 0.33 * len(words)


def _script(char: str) -> str | None:
    if not char.isalpha():
        return None
    return unicodedata.name(char, "UNKNOWN").split(" ", 1)[0]


def main_script(text: str) -> str | None:
    """The script of nearly all letters of the text's first 4,000 characters, or None if mixed."""
    counts = Counter(s for s in map(_script, text[:4000]) if s)
    if not counts:
        return None
    script, count = counts.most_common(1)[0]
    return script if count >= 0.9 * counts.total() and count >= 200 else None

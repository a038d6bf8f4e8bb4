# ruff: noqa: E501  (a pattern is read best on one line)
"""Words of a question that name days: their patterns, with what each means."""

from __future__ import annotations

import re

from bot.when import calendar, holidays, stretches
from bot.when.longer import LONGER, PART_OF_DAY, D, M, Meaning, N, W, Y, compiled
from index.months import MONTHS

_WHEN = (
    r"(?:(?P<when>early|mid|late)[\s-]+(?:in\s+)?"
    r"|(?:the\s+)?(?P<part>beginning|start|middle|end|close)\s+of\s+(?:the\s+year\s+)?)?"
)
_OF_YEAR = rf"(?:\s+(?:of\s+)?(?P<y>{Y})|\s+of\s+(?P<of>last|this|the(?: (?:previous|past|current))?)\s+year)"
# "May" and "March" are months with a capital alone.
_NAMES = (
    rf"(?:(?i:{'|'.join(n for n in MONTHS if len(n) > 4 and n != 'march')})|March|June|July|May)"
)
_BEFORE = r"(?<=\bin )|(?<=\bor )|(?<=\bsince )|(?<=\bof )|(?<=\bduring )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil )|(?<=\bby )|(?<=\bfrom )|(?<=\bto )|(?<=\bbetween )|(?<=\band )|(?<=\bthroughout )"
_NO_STREET = (
    r"(?!\s+(?:[A-Z][\w'’-]*\s+)?(?:Street|Road|Avenue|Square|Place|Lane|Bridge|Park|Hall|Hill))"
)
# "Monday, 5 February": the date tells.
_WEEKDAY = rf"(?:(?:{W}),?\s+(?:on\s+)?)?"
# "The Sunday Times" tells no day.
_PAPERS = "Times|Telegraph|Mail|Mirror|Express|Post|Herald|Star|Mercury|Sun|World|Review|Independent|Business|Tribune|News|Record"
_HOLIDAY = "|".join(
    re.escape(n).replace("'", "['’]") for n in sorted(holidays.NAMES, key=len, reverse=True)
)
_NOUNS = (
    "people|persons|soldiers|homes|houses|men|women|children|tonnes|tons|crowns|dollars|euros|pounds|francs|troops|"
    "workers|metres|km|miles|refugees|prisoners|passengers|rockets|shells|drones|missiles|jobs|seats|votes|cases|"
    "deaths|dead|wounded|injured|civilians|hectares|acres|litres|barrels|pupils|students|inhabitants|residents|"
    "villagers|employees|members|vehicles|cars|trucks|lorries|tanks|families|households|cows|sheep|pages|copies|tickets|"
    "shares|migrants|demonstrators|protesters|visitors|guests|fighters|officers|patients|doses|flats|kilometres|square"
)
# What bears a number of its own: "Resolution 1701".
_NUMBERED = "resolution article law decree order flight route act section paragraph regulation directive case protocol room unit battalion brigade regiment division number no. no nr".split()
_NOT_NUMBERED = "".join(rf"(?<!\b{re.escape(word)} )" for word in _NUMBERED)

ATOMS: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    *LONGER,
    (
        compiled(rf"\b{_WEEKDAY}(?P<y>{Y})(?P<sep>[-/.])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)\b"),
        calendar.iso,
    ),
    (
        compiled(rf"\b{_WEEKDAY}(?P<d>\d{{1,2}})(?P<dot>[./])(?P<m>\d{{1,2}})(?P=dot)(?P<y>{Y})\b"),
        calendar.numeric,
    ),
    (compiled(rf"(?<![\d./-])\b(?P<m>0?[1-9]|1[0-2])/(?P<y>{Y})\b(?!/)"), calendar.numeric_month),
    (
        compiled(
            rf"\b(?:the\s+)?week\s+(?:of|beginning|starting)\s+(?:on\s+)?(?:(?:{W}),?\s+)?(?:(?:the\s+)?(?P<d>{D})\s+(?:of\s+)?(?P<m>{M}))\b"
            rf"(?:,?\s+(?:of\s+)?(?P<y>{Y})\b)?"
        ),
        calendar.week_of,
    ),
    (
        compiled(
            rf"\b(?:the\s+)?week\s+(?:of|beginning|starting)\s+(?:on\s+)?(?P<m>{M})\.?\s+(?P<d>{D})\b(?:,?\s+(?P<y>{Y})\b)?"
        ),
        calendar.week_of,
    ),
    (
        compiled(
            rf"\b(?:between\s+|from\s+)?(?:the\s+)?(?P<d>{D})\s*(?:and|to|-|–)\s*(?:the\s+)?(?P<e>{D})\s+"
            rf"(?:of\s+)?(?P<m>{M})\b\.?(?:,?\s+(?:of\s+)?(?P<y>{Y}))?\b"
        ),
        calendar.two_days,
    ),
    (
        compiled(
            rf"\b(?:between\s+|from\s+)?(?P<m>{M})\s+(?P<d>{D})\s*(?:and|to|-|–)\s*(?P<e>{D})\b"
            rf"(?:,?\s+(?P<y>{Y})\b)?"
        ),
        calendar.two_days,
    ),
    (
        re.compile(
            rf"\b(?:(?i:between|from)\s+)?(?P<m>{_NAMES})(?:\s+(?P<y>{Y}))?\s*(?:(?i:and|to|until|till|through)|-|–)\s*"
            rf"(?P<n>{_NAMES})\b(?:\s+(?:of\s+)?(?P<z>{Y}))?(?!\s*\d)"
        ),
        calendar.two_months,
    ),
    (
        compiled(
            rf"\b{_WEEKDAY}(?:the\s+)?(?P<d>{D})\s+(?:of\s+)?(?P<m>{M})\b\.?(?:,?\s+(?:of\s+)?(?P<y>{Y})\b)?"
        ),
        calendar.full,
    ),
    (
        compiled(
            rf"\b{_WEEKDAY}(?P<m>{M})\.?\s+(?P<d>{D})\b(?!\d)(?:,?\s+(?:of\s+)?(?P<y>{Y})\b)?"
        ),
        calendar.full,
    ),
    (
        compiled(
            rf"\b(?:the\s+)?(?P<p>first|second|third|fourth|last|final|q[1-4]|h[12])\s*(?P<u>quarter|(?<=[qh]\d)){_OF_YEAR}?\b"
        ),
        calendar.quarter,
    ),
    (
        compiled(rf"\b(?:the\s+)?(?P<p>first|second|last)\s+(?P<u>half){_OF_YEAR}\b"),
        calendar.quarter,
    ),
    (
        compiled(r"\b(?P<which>last|this|the (?:last|past|previous|current))\s+quarter\b"),
        calendar.quarter_before,
    ),
    (
        compiled(rf"\b{_WHEN}(?P<which>last\s+)?(?P<m>{M})\b\.?,?\s+(?:of\s+)?(?P<y>{Y})\b"),
        calendar.named_month,
    ),
    (
        compiled(
            rf"\b(?:(?P<which>last|this|past)\s+)?(?:the\s+)?(?P<s>spring|summer|autumn|winter|fall)\s+(?:of\s+)?(?P<y>{Y})\b"
            r"(?:[/–-]\d{2,4}\b)?"
        ),
        calendar.season,
    ),
    (
        compiled(
            r"(?:(?<=\bin )|(?<=\bin the )|(?<=\bsince )|(?<=\bduring the )|(?<=\bsince the )|(?<=\bbefore the )|(?<=\bafter the )|(?<=\buntil the )|(?P<which>\b(?:last|this|past)\s+))"
            r"(?P<s>spring|summer|autumn|winter|fall)\b(?P<y>)(?!\s+(?:of\s+)?\d|\s+of\s+[A-Z])"
        ),
        calendar.season,
    ),
    (
        re.compile(
            rf"(?:{_BEFORE}|(?P<which>\b(?:last|this)\s+)|(?=(?i:the\s+)?(?:beginning|start|middle|end|close)\s+of\s))"
            rf"(?:(?i:(?P<when>early|mid|late)[\s-]+)|(?i:the\s+)?(?P<part>beginning|start|middle|end|close)\s+of\s+)?"
            rf"(?P<m>{_NAMES})\b(?P<y>){_NO_STREET}"
        ),
        calendar.named_month,
    ),
    (
        compiled(rf"(?<![\d.,-])\b(?P<y>{Y})[/–-](?P<z>\d{{2}}|{Y})\b(?![./-]\d)"),
        calendar.two_years,
    ),
    (
        compiled(
            rf"(?:(?<=\bat )|(?<=\bin )|(?<=\bon )|(?<=\bover )|(?<=\bduring )|(?<=\bsince )|(?<=\bbefore )|(?<=\bafter )|(?<=\bby )|(?<=\baround )|(?<=\bof )|(?P<which>\b(?:last|this)\s+))"
            rf"(?P<h>{_HOLIDAY})\b(?:,?\s+(?:of\s+)?(?P<y>{Y})\b)?"
            r"(?!\s+(?:tree|market|island|dinner|party|present|carol|concert|card|egg|bunny|truce|bonus|speech|address)s?\b)"
        ),
        calendar.holiday,
    ),
    (
        # Of a man "in his late 40s" the age is told.
        compiled(
            rf"(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bits )(?<!\bmy )(?<!\byour )(?<!\bearly )(?<!\bmid )(?<!\bmid-)(?<!\blate )"
            rf"\b(?:the\s+)?(?:{_WHEN})(?P<y>(?:1[5-9]|20)\d0|\d0)s\b"
        ),
        calendar.decade,
    ),
    (
        compiled(
            rf"(?<![\d.,/-]){_NOT_NUMBERED}\b{_WHEN}(?:the\s+year\s+)?(?P<y>{Y})\b(?![,.]\d|[-/]\d|\s*(?:%|per ?cent|(?:{_NOUNS})\b))"
        ),
        calendar.year_named,
    ),
    (
        compiled(
            rf"(?<=\bon )(?:(?:{W}),?\s+)?the\s+(?P<d>(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th))(?=\s*(?:[?.,!]|$))"
        ),
        calendar.day_of_month,
    ),
    (compiled(r"\bthe day before yesterday\b(?P<near>)"), lambda m, t: calendar.days_back(t, 2)),
    (
        compiled(
            rf"(?<!\bRussia )(?<!\bUSA )\b(?P<near>yesterday{PART_OF_DAY}|today|tonight|this (?:morning|afternoon|evening)|last (?:night|evening))\b"
        ),
        calendar.near,
    ),
    (
        compiled(
            rf"\b(?:(?P<which>last|past|this|next|coming|previous)\s+)?(?P<w>{W})(?:'s|’s)?{PART_OF_DAY}\b(?-i:(?!\s+(?:{_PAPERS})\b))"
        ),
        calendar.weekday,
    ),
    (
        compiled(
            rf"\b(?:the\s+)?(?:last|past|previous)\s+(?P<n>{N})\s+(?P<unit>hour|day|week|month|year)s?\b"
        ),
        calendar.last_so_many,
    ),
    (
        compiled(
            r"(?:(?<=\bat )|(?<=\bover )|(?<=\bduring )|(?<=\bon )|(?<=\bsince ))the\s+weekend\b"
        ),
        calendar.weekend,
    ),
    (
        compiled(
            rf"\b(?:earlier\s+|later\s+)?{_WHEN}(?:the\s+)?(?P<which>last|this|past|previous|the current)\s+(?P<unit>hour|week|weekend|month|year)\b(?:'s|’s)?"
        ),
        calendar.unit_before,
    ),
    (compiled(rf"\b(?P<n>{N})\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago\b"), calendar.ago),
    (compiled(r"\b(?:the\s+)?recent\s+(?P<unit>days|weeks|months|years)\b"), calendar.recent),
)
"""Patterns, the longer before what they hold, with what their words mean on a given day."""
# Of those, what sentences of articles say beside the words that the checker knows.
TOLD: tuple[tuple[re.Pattern[str], Meaning], ...] = tuple(
    (pattern, meaning)
    for pattern, meaning in ATOMS
    if meaning
    in (
        calendar.quarter,
        calendar.weekend,
        calendar.holiday,
        calendar.last_so_many,
        calendar.ago,
        calendar.season,
        stretches.months_of_year,
        stretches.part_of_month,
        stretches.night_of,
        stretches.of_a_year,
    )
)
"""Patterns of a sentence of an article, counted from the article's day."""

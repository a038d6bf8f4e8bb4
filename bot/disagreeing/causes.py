"""What a sentence names as the cause of what a question asks about.

A sentence with a word of cause may name the cause of something else, or ask for the cause itself;
what stands on the side of the effect tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checking.denials import Denial
from bot.checking.names import SAYING, is_role, name_words
from bot.checking.text import Parsed
from bot.disagreeing.about import SAME_MATTER, held
from bot.disagreeing.alike import any_means
from bot.disagreeing.asked import Asked
from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS

ASKS_WHY = re.compile(
    r"^\W*why\b|\bwhat (?:caused|sparked|triggered|led to|set off|started)\b|\bcauses? of\b"
    r"|\breason for\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:cause[sd]?|because|due to|owing to|result(?:ed)? (?:of|from)|blam\w+|triggered|sparked"
    r"|set off|led to|attribut\w+|on purpose|deliberate\w*|intentional\w*|arson|sabotage"
    r"|accident\w*)\b",
    re.IGNORECASE,
)
# What joins an effect and its cause: the cause stands behind some, and before the others.
_LINK = re.compile(
    r"\b(?:(?P<behind>(?:caused|triggered|sparked|set off|started|brought about) by"
    r"|because(?: of)?|due to|owing to|result(?:s|ed|ing)? (?:of|from)|(?:blamed|blames?) on"
    r"|attribut(?:es?|ed|ing)\b[^,;]*? to)"
    r"|(?P<before>causes|caused|resulted in|triggered|sparked|set off|led to)"
    r"|(?P<around>blam(?:es?|ed|ing)\b[^,;]*? for))\b",
    re.IGNORECASE,
)
# What stands behind these is neither: "damage was caused after the fire".
_MEANWHILE = re.compile(r"\b(?:after|during|following|since|amid|over)\b[^,;]*", re.IGNORECASE)
# "It is not clear what caused it", "they are looking into the causes", "the cause is unknown".
_OPEN = re.compile(
    r"(?<!is )(?<!was )\b(?:what|how|whether|why|if)\b"
    r"(?: (?:may|might|could|had|has|have|exactly|really|first|it|was|were|is)){0,3}"
    r" (?:caused?|sparked|triggered|led to|set off|started)\b"
    r"|\b(?:(?:investigat|examin|prob)(?:es?|ed|ing)|look(?:s|ed|ing)? (?:into|for)|establish"
    r"|determine|find out|inquir\w+ into|investigations? (?:into|of)|search for)"
    r" (?:\w+ ){0,2}causes?\b"
    r"|\bcauses?\b[^,;:]*? (?:is|are|was|were|remain(?:s|ed)?|has been|have been)"
    r" (?:still |yet |also |now )*(?:un\w+|open|a mystery|being|under|to be|not|disputed"
    r"|investigated|examined|sought)\b",
    re.IGNORECASE,
)
# Ways to say that somebody wanted it, and that nobody did.
_MEANT = re.compile(r"purpose|arson\w*|deliberate\w*|intentional\w*|sabotaged?", re.IGNORECASE)
# What begins within so many characters opens a sentence.
_OPENS = 2
_MISHAP = re.compile(r"accident(?:s|al|ally)?", re.IGNORECASE)


def causes(
    question: Asked, parsed: Parsed, around: Sequence[Word]
) -> Iterator[tuple[str, tuple[Word, ...], bool]]:
    """What a sentence names as the cause of what is asked about."""
    if not _CAUSE.search(parsed.text) or held(question, parsed) < SAME_MATTER:
        return
    # "Failed" denies nothing where it is asked why somebody did.
    denials = [d for d in parsed.denials if not any_means(parsed.words[d.cue], question.content)]
    no_mishap = [d for d in denials if _is_of_mishap(parsed, d)]
    if len(no_mishap) < len(denials) or _OPEN.search(parsed.text):
        return
    purpose = tuple(_purpose(parsed, _MEANT, *(() if no_mishap else (_MISHAP,))))
    side = _side_of_cause(question, parsed)
    if side is None and not purpose:
        return
    telling = (*_telling(question, parsed, side or ()), *purpose)
    if telling:
        yield parsed.text, telling, False


def _side_of_cause(question: Asked, parsed: Parsed) -> Sequence[Word] | None:
    """The words among which the cause is named; None where another thing's cause is.

    "The road was closed because of the fire" and "the fire caused damage" name no cause of it.
    """
    links = list(_LINK.finditer(parsed.text))
    anywhere = _asked_in(question, parsed.words)
    for link in links:
        effect, cause = _sides(parsed, link)
        told = _asked_in(question, effect)
        if told >= _asked_in(question, cause) and (told or not anywhere):
            return cause
    return None if links else parsed.words


def _sides(parsed: Parsed, link: re.Match[str]) -> tuple[list[Word], list[Word]]:
    """The words of the effect and those of the cause."""
    aside = [m.span() for m in _MEANWHILE.finditer(parsed.text)]
    own = [w for w in parsed.words if not any(a <= w.start < b for a, b in aside)]
    right = [w for w in parsed.words if w.start >= link.end()]
    if link["behind"]:
        comma = parsed.text.find(",", link.end())
        if link.start() <= _OPENS and comma > 0:
            # "Because of fog, the bridge was closed".
            ahead = [w for w in right if w.end <= comma]
            return [w for w in own if w.start > comma], ahead
        return [w for w in own if w.end <= link.end()], right
    ends = link.end() if link["around"] else link.start()
    return [w for w in own if w in right], [w for w in parsed.words if w.end <= ends]


def _asked_in(question: Asked, side: Sequence[Word]) -> float:
    """How much of what is asked about stands on one side, but for names of places and parties."""
    return sum(
        0.2 + w.weight
        for w in question.content
        if not _CAUSE.fullmatch(w.surface) and any_means(w, side)
    )


def _telling(question: Asked, parsed: Parsed, side: Sequence[Word]) -> Iterator[Word]:
    named = name_words(parsed)
    for w in side:
        if (
            (not w.capital or (w.opens and w not in named))
            and w.surface.lower() not in STOP_WORDS
            and w.stem not in SAYING
            and not is_role(w)
            and not _CAUSE.fullmatch(w.surface)
            and not any_means(w, question.plan.terms)
            and not any(m.start <= w.start < m.end for m in parsed.moments)
        ):
            yield w


def _is_of_mishap(parsed: Parsed, denial: Denial) -> bool:
    """Whether it is only denied that it was an accident."""
    return any(_MISHAP.fullmatch(parsed.words[k].surface) for k in denial.targets[:1])


def _purpose(parsed: Parsed, *forms: re.Pattern[str]) -> Iterator[Word]:
    """That it was meant, or was not, as one word for each, however it is said."""
    for form in forms:
        word = next((w for w in parsed.words if form.fullmatch(w.surface)), None)
        if word is not None:
            said = "purpose" if form is _MEANT else "accident"
            yield word._replace(surface=said, stem=stem(said))

"""Whether a sentence affirms or denies what a question asks, and whether that has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checking.denials import Denial
from bot.checking.names import SAYING
from bot.checking.text import Parsed
from bot.disagreeing.about import PALE, SAME_MATTER, held
from bot.disagreeing.alike import any_means, is_verb
from bot.disagreeing.asked import Asked
from bot.language.parties import same
from bot.language.terms import Word

_FALSE = re.compile(
    r"\b(?:false|untrue|invent\w+|rumou?rs?|baseless|fabricat\w+)\b"
    # A ship that lies in a port is no lie.
    r"|\b(?:an?|the|are|is|was|were|as|all|only|mere|pure|outright)\s+lies?\b|^\W*lies?\b",
    re.IGNORECASE,
)
# "Karud had no part whatever in it".
NO_PART = re.compile(
    r"\b(?:no|any|never any) (?:part|role|hand|involvement|responsibility)\b|\bnothing to do with\b"
    r"|\bnot (?:\w+ )?(?:involved|responsible|behind)\b",
    re.IGNORECASE,
)
# What an article holds outside of a sentence tells so much of what the sentence is about.
_ELSEWHERE = 0.6
# So many words of content at least are to stand in the sentence itself.
_AT_LEAST = 2
# A denial does not reach beyond these: "nobody was hurt when they attacked it".
_CLAUSE = frozenset(
    """
    when while why where how after before since as who which because although though during
    following amid despite once
    """.split()
)
# What joins a denied deed to another one before it: "he resigned and gave no reason".
_NEXT = frozenset("and but then or".split())
# "Not because of the scandal": what is denied is the reason alone.
_BESIDE = frozenset("because for due over from".split())
# What somebody does "in" a deed who does it himself.
_IN_IT = frozenset(
    "take took taken play played have had has participate participated share".split()
)
# Who does not say, or cannot tell, neither affirms nor denies.
_TELLING = frozenset(
    """
    comment know knew known clear verify verified respond responded mention mentioned reveal
    revealed disclose disclosed discuss discussed certain sure establish established determine
    determined rule
    """.split()
)
_WHETHER = re.compile(r"\b(?:whether|if)\b[^,;:]*$", re.IGNORECASE)
# What may happen, or is wanted, has not happened for that.
_PERHAPS = re.compile(
    r"\b(?:may|might|could)(?: \w+){0,2} $"
    r"|\b(?:threaten|plan|want|intend|prepar|vow|attempt|hop)\w* to(?: \w+)? $",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^\W*(?:did|does|do|has|have|had|was|were|is|are|will|would)\s+(?:the\s+)?", re.I
)
_BEFORE_OTHERS = frozenset(
    "of in at near from to with against on into for between towards toward off over".split()
)


def yes_or_no(
    question: Asked, parsed: Parsed, around: Sequence[Word]
) -> Iterator[tuple[str, tuple[Word, ...], bool]]:
    """A sentence that affirms or denies what is asked."""
    asked_of = [w for w in parsed.words if any_means(w, question.content)]
    told = held(question, parsed) >= SAME_MATTER
    if not (told or _says_of_it(question, parsed, around)):
        return
    if _leaves_open(question, parsed, asked_of):
        return
    # "Failed" denies nothing where it is asked whether somebody did.
    denials = [d for d in parsed.denials if parsed.words[d.cue] not in asked_of]
    under = {parsed.words[k] for d in denials for k in _reach(question, parsed, d, asked_of)}
    denies = bool(
        under.intersection(asked_of) or _FALSE.search(parsed.text) or NO_PART.search(parsed.text)
    )
    if denies or _is_of_subject(question, parsed):
        yield parsed.text, tuple(asked_of), denies


def _deeds(question: Asked, asked_of: Sequence[Word]) -> list[Word]:
    """Those of a sentence's words that tell the deed asked about; none where none is asked."""
    surely = [w for w in question.content if is_verb(w)]
    if not surely and (verbs := [w for w in asked_of if is_verb(w)]):
        # "Did Korr bomb it": who bombed it did.
        return verbs
    deeds = surely or _behind_name(question) or question.verbs
    return [w for w in asked_of if any_means(w, deeds)]


def _behind_name(question: Asked) -> list[Word]:
    """The word behind the name that a question begins with: "did Korr shell the school"."""
    opening = _SUBJECT.match(question.plan.standalone)
    ws = question.words
    first = next((k for k, w in enumerate(ws) if opening and w.start == opening.end()), len(ws))
    behind = next((w for w in ws[first:] if not w.capital), None)
    return [w for w in question.content if behind is not None and w.start == behind.start]


def _leaves_open(question: Asked, parsed: Parsed, asked_of: Sequence[Word]) -> bool:
    """Whether a sentence neither affirms nor denies: "did not say whether", "might attack"."""
    deeds = _deeds(question, asked_of)
    if not deeds:
        return False
    before = [parsed.text[: w.start] for w in deeds]
    asked_so = question.plan.standalone
    if all(_WHETHER.search(b) or (_PERHAPS.search(b) and not _hedged(asked_so)) for b in before):
        return True
    return any(
        _is_of_telling(parsed, d) and all(parsed.words.index(w) > d.cue for w in deeds)
        for d in parsed.denials
    )


def _hedged(text: str) -> bool:
    return bool(re.search(r"\b(?:may|might|could|threaten|plan|want|intend|attempt)", text, re.I))


def _is_of_telling(parsed: Parsed, denial: Denial) -> bool:
    """Whether a denial says only that nobody told: "did not say", "could not confirm"."""
    if parsed.words[denial.cue].surface.lower().startswith(("den", "reject")):
        return False
    nearest = parsed.words[denial.cue + 1 : denial.cue + 3]
    return any(
        w.surface.lower() in _TELLING or (w.stem in SAYING and not w.capital) for w in nearest
    )


def _reach(
    question: Asked, parsed: Parsed, denial: Denial, asked_of: Sequence[Word]
) -> tuple[int, ...]:
    """Positions of the words that a denial bears on; none where what is asked stands apart."""
    deeds = [parsed.words.index(w) for w in _deeds(question, asked_of)]
    if deeds and all(_is_apart(parsed, denial.cue, k) for k in deeds):
        return ()
    return (*denial.targets, *denial.ahead)


def _is_apart(parsed: Parsed, cue: int, deed: int) -> bool:
    """Whether a deed stands in another clause than a denial."""
    low, high = sorted((cue, deed))
    between = parsed.lowered[low + 1 : high]
    if _CLAUSE.intersection(between):
        return True
    if deed < cue:
        behind = parsed.lowered[cue + 1 : cue + 2]
        ahead = parsed.lowered[max(0, deed - 2) : deed]
        return bool(
            _NEXT.intersection(between)
            or _BESIDE.intersection(behind)
            # "The man who murdered him has not been found".
            or _RELATIVE.intersection(w for w in ahead if w not in _BE)
        )
    # "Nobody was hurt in the attack".
    if "in" not in between or _IN_IT.intersection(between):
        return False
    others = parsed.words[cue + 1 : low + 1 + between.index("in")]
    return any(is_verb(w) and w.surface.lower() not in _BE for w in others)


_RELATIVE = frozenset("who which that".split())
_BE = frozenset("is are was were be been being has have had do does did".split())


def _is_of_subject(question: Asked, parsed: Parsed) -> bool:
    """Whether what somebody is asked to have done is not told of another, or only beside a name.

    "Shells struck the town near the border with Korr" does not say that Korr shelled it.
    """
    opening = _SUBJECT.match(question.plan.standalone)
    who = next((w for w in question.names if opening and w.start == opening.end()), None)
    if who is None:
        return True
    ws = parsed.words
    where = [i for i, w in enumerate(ws) if same(w, who)]
    if not where:
        return not any(w.capital and not w.opens for w in ws)
    return any(not i or ws[i - 1].surface.lower() not in _BEFORE_OTHERS for i in where)


def _says_of_it(question: Asked, parsed: Parsed, around: Sequence[Word]) -> bool:
    """Whether a sentence says what is asked of what its article names: "the gates were open"."""
    told = [w for w in question.content if any_means(w, parsed.words)]
    deeds = [w for w in question.content if is_verb(w)]
    if len(told) < _AT_LEAST or not all(w in told for w in deeds):
        return False
    terms = [w for w in question.plan.terms if w.surface.lower() not in PALE]
    got = sum(
        (0.2 + w.weight) * (1.0 if any_means(w, parsed.words) else _ELSEWHERE)
        for w in terms
        if any_means(w, parsed.words) or any_means(w, around)
    )
    return got >= SAME_MATTER * sum(0.2 + w.weight for w in terms)

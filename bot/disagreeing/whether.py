"""Whether a sentence affirms or denies what a question asks, and whether that has changed since."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from bot.checking.denials import Denial, turns_down
from bot.checking.names import SAYING
from bot.checking.opposites import exclude
from bot.checking.text import Parsed
from bot.disagreeing.about import PALE, SAME_MATTER, held
from bot.disagreeing.alike import any_means, is_verb
from bot.disagreeing.asked import Asked
from bot.disagreeing.doers import begins, one_deed
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
    outright = _FALSE.search(parsed.text) or NO_PART.search(parsed.text)
    undone = _undone(question, parsed, asked_of)
    if not (outright or undone or _tells_deed(question, parsed, asked_of) or _denies_all(parsed)):
        return
    # "Failed" denies nothing where it is asked whether somebody did.
    denials = [d for d in parsed.denials if parsed.words[d.cue] not in asked_of]
    under = {parsed.words[k] for d in denials for k in _reach(question, parsed, d, asked_of)}
    denied = bool(under.intersection((*asked_of, *undone)) or outright)
    denies = denied != bool(undone)
    if denies or _is_of_subject(question, parsed):
        yield parsed.text, (*asked_of, *undone), denies


# Who denies a charge denies what he is charged with, which need not be told again.
_CHARGE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?)\b[^.;:]*"
    r"\b(?:responsib\w+|charges?|accusations?|claims?|claimed|allegations?|alleged|reports?"
    r"|involvement)\b"
    r"|\b(?:charges?|accusations?|claims?|allegations?|reports?)\b[^.;:]*\b(?:denied|rejected)\b",
    re.IGNORECASE,
)


def _denies_all(parsed: Parsed) -> bool:
    """Whether a sentence denies whatever somebody is said to have done."""
    return bool(_CHARGE.search(parsed.text))


def _done(question: Asked) -> list[Word]:
    """Those of a question's words that surely tell the deed; none where none is asked about."""
    return _verbs(question) or _behind_name(question)


def _tells_deed(question: Asked, parsed: Parsed, asked_of: Sequence[Word]) -> bool:
    """Whether a sentence speaks of the deed itself: of winning, and not of the election alone."""
    done = _done(question)
    if not done or any(any_means(w, done) for w in asked_of):
        return True
    return any(
        one_deed(w, d) and not exclude(w.surface.lower(), d.surface.lower())
        for i, w in enumerate(parsed.words)
        # Who was beaten has beaten nobody.
        if not (w.capital or _is_passive(parsed, i))
        for d in done
    )


def _undone(question: Asked, parsed: Parsed, asked_of: Sequence[Word]) -> tuple[Word, ...]:
    """The opposite of the deed, told of whoever is asked about: "Orla Finn lost the election".

    None where a sentence tells of the deed too, as another's: "Polk won, and Finn lost".
    """
    who, done = _subject(question), _done(question)
    where = [i for i, w in enumerate(parsed.words) if who is not None and same(w, who)]
    if not where or not done or any(any_means(w, done) for w in asked_of):
        return ()
    at = where[0]
    behind = parsed.words[at + 1 :]
    if parsed.words[at].surface.endswith(("'s", "’s")):
        return ()
    # What stands behind another's name is what that one did.
    own = itertools.takewhile(lambda w: not w.capital or any_means(w, question.names), behind)
    return tuple(
        w
        for w in own
        if not w.capital
        and is_verb(w)
        and any(exclude(w.surface.lower(), d.surface.lower()) for d in done)
        and begins(parsed, w) <= parsed.words[at].start
    )


def _deeds(question: Asked, asked_of: Sequence[Word]) -> list[Word]:
    """Those of a sentence's words that tell the deed asked about; none where none is asked."""
    surely = _verbs(question)
    if not surely and (verbs := [w for w in asked_of if is_verb(w)]):
        # "Did Korr bomb it": who bombed it did.
        return verbs
    deeds = surely or _behind_name(question) or question.verbs
    return [w for w in asked_of if any_means(w, deeds)]


def _verbs(question: Asked) -> list[Word]:
    """Those of a question's words that are verbs, and no nouns behind an article: "the vote"."""
    ws = question.words
    nouns = {w.start for a, w in itertools.pairwise(ws) if a.surface.lower() in _ARTICLES}
    return [w for w in question.content if is_verb(w) and w.start not in nouns]


_ARTICLES = frozenset("the a an any this that its their his her no".split())


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
    if turns_down(parsed, denial.cue) and not _is_passive(parsed, denial.cue):
        # Who refuses a recount refuses neither the election nor his own request.
        return tuple(k for k in denial.targets if not deeds or set(deeds) & set(denial.targets))
    return (*denial.targets, *denial.ahead)


def _is_passive(parsed: Parsed, cue: int) -> bool:
    """Whether what is turned down stands before: "the plan was rejected"."""
    return bool(_BE.intersection(parsed.lowered[max(0, cue - 2) : cue]))


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


def _subject(question: Asked) -> Word | None:
    """The first name of whoever a question begins with: "did Korr"."""
    opening = _SUBJECT.match(question.plan.standalone)
    return next((w for w in question.names if opening and w.start == opening.end()), None)


def _is_of_subject(question: Asked, parsed: Parsed) -> bool:
    """Whether what somebody is asked to have done is not told of another, or only beside a name.

    "Shells struck the town near the border with Korr" does not say that Korr shelled it.
    """
    who = _subject(question)
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

"""Claims that exclude each other: who did it, what caused it, whether it is so.

Only what a sentence says plainly is compared: the doer of the very deed that is asked about, a
cause beside a word of cause, and a statement beside its denial.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.checking.names import SAYING, is_role, name_words
from bot.checking.text import Parsed, parse
from bot.disagreeing.alike import any_means, is_verb, means
from bot.disagreeing.asked import Asked
from bot.disagreeing.doers import cleft, deeds_of, same_deed, subjects
from bot.disagreeing.reports import Told, dateline
from bot.drafting.places import is_headline
from bot.drafting.relation import missing_names
from bot.language.clauses import clauses
from bot.language.parties import same
from bot.language.terms import Word, stem
from index import Dated, Source, Span
from index.lexical import STOP_WORDS

_WHO = re.compile(r"^\W*(?:who|which|whose)\b", re.IGNORECASE)
_WHY = re.compile(
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
_BLAMED = re.compile(r"\b(?:blam(?:es?|ed|ing)|accus(?:es?|ed|ing))\s+(?:on\s+)?(?:the\s+)?$", re.I)
_FALSE = re.compile(r"\b(?:false|untrue|invent\w+|rumou?rs?|lies?|baseless|fabricat\w+)\b", re.I)
# "Karud had no part whatever in it".
_NO_PART = re.compile(
    r"\b(?:no|any|never any) (?:part|role|hand|involvement|responsibility)\b|\bnothing to do with\b"
    r"|\bnot (?:\w+ )?(?:involved|responsible|behind)\b",
    re.IGNORECASE,
)
_REJECTING = frozenset("denied denies deny rejected rejects reject".split())
# What an article holds outside of a sentence tells so much of what the sentence is about.
_ELSEWHERE = 0.6
# Of a question's words a sentence must hold so many, by rarity, to speak of the same.
_SAME_MATTER = 0.6
# So many words of content at least are to stand in the sentence itself.
_AT_LEAST = 2
# Deeds that one does not do instead of another, beside those of speech; but who claims an attack is
# said to have done it.
_SHARED_DEEDS = frozenset(
    stem(verb)
    for verb in """
    condemn denounce criticise criticize praise welcome support back oppose reject approve visit
    attend join meet met mourn protest congratulate thank
    """.split()
)
_CLAIMED = frozenset([stem("claim")])
_AUXILIARY = frozenset("do does did".split())
_PALE = frozenset("first only really ever also still then".split())


# The words that answer, those that tell, and whether it is a denial.
_Found = tuple[str, tuple[Word, ...], bool]
_Reader = Callable[[Asked, Parsed, Sequence[Word]], Iterator[_Found]]


@dataclass(frozen=True)
class Claimed:
    """What one source says of who, why or whether.

    Attributes:
        written: the words that answer.
        telling: the words by which it agrees or disagrees with another.
        denies: whether it denies what is asked.
        span: its sentence in the text of record.
        copies: files that say the same in the same words.
    """

    written: str
    telling: tuple[Word, ...]
    denies: bool
    source: Source
    span: Span
    copies: tuple[str, ...] = ()

    @property
    def published(self) -> Dated | None:
        """The date of its article."""
        return self.source.published


def claims(question: Asked, told: Sequence[Told]) -> tuple[Claimed, ...]:
    """One claim a source, where two of them exclude each other; else none."""
    text = question.plan.standalone
    yes_no = question.plan.wants == "yes-no"
    if _WHY.search(text):
        found = _found(question, told, _causes)
    elif _WHO.search(text) and question.plan.wants == "person" and not _by_many(question):
        found = _found(question, told, _doers)
    elif yes_no:
        found = _found(question, told, _yes_or_no)
    else:
        return ()
    for one in found:
        others = [
            c for c in found if c.source.file != one.source.file and _excludes(one, c, yes_no)
        ]
        if others:
            return _each(one, others)
    return ()


def _by_many(question: Asked) -> bool:
    """Whether what is asked about may be done by several: both sides may accuse the other.

    The first verb tells: "who killed the mayor who criticised the army" asks for one.
    """
    text = question.plan.standalone
    deeds = [
        d.verb
        for d in clauses(text).deeds
        if not d.noun
        and d.verb.surface.lower() not in _AUXILIARY
        # "Who is said to have killed him" asks for one.
        and not (d.verb.stem in SAYING and re.match(r"\s+to\b", text[d.verb.end :]))
    ]
    found = [w.stem for w in (*deeds, *question.verbs)][:1]
    return any(s not in _CLAIMED and (s in SAYING or s in _SHARED_DEEDS) for s in found)


def _each(one: Claimed, others: Sequence[Claimed]) -> tuple[Claimed, ...]:
    """The first claim with the first of each other source."""
    kept = {one.source.file: one}
    for other in others:
        kept.setdefault(other.source.file, other)
    return tuple(kept.values())


def _found(question: Asked, told: Sequence[Told], read: _Reader) -> list[Claimed]:
    out: list[Claimed] = []
    for part in told:
        if missing_names(question.names, part.around):
            continue
        for span in part.sentences:
            text = part.text[span.start - part.start : span.end - part.start]
            if is_headline(text, part.source.title):
                continue
            parsed = parse(text, part.source.published)
            parsed = parse(parsed.text[dateline(parsed) :], part.source.published)
            for written, telling, denies in read(question, parsed, part.around):
                out.append(Claimed(written, telling, denies, part.source, span, part.copies))
    return out


def _excludes(a: Claimed, b: Claimed, yes_no: bool) -> bool:
    if yes_no:
        return a.denies != b.denies
    if a.denies or b.denies:
        # One is said to have done it, and another source says that it did not.
        return a.denies != b.denies and any(same(x, y) for x in a.telling for y in b.telling)
    return not any(same(x, y) or means(x, y) for x in a.telling for y in b.telling)


def _doers(question: Asked, parsed: Parsed, around: Sequence[Word]) -> Iterator[_Found]:
    """Who did what is asked about, by name or role, and who is said not to have."""
    if _held(question, parsed) < _SAME_MATTER:
        return
    denied = {k for d in parsed.denials for k in d.targets}
    deed = [w for w in question.content if w.surface.lower() not in _PALE]
    told = [*deeds_of(parsed), *cleft(parsed)]
    for verb, doer in told or subjects(parsed, deed):
        if same_deed(verb, deed) and parsed.words.index(verb) not in denied:
            ahead = name_words(parsed) if doer[-1].end <= verb.start else []
            subject = [w for w in ahead if w.end <= verb.start]
            who = tuple(subject or [w for w in doer if w.capital] or doer)
            yield parsed.text[doer[0].start : doer[-1].end], who, False
    for verb, doer in deeds_of(parsed):
        named = tuple(w for w in doer if w.capital)
        rejects = verb.surface.lower() in _REJECTING or _NO_PART.match(
            parsed.text[verb.end :].lstrip()
        )
        if rejects and named:
            yield parsed.text, named, True
    for match in name_words(parsed):
        if _BLAMED.search(parsed.text[: match.start]):
            yield match.surface, (match,), False


def _causes(question: Asked, parsed: Parsed, around: Sequence[Word]) -> Iterator[_Found]:
    """What a sentence names as the cause of what is asked about."""
    if not _CAUSE.search(parsed.text) or _held(question, parsed) < _SAME_MATTER:
        return
    said = {w for d in parsed.denials for w in (parsed.words[k] for k in d.targets)}
    telling = tuple(
        w
        for w in parsed.words
        if not w.capital
        and w.surface.lower() not in STOP_WORDS
        and w.stem not in SAYING
        and not is_role(w)
        and not _CAUSE.fullmatch(w.surface)
        and not any_means(w, question.plan.terms)
        and w not in said
        and not any(m.start <= w.start < m.end for m in parsed.moments)
    )
    purpose = [w for w in parsed.words if w.surface.lower() in ("purpose", "arson", "deliberately")]
    telling = (*telling, *purpose)
    if telling and not parsed.denials:
        yield parsed.text, telling, False


def _yes_or_no(question: Asked, parsed: Parsed, around: Sequence[Word]) -> Iterator[_Found]:
    """A sentence that affirms or denies what is asked."""
    asked_of = [w for w in parsed.words if any_means(w, question.content)]
    told = _held(question, parsed) >= _SAME_MATTER
    if not (told or _says_of_it(question, parsed, around)):
        return
    under = {parsed.words[k] for d in parsed.denials for k in (*d.targets, *d.ahead)}
    denies = bool(
        under.intersection(asked_of) or _FALSE.search(parsed.text) or _NO_PART.search(parsed.text)
    )
    if denies or _is_of_subject(question, parsed):
        yield parsed.text, tuple(asked_of), denies


_SUBJECT = re.compile(
    r"^\W*(?:did|does|do|has|have|had|was|were|is|are|will|would)\s+(?:the\s+)?", re.I
)
_BEFORE_OTHERS = frozenset(
    "of in at near from to with against on into for between towards toward off over".split()
)


def _is_of_subject(question: Asked, parsed: Parsed) -> bool:
    """Whether what somebody is asked to have done is not told of another, or only beside a name.

    "Shells struck the town near the border with Korr" does not say that Korr shelled it.
    """
    opening = _SUBJECT.match(question.plan.standalone)
    who = next((w for w in question.names if opening and w.start == opening.end()), None)
    if who is None:
        return True
    ws = parsed.words
    held = [i for i, w in enumerate(ws) if same(w, who)]
    if not held:
        return not any(w.capital and not w.opens for w in ws)
    return any(not i or ws[i - 1].surface.lower() not in _BEFORE_OTHERS for i in held)


def _says_of_it(question: Asked, parsed: Parsed, around: Sequence[Word]) -> bool:
    """Whether a sentence says what is asked of what its article names: "the gates were open"."""
    held = [w for w in question.content if any_means(w, parsed.words)]
    deeds = [w for w in question.content if is_verb(w)]
    if len(held) < _AT_LEAST or not all(w in held for w in deeds):
        return False
    terms = [w for w in question.plan.terms if w.surface.lower() not in _PALE]
    got = sum(
        (0.2 + w.weight) * (1.0 if any_means(w, parsed.words) else _ELSEWHERE)
        for w in terms
        if any_means(w, parsed.words) or any_means(w, around)
    )
    return got >= _SAME_MATTER * sum(0.2 + w.weight for w in terms)


def _held(question: Asked, parsed: Parsed) -> float:
    """Share of a question's words, by rarity, that stand in a sentence."""
    terms = [w for w in question.plan.terms if w.surface.lower() not in _PALE]
    total = sum(0.2 + w.weight for w in terms)
    held = sum(0.2 + w.weight for w in terms if any_means(w, parsed.words))
    return held / total if total else 0.0

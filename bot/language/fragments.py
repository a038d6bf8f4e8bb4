"""Questions that are no whole sentence: "why?", "and in 2020?", "what about the other side?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.language import people
from bot.language.context import Clause, harm, inherited, is_given, with_gloss, years
from bot.language.parties import is_demonym, party, same
from bot.language.terms import Word, is_name, words

_ASKS = "who whom whose what when where why how which".split()
_VERBS = frozenset(
    """
    is are was were am be been do does did has have had can could will would shall should may might
    must
    """.split()
)
_BARE = re.compile(
    rf"\W*((?:(?:with|by|from|to|for|since|until|at|in) )?(?:{'|'.join(_ASKS)})"
    r"(?: (?:exactly|so|not|many|much|long|often))?)\W*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"^\W*(?:(?:{'|'.join(_ASKS)})\b(?: (?:many|much|long|high|old|far|big|large)\b)?)\s*", re.I
)
_OTHER_SIDE = re.compile(r"\b(?:the )?other (?:side|party|camp|country|one)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"^\W*(according to|in|on|at|from|for|by|with|since|until|before|after|under|during)\b\s*", re.I
)
_ADJECTIVE = re.compile(r"(?:ian|ish|ese|ean|ic|ani|rani|aqi)s?$")


def is_bare(text: str) -> bool:
    """Whether a text is only a question word, such as "why?" or "with what?"."""
    return _BARE.match(text) is not None


def is_fragment(text: str, opened: bool) -> bool:
    """Whether a text has neither a question word nor an auxiliary, and so asks nothing by itself.

    Args:
        text: without "and" or "what about" before it.
        opened: whether one of these stood before it.
    """
    own = [w.surface.lower() for w in words(text)]
    if own[0] in _VERBS or any(word in _ASKS for word in own[:2]):
        return False
    return opened or (len(own) <= 4 and not _VERBS & set(own))


def asked_of(question: str, before: Clause, person: str | None) -> str:
    """A bare question word, asked of the question before: "Why was Olin Farr fined …?"."""
    match = _BARE.match(question)
    asked = match[1] if match else question
    head = _HEAD.match(before.core)
    rest = before.core[head.end() :] if head else before.core
    if head and person and head.group().strip().lower() == "who":
        first, _, more = rest.partition(" ")
        rest = f"{first} {person} {more}" if first.lower() in _VERBS else f"{person} {rest}"
    elif head and head.group().strip().lower() == "who":
        return with_gloss(asked[:1].upper() + asked[1:], inherited("", before))
    elif not head:
        rest = rest[:1].lower() + rest[1:]
    return with_gloss(f"{asked[:1].upper()}{asked[1:]} {rest}", before.gloss)


def put_into(fragment: str, before: Clause, turns: Sequence[Any]) -> str:
    """The question before, with a fragment in the place of what it restates."""
    fragment = fragment.strip(" ?.!,")
    said = fragment
    core = before.core
    other = _OTHER_SIDE.search(fragment)
    if other:
        side = _other_side(core, before, turns)
        if side is None:
            return with_gloss(f"{core}, {fragment}", before.gloss)
        core = re.sub(r",? according to [^,(]*$", "", core)
        core = _swap(core, side[0], side[1])
        fragment = _OTHER_SIDE.sub("", fragment)
        fragment = re.sub(r"\b(?:on|of|for|from)\s*$", "", fragment.strip(" ,")).strip(" ,")
        if not fragment:
            return with_gloss(core, before.gloss)
    for way in (_harm, _year, _after_preposition, _counted, _party, _actor):
        changed = way(fragment, core)
        if changed is not None:
            return with_gloss(changed, _left(before.gloss, said, changed))
    return with_gloss(f"{core}, {fragment}", before.gloss)


def _left(gloss: Sequence[str], fragment: str, core: str) -> list[str]:
    """What is still taken over: no year when there is a new one, nothing that is said twice."""
    own = words(core)
    kept = []
    for part in gloss:
        if years(fragment) and years(part):
            part = re.sub(r"\b(?:1\d{3}|20\d\d)\b", "", part).strip()
        if part and not all(any(same(w, o) for o in own) for w in words(part)):
            kept.append(part)
    return kept


def _harm(fragment: str, core: str) -> str | None:
    """ "The wounded" for those killed; "wounded civilians" for soldiers killed."""
    told = next((w for w in words(fragment) if harm(w.surface) is not None), None)
    old = next((w for w in words(core) if harm(w.surface) is not None), None)
    if told is None or old is None:
        return None
    changed = core[: old.start] + told.surface + core[old.end :]
    others = fragment[: told.start] + fragment[told.end :]
    others = re.sub(r"^(?:the|how many)\b|\b(?:were|was|are)\b", "", others.strip()).strip()
    return (_counted(others, changed) or changed) if others else changed


_COUNTED = re.compile(
    r"\bhow many (.+?)(?= (?:is|are|was|were|did|does|do|has|have|had|may|will|can|died|fell|took"
    r"|joined|remained)\b|$)",
    re.IGNORECASE,
)


def _counted(fragment: str, core: str) -> str | None:
    """Something else that is counted: "civilians" for "Armenian soldiers"."""
    match = _COUNTED.search(core)
    own = words(fragment)
    many = any(
        w.surface.endswith(("s", "men", "people")) and not w.capital and len(w.surface) > 2
        for w in own
    )
    if match is None or not many or own[0].surface.lower() in ("the", "a", "an"):
        return None
    return core[: match.start(1)] + fragment + core[match.end(1) :]


def _year(fragment: str, core: str) -> str | None:
    new, old = years(fragment), years(core)
    if not new or len(words(fragment)) > 3:
        return None
    if old:
        return core[: old[-1][0]] + fragment[slice(*new[-1])] + core[old[-1][1] :]
    return f"{core} {fragment}"


def _after_preposition(fragment: str, core: str) -> str | None:
    match = _PREPOSITION.match(fragment)
    if match is None:
        return None
    for found in reversed(list(re.finditer(rf"\b{match[1]}\b\s*", core, re.IGNORECASE))):
        phrase = re.match(r"(?:the )?(?:[A-Z0-9][\w'’-]*\s*)+", core[found.end() :])
        if phrase:
            after = core[found.end() + phrase.end() :]
            return f"{core[: found.start()]}{fragment} {after}".strip()
    return f"{core} {fragment}"


def _party(fragment: str, core: str) -> str | None:
    """A state for a state, and "Armenian soldiers" for "Azerbaijani servicemen"."""
    own = words(fragment)
    new = [w for w in own if party(w)]
    old = [w for w in words(core) if party(w)]
    if not new or not old or _subject(core) is not None:
        return None
    target = next((w for w in old if is_demonym(w) == is_demonym(new[0])), old[0])
    end = target.end
    if is_demonym(new[0]) and len(own) > 1 and own[-1] is not new[0]:
        following = words(core[end:])
        if following and not is_name(following[0]):
            end += following[0].end
    return core[: target.start] + fragment + core[end:]


def _actor(fragment: str, core: str) -> str | None:
    """A name for the one who acts in the question, or else for its last name."""
    subject = _subject(core)
    if subject is not None:
        return core[: subject[0]] + fragment + core[subject[1] :]
    own = words(fragment)
    if not any(w.capital for w in own):
        return None
    old = [w for w in words(core) if is_name(w) and is_given(w)]
    if not old:
        return None
    start = end = old[-1]
    for word in reversed(old[:-1]):
        if core[word.end : start.start] != " ":
            break
        start = word
    return core[: start.start] + fragment + core[end.end :]


# Of "what does the company say", "the union" takes the company's place.
_SAYS = re.compile(
    r"\b(?:did|does|do)\s+(the (?:[\w'’-]+ ){1,2}?)"
    r"(?:say|think|want|demand|claim|report|ask|offer)\b"
)
_ACTS = re.compile(
    r"\b(?:did|does|do|may|will|would|can|could|should|has|have|had)\s+"
    r"((?:[Tt]he )?(?:[A-Z][\w'’-]*)(?:\s+[A-Z][\w'’-]*)*)"
)


def _subject(core: str) -> tuple[int, int] | None:
    if match := _SAYS.search(core):
        return match.start(1), match.end(1) - 1
    match = _ACTS.search(core)
    return (match.start(1), match.end(1)) if match else None


def acts(text: str) -> bool:
    """Whether a name does something in a question: "what did Moscow say"."""
    return _ACTS.search(text) is not None


def _other_side(core: str, before: Clause, turns: Sequence[Any]) -> tuple[Word, str] | None:
    """The side that the question before speaks of, and the name of the other."""
    ours = next((w for w in words(core) if _is_side(w)), None)
    if ours is None:
        return None
    texts = [core, *before.gloss]
    for turn in reversed(turns):
        texts += [turn.standalone, people.answer_text(turn), people.titles(turn)]
    found = [w for text in texts for w in words(text) if _is_side(w) and not _one_side(w, ours)]
    found.sort(key=lambda word: is_side_adjective(word) != is_side_adjective(ours))
    accounts = [m[1] for t in texts for m in re.finditer(r"\baccording to ([A-Z]\w+)", t)]
    names = [w.surface for w in found] + [n for n in accounts if n[:4] != ours.surface[:4]]
    return (ours, names[0]) if names else None


def is_side_adjective(word: Word) -> bool:
    """Whether a word looks like a people's or a state's adjective, such as Kestrian."""
    return is_demonym(word) or (word.capital and bool(_ADJECTIVE.search(word.surface)))


def _is_side(word: Word) -> bool:
    return party(word) is not None or (not word.opens and is_side_adjective(word))


def _one_side(a: Word, b: Word) -> bool:
    return same(a, b) or a.stem[:4] == b.stem[:4]


def _swap(core: str, old: Word, new: str) -> str:
    return core[: old.start] + new + core[old.end :]

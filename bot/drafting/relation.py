"""Whether a sentence speaks of what the question asks about, or only uses the same words.

The right toll of the wrong side, the right event in the wrong year: words alone do not tell them
apart. These rules look at what stands next to what, and can only say no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.language.figures import MONTHS, WEEKDAYS, Figure, figures
from bot.language.parties import is_demonym, party, same
from bot.language.terms import Word, is_name, stem, words

_OF = frozenset(["of", "from"])
_BETWEEN = frozenset(
    """
    the a an its their his her and s
    """.split()
)
_DATES = frozenset(stem(name) for name in (*MONTHS, *WEEKDAYS))


def names(terms: Iterable[Word]) -> list[Word]:
    """The names among a question's terms: states, and words with a capital inside a sentence."""
    found = list(terms)
    # In a question written in title case, capitals mean nothing.
    title_case = len(found) > 3 and all(w.capital for w in found)
    return [
        w
        for w in found
        if w.stem not in _DATES
        and (party(w) is not None or (is_name(w) and not title_case and not w.surface[0].isdigit()))
    ]


def missing_names(asked: Sequence[Word], context: Iterable[Word]) -> list[Word]:
    """The question's names that a context does not hold."""
    held = list(context)
    return [name for name in asked if not any(same(name, w) for w in held)]


def missing_figures(asked: Sequence[Figure], context: str) -> list[Figure]:
    """The question's years, days and numbers in figures that a context does not hold."""
    if not asked:
        return []
    held = {f.value for f in figures(context)}
    return [f for f in asked if f.value not in held]


def missing_years(
    asked: Sequence[Figure], sentence: str, before: str, article: str, dated: str | None
) -> list[Figure]:
    """The question's years that neither the sentence, the one before it nor the article's date has.

    An article of unknown date is taken to be of the latest year that it speaks of.
    """
    years = [f for f in asked if f.kind == "year"]
    if not years:
        return []
    spoken = [f.value for f in figures(article) if f.kind == "year"]
    own = {float(dated[:4])} if dated else {max(spoken)} if spoken else set()
    held = own | {f.value for f in figures(f"{before}\n{sentence}")}
    return [f for f in years if f.value not in held]


def modifiers(ws: Sequence[Word], at: int) -> list[Word]:
    """Parties that qualify the word at a position: "Armenian soldiers", "soldiers of Armenia"."""
    found = []
    if at > 0 and is_adjective(ws[at - 1]):
        found.append(ws[at - 1])
    if at + 1 < len(ws) and ws[at + 1].surface.lower() in _OF:
        for after in ws[at + 2 : at + 5]:
            if _is_qualifier(after):
                found.append(after)
                break
            if after.surface.lower() not in _BETWEEN and not figures(after.surface):
                break
    return found


def is_adjective(word: Word) -> bool:
    """Whether a word is a party's adjective: a known one, or a name that ends like one."""
    if not word.capital or word.stem in _DATES:
        return False
    return is_demonym(word) or (
        len(word.surface) > 4
        and re.search(r"(?:[ai]n|ish|ese|[a-z]i)s?$", word.surface) is not None
    )


def _is_qualifier(word: Word) -> bool:
    return word.capital and word.stem not in _DATES


def crossed(question: str, sentence: str) -> bool:
    """Whether a thing that the question ascribes to one party is another's in the sentence.

    True when a noun that the question qualifies by a name stands in the sentence qualified by
    other names only: "Pelagian trawlers" against "seized seven Velmaran trawlers".
    """
    asked, said = words(question), words(sentence)
    for i, noun in enumerate(asked):
        if noun.capital or noun.surface[0].isdigit():
            continue
        wanted = modifiers(asked, i)
        if not wanted:
            continue
        found = [modifiers(said, j) for j, w in enumerate(said) if same(noun, w)]
        qualified = [q for q in found if q]
        if qualified and not any(same(w, q) for group in qualified for q in group for w in wanted):
            return True
    return False


_HOW_MANY = re.compile(r"\bhow (?:many|much)\s+((?:[^\W\d_][\w'’-]*\s*){1,4})", re.IGNORECASE)
_STOP = re.compile(
    r"^(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|in|of|on|at|by|from|to|for"
    r"|with|during|after|before|the|a|an|people|persons?|more|than|there|it|they|he|she|that|who"
    r"|lives?|times?)$",
    re.IGNORECASE,
)


def counted(question: str) -> list[Word]:
    """The words that name what a "how many" question counts, without the general "people"."""
    match = _HOW_MANY.search(question)
    if match is None:
        return []
    out = []
    for word in words(match.group(1)):
        if _STOP.match(word.surface):
            break
        out.append(word)
    return out

"""Whether a sentence speaks of what the question asks about, or only uses the same words.

The right toll of the wrong side, the right event in the wrong year: words alone do not tell them
apart. These rules look at what stands next to what, and can only say no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.language.figures import MONTHS, WEEKDAYS, Figure, figures
from bot.language.parties import any_same, is_demonym, party, same
from bot.language.terms import Word, is_name, stem, words

# A word of a name is telling when it is at least this rare in ordinary text.
_TELLING = 0.5
_OF = frozenset(["of", "from"])
_BETWEEN = frozenset(
    """
    the a an its their his her and s
    """.split()
)
_POSSESSIVE = frozenset("its their his her our".split())
# Those of whom sides count their own.
_PEOPLE = frozenset(
    stem(word)
    for word in """
    soldiers servicemen troops officers fighters guards militants rebels personnel men casualties
    dead losses prisoners captives wounded policemen civilians villagers sailors recruits killed
    """.split()
)
# Kinds that a count may be of, and that exclude each other.
_OPPOSITES: tuple[tuple[frozenset[str], ...], ...] = tuple(
    tuple(frozenset(stem(word) for word in kind.split()) for kind in kinds)
    for kinds in (
        (
            "killed dead died die deaths death lost lose loss losses toll bodies murdered slain"
            " casualties fatalities perished claimed drowned lives victims",
            "wounded injured injuries hurt injury wounds casualties",
            "captured capture prisoners prisoner captives captive seized taken",
        ),
        (
            "soldiers soldier servicemen troops officers fighters guards militants militiamen"
            " personnel sailors recruits brigade military sergeant army",
            "civilians civilian villagers residents inhabitants passengers bystanders people",
        ),
    )
)
# Sides of a war whose people are counted apart, right behind a number.
_SIDES: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(word) for word in side.split())
    for side in (
        "rebels rebel insurgents insurgent guerrillas guerrilla militants militant gunmen gunman"
        " militiamen separatists separatist",
        "soldiers soldier servicemen serviceman troops policemen policeman officers officer",
    )
)
_LOSING = frozenset(stem(word) for word in "lose lost suffer suffered".split())
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


def missing_names(asked: Sequence[Word], context: Sequence[Word]) -> list[Word]:
    """The question's names that a context does not hold.

    Words that follow each other are one name ("John Kirby", "Black Reed"), and one telling word of
    it suffices; "UN" is held by "United Nations".

    Args:
        asked: names of a question, in order.
        context: the words of a text, in order; an article's stand for it once each.
    """
    out = []
    for group in _groups(asked):
        telling = [w for w in group if w.weight >= _TELLING] or group
        if not any(any_same(name, context) for name in telling) and not (
            len(group) == 1 and _spelt_out(group[0], context)
        ):
            out.append(telling[-1])
    return out


def _groups(asked: Sequence[Word]) -> list[list[Word]]:
    groups: list[list[Word]] = []
    for name in asked:
        if groups and name.start == groups[-1][-1].end + 1 and not is_demonym(groups[-1][-1]):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _spelt_out(short: Word, context: Sequence[Word]) -> bool:
    letters = short.surface
    if not (letters.isupper() and 2 <= len(letters) <= 6):
        return False
    initials = "".join(w.surface[0] if w.capital else "" for w in context)
    return letters in initials


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
    """Parties that qualify the word at a position.

    "Armenian soldiers", "soldiers of Armenia"; "Armenia said that 4 of its soldiers": the first
    party of the sentence, to which "its" refers in the sentences of news.
    """
    found = []
    if at > 0 and is_adjective(ws[at - 1]):
        found.append(ws[at - 1])
    elif at > 0 and ws[at - 1].surface.lower() in _POSSESSIVE:
        found.extend([w for w in ws[: at - 1] if is_party(w)][:1])
    if at + 1 < len(ws) and ws[at + 1].surface.lower() in _OF:
        for after in ws[at + 2 : at + 5]:
            if _is_qualifier(after):
                found.append(after)
                break
            if after.surface.lower() not in _BETWEEN and not figures(after.surface):
                break
    return found


def is_party(word: Word) -> bool:
    """Whether a word names a state, or is an adjective that names some party."""
    return (word.capital and party(word) is not None) or is_adjective(word)


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


def crossed(question: str, sentence: str, before: str = "") -> bool:
    """Whether a thing that the question ascribes to one party is another's in the sentence.

    Two rules. A noun that the question qualifies by a party stands in the sentence qualified by
    other parties only: "Pelagian trawlers" against "seized seven Velmaran trawlers". And people
    whose side the question names are counted in a sentence that, with the one before it, names
    parties and not that one.
    """
    asked, said = words(question), words(sentence)
    for i, noun in enumerate(asked):
        if noun.capital or noun.surface[0].isdigit():
            continue
        wanted = modifiers(asked, i) or _losing_side(asked, i)
        if not wanted:
            continue
        people = noun.stem in _PEOPLE
        found = [
            modifiers(said, j)
            for j, w in enumerate(said)
            if same(noun, w) or (people and w.stem in _PEOPLE)
        ]
        qualified = [q for q in found if q]
        if qualified:
            if not any(same(w, q) for group in qualified for q in group for w in wanted):
                return True
        elif people:
            parties = [w for w in (*words(before), *said) if is_party(w)]
            if parties and not any(same(w, p) for p in parties for w in wanted):
                return True
    return False


def other_kind(question: str, sentence: str) -> bool:
    """Whether a number is asked of one kind and the sentence speaks only of its opposite.

    The wounded are no answer about the dead, nor soldiers about civilians.
    """
    asked = {w.stem for w in words(question)}
    said = {w.stem for w in words(sentence)}
    for kinds in _OPPOSITES:
        wanted = [kind for kind in kinds if kind & asked]
        if len(wanted) == 1 and not (wanted[0] & said) and any(kind & said for kind in kinds):
            return True
    return _of_the_other_side({w.stem for w in counted(question)}, sentence)


def _of_the_other_side(asked: set[str], sentence: str) -> bool:
    """Whether rebels are to be counted, and a sentence without any counts "four soldiers"."""
    wanted = [side for side in _SIDES if side & asked]
    if len(wanted) != 1:
        return False
    said = words(sentence)
    if any(w.stem in wanted[0] for w in said):
        return False
    other = _SIDES[1 - _SIDES.index(wanted[0])]
    return any(w.stem in other and figures(said[i - 1].surface) for i, w in enumerate(said) if i)


def _losing_side(asked: Sequence[Word], at: int) -> list[Word]:
    """The party of "how many soldiers did Armenia lose"."""
    later = asked[at + 1 : at + 8]
    if not any(w.stem in _LOSING for w in later):
        return []
    return [w for w in later[:3] if is_party(w)][:1]


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

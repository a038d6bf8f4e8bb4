"""Parts of speech of nouns, verbs, adjectives and adverbs, by readings and by neighbours."""

from __future__ import annotations

import re

from bot.language.place import Place
from bot.language.terms import Word
from bot.language.wordclasses import (
    AUXILIARIES,
    NEGATED,
    UNCHANGED,
    Form,
    Part,
    Token,
    bare,
    base_of,
    counts_of,
    may_be_finite,
    verb_forms,
)

_CLOSES_QUOTE = re.compile(r'[,.!?]"\s*$|"[,.]?\s+$')
# Verbs before an -ing, and before "to" and a verb.
_TAKE_ING = frozenset(
    "begin start stop keep avoid risk consider suggest deny admit recall finish continue".split()
)
_TAKE_INFINITIVES = frozenset(
    """
    offer agree want plan refuse vow decide try seek threaten promise begin continue hope intend
    fail undertake wish prepare manage attempt aim pledge decline start
    """.split()
)


def open_word(place: Place, word: Word, lower: str) -> Token:
    """A word of the open classes."""
    forms, counts = verb_forms(lower), counts_of(lower)
    part, form = _verbal(place, lower, forms, counts)
    if part is None:
        part, form = _nominal_part(place, lower, counts), ""
    sure = not ({"past", "participle"} <= forms and form in ("finite", "participle"))
    return Token(word, part, form, base_of(lower, part), place.gap, False, sure)


def _verbal(
    place: Place, lower: str, forms: frozenset[str], counts: dict[str, int]
) -> tuple[Part | None, Form]:
    if place.gap == "-":
        # "The grey-crowned tinker".
        return None, ""
    helper = place.helper()
    verb, noun = counts.get("v", 0), counts.get("n", 0)
    if helper is not None and not re.search(r"[,.;:\"]", place.gap):
        if helper.base == "be" or helper.base == "have":
            if "participle" in forms and not (
                lower in UNCHANGED and noun > verb and helper.base == "be"
            ):
                return "verb", "participle"
            if "ing" in forms and helper.base == "be":
                return "verb", "ing"
            return None, ""
        if "base" in forms and (
            helper.lower != "to" or verb * 4 >= noun or _takes_infinitive(place)
        ):
            return "verb", "infinitive"
    ruled = place.last in ("determiner", "adjective") and "," not in place.gap
    nominal = ruled or place.is_owned()
    if nominal and not (
        place.last == "adjective" and forms & {"past"} and not place.may_be_nominal(place.at + 1)
    ):
        return None, ""
    return _free_verb(place, lower, forms, counts)


def _takes_infinitive(place: Place) -> bool:
    """Whether the word before "to" asks for a verb: "offered to host"."""
    return len(place.before) > 1 and place.before[-2].base in _TAKE_INFINITIVES


def _free_verb(
    place: Place, lower: str, forms: frozenset[str], counts: dict[str, int]
) -> tuple[Part | None, Form]:
    """A verb that no auxiliary rules, or none."""
    verb, noun, adjective = (counts.get(x, 0) for x in "vna")
    modifies = place.may_be_nominal(place.at + 1)
    if "past" in forms and _CLOSES_QUOTE.search(place.gap):
        # "…", said the mayor.
        return "verb", "finite"
    subject = place.last in ("noun", "name", "pronoun", "relative", "number", "time", "adverb")
    if forms & {"past", "participle"} and lower not in UNCHANGED:
        if (not subject or place.last == "number") and modifies and place.last != "conjunction":
            # "Armed men", "wounded soldiers"; "15 confirmed cases".
            return None, ""
        if noun > 5 * max(verb, 1) or (adjective > 5 * max(verb, 1) and not subject):
            return None, ""
        if modifies and adjective > verb and place.last == "name":
            # "Armenian armed groups".
            return None, ""
        return "verb", "finite" if "past" in forms else "participle"
    if lower in UNCHANGED and place.last == "noun" and place.has_finite_before():
        if not place.opens_phrase() and not modifies:
            # "A truce put forward by the council".
            return "verb", "participle"
        return None, ""
    if "ing" in forms:
        titled = place.at + 2 < len(place.words) and place.words[place.at + 2].capital
        if place.words[place.at].opens and modifies and titled:
            # "Defending champion Sanna Virtala".
            return None, ""
        alone = place.last == "noun" and place.before[-1].lower == place.before[-1].base
        if alone and noun * 3 >= verb and not modifies and not place.opens_phrase():
            # "An emergency landing on a lake".
            return None, ""
        if place.last == "preposition" and noun and not modifies and not place.opens_phrase():
            return None, ""
        verbs = place.last == "verb" and place.before[-1].base not in _TAKE_ING
        if modifies and adjective and verbs:
            # "Added missing people to the dead".
            return None, ""
        if modifies and (place.last == "number" or adjective * 3 >= verb):
            return None, ""
        if noun > verb and not ("," in place.gap and place.opens_phrase()):
            return None, ""
        return "verb", "ing"
    joined = place.last_but_adverbs() == "conjunction" or "," in place.gap
    if joined and forms & {"s", "base"} and _goes_on(place, forms, verb, noun):
        return "verb", "finite"
    if not forms & {"s", "base"} or not subject or place.last == "number":
        return None, ""
    if place.has_finite_before() and (noun or adjective or "s" not in forms):
        return None, ""
    if not noun and not adjective and not counts.get("r"):
        return "verb", "finite"
    return ("verb", "finite") if _predicate(place, forms, verb, noun) else (None, "")


def _goes_on(place: Place, forms: frozenset[str], verb: int, noun: int) -> bool:
    """Whether a verb joins one before that has its form: "…, and claims that"."""
    for token in reversed(place.before):
        if re.search(r"[.;:!?\"]", token.gap):
            return False
        if token.form == "finite":
            third = token.word.surface.endswith("s") or token.lower in ("is", "has", "does")
            alike = ("s" in forms) == third
            return alike and verb > 0 and (not noun or place.opens_phrase())
    return False


def _predicate(place: Place, forms: frozenset[str], verb: int, noun: int) -> bool:
    """Whether a word that may be noun and verb is the verb of a subject before it."""
    last = place.before[-1]
    if place.at + 1 >= len(place.words):
        return place.last in ("pronoun", "relative") and verb >= noun
    following = place.words[place.at + 1]
    lower = bare(following.surface)
    if NEGATED.sub("", lower) in AUXILIARIES or (may_be_finite(lower) and not following.capital):
        return False
    opens = place.opens_phrase()
    if "s" in forms:
        plural = last.part == "noun" and last.lower.endswith("s") and last.lower != last.base
        if plural:
            return False
        return opens or place.last in ("pronoun", "relative") or verb > noun
    plural = (
        last.lower in ("they", "we", "you", "i", "who", "which")
        or (last.part == "noun" and last.lower != last.base)
        or bare(place.words[place.at].surface) in UNCHANGED
    )
    return plural and (opens or verb > noun)


def _nominal_part(place: Place, lower: str, counts: dict[str, int]) -> Part:
    """Noun, adjective or adverb."""
    noun, adjective, adverb = (counts.get(x, 0) for x in "nar")
    if lower.endswith("ly") and not noun and (adverb >= adjective or not counts):
        return "adverb"
    modifies = place.may_be_nominal(place.at + 1)
    if modifies and not noun and verb_forms(lower) & {"participle", "ing"}:
        return "adjective"
    following = place.words[place.at + 1] if place.at + 1 < len(place.words) else None
    titled = place.last == "noun" and following is not None and following.capital
    if titled and noun and "," not in place.gap:
        # "Rescue chief Anders Holm".
        return "noun"
    if modifies and adjective and adjective * 3 >= noun:
        return "adjective"
    if adverb > noun + adjective and place.last not in ("determiner", "adjective"):
        return "adverb"
    if place.last not in ("determiner", "adjective", "number") and adjective > noun:
        return "adjective"
    return "noun"

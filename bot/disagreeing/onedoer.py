"""Whether two who are told to have done one deed may be one, named or described differently."""

from __future__ import annotations

from collections.abc import Sequence

from bot.disagreeing.alike import counts_same, means
from bot.language import english
from bot.language.parties import party, same
from bot.language.terms import Word, words

# Forces of a state, those that bear one name together.
_OF_STATE = tuple(
    frozenset(group.split())
    for group in (
        "army armies military soldier soldiers troops infantry artillery",
        "police policeman policemen policewoman constable constables",
        "navy sailors marines",
        "airforce pilot pilots",
    )
)
# These may stand for any of them.
_THE_STATE = frozenset(
    "government governments regime authorities forces security officials officers".split()
)
# Who fights a state, or no state's war; any of these may be any other, and anybody by name.
_IRREGULAR = frozenset(
    """
    rebel rebels insurgent insurgents militant militants guerrilla guerrillas guerilla guerillas
    separatist separatists terrorist terrorists extremist extremists jihadist jihadists islamist
    islamists militia militias militiaman militiamen fighter fighters gunman gunmen bandit bandits
    gang gangs pirate pirates mob
    """.split()
)
# Who may be anybody.
_ANYBODY = frozenset(
    """
    man men woman women person people youth youths boy boys girl girls attacker attackers assailant
    assailants killer killers murderer murderers suspect suspects shooter shooters sniper snipers
    bomber bombers arsonist arsonists thief thieves robber robbers culprit culprits perpetrator
    perpetrators someone somebody stranger strangers unknown others
    """.split()
)


def may_be_one(a: Sequence[Word], a_written: str, b: Sequence[Word], b_written: str) -> bool:
    """Whether two doers may be one.

    A name is not told apart from what describes its bearer, unless one is a state's and the other
    fights states; of two descriptions, one may be the other where neither tells it apart.

    Args:
        a, b: the words that tell who it is.
        a_written, b_written: these with all that the sentences say of who it is.
    """
    if any(same(x, y) or means(x, y) for x in a for y in b):
        return True
    if is_short_for(a, b) or is_short_for(b, a):
        return True
    sides = _side(a, a_written), _side(b, b_written)
    if None not in sides and sides[0] != sides[1]:
        return False
    named = _is_named(a), _is_named(b)
    if all(named):
        return False
    return any(named) or _one_description(a, b)


def is_short_for(short: Sequence[Word], name: Sequence[Word]) -> bool:
    """Whether one is the first letters of the other: the "FDF", the Free Dunes Front."""
    letters = "".join(w.surface[0] for w in name if w.capital)
    return len(letters) > 1 and any(
        len(bare) > 1 and bare.isupper() and (bare in letters or letters in bare)
        for bare in (w.surface.replace(".", "") for w in short)
    )


def _is_named(who: Sequence[Word]) -> bool:
    """Whether a name tells who it is, and not only a word that opens a sentence."""
    return any(
        w.capital
        and (not w.opens or party(w) is not None or not english.readings(w.surface.lower()))
        for w in who
    )


def _side(who: Sequence[Word], written: str) -> str | None:
    """Whether somebody is of a state or fights without one, where words tell."""
    lowered = {w.surface.lower() for w in (*words(written), *who)}
    if lowered & _IRREGULAR:
        return "irregular"
    of_state = any(lowered & force for force in _OF_STATE) or bool(lowered & _THE_STATE)
    return "state" if of_state or any(party(w) is not None for w in who) else None


def _one_description(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether of two who are only described, one may be the other."""
    one, other = ({w.surface.lower() for w in who} for who in (a, b))
    if (one | other) & _ANYBODY:
        return True
    if any(one & force and other & force for force in _OF_STATE):
        return True
    if (one | other) & _THE_STATE:
        return _side(a, "") == _side(b, "")
    # A rebel may be a student.
    if (one | other) & _IRREGULAR:
        return None in (_side(a, ""), _side(b, "")) or _side(a, "") == _side(b, "")
    return any(counts_same(x, y) for x in a for y in b)

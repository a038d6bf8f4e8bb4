"""Whether several may have done what is asked about, so that two who did contradict nobody."""

from __future__ import annotations

import re

from bot.checking.names import SAYING
from bot.disagreeing.asked import Asked
from bot.language import english
from bot.language.clauses import clauses
from bot.language.terms import stem

# Deeds that one does not do instead of another, beside those of speech: what one thinks of it, what
# one takes part in, and what befalls one.
_SHARED_DEEDS = frozenset(
    stem(form)
    for form in """
    condemn denounce criticise criticize praise welcome support back oppose reject approve visit
    attend join meet met mourn protest congratulate thank endorse recognise recognize boycott
    vote abstain sign ratify score play sing sang perform compete participate testify demonstrate
    march donate contribute help speak spoke sanction applaud object agree
    die perish drown survive escape flee fled suffer vanish disappear collapse starve
    """.split()
)
# "Who lost their lives", "who took part", "who runs for mayor".
_SHARED_PHRASE = re.compile(
    r"^\W*who\b[^?]{0,20}\b(?:los[te]\w* (?:his|her|their|a) li(?:fe|ves)|(?:take|takes|took|taken)"
    r" part|(?:run|runs|ran|running|stand|stands|stood|standing) for)\b",
    re.IGNORECASE,
)
# But who claims an attack is said to have done it.
_CLAIMED = frozenset([stem("claim")])
_AUXILIARY = frozenset("do does did".split())
# "The winning goal" is one's alone.
_ONES_ALONE = re.compile(
    r"(?<!\bin )(?<!\bof )(?<!\bat )(?<!\bon )(?<!\bby )(?<!during )(?<!after )(?<!before )"
    r"\bthe (?:first|last|only|winning|decisive|deciding|equali[sz]ing|casting|most \w+"
    r"|\w{2,}est)\b"
    r"|\bfirst(?: to\b|\W*$)",
    re.IGNORECASE,
)
# "Who was arrested"; but "who is believed to have done it" asks for the doer.
_BEFALLS = re.compile(
    r"^\W*who\s+(?:(?:will|would|has|have|had|to|also|else|\w+ly)\s+)*"
    r"(?:was|were|is|are|be|been|got|gets|get)\s+(?:(?:to|be|been|being|also|else|\w+ly)\s+)*"
    r"(?P<verb>\w+)\b(?!\s+to\b)",
    re.IGNORECASE,
)
# "Who did the police arrest".
_DONE_TO = re.compile(
    r"^\W*whom\b|^\W*who\s+(?:did|does|do)\s+(?!it\b|this\b|that\b|the \w+ing\b)", re.IGNORECASE
)
# Participles that are their verbs' plain forms.
_UNCHANGED = frozenset("hurt hit cut put set shut beset".split())
# One alone is chosen for an office or a prize.
_CHOSEN = frozenset(
    "elect re-elect reelect appoint name choose pick select crown declare proclaim swear award"
    " install inaugurate".split()
)


def by_many(question: Asked) -> bool:
    """Whether what is asked about may be done by several, or befall several.

    The first verb tells: "who killed the mayor who criticised the army" asks for one.
    """
    text = question.plan.standalone
    if _ONES_ALONE.search(text):
        return False
    if _SHARED_PHRASE.search(text) or _DONE_TO.search(text):
        return True
    if befallen(question):
        return not is_choice(question)
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


def befallen(question: Asked) -> bool:
    """Whether it is asked to whom something was done: "who was arrested"."""
    return bool(_participle(question))


def is_choice(question: Asked) -> bool:
    """Whether it is asked who was chosen, of whom there is one: "who was elected mayor"."""
    return bool(_CHOSEN & _participle(question))


def _participle(question: Asked) -> frozenset[str]:
    """Plain forms of the verb of what befell somebody; none where somebody did it."""
    match = _BEFALLS.match(question.plan.standalone)
    if match is None or match["verb"].lower().endswith("ing"):
        return frozenset()
    found = english.bases(match["verb"].lower())
    said = match["verb"].lower()
    return frozenset(b for b, part in found if part == "v" and (b != said or said in _UNCHANGED))

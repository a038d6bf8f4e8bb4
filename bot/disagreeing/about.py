"""How far a sentence speaks of the very matter that a question asks about."""

from __future__ import annotations

from bot.checking.text import Parsed
from bot.disagreeing.alike import any_means
from bot.disagreeing.asked import Asked

# Of a question's words a sentence must hold so many, by rarity, to speak of the same.
SAME_MATTER = 0.6
# Words of a question that say nothing of its matter.
PALE = frozenset("first only really ever also still then".split())


def held(question: Asked, parsed: Parsed) -> float:
    """Share of a question's words, by rarity, that stand in a sentence."""
    terms = [w for w in question.plan.terms if w.surface.lower() not in PALE]
    total = sum(0.2 + w.weight for w in terms)
    told = sum(0.2 + w.weight for w in terms if any_means(w, parsed.words))
    return told / total if total else 0.0

"""What a claim denies where its source affirms it, whatever the source denies elsewhere.

A source may deny one thing and affirm another: "found water vapour, but no sign of methane". Where
a claim denies something, the part of the source that speaks of it must have a word that denies,
excludes, ends or limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from bot.checking.alike import Embed, bare, likeness, same_meaning
from bot.checking.coverage import is_light
from bot.checking.denials import NEGATIVE_PHRASE, Denial, is_denial, is_negative, refuses
from bot.checking.faults import Fault
from bot.checking.nobody import NOBODY, speaks_of_none
from bot.checking.opposites import exclude
from bot.checking.polarity import same_record, says_at_least
from bot.checking.text import Parsed
from bot.language.terms import Word

# How like a word of the source must be to speak of what a claim denies.
_LIKE = 0.6
# So many words of the claim's part, and such a share of them, the source must have at least.
_FEW, _SHARE = 2, 0.3
_MARK = re.compile(r"[,.;:!?()\"—–]|--")
_JOINTS = frozenset("and but while whereas although though because since".split())
# Words that leave something out, end it or put a bound to it.
_LIMITS = frozenset(
    """
    only just first last until till before former formerly previously except apart besides alone
    instead rather than less least fewer fewest few little zero free against without lack end
    ended ends ending outside beyond although despite lowest worst unless too if whether may
    might could would should most best highest record yet still remain remains remained missing
    missed
    """.split()
)
_LITTLE = frozenset("only just until till except".split())


def undenied(claim: Parsed, cited: Parsed, embed: Embed | None) -> Iterator[Fault]:
    """Denials of a claim for which the source has none where it speaks of the same."""
    yield from _not_only(claim, cited)
    if not claim.denials:
        return
    own, parts = _parts(claim), _parts(cited)
    for denial in claim.denials:
        cue = claim.words[denial.cue]
        said = refuses(cue) and cue.stem in cited.stems
        nobody = cue.surface.lower() in NOBODY
        said = said or (nobody and cue.surface.lower() in cited.lowered)
        said = said or (nobody and speaks_of_none(cited)) or says_at_least(claim, denial, cited)
        if said or same_record(claim, denial, cited):
            continue
        near = _near(denial, claim, own, cited, parts, embed)
        if near and not _limited(near, _beside(denial, claim, own), cited):
            yield Fault("denied", cue.surface, "the source does not deny it")
            return


_ONLY = re.compile(r"\b(?P<not>not )?(?:only|just|merely|solely) ")
# How many words behind "only" it may bear on.
_AHEAD = 4


def _not_only(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Not only for reconnaissance" for "only for reconnaissance", and the other way round."""
    theirs = list(_only(cited))
    for denies, words, shown in _only(claim):
        told = [
            d for d, others, _ in theirs if any(same_meaning(a, b) for a in words for b in others)
        ]
        if told and denies not in told:
            yield Fault("denied", shown, "the source has it the other way round")


def _only(parsed: Parsed) -> Iterator[tuple[bool, list[Word], str]]:
    """Whether each "only" is denied, the words that it may bear on, and itself as written."""
    for match in _ONLY.finditer(parsed.lower):
        behind = [w for w in parsed.words if w.start >= match.end()][:_AHEAD]
        heavy = [w for w in behind if not is_light(w) or w.surface[0].isdigit()]
        yield bool(match["not"]), heavy, match.group().strip()


def _near(
    denial: Denial,
    claim: Parsed,
    own: Sequence[int],
    cited: Parsed,
    parts: Sequence[int],
    embed: Embed | None,
) -> list[Word]:
    """The words of the source's parts that speak of what a claim denies; none if none surely do."""
    beside = _beside(denial, claim, own)
    targets = [claim.words[k] for k in denial.targets if own[k] == own[denial.cue]]
    # "Failed on just nine days" denies little.
    little = any(
        lower in _LITTLE and part == own[denial.cue]
        for lower, part in zip(claim.lowered, own, strict=True)
    )
    if not targets or little or len(beside) < _FEW:
        return []
    held = (likeness(beside, cited.words, embed) >= _LIKE).any(axis=1).sum()
    if held < max(_FEW, _SHARE * len(beside)):
        return []
    spoken = likeness(targets, cited.words, embed) >= _LIKE
    # How many of the targets each part speaks of.
    counts = {
        part: int(spoken[:, [k for k, p in enumerate(parts) if p == part]].any(axis=1).sum())
        for part in {parts[int(k)] for k in np.flatnonzero(spoken.any(axis=0))}
    }
    most = max(counts.values(), default=0)
    return [w for w, part in zip(cited.words, parts, strict=True) if counts.get(part) == most]


def _beside(denial: Denial, parsed: Parsed, parts: Sequence[int]) -> list[Word]:
    """The words that carry the facts of the part of a text in which a denial stands."""
    return [
        w
        for k, w in enumerate(parsed.words)
        if parts[k] == parts[denial.cue]
        and k != denial.cue
        and not is_light(w)
        and not w.surface[0].isdigit()
    ]


def _parts(parsed: Parsed) -> list[int]:
    """For each word, the number of its part: parts end at marks and at words that join."""
    out, part, end = [], 0, 0
    for word, lower in zip(parsed.words, parsed.lowered, strict=True):
        if _MARK.search(parsed.text[end : word.start]) or lower in _JOINTS:
            part += 1
        out.append(part)
        end = word.end
    return out


def _limited(near: Sequence[Word], beside: Sequence[Word], cited: Parsed) -> bool:
    """Whether any of the words near denies, excludes or limits what a claim denies."""
    spans = [(m.start(), m.end()) for m in NEGATIVE_PHRASE.finditer(cited.lower)]
    return any(
        bare(word.surface) in _LIMITS
        or is_denial(word)
        or is_negative(word)
        or word.surface.lower().endswith("less")
        or any(s <= word.start < e for s, e in spans)
        or any(exclude(bare(b.surface), bare(word.surface)) for b in beside)
        for word in near
    )

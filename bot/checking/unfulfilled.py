"""What a source has only as asked for, tried, considered or nearly so, told as done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.planned import verbs
from bot.checking.text import Parsed

# Words between who is asked and what he is asked to do: "asked the court to".
_WHOM = r"(?: (?!(?:and|but|who|which|that|to|after|when|while|because)\b)[\w'’-]+){0,6}"
# What is asked for, offered or tried may never be done.
_ASKED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|urg(?:es|ed|ing)|order(?:s|ed|ing)?|t(?:ells?|old|elling)"
    r"|invit(?:es|ed|ing|ations?)|advis(?:es|ed|ing)|instruct(?:s|ed|ing|ions?)?"
    r"|encourag(?:es|ed|ing)|request(?:s|ed|ing)?|requir(?:es|ed|ing)|oblig(?:es|ed)"
    r"|offer(?:s|ed|ing)?|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|seek(?:s|ing)?|sought"
    r"|appeal(?:s|ed|ing)? (?:to|for)|call(?:s|ed|ing)?(?: (?:on|upon|for))?|lobb(?:y|ied|ies|ying)"
    r"|petition(?:s|ed|ing)?|demand(?:s|ed|ing)?|recommend(?:s|ed|ing|ations?)?"
    r"|direct(?:s|ed|ing)|command(?:s|ed|ing)?|entitl(?:es|ed)|eligible|willing|reluctant"
    r"|motions?|bids?|efforts?|proposals?|tempted|pressed|pressing|begg(?:ed|ing)|implor(?:es|ed))\b"
    rf"{_WHOM} to (?:\w+ly )?(?:be )?$"
)
# What is thought of, spoken of or risked, with a verb in -ing behind it.
_THOUGHT_OF = re.compile(
    r"\b(?:(?:consider|discuss|recommend|suggest|mull|envisag|debat|explor|advocat|favou?r|propos"
    r"|contemplat|oppos|risk|avoid)(?:e?s|e?d|ing|e)?|weigh(?:s|ed|ing)?|clos(?:e|er) to|brink of"
    r"|in favou?r of|(?:possibility|idea|prospect|risk|danger|threat|hopes?|chances?) of"
    rf"|(?:bann?|barr?|prohibit|prevent|dissuad|discourag|deter|stopp?|block)(?:s|ed|ing)?{_WHOM}"
    r" from) (?:\w+ly )?(?:being )?$"
)
_NEARLY = re.compile(r"\b(?:nearly|almost|narrowly|all but) $")
# "Almost tripled" is said of what did, more or less.
_BY_MUCH = re.compile(r"(?:doubl|tripl|trebl|quadrupl|halv)")
# Where any of these stands a claim tells that it is not done yet, or a source that it was.
_OPEN = re.compile(
    r"\b(?:nearly|almost|narrowly|all but|close to|brink|whether|if|unless|would|should|could|may"
    r"|might|must|wants?|wanted|not|never|to|be|being|hop(?:es|ed)|sought|asked|demanded|called"
    r"|urged|proposed|considered|recommended|suggested|before|until|than|as|without)\b[^,;:]*$"
)
_DONE = re.compile(
    r"\b(?:did|do so|does so|done so|complied|compl(?:y|ies)|obeyed|heeded|followed|succeeded"
    r"|granted|agreed)\b"
)
# Verbs whose past is as they are.
_ONE_FORM = frozenset(
    "burst cut hit put set shut quit cost let hurt split spread cast beat shed upset".split()
)


def unfulfilled(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Deeds that a claim tells as done, and its source as asked for, tried or nearly done."""
    if _DONE.search(cited.lower):
        return
    told = list(verbs(cited))
    for bases, form, start, end in verbs(claim):
        shown = claim.text[start:end]
        if form != "past" and shown.lower() not in _ONE_FORM:
            continue
        if _OPEN.search(claim.lower[:start]):
            continue
        cues = [_cue(cited, s, f) for b, f, s, _ in told if bases & b]
        if cues and all(cues) and not _by_much(shown):
            cue = next(cue for cue in cues if cue)
            yield Fault("planned", shown, f'the source says "{cue}"', cue)
            return


def _cue(cited: Parsed, at: int, form: str) -> str:
    """The word that makes what a verb tells of less than done, or nothing."""
    ahead = cited.lower[:at]
    for cue in (_THOUGHT_OF,) if form == "ing" else (_ASKED, _NEARLY):
        match = cue.search(ahead)
        if match is not None:
            return match.group().split()[0]
    return ""


def _by_much(shown: str) -> bool:
    return _BY_MUCH.match(shown.lower()) is not None

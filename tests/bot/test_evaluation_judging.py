"""Outcomes made by hand, judged: what counts as right, wrong and failing."""

from __future__ import annotations

import math
from typing import Any

import pytest

from bot.answer import Answer, Citation, Claim, Disagreement, How, ReportedValue
from bot.drafting.extractive import Draft
from bot.evaluation.asking import Chosen, Outcome
from bot.evaluation.cases import Case, Place
from bot.evaluation.ground import Ground, Sentence
from bot.evaluation.judging import Judged, judge
from bot.evaluation.summary import summarise
from index import Hit, Passage, Source, Span

FIRST, SECOND, THIRD = "Ten died in Arm.", "Five were hurt.", "It rained."
TEXT = f"{FIRST} {SECOND} {THIRD}"


def case(**known: Any) -> Case:
    return Case(**{"id": "1", "question": "Who?", "where": "c:1", "answerable": True, **known})


def answer(*quotes: tuple[str, str], said: str | None = None, told: Any = ()) -> Answer:
    citations = tuple(
        Citation(
            n=n,
            file=file,
            title=None,
            outlet=None,
            url=None,
            published=None,
            page=None,
            first_line=1,
            last_line=1,
            start=TEXT.find(quote),
            end=TEXT.find(quote) + len(quote),
            quote=quote,
        )
        for n, (file, quote) in enumerate(quotes, 1)
    )
    claims = tuple(Claim(said or c.quote, (c.n,), "supported") for c in citations)
    return Answer(
        question="Who?",
        standalone="Who?",
        text=" ".join(c.text for c in claims) or "The articles do not say.",
        refused=not claims,
        claims=claims,
        citations=citations,
        disagreements=told,
        withheld=(),
        how=How("extractive", None, None),
        usage={},
        timings_ms={"total": 10.0},
    )


def hit(file: str, text: str = TEXT) -> Hit:
    source = Source(file, None, None, None, None, None, None, 1, None)
    start = TEXT.find(text)
    passage = Passage(0, text, start, start + len(text), 1, 1, (Span(0, len(text)),), "")
    return Hit(source, passage, 1.0, None, 1.0)


def judged(known: Case, given: Answer, *found: Hit, confidence: float | None = None) -> Judged:
    sentences = tuple(
        Sentence("own.txt", TEXT.find(s), TEXT.find(s) + len(s), s) for s in (FIRST, SECOND, THIRD)
    )
    ground = Ground(sentences=sentences if known.annotated else ())
    drafted = None if confidence is None else Draft((), confidence, None)
    return judge(Outcome(known, ground, given, found, found, drafted))


QUOTED = case(expected=((Place("a.txt", "ten DIED"),), (Place("b.txt", "Five"),)))


def test_quotes_are_right_by_file_and_words() -> None:
    ours = judged(QUOTED, answer(("a.txt", FIRST), ("a.txt", SECOND))).ours
    assert (ours.first_right, ours.precision, ours.recall) == (True, 0.5, 0.5)
    ours = judged(QUOTED, answer(("b.txt", FIRST))).ours
    assert (ours.first_right, ours.precision, ours.recall) == (False, 0.0, 0.0)


def test_any_alternative_of_a_group_will_do() -> None:
    known = case(expected=((Place("a.txt", "ten"), Place("b.txt", "five")),))
    assert judged(known, answer(("b.txt", SECOND))).ours.recall == 1.0


def test_without_words_the_files_decide() -> None:
    ours = judged(case(files=("a.txt", "b.txt")), answer(("a.txt", FIRST), ("c.txt", FIRST))).ours
    assert (ours.first_right, ours.precision, ours.recall) == (True, 0.5, 0.5)


def test_sentences_are_judged_by_the_annotator_that_agrees_most() -> None:
    known = case(annotated=((THIRD,), (FIRST, SECOND)))
    ours = judged(known, answer(("own.txt", FIRST))).ours
    assert ours.f1 == pytest.approx(2 / 3)
    assert (ours.first_right, ours.precision, ours.recall) == (True, 1.0, 0.5)
    both = judged(known, answer(("own.txt", f"{FIRST} {SECOND}"))).ours
    assert (both.f1, both.recall) == (1.0, 1.0)


def test_a_refusal_has_no_right_sentence() -> None:
    found = judged(case(annotated=((FIRST,),)), answer())
    assert (found.ours.f1, found.ours.recall, found.ours.precision) == (0.0, 0.0, None)
    assert found.failures == ("refused",)


def test_the_right_passage_is_the_one_that_holds_the_words() -> None:
    found = judged(
        QUOTED, answer(("a.txt", FIRST)), hit("c.txt"), hit("a.txt", THIRD), hit("a.txt")
    )
    assert found.rank == 3
    assert judged(QUOTED, answer(("a.txt", FIRST)), hit("c.txt")).rank is None


def test_an_answer_to_what_the_articles_do_not_say_fails() -> None:
    assert judged(case(answerable=False), answer(("a.txt", FIRST))).failures == ("answered",)
    assert judged(case(answerable=False), answer()).failures == ()


def test_patterns_must_all_match_and_wrong_ones_never() -> None:
    known = case(answer=("ten|10", "died"))
    assert judged(known, answer(("a.txt", FIRST))).matched is True
    assert judged(known, answer(("a.txt", SECOND))).failures == ("match",)
    told = judged(case(answer=("ten",), wrong=(r"\bdied",)), answer(("a.txt", FIRST)))
    assert told.failures == ("wrong",)


def test_every_differing_figure_must_be_shown_with_its_source() -> None:
    known = case(files=("a.txt", "b.txt"), differ=(("ten", "a.txt"), ("five", "b.txt")))
    assert judged(known, answer(("a.txt", FIRST))).failures == ("differ",)
    assert judged(known, answer(("a.txt", FIRST), ("b.txt", SECOND))).all_shown is True
    told = (Disagreement("dead", (ReportedValue("ten", 1), ReportedValue("five", 2))),)
    given = answer(("a.txt", FIRST), ("b.txt", THIRD), told=told)
    assert judged(known, given).all_shown is True


def test_a_claim_that_its_quote_does_not_bear_out_is_doubted() -> None:
    found = judged(case(files=("a.txt",)), answer(("a.txt", FIRST), said="Twenty died in Arm."))
    assert found.failures == ("checker",)
    assert found.verdicts["supported"] == 0


def test_a_reported_answer_that_is_still_given_fails() -> None:
    known = case(answerable=None, reported=FIRST)
    assert judged(known, answer(("a.txt", FIRST))).failures == ("reported",)
    assert judged(known, answer(("a.txt", SECOND))).failures == ()


def test_the_figures_of_a_run_count_refusals_on_both_sides() -> None:
    given = answer(("a.txt", FIRST))
    summary = summarise(
        [
            judged(case(files=("a.txt",)), given, hit("a.txt"), confidence=2.0),
            judged(case(files=("a.txt",)), answer(), hit("b.txt"), confidence=-1.0),
            judged(case(answerable=False), answer(), confidence=-math.inf),
            judged(case(answerable=False), given, confidence=1.0),
        ]
    )
    values = {m.key: m.value for m in summary.measures}
    assert values["refused_right"] == 0.5
    assert values["refused_wrong"] == 0.5
    assert values["hit_1"] == 0.5
    assert summary.failures == {"refused": 1, "answered": 1}
    # Nobody can be sure of what a rule refuses; to refuse the other costs a false refusal.
    assert (summary.curve[0].refused, summary.curve[0].falsely) == (0.5, 0.0)
    assert summary.refused_at(0.0) is not None
    assert max(p.refused for p in summary.curve if p.falsely <= 0.5) == 1.0


def test_a_baseline_is_judged_as_ours_is_and_compared_in_pairs() -> None:
    known = case(annotated=((FIRST,),))
    start, end = TEXT.find(SECOND), TEXT.find(SECOND) + len(SECOND)
    wrong = Chosen("own.txt", start, end, SECOND)
    right = Chosen("own.txt", 0, len(FIRST), FIRST)
    ground = Ground(sentences=(Sentence("own.txt", 0, len(FIRST), FIRST),))
    given = answer(("own.txt", FIRST))
    outcome = Outcome(known, ground, given, (), (), None, ((wrong,), (right,), (right, wrong)))
    versus = summarise([judge(outcome)] * 5).versus
    gaps = {(v.name, v.measure): v.difference for v in versus}
    assert gaps["first sentence of the top passage", "Sentence F1"] == 1.0
    assert gaps["most similar sentence", "Sentence F1"] == 0.0

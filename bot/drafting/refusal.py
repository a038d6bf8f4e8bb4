"""The rules by which a sentence cannot be the answer, whatever else speaks for it."""

from __future__ import annotations

from bot.drafting.places import Context, Place, known
from bot.drafting.relation import (
    crossed,
    missing_figures,
    missing_names,
    missing_years,
    names,
    other_kind,
)
from bot.drafting.timing import in_period
from bot.language.figures import gives_measure, has_date, measure_asked
from bot.planning import Plan


def refusal(plan: Plan, place: Place, context: Context) -> str | None:
    """Why a sentence cannot be the answer, whatever else speaks for it; None if nothing does."""
    source, passage = place.hit.source, place.hit.passage
    if plan.period is not None and not in_period(plan, place):
        return "it speaks of another time"
    near = f"{passage.text}\n{known(source)}"
    # "two" or "first" in a question may be put otherwise; 2016 may not.
    strict = [f for f in plan.figures if plan.standalone[f.start : f.end].strip()[-1:].isdigit()]
    days = [f for f in strict if f.kind in ("day", "year")]
    counts = [f for f in strict if f.kind not in ("day", "year")]
    if missing_figures(days, context.text) or missing_figures(counts, near):
        return "it does not speak of that number or date"
    dated = source.published.date if source.published else None
    if missing_years(plan.figures, place.text, place.before, context.text, dated):
        return "it does not speak of that year"
    lacking = missing_names(names(plan.terms), context.words)
    if lacking:
        return f"it does not speak of {lacking[0].surface}"
    if crossed(plan.standalone, place.text, place.before):
        return "it speaks of another party"
    if plan.wants == "number" and other_kind(plan.standalone, place.text):
        return "it counts others"
    around = f"{place.before}\n{place.text}\n{place.after}"
    if plan.wants == "date" and not (has_date(around) or gives_measure(around, "duration")):
        return "it gives no date"
    if plan.wants == "number" and not gives_measure(around, measure_asked(plan.standalone)):
        return "it gives no number of that kind"
    return None

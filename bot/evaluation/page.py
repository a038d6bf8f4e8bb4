"""One self-contained page: how good it is, what fails, and every failing case.

It is well-formed XML as well as HTML, holds no script and refers to nothing outside itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from bot.evaluation import plots
from bot.evaluation.asking import BASELINES
from bot.evaluation.evidence import evidence
from bot.evaluation.judging import FAILURES
from bot.evaluation.run import Report
from bot.evaluation.summary import LIMITS, RANKS, Measure, Summary
from bot.evaluation.table import counted, listed, percent, signed

# Characters that XML does not allow.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HEADLINES = (
    ("first_right", "of the answerable questions get a right quote first"),
    ("matched", "of the answerable questions get an answer with the words expected"),
    ("refused_right", "of the unanswerable questions are refused, as they should be"),
    ("refused_wrong", "of the answerable questions are refused by mistake"),
)
_OTHERS = ("precision", "recall", "f1", "all_shown", "checked")

_WAYS = dict(zip(BASELINES, ("top sentence", "most similar", "similar, as many"), strict=True))
_MEANINGS = (
    (
        "Right quote first",
        "the first thing that the answer quotes holds the words, or is one of the sentences, that "
        "are known to answer. A refusal counts as wrong.",
    ),
    ("Citation precision", "of what is quoted, the share that is right."),
    ("Citation recall", "of what ought to be quoted, the share that is."),
    (
        "Sentence F1",
        "of the sentences chosen and those that people chose; of several people the one agreed "
        "with most; 0 for a refusal.",
    ),
    (
        "Right passage in the first k",
        "search alone, before anything is drafted: whether a passage that answers is among the "
        "first k of everything indexed.",
    ),
    (
        "Claims that the checker supports",
        "each sentence shown, checked again against no more than the words quoted with it.",
    ),
    (
        "Intervals",
        "95 %: Wilson's for shares, by resampling the questions for means and differences; a "
        "difference is paired, question by question.",
    ),
)


def page(report: Report) -> str:
    """The whole page, as text to be written in UTF-8."""
    style = files("bot.evaluation").joinpath("page.css").read_text("utf-8")
    body = "\n".join(_body(report))
    return _ILLEGAL.sub(
        "\N{REPLACEMENT CHARACTER}",
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        '<meta name="color-scheme" content="light dark"/>\n'
        f"<title>Newsdesk: {escape(', '.join(report.files))}</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n",
    )


def _body(report: Report) -> Iterator[str]:
    summary = report.summary
    half = {"all": "", "fit": ", the half for fitting", "judge": ", the half for judging"}
    yield "<h1>How often is Newsdesk right?</h1>"
    yield _p(f"{', '.join(report.files)}{half[report.half]}. {counted(summary)}.", "sub")
    yield '<div class="tiles">'
    for key, said in _HEADLINES:
        if measure := summary.measure(key):
            yield _tile(measure, said)
    yield "</div>"
    for note in report.notes:
        yield _p(f"Note: {note}", "note")
    yield from _what_fails(report)
    yield from _search(summary)
    yield from _answers(summary)
    yield from _versus(summary)
    yield from _refusing(summary)
    yield from _latency(summary)
    yield from _cases(report)
    yield "<h2>How this was measured</h2>"
    yield _p(f"Asked: {'; '.join(report.over)}. Answered by: {', '.join(report.how)}.")
    rows = "".join(f"<dt>{escape(t)}</dt><dd>{escape(d)}</dd>" for t, d in _MEANINGS)
    yield f"<dl>{rows}</dl>"


def _tile(measure: Measure, said: str) -> str:
    right = round(measure.value * measure.n)
    return (
        f'<div class="tile {_kind(measure)}"><b>{100 * measure.value:.0f} %</b>'
        f"<span>{escape(said)}</span><small>{right} of {measure.n}; over more such questions "
        f"likely {100 * measure.low:.0f} to {100 * measure.high:.0f} %</small></div>"
    )


def _kind(measure: Measure) -> str:
    if not measure.more_is_better:
        return "good" if measure.value <= 0.1 else "middling" if measure.value <= 0.2 else "bad"
    return "good" if measure.value >= 0.85 else "middling" if measure.value >= 0.6 else "bad"


def _what_fails(report: Report) -> Iterator[str]:
    failing = sum(bool(j.failures) for j in report.judged)
    yield f"<h2>What fails: {failing} of {len(report.judged)} questions</h2>"
    if not failing:
        yield _p("Nothing.")
        return
    counts = report.summary.failures
    rows = [(_short(key), float(n), str(n), "bad") for key, n in counts.items()]
    yield _figure(plots.bars("Questions by what fails", rows, max(counts.values())))
    links = ", ".join(
        f'<a href="#{key}">{escape(FAILURES[key])}</a> ({counts[key]})' for key in counts
    )
    yield f'<p class="sub">Every one of them, with its evidence: {links}.</p>'


def _short(key: str) -> str:
    names = {
        "refused": "refused by mistake",
        "answered": "answered by mistake",
        "quote": "wrong quote first",
        "match": "expected words missing",
        "wrong": "says what is wrong",
        "differ": "not every figure shown",
        "checker": "doubted by the checker",
        "reported": "reported, still the same",
    }
    return names[key]


def _search(summary: Summary) -> Iterator[str]:
    found = [m for k in RANKS if (m := summary.measure(f"hit_{k}"))]
    if found:
        yield "<h2>Does search find the right passage?</h2>"
        yield _measures("Right passage among the first k", found)


def _answers(summary: Summary) -> Iterator[str]:
    found = [m for key in _OTHERS if (m := summary.measure(key))]
    if found:
        yield "<h2>Are the quotes the right ones?</h2>"
        yield _measures("Quotes and claims", found)
    if summary.verdicts or summary.withheld:
        said = f"Claims shown, as the checker sees them: {listed(summary.verdicts) or 'none'}."
        if summary.withheld:
            said += f" Withheld before they were shown: {listed(summary.withheld)}."
        yield _p(said, "sub")


def _measures(title: str, found: Iterable[Measure]) -> str:
    rows, intervals = [], []
    for m in found:
        rows.append((m.label, m.value, f"{percent(m.value)} (n={m.n})", _kind(m)))
        intervals.append((m.low, m.high))
    return _figure(plots.bars(title, rows, 1.0, intervals))


def _versus(summary: Summary) -> Iterator[str]:
    if not summary.versus:
        return
    yield "<h2>Is it better than simple ways?</h2>"
    yield _p(
        "Simple ways answered the same questions from the same passages: the first sentence of the "
        "top passage, the sentence most similar to the question, and as many of the most similar "
        "as ours quotes. They never refuse; where ours refuses, it gets nothing here. A dot right "
        "of the line: ours is better; where the whisker does not cross the line, that is hardly "
        "chance.",
        "sub",
    )
    rows = [(_versus_label(v.name, v.measure), v.difference, v.low, v.high) for v in summary.versus]
    yield _figure(plots.differences("Ours minus the simple way", rows))
    yield '<div class="wide"><table><thead><tr><th>Simple way</th><th>Measure</th><th>Ours</th>'
    yield "<th>Theirs</th><th>Difference (95 %)</th><th>n</th></tr></thead><tbody>"
    for v in summary.versus:
        gap = f"{signed(v.difference)} ({signed(v.low)} to {signed(v.high)})"
        cells = (v.name, v.measure, percent(v.ours), percent(v.theirs), gap, str(v.n))
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
    yield "</tbody></table></div>"


def _versus_label(name: str, measure: str) -> str:
    way = _WAYS[name]
    return f"{measure.split()[-1] if 'F1' in measure else 'Quote first'}: ours − {way}"


def _refusing(summary: Summary) -> Iterator[str]:
    if not summary.curve:
        return
    now = _now(summary)
    yield "<h2>Does it know when to refuse?</h2>"
    yield _p(
        "The surer it has to be before it answers, the more it refuses, rightly and wrongly. The "
        "curve shows every such choice; the dashed line is refusing at random. It starts "
        "at what rules alone refuse. Top left is best.",
        "sub",
    )
    points = [(p.falsely, p.refused) for p in summary.curve]
    title = "Unanswerable refused against answerable refused"
    plot = plots.curve(
        title, points, now, "answerable refused (bad)", "unanswerable refused (good)"
    )
    yield _figure(plot, "narrow")
    said = [
        f"with at most {limit} % refused by mistake, {percent(point.refused)} refused rightly"
        for limit in LIMITS
        if (point := summary.refused_at(limit / 100))
    ]
    if said:
        yield _p("Along the curve: " + "; ".join(said) + ".")


def _now(summary: Summary) -> tuple[float, float]:
    falsely, rightly = summary.measure("refused_wrong"), summary.measure("refused_right")
    return (falsely.value if falsely else 0.0, rightly.value if rightly else 0.0)


def _latency(summary: Summary) -> Iterator[str]:
    if not summary.latency:
        return
    yield "<h2>How long does an answer take?</h2>"
    rows = [
        (f"{t.stage}, {name}", value, f"{value:,.0f} ms", kind)
        for t in summary.latency
        for name, value, kind in (("half within", t.p50, "plain"), ("95 % within", t.p95, "pale"))
        if t.p95 >= 1
    ]
    yield _figure(plots.bars("Milliseconds by stage", rows, max((r[1] for r in rows), default=1)))


def _cases(report: Report) -> Iterator[str]:
    for key, meaning in FAILURES.items():
        # Each case once, where it fails first; its other faults are named there.
        failing = [j for j in report.judged if j.failures and j.failures[0] == key]
        others = sum(key in j.failures[1:] for j in report.judged)
        if not failing and not others:
            continue
        yield f'<h2 id="{key}">{escape(meaning)} ({len(failing) + others})</h2>'
        if others:
            yield _p(f"{others} of these are listed under another heading.", "sub")
        for judged in failing:
            yield evidence(judged)


def _figure(drawing: str, kind: str = "") -> str:
    return f'<figure class="{kind}">{drawing}</figure>'


def _p(said: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(said)}</p>'

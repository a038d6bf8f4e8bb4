"""Small plots as inline SVG: colours come from the page, so that they follow light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH = 700
_LABEL = 270
_RIGHT = 130
_ROW = 30


def svg(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    """A drawing that scales with the page; the title is what a screen reader says."""
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )


def text(x: float, y: float, said: str, anchor: str = "start", kind: str = "") -> str:
    """Words at a place."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{escape(said)}</text>'
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A filled rectangle with round corners."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" rx="3"'
        f' class="{kind}"/>'
    )


def bars(
    title: str,
    rows: Sequence[tuple[str, float, str, str]],
    most: float,
    intervals: Sequence[tuple[float, float]] = (),
) -> str:
    """Horizontal bars from 0 to ``most``, each with what is said of it.

    Args:
        rows: (label, value, words behind the bar, class of the bar).
        intervals: (low, high) of each row, drawn across the bar's end.
    """
    most = most or 1.0
    scale = (_WIDTH - _LABEL - _RIGHT) / most
    parts = []
    for n, (label, value, said, kind) in enumerate(rows):
        y = n * _ROW + 4
        parts.append(text(_LABEL - 10, y + 15, label, "end"))
        parts.append(box(_LABEL, y, scale * most, 20, "track"))
        parts.append(box(_LABEL, y, scale * value, 20, kind))
        if intervals:
            low, high = (_LABEL + scale * end for end in intervals[n])
            parts.append(line(low, y + 10, high, y + 10, "whisker"))
            parts += [line(x, y + 5, x, y + 15, "whisker") for x in (low, high)]
        parts.append(text(_WIDTH - _RIGHT + 8, y + 15, said, "start", "value"))
    return svg(_WIDTH, len(rows) * _ROW + 6, title, parts)


def differences(title: str, rows: Sequence[tuple[str, float, float, float]]) -> str:
    """(label, difference, low, high) of shares, beside a line at zero."""
    ends = [end for _, _, low, high in rows for end in (low, high)]
    least, most = min(0.0, *ends) - 0.02, max(0.0, *ends) + 0.02
    scale = (_WIDTH - _LABEL - _RIGHT) / (most - least)

    def at(value: float) -> float:
        return _LABEL + (value - least) * scale

    height = len(rows) * _ROW + 24
    parts = [line(at(0), 0, at(0), height - 20, "axis"), text(at(0), height - 4, "0", "middle")]
    for n, (label, value, low, high) in enumerate(rows):
        y = n * _ROW + 14
        good = "dot good" if low > 0 else "dot bad" if high < 0 else "dot"
        parts.append(text(_LABEL - 10, y + 5, label, "end"))
        parts.append(line(at(low), y, at(high), y, "whisker"))
        parts += [line(at(x), y - 5, at(x), y + 5, "whisker") for x in (low, high)]
        parts.append(f'<circle cx="{at(value):.1f}" cy="{y}" r="5" class="{good}"/>')
        said = f"{100 * value:+.1f} points".replace("-", "−")
        parts.append(text(_WIDTH - _RIGHT + 8, y + 5, said, "start", "value"))
    return svg(_WIDTH, height, title, parts)


def curve(
    title: str,
    points: Sequence[tuple[float, float]],
    now: tuple[float, float],
    across: str,
    up: str,
) -> str:
    """A curve of shares within a unit square, with the point where we are now."""
    size, left, top = 320, 60, 12

    def at(x: float, y: float) -> tuple[float, float]:
        return left + size * x, top + size * (1 - y)

    parts = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        (x, bottom), (start, y) = at(tick, 0), at(0, tick)
        parts += [line(start, y, left + size, y, "grid"), line(x, top, x, bottom, "grid")]
        parts.append(text(start - 8, y + 4, f"{tick:.0%}", "end"))
        parts.append(text(x, bottom + 18, f"{tick:.0%}", "middle"))
    parts.append(line(*at(0, 0), *at(1, 1), "chance"))
    drawn = " ".join("{:.1f},{:.1f}".format(*at(x, y)) for x, y in points)
    parts.append(f'<polyline points="{drawn}" class="curve"/>')
    x, y = at(*now)
    parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" class="dot here"/>')
    parts.append(text(x + 12, y + 5, "now", "start", "value"))
    parts.append(text(left + size / 2, top + size + 40, across, "middle"))
    middle = top + size / 2
    parts.append(
        f'<text x="14" y="{middle:.1f}" text-anchor="middle" '
        f'transform="rotate(-90 14 {middle:.1f})">{escape(up)}</text>'
    )
    return svg(left + size + 30, top + size + 52, title, parts)

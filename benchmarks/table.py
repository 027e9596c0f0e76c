"""The one table of all figures, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from benchmarks.measuring import Figure

_HEAD = ("figure", "time", "compared with", "time", "ratio", "bound", "")


def table(figures: Sequence[Figure]) -> str:
    """A line a figure; what is over its bound says so in words."""
    lines = [_HEAD, *(_line(figure) for figure in figures)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(_HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def as_json(figures: Sequence[Figure]) -> str:
    """The same for programs; times in seconds."""
    return json.dumps([_values(figure) for figure in figures], indent=2, ensure_ascii=False) + "\n"


def _line(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        _spoken(figure.seconds),
        figure.against,
        _spoken(figure.against_seconds),
        f"{figure.ratio:.2f}",
        f"{figure.bound:g}",
        "OVER ITS BOUND" if figure.over else "within",
    )


def _values(figure: Figure) -> dict[str, object]:
    return {
        "figure": figure.name,
        "seconds": figure.seconds,
        "compared_with": figure.against,
        "compared_seconds": figure.against_seconds,
        "ratio": figure.ratio,
        "bound": figure.bound,
        "over": figure.over,
        "rounds": figure.rounds,
    }


def _spoken(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"

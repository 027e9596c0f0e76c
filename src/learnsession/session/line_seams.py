"""Taking spans out of a line so that what is left still reads as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]
"""From and to, as places between characters."""

_BETWEEN = re.compile(r"[^\S\n]*[,;&]?[^\S\n]*")
_BRACKETS = {"(": ")", "[": "]"}
_HANGING = re.compile(r"(?:\s*[,;]|\s+[-–—|])+\s*$|\s+$")
_LEADING = re.compile(r"^(?:\s*[,;:.!?]+(?=\s|$)|\s*[-–—|](?=\s|$))*\s*")
_STOP = re.compile(r"\s*[.,;:!?)\]]")
_DASH = re.compile(r"\s*[-–—|]\s")


def without(line: str, spans: Sequence[Span]) -> str:
    """A line without some spans: no space, comma, dash or bracket is left over where they stood.

    Args:
        line: one line; it is untouched where no span is.
        spans: in any order; they do not overlap.

    """
    kept, at = "", 0
    for start, end in _joined(line, sorted(spans)):
        kept = _sewn(kept, line[at:start], first=at == 0)
        at = end
    return _sewn(kept, line[at:], first=at == 0)


def _joined(line: str, spans: Sequence[Span]) -> list[Span]:
    """Neighbours as one span, with the brackets that held nothing else."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and _BETWEEN.fullmatch(line, joined[-1][1], start):
            start = joined.pop()[0]
        joined.append((start, end))
    return [_with_brackets(line, span) for span in joined]


def _with_brackets(line: str, span: Span) -> Span:
    before, after = line[: span[0]].rstrip(), line[span[1] :].lstrip()
    if before and after and _BRACKETS.get(before[-1]) == after[0]:
        return len(before) - 1, len(line) - len(after) + 1
    return span


def _sewn(before: str, after: str, *, first: bool) -> str:
    """Two pieces of a line that a span stood between."""
    if first:
        return after
    if not before.strip():
        return before + _LEADING.sub("", after)
    stop = _STOP.match(after)
    if stop or _DASH.match(after) or not after.strip():
        before = _HANGING.sub("", before)
    close = stop or before.rstrip().endswith(tuple(_BRACKETS))
    return (before.rstrip() + ("" if close else " ") + after.lstrip()).rstrip()

"""Taking spans out of a line so that what is left still reads as one.

A span whose place in the sentence nothing else can take stays: 'Speak to @nurse' is not cut to
'Speak to'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]
"""From and to, as places between characters."""

_BETWEEN = re.compile(r"[^\S\n]*[,;&]?[^\S\n]*")
_AND = re.compile(r"[^\S\n]+and[^\S\n]+", re.IGNORECASE)
_BRACKETS = {"(": ")", "[": "]"}
_HANGING = re.compile(r"(?:\s*[,;]|\s+[-–—|])+\s*$|\s+$")
_LEADING = re.compile(r"^(?:\s*[,;:.!?]+(?=\s|$)|\s*[-–—|](?=\s|$))*\s*")
_STOP = re.compile(r"\s*[.,;:!?…)\]]")
_DASH = re.compile(r"\s*[-–—|]\s")
_FULL_STOP = re.compile(r"\s*[.,;:!?](?![.!?])")
_NEAR = 30
"""Characters before a span in which such a word is looked for."""
_WAITS = re.compile(
    r"\S\s+(?:to|with|from|for|of|via|by|between|through|at|about|on|as|standards?|themes?)\s+$",
    re.IGNORECASE,
)
"""These words wait for a name or a number."""
_JOINS = re.compile(r"\S\s+(?:and|or|&|\+)\s+$", re.IGNORECASE)
"""These wait for whatever comes."""


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


def that_can_go(line: str, spans: Sequence[Span]) -> list[Span]:
    """The spans that a line can do without: no word before them is left waiting for them.

    Args:
        line: one line.
        spans: in any order; they do not overlap.

    """
    kept: list[Span] = []
    ordered = sorted(spans)
    for start, end in ordered:
        near, last = max(0, start - _NEAR), _is_last(line, end, ordered)
        waits = _WAITS.search(line, near, start) or (last and _JOINS.search(line, near, start))
        if not waits or (kept and _adjoin(line, kept[-1], (start, end), last=last)):
            kept.append((start, end))
    return kept


def _is_last(line: str, end: int, spans: Sequence[Span]) -> bool:
    """Whether a part of the sentence, or another span, ends or begins at this place."""
    rest = line[end:].lstrip()
    ahead = len(line) - len(rest)
    return not rest or bool(_STOP.match(rest)) or any(start == ahead for start, _ in spans)


def _adjoin(line: str, one: Span, other: Span, *, last: bool) -> bool:
    """Whether nothing that the sentence needs stands between two spans."""
    between = _BETWEEN.fullmatch(line, one[1], other[0])
    return between is not None or (last and bool(_AND.fullmatch(line, one[1], other[0])))


def _joined(line: str, spans: Sequence[Span]) -> list[Span]:
    """Neighbours as one span, with the brackets that held nothing else."""
    joined: list[Span] = []
    for start, end in spans:
        last = _is_last(line, end, spans)
        if joined and _adjoin(line, joined[-1], (start, end), last=last):
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
    twice = _FULL_STOP.match(after) if before.rstrip().endswith((".", "!", "?")) else None
    after = after[twice.end() :] if twice else after
    stop = _STOP.match(after)
    if stop or _DASH.match(after) or not after.strip():
        before = _HANGING.sub("", before)
    close = stop or before.rstrip().endswith(tuple(_BRACKETS))
    return (before.rstrip() + ("" if close else " ") + after.lstrip()).rstrip()

"""The tags in a line of typing: `#neglect` for a theme, `#1.4` for a practice standard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from learnsession.packs.framework import Framework
from learnsession.packs.words import as_id, nearest

_TAG = re.compile(
    r"(?<![^\s(\[,;])#(?:(?P<theme>[^\W\d_](?:[\w-]*\w)?)|(?P<standard>[1-9]\.[1-9]))"
    r"(?=[,;][#@]|[.,;:!?)\]]*(?:\s|$))"
)

_NUMBERED = re.compile(
    r"\b(?:recommendations?|recs?|findings?|sections?|items?|points?|chapters?|pages?|numbers?|no)"
    r"\.?\s+$",
    re.IGNORECASE,
)
"""'Recommendation #1.4' is no practice standard."""
_NEAR = 30
"""Characters before a number in which these are looked for."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in a line, as places between its characters."""

    start: int
    end: int
    name: str
    """The id or number of the framework; what was typed where it has none such."""
    is_standard: bool
    trouble: str = ""
    """Why the framework does not know it, and what was likely meant."""


def tags(line: str, framework: Framework | None) -> Iterator[Tag]:
    """Every tag of a line, from left to right. Without a framework all are good as typed."""
    for found in _TAG.finditer(line):
        near = max(0, found.start() - _NEAR)
        if found["standard"] and _NUMBERED.search(line, near, found.start()):
            continue
        typed = found["theme"] or found["standard"]
        name, trouble = _known(typed, framework) if framework else (typed, "")
        yield Tag(found.start(), found.end(), name, bool(found["standard"]), trouble)


def _known(typed: str, framework: Framework) -> tuple[str, str]:
    """What a framework calls it; or as typed, with a sentence that says so."""
    names = framework.names
    same = {_plain(name): name for name in names}
    titles = {_plain(as_id(title)): name for name, title in names.items()}
    known = same.get(_plain(typed)) or titles.get(_plain(typed))
    if known:
        return known, ""
    word = typed.casefold()
    holding = [name for name in names if word in name.split("-")]
    meant = holding[0] if len(holding) == 1 else nearest(typed, names)
    hint = f"Did you mean #{meant}?" if meant else "It is kept as you typed it."
    return typed, f"The framework has no '#{typed}'. {hint}"


def _plain(name: str) -> str:
    """A tag as it is compared: small letters, without hyphens."""
    return name.casefold().replace("-", "").replace("_", "")

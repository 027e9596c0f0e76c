"""What was read of a file: plain values, the lines they stand on, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from learnsession.errors import Problem
from learnsession.packs.text import folded

Loc = tuple[str | int, ...]
"""The keys and list positions (from 0) that lead to a value."""

Value = Any
"""A dict, a list, a text or None; nothing else is ever read from a file."""

MOST_PROBLEMS = 200
"""How many problems of one file are told one by one."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file says: the values, every scalar as text, and where they stand."""

    values: Value
    lines: dict[Loc, int] = field(repr=False)

    def line(self, loc: Loc) -> int:
        """The line, from 1, of a value; of the nearest one around it when it is not there."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that could be read of a file, and every problem of its text.

    `loaded` is None when too little can be read to look for further problems. When there are
    problems it is only good for that, not for use.
    """

    loaded: Loaded | None
    problems: tuple[Problem, ...]
    blank: bool = False
    """True when the file is empty or has only comments."""


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Problems by line, each once; past `MOST_PROBLEMS` only their number."""
    ordered = sorted(dict.fromkeys(folded(problems)), key=lambda problem: problem.line)
    if len(ordered) > MOST_PROBLEMS:
        last = ordered[MOST_PROBLEMS - 1]
        more = f"There are {len(ordered) - MOST_PROBLEMS + 1:,} more problems from here on."
        note = Problem(last.file, last.line, more, "Mend those above first, then check again.")
        ordered[MOST_PROBLEMS - 1 :] = [note]
    return tuple(ordered)

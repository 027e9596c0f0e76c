"""The lines of a YAML file as a person sees them, for saying what went wrong in one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

Lines = tuple[str, ...]

LOOK_BACK = 400
"""How many lines above a stumble are looked at."""

_KEY = re.compile(r"([A-Za-z_][\w-]{0,60}) {0,5}:(?: +|$)")
_MOST_DASHES = 25


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where the parser could not go on; lines and columns count from 0."""

    line: int
    column: int
    opened: int | None
    """The line where what it was reading began."""
    why: str
    """The parser's own words."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong on a line (from 0), what to do, and the lines with it mended if they can be."""

    line: int
    wrong: str
    todo: str
    mended: Lines | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line in its parts: indentation with list dashes, key if it has one, value."""

    lead: str
    key: str
    value: str
    at: int
    """The column in which the value begins."""

    @property
    def column(self) -> int:
        """The column of the key, or of the value where there is no key."""
        return len(self.lead)

    @property
    def dash(self) -> int | None:
        """The column of its first list dash."""
        return self.lead.index("-") if "-" in self.lead else None


def parts(line: str) -> Line:
    """A line taken apart."""
    body = line.lstrip(" ")
    for _ in range(_MOST_DASHES):
        if not body.startswith("- "):
            break
        body = body[2:].lstrip(" ")
    lead = line[: len(line) - len(body)]
    key = _KEY.match(body)
    value = body[key.end() :] if key else body
    return Line(lead, key.group(1) if key else "", value.rstrip(), len(line) - len(value))


def with_line(lines: Lines, at: int, line: str) -> Lines:
    """The lines, with one of them replaced."""
    return (*lines[:at], line, *lines[at + 1 :])


def with_quotes(lines: Lines, at: int, value: str) -> Lines:
    """The lines, with the value of one of them in single quotes."""
    start = lines[at][: parts(lines[at]).at]
    return with_line(lines, at, start + "'" + value.replace("'", "''") + "'")


def line_above(lines: Lines, at: int) -> int | None:
    """The nearest line above that is neither blank nor a comment."""
    for index in range(at - 1, max(at - LOOK_BACK, -1), -1):
        if lines[index].strip() and not lines[index].lstrip().startswith("#"):
            return index
    return None


def owner(lines: Lines, at: int) -> Line:
    """The line with a key or a dash to which the text of a line belongs; itself if it has one."""
    for index in range(at, max(at - LOOK_BACK, -1), -1):
        part = parts(lines[index])
        if part.key or part.dash is not None:
            return part
    return parts(lines[at])

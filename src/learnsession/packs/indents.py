"""Slips of indentation, and keys without their colon."""

from __future__ import annotations

import re

from learnsession.packs.lines import (
    LOOK_BACK,
    Lines,
    Slip,
    Stumble,
    line_above,
    parts,
    with_line,
)

_CLOSE = re.compile(r"([a-z_]{1,60}):(?!//)(\S.*)$")


def first_line(stumble: Stumble) -> int:
    """The line that could not be read: a key without its colon is noticed a line too late."""
    if "could not find expected ':'" in stumble.why and stumble.opened is not None:
        return stumble.opened
    return stumble.line


def no_space(lines: Lines, stumble: Stumble) -> Slip | None:
    """A key whose colon has no space after it: noticed there, or at the line after it."""
    above = line_above(lines, stumble.line)
    for at in (first_line(stumble), above):
        part = parts(lines[at]) if at is not None else None
        close = (
            re.match(r"([a-z_]{1,60}):(?!//)(\S.*)$", part.value) if part and not part.key else None
        )
        if part and close and at is not None:
            value = close[2].replace("'", "")
            mended = with_line(lines, at, f"{part.lead}{close[1]}: '{value}'")
            return Slip(at, f"A space is missing after '{close[1]}:'.", "Put one there.", mended)
    return None


def too_deep(lines: Lines, stumble: Stumble) -> Slip | None:
    """A key that is indented further than the one above, which has its value already."""
    above = line_above(lines, stumble.line)
    part = parts(lines[stumble.line])
    if "mapping values" not in stumble.why or above is None or part.column > stumble.column:
        return None
    wrong = "This line is indented further than the one above it, so it is read as part of that."
    todo = "Line it up with the key above; if it belongs to the text above, put that in quotes."
    columns = _columns(lines, stumble.line, dashes=False)
    if part.key.islower() and columns:
        mended = with_line(lines, stumble.line, " " * columns[0] + lines[stumble.line].lstrip(" "))
    else:
        mended = with_line(lines, stumble.line, "")
    return Slip(stumble.line, wrong, todo, mended)


def no_colon(lines: Lines, stumble: Stumble) -> Slip | None:
    """A key without its colon, without the space after it, or text at the wrong depth."""
    at = first_line(stumble)
    part = parts(lines[at])
    if "could not find expected ':'" not in stumble.why or part.key:
        return None
    word = re.match(r"([a-z_]{1,60}) +(\S+)$", part.value)
    mended = with_line(lines, at, f"{part.lead}{word[1]}: {word[2]}" if word else "")
    wrong = "This line has no key with a colon."
    todo = "Write 'key: value'; if it goes on with the text above, indent it further than its key."
    return Slip(at, wrong, todo, mended)


def _columns(lines: Lines, at: int, *, dashes: bool) -> list[int]:
    """The columns that a line here could begin in, from the lines it may belong to."""
    columns: list[int] = []
    for index in range(at - 1, max(at - LOOK_BACK, -1), -1):
        part = parts(lines[index])
        for column, fits in ((part.column, not dashes and part.key), (part.dash, dashes)):
            if fits and column is not None and (not columns or column < columns[-1]):
                columns.append(column)
    return columns


def indent(lines: Lines, stumble: Stumble) -> Slip | None:
    """A key or a dash in a column where no line above it begins."""
    at = stumble.line
    if at >= len(lines):
        return None
    part = parts(lines[at])
    own = part.column if part.dash is None else part.dash
    columns = _columns(lines, at, dashes=part.dash is not None)
    if not (part.key or part.dash is not None) or not columns or own in columns:
        return None
    nearest = min(columns, key=lambda column: (abs(column - own), -column))
    wrong = f"The indentation is off: this line begins in column {own + 1}."
    todo = f"Begin it in column {nearest + 1}, as the lines it belongs to do."
    return Slip(at, wrong, todo, with_line(lines, at, " " * nearest + lines[at].lstrip(" ")))

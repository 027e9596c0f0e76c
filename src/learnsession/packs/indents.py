"""Slips of indentation, and keys without their colon."""

from __future__ import annotations

import re

from learnsession.packs.lines import (
    LOOK_BACK,
    Line,
    Lines,
    Slip,
    Stumble,
    line_above,
    parts,
    with_line,
)

_CLOSE = re.compile(r"([a-z_]{1,60}):(?!//)(\S.*)$")
_ODD_DASH = re.compile(r"( *)(?:-|([–—−‐‑•·*]) ?)(?=[a-z_]{1,60}:)")


def first_line(stumble: Stumble) -> int:
    """The line that could not be read: a key without its colon is noticed a line too late."""
    if "could not find expected ':'" in stumble.why and stumble.opened is not None:
        return stumble.opened
    return stumble.line


def odd_dash(lines: Lines, stumble: Stumble) -> Slip | None:
    """An item that begins with another sign than a dash, or with a dash and no space."""
    for at in (stumble.line, line_above(lines, stumble.line)):
        odd = _ODD_DASH.match(lines[at]) if at is not None else None
        if odd is None or at is None:
            continue
        mended = with_line(lines, at, f"{odd[1]}- {lines[at][odd.end() :]}")
        if odd[2] is None:
            return Slip(at, "A space is missing after the -.", "Put one there.", mended)
        wrong = f"This line begins with {odd[2]}, where an item of a list begins with a hyphen."
        return Slip(at, wrong, "Type - and a space instead.", mended)
    return None


def no_space(lines: Lines, stumble: Stumble) -> Slip | None:
    """A key whose colon has no space after it: noticed there, or at the line after it."""
    above = line_above(lines, stumble.line)
    for at in (first_line(stumble), above):
        part = parts(lines[at]) if at is not None else None
        close = _CLOSE.match(part.value) if part and not part.key else None
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
    todo = (
        "Write 'key: value'; if it goes on with the text above, begin it further in than its key."
    )
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


def no_dash(lines: Lines, stumble: Stumble) -> Slip | None:
    """An item whose dash is missing: its first key stands in the column of the dashes above."""
    at = stumble.line
    part = parts(lines[at])
    above = _item_above(lines, at, part.column)
    if part.dash is not None or above is None or above.key != part.key:
        return None
    wrong = f"This line begins an item, as '{part.key}' does above, and has no dash."
    mended = with_line(lines, at, f"{part.lead}- {lines[at].lstrip(' ')}")
    return Slip(at, wrong, f"Put '- ' before '{part.key}:'.", mended)


def _item_above(lines: Lines, at: int, column: int) -> Line | None:
    """The first line of the nearest item above whose dash stands in this column."""
    for index in range(at - 1, max(at - LOOK_BACK, -1), -1):
        part = parts(lines[index])
        if part.dash == column and part.key:
            return part
        if part.key and part.column < column:
            return None
    return None


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
    under = _column_under(lines, at) if part.dash is None and not part.value else None
    fitting = [each for each in columns if under is None or each < under] or columns
    nearest = min(fitting, key=lambda column: (abs(column - own), -column))
    wrong = f"The indentation is off: this line begins in column {own + 1}."
    todo = f"Begin it in column {nearest + 1}, as the lines it belongs to do."
    if nearest == 0:
        todo = "Take the spaces at its start away: it begins a part of its own."
    return Slip(at, wrong, todo, with_line(lines, at, " " * nearest + lines[at].lstrip(" ")))


def _column_under(lines: Lines, at: int) -> int | None:
    """The column in which the next line begins that is neither blank nor a comment."""
    for line in lines[at + 1 : at + LOOK_BACK]:
        body = line.lstrip(" ")
        if body and not body.startswith("#"):
            return len(line) - len(body)
    return None

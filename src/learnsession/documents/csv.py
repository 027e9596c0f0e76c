"""A list -> a CSV file that Excel and LibreOffice open as it is: with its letters, and inert.

UTF-8 with a byte order mark, without which Excel shows other letters; commas; rows end in CRLF.
A spreadsheet runs a cell that begins like a formula, quoted or not. Such a cell gets an
apostrophe in front, which says 'this is text' to people and programs alike.
"""

from __future__ import annotations

from datetime import date
from io import StringIO

from learnsession.documents.grid import Cell, Grid, day_in_figures
from learnsession.documents.text import printable

_STARTS_A_FORMULA = frozenset("=+-@＝＋－＠")
"""With the wide forms, which Excel takes for the narrow ones where such letters are in use."""

_SKIPPED = frozenset("\t\r\n")
"""What a program may drop from the front of a cell before it looks for a formula."""


def to_csv(grid: Grid) -> bytes:
    """The list as the bytes of a .csv file: a header row, then its rows. Days are `21/11/2026`."""
    import csv

    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([defused(column.title) for column in grid.columns])
    writer.writerows([_written(cell) for cell in row] for row in grid.rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    return day_in_figures(cell) if isinstance(cell, date) else defused(cell)


def defused(text: str) -> str:
    """The text as a cell that no program takes for a formula."""
    kept = printable(text)
    risky = kept[:1] in _SKIPPED or kept.lstrip()[:1] in _STARTS_A_FORMULA
    return f"'{kept}" if kept and risky else kept

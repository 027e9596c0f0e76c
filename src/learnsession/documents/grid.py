"""A list with typed columns, for the writers of CSV and Excel files.

Text is plain and may hold any character; a writer never reads it as a formula or as a link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

Cell = str | date
"""A text, or a day; an empty text where there is nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Grid:
    r"""A list. Every row has as many cells as there are columns.

    `title` names the sheet where there are sheets: at most 31 characters, none of `[]:*?/\`.
    `about` says what a reader must know of the list, as labels with their values; `marking` how
    it is to be handled. Both are left out where a file has no room beside its rows. `created` is
    in UTC.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    created: datetime
    about: tuple[tuple[str, str], ...] = ()
    marking: str = ""


def day_in_figures(on: date) -> str:
    """A day as lists write it: `21/11/2026`."""
    return f"{on.day:02}/{on.month:02}/{on.year:04}"

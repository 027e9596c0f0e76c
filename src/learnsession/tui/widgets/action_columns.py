"""The columns of the register: what stands in them, and which of them fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from learnsession.actions.filters import is_open, is_overdue, status_of
from learnsession.documents.text import one_line
from learnsession.session.states import State
from learnsession.session.terms import STATUS_WORDS

ROOMY = 96
"""Cells from which on owner, due date and status have columns of their own."""

GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in cells, and its words with their style."""

    title: str
    width: int
    """0: whatever the others leave."""
    cell: Callable[[State, date], tuple[str, str]]


def columns(width: int, several_teams: bool) -> tuple[Column, ...]:
    """The columns for a list as wide as this; in a narrow one owner and team fold away."""
    if width < ROOMY:
        return (_REF, _ACTION, Column("Standing", 22, _standing))
    team = (Column("Team", 14, lambda state, _: (state.get("team", ""), "$text-muted")),)
    owner = Column("Owner", 16, _owner)
    status = Column("Status", 17, lambda state, _: (STATUS_WORDS[status_of(state)], "$text-muted"))
    return (_REF, _ACTION, owner, Column("Due", 20, _due), status, *(team if several_teams else ()))


def row(state: State, of: tuple[Column, ...], width: int, today: date) -> Content:
    """An action on one line of so many cells."""
    return _line([column.cell(state, today) for column in of], of, width)


def head(of: tuple[Column, ...], width: int) -> Content:
    """The headings on one line of so many cells."""
    return _line([(column.title, "") for column in of], of, width)


def _line(cells: list[tuple[str, str]], of: tuple[Column, ...], width: int) -> Content:
    given = sum(column.width for column in of) + len(GAP) * (len(of) - 1)
    rest = max(0, width - given)
    drawn = []
    for (words, style), column in zip(cells, of, strict=True):
        cut = Content(words).truncate(column.width or rest, ellipsis=True, pad=True)
        drawn.append(Content.styled(cut.plain + GAP, style))
    return Content("").join(drawn)


def _action(state: State, _: date) -> tuple[str, str]:
    words = one_line(state["action"])
    return (f"Headline: {words}" if state.get("pinned") else words), ""


def _owner(state: State, _: date) -> tuple[str, str]:
    owner = one_line(state.get("owner", ""))
    return (owner, "") if owner else ("nobody yet", "$text-muted")


def _due(state: State, today: date) -> tuple[str, str]:
    """When it is due, or was finished."""
    if not is_open(state):
        return (f"finished {_day(state['finished'], today)}" if "finished" in state else ""), ""
    if "due" not in state:
        return "no date yet", "$text-muted"
    if is_overdue(state, today.isoformat()):
        return f"overdue, {_day(state['due'], today)}", "$warning"
    return f"{date.fromisoformat(state['due']):%a} {_day(state['due'], today)}", ""


def _standing(state: State, today: date) -> tuple[str, str]:
    """Where it stands in a few words, the due date among them."""
    status = status_of(state)
    if not is_open(state):
        return _over(status, state, today), "$text-muted"
    late = is_overdue(state, today.isoformat())
    if status == "cannot-proceed":
        return ("stuck, overdue" if late else "stuck"), "$warning"
    words, style = _due(state, today)
    return (words if late or "due" not in state else f"due {_day(state['due'], today)}"), style


def _over(status: str, state: State, today: date) -> str:
    """'complete, 3 Dec'."""
    day = f", {_day(state['finished'], today)}" if "finished" in state else ""
    return f"{status}{day}"


def _day(iso: str, today: date) -> str:
    """'18 Dec'; with the year when it is another one."""
    on = date.fromisoformat(iso)
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on.day} {on:%b}{year}"


_REF = Column("Ref", 8, lambda state, _: (state["ref"], "$text-muted"))
_ACTION = Column("Action", 0, _action)

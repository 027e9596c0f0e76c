"""Evidence of use: the form that a partnership asks teams to return.

What was delivered, when, by which team and to how many; what the team will do, by whom and by
when; what has been done, and what difference it made. Roles stand in the place of owners' names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Literal, get_args

from learnsession.actions import telling as say
from learnsession.actions.columns import Day
from learnsession.actions.delivered import Delivered, by_role, done_so_far
from learnsession.actions.evidence_form import evidence_form
from learnsession.actions.leaving import Export, as_paper
from learnsession.documents.grid import Cell, Column, Grid
from learnsession.session.agreed import AgreedAction
from learnsession.session.terms import STATUS_WORDS

__all__ = ["Delivered", "evidence"]

Form = Literal["docx", "md", "csv"]
"""Word or Markdown for the form itself, CSV for one row an action."""

FORMS: tuple[Form, ...] = get_args(Form)


def evidence(
    delivered: Sequence[Delivered],
    form: Form,
    *,
    now: datetime,
    asked: str = "",
    left_out: Sequence[str] = (),
    marking: str = "",
    local: tzinfo | None = None,
) -> Export:
    """The evidence of these sessions as a file.

    Args:
        delivered: the sessions, in the order in which they are to stand.
        form: of the file.
        now: the moment, in UTC.
        asked: for what it was asked, as a person would say it: the pack, the period.
        left_out: what could not be read, a sentence or two each; CSV has no room for it.
        marking: how it is to be handled.
        local: the time zone of its days; the machine's own if None.

    """
    sessions = by_role(delivered)
    name = f"{say.local_day(now, local).isoformat()}-evidence-of-use.{form}"
    if form == "csv":
        from learnsession.documents.csv import to_csv

        return Export(name, to_csv(_grid(sessions, now, local)))
    paper = evidence_form(
        sessions, now=now, local=local, asked=asked, marking=marking, left_out=left_out
    )
    return Export(name, as_paper(paper, form))


_OF_SESSION: tuple[tuple[str, Callable[[Delivered], Cell]], ...] = (
    ("Session", lambda each: each.ref),
    ("Date", lambda each: each.on),
    ("Team", lambda each: each.team),
    ("Pack", lambda each: each.pack),
    ("Review", lambda each: each.pack_title),
    ("Format", lambda each: each.format),
    ("How many", lambda each: "" if each.head_count is None else str(each.head_count)),
    ("Roles", lambda each: "; ".join(each.roles)),
    ("Closed", lambda each: say.yes_or_no(each.closed)),
)

_OF_ACTION: tuple[tuple[str, Callable[[AgreedAction, Day], Cell]], ...] = (
    ("Ref", lambda a, _: a.ref),
    ("What the team will do", lambda a, _: a.action),
    ("By whom", lambda a, _: a.owner),
    ("By when", lambda a, _: a.due or ""),
    ("Status", lambda a, _: STATUS_WORDS[a.status]),
    ("Overdue", lambda a, day: say.yes_or_no(a.overdue(day.today))),
    ("Measure of success", lambda a, _: a.measure),
    ("What has been done", lambda a, day: done_so_far(a, day.local)),
    ("What difference it made", lambda a, _: say.as_said(a.difference)),
)


def _grid(sessions: Sequence[Delivered], now: datetime, local: tzinfo | None) -> Grid:
    """A row an action with its session's columns; a session without actions has one too."""
    day = Day(say.local_day(now, local), local)
    rows: list[tuple[Cell, ...]] = []
    for each in sessions:
        session = tuple(cell(each) for _, cell in _OF_SESSION)
        rows += [(*session, *(cell(a, day) for _, cell in _OF_ACTION)) for a in each.actions]
        if not each.actions:
            rows.append((*session, *("" for _ in _OF_ACTION)))
    titles = [title for title, _ in _OF_SESSION] + [title for title, _ in _OF_ACTION]
    return Grid("Evidence of use", tuple(Column(title, 24) for title in titles), tuple(rows), now)

"""The columns of the action list, for CSV and Excel: every field of an agreed action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from learnsession.actions import telling as say
from learnsession.documents.grid import Cell, Column, Grid
from learnsession.session.agreed import AgreedAction
from learnsession.session.terms import LEVEL_WORDS, STATUS_WORDS

TITLE = "Agreed actions"


@dataclass(frozen=True, slots=True)
class Day:
    """The day of the list, and the time zone of its days."""

    today: date
    local: tzinfo | None


COLUMNS: tuple[tuple[str, int, Callable[[AgreedAction, Day], Cell]], ...] = (
    ("Ref", 10, lambda a, _: a.ref),
    ("Action", 50, lambda a, _: a.action),
    ("Owner", 24, lambda a, _: a.owner),
    ("Agency", 20, lambda a, _: a.agency),
    ("Level", 14, lambda a, _: LEVEL_WORDS[a.level] if a.level else ""),
    ("Due", 14, lambda a, _: a.due or ""),
    ("Status", 20, lambda a, _: STATUS_WORDS[a.status]),
    ("Overdue", 12, lambda a, day: say.yes_or_no(a.overdue(day.today))),
    ("Review date", 14, lambda a, _: a.review_date or ""),
    ("Measure of success", 36, lambda a, _: a.measure),
    ("Evidence", 36, lambda a, _: a.evidence),
    ("Barrier", 36, lambda a, _: say.as_said(a.barrier)),
    ("What difference it made", 40, lambda a, _: say.as_said(a.difference)),
    ("Finished", 14, lambda a, _: a.finished or ""),
    ("Rationale", 40, lambda a, _: a.rationale),
    ("Carried by", 20, lambda a, _: a.carried_by),
    ("Reply expected", 16, lambda a, _: a.reply_by or ""),
    ("Headline improvement", 16, lambda a, _: say.yes_or_no(a.pinned)),
    ("Themes", 24, lambda a, _: "; ".join(a.themes)),
    ("Practice standards", 24, lambda a, _: "; ".join(a.standards)),
    ("Team", 20, lambda a, _: a.team),
    ("Agreed on", 14, lambda a, day: say.local_day(a.agreed, day.local)),
    ("Source session", 12, lambda a, _: a.source.session),
    ("Source review", 36, lambda a, _: a.source.pack_title or a.source.pack),
    ("Came from", 40, lambda a, _: _came_from(a)),
    ("Taken further", 40, lambda a, _: "\n".join(map(say.escalation_line, a.escalations))),
    ("History", 60, lambda a, day: _history(a, day)),
)
"""Heading, width in characters, and what stands in it."""


def action_grid(
    actions: Sequence[AgreedAction],
    *,
    now: datetime,
    local: tzinfo | None,
    about: tuple[tuple[str, str], ...] = (),
    marking: str = "",
) -> Grid:
    """The actions as a list, in the order given."""
    day = Day(say.local_day(now, local), local)
    return Grid(
        title=TITLE,
        columns=tuple(Column(title, width) for title, width, _ in COLUMNS),
        rows=tuple(tuple(cell(action, day) for _, _, cell in COLUMNS) for action in actions),
        created=now,
        about=about,
        marking=marking,
    )


def _came_from(action: AgreedAction) -> str:
    """The recommendation, activity and prompt that led to it, as far as they are known."""
    source = action.source
    return "\n".join(
        part for part in (source.recommendation, source.activity, source.prompt) if part
    )


def _history(action: AgreedAction, day: Day) -> str:
    return "\n".join(say.told_line(told, day.local) for told in action.history)

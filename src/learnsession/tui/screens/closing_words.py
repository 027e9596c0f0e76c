"""What the question before closing is about: what is missing, what was answered, heard, agreed."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from learnsession.room.room import Room
from learnsession.session.agreed import AgreedAction
from learnsession.session.lacking import unspoken
from learnsession.session.record import Session
from learnsession.session.standing import answered
from learnsession.tui.phrases import DOT, counted
from learnsession.tui.screens.gaps import Gap
from learnsession.tui.session.owed import headline_lines, longest_on
from learnsession.tui.widgets.heard import day, entries
from learnsession.tui.widgets.owed_row import owed_row, shortened

MOST_GAPS = 6
"""Actions of which it is said what is missing; the others are counted."""

REFERENCE = 8
"""Columns of an action's reference, with the space behind it."""

LINES = 2
"""Lines of its words that are shown of an action which is not this session's own."""


def summary(room: Room, gaps: tuple[Gap, ...], half: str, columns: int) -> Content:
    """The page under the question.

    Args:
        room: the session.
        gaps: what its actions could still say.
        half: which keys lead to half-written words; empty where there are none.
        columns: how many there are for a line.

    """
    record, agenda = room.record, room.agenda
    blocks = _open(missing(record, room.owed, half))
    blocks += _answers(room, columns)
    if gaps:
        blocks.append(_gaps(gaps, columns))
    blocks += _part("What we heard", entries(record.reflections, agenda))
    blocks += _part("What we will do", entries(record.agreed_actions, agenda))
    if record.review_date:
        blocks.append(
            Content.assemble(("Review date   ", "bold $primary"), day(record.review_date))
        )
    blocks += headline_lines(room)
    return Content("\n\n").join(blocks)


def missing(record: Session, owed: Iterable[AgreedAction] = (), half: str = "") -> list[str]:
    """What a session would usually have by its end and this one has not.

    Args:
        record: the session.
        owed: what the team had said it would do.
        half: which keys lead to half-written words.

    """
    lacking = []
    if half:
        lacking.append(f"half-written words ({half})")
    if record.attendance.head_count is None:
        lacking.append("how many people were here")
    silent = ", ".join(action.ref for action in unspoken(owed))
    if silent:
        lacking.append(f"nothing said of {silent}")
    if not record.agreed_actions:
        lacking.append("no action was agreed")
    if not record.review_date:
        lacking.append("the review date")
    return lacking


def _open(lacking: list[str]) -> list[Content]:
    if not lacking:
        return []
    return [Content.assemble(("Still open: ", "$warning"), "; ".join(lacking))]


def _answers(room: Room, columns: int) -> list[Content]:
    """What was said in this session of what the team had said it would do."""
    said = [action for action in room.owed if answered(action)]
    if not room.owed:
        return []
    today = room.now.astimezone().date()
    count = f"{len(said)} of {counted(len(room.owed), 'action')} answered"
    heading = Content.assemble(
        ("What we said we would do   ", "bold $primary"), (count, "$text-muted")
    )
    rows = [owed_row(action, today, longest_on(action, columns, LINES), columns) for action in said]
    return [heading, *rows]


def _gaps(found: tuple[Gap, ...], columns: int) -> Content:
    """What could still be said of the actions, each with its words, and the key for it."""
    lines = [Content.assemble(("What we will do could still say", "$warning"))]
    for gap in found[:MOST_GAPS]:
        words = shortened(gap.action.action, columns - REFERENCE)
        lines.append(Content.assemble((f"{gap.ref:<{REFERENCE}}", "$primary"), words))
        lines.append(Content.styled(f"{'':<{REFERENCE}}{DOT.join(gap.lacks)}", "$warning"))
    more = len(found) - MOST_GAPS
    if more > 0:
        lines.append(Content.styled(f"and {more} more", "$text-muted"))
    lines.append(
        Content.assemble(
            ("Press ", "$text-muted"),
            ("a", "bold $accent"),
            (" to fill it in; nothing has to be.", "$text-muted"),
        )
    )
    return Content("\n").join(lines)


def _part(heading: str, shown: list[Content]) -> list[Content]:
    if not shown:
        return [Content.styled(heading, "bold $primary"), Content.styled("Nothing.", "$text-muted")]
    return [Content.styled(f"{heading}   {len(shown)}", "bold $primary"), *shown]

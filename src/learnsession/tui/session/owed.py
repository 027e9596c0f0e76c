"""What the team said it would do, as the session shows it: as it stands now, answers included."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from learnsession.room.room import Room
from learnsession.session.agenda import Step
from learnsession.session.record import Session
from learnsession.session.standing import due_words, headline
from learnsession.tui.phrases import DOT
from learnsession.tui.widgets.owed_row import SHORT, owed_row, shortened

FEWEST = 3
"""So many are shown however small the window is."""

LINES_EACH = 3
"""Lines that an action takes at least: its words, where it stands, and a line between."""

LINES_AROUND = 8
"""Lines of the step that are not actions: its head, what the phase says, what to press."""

SHORTEST = 40
"""So many characters of an action are shown however narrow the window is."""

LOST_AT_ENDS = 8
"""Columns at the end of a line that may stay empty, or are the action's reference."""


def as_now(step: Step, points: int, session: Session) -> tuple[Step, int]:
    """The step without the lines that were written at set-up: the actions are drawn as they stand.

    Older sessions know only the lines; they are left.
    """
    told = sum(bool(action.id) for action in session.started.previous_actions)
    if step.kind != "previous" or told < len(session.started.previous_actions):
        return step, points
    kept = [point.prompt for point in step.points]
    questions = tuple(point for point in step.points if point.prompt)
    return replace(step, points=questions), sum(kept[:points])


def owed_blocks(room: Room, width: int, height: int) -> list[Content]:
    """What is owed, the headline first; how many more there are; and what to press.

    As many are shown as fit into these columns and lines, and as much of each.
    """
    actions = sorted(room.owed, key=lambda action: not action.pinned)
    if not actions:
        return []
    lines = max(height - LINES_AROUND, FEWEST * LINES_EACH)
    most = min(len(actions), lines // LINES_EACH)
    longest = max(SHORTEST, (lines // most - 2) * (width - LOST_AT_ENDS) - LOST_AT_ENDS)
    today = room.now.astimezone().date()
    blocks = [owed_row(action, today, longest) for action in actions[:most]]
    left = len(actions) - most
    others = f"and {left} more: press s" if left else "Press s"
    press = Content.styled(f"{others} to say what became of each.", "$primary")
    return [*blocks, press]


def headline_lines(room: Room) -> list[Content]:
    """One quiet line about the headline improvement; none while there is no headline."""
    action = headline((*room.owed, *room.agreed))
    if action is None:
        return []
    due = due_words(action, room.now.astimezone().date())
    words = f"{action.ref}  {shortened(action.action, SHORT)}{DOT}{due}"
    return [Content.assemble(("Headline improvement:  ", "$accent"), (words, "$text-muted"))]

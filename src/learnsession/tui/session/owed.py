"""What the team said it would do, as the session shows it: as it stands now, answers included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from textual.content import Content

from learnsession.room.room import Room
from learnsession.session.agenda import Step
from learnsession.session.agreed import AgreedAction
from learnsession.session.record import Session
from learnsession.session.standing import answered, due_words, headline
from learnsession.tui.phrases import DOT
from learnsession.tui.widgets.owed_row import SHORT, owed_row, shortened

MOST_SHOWN = 12
"""So many actions are shown at most; the others are counted."""

LINES_AROUND = 8
"""Lines of the step that are not actions: its head, what the phase says, what to press."""

FEWEST_LINES, MOST_LINES = 2, 12
"""Lines of an action's words where all actions can be seen at once."""

LINES_WHEN_SCROLLED = 3
"""Lines of an action's words where not all of them can be."""

SCROLL_BAR = 3
"""Columns that it takes, with the space beside it."""

SHORTEST = 40
"""So many characters of an action are shown however narrow the window is."""

STEP = 8
"""Characters by which words are made shorter until they fit."""


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
    """What is owed; how many more there are; and what to press.

    Each with as many of its words as let all be seen at once in these columns and lines. Where they
    cannot be, the room scrolls.
    """
    today = room.now.astimezone().date()
    actions = in_order(room.owed, today)
    if not actions:
        return []
    shown = actions[:MOST_SHOWN]
    rows = _at_once(shown, today, width, height - LINES_AROUND)
    if not rows:
        columns = width - SCROLL_BAR
        rows = [_row(each, today, columns, LINES_WHEN_SCROLLED) for each in shown]
    left = len(actions) - len(rows)
    others = f"and {left} more: press s" if left else "Press s"
    return [*rows, Content.styled(f"{others} to say what became of each.", "$primary")]


def in_order(actions: Iterable[AgreedAction], today: date) -> list[AgreedAction]:
    """The headline improvement first, until it is done; then those that nothing was said of.

    Of those again what is overdue, then by date.
    """

    def pressing(action: AgreedAction) -> tuple[bool, bool, bool, date]:
        said = answered(action) is not None or not action.open
        on_top = action.pinned and action.open
        return not on_top, said, not action.overdue(today), action.due or date.max

    return sorted(actions, key=pressing)


def _at_once(actions: Sequence[AgreedAction], today: date, width: int, lines: int) -> list[Content]:
    """A row for each, on so many lines; none where they do not fit. The first get most room."""
    rows = [_row(each, today, width, FEWEST_LINES) for each in actions]
    left = lines - sum(len(row.wrap(width)) + 1 for row in rows) + 1
    if left < 0:
        return []
    for most in range(FEWEST_LINES + 1, MOST_LINES + 1):
        for place, action in enumerate(actions):
            if left and longest_on(action, width, most - 1) < len(action.action):
                rows[place] = _row(action, today, width, most)
                left -= 1
    return rows


def _row(action: AgreedAction, today: date, width: int, most: int) -> Content:
    """Its words on at most so many lines."""
    return owed_row(action, today, longest_on(action, width, most), width)


def longest_on(action: AgreedAction, width: int, most: int) -> int:
    """How many characters of an action's words fit on so many lines, behind its reference."""
    longest = most * width
    while longest > SHORTEST:
        words = Content(f"{action.ref}  {shortened(action.action, longest)}")
        if len(words.wrap(width)) <= most:
            break
        longest -= STEP
    return longest


def headline_lines(room: Room) -> list[Content]:
    """One quiet line about the headline improvement; none while there is no headline."""
    action = headline((*room.owed, *room.agreed))
    if action is None:
        return []
    due = due_words(action, room.now.astimezone().date())
    words = f"{action.ref}  {shortened(action.action, SHORT)}{DOT}{due}"
    return [Content.assemble(("Headline improvement:  ", "$accent"), (words, "$text-muted"))]

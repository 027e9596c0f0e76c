"""What the team said it would do, as it stands now, and how to say what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnsession.actions.telling import TOLD, escalation_line
from learnsession.session.dates import spoken
from learnsession.session.standing import answered, due_words, status_words, waiting

if TYPE_CHECKING:
    from learnsession.room.room import Room
    from learnsession.session.agreed import AgreedAction

HEADLINE = "Headline improvement"


def owed_words(room: Room) -> str:
    """What the team owed at the start, as it stands now: the headline first, then overdue first.

    What is done or dropped meanwhile comes last. Empty when it owed nothing.
    """
    today = room.now.astimezone().date()
    blocks = [owed_line(action, today) for action in sorted(room.owed, key=_pressing)]
    # A session of an older form has only the words of what was owed.
    blocks += [f"- {each.line}" for each in room.record.started.previous_actions if not each.id]
    return "\n".join(blocks)


def owed_line(action: AgreedAction, today: date) -> str:
    """An action as it stands; below it what was said of it last, and what waits for an answer."""
    headline = f"{HEADLINE}: " if action.pinned and action.open else ""
    parts = [
        f"{headline}{action.ref}. {action.action}",
        f"owner: {action.owner}" if action.owner else "no owner yet",
        _due(action, today),
        _small(status_words(action)),
        f"from {action.source.session}" if action.source.session else "",
    ]
    lines = ["; ".join(part for part in parts if part), *_said(action)]
    return "\n   ".join(lines)


def _due(action: AgreedAction, today: date) -> str:
    said = due_words(action, today)
    if action.due and action.overdue(today):
        return f"{said}, since {spoken(action.due)}"
    return said


def _said(action: AgreedAction) -> list[str]:
    """What was said last, or else what stands in the way; then what waits for an answer."""
    last = answered(action)
    lines = []
    if last:
        lines.append(f"Said in this session: {TOLD[last.what]}. {last.words}")
    elif action.barrier and action.open:
        lines.append(f"What stands in the way: {action.barrier}")
    return [*lines, *(f"Taken further: {escalation_line(each)}" for each in waiting(action))]


def _pressing(action: AgreedAction) -> tuple[int, date]:
    if not action.open:
        return 2, date.max
    return (0 if action.pinned else 1), action.due or date.max


def how_to_answer(room: Room) -> str:
    """How to say what became of an action; empty while nothing is open."""
    still_open = [action for action in sorted(room.owed, key=_pressing) if action.open]
    if not still_open:
        return ""
    ref = still_open[0].ref
    return "\n".join(
        [
            f"/done {ref} DIFFERENCE: it is done, and what difference it made for children.",
            f"/going {ref} [by DATE] NOTE: still going, how far it is, and a new date.",
            f"/stuck {ref} [by DATE] BARRIER [@ROLE]: what stands in the way, and who is asked for "
            "help.",
            f"/drop {ref} WHY: it is dropped, and why.",
        ]
    )


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"

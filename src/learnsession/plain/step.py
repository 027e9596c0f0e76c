"""How a step reads as lines: where we are, its points, what the room wrote, what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from learnsession.plain.owed import how_to_answer, owed_words
from learnsession.plain.words import ADDED, as_it_stands, entries, minutes, time_words
from learnsession.session.beside import own_details, own_missing

if TYPE_CHECKING:
    from learnsession.room.room import Room
    from learnsession.room.status import Status
    from learnsession.session.agenda import Point, Step

_ASKS = {
    "attendance": "Who is here? /here 9, or with roles: /here 9 social work, health visiting",
    "confidence-before": "Confidence before, 1 to 5, a number a person: /confidence before 2 3 4",
    "confidence-after": "Confidence after, 1 to 5, a number a person: /confidence after 3 4 4",
    "review-date": "When do we look at this again? /review 18/12/2026",
    "differently": "What people will do differently: type it.",
}


def step_words(room: Room) -> str:
    """The whole step on the screen, with where we are."""
    status = room.status()
    step = status.step
    heading = step.title
    if status.phase.title != step.title:
        heading = f"{status.phase.title}: {step.title}"
    parts = [
        f"\nStep {step.number} of {status.steps}. {heading}\n{time_words(status)}",
        _activity(status),
        step.text,
        _points(_points_of(step)),
        _own(room),
        _wrote(room),
        _asks(step),
    ]
    return "\n\n".join(part for part in parts if part)


def _activity(status: Status) -> str:
    step = status.step
    if not step.activity:
        return ""
    lines = [
        f"Activity {status.activity_number} of {status.activities}: "
        f"{minutes(step.minutes or 0)}, {step.way}. /timer starts its timer."
    ]
    if step.read_before:
        lines.append(f"To read beforehand: {step.read_before}")
    if step.talk_only:
        lines.append("For talking only: nothing said in this activity is kept.")
    return "\n".join(lines)


def _points_of(step: Step) -> Sequence[Point]:
    """What the plan says of a step; what the team owes is told as it stands now instead."""
    if step.kind != "previous":
        return step.points
    return [point for point in step.points if point.prompt]


def _points(points: Sequence[Point]) -> str:
    return "\n".join(_point(point) for point in points)


def _point(point: Point) -> str:
    added = f" {ADDED}" if point.added else ""
    if point.prompt:
        return f"Question{f' {point.label}' if point.label else ''}: {point.text}{added}"
    label = f"{point.label}: " if point.label else ""
    return f"- {label}{point.text}{added}"


def _own(room: Room) -> str:
    """What the team has of its own for this step, and what is missing."""
    local = room.local
    lines = [
        ". ".join(part for part in (f"{own.title}: {own.text.rstrip('.')}", own.link) if part)
        for own in own_details(room.step, local)
    ]
    missing = own_missing(room.step, local, str(local.path))
    return "\n".join([*lines, *([missing] if missing else [])])


def _wrote(room: Room) -> str:
    """On the steps that read back: what the room itself wrote."""
    record = room.record
    if room.step.kind == "heard":
        return entries(record.reflections) if record.reflections else "Nothing has been heard yet."
    if room.step.kind == "actions":
        actions = as_it_stands(record, record.agreed_actions)
        return entries(actions) if actions else "Nothing is agreed yet: /action and what it is."
    if room.step.kind == "previous":
        return "\n\n".join(part for part in (owed_words(room), how_to_answer(room)) if part)
    return ""


def _asks(step: Step) -> str:
    asks = [_ASKS[take] for take in step.takes]
    if sum(point.prompt for point in step.points) > 1 and not step.talk_only:
        asks.append("/question 2 keeps what follows on question 2.")
    return "\n".join(asks)

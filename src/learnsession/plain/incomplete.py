"""What has not been done in a session, for the question before it is closed."""

from __future__ import annotations

from collections.abc import Sequence

from learnsession.room.room import Room
from learnsession.session.lacking import unspoken


def incomplete(room: Room) -> tuple[str, ...]:
    """What has not been done, for the question before closing."""
    record, agenda = room.record, room.agenda
    missing = []
    unseen = [step.number for step in agenda.steps if step.id not in record.revealed]
    if unseen:
        missing.append(f"{_steps(unseen)} not shown")
    takes = {take for step in agenda.steps for take in step.takes}
    given = {
        "attendance": record.attendance.head_count is not None or record.attendance.roles,
        "confidence-before": record.confidence_before,
        "confidence-after": record.confidence_after,
        "review-date": record.review_date,
    }
    for take, value in given.items():
        if take in takes and not value:
            missing.append(f"no {take.replace('-', ' ')}")
    if not record.reflections:
        missing.append("nothing heard")
    if not record.agreed_actions:
        missing.append("no agreed actions")
    silent = ", ".join(action.ref for action in unspoken(room.owed))
    if silent:
        missing.append(f"nothing said of {silent}")
    return tuple(missing)


def _steps(numbers: Sequence[int]) -> str:
    """'step 4', 'steps 4 to 14' or 'steps 4, 6, 7'."""
    if len(numbers) == 1:
        return f"step {numbers[0]}"
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"steps {numbers[0]} to {numbers[-1]}"
    return f"steps {', '.join(str(number) for number in numbers)}"

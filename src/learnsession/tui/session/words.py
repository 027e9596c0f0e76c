"""The words around a step: the top line, what the box is about, what the room is asked for."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size

from learnsession.room.room import Room
from learnsession.room.status import Status
from learnsession.session.agenda import Step
from learnsession.session.beside import OwnDetail, own_details, own_missing
from learnsession.session.clock import activity_allowed, span
from learnsession.session.record import Session
from learnsession.tui.phrases import DOT
from learnsession.tui.session.owed import as_now, headline_lines, owed_blocks
from learnsession.tui.widgets.heard import clock_time, day, entries
from learnsession.tui.widgets.step import Face, face

URGENT = {"a fifth left": "$warning", "nearly out": "bold $error", "over": "bold $error"}


def heading(room: Room) -> Content:
    """'Child AI · North team', and whether it is a rehearsal."""
    parts = [room.pack.title, room.record.started.team]
    if room.rehearsal:
        parts.append("rehearsal, nothing is kept")
    return Content.styled(DOT.join(part for part in parts if part), "bold")


def status_line(room: Room, *, wide: bool) -> Content:
    """Where we are, time left, pace, end, saved. In a narrow window the last word goes first."""
    status = room.status()
    saved = _saved(room)
    parts = [
        Content.styled(status.place, "$text-muted"),
        _time(room, status, wide=wide),
        _pace(status),
        Content.styled(f"ends {clock_time(status.ends_at)}", "$text-muted"),
    ]
    if saved is not None:
        parts.append(saved)
    return Content.styled(DOT if wide else " · ", "$text-muted").join(parts)


def _time(room: Room, status: Status, *, wide: bool) -> Content:
    if status.step.activity and not status.timer:
        allowed = activity_allowed(room.agenda, room.record.clock, status.step)
        how = "t starts the timer" if wide else "t starts"
        return Content.styled(f"{span(allowed)}, {how}", "$text-muted")
    words = status.time_left
    if status.urgency == "nearly out":
        words = f"{words}, nearly out"
    return Content.styled(words, URGENT.get(status.urgency, "$text-muted"))


def _pace(status: Status) -> Content:
    return Content.styled(status.pace, "$warning" if status.behind >= 60 else "$text-muted")


def _saved(room: Room) -> Content | None:
    if room.rehearsal:
        return None
    saved = room.saved
    if saved.failing:
        return Content.styled("not saved yet", "bold $error")
    if saved.waiting or saved.at is None:
        return Content.styled("saving", "$text-muted")
    return Content.styled(f"saved {clock_time(saved.at)}", "$text-muted")


def about(room: Room) -> str:
    """What an entry will be kept on: 'on question 2', or nothing."""
    point = next((point for point in room.step.points if point.id == room.prompt), None)
    if point is None:
        return ""
    return f"on question {point.label}" if point.label.isdigit() else "on this question"


def face_of(room: Room, step: Step, points: int, size: Size) -> Face:
    """A step with so many of its points and with what stands under it, for a pane of this size."""
    shown, revealed = as_now(step, points, room.record)
    return face(shown, room.agenda.phase(step.phase), revealed, _extra(room, step, size))


def _extra(room: Room, step: Step, size: Size) -> Content:
    """What stands under a step: what the room wrote, and what it is asked to fill in."""
    record = room.record
    blocks: list[Content] = []
    if step.read_before:
        blocks.append(Content.styled(f"To read beforehand: {step.read_before}", "$text-muted"))
    if step.talk_only:
        words = "For talking only: nothing that is said here is written down."
        blocks.append(Content.styled(words, "$primary"))
    if step.local:
        blocks.append(_own(room, step))
    if step.kind == "previous":
        blocks += owed_blocks(room, size.width, size.height)
    if step.kind == "heard":
        blocks += entries(record.reflections, room.agenda) or [_none("Nothing was written down.")]
    if step.kind == "actions":
        blocks += entries(record.agreed_actions, room.agenda) or [_none("No action yet. Press a.")]
    if step.number == 1:
        blocks += headline_lines(room)
        blocks.append(_support(room))
    blocks += [_asked(record, asked) for asked in step.takes if asked in _ASKED]
    return Content("\n\n").join(blocks)


def _none(words: str) -> Content:
    return Content.styled(words, "$text-muted")


def _support(room: Room) -> Content:
    if room.local.support:
        return Content.assemble(("Support\n", "$primary"), "\n".join(room.local.support))
    return _none("Support contacts: none set yet.")


def _own(room: Room, step: Step) -> Content:
    """What the team has of its own for this step; what is missing stands below it, muted."""
    file = room.local.path
    missing = own_missing(step, room.local, f"{file.parent.name}/{file.name}")
    lines = [_detail(each) for each in own_details(step, room.local)]
    return Content("\n").join([*lines, *([_none(missing)] if missing else [])])


def _detail(own: OwnDetail) -> Content:
    # Both are plain text here, so that a stray bracket in the file is shown and nothing else.
    link = Content.styled(f"  {own.link}", "$text-muted") if own.link else Content("")
    return Content.assemble((f"{own.title}:  ", "$primary"), own.text, link)


def _attendance(record: Session) -> str:
    count = record.attendance.head_count
    here = "not filled in" if count is None else ("1 person" if count == 1 else f"{count} people")
    return ", ".join([here, *record.attendance.roles])


def _confidence(scores: tuple[int, ...]) -> str:
    if not scores:
        return "not filled in"
    counts = [f"{scores.count(score)} × {score}" for score in range(1, 6) if score in scores]
    return ", ".join(counts)


_ASKED = {
    "attendance": "Who is here",
    "confidence-before": "Confidence now, 1 not at all to 5 very",
    "confidence-after": "Confidence after, 1 not at all to 5 very",
    "review-date": "Review date",
}


def _asked(record: Session, asked: str) -> Content:
    values = {
        "attendance": _attendance(record),
        "confidence-before": _confidence(record.confidence_before),
        "confidence-after": _confidence(record.confidence_after),
        "review-date": day(record.review_date) if record.review_date else "not filled in",
    }
    value = values[asked]
    hint = Content.styled("   press f", "$text-muted") if value.startswith("not filled in") else ""
    return Content.assemble((f"{_ASKED[asked]}:  ", "$primary"), (value, ""), hint)

"""How a session reads as lines: steps, points, entries, where we are.

Whole sentences and no drawing: a screen reader speaks these. Lines are not wrapped; whoever shows
them does that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from learnsession.session.beside import own_details, own_missing, tag_lines
from learnsession.session.dates import spoken

if TYPE_CHECKING:  # the lists of the command line use these words and need none of this
    from learnsession.room.room import Room
    from learnsession.room.status import Status
    from learnsession.session.agenda import Agenda, Point, Step
    from learnsession.session.record import Entry, Session

ADDED = "(written for this pack)"

_ASKS = {
    "attendance": "Who is here? /here 9, or with roles: /here 9 social work, health visiting",
    "confidence-before": "Confidence before, 1 to 5, a number a person: /confidence before 2 3 4",
    "confidence-after": "Confidence after, 1 to 5, a number a person: /confidence after 3 4 4",
    "review-date": "When do we look at this again? /review 18/12/2026",
    "differently": "What people will do differently: type it.",
}


def hour(at: datetime) -> str:
    """A moment as the time of day here, `14:05`."""
    return f"{at.astimezone():%H:%M}"


def opening(room: Room) -> str:
    """What is said before the first step of a session or when it goes on."""
    started = room.record.started
    lines = [f"{titled(room)}. {_published(room)}"]
    team = f"Team: {started.team}. " if started.team else ""
    planned = minutes(room.agenda.minutes)
    shorter = "" if room.agenda.minutes == room.form.minutes else f" Planned: {planned}."
    lines.append(f"{team}{room.form.title}.{shorter}")
    if room.rehearsal:
        lines.append("This is a rehearsal: nothing is kept.")
    else:
        lines.append(f"This is {started.ref}. A line you type is kept as heard on the step.")
    lines.append("An empty line goes on to the next step. /help lists the commands.")
    return "\n".join([*lines, *(str(each) for each in room.local.problems)])


def _published(room: Room) -> str:
    """The review and who published it; of a briefing, as much as was said at set-up."""
    pack, briefing = room.pack, room.record.started.briefing
    if not pack.asks:
        return f"{pack.review}, {pack.partnership}."
    if briefing is None:
        return f"{pack.review}."
    given = [briefing.partnership, briefing.reference]
    return " ".join(f"{each}." for each in given if each)


def titled(room: Room) -> str:
    """The pack's title, with how to say it where that is not plain."""
    return f"{room.pack.title} ({room.pack.say})" if room.pack.say else room.pack.title


def step_words(room: Room) -> str:
    """The whole step on the screen, with where we are."""
    status = room.status()
    step = status.step
    heading = step.title
    if status.phase.title != step.title:
        heading = f"{status.phase.title}: {step.title}"
    parts = [
        f"\nStep {step.number} of {status.steps}. {heading}\n{_time(status)}",
        _activity(status),
        step.text,
        _points(step.points),
        _own(room),
        _wrote(room),
        _asks(step),
    ]
    return "\n\n".join(part for part in parts if part)


def where(room: Room) -> str:
    """Where we are, in a few sentences."""
    status = room.status()
    record = room.record
    lines = [
        f"Step {status.step.number} of {status.steps}: {status.step.title}. "
        f"Phase: {status.phase.title}.",
        _time(status),
    ]
    if status.activity_number:
        lines.append(f"Activity {status.activity_number} of {status.activities}.")
    if record.clock.finish_by:
        lines.append(f"To finish by {hour(record.clock.finish_by)}.")
    if record.moment:
        lines.append("Taking a moment: clock and capture stand still. /continue goes on.")
    lines.append(_saved(room))
    return "\n".join(lines)


def overview(agenda: Agenda, record: Session) -> str:
    """Every phase and step, with their numbers."""
    lines = []
    for phase in agenda.phases:
        lines.append(f"{phase.title}, {minutes(phase.minutes)}")
        lines += [f"  {step.number}. {step.title}{_mark(step, record)}" for step in phase.steps]
    return "\n".join([*lines, "/go N goes to a step."])


def entry_line(entry: Entry) -> str:
    """An entry with its number, text, and whose it is by when."""
    kind = "heard" if entry.kind == "reflection" else "agreed"
    more = f"; {owed}" if (owed := owner_and_due(entry)) else ""
    return f"{entry.number}. ({kind}) {entry.text}{more}"


def owner_and_due(entry: Entry) -> str:
    """'owner: team manager; due: 18 December 2026', or as much as is known."""
    owner = f"owner: {entry.owner}" if entry.owner else ""
    due = f"due: {spoken(entry.due)}" if entry.due else ""
    return "; ".join(part for part in (owner, due) if part)


def entries(standing: Sequence[Entry]) -> str:
    """Everything heard and agreed, in the order written."""
    if not standing:
        return "Nothing has been heard or agreed yet."
    return "\n".join(entry_line(entry) for entry in standing)


def notes_words(step: Step, names: Mapping[str, str]) -> str:
    """The facilitator's notes on a step, where in the source each part stands, and its tags.

    Args:
        step: the step.
        names: what the tags are called.

    """
    notes = step.notes or ("There are no notes on this step.",)
    sources = [f"{_short(step.title)}: {step.source}"] if step.source else []
    sources += [f"{_short(point.text)}: {point.source}" for point in step.points if point.source]
    found = ["Where in the source:", *sources] if sources else []
    return "\n".join(["For the facilitator:", *notes, *found, *tag_lines(step.tags, names)])


def timer_state(room: Room) -> str:
    """The activity's timer in words."""
    status = room.status()
    urgent = f" ({status.urgency})" if status.urgency not in ("", "over") else ""
    running = "running" if status.timer == "running" else "stopped"
    left = status.time_left.removesuffix(", timer stopped")
    return f"Timer {running}: {left}{urgent}."


def minutes(count: int) -> str:
    """'1 minute', '6 minutes'."""
    return "1 minute" if count == 1 else f"{count} minutes"


def _time(status: Status) -> str:
    return f"{status.time_left}, {status.pace}, ends about {hour(status.ends_at)}."


def _saved(room: Room) -> str:
    if room.rehearsal:
        return "Rehearsal: nothing is kept."
    saved, ref = room.saved, room.record.started.ref
    if saved.waiting:
        return f"{ref}: not saved yet; it is tried again."
    return f"{ref}: saved {hour(saved.at)}." if saved.at else f"{ref}: saved."


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
        actions = record.agreed_actions
        return entries(actions) if actions else "Nothing is agreed yet: /action and what it is."
    return ""


def _asks(step: Step) -> str:
    asks = [_ASKS[take] for take in step.takes]
    if sum(point.prompt for point in step.points) > 1 and not step.talk_only:
        asks.append("/question 2 keeps what follows on question 2.")
    return "\n".join(asks)


def _mark(step: Step, record: Session) -> str:
    if step.id == record.position.step:
        return " (you are here)"
    return " (shown)" if step.id in record.revealed else ""


def _short(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= 50 else f"{line[:50].rsplit(' ', 1)[0]} …"

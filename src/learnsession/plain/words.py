"""How a session reads as lines: its opening, its plan, entries, where we are.

Whole sentences and no drawing: a screen reader speaks these. Lines are not wrapped; whoever shows
them does that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from learnsession.session.beside import tag_lines
from learnsession.session.dates import spoken

if TYPE_CHECKING:  # the lists of the command line use these words and need none of this
    from learnsession.room.room import Room
    from learnsession.room.status import Status
    from learnsession.session.agenda import Agenda, Step
    from learnsession.session.record import Entry, Session

ADDED = "(written for this pack)"


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


def where(room: Room) -> str:
    """Where we are, in a few sentences."""
    status = room.status()
    record = room.record
    lines = [
        f"Step {status.step.number} of {status.steps}: {status.step.title}. "
        f"Phase: {status.phase.title}.",
        time_words(status),
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
    """An entry with its number, text, whose it is by when, and the reference of an action."""
    kind = "heard" if entry.kind == "reflection" else "agreed"
    more = (part for part in (owner_and_due(entry), entry.ref) if part)
    return "; ".join([f"{entry.number}. ({kind}) {entry.text}", *more])


def owner_and_due(entry: Entry) -> str:
    """'owner: team manager; due: 18 December 2026', or as much as is known."""
    owner = f"owner: {entry.owner}" if entry.owner else ""
    due = f"due: {spoken(entry.due)}" if entry.due else ""
    return "; ".join(part for part in (owner, due) if part)


def as_it_stands(record: Session, written: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries with what was said of an agreed action since it was written down."""
    from learnsession.session.agreeing import agreed_in

    now = {action.id: action for action in agreed_in(record)}
    return tuple(
        replace(entry, text=action.action, owner=action.owner or None, due=action.due)
        if (action := now.get(entry.id))
        else entry
        for entry in written
    )


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


def time_words(status: Status) -> str:
    """The time that is left, the pace, and when it will end."""
    return f"{status.time_left}, {status.pace}, ends about {hour(status.ends_at)}."


def _saved(room: Room) -> str:
    if room.rehearsal:
        return "Rehearsal: nothing is kept."
    saved, ref = room.saved, room.record.started.ref
    if saved.waiting:
        return f"{ref}: not saved yet; it is tried again."
    return f"{ref}: saved {hour(saved.at)}." if saved.at else f"{ref}: saved."


def _mark(step: Step, record: Session) -> str:
    if step.id == record.position.step:
        return " (you are here)"
    return " (shown)" if step.id in record.revealed else ""


def _short(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= 50 else f"{line[:50].rsplit(' ', 1)[0]} …"

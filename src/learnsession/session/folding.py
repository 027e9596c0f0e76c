"""From the events of a session to what they add up to.

`apply` gives the next `Session`. Every event type has its own small function below, so that a
newcomer sees at once what an event does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import singledispatch
from typing import Literal, get_args

from learnsession.errors import DamagedError
from learnsession.session import events as ev
from learnsession.session.action_events import ActionEvent
from learnsession.session.clock import Clock, Timer
from learnsession.session.record import (
    FACILITATOR,
    Attendance,
    Entry,
    KeptKnowingly,
    Position,
    Return,
    Session,
    Version,
)


def fold(events: Iterable[ev.Event]) -> Session:
    """What a list of events adds up to.

    Raises:
        DamagedError: the first one does not start a session.

    """
    iterator = iter(events)
    first = next(iterator, None)
    if not isinstance(first, ev.SessionStarted):
        raise DamagedError(
            "This session has no beginning.", "Ask for the copy that is kept beside it."
        )
    clock = Clock(phase=first.phases[0].id if first.phases else "")
    session = Session(first, first.at, clock=clock.begin(first.at, first.finish_by))
    for event in iterator:
        session = apply(session, event)
    return session


def apply(session: Session, event: ev.Event) -> Session:
    """The session after one more event; the time since the last one is counted first.

    Not so for a resume: after a kill no leaving was written, and nobody was there in between. And
    not when words are removed, which can be years later and is nothing that happened in the room.
    """
    if isinstance(event, ev.WordsRemoved):
        return _apply(event, session)
    if isinstance(event, ev.SessionResumed):
        return _apply(event, replace(session, last_at=event.at))
    counted = replace(session, clock=session.clock.until(event.at), last_at=event.at)
    return _apply(event, counted)


@singledispatch
def _apply(event: ev.Event, session: Session) -> Session:
    return session


@_apply.register
def _(event: ev.AttendanceRecorded, session: Session) -> Session:
    return replace(session, attendance=Attendance(event.head_count, event.roles))


@_apply.register
def _(event: ev.StepShown, session: Session) -> Session:
    most = max(event.points, session.revealed.get(event.step, 0))
    return replace(
        session,
        position=Position(event.step, event.phase, event.points),
        revealed={**session.revealed, event.step: most},
        clock=replace(session.clock, phase=event.phase),
    )


@_apply.register
def _(event: ev.ReflectionAdded, session: Session) -> Session:
    return _with(session, _written(session, event, "reflection"))


@_apply.register
def _(event: ev.ActionAgreed, session: Session) -> Session:
    entry = _written(session, event, "agreed-action")
    agreed = replace(entry, owner=event.owner, due=event.due, ref=event.ref, fields=event.fields)
    return _with(session, agreed)


@_apply.register
def _(event: ev.ActionEntered, session: Session) -> Session:
    return replace(session, entered=(*session.entered, event))


def _say(event: ActionEvent, session: Session) -> Session:
    return replace(session, said=(*session.said, event))


for _saying in get_args(ActionEvent):
    _apply.register(_saying, _say)


@_apply.register
def _(event: ev.EntryAmended, session: Session) -> Session:
    def amend(entry: Entry) -> Entry:
        return replace(
            entry,
            text=event.text,
            owner=event.owner,
            due=event.due,
            history=(*entry.history, _version(session, entry, event)),
            kept_knowingly=(),
        )

    return _changed(session, event.entry, amend)


@_apply.register
def _(event: ev.EntryWithdrawn, session: Session) -> Session:
    def withdraw(entry: Entry) -> Entry:
        return replace(
            entry,
            withdrawn_at=event.at,
            withdrawn_by=event.by,
            withdrawn_because=event.reason,
            withdrawn_after_closing=session.needs_reason(entry),
        )

    return _changed(session, event.entry, withdraw)


@_apply.register
def _(event: ev.EntryRestored, session: Session) -> Session:
    def restore(entry: Entry) -> Entry:
        taken_back = entry.withdrawn_at or event.at
        back = Return(
            taken_back,
            entry.withdrawn_by,
            event.at,
            event.by,
            entry.withdrawn_because,
            entry.withdrawn_after_closing,
            event.reason,
            session.needs_reason(entry),
        )
        return replace(
            entry,
            withdrawn_at=None,
            withdrawn_by=None,
            withdrawn_because=None,
            withdrawn_after_closing=False,
            returns=(*entry.returns, back),
        )

    return _changed(session, event.entry, restore)


@_apply.register
def _(event: ev.FindingsKept, session: Session) -> Session:
    kept = KeptKnowingly(event.kinds, event.reason, event.at)
    return _changed(
        session,
        event.entry,
        lambda entry: replace(entry, kept_knowingly=(*entry.kept_knowingly, kept)),
    )


@_apply.register
def _(event: ev.WordsRemoved, session: Session) -> Session:
    session = replace(session, removals=(*session.removals, event.at))
    for entry_id in event.within or ():
        session = _changed(session, entry_id, lambda entry: entry.without_phrase(event.at))
    if event.entry is None:
        return session
    session = replace(session, said=_without_words(session.said, event.entry))
    return _changed(session, event.entry, lambda entry: entry.without_words(event.at))


def _without_words(said: tuple[ActionEvent, ...], entry: str) -> tuple[ActionEvent, ...]:
    """What was said once an entry's words are gone, as the file will have it."""
    from learnsession.session.removing import EntryRemoval, without

    left = without(said, EntryRemoval(entry))
    return tuple(event for event in left if isinstance(event, ActionEvent))


@_apply.register
def _(event: ev.ConfidenceGiven, session: Session) -> Session:
    if event.when == "before":
        return replace(session, confidence_before=event.scores)
    return replace(session, confidence_after=event.scores)


@_apply.register
def _(event: ev.ReviewDateSet, session: Session) -> Session:
    return replace(session, review_date=event.on)


@_apply.register
def _(event: ev.ConcernRaised, session: Session) -> Session:
    return replace(session, concerns=(*session.concerns, event.at))


@_apply.register
def _(event: ev.TimerStarted, session: Session) -> Session:
    """The room does one thing at a time: any other timer stands still from now on."""
    timers = {name: replace(t, running=False) for name, t in session.clock.timers.items()}
    timers[event.activity] = replace(_of(session, event.activity), running=True)
    return replace(session, clock=replace(session.clock, timers=timers))


@_apply.register
def _(event: ev.TimerPaused, session: Session) -> Session:
    return _timer(session, event.activity, replace(_of(session, event.activity), running=False))


@_apply.register
def _(event: ev.TimerExtended, session: Session) -> Session:
    timer = _of(session, event.activity)
    return _timer(session, event.activity, replace(timer, extra=timer.extra + event.seconds))


@_apply.register
def _(event: ev.TimerReset, session: Session) -> Session:
    return _timer(session, event.activity, Timer())


@_apply.register
def _(event: ev.MomentTaken, session: Session) -> Session:
    moments = (*session.moments, event.at)
    return replace(session, moment=True, moments=moments, clock=session.clock.stop())


@_apply.register
def _(event: ev.MomentEnded, session: Session) -> Session:
    return replace(session, moment=False, clock=session.clock.go_on(event.at))


@_apply.register
def _(event: ev.SessionLeft, session: Session) -> Session:
    return replace(session, left=True, clock=session.clock.stop())


@_apply.register
def _(event: ev.SessionResumed, session: Session) -> Session:
    return replace(
        session, left=False, moment=False, clock=session.clock.begin(event.at, event.finish_by)
    )


@_apply.register
def _(event: ev.SessionClosed, session: Session) -> Session:
    count, clock = len(session.entries), session.clock.stop()
    return replace(session, closed_at=event.at, closed_with=count, moment=False, clock=clock)


@_apply.register
def _(event: ev.SessionReopened, session: Session) -> Session:
    return replace(session, closed_at=None, left=True)


def _written(
    session: Session,
    event: ev.ReflectionAdded | ev.ActionAgreed,
    kind: Literal["reflection", "agreed-action"],
) -> Entry:
    """A new entry, with the next number."""
    return Entry(
        event.entry,
        len(session.entries) + 1,
        kind,
        event.text,
        event.phase,
        event.step,
        event.activity,
        event.prompt,
        event.at,
        session.started.facilitator or FACILITATOR,
    )


def _with(session: Session, entry: Entry) -> Session:
    return replace(session, entries=(*session.entries, entry))


def _version(session: Session, entry: Entry, event: ev.EntryAmended) -> Version:
    """How it read until this event."""
    was, late = (entry.text, entry.owner, entry.due), session.needs_reason(entry)
    return Version(*was, event.at, event.by, event.reason, late, entry.kept_knowingly)


def _changed(session: Session, entry_id: str, change: Callable[[Entry], Entry]) -> Session:
    entries = tuple(change(e) if e.id == entry_id else e for e in session.entries)
    return replace(session, entries=entries)


def _of(session: Session, activity: str) -> Timer:
    return session.clock.timer(activity)


def _timer(session: Session, activity: str, timer: Timer) -> Session:
    return replace(session, clock=session.clock.with_timer(activity, timer))

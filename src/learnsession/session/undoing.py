"""Undoing the last thing done to an action or a reflection: by an event like any other.

An entry that was written is taken back, one that was reworded gets its earlier words again, one
that was taken back stands again, and what was said of an earlier action loses its effect. All of it
stays in the history. Undone again, the thing before it is undone.

An entry that was taken back can be put back whenever that is, with all that is said of it. What was
undone by taking it back is then no longer undone, and can be undone again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from learnsession.errors import RefusedError
from learnsession.session import action_events as said
from learnsession.session import answering
from learnsession.session import events as ev
from learnsession.session import facilitation as does
from learnsession.session.record import Entry, Session

_Undoable = (
    ev.ReflectionAdded | ev.ActionAgreed | ev.EntryAmended | ev.EntryWithdrawn | said.ActionEvent
)

_Compensating = ev.EntryAmended | ev.EntryWithdrawn | ev.EntryRestored


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing comes to: the event to keep, and what was undone, in words."""

    event: ev.Event
    words: str
    takes_back: str = ""
    """The id of the entry that is taken back as a whole; empty where none is."""


def undo_last(
    session: Session, events: Sequence[ev.Event], *, saying: str, now: datetime, by: str = ""
) -> Undone:
    """Undo the last thing that can be.

    Args:
        session: as it stands.
        events: all that happened in it.
        saying: an id for what is kept.
        now: the moment, UTC.
        by: the role of whoever does it.

    Raises:
        RefusedError: there is nothing to undo, or the session is closed or takes a moment.
        ReasonNeededError: it was there when the session was closed.

    """
    does.must_run(session)
    undone = _undone(events)
    unsaid = {event.said for event in events if isinstance(event, said.SaidUndone)}
    for place in range(len(events), 0, -1):
        event = events[place - 1]
        if place in undone or getattr(event, "undoes", None):
            continue
        if isinstance(event, _Undoable) and not _without_effect(session, event, unsaid):
            return _undo(session, events, place, saying, now, by)
    raise RefusedError("There is nothing to undo.", "Carry on.")


def put_back(
    session: Session,
    events: Sequence[ev.Event],
    entry: Entry,
    *,
    now: datetime,
    by: str = "",
    reason: str = "",
) -> ev.Event:
    """Let an entry stand again that was taken back, by hand or by undoing.

    Raises:
        RefusedError: it was not, or the session is closed or takes a moment.
        ReasonNeededError: it was there when the session was closed, and no reason is given.

    """
    back = does.restore(session, entry, now, by=by, reason=reason)
    places = [
        place
        for place, event in enumerate(events, 1)
        if isinstance(event, ev.EntryWithdrawn) and event.entry == entry.id
    ]
    return _undoing(back, places[-1])


def _undone(events: Sequence[ev.Event]) -> set[int]:
    """The places of what stands undone; whatever undoes something comes later than that."""
    undone: set[int] = set()
    for place in range(len(events), 0, -1):
        undoes = getattr(events[place - 1], "undoes", None)
        if undoes and place not in undone:
            undone.add(undoes)
    return undone


def _without_effect(session: Session, event: ev.Event, unsaid: set[str]) -> bool:
    """Whether undoing it would do nothing.

    An undoing is not undone, nor what stands undone already, and removed words are gone.
    """
    if isinstance(event, said.SaidUndone):
        return True
    if isinstance(event, said.ActionEvent):
        return event.id in unsaid
    return (
        isinstance(event, ev.EntryAmended) and _entry(session, event.entry).removed_at is not None
    )


def _undo(
    session: Session, events: Sequence[ev.Event], place: int, saying: str, now: datetime, by: str
) -> Undone:
    event = events[place - 1]
    if isinstance(event, said.ActionEvent):
        kept = answering.undo(event.entry, event.id, saying=saying, now=now, by=by, undoes=place)
        return Undone(kept, f"What was said last of {_action(session, event.entry)} is undone.")
    if isinstance(event, ev.EntryAmended):
        return _reworded(session, events, place, now, by)
    if isinstance(event, ev.EntryWithdrawn):
        entry = _entry(session, event.entry)
        back = does.restore(session, entry, now, by=by)
        return Undone(_undoing(back, place), f"{entry.called_first} stands again.")
    assert isinstance(event, ev.ReflectionAdded | ev.ActionAgreed)  # noqa: S101 - for the types
    entry = _entry(session, event.entry)
    taken = does.withdraw(session, entry, now, by=by)
    return Undone(_undoing(taken, place), f"{entry.called_first} is taken back.", entry.id)


def _reworded(
    session: Session, events: Sequence[ev.Event], place: int, now: datetime, by: str
) -> Undone:
    """The words before this amendment: an entry has one earlier wording for each of them."""
    event = events[place - 1]
    assert isinstance(event, ev.EntryAmended)  # noqa: S101
    entry = _entry(session, event.entry)
    earlier = sum(
        isinstance(other, ev.EntryAmended) and other.entry == event.entry
        for other in events[: place - 1]
    )
    before = entry.history[earlier]
    back = does.amend(session, entry, before.text, now, owner=before.owner, due=before.due, by=by)
    return Undone(_undoing(back, place), f"{entry.called_first} has its earlier words again.")


def _entry(session: Session, entry_id: str) -> Entry:
    entry = session.entry(entry_id)
    if entry is None:
        raise RefusedError("There is nothing to undo.", "Carry on.")
    return entry


def _action(session: Session, entry_id: str) -> str:
    """What people call an action of this session or an earlier one."""
    entry = session.entry(entry_id)
    owed = session.started.previous_actions
    ref = entry.called if entry else next((each.ref for each in owed if each.id == entry_id), None)
    return ref or "an action"


def _undoing(event: _Compensating, place: int) -> ev.Event:
    return event.model_copy(update={"undoes": place})

"""Everything that can happen in the room, one frozen model each.

A session is the list of these, in the order in which they happened; nothing else is kept of it.
Times are UTC. `entry` is the id of a reflection or agreed action and never changes; its number is
its place in the order in which entries were written and is what people say ('Kept 3').
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from learnsession.session.action_events import ActionAgreed as ActionAgreed
from learnsession.session.action_events import ActionEntered as ActionEntered
from learnsession.session.action_events import ActionEvent as ActionEvent
from learnsession.session.action_events import PreviousAction as PreviousAction
from learnsession.session.happening import Happening, Instant, Kept


class PlannedPhase(Kept):
    """A phase as it was planned when the session started. `minutes` are whole minutes."""

    id: str
    minutes: int


class Briefing(Kept):
    """A briefing that the room reads from its own copy, as it was named at set-up."""

    title: str
    partnership: str = ""
    reference: str = ""
    """A link, or where to find it again."""


class SessionStarted(Happening):
    """The first event of every session: what was set up."""

    type: Literal["session-started"] = "session-started"
    session: str
    """The session's id, a ULID."""
    ref: str
    """The short reference, e.g. `S-0042`."""
    team: str
    facilitator: str
    """A role, not a name."""
    pack: str
    pack_title: str
    pack_sha256: str
    format: str
    format_sha256: str
    activities: tuple[str, ...]
    phases: tuple[PlannedPhase, ...]
    finish_by: Instant | None = None
    previous_actions: tuple[PreviousAction, ...] = ()
    stops: bool | None = None
    """True when the session stops at each event and care episode."""
    briefing: Briefing | None = None
    """Where the pack serves any briefing: which one this session is on."""


class AttendanceRecorded(Happening):
    """How many are present, and in which roles or for which agencies. Replaces what was there."""

    type: Literal["attendance-recorded"] = "attendance-recorded"
    head_count: int | None = None
    roles: tuple[str, ...] = ()


class StepShown(Happening):
    """A step came on the screen, or one more of its points did."""

    type: Literal["step-shown"] = "step-shown"
    step: str
    phase: str
    points: int
    """How many of its points are revealed."""


class ReflectionAdded(Happening):
    """Something that was heard in the room."""

    type: Literal["reflection-added"] = "reflection-added"
    entry: str
    text: str
    phase: str
    step: str
    activity: str | None = None
    prompt: str | None = None


class EntryAmended(Happening):
    """A reflection or agreed action was reworded. What was there before stays in its history."""

    type: Literal["entry-amended"] = "entry-amended"
    entry: str
    text: str
    owner: str | None = None
    due: date | None = None
    by: str | None = None
    """The role of whoever did it, not a name; None where nobody said."""
    reason: str | None = None
    """Why; asked for once the session has been closed."""
    undoes: int | None = None
    """The place, from 1, of the event of this session that it undoes; None where it undoes none."""


class EntryWithdrawn(Happening):
    """A reflection or agreed action was taken back."""

    type: Literal["entry-withdrawn"] = "entry-withdrawn"
    entry: str
    by: str | None = None
    """As in `EntryAmended`."""
    reason: str | None = None
    """As in `EntryAmended`."""
    undoes: int | None = None
    """As in `EntryAmended`."""


class EntryRestored(Happening):
    """An entry that was taken back stands again."""

    type: Literal["entry-restored"] = "entry-restored"
    entry: str
    by: str | None = None
    """As in `EntryAmended`."""
    reason: str | None = None
    """As in `EntryAmended`."""
    undoes: int | None = None
    """As in `EntryAmended`."""


class FindingsKept(Happening):
    """An entry holds what looks like a personal detail, and it was kept knowingly."""

    type: Literal["findings-kept"] = "findings-kept"
    entry: str
    kinds: tuple[str, ...]
    """What it looked like, by the names of `learnsession.privacy`; never the words themselves."""
    reason: str


class WordsRemoved(Happening):
    """Words were removed for good: from here on '[removed]' stands in their place everywhere."""

    type: Literal["words-removed"] = "words-removed"
    count: int
    """In how many places of this session they stood."""
    entry: str | None = None
    """The entry whose whole text was removed; None for a phrase."""
    within: tuple[str, ...] | None = None
    """The entries in which a phrase stood, in any wording; None for a whole text."""


class ConfidenceGiven(Happening):
    """How confident people are, one score from 1 to 5 each. Replaces what was given before."""

    type: Literal["confidence-given"] = "confidence-given"
    when: Literal["before", "after"]
    scores: tuple[Annotated[int, Field(ge=1, le=5)], ...]


class ReviewDateSet(Happening):
    """When the team will look at this again."""

    type: Literal["review-date-set"] = "review-date-set"
    on: date


class ConcernRaised(Happening):
    """The live concern page was opened. Nothing about the concern is ever kept here."""

    type: Literal["concern-raised"] = "concern-raised"


class TimerStarted(Happening):
    """An activity's timer runs."""

    type: Literal["timer-started"] = "timer-started"
    activity: str


class TimerPaused(Happening):
    """An activity's timer stands still."""

    type: Literal["timer-paused"] = "timer-paused"
    activity: str


class TimerExtended(Happening):
    """An activity was given more time."""

    type: Literal["timer-extended"] = "timer-extended"
    activity: str
    seconds: int


class TimerReset(Happening):
    """An activity's timer is back at its start, standing still."""

    type: Literal["timer-reset"] = "timer-reset"
    activity: str


class MomentTaken(Happening):
    """'Taking a moment': clock and capture stop."""

    type: Literal["moment-taken"] = "moment-taken"


class MomentEnded(Happening):
    """The room goes on after a moment."""

    type: Literal["moment-ended"] = "moment-ended"


class SessionLeft(Happening):
    """Nobody is there any more: the window was closed, or the laptop slept."""

    type: Literal["session-left"] = "session-left"


class SessionResumed(Happening):
    """Somebody is there again."""

    type: Literal["session-resumed"] = "session-resumed"
    finish_by: Instant | None = None


class SessionClosed(Happening):
    """The session is over."""

    type: Literal["session-closed"] = "session-closed"


class SessionReopened(Happening):
    """A closed session was opened again, to add or amend."""

    type: Literal["session-reopened"] = "session-reopened"


Event = (
    SessionStarted
    | AttendanceRecorded
    | StepShown
    | ReflectionAdded
    | ActionAgreed
    | ActionEntered
    | ActionEvent
    | EntryAmended
    | EntryWithdrawn
    | EntryRestored
    | FindingsKept
    | WordsRemoved
    | ConfidenceGiven
    | ReviewDateSet
    | ConcernRaised
    | TimerStarted
    | TimerPaused
    | TimerExtended
    | TimerReset
    | MomentTaken
    | MomentEnded
    | SessionLeft
    | SessionResumed
    | SessionClosed
    | SessionReopened
)
"""Any of them; `type` tells which."""


@cache
def _reader() -> TypeAdapter[Event]:
    """Built when first needed: showing Home reads no events."""
    return TypeAdapter(Annotated[Event, Field(discriminator="type")])


def to_plain(event: Event) -> dict[str, object]:
    """An event as plain JSON values."""
    return event.model_dump(mode="json", exclude_none=True)


def from_plain(values: object) -> Event:
    """An event from plain JSON values.

    Raises:
        ValueError: they are not an event of this version.

    """
    return _reader().validate_python(values)

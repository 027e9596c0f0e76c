"""What the events of a session add up to, as frozen values. `session.folding` makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from learnsession.session import events as ev
from learnsession.session.action_events import ActionEntered, ActionEvent, ActionFields
from learnsession.session.clock import Clock

REMOVED = "[removed]"
"""What stands in the place of words that were removed for good."""


FACILITATOR = "facilitator"
"""Who wrote or changed something, where the set-up does not say in which role."""


@dataclass(frozen=True, slots=True)
class Version:
    """How an entry read before it was amended or taken back."""

    text: str
    owner: str | None
    due: date | None
    until: datetime
    """When it was changed."""
    by: str | None = None
    """The role of whoever changed it."""
    reason: str | None = None
    """Why, where that was asked for."""
    after_closing: bool = False
    """True when the entry was there as the session was closed."""
    kept_knowingly: tuple[KeptKnowingly, ...] = ()
    """What was said of personal details in this wording."""

    def without_words(self) -> Version:
        """That there was another wording, and nothing of it."""
        return replace(
            self,
            text=REMOVED,
            owner=None,
            reason=_removed(self.reason),
            kept_knowingly=_without_reasons(self.kept_knowingly),
        )


@dataclass(frozen=True, slots=True)
class KeptKnowingly:
    """An answer to what looked like a personal detail in an entry."""

    kinds: tuple[str, ...]
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Return:
    """That an entry was taken back and stands again."""

    taken_back_at: datetime
    taken_back_by: str | None
    at: datetime
    by: str | None
    """As in `Version`."""
    taken_back_because: str | None = None
    """Why it was taken back, where that was asked for."""
    taken_back_after_closing: bool = False
    """As in `Version`."""
    because: str | None = None
    """Why it stands again, where that was asked for."""
    after_closing: bool = False
    """As in `Version`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A reflection or an agreed action."""

    id: str
    number: int
    """From 1, in the order written; never changes, and is what people say."""
    kind: Literal["reflection", "agreed-action"]
    text: str
    phase: str
    step: str
    activity: str | None
    prompt: str | None
    at: datetime
    by: str | None = None
    """The role of whoever keeps the session; None in what was made without one."""
    owner: str | None = None
    due: date | None = None
    ref: str | None = None
    """Of an agreed action, e.g. `A-0042`; None where none could be given out."""
    fields: ActionFields | None = None
    """What else was said of an agreed action when it was agreed."""
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    """The role of whoever took it back."""
    withdrawn_because: str | None = None
    """Why it was taken back, where that was asked for."""
    withdrawn_after_closing: bool = False
    """As in `Version`."""
    returns: tuple[Return, ...] = ()
    history: tuple[Version, ...] = ()
    """Earlier wordings, oldest first."""
    kept_knowingly: tuple[KeptKnowingly, ...] = ()
    """What was said of personal details in its present wording."""
    removed_at: datetime | None = None
    """When its text was removed for good."""
    phrases_removed_at: tuple[datetime, ...] = ()
    """When a phrase was removed for good from its text, an earlier wording, or what belongs to
    either."""

    @property
    def withdrawn(self) -> bool:
        """True once it was taken back."""
        return self.withdrawn_at is not None

    @property
    def called(self) -> str:
        """What people call it: 'A-0042', or 'number 3' where it has no reference."""
        return self.ref or f"number {self.number}"

    @property
    def called_first(self) -> str:
        """As `called`, at the beginning of a sentence."""
        return f"{self.called[:1].upper()}{self.called[1:]}"

    @property
    def listed(self) -> str:
        """What it is called where entries are numbered: '3', and '3 · A-0042' with a reference."""
        return f"{self.number} · {self.ref}" if self.ref else f"{self.number}"

    def without_words(self, at: datetime) -> Entry:
        """The entry once all that was ever written of it has been removed for good."""
        return replace(
            self,
            text=REMOVED,
            owner=None,
            fields=None,
            withdrawn_because=_removed(self.withdrawn_because),
            returns=tuple(_without_reason(back) for back in self.returns),
            history=tuple(version.without_words() for version in self.history),
            kept_knowingly=_without_reasons(self.kept_knowingly),
            removed_at=at,
        )

    def without_phrase(self, at: datetime) -> Entry:
        """The entry once a phrase has been removed from what the file says of it."""
        return replace(self, phrases_removed_at=(*self.phrases_removed_at, at))


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is present, without names."""

    head_count: int | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """The step on the screen and how many of its points are revealed."""

    step: str = ""
    phase: str = ""
    points: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it stands after its last event."""

    started: ev.SessionStarted
    last_at: datetime
    position: Position = Position()
    revealed: Mapping[str, int] = field(default_factory=dict)
    """How many points of each step were revealed at most, by step id."""
    entries: tuple[Entry, ...] = ()
    """In the order written, with those taken back."""
    entered: tuple[ActionEntered, ...] = ()
    """Agreed actions that no session agreed; only a team's register holds any."""
    said: tuple[ActionEvent, ...] = ()
    """What was said here of agreed actions, of this session's or of earlier ones."""
    attendance: Attendance = Attendance()
    confidence_before: tuple[int, ...] = ()
    confidence_after: tuple[int, ...] = ()
    review_date: date | None = None
    moment: bool = False
    """True while the room is 'taking a moment'."""
    left: bool = False
    closed_at: datetime | None = None
    closed_with: int = 0
    """How many entries it had when it was last closed."""
    removals: tuple[datetime, ...] = ()
    """When words were removed for good."""
    concerns: tuple[datetime, ...] = ()
    """When the live concern page was opened."""
    moments: tuple[datetime, ...] = ()
    """When the room began to take a moment."""
    clock: Clock = field(default_factory=Clock)

    @property
    def state(self) -> Literal["open", "closed"]:
        """`open` until it is closed, and again once reopened."""
        return "closed" if self.closed_at else "open"

    @property
    def reflections(self) -> tuple[Entry, ...]:
        """What was heard and not taken back."""
        return self._standing("reflection")

    @property
    def agreed_actions(self) -> tuple[Entry, ...]:
        """What was agreed and not taken back."""
        return self._standing("agreed-action")

    @property
    def standing(self) -> tuple[Entry, ...]:
        """Everything heard or agreed and not taken back, in the order written."""
        return tuple(entry for entry in self.entries if not entry.withdrawn)

    def _standing(self, kind: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.standing if entry.kind == kind)

    def needs_reason(self, entry: Entry) -> bool:
        """True when an entry was there as the session was closed: a change needs a reason then.

        What was written since it was opened again is still being written.
        """
        return entry.number <= self.closed_with

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with this id, taken back or not."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    def numbered(self, number: int) -> Entry | None:
        """The entry with this number, taken back or not."""
        return self.entries[number - 1] if 1 <= number <= len(self.entries) else None


def _removed(words: str | None) -> str | None:
    return None if words is None else REMOVED


def _without_reason(back: Return) -> Return:
    return replace(
        back,
        taken_back_because=_removed(back.taken_back_because),
        because=_removed(back.because),
    )


def _without_reasons(kept: tuple[KeptKnowingly, ...]) -> tuple[KeptKnowingly, ...]:
    return tuple(replace(each, reason=REMOVED) for each in kept)

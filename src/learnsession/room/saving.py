"""What has been typed goes to the disk behind the room's back, in order, and the room is told.

The screen must never wait for a disk, and 'Saved' must never be said before it is true. So every
event goes into the writer's queue at once, and this keeps count of what is safely there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from learnsession.errors import SaveError
from learnsession.session.events import Event, StepShown, WordsRemoved
from learnsession.store.drafts import Draft
from learnsession.store.writer import Writer

if TYPE_CHECKING:
    from learnsession.session.removing import Removal

AFTER_PAINT = 0.03
"""Seconds by which the saving of a step that is shown lets the painting of it go first. Saving and
painting would share one interpreter, and nothing of a step was typed."""


class Keeping(Protocol):
    """Where a session's events are kept: an open session of the store, or nowhere at all."""

    @property
    def events(self) -> tuple[Event, ...]:
        """All that has happened by now."""
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """What the person should be told about the files, in words."""
        ...

    def append(self, *events: Event) -> None:
        """Keep these too, with any that wait. Raises SaveError; can then simply be repeated."""
        ...

    def draft(self) -> Draft | None:
        """The half-written text that was found, if any."""
        ...

    def keep_draft(self, draft: Draft | None) -> None:
        """Keep the half-written text; None removes it."""
        ...

    def remove_words(self, removal: Removal, event: WordsRemoved | None) -> None:
        """Remove words for good, everywhere. Raises SaveError; can then simply be repeated."""
        ...

    def leave(self) -> None:
        """Let go of the session."""
        ...


class Unkept:
    """Where a rehearsal is kept: nowhere."""

    events: tuple[Event, ...] = ()
    notices: tuple[str, ...] = ()

    def append(self, *events: Event) -> None:
        """Keep nothing."""

    def draft(self) -> Draft | None:
        """There is never one."""
        return None

    def keep_draft(self, draft: Draft | None) -> None:
        """Keep nothing."""

    def remove_words(self, removal: Removal, event: WordsRemoved | None) -> None:
        """Nothing was kept, so nothing is to be removed."""

    def leave(self) -> None:
        """Let go of nothing."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What is safely on disk. `failing` is the trouble in words, empty when there is none."""

    waiting: int = 0
    at: datetime | None = None
    failing: str = ""


class Saver:
    """Sends events and drafts to the writer, and knows what has arrived.

    Args:
        keeping: where they go.
        writer: the one thread that writes.
        now: the moment, in UTC.
    """

    def __init__(self, keeping: Keeping, writer: Writer, now: Callable[[], datetime]) -> None:
        self._keeping = keeping
        self._writer = writer
        self._now = now
        self._state = Saved()
        self._given_up = 0
        """Events whose save ended in an error that is not tried again; the next one takes them."""
        self._lock = threading.Lock()
        self.changed: Callable[[Saved], None] = lambda _: None
        """Called from the writer's thread whenever the state changes."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What there is to tell about the files by now."""
        return self._keeping.notices

    @property
    def state(self) -> Saved:
        """What is on disk now."""
        return self._state

    def keep(self, event: Event) -> None:
        """Send an event; returns at once."""
        with self._lock:
            self._state = Saved(self._state.waiting + 1, self._state.at, self._state.failing)
        pause = AFTER_PAINT if isinstance(event, StepShown) else 0.0
        self._writer.submit(lambda: self._keeping.append(event), self._arrived, pause=pause)

    def keep_draft(self, draft: Draft | None) -> None:
        """Send the half-written text, in place of an earlier one that still waits."""
        self._writer.submit(lambda: self._keeping.keep_draft(draft), self._draft_done, key="draft")

    def remove(self, removal: Removal, event: WordsRemoved, told: Callable[[str], None]) -> None:
        """Send off what is to be removed for good; returns at once.

        Args:
            removal: the words.
            event: kept in their place.
            told: called once, on the writer's thread: with nothing when the words are gone from
                everywhere, or with what could not be done. A refused save is tried again first.

        """
        with self._lock:
            self._state = Saved(self._state.waiting + 1, self._state.at, self._state.failing)
        known = len(self._keeping.notices)

        def done(error: Exception | None) -> None:
            if not isinstance(error, SaveError):
                told(str(error) if error else "\n".join(self._keeping.notices[known:]))
            self._arrived(error)

        self._writer.submit(lambda: self._keeping.remove_words(removal, event), done)

    def settle(self, timeout: float) -> Saved:
        """Wait until all that was sent is on disk, at most `timeout` seconds."""
        self._writer.drain(timeout)
        return self._state

    def let_go(self, timeout: float) -> Saved:
        """Wait until all is on disk, then let go of the session; keep it while the disk refuses."""
        state = self.settle(timeout)
        if not state.waiting:
            self._keeping.leave()
        return state

    def _arrived(self, error: Exception | None) -> None:
        with self._lock:
            before = self._state
            if error is None:
                waiting = before.waiting - 1 - self._given_up
                self._given_up = 0
                self._state = Saved(waiting, self._now(), "")
            else:
                self._given_up += not isinstance(error, SaveError)
                self._state = Saved(before.waiting, before.at, str(error))
        self.changed(self._state)

    def _draft_done(self, error: Exception | None) -> None:
        with self._lock:
            before = self._state
            failing = str(error) if error else (before.failing if before.waiting else "")
            self._state = Saved(before.waiting, before.at, failing)
        if self._state != before:
            self.changed(self._state)

"""What is true of a session while it runs: how it stands, what is saved, leaving and closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from learnsession.errors import RefusedError
from learnsession.packs.format import Format
from learnsession.packs.local import Local
from learnsession.packs.model import Pack
from learnsession.room.references import NextReference
from learnsession.room.saving import Keeping, Saved, Saver
from learnsession.room.status import Status, status
from learnsession.session import facilitation as does
from learnsession.session.agenda import Agenda, Step
from learnsession.session.agreeing import NOTHING, Beyond
from learnsession.session.events import Event, SessionResumed
from learnsession.session.folding import apply
from learnsession.session.record import Session
from learnsession.store.writer import Writer

ASLEEP = timedelta(seconds=90)
"""Without a tick for this long the laptop slept, and the time is not counted."""

LAST_SAVE = 20.0
"""Seconds to wait for the disk when a session is left."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a room needs from the world: the moment (UTC), fresh ids, and the writing thread.

    `root` is the folder of the store, where the settings and the team's own layouts are.
    """

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    writer: Writer
    root: Path
    action_reference: NextReference


class Running:
    """A session with its agenda, its clock and the place where it is kept.

    `beyond` is what other files said of its actions when it was opened.
    """

    def __init__(
        self,
        record: Session,
        agenda: Agenda,
        pack: Pack,
        form: Format,
        *,
        local: Local,
        keeping: Keeping,
        world: Surroundings,
        rehearsal: bool = False,
        notices: tuple[str, ...] = (),
        beyond: Beyond = NOTHING,
    ) -> None:
        self.record = record
        self.agenda = agenda
        self.pack = pack
        self.form = form
        self.local = local
        self.rehearsal = rehearsal
        self.found_draft = keeping.draft()
        self._told = notices
        self._beyond = beyond
        self._world = world
        self._saver = Saver(keeping, world.writer, world.now)
        self._events: list[Event] = [*keeping.events] or [record.started]
        self._ticked = world.now()
        self._gone = False

    # What there is to show

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._world.now()

    @property
    def step(self) -> Step:
        """The step on the screen."""
        return self.agenda.step(self.record.position.step)

    @property
    def points(self) -> int:
        """How many of its points are revealed."""
        return self.record.position.points

    @property
    def visited(self) -> frozenset[str]:
        """The ids of the phases that were on the screen."""
        return frozenset(self.agenda.step(step).phase for step in self.record.revealed)

    @property
    def prompt(self) -> str | None:
        """The id of the question the room is on, if it is on one."""
        return does.current_prompt(self.step, self.points)

    @property
    def only_prompt(self) -> str | None:
        """The id of the step's question, if it has just one."""
        prompts = [point.id for point in self.step.points if point.prompt]
        return prompts[0] if len(prompts) == 1 else None

    @property
    def root(self) -> Path:
        """The folder of the store."""
        return self._world.root

    @property
    def saved(self) -> Saved:
        """What is safely on disk."""
        return self._saver.state

    @property
    def notices(self) -> tuple[str, ...]:
        """What the person should be told about the files, in words; it may grow."""
        return (*self._told, *self._saver.notices)

    def status(self) -> Status:
        """Where the session stands now."""
        return status(self.agenda, self.record, self.now)

    def on_saved(self, changed: Callable[[Saved], None]) -> None:
        """Call this, on the writer's thread, when something reached the disk or could not."""
        self._saver.changed = changed

    def settle(self, timeout: float = LAST_SAVE) -> Saved:
        """Wait until everything is on disk, at most `timeout` seconds."""
        return self._saver.settle(timeout)

    def tick(self) -> bool:
        """Say that somebody is there, once a second. True when the laptop had been asleep."""
        before, self._ticked = self._ticked, self.now
        asleep = self._ticked - before > ASLEEP and self.record.clock.running
        if asleep:
            self._happened(does.leave(self.record, max(before, self.record.last_at)))
            self._happened(does.resume(self.record, self.record.clock.finish_by, self._ticked))
        return asleep

    def resume(self, finish_by: datetime | None) -> None:
        """Go on after a leaving, or after the session broke off."""
        self._happened(does.resume(self.record, finish_by, self.now))

    def leave(self) -> Saved:
        """Stop the clock, wait for the disk and let go. The session can be continued later.

        While the disk refuses, the room is not let go of: `waiting` is then above zero, and
        leaving can be tried again or the session simply gone on with.
        """
        if not self._gone:
            if not self.record.closed_at and not self.record.left:
                self._happened(does.leave(self.record, self.now))
            self._gone = True  # at once: what came in while this waits would reach no disk
            self._gone = self._saver.let_go(LAST_SAVE).waiting == 0
        return self.saved

    def close(self) -> None:
        """End the session. It can still be read and exported, and reopened."""
        self._happened(does.close(self.record, self.now))

    def _happened(self, event: Event) -> None:
        self._must_have_it()
        if self.record.left and not isinstance(event, SessionResumed):
            # Leaving was tried, the disk refused, and the room goes on: so does its time.
            self._happened(does.resume(self.record, self.record.clock.finish_by, self.now))
        self.record = apply(self.record, event)
        self._events.append(event)
        self._saver.keep(event)

    def _must_have_it(self) -> None:
        if self._gone:
            raise RefusedError("This window has let go of the session.", "Open it again.")

"""The running session. Both doors hold one `Room` and tell it what people want."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from learnsession.errors import NotFoundError, RefusedError
from learnsession.packs.local import Local
from learnsession.packs.model import Format, Pack
from learnsession.room.saving import Keeping, Saved, Saver
from learnsession.room.status import Status, status
from learnsession.session import facilitation as does
from learnsession.session.agenda import Agenda, Step
from learnsession.session.events import Event, SessionResumed
from learnsession.session.record import Entry, Session, apply
from learnsession.store.drafts import Draft
from learnsession.store.writer import Writer
from learnsession.typed import clean

ASLEEP = timedelta(seconds=90)
"""Without a tick for this long the laptop slept, and the time is not counted."""

LAST_SAVE = 20.0
"""Seconds to wait for the disk when a session is left."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that was taken in, and what was left out of its text (in words, or empty)."""

    entry: Entry
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a room needs from the world: the moment (UTC), fresh ids, and the writing thread."""

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    writer: Writer


class Room:
    """A session that is being run, or rehearsed.

    Every method that changes something raises `RefusedError` when the session cannot do it now,
    and returns before the disk has it; `saved` and `settle` tell when it has.
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
    ) -> None:
        self.record = record
        self.agenda = agenda
        self.pack = pack
        self.form = form
        self.local = local
        self.rehearsal = rehearsal
        self.found_draft = keeping.draft()
        self._told = notices
        self._world = world
        self._saver = Saver(keeping, world.writer, world.now)
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
    def prompt(self) -> str | None:
        """The id of the question the room is on, if it is on one."""
        return does.current_prompt(self.step, self.points)

    @property
    def only_prompt(self) -> str | None:
        """The id of the step's question, if it has just one."""
        prompts = [point.id for point in self.step.points if point.prompt]
        return prompts[0] if len(prompts) == 1 else None

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

    # Moving

    def next(self) -> bool:
        """The next point, then the next step. False on the last point of the last step."""
        step = self.step
        if not step.at_once and self.points < len(step.points):
            self._show(step, self.points + 1)
            return True
        return self._move(step.number + 1, revealed=False)

    def back(self) -> bool:
        """The point before, then the step before. False at the very beginning."""
        step = self.step
        if not step.at_once and self.points > 1:
            self._show(step, self.points - 1)
            return True
        return self._move(step.number - 1, revealed=True)

    def next_step(self) -> bool:
        """The next step with all its points. False on the last one."""
        return self._move(self.step.number + 1, revealed=True)

    def back_step(self) -> bool:
        """The step before with all its points. False on the first one."""
        return self._move(self.step.number - 1, revealed=True)

    def go(self, number: int, *, revealed: bool = False) -> None:
        """Go to a step by its number.

        Raises:
            NotFoundError: no step has this number.
        """
        if not 1 <= number <= len(self.agenda.steps):
            raise NotFoundError(
                f"There is no step {number}.", f"Give a number from 1 to {len(self.agenda.steps)}."
            )
        step = self.agenda.steps[number - 1]
        if step.id != self.step.id or revealed:
            self._move(number, revealed=revealed)

    def _move(self, number: int, *, revealed: bool) -> bool:
        if not 1 <= number <= len(self.agenda.steps):
            return False
        step = self.agenda.steps[number - 1]
        seen = self.record.revealed.get(step.id, 0)
        self._show(step, len(step.points) if revealed else seen)
        return True

    def _show(self, step: Step, points: int) -> None:
        self._happened(does.show_step(self.record, step, points, self.now))

    # What was heard and agreed

    def add_reflection(self, text: str, prompt: str | None = None) -> Kept:
        """Keep what was heard on this step, on one of its questions if given."""
        words = clean(text)
        self._happened(
            does.add_reflection(
                self.record,
                self.step,
                words.text,
                entry=self._world.new_id(),
                now=self.now,
                prompt=prompt,
            )
        )
        return Kept(self.record.entries[-1], words.remark())

    def agree_action(
        self, text: str, owner: str = "", due: date | None = None, prompt: str | None = None
    ) -> Kept:
        """Keep what was agreed on this step, with who does it and by when, if known."""
        words = clean(text)
        self._happened(
            does.agree_action(
                self.record,
                self.step,
                words.text,
                entry=self._world.new_id(),
                now=self.now,
                prompt=prompt,
                owner=clean(owner).text.strip(),
                due=due,
            )
        )
        return Kept(self.record.entries[-1], words.remark())

    def amend(
        self, entry: Entry, text: str, owner: str | None = None, due: date | None = None
    ) -> Kept:
        """Reword an entry; give owner and due date again, or they are gone."""
        words = clean(text)
        mine = clean(owner or "").text.strip()
        self._happened(does.amend(self.record, entry, words.text, self.now, owner=mine, due=due))
        return Kept(self._again(entry), words.remark())

    def withdraw(self, entry: Entry) -> Kept:
        """Take an entry back."""
        self._happened(does.withdraw(self.record, entry, self.now))
        return Kept(self._again(entry))

    def numbered(self, number: int) -> Entry:
        """The entry that people call by this number.

        Raises:
            NotFoundError: there is none.
        """
        entry = self.record.numbered(number)
        if entry is None:
            raise NotFoundError(f"There is no entry {number}.", "List them to see their numbers.")
        return entry

    def _again(self, entry: Entry) -> Entry:
        return self.record.entry(entry.id) or entry

    def keep_draft(self, draft: Draft | None) -> None:
        """Keep the half-written text; None when there is none any more."""
        if not self._gone:
            self._saver.keep_draft(draft)

    # What the room is asked for

    def record_attendance(self, head_count: int | None, roles: Sequence[str]) -> None:
        """Record how many are present, and in which roles."""
        cleaned = [clean(role).text.strip() for role in roles]
        mine = [role for role in cleaned if role]
        self._happened(does.record_attendance(self.record, head_count, mine, self.now))

    def give_confidence(self, when: str, scores: Sequence[int]) -> None:
        """Record confidence `before` or `after`, one score from 1 to 5 a person."""
        self._happened(does.give_confidence(self.record, when, scores, self.now))

    def set_review_date(self, on: date) -> None:
        """Record when the team looks at this again."""
        today = self.now.astimezone().date()
        self._happened(does.set_review_date(self.record, on, today, self.now))

    # Time

    def toggle_timer(self) -> None:
        """Start or stop the activity's timer."""
        self._happened(does.toggle_timer(self.record, self.step, self.now))

    def extend_timer(self, minutes: int = 1) -> None:
        """Give the activity more minutes."""
        self._happened(does.extend_timer(self.record, self.step, minutes * 60, self.now))

    def reset_timer(self) -> None:
        """Put the activity's timer back to its start."""
        self._happened(does.reset_timer(self.record, self.step, self.now))

    def take_moment(self) -> None:
        """Stop clock and capture."""
        self._happened(does.take_moment(self.record, self.now))

    def end_moment(self) -> None:
        """Go on."""
        self._happened(does.end_moment(self.record, self.now))

    def raise_concern(self) -> None:
        """Note that the live concern page was opened; on a closed session nothing is noted."""
        if not self.record.closed_at:
            self._happened(does.raise_concern(self.record, self.now))

    def tick(self) -> bool:
        """Say that somebody is there, once a second. True when the laptop had been asleep."""
        before, self._ticked = self._ticked, self.now
        asleep = self._ticked - before > ASLEEP and self.record.clock.running
        if asleep:
            self._happened(does.leave(self.record, max(before, self.record.last_at)))
            self._happened(does.resume(self.record, self.record.clock.finish_by, self._ticked))
        return asleep

    # Ending

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
        if self._gone:
            raise RefusedError("This window has let go of the session.", "Open it again.")
        if self.record.left and not isinstance(event, SessionResumed):
            # Leaving was tried, the disk refused, and the room goes on: so does its time.
            self._happened(does.resume(self.record, self.record.clock.finish_by, self.now))
        self.record = apply(self.record, event)
        self._saver.keep(event)

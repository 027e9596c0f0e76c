"""Where sessions are started, rehearsed, taken up again and read. Both doors come here first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from learnsession.errors import RefusedError, StoreError
from learnsession.packs.format import Format
from learnsession.packs.local import read_local
from learnsession.packs.model import Pack
from learnsession.packs.reader import FormatFile, PackFile, kept_format, kept_pack, to_plain
from learnsession.room.room import Room
from learnsession.room.running import Surroundings
from learnsession.room.saving import Keeping, Unkept
from learnsession.session import facilitation as does
from learnsession.session.agenda import Agenda
from learnsession.session.events import PlannedPhase, PreviousAction, SessionStarted
from learnsession.session.folding import apply, fold
from learnsession.session.planning import plan
from learnsession.session.record import Session
from learnsession.store.sessions import SessionStore
from learnsession.store.writer import Writer
from learnsession.typed import clean

REHEARSAL = "rehearsal"
"""Stands where a session has its reference."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a facilitator chose before the session. `activities` None: the preselected ones."""

    pack: PackFile
    form: FormatFile
    team: str = ""
    facilitator: str = ""
    activities: tuple[str, ...] | None = None
    finish_by: datetime | None = None
    head_count: int | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with everything that is needed to show or export it."""

    record: Session
    pack: Pack
    form: Format
    agenda: Agenda
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Owed:
    """What a team agreed before, or in words why it is not known."""

    actions: tuple[PreviousAction, ...] = ()
    trouble: str = ""


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh id that sorts by time (ULID, 26 characters)."""
    from ulid import ULID  # only when a session runs; listing needs no ids

    return str(ULID())


class Desk:
    """A store, and the way into its sessions.

    Args:
        root: the folder of the store.
        now: the moment, in UTC; can be set for tests and demonstrations.
    """

    def __init__(self, root: Path, now: Callable[[], datetime] = utc_now) -> None:
        self.root = root
        self.store = SessionStore(root, now)
        self.writer = Writer()
        self.now = now
        self._owed: dict[str, _Owed] = {}

    def look_again(self) -> None:
        """Forget what teams agreed before, so that it is read anew: once for each set-up."""
        self._owed.clear()

    def agenda(self, setup: SetUp) -> Agenda:
        """The plan that follows from what was chosen, as of now."""
        available = None
        if setup.finish_by is not None:
            available = int((setup.finish_by - self.now()).total_seconds() // 60)
        previous = tuple(action.line for action in self._previous(setup.team).actions)
        return plan(
            setup.pack.pack,
            setup.form.form,
            setup.activities,
            available=available,
            previous=previous,
        )

    def start(self, setup: SetUp) -> Room:
        """Start a session that is kept from its first moment.

        Raises:
            RefusedError: what was set up cannot be; nothing has been kept then.
            SaveError: the disk refused; no session has been made.
        """
        self.look_again()
        agenda = self._possible(setup)
        self.store.keep_pack(setup.pack.sha256, to_plain(setup.pack.pack))
        self.store.keep_format(setup.form.sha256, to_plain(setup.form.form))
        started = self._started(setup, agenda, self.store.next_reference())
        keeping = self.store.create(started)
        try:
            return self._begun(setup, agenda, started, keeping)
        except BaseException:
            keeping.leave()
            raise

    def rehearse(self, setup: SetUp) -> Room:
        """Step through a pack without leaving a record."""
        self.look_again()
        agenda = self._possible(setup)
        return self._begun(setup, agenda, self._started(setup, agenda, REHEARSAL), Unkept())

    def resume(self, session_id: str, finish_by: datetime | None = None) -> Room:
        """Go on with an open session where it stopped.

        Raises:
            RefusedError: it is closed.
            InUseError: another window has it.
            DamagedError: it cannot be read.
        """
        keeping = self.store.open(session_id)
        try:
            record = fold(keeping.events)
            pack, form, agenda = self._as_run(record)
            room = Room(
                record,
                agenda,
                pack,
                form,
                local=read_local(self.root),
                keeping=keeping,
                world=self._world(),
            )
            room.resume(finish_by)
        except BaseException:
            keeping.leave()
            raise
        return room

    def reopen(self, session_id: str) -> Opened:
        """Open a closed session again; it is then listed as unfinished.

        Raises:
            RefusedError: it is open.
            InUseError: another window has it.
        """
        keeping = self.store.open(session_id)
        try:
            record = fold(keeping.events)
            event = does.reopen(record, self.now())
            keeping.append(event)
        finally:
            keeping.leave()
        return self.opened(apply(record, event))

    def read(self, session_id: str) -> Opened:
        """A session as it stands on disk, open elsewhere or not; nothing is changed."""
        stored = self.store.read(session_id)
        return self.opened(fold(stored.events), stored.notices)

    def opened(self, record: Session, notices: tuple[str, ...] = ()) -> Opened:
        """A record with the pack, the format and the agenda it was run with."""
        pack, form, agenda = self._as_run(record)
        return Opened(record, pack, form, agenda, notices)

    def close(self) -> None:
        """Wait for the last save."""
        self.writer.close(30.0)

    def _as_run(self, record: Session) -> tuple[Pack, Format, Agenda]:
        """Pack, format and agenda as they were when the session was started."""
        started = record.started
        pack = kept_pack(self.store.kept_pack(started.pack_sha256))
        form = kept_format(self.store.kept_format(started.format_sha256))
        return pack, form, agenda_of(started, pack, form)

    def _previous(self, team: str) -> _Owed:
        """What the team agreed in its last session; read once while a session is set up."""
        if team not in self._owed:
            row = self.store.last_of_team(team) if team else None
            self._owed[team] = self._agreed_in(row.id, row.ref) if row else _Owed()
        return self._owed[team]

    def _agreed_in(self, session_id: str, ref: str) -> _Owed:
        """An earlier session that cannot be read must not keep a team from meeting."""
        try:
            record = fold(self.store.read(session_id).events)
        except StoreError as error:
            return _Owed(trouble=f"What was agreed in {ref} cannot be shown. {error}")
        return _Owed(
            tuple(
                PreviousAction(action=entry.text, owner=entry.owner, due=entry.due, session=ref)
                for entry in record.agreed_actions
            )
        )

    def _possible(self, setup: SetUp) -> Agenda:
        """The plan, or a refusal before anything is kept or a number given out."""
        agenda = self.agenda(setup)
        if agenda.too_short_by:
            raise RefusedError(
                "There is not even a minute for each part.", "Choose a later time to finish."
            )
        started = self._started(setup, agenda, REHEARSAL)
        does.record_attendance(fold([started]), setup.head_count, setup.roles, started.at)
        return agenda

    def _started(self, setup: SetUp, agenda: Agenda, ref: str) -> SessionStarted:
        return SessionStarted(
            at=self.now(),
            session=new_id(),
            ref=ref,
            team=clean(setup.team).text.strip(),
            facilitator=clean(setup.facilitator).text.strip(),
            pack=setup.pack.pack.id,
            pack_title=setup.pack.pack.title,
            pack_sha256=setup.pack.sha256,
            format=setup.form.form.id,
            format_sha256=setup.form.sha256,
            activities=tuple(step.activity for step in agenda.activities if step.activity),
            phases=tuple(PlannedPhase(id=p.id, minutes=p.minutes) for p in agenda.phases),
            finish_by=setup.finish_by,
            previous_actions=self._previous(setup.team).actions,
        )

    def _begun(
        self, setup: SetUp, agenda: Agenda, started: SessionStarted, keeping: Keeping
    ) -> Room:
        """The room on its first step, with who was said to be present at set-up."""
        trouble = self._previous(setup.team).trouble
        room = Room(
            fold([started]),
            agenda,
            setup.pack.pack,
            setup.form.form,
            local=read_local(self.root),
            keeping=keeping,
            world=self._world(),
            rehearsal=started.ref == REHEARSAL,
            notices=(trouble,) if trouble else (),
        )
        room.go(1, revealed=True)
        if setup.head_count is not None or setup.roles:
            room.record_attendance(setup.head_count, setup.roles)
        return room

    def _world(self) -> Surroundings:
        return Surroundings(self.now, new_id, self.writer)


def agenda_of(started: SessionStarted, pack: Pack, form: Format) -> Agenda:
    """The agenda as it was planned when the session started, its fitted minutes included."""
    previous = tuple(action.line for action in started.previous_actions)
    available = sum(phase.minutes for phase in started.phases)
    return plan(pack, form, started.activities, available=available, previous=previous)

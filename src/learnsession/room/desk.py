"""Where sessions are started, rehearsed, taken up again and read. Both doors come here first.

What a running session needs is imported when one is opened: Home only lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from learnsession.moment import utc_now as utc_now
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.sessions import SessionStore
from learnsession.store.writer import Writer

if TYPE_CHECKING:
    from learnsession.actions.register import Register
    from learnsession.packs.format import Format
    from learnsession.packs.model import Pack
    from learnsession.packs.reader import FormatFile, PackFile
    from learnsession.room.room import Room
    from learnsession.room.weekly import Told, WeeklyBackup
    from learnsession.session.agenda import Agenda
    from learnsession.session.events import Briefing
    from learnsession.session.record import Session


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
    stops: bool = False
    """Stop at each event and care episode, and ask."""
    briefing: Briefing | None = None
    """Where the pack serves any briefing: which one this session is on."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with everything that is needed to show or export it."""

    record: Session
    pack: Pack
    form: Format
    agenda: Agenda
    root: Path
    """The folder of the store."""
    notices: tuple[str, ...] = ()


def as_opened(room: Room) -> Opened:
    """A running session as it stands now, to export or to read."""
    return Opened(room.record, room.pack, room.form, room.agenda, room.root)


class Desk:
    """A store, and the way into its sessions.

    Args:
        root: the folder of the store.
        now: the moment, in UTC; can be set for tests and demonstrations.
        seal: opens and closes the files; what `store.vault.unlock` gives for a protected store.

    """

    def __init__(
        self, root: Path, now: Callable[[], datetime] = utc_now, seal: Seal = CLEAR
    ) -> None:
        self.root = root
        self.store = SessionStore(root, now, seal)
        self.writer = Writer()
        self._weekly: WeeklyBackup | None = None
        self.now = now
        self.owed: dict[str, object] = {}
        """What teams owe, by team, as `room.opening` read it for a set-up."""

    @property
    def protected(self) -> bool:
        """True when the store was opened with a passphrase."""
        return bool(self.store.seal.key_id)

    def is_passphrase(self, secret: str) -> bool:
        """Whether this opens the store; takes as long as deriving a key does.

        Raises:
            StoreError: the store cannot be read.

        """
        from learnsession.errors import LockedError
        from learnsession.store.vault import unlock

        try:
            return unlock(self.root, secret).key_id == self.store.seal.key_id
        except LockedError:
            return False

    def look_again(self) -> None:
        """Forget what teams owe, so that it is read anew: once for each set-up."""
        self.owed.clear()

    def register(self) -> Register:
        """Every agreed action of the store, as it stands now; it knows what could not be read.

        Raises:
            StoreError: the store cannot be read.

        """
        from learnsession.actions.register import Register

        states = self.store.action_states()
        unread = [(name.ref, why) for name, why in self.store.actions_unread]
        today = self.now().astimezone().date()
        return Register(states, today, unread, self.store.actions_noticed)

    def agenda(self, setup: SetUp) -> Agenda:
        """The plan that follows from what was chosen, as of now."""
        from learnsession.room import opening

        return opening.agenda(self, setup)

    def start(self, setup: SetUp) -> Room:
        """Start a session that is kept from its first moment.

        Raises:
            RefusedError: what was set up cannot be; nothing has been kept then.
            SaveError: the disk refused; no session has been made.

        """
        from learnsession.room import opening

        return opening.start(self, setup)

    def rehearse(self, setup: SetUp) -> Room:
        """Step through a pack without leaving a record."""
        from learnsession.room import opening

        return opening.rehearse(self, setup)

    def resume(self, session_id: str, finish_by: datetime | None = None) -> Room:
        """Go on with an open session where it stopped.

        Raises:
            RefusedError: it is closed.
            InUseError: another window has it.
            DamagedError: it cannot be read.

        """
        from learnsession.room import opening

        return opening.resume(self, session_id, finish_by)

    def reopen(self, session_id: str) -> Opened:
        """Open a closed session again; it is then listed as unfinished.

        Raises:
            RefusedError: it is open.
            InUseError: another window has it.

        """
        from learnsession.room import opening

        return opening.reopen(self, session_id)

    def read(self, session_id: str) -> Opened:
        """A session as it stands on disk, open elsewhere or not; nothing is changed."""
        from learnsession.room import opening

        return opening.read(self, session_id)

    def back_up(self, told: Told) -> None:
        """Let the backup of the week be made, if it is due, in a little while. Returns at once.

        Args:
            told: called on another thread, at most once, when it cannot be made.

        """
        from learnsession.room.weekly import CALM, REST

        self._backup().begin(told, after=CALM, rest=REST)

    def back_up_at_the_end(self, told: Told) -> None:
        """Let it be made now, when nothing else is to come; waits for it, but never for long."""
        from learnsession.room.weekly import AT_THE_END

        self._backup().begin(told, after=0, rest=0)
        self._backup().finish(AT_THE_END)

    def _backup(self) -> WeeklyBackup:
        from learnsession.room.weekly import WeeklyBackup

        if self._weekly is None:
            self._weekly = WeeklyBackup(self.root, self.store.seal, self.now)
        return self._weekly

    def close(self) -> None:
        """Wait for the last save."""
        if self._weekly is not None:
            self._weekly.stop()
        self.writer.close(30.0)

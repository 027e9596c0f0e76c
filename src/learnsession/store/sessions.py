"""The store of sessions: create, open, read, list, find. What stands where in it: see `layout`.

Nothing is made on disk before something is written. Lists import neither pydantic nor TinyDB nor
filelock, which together cost more than reading 10,000 rows; hence the imports inside methods.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnsession.errors import StoreError
from learnsession.session.references import number_of
from learnsession.store import names
from learnsession.store.action_index import ActionIndex, Contribution
from learnsession.store.catalogue import CatalogueRow, Rows, is_register, row_of
from learnsession.store.catalogue_file import Catalogue
from learnsession.store.files import previous
from learnsession.store.layout import QUARANTINE
from learnsession.store.losses import twice
from learnsession.store.meant import meant_by, not_found
from learnsession.store.moves import move_aside, stem_at, tidy
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.stamps import stamp_of

if TYPE_CHECKING:
    from learnsession.session.events import SessionStarted
    from learnsession.session.states import State
    from learnsession.store.kept import Kind
    from learnsession.store.opened import OpenSession, Surroundings
    from learnsession.store.reading import StoredSession


_PATIENCE = 3.0
"""Seconds to wait for another window that makes a register."""

_SLACK = 10 * 10**9
"""Nanoseconds by which the clock of the disk may differ from ours, and by which it is rounded."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SessionStore:
    """All sessions below one folder.

    Args:
        root: the folder; it need not exist.
        now: tells the time, UTC, for file names and markers.
        seal: closes and opens the files; what `vault.unlock` gives for a protected store.

    """

    def __init__(
        self, root: Path, now: Callable[[], datetime] = _utc_now, seal: Seal = CLEAR
    ) -> None:
        self.root = root
        self.seal = seal
        self._now = now
        self._catalogue = Catalogue(root, self._read_row, seal)
        self._actions = ActionIndex(root, self._read_contribution, seal)
        self._numbers_known: int | None = None
        self._registers: dict[str, CatalogueRow] = {}

    def next_reference(self) -> str:
        """The next free short reference, e.g. `S-0042`; a number is given out once.

        Raises:
            SaveError: the disk refused, or another window is busy with the store for too long.

        """
        from learnsession.store.references import next_reference

        return next_reference(self.root, self.seal)

    def next_action_reference(self) -> str:
        """The next free reference of an agreed action, e.g. `A-0042`; given out once.

        Raises:
            SaveError: as `next_reference`.
            StoreError: the store cannot be read.

        """
        from learnsession.store.references import next_action_reference

        if self._numbers_known is None:
            numbers = (number_of(state["ref"], "A") for state in self.action_states())
            self._numbers_known = max(numbers, default=0)
        return next_action_reference(self.root, self.seal, self._numbers_known)

    def settle_action_references(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """References for actions that bring their own: the same, or the next free one.

        Args:
            wanted: the references that they have elsewhere, each once.

        Raises:
            SaveError: as `next_reference`.
            StoreError: the store cannot be read.

        """
        from learnsession.store.references import settle_action_references

        numbers = (number_of(state["ref"], "A") for state in self.action_states())
        return settle_action_references(self.root, self.seal, wanted, max(numbers, default=0))

    def next_register_reference(self) -> str:
        """The reference of a new register, e.g. `R-0001`.

        Raises:
            SaveError: another window is busy with the store for too long.

        """
        from learnsession.store.locks import store_lock
        from learnsession.store.references import register_reference

        with store_lock(self.root, self.seal):
            return register_reference(self.root)

    def action_states(self) -> list[State]:
        """Every agreed action that stands, with all that was said of it; see `session.agreeing`.

        Raises:
            LockedError: the store is protected, and this is for clear text.
            StoreError: the folder may not be read.

        """
        return self._actions.states()

    @property
    def actions_unread(self) -> tuple[tuple[names.Name, str], ...]:
        """The sessions that the last look at actions could not read, each with what is wrong."""
        return self._actions.unread

    @property
    def actions_noticed(self) -> tuple[str, ...]:
        """What the last look at actions found of files that lost their last save, in words."""
        return self._actions.noticed

    def action_parts(self) -> list[tuple[State, list[Any]]]:
        """Each of them as it was agreed, and what was said of it; raises as `action_states`."""
        return self._actions.parts()

    def actions_withdrawn(self) -> frozenset[str]:
        """The ids of the actions that were taken back; raises as `action_states`."""
        return self._actions.withdrawn()

    def create(self, started: SessionStarted) -> OpenSession:
        """Start a session with its first event, which is safe once this returns.

        Raises:
            InUseError: a session with this id is being run.
            LockedError: the protection of the store was changed since it was opened.
            SaveError: the disk refused; no session has been made.

        """
        from learnsession.store.locks import Hold, store_lock
        from learnsession.store.opened import OpenSession

        path = names.path_for(started.ref, started.session, started.at)
        hold = Hold(self.root, started.session, started.ref)
        with store_lock(self.root, self.seal):
            hold.take(self._now())
        try:
            if stamp_of(self.root / path):
                raise ValueError(f"there is a session {started.session} already")
            session = OpenSession(self._around(), path, hold)
            session.append(started)
        except BaseException:
            hold.release(settled=True)
            raise
        return session

    def open(self, session_id: str) -> OpenSession:
        """Open a session for writing. What a kill left is tidied; damage is mended and said.

        Raises:
            NotFoundError: there is no such session.
            InUseError: another window or process has it.
            DamagedError: neither the file nor its last good generation can be read.
            NewerError: a newer learnsession wrote it.
            SaveError: the disk refused.

        """
        return self._open(self._files_of(session_id)[0])

    def read(self, session_id: str) -> StoredSession:
        """A session for showing it: takes no lock and changes nothing.

        Raises:
            NotFoundError: there is no such session.
            DamagedError: neither the file nor its last good generation can be read.
            NewerError: a newer learnsession wrote it.
            StoreError: it may not be read.

        """
        from learnsession.store.reading import read_session

        name, *others = self._files_of(session_id)
        try:
            found = read_session(self.root / name.path, self.seal)
        except FileNotFoundError as error:
            raise not_found(session_id) from error
        if not others:
            return found
        return replace(found, notices=(*found.notices, twice(name.ref, name.path)))

    def listing(self) -> Rows:
        """`rows` and `damaged` in one look. Raises `StoreError` when nothing may be read.

        The registers of teams are no sessions, and are left out.
        """
        found = self._catalogue.rows()
        return found._replace(rows=tuple(row for row in found.rows if not is_register(row)))

    def registers(self) -> tuple[CatalogueRow, ...]:
        """The registers of teams: what was agreed or said of agreed actions outside any session.

        Raises `StoreError` when nothing may be read.
        """
        return tuple(filter(is_register, self._catalogue.rows().rows))

    def open_register(self, team: str) -> OpenSession | None:
        """A team's register, for writing; None while nothing was said outside a session.

        Raises as `open`.
        """
        wanted = team.strip().casefold()
        known = self._registers.get(wanted)
        if known is None or stamp_of(self.root / known.path) is None:
            self._registers = {row.team.strip().casefold(): row for row in self.registers()}
            known = self._registers.get(wanted)
        return self._open(names.Name(known.ref, known.id, known.path)) if known else None

    def create_register(self, team: str, beginning: Callable[[str], SessionStarted]) -> OpenSession:
        """Make a team's register, or open the one that another window has just made.

        Args:
            team: whose it is.
            beginning: its first event, given its reference.

        Raises as `create` and `open`.
        """
        from learnsession.errors import SaveError
        from learnsession.store.locks import named_lock

        with named_lock(self.root, "registers", _PATIENCE) as ours:
            if not ours:
                raise SaveError(
                    "Another window is busy with the register.",
                    "Try again in a moment.",
                    str(self.root),
                )
            made = self.open_register(team)
            return made or self.create(beginning(self.next_register_reference()))

    def actions_written_since(
        self, moment: int, besides: str = ""
    ) -> Iterator[tuple[names.Name, Contribution]]:
        """What files say of actions that were written after a moment, or shortly before.

        Args:
            moment: nanoseconds since 1970, as `time.time_ns` gives it.
            besides: the id of one that need not be read.

        """
        for name in names.written_since(self.root, moment - _SLACK):
            if name.id != besides:
                with suppress(StoreError, FileNotFoundError):
                    yield name, self._read_contribution(name)

    def rows(self) -> tuple[CatalogueRow, ...]:
        """Every session that can be read, the one written to last first."""
        return self.listing().rows

    def damaged(self) -> tuple[tuple[Path, str], ...]:
        """Session files that cannot be read, each with what is wrong with it.

        Only files that a list has to open are looked at: those in use or without a row.
        """
        return self.listing().damaged

    def find(self, spec: str, *, register: bool = False) -> CatalogueRow:
        """The session that a person names: `S-0042`, `s-42`, `42`, an id, its beginning, or `last`.

        Args:
            spec: what was typed.
            register: whether `R-0001`, the register of a team, may be meant as well.

        Raises:
            NotFoundError: none is meant, or more than one.
            DamagedError: the one that is meant cannot be read.

        """
        return meant_by(spec, self._catalogue.rows(), register=register)

    def drop_row(self, session_id: str) -> None:
        """Forget what is derived of a session that is about to be erased; see `Catalogue.drop`."""
        self._catalogue.drop(session_id)
        self._actions.drop(session_id)

    def team_names(self) -> tuple[str, ...]:
        """The teams that have had a session, the most recent first."""
        return tuple(dict.fromkeys(row.team for row in self.rows() if row.team))

    def last_of_team(self, team: str) -> CatalogueRow | None:
        """The session of a team that was written to last; capitals make no difference."""
        wanted = team.strip().casefold()
        rows = (row for row in self.rows() if row.team.strip().casefold() == wanted)
        return next(rows, None)

    def keep_pack(self, sha256: str, values: dict[str, Any]) -> None:
        """Keep a pack as it is now, as plain JSON values, under its checksum; once is enough.

        Raises:
            SaveError: the disk refused.

        """
        self._keep("pack", sha256, values)

    def kept_pack(self, sha256: str) -> dict[str, Any]:
        """A pack as it was when run.

        Raises:
            NotFoundError: it is not in this store.
            DamagedError: it is cut or changed.
            NewerError: a newer learnsession kept it.

        """
        from learnsession.store.kept import kept

        return kept(self.root, "pack", sha256, self.seal)

    def keep_format(self, sha256: str, values: dict[str, Any]) -> None:
        """Keep a format as `keep_pack` keeps a pack."""
        self._keep("format", sha256, values)

    def kept_format(self, sha256: str) -> dict[str, Any]:
        """A format as it was when run. Raises as `kept_pack`."""
        from learnsession.store.kept import kept

        return kept(self.root, "format", sha256, self.seal)

    def _keep(self, kind: Kind, sha256: str, values: dict[str, Any]) -> None:
        from learnsession.store.kept import keep

        keep(self.root, kind, sha256, values, self._moment(), self.seal)

    def _open(self, name: names.Name) -> OpenSession:
        from learnsession.store.locks import Hold, store_lock
        from learnsession.store.opened import OpenSession
        from learnsession.store.reading import read_best

        path = self.root / name.path
        hold = Hold(self.root, name.id, name.ref)
        with store_lock(self.root, self.seal):
            hold.take(self._now())
        try:
            tidy(path)
            return OpenSession(self._around(), name.path, hold, read_best(path, self.seal))
        except FileNotFoundError as error:
            hold.release(settled=False)
            raise not_found(name.id) from error
        except BaseException:
            # The marker may be one that a kill left; its row is not written by failing here.
            hold.release(settled=False)
            raise

    def _around(self) -> Surroundings:
        from learnsession.store.opened import Surroundings

        return Surroundings(self.root, self._catalogue, self.drop_row, self.seal, self._set_aside)

    def _set_aside(self, path: Path) -> Path:
        return move_aside(path, self.root / QUARANTINE, self._moment())

    def _moment(self) -> str:
        return stem_at(self._now())

    def _read_row(self, name: names.Name) -> CatalogueRow:
        from learnsession.session.folding import fold
        from learnsession.store.reading import read_session

        path = self.root / name.path
        # Before the file is read: a save that comes in between makes the row look old, not new.
        stamp = stamp_of(path) or stamp_of(previous(path))
        record = fold(read_session(path, self.seal).events)
        return row_of(record, name.path, stamp.size if stamp else -1)

    def _read_contribution(self, name: names.Name) -> Contribution:
        from learnsession.session.agreeing import begun, entered, sayings
        from learnsession.session.folding import fold
        from learnsession.store.reading import read_session

        path = self.root / name.path
        stamp = stamp_of(path) or stamp_of(previous(path))
        stored = read_session(path, self.seal)
        record = fold(stored.events)
        agreed = [entry for entry in record.entries if entry.kind == "agreed-action"]
        return {
            "path": name.path,
            "size": stamp.size if stamp else -1,
            "own": [
                *(begun(entry, record) for entry in record.agreed_actions),
                *map(entered, record.entered),
            ],
            "said": list(sayings(record)),
            "gone": [entry.id for entry in agreed if entry.withdrawn],
            "notices": list(stored.notices),
        }

    def _files_of(self, session_id: str) -> list[names.Name]:
        """The file of a session; where there are two, the one that lists show comes first."""
        found = names.names_of(self.root, session_id)
        if not found:
            raise not_found(session_id)
        if len(found) > 1:
            shown = {row.path for row in self.rows() if row.id == session_id}
            found.sort(key=lambda name: name.path not in shown)
        return found

"""The store of sessions: create, open, read, list, find.

    STORE/
      sessions/2026/S-0042_ID.json        a session; .bak its last good generation,
                                          .draft.json the half-written text
      packs/SHA256.json  formats/…        as they were when a session ran
      catalogue.json  counter.json        derived: rows for lists, the last number given out
      in-use/ID.json  locks/ID.lock       who has which session
      quarantine/                         damaged or foreign files, never removed unasked

Nothing is made on disk before something is written. Lists import neither pydantic nor TinyDB nor
filelock, which together cost more than reading 10,000 rows; hence the imports inside methods.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnsession.errors import DamagedError, NotFoundError
from learnsession.store import names
from learnsession.store.catalogue import Catalogue, CatalogueRow, Rows, row_of
from learnsession.store.envelope import LOOK
from learnsession.store.files import previous, stamp_of
from learnsession.store.losses import twice
from learnsession.store.moves import move_aside, tidy
from learnsession.store.sealing import CLEAR, Seal

if TYPE_CHECKING:
    from learnsession.session.events import SessionStarted
    from learnsession.store.opened import OpenSession
    from learnsession.store.reading import StoredSession

_SHORTEST = 4
"""The shortest beginning of an id that is looked up."""

_REF = re.compile(r"([sS]-?)?0*(\d{1,12})")


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

    def next_reference(self) -> str:
        """The next free short reference, e.g. `S-0042`; a number is given out once.

        Raises:
            SaveError: the disk refused, or another window is busy with the store for too long.

        """
        from learnsession.store.references import next_reference

        return next_reference(self.root, self.seal)

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
        from learnsession.store.locks import Hold, store_lock
        from learnsession.store.opened import OpenSession
        from learnsession.store.reading import read_best

        name = self._files_of(session_id)[0]
        path = self.root / name.path
        hold = Hold(self.root, name.id, name.ref)
        with store_lock(self.root, self.seal):
            hold.take(self._now())
        try:
            tidy(path)
            return OpenSession(self._around(), name.path, hold, read_best(path, self.seal))
        except FileNotFoundError as error:
            hold.release(settled=False)
            raise _not_found(session_id) from error
        except BaseException:
            # The marker may be one that a kill left; its row is not written by failing here.
            hold.release(settled=False)
            raise

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
            raise _not_found(session_id) from error
        if not others:
            return found
        return replace(found, notices=(*found.notices, twice(name.ref, name.path)))

    def listing(self) -> Rows:
        """`rows` and `damaged` in one look. Raises `StoreError` when nothing may be read."""
        return self._catalogue.rows()

    def rows(self) -> tuple[CatalogueRow, ...]:
        """Every session that can be read, the one written to last first."""
        return self.listing().rows

    def damaged(self) -> tuple[tuple[Path, str], ...]:
        """Session files that cannot be read, each with what is wrong with it.

        Only files that a list has to open are looked at: those in use or without a row.
        """
        return self.listing().damaged

    def find(self, spec: str) -> CatalogueRow:
        """The session that a person names: `S-0042`, `s-42`, `42`, an id, its beginning, or `last`.

        Raises:
            NotFoundError: none is meant, or more than one.
            DamagedError: the one that is meant cannot be read.

        """
        found = self.listing()
        wanted = spec.strip()
        if wanted.casefold() == "last":
            meant = list(found.rows[:1])
        else:
            meant = [row for row in found.rows if _is_meant(wanted, row.ref, row.id)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise _ambiguous(wanted, meant)
        for path, words in found.damaged:
            name = names.parse(path.as_posix())
            if name and _is_meant(wanted, name.ref, name.id):
                raise DamagedError(words, LOOK, str(path))
        raise _not_found(wanted)

    def drop_row(self, session_id: str) -> None:
        """Forget the row of a session that is about to be erased; see `Catalogue.drop`."""
        self._catalogue.drop(session_id)

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

    def _keep(self, kind: Any, sha256: str, values: dict[str, Any]) -> None:
        from learnsession.store.kept import keep

        keep(self.root, kind, sha256, values, self._moment(), self.seal)

    def _around(self) -> Any:
        from learnsession.store.opened import Surroundings

        return Surroundings(self.root, self._catalogue, self.seal, self._set_aside)

    def _set_aside(self, path: Path) -> Path:
        return move_aside(path, self.root / "quarantine", self._moment())

    def _moment(self) -> str:
        return f"{self._now():%Y%m%dT%H%M%SZ}"

    def _read_row(self, name: names.Name) -> CatalogueRow:
        from learnsession.session.folding import fold
        from learnsession.store.reading import read_session

        path = self.root / name.path
        # Before the file is read: a save that comes in between makes the row look old, not new.
        stamp = stamp_of(path) or stamp_of(previous(path))
        record = fold(read_session(path, self.seal).events)
        return row_of(record, name.path, stamp.size if stamp else -1)

    def _files_of(self, session_id: str) -> list[names.Name]:
        """The file of a session; where there are two, the one that lists show comes first."""
        found = [name for name in names.names(self.root) if name.id == session_id]
        if not found:
            raise _not_found(session_id)
        if len(found) > 1:
            shown = {row.path for row in self.rows() if row.id == session_id}
            found.sort(key=lambda name: name.path not in shown)
        return found


def _is_meant(spec: str, ref: str, session_id: str) -> bool:
    number = _REF.fullmatch(spec)
    if number and int(number[2]) == int(ref[2:]):
        return True
    if number and number[1]:
        return False
    return len(spec) >= _SHORTEST and session_id.casefold().startswith(spec.casefold())


def _not_found(spec: str) -> NotFoundError:
    if spec.casefold() == "last":
        return NotFoundError("There is no session yet.", "Start one: learnsession run PACK")
    return NotFoundError(f"There is no session '{spec}'.", "See them all: learnsession sessions")


def _ambiguous(spec: str, meant: list[CatalogueRow]) -> NotFoundError:
    listed = ", ".join(f"{row.ref} ({row.id})" for row in meant[:5])
    more = f" and {len(meant) - 5} more" if len(meant) > 5 else ""
    return NotFoundError(
        f"'{spec}' could be any of {listed}{more}.", "Give more of its id, or the whole of it."
    )

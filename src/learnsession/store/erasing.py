"""Erasing a session: what would go, and removing it wherever it stands in the store.

The order makes a kill harmless. The session's row in the catalogue goes first, its marker keeps
others from writing it again, and the kept backups, quarantine, the half-written text and the last
good generation follow; the session's own file is the last that holds anything. So a session is
either listed and whole in its events, and the same command does the rest, or it is gone, and of
it there can be left an empty lock and a marker, which `finish` removes.

Packs and formats as they were when a session ran stay: they are published, and others may need
them. Its number is never given out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from learnsession.errors import DamagedError, StoreError
from learnsession.session.events import SessionStarted
from learnsession.session.folding import fold
from learnsession.session.record import Session
from learnsession.store.backup_lists import readable_backups
from learnsession.store.catalogue import CatalogueRow
from learnsession.store.copies import (
    beside,
    drop_from_backups,
    is_of,
    set_aside,
    strays,
    sweep_backups,
)
from learnsession.store.drafts import draft_path
from learnsession.store.layout import LOCKS
from learnsession.store.locks import (
    LOCK,
    Hold,
    in_use,
    lock_path,
    marker_path,
    named_lock,
    store_lock,
    whole_store_lock,
)
from learnsession.store.moves import remove
from learnsession.store.names import Name, names, parse
from learnsession.store.reading import read_session
from learnsession.store.references import never_again
from learnsession.store.sessions import SessionStore

_ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


@dataclass(frozen=True, slots=True)
class Going:
    """What erasing a session takes with it."""

    name: Name
    record: Session | None
    """None for a session that can no longer be read."""
    drafted: bool
    """Whether there is a half-written text."""
    strays: int
    """How many files that others left beside it begin with its name."""
    set_aside: int
    """How many files of it stand in quarantine."""
    backups: int
    """In how many kept backups it stands."""
    carried: tuple[str, ...]
    """The references of later sessions and of registers in which its agreed actions are written, or
    in which something was said of them."""


def meant(store: SessionStore, spec: str) -> Name:
    """The session or register that a person names, whether it can be read or not.

    Raises:
        NotFoundError: none is meant, or more than one.

    """
    try:
        row = store.find(spec, register=True)
    except DamagedError as error:
        name = parse(Path(error.where).as_posix())
        found = [each for each in names(store.root) if name and each.id == name.id]
        if not found:
            raise
        return found[0]
    return Name(row.ref, row.id, row.path)


def going(store: SessionStore, name: Name) -> Going:
    """What erasing this session would take with it. Changes nothing.

    Raises:
        StoreError: a file may not be read.

    """
    path = store.root / name.path
    try:
        record = fold(read_session(path, store.seal).events)
    except (StoreError, FileNotFoundError):
        record = None
    kept = readable_backups(store.root, store.seal)
    return Going(
        name,
        record,
        draft_path(path).exists(),
        len(strays(path)),
        len(set_aside(store.root, path)),
        sum(any(is_of(each, path) for each in backup.files) for backup in kept),
        _carried(store, name.ref, record),
    )


class Held:
    """A session that nobody else can open, so that it can be erased; `held` makes it."""

    def __init__(self, store: SessionStore, name: Name, hold: Hold) -> None:
        self._store = store
        self._hold = hold
        self.name = name
        self.erased = False
        """True once nothing of it is left."""

    def erase(self) -> None:
        """Remove it, for good.

        Raises:
            SaveError: the disk refused; what is left can be erased by the same call.
            NewerError: a newer learnsession made one of the kept backups; nothing was removed.
            StoreError: a file may not be read; nothing but copies was removed.

        """
        root, seal = self._store.root, self._store.seal
        files = [root / each.path for each in names(root) if each.id == self.name.id]
        with store_lock(root, seal):
            if self.name.ref[0] == "S":
                never_again(root, self.name.ref)
            self._store.drop_row(self.name.id)
            for file in files:
                drop_from_backups(root, file, seal)
                for path in (*set_aside(root, file), *beside(file)):
                    remove(path)
            sweep_backups(root, seal)
        self.erased = True


@contextmanager
def held(store: SessionStore, name: Name, now: datetime) -> Iterator[Held]:
    """Keep a session from being opened while it is asked about and erased. `now` is UTC.

    Raises:
        InUseError: another window or process has it.
        SaveError: the disk refused.

    """
    interrupted = name.id in in_use(store.root)
    hold = Hold(store.root, name.id, name.ref)
    with store_lock(store.root, store.seal):
        hold.take(now)
    session = Held(store, name, hold)
    try:
        yield session
    finally:
        hold.release(settled=session.erased or not interrupted)
        if session.erased:
            finish(store.root)


def finish(root: Path) -> bool:
    """Remove the locks and markers of sessions that are gone. True when there were any.

    They say nothing but an id. Whoever takes a session holds the store's own lock meanwhile, so
    that none is taken between the look at its lock and the removal of it.

    Raises:
        SaveError: the disk refused, or another window is busy with the store for too long.

    """
    if not _left(root):
        return False
    with whole_store_lock(root):
        left = _left(root)
        for session_id in left:
            with named_lock(root, session_id, 0) as free:
                if free:
                    remove(marker_path(root, session_id))
            if free:
                remove(lock_path(root, session_id))
    return bool(left)


def _left(root: Path) -> list[str]:
    """The ids of sessions of which only a lock or a marker is there, or that are being made."""
    there = {name.id for name in names(root)}
    locks = {path.stem for path in (root / LOCKS).glob(f"*{LOCK}") if _ULID.fullmatch(path.stem)}
    return sorted((in_use(root) | locks) - there)


def _carried(store: SessionStore, ref: str, record: Session | None) -> tuple[str, ...]:
    """Other files in which what was agreed in this one is written, or was spoken of.

    Not only those of its team: its name may have been written otherwise, or removed, since.
    """
    own = _agreed(record) if record else set()
    if record and not own:
        return ()
    since = record.started.at if record else None
    later = [row for row in store.rows() if since is None or row.started > since]
    others = [row for row in (*later, *store.registers()) if row.ref != ref]
    return tuple(sorted(row.ref for row in others if _speaks_of(store, row, ref, own)))


def _agreed(record: Session) -> set[str]:
    """The ids of the actions that were agreed in a session, or entered into a register."""
    return {each.id for each in record.agreed_actions} | {each.entry for each in record.entered}


def _speaks_of(store: SessionStore, row: CatalogueRow, ref: str, actions: set[str]) -> bool:
    """Whether a session took over agreed actions of another, or says something of them."""
    try:
        events = read_session(store.root / row.path, store.seal).events
    except (StoreError, FileNotFoundError):
        return False
    first = events[0]
    owed = first.previous_actions if isinstance(first, SessionStarted) else ()
    if any(action.session == ref for action in owed):
        return True
    return any(getattr(event, "entry", None) in actions for event in events)

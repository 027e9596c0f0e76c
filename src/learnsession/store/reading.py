"""Reading a session: the file itself, or else its last good generation, saying so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from learnsession.errors import DamagedError, NewerError
from learnsession.session.events import Event, from_plain
from learnsession.store.envelope import damaged
from learnsession.store.files import previous
from learnsession.store.sealing import Seal
from learnsession.store.stamps import Stamp
from learnsession.store.storage import Tables, read_tables

EVENTS = "events"
"""The one table of a session: an event a document, its id the place from 1."""


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as it is kept."""

    events: tuple[Event, ...]
    notices: tuple[str, ...] = ()
    """What the person has to know about the file, in plain words; empty when all is well."""


@dataclass(frozen=True, slots=True)
class Generation:
    """The best that is left of a session on disk."""

    events: tuple[Event, ...]
    tables: Tables
    stamp: Stamp | None
    """Of the file itself; None when the last good generation had to be used."""
    why: str = ""
    """What is wrong with the file itself, as one sentence; empty when all is well."""
    missing: bool = False
    """True when there is no file at all to set aside."""


def read_best(path: Path, seal: Seal) -> Generation:
    """Read a session without changing anything on disk.

    Raises:
        FileNotFoundError: there is neither the file nor an earlier generation.
        DamagedError: neither can be trusted.
        NewerError: a newer learnsession wrote it; the earlier generation is not used instead.
        StoreError: it may not be read.

    """
    try:
        return read_generation(path, seal)
    except (DamagedError, FileNotFoundError) as error:
        try:
            kept = read_generation(previous(path), seal)
        except (DamagedError, FileNotFoundError):
            raise error from None
        gone = isinstance(error, FileNotFoundError)
        why = f"{path.name} is missing." if gone else getattr(error, "happened", "")
        return Generation(kept.events, kept.tables, None, why, missing=gone)


def read_session(path: Path, seal: Seal) -> StoredSession:
    """Read a session for showing it. Raises as `read_best`."""
    found = read_best(path, seal)
    if not found.why:
        return StoredSession(found.events)
    return StoredSession(
        found.events,
        (
            f"{found.why} This is its last good generation; at most its last save is missing. "
            "Resuming the session brings the file back.",
        ),
    )


def read_generation(path: Path, seal: Seal) -> Generation:
    """One generation of a session, and no other in its place. Raises as `read_best`."""
    tables, stamp = read_tables(path, seal)
    return Generation(_events(tables, path), tables, stamp)


def _events(tables: Tables, path: Path) -> tuple[Event, ...]:
    table = tables.get(EVENTS, {})
    places = [str(number + 1) for number in range(len(table))]
    if list(tables) != [EVENTS] or not places or list(table) != places:
        raise damaged(path, "It does not hold a session")
    try:
        return tuple(from_plain(values) for values in table.values())
    except ValueError as error:
        # Its checksum is right, so this is no damage: it holds something we do not know yet.
        raise NewerError(
            f"{path.name} holds something that this version of learnsession does not know.",
            "Use the version that wrote it, or a newer one; nothing was changed.",
            str(path),
        ) from error

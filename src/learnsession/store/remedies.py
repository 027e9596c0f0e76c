"""What can stand in for a file that is damaged or missing, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from learnsession.errors import NewerError, StoreError
from learnsession.session.dates import spoken
from learnsession.store.as_published import as_published
from learnsession.store.backed_up import is_session, is_sound
from learnsession.store.backup_lists import Copy, KeptBackup, read_object
from learnsession.store.files import previous
from learnsession.store.kept import FOLDER_OF
from learnsession.store.names import parse
from learnsession.store.reading import EVENTS, read_generation
from learnsession.store.sealing import Seal, close_plain, open_plain
from learnsession.store.stamps import read_whole
from learnsession.store.storage import KIND as SESSION


class Remedy(NamedTuple):
    """Good bytes for a file."""

    data: bytes
    origin: str
    """Where they come from, in words: `its last good generation …; …`."""


def remedy(root: Path, seal: Seal, path: str, backups: Sequence[KeptBackup]) -> Remedy | None:
    """The best that is left of a file; None when there is nothing.

    Of a session that is its last good generation, unless a kept backup has the same and more: it
    was made after the last save, which the last good generation has not.

    Args:
        root: the store.
        seal: opens its files.
        path: of the file, below the store.
        backups: those that the store keeps, the newest first.

    """
    found = next(_in_backups(root, seal, path, backups), None)
    kept = found and Remedy(found[0], f"the backup of {_day(found[1])}; what came later is missing")
    if not is_session(path):
        return kept or _as_published(root, seal, path)
    try:
        data, _ = read_whole(previous(root / path))
        generation = read_generation(previous(root / path), seal)
    except NewerError:
        return None  # a newer version can use it, and would lose it to an older copy
    except (StoreError, FileNotFoundError):
        return kept
    ours = _events(root, seal, path, data)
    if not _are_of(path, ours):
        return kept
    if found:
        theirs = _events(root, seal, path, found[0])
        if len(theirs) > len(ours) and theirs[: len(ours)] == ours:
            said = f"the backup of {_day(found[1])}; it has more than the last good generation"
            return Remedy(found[0], said)
    moment = generation.events[-1].at.astimezone()
    said = f"its last good generation, of {spoken(moment.date())} at {moment:%H:%M}"
    return Remedy(data, f"{said}; at most its last save is missing")


def _as_published(root: Path, seal: Seal, path: str) -> Remedy | None:
    """A kept pack or format from the file it was made from, if that is as it was."""
    folder = path.partition("/")[0]
    kind = next((kind for kind, kept_in in FOLDER_OF.items() if kept_in == folder), None)
    if kind is None:
        return None
    digest = PurePosixPath(path).stem
    values = as_published(root, kind, digest)
    if values is None:
        return None
    data = close_plain(seal, kind, root / path, {"of": digest, "values": values})
    return Remedy(data, f"the {kind} that it was taken from, which has not been changed since")


def _in_backups(
    root: Path, seal: Seal, path: str, backups: Sequence[KeptBackup]
) -> Iterator[tuple[bytes, Copy]]:
    """The good copies of a file, the newest first."""
    for backup in backups:
        copy = backup.files.get(path)
        if copy is None:
            continue
        with suppress(StoreError, FileNotFoundError):
            data = read_object(root, copy)
            if not is_sound(seal, root, path, data):
                continue
            events = _events(root, seal, path, data) if is_session(path) else []
            if not events or _are_of(path, events):
                yield data, copy


def _events(root: Path, seal: Seal, path: str, data: bytes) -> list[object]:
    """The events in a session file, as they stand there; none when a newer version wrote it."""
    try:
        return list(open_plain(seal, SESSION, root / path, data)[EVENTS].values())
    except (StoreError, KeyError, TypeError, AttributeError):
        return []


def _are_of(path: str, events: list[object]) -> bool:
    """Whether they are those of the session that the path names: copies can be put anywhere."""
    name = parse(path)
    first = events[0] if events else None
    return bool(name and isinstance(first, dict) and first.get("session") == name.id)


def _day(copy: Copy) -> str:
    moment = datetime.fromisoformat(copy.at)
    age = datetime.now(UTC) - moment
    days = max(age, timedelta()).days
    ago = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    return f"{spoken(moment.astimezone().date())} ({ago})"

"""Changing the backups that a store keeps: for sealing, erasing and redacting, and for pruning.

Whoever removes anything here holds the store's own lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from learnsession.errors import DamagedError, LockedError, SaveError
from learnsession.store.backup_lists import (
    Copy,
    KeptBackup,
    backup_names,
    list_path,
    object_files,
    put_object,
    read_backup,
    read_object,
    readable_backups,
    write_backup,
)
from learnsession.store.layout import BACKUPS, QUARANTINE
from learnsession.store.locks import named_lock
from learnsession.store.moves import move_aside, remove, stem_at, tidy_folder
from learnsession.store.sealing import Seal

_PATIENCE = 600.0
"""Seconds to wait for another window that makes a backup of a large store."""

Change = Callable[[str, bytes], bytes | None]
"""Gets a file's path below the store and its bytes; gives the bytes to keep, or None to drop it."""


def rewrite(root: Path, seal_before: Seal, seal_after: Seal, change: Change) -> None:
    """Change or drop files in every kept backup, for good: for sealing, erasing and redacting.

    Every file of every list is given to `change` under its path below the store. A file may come
    to it changed already, after a kill; it has to leave it so. Done again after a kill at any
    moment, this finishes: until then each list is whole, as before or as after, and the bytes
    of before are only removed once no list needs them.

    What cannot be trusted cannot be changed, and must not stay either: bytes that are not what
    their checksum says are removed (their entry stays, so that `store check` names it), and a list
    that neither seal opens is set aside in quarantine, with the bytes that only it named removed.

    Args:
        root: the store, whose own lock the caller holds.
        seal_before: closes the lists as they are.
        seal_after: closes them from now on; the same where nothing is sealed or unsealed.
        change: what to do with each file.

    Raises:
        NewerError: a newer learnsession made one of the backups; nothing was changed.
        SaveError: the disk refused; call this again.
        StoreError: a file may not be read; call this again.

    """
    if not (root / BACKUPS).is_dir():
        return
    with backups_lock(root, _PATIENCE):
        lists = _openable(root, seal_before, seal_after)
        changed: dict[tuple[str, str], Copy | None] = {}
        sound: set[str] = set()
        for backup in lists:
            for path, copy in backup.files.items():
                if (path, copy.sha256) not in changed:
                    changed[path, copy.sha256] = _changed(root, path, copy, change, sound)
            files = _with(backup.files, changed)
            if files != backup.files or seal_before is not seal_after:
                write_backup(root, backup._replace(files=files), seal_after)
        sweep(root, sound)


def _openable(root: Path, *seals: Seal) -> list[KeptBackup]:
    """Every list; all are read before anything is changed. One that cannot be is set aside."""
    found, lost = [], []
    for name in backup_names(root):
        try:
            found.append(read_backup(root, name, *seals))
        except (DamagedError, LockedError):
            lost.append(list_path(root, name))
    for path in lost:
        move_aside(path, root / QUARANTINE, stem_at(datetime.now(UTC)))
    return found


def _changed(root: Path, path: str, copy: Copy, change: Change, sound: set[str]) -> Copy | None:
    """What stands for a file from now on; None when it is dropped."""
    try:
        data = read_object(root, copy)
    except (FileNotFoundError, DamagedError):
        return copy
    after = change(path, data)
    if after is None:
        return None
    kept = copy if after == data else put_object(root, after, copy.at)
    sound.add(kept.sha256)
    return kept


def _with(
    files: Mapping[str, Copy], changed: Mapping[tuple[str, str], Copy | None]
) -> dict[str, Copy]:
    """The files of a list after the change. The moment stays: two lists can share a copy."""
    now = ((path, copy, changed[path, copy.sha256]) for path, copy in files.items())
    return {path: after._replace(at=copy.at) for path, copy, after in now if after}


def refuse_newer(root: Path, seal: Seal) -> None:
    """Before `rewrite` is begun where it could not be given up any more.

    Raises:
        NewerError: a newer learnsession made one of the backups.

    """
    for name in backup_names(root):
        with suppress(DamagedError, LockedError, FileNotFoundError):
            read_backup(root, name, seal)


def sweep(root: Path, needed: Iterable[str]) -> None:
    """Remove every object that is not needed, and what kills have left half-written.

    To be called by whoever holds the store's own lock and `backups_lock`.

    Raises:
        SaveError: the disk refused.

    """
    wanted = set(needed)
    tidy_folder(root / BACKUPS)
    for path in object_files(root):
        if path.name not in wanted:
            remove(path)


def sweep_unlisted(root: Path, seal: Seal) -> None:
    """Remove every object that no list names, as `sweep`.

    While a list cannot be read, nobody knows which objects only it needs, and all stay.
    """
    kept = readable_backups(root, seal)
    if len(kept) == len(backup_names(root)):
        sweep(root, {copy.sha256 for backup in kept for copy in backup.files.values()})


@contextmanager
def backups_lock(root: Path, timeout: float) -> Iterator[None]:
    """One at a time makes a backup or changes those that are kept.

    Raises:
        SaveError: another window is at it for too long.

    """
    with named_lock(root, BACKUPS, timeout) as free:
        if not free:
            raise SaveError(
                "Another window is busy with the backups.", "Try again in a moment.", str(root)
            )
        yield

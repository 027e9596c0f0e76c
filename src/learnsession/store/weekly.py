"""The backup that is made once a week beside the store, without being asked.

It is made by a thread that nobody waits for, while sessions may be running: files are whole at any
moment. Only bytes that can be trusted go in; of what is damaged or lost, the last good copy of an
earlier backup is carried along, so that eight weeks of not noticing lose nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import DamagedError, StoreError
from learnsession.store.backed_up import files_for_backup, is_sealed_kind, is_sound
from learnsession.store.backup_lists import (
    Copy,
    KeptBackup,
    backup_names,
    list_path,
    object_path,
    put_object,
    read_backup,
    read_object,
    readable_backups,
    write_backup,
)
from learnsession.store.files import previous, write_atomically
from learnsession.store.kept_backups import sweep_unlisted
from learnsession.store.layout import BACKUPS, DRAFT, QUARANTINE, VAULT
from learnsession.store.locks import named_lock, store_lock
from learnsession.store.moves import move_aside, remove, stem_at
from learnsession.store.names import names
from learnsession.store.sealing import Seal
from learnsession.store.stamps import Stamp, read_whole, stamp_of
from learnsession.store.vault_file import vault_in_backups

WEEKS = 8
"""How many are kept."""

_AGE = timedelta(days=6)
"""A team that meets every Monday at ten, and ends a minute earlier than last week, has its backup
every week; with seven days it would have one every other."""
_CLOCKS = timedelta(days=1)
"""How far a clock may be off: a backup from later than that was made by a wrong one."""


class _Taken(NamedTuple):
    """A file whose bytes are in the backup, and what it looked like when they were read."""

    copy: Copy
    source: Path
    stamp: Stamp


def is_due(root: Path, seal: Seal, now: datetime) -> bool:
    """Whether there is a session, no backup of this week yet, and none of the last six days.

    Args:
        root: the store.
        seal: opens its files.
        now: UTC.

    """
    if not names(root):
        return False
    try:
        read_backup(root, _name(now), seal)
    except (FileNotFoundError, DamagedError):
        recent = (b.made for b in readable_backups(root, seal))
        return not any(now - _AGE <= made <= now + _CLOCKS for made in recent)
    except StoreError:
        pass
    return False


def make_weekly(
    root: Path, seal: Seal, now: datetime, stopped: Callable[[], bool] = lambda: False
) -> KeptBackup | None:
    """Make the backup of this week if it is due, and remove those before the last eight.

    Args:
        root: the store.
        seal: closes and opens its files.
        now: UTC.
        stopped: asked between files. What was copied until then is not copied again next time.

    Returns:
        The backup; None when none is due, another window is at it, or it was stopped.

    Raises:
        SaveError: the disk refused. Earlier backups are as they were.
        LockedError: the protection of the store was changed since it was opened.
        StoreError: a folder may not be read.

    """
    if not is_due(root, seal, now):
        return None
    with named_lock(root, BACKUPS, 0) as free:
        if not free:
            return None
        with store_lock(root, seal):
            pass  # refuses when the protection has changed, before anything is copied
        taken: dict[str, _Taken] = {}
        for path in files_for_backup(root):
            if stopped():
                return None
            found = _taken(root, path, seal, now) if path != VAULT else None
            if found:
                taken[path] = found
        with store_lock(root, seal):
            return _publish(root, seal, now, taken) if is_due(root, seal, now) else None


def _name(now: datetime) -> str:
    year, week, _ = now.astimezone(UTC).isocalendar()
    return f"{year}-W{week:02d}"


def _taken(root: Path, path: str, seal: Seal, now: datetime) -> _Taken | None:
    """The bytes of a file, put among the objects; of a damaged session its last generation."""
    for source in (root / path, previous(root / path)):
        try:
            data, stamp = read_whole(source)
        except (FileNotFoundError, StoreError):
            continue
        if is_sound(seal, root, path, data):
            return _Taken(put_object(root, data, now.isoformat()), source, stamp)
    return None


def _publish(root: Path, seal: Seal, now: datetime, taken: dict[str, _Taken]) -> KeptBackup:
    """Write the list. Nobody erases or seals anything meanwhile, but sessions may be saved."""
    files = dict(_still_there(root, seal, now, taken))
    for backup in readable_backups(root, seal):
        for path, copy in backup.files.items():
            if path not in files and is_sealed_kind(path) and _carries(root, path, copy, seal):
                files[path] = copy
    backup = KeptBackup(_name(now), now, files)
    place = list_path(root, backup.name)
    if stamp_of(place):  # damaged, or there would be none to make
        move_aside(place, root / QUARANTINE, stem_at(now))
    write_backup(root, backup, seal)
    _keep_vault(root, seal)
    _prune(root, seal, backup.name)
    return backup


def _keep_vault(root: Path, seal: Seal) -> None:
    """Keep a copy of the vault beside the lists, from whichever of its two files is whole."""
    for source in (root / VAULT, previous(root / VAULT)):
        with suppress(FileNotFoundError, DamagedError):
            data, _ = read_whole(source)
            if is_sound(seal, root, VAULT, data):
                write_atomically(vault_in_backups(root), data)
                return


def _still_there(
    root: Path, seal: Seal, now: datetime, taken: dict[str, _Taken]
) -> Iterator[tuple[str, Copy]]:
    """What was copied, again where it was saved, erased or rewritten since."""
    for path, found in taken.items():
        kept = object_path(root, found.copy.sha256).exists()
        again = found if kept and stamp_of(found.source) == found.stamp else None
        again = again or _taken(root, path, seal, now)
        if again:
            yield path, again.copy


def _carries(root: Path, path: str, copy: Copy, seal: Seal) -> bool:
    """Whether an earlier backup has a good copy of what is not good any more.

    A draft goes when its entry is kept; the rest only goes by being erased, also from backups.
    """
    if path.endswith(DRAFT):
        return False
    try:
        return is_sound(seal, root, path, read_object(root, copy))
    except (FileNotFoundError, StoreError):
        return False


def _prune(root: Path, seal: Seal, newest: str) -> None:
    """Keep the last eight, and the objects that they need.

    Those of later weeks than the newest were made by a wrong clock, and go first.
    """
    oldest_first = sorted(backup_names(root), key=lambda name: (name <= newest, name))
    for name in oldest_first[:-WEEKS]:
        remove(list_path(root, name))
    sweep_unlisted(root, seal)

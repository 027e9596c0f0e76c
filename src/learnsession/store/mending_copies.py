"""A damaged copy in the kept backups: something good takes its place, so that none has a hole."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from learnsession.errors import StoreError
from learnsession.store.backed_up import is_sealed_kind, is_session, is_sound
from learnsession.store.backup_lists import (
    Copy,
    KeptBackup,
    is_whole,
    object_path,
    put_object,
    read_object,
    readable_backups,
    write_backup,
)
from learnsession.store.files import previous
from learnsession.store.layout import DRAFT, QUARANTINE
from learnsession.store.moves import copy_aside, remove
from learnsession.store.sealing import Seal
from learnsession.store.stamps import read_whole, stamp_of


def can_be_renewed(root: Path, seal: Seal, digest: str, backups: Iterable[KeptBackup]) -> bool:
    """Whether nothing is forgotten by mending the bytes with this checksum.

    Where they were the last of a session or of what it ran on, the entry in the backup is all that
    still shows that there was one, and stays.
    """
    backups = tuple(backups)
    return all(
        _in_store(root, seal, path) is not None or _elsewhere(root, seal, path, digest, backups)
        for path in _named(digest, backups)
        if is_sealed_kind(path) and not path.endswith(DRAFT)
    )


def renew(root: Path, seal: Seal, digest: str, stem: str) -> None:
    """Mend the bytes with this checksum in every kept backup.

    The same bytes are taken from the store if it has them; else the entry gets the file as it is in
    the store now, else the copy of another backup, and is dropped where there is none.

    To be called by whoever holds the store's own lock and that of its backups.

    Args:
        root: the store.
        seal: closes and opens its files.
        digest: the checksum.
        stem: put before the name of the damaged copy in quarantine, e.g. the time.

    Raises:
        SaveError: the disk refused. Each list is whole, as before or as after.

    """
    backups = readable_backups(root, seal)
    place = object_path(root, digest)
    if stamp_of(place):
        copy_aside(place, root / QUARANTINE, _aside_stem(stem, _named(digest, backups)))
    for backup in backups:
        files = {}
        for path, copy in backup.files.items():
            good = copy if copy.sha256 != digest else _stand_in(root, seal, path, copy, backups)
            if good:
                files[path] = good
        if files != backup.files:
            write_backup(root, backup._replace(files=files), seal)
    if not is_whole(root, digest):
        remove(place)


def _named(digest: str, backups: Iterable[KeptBackup]) -> list[str]:
    """The paths below the store whose bytes these are, in any backup."""
    found = {path for b in backups for path, copy in b.files.items() if copy.sha256 == digest}
    return sorted(found)


def _aside_stem(stem: str, paths: list[str]) -> str:
    """With the name of its session, so that erasing and redacting find it in quarantine too."""
    names = [path.rpartition("/")[2] for path in paths if is_session(path.replace(".draft", ""))]
    return f"{stem}_{names[0]}" if names else stem


def _stand_in(
    root: Path, seal: Seal, path: str, copy: Copy, backups: tuple[KeptBackup, ...]
) -> Copy | None:
    data = _in_store(root, seal, path)
    if data is not None:
        fresh = put_object(root, data, datetime.now(UTC).isoformat())
        return copy if fresh.sha256 == copy.sha256 else fresh
    return _elsewhere(root, seal, path, copy.sha256, backups)


def _in_store(root: Path, seal: Seal, path: str) -> bytes | None:
    """The good bytes of a file as it is now, or of a session's last good generation."""
    for place in (root / path, previous(root / path))[: 2 if is_session(path) else 1]:
        with suppress(StoreError, FileNotFoundError):
            data, _ = read_whole(place)
            if is_sound(seal, root, path, data):
                return data
    return None


def _elsewhere(
    root: Path, seal: Seal, path: str, digest: str, backups: Iterable[KeptBackup]
) -> Copy | None:
    """Another good copy of a file, the newest."""
    for backup in backups:
        copy = backup.files.get(path)
        if copy is None or copy.sha256 == digest:
            continue
        with suppress(StoreError, FileNotFoundError):
            if is_sound(seal, root, path, read_object(root, copy)):
                return copy
    return None

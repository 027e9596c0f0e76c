"""The backups that a store keeps beside itself, one a week.

    STORE/backups/
      2026-W47.json           a list: which files there were, and the checksum of each
      objects/ab/SHA256       the files' bytes, each once, however many lists name it
      vault.json              of a protected store: a third copy, always of today's passphrase

Objects are copies, never second names of a session's file: what damages the one spares the other.
An object is whole under its name or not there at all, and a list is written last, so a kill leaves
earlier backups as they were. They are made in `weekly`, and changed in `kept_backups`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from learnsession.errors import DamagedError, LockedError, StoreError
from learnsession.store.backed_up import goes_in
from learnsession.store.envelope import damaged
from learnsession.store.files import write_atomically
from learnsession.store.layout import BACKUPS
from learnsession.store.sealing import Seal, close_plain, read_plain
from learnsession.store.stamps import read_whole

KIND = "backup-list"
_OBJECTS = "objects"
_NAME = re.compile(r"\d{4}-W\d{2}")
_SUM = re.compile(r"[0-9a-f]{64}")


class Copy(NamedTuple):
    """One file in a backup."""

    sha256: str
    size: int
    at: str
    """When the file in the store was last found to be just this, UTC. Earlier than the list itself
    for a file that has been damaged or lost since: its last good copy is carried along."""


class KeptBackup(NamedTuple):
    """One list: what the store held in that week."""

    name: str
    """E.g. `2026-W47`."""
    made: datetime
    files: dict[str, Copy]
    """By path below the store, with `/`."""


def backup_names(root: Path) -> tuple[str, ...]:
    """The names of the kept backups, oldest first."""
    with suppress(OSError):
        found = (path for path in (root / BACKUPS).iterdir() if path.suffix == ".json")
        return tuple(sorted(path.stem for path in found if _NAME.fullmatch(path.stem)))
    return ()


def list_path(root: Path, name: str) -> Path:
    """Where the list of a backup stands."""
    return root / BACKUPS / f"{name}.json"


def read_backup(root: Path, name: str, *seals: Seal) -> KeptBackup:
    """A backup's list, closed by whichever of these seals.

    Raises:
        FileNotFoundError: there is none of this name.
        DamagedError: it is cut or changed, or none of the seals opens it.
        NewerError: a newer learnsession wrote it.
        LockedError: it is sealed, and only the seal for clear text was given.

    """
    path = list_path(root, name)
    for seal in seals[:-1]:
        with suppress(DamagedError, LockedError):
            return _understood(path, read_plain(seal, KIND, path)[0])
    return _understood(path, read_plain(seals[-1], KIND, path)[0])


def write_backup(root: Path, backup: KeptBackup, seal: Seal) -> None:
    """Keep a list; every object that it names is there already. Raises `SaveError`."""
    path = list_path(root, backup.name)
    values = {"made": backup.made.isoformat(), "files": backup.files}
    write_atomically(path, close_plain(seal, KIND, path, values))


def readable_backups(root: Path, seal: Seal) -> tuple[KeptBackup, ...]:
    """The backups whose lists can be read, the newest first."""
    found = []
    for name in reversed(backup_names(root)):
        with suppress(StoreError, FileNotFoundError):
            found.append(read_backup(root, name, seal))
    return tuple(found)


def object_path(root: Path, digest: str) -> Path:
    """Where the bytes with this checksum are."""
    return root / BACKUPS / _OBJECTS / digest[:2] / digest


def read_object(root: Path, copy: Copy) -> bytes:
    """The bytes of a file in a backup, verified.

    Raises:
        FileNotFoundError: they are not there.
        DamagedError: they are cut or changed.
        StoreError: they may not be read.

    """
    path = object_path(root, copy.sha256)
    data, _ = read_whole(path)
    if _sum(data) != copy.sha256:
        raise damaged(path, "It has been cut or changed")
    return data


def is_whole(root: Path, digest: str) -> bool:
    """Whether the bytes with this checksum are there, and are just these."""
    with suppress(FileNotFoundError, StoreError):
        return _sum(read_whole(object_path(root, digest))[0]) == digest
    return False


def put_object(root: Path, data: bytes, at: str) -> Copy:
    """Keep bytes, unless they are kept already and whole.

    Raises:
        SaveError: the disk refused.

    """
    copy = Copy(_sum(data), len(data), at)
    if not is_whole(root, copy.sha256):
        write_atomically(object_path(root, copy.sha256), data)
    return copy


def object_files(root: Path) -> Iterator[Path]:
    """Everything that stands among the objects."""
    for folder in sorted((root / BACKUPS / _OBJECTS).glob("*")):
        yield from sorted(path for path in folder.glob("*") if not path.is_dir())


def _sum(data: bytes) -> str:
    return sha256(data).hexdigest()


def _understood(path: Path, values: Any) -> KeptBackup:
    try:
        files = {name: _copy(name, entry) for name, entry in values["files"].items()}
        return KeptBackup(path.stem, datetime.fromisoformat(values["made"]), files)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged(path, "It does not hold the list of a backup") from error


def _copy(name: str, entry: Any) -> Copy:
    digest, size, at = entry
    if not (goes_in(name) and _SUM.fullmatch(digest) and isinstance(size, int)):
        raise ValueError(name)
    return Copy(digest, size, str(at))

"""One file that holds a whole store: a zip of its files by their paths, and a manifest.

manifest.json             made when, and of each file its checksum and size; with a checksum
sessions/2026/…  …        the files, byte for byte; sealed ones stay sealed
vault.json                of a protected store: the passphrase opens it wherever it is restored

It is put together in memory, so that it is never seen half-written, nor in a temporary folder.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import RefusedError, SaveError, StoreError
from learnsession.store.backed_up import LARGEST, files_for_backup, is_sound, left_out
from learnsession.store.catalogue_file import catalogued
from learnsession.store.files import previous, write_atomically
from learnsession.store.layout import below
from learnsession.store.locks import store_lock
from learnsession.store.sealing import CLEAR, Seal, close_plain
from learnsession.store.stamps import read_whole
from learnsession.store.walking import entries

MANIFEST = "manifest.json"
KIND = "backup"
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can name; a clock without a battery stands before it."""


class Written(NamedTuple):
    """What went into a backup file."""

    path: Path
    paths: tuple[str, ...]
    """What is in it, by path below the store."""
    size: int
    """Of the backup file, in bytes."""
    older: tuple[str, ...]
    """What is damaged or missing: its last good generation or copy went in."""
    missing: tuple[str, ...]
    """What could not go in: damaged, not to be read, or not a file that belongs in a backup."""


def write_backup_file(root: Path, seal: Seal, to: Path, now: datetime) -> Written:
    """Write everything that a store holds into one file. Sessions may be running meanwhile.

    Args:
        root: the store.
        seal: opens its files, so that only what can be trusted goes in.
        to: the file; whatever is there is replaced, in one move, once all is written.
        now: UTC.

    Raises:
        RefusedError: there is nothing to back up, or the file would stand in the store itself, or
            in a folder that is not there: perhaps a disk that is not connected.
        LockedError: the protection of the store was changed since it was opened.
        SaveError: the disk refused; what was there before still is.
        StoreError: a folder may not be read, or one in which there were sessions is gone. Nothing
            was written.

    """
    _must_stand_elsewhere(root, to)
    _must_have_its_folders(root, seal)
    paths = list(files_for_backup(root))
    if not paths:
        raise RefusedError("There is nothing to back up yet.", f"The store is in {root}")
    with store_lock(root, seal):
        pass  # refuses when the protection has changed
    packed = _packed(root, seal, paths, now)
    with store_lock(root, seal):
        pass  # and again: nothing may be half sealed
    _put(to, packed.whole)
    missing = (*left_out(root), *packed.missing)
    return Written(to, packed.paths, to.stat().st_size, packed.older, missing)


class _Packed(NamedTuple):
    """A backup file that is put together; the rest as `Written` has it."""

    whole: bytes
    paths: tuple[str, ...]
    older: tuple[str, ...]
    missing: tuple[str, ...]


def _packed(root: Path, seal: Seal, paths: Iterable[str], now: datetime) -> _Packed:
    held: dict[str, tuple[str, int]] = {}
    older: list[str] = []
    missing: list[str] = []
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            source, data = _best(root, path, seal)
            if source is None:
                missing.append(path)
                continue
            if source != root / path:
                older.append(path)
            archive.writestr(_entry(path, now), data)
            held[path] = (sha256(data).hexdigest(), len(data))
        values = {"made": now.isoformat(), "key": seal.key_id, "files": held}
        archive.writestr(_entry(MANIFEST, now), close_plain(CLEAR, KIND, Path(MANIFEST), values))
    return _Packed(whole.getvalue(), tuple(held), tuple(older), tuple(missing))


def _must_stand_elsewhere(root: Path, to: Path) -> None:
    if not to.parent.is_dir():
        raise RefusedError(
            f"There is no folder '{to.parent}'.",
            "Connect the disk, or name a folder that is there.",
        )
    if Path(os.path.realpath(to)).is_relative_to(os.path.realpath(root)):
        raise RefusedError(
            "A backup in the store itself would be lost with it.",
            "Name a file in another folder, best on another disk.",
        )


def _must_have_its_folders(root: Path, seal: Seal) -> None:
    """A backup without sessions that the catalogue names would look as good as any other."""
    try:
        paths = [root / row.path for row in catalogued(root, seal)]
    except (StoreError, FileNotFoundError, TypeError):
        return  # it is made anew from the sessions, and proves nothing
    for folder in sorted({folder for path in paths for folder in path.parents[:2]}):
        entries(folder)  # says which, where it may not be read or is no folder
        if not folder.is_dir():
            raise StoreError(
                f"The folder {below(root, folder)} of the store is missing, and "
                "there were sessions in it.",
                "Bring it back first; see what is missing with: learnsession store check",
                str(folder),
            )


def _best(root: Path, path: str, seal: Seal) -> tuple[Path | None, bytes]:
    """The bytes of a file, or of its last good generation or copy, and where they stand."""
    for source in (root / path, previous(root / path)):
        try:
            data, _ = read_whole(source)
        except (FileNotFoundError, StoreError):
            continue
        if len(data) <= LARGEST and is_sound(seal, root, path, data):
            return source, data
    return None, b""


def _entry(path: str, now: datetime) -> zipfile.ZipInfo:
    """An entry that only its owner may read once it is unpacked by hand."""
    entry = zipfile.ZipInfo(path, max(now.timetuple()[:6], _FIRST))
    entry.external_attr = 0o600 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _put(to: Path, whole: bytes) -> None:
    try:
        write_atomically(to, whole)
    except SaveError as error:
        reason = getattr(error.__cause__, "strerror", None) or error.happened
        raise SaveError(
            f"The backup could not be written: {reason}.",
            "Name a file in a folder where there is space and you may write.",
            str(to),
        ) from error

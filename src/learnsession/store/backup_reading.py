"""Reading a backup, from a file or from those that the store keeps: nothing of it is believed."""

from __future__ import annotations

import os
import stat as modes
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from learnsession.errors import DamagedError, NotFoundError, RefusedError
from learnsession.store.backed_up import LARGEST, goes_in
from learnsession.store.backup_file import KIND, MANIFEST
from learnsession.store.backup_lists import Copy, KeptBackup, read_object
from learnsession.store.refusals import unreadable
from learnsession.store.sealing import CLEAR, open_plain

_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError),
    *(ValueError, KeyError, OSError, OverflowError),
)
"""What the zip library raises for a file that is cut, changed or made to do harm."""


class Backup(Protocol):
    """What can be restored."""

    @property
    def made(self) -> datetime:
        """When, UTC."""
        ...

    @property
    def files(self) -> Mapping[str, Copy]:
        """What is in it, by path below the store."""
        ...

    @property
    def key_id(self) -> str | None:
        """Tells with which data key it is sealed: empty for clear text, None for the store's."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of one file, verified.

        Raises:
            DamagedError: they are not what the backup says of them.

        """
        ...


class FromStore:
    """A backup that the store keeps."""

    key_id = None

    def __init__(self, root: Path, kept: KeptBackup) -> None:
        self.made = kept.made
        self.files: Mapping[str, Copy] = kept.files
        self._root = root

    def read(self, path: str) -> bytes:
        """As `Backup.read`."""
        try:
            return read_object(self._root, self.files[path])
        except FileNotFoundError as error:
            raise _broken(Path(path), "Its copy in this backup is missing") from error


class FromFile:
    """A backup file, open for reading.

    Its names and sizes are looked through before anything of it is unpacked.

    Args:
        path: the file, for words.
        archive: the file, opened.
        size: how many bytes it has.

    Raises:
        RefusedError: it is no backup at all.
        DamagedError: it is cut or changed, or holds something that no backup of ours does.
        NewerError: a newer learnsession made it.

    """

    def __init__(self, path: Path, archive: zipfile.ZipFile, size: int) -> None:
        self._path = path
        self._archive = archive
        self._size = size
        entries = self._entries()
        if MANIFEST not in entries:
            raise _no_backup(path)
        whole = self._unpacked(entries.pop(MANIFEST))
        try:
            values = open_plain(CLEAR, KIND, path, whole)
        except DamagedError as error:
            raise _broken(path, "Its manifest has been cut or changed") from error
        try:
            self.made = datetime.fromisoformat(values["made"])
            self.key_id: str = str(values["key"])
            self.files: Mapping[str, Copy] = {
                name: Copy(str(digest), int(size), values["made"])
                for name, (digest, size) in values["files"].items()
            }
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise _broken(path, "Its manifest does not list a backup") from error
        self._must_be_listed(entries)

    def read(self, path: str) -> bytes:
        """As `Backup.read`."""
        data = self._unpacked(self._archive.getinfo(path))
        copy = self.files[path]
        if len(data) != copy.size or sha256(data).hexdigest() != copy.sha256:
            raise _broken(self._path, f"{path} in it has been cut or changed")
        return data

    def _entries(self) -> dict[str, zipfile.ZipInfo]:
        """What the zip says that it holds, if that is something a backup of ours could.

        Entries that share their bytes are refused: a small file could hold a whole disk by them.
        """
        entries: dict[str, zipfile.ZipInfo] = {}
        if sum(each.compress_size for each in self._archive.infolist()) > self._size:
            raise _broken(self._path, "It says that it holds more than it can")
        for entry in self._archive.infolist():
            name = entry.filename
            link = modes.S_IFMT(entry.external_attr >> 16) not in (0, modes.S_IFREG)
            odd = entry.flag_bits & 1 or entry.compress_type not in _WAYS
            if name in entries or link or odd or entry.orig_filename != name:
                raise _broken(self._path, f"It holds something that is no plain file: {name}")
            entries[name] = entry
        return entries

    def _must_be_listed(self, entries: Mapping[str, zipfile.ZipInfo]) -> None:
        for name in entries.keys() ^ self.files.keys():
            raise _broken(self._path, f"What it holds is not what its manifest says: {name}")
        for name, entry in entries.items():
            if not goes_in(name):
                raise _broken(self._path, f"It holds something that is no part of a store: {name}")
            if entry.file_size != self.files[name].size or entry.file_size > LARGEST:
                raise _broken(self._path, f"{name} in it has not the size that it should have")

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, and never more of them than it says."""
        if entry.file_size > LARGEST:
            raise _broken(self._path, f"{entry.filename} in it is too large")
        try:
            with self._archive.open(entry) as file:
                return file.read(entry.file_size + 1)
        except _BROKEN as error:
            raise _broken(self._path, f"{entry.filename} in it cannot be unpacked") from error


@contextmanager
def opened_backup(path: Path) -> Iterator[FromFile]:
    """Open a backup file, see `FromFile`.

    Raises:
        NotFoundError: there is no such file.
        StoreError: it may not be read.

    """
    try:
        file = path.open("rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFoundError(
            f"There is no backup '{path}'.",
            "Name a file that was made with: learnsession store backup FILE",
        ) from error
    except IsADirectoryError as error:
        raise _no_backup(path) from error
    except OSError as error:
        raise unreadable(path, error) from error
    with file:
        try:
            archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise _no_backup(path) from error
        yield FromFile(path, archive, os.fstat(file.fileno()).st_size)


def _no_backup(path: Path) -> RefusedError:
    return RefusedError(
        f"'{path}' is no backup of learnsession, or only a part of one.",
        "Name a file that was made with: learnsession store backup FILE",
    )


def _broken(path: Path, why: str) -> DamagedError:
    return DamagedError(
        f"This backup cannot be trusted. {why}.",
        "Nothing of it was restored. Use another backup.",
        str(path),
    )

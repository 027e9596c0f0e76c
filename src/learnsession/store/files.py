"""How a file is written so that it is either as before or wholly new, whatever happens.

Write to a temporary file in the same folder, flush it to the disk, keep the previous file beside it
as `.bak`, put the new one in its place in one move, flush the folder. A kill or a power cut at any
moment leaves the old file or the new one, and at worst a temporary file, which is no damage.

Folders are for their owner only (0700), files too (0600).
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from learnsession.store.layout import PREVIOUS
from learnsession.store.refusals import in_words
from learnsession.store.stamps import BINARY, NO_FOLLOW, Stamp, stamp_in

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_TEMPORARY = ".tmp"

_WINDOWS = os.name == "nt"
_RETRIES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds to wait while a virus scanner or an indexer holds a file on Windows."""

_FOLDER: int = getattr(os, "O_DIRECTORY", 0)

_NO_LINKS = {errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF}


class Staged(NamedTuple):
    """A new file, whole and flushed, that waits beside its place."""

    temporary: str
    stamp: Stamp


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it is either as before or wholly new.

    Args:
        path: the file; its folder is made if it is missing.
        data: everything that it shall hold.

    Raises:
        SaveError: the disk refused. The file is as before, or (if only the last flush of the
            folder failed) new but not yet promised; no temporary file is left.

    """
    put_in_place(stage(path, data), path, keep_previous=False)


def stage(path: Path, data: bytes) -> Staged:
    """Write and flush the new file beside its place, without touching what is there.

    Raises:
        SaveError: the disk refused; no temporary file is left.

    """
    temporary = _temporary(path)
    with in_words(path), _removed_on_error(temporary):
        handle = _create(temporary)
        try:
            _write_all(handle, data)
            os.fsync(handle)
            stamp = stamp_in(os.fstat(handle))
        finally:
            os.close(handle)
    return Staged(temporary, stamp)


def discard(staged: Staged) -> None:
    """Remove a new file that is not wanted after all. Where the disk refuses it is tidied later."""
    with suppress(OSError):
        Path(staged.temporary).unlink(missing_ok=True)


def put_in_place(staged: Staged, path: Path, keep_previous: bool) -> None:
    """Move the new file to its place, in one step, and flush the folder.

    Args:
        staged: the new file.
        path: its place.
        keep_previous: keep the file that is there beside it. There has to be one.

    Raises:
        SaveError: the disk refused; the temporary file is gone.

    """
    with in_words(path), _removed_on_error(staged.temporary):
        if keep_previous:
            _keep_previous(path)
        patiently(os.replace, staged.temporary, path)
        flush_folder(path.parent)


def previous(path: Path) -> Path:
    """Where the last good generation of a file is kept."""
    return path.with_name(path.name + PREVIOUS)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, for their owner only."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(FOLDER_MODE)


def is_temporary(path: Path) -> bool:
    """Whether a file is a new one that never came to its place: what a kill left of writing it."""
    return path.name.startswith(".") and path.suffix == _TEMPORARY


def _temporary(path: Path) -> str:
    """A new name beside a file. Text and not a path: this and the like show in each save."""
    return f"{path.parent}{os.sep}.{path.name}.{secrets.token_hex(4)}{_TEMPORARY}"


def _create(temporary: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY | NO_FOLLOW
    try:
        return os.open(temporary, flags, FILE_MODE)
    except FileNotFoundError:
        make_folder(Path(temporary).parent)
        return os.open(temporary, flags, FILE_MODE)


def _write_all(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        written = os.write(handle, left)
        if not written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left = left[written:]


def _keep_previous(path: Path) -> None:
    """Give the file as it stands a second name, in place of the generation before it.

    For a moment there is none, while the file itself is whole; always having one costs an eighth
    more.
    """
    kept = f"{path}{PREVIOUS}"
    with suppress(FileNotFoundError):
        patiently(os.unlink, kept)
    try:
        os.link(path, kept, follow_symlinks=False)
    except NotImplementedError:
        _copy(path, kept)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _copy(path, kept)


def _copy(path: Path, kept: str) -> None:
    """Where a disk knows no second names (FAT, some network shares): a copy does as well."""
    temporary = _temporary(path)
    with _removed_on_error(temporary):
        handle = _create(temporary)
        old = os.open(path, os.O_RDONLY | BINARY | NO_FOLLOW)
        with os.fdopen(handle, "wb") as target, os.fdopen(old, "rb") as source:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        patiently(os.replace, temporary, kept)


def patiently(call: Callable[..., None], *paths: str | Path) -> None:
    """Call a file function; on Windows try again while a scanner holds the file."""
    for wait in _RETRIES if _WINDOWS else ():
        try:
            call(*paths)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    call(*paths)


def flush_folder(folder: Path) -> None:
    """Without this a power cut can lose the new name of a file that itself is safe."""
    if _WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY | _FOLDER)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


@contextmanager
def _removed_on_error(temporary: str) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        raise

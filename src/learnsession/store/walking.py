"""Going through the folders of a store and passing nothing over.

A folder that may not be read is an error, where `glob` would find nothing in it and say nothing.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from learnsession.errors import StoreError
from learnsession.store.envelope import Head, head_of, is_sealed
from learnsession.store.refusals import unreadable

_HEAD_BYTES = 256
"""More than the beginning of any kept file takes."""


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What stands in a folder, by name; nothing when there is no such folder.

    Raises:
        StoreError: it may not be read, or is no folder.

    """
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        if error.errno == errno.ENOENT and not folder.is_symlink():
            return []
        raise _unlisted(folder, error) from error


def walk(folder: Path) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """A folder and all those below it, each with what stands in it and is no folder.

    Links are given among the files and not followed. Raises as `entries`.
    """
    found = entries(folder)
    folders = [Path(each.path) for each in found if each.is_dir(follow_symlinks=False)]
    yield folder, tuple(Path(e.path) for e in found if not e.is_dir(follow_symlinks=False))
    for below in folders:
        yield from walk(below)


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder; links and other things are none. Raises as `entries`."""
    for _, found in walk(folder):
        yield from (path for path in found if not path.is_symlink() and is_file(path))


def is_file(path: Path) -> bool:
    """Whether this is a file. Raises `StoreError` when the disk does not say."""
    try:
        return path.is_file()
    except OSError as error:
        raise unreadable(path, error) from error


def head_at(path: Path) -> Head | None:
    """What the beginning of a file says of it; None when it is none of ours, or is gone.

    Raises:
        StoreError: it may not be read.

    """
    return head_of(_beginning(path))


def is_sealed_file(path: Path) -> bool:
    """Whether a file says that it is sealed, with whatever key. Raises as `head_at`."""
    return is_sealed(_beginning(path))


def _beginning(path: Path) -> bytes:
    """As much of a file as its head can take; nothing when it is gone."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise unreadable(path, error) from error


def _unlisted(folder: Path, error: OSError) -> StoreError:
    if error.errno in (errno.ENOTDIR, errno.ELOOP, errno.ENOENT):
        return StoreError(
            f"{folder.name} is no folder.", "Move away what has its name.", str(folder)
        )
    return StoreError(
        f"The folder {folder.name} of the store could not be read: {error.strerror}.",
        "Ask for the right to read it, then try again.",
        str(folder),
    )

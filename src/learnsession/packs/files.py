"""The bytes of a file that somebody named: never more than a pack may have, never a wait."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from learnsession.errors import NotFoundError, PackError, Problem

MOST_BYTES = 1_000_000
"""The largest file that is read: 1 MB, some twenty times the longest pack."""


def read_bytes(path: Path) -> bytes:
    """Everything in a regular file of at most `MOST_BYTES`.

    The file is looked at before it is opened, so that a pipe never waits and a huge file is
    refused without being read.

    Raises:
        NotFoundError: nothing is there, or it is a folder, a pipe or a device.
        PackError: the file is too large, or may not be read.

    """
    try:
        found = path.stat()
    except PermissionError:
        raise _unreadable(path) from None
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise NotFoundError(
            f"There is no file '{shown(path)}'.", "Check its name and the folder it is in."
        ) from None
    if stat.S_ISDIR(found.st_mode):
        raise NotFoundError(f"'{shown(path)}' is a folder.", "Name a file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise NotFoundError(f"'{shown(path)}' is not an ordinary file.", "Name a YAML file.")
    if found.st_size > MOST_BYTES:
        raise _too_large(path, found.st_size)
    return _opened(path)


def _opened(path: Path) -> bytes:
    # Should a pipe take the file's place after the look, opening it must not wait for a writer.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - wraps a descriptor
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise NotFoundError(
            f"'{shown(path)}' has just been moved or removed.", "Try again."
        ) from None
    except OSError:
        raise _unreadable(path) from None
    if len(data) > MOST_BYTES:  # it grew, or it is of a kind that has no size
        raise _too_large(path, len(data))
    return data


def _too_large(path: Path, size: int) -> PackError:
    wrong = f"The file is too large: {max(size / 1e6, 1.1):,.1f} MB, and at most 1 MB is read."
    return PackError((Problem(shown(path), 1, wrong, "Check that this is the file you meant."),))


def _unreadable(path: Path) -> PackError:
    wrong = "The file may not be read by you, or the disk could not read it."
    return PackError((Problem(shown(path), 1, wrong, "Change who may read it, then try again."),))


def shown(path: Path) -> str:
    """A path as it can be printed, whatever bytes a file system allowed in it."""
    return "".join(part if part.isprintable() else "?" for part in str(path))

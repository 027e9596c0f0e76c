"""A file as it stands on the disk: recognised by its stamp, and read as a whole."""

from __future__ import annotations

import os
import stat as modes
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import DamagedError
from learnsession.store.refusals import refusal, unreadable

BINARY: int = getattr(os, "O_BINARY", 0)
"""Without it Windows changes the ends of lines."""
NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
"""A link is refused, and not opened where it leads."""
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)


class Stamp(NamedTuple):
    """What tells one file on disk from another, and from itself after a change."""

    device: int
    inode: int
    kind: int
    size: int
    changed_ns: int
    touched_ns: int
    """When its content, name, rights or links last changed; nobody can set it back. A person's own
    backup by hard links changes this alone."""

    def looks_like(self, other: Stamp) -> bool:
        """True when nothing tells them apart but when they were touched."""
        return self[:-1] == other[:-1]


def stamp_in(status: os.stat_result) -> Stamp:
    """The stamp in what the disk says of a file."""
    return Stamp(
        status.st_dev,
        status.st_ino,
        modes.S_IFMT(status.st_mode),
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of what has this name now, never following a link; None when nothing has.

    Raises:
        SaveError: the disk does not say.

    """
    try:
        return stamp_in(os.lstat(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise refusal(path, error) from error


def read_whole(path: Path) -> tuple[bytes, Stamp]:
    """Everything a file holds, and its stamp as it was read. A link is not followed.

    Raises:
        FileNotFoundError: there is none.
        DamagedError: something other than a file has its name.
        StoreError: it may not be read, or the disk could not.

    """
    try:
        handle = os.open(path, os.O_RDONLY | BINARY | NO_FOLLOW | _NO_WAIT)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        status = os.fstat(handle)
        if not modes.S_ISREG(status.st_mode):
            raise DamagedError(
                f"{path.name} is no longer a file.", "Move away what has its name.", str(path)
            )
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(), stamp_in(status)
    except OSError as error:
        raise unreadable(path, error) from error
    finally:
        with suppress(OSError):  # what was read has been read
            os.close(handle)

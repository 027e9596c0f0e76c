"""What the disk said, in words that a person can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from learnsession.errors import DamagedError, SaveError, StoreError
from learnsession.store.envelope import LOOK

_FULL = ("The disk is full.", "Free some space, then save again; nothing typed is lost.")
_READ_ONLY = (
    "The disk can only be read.",
    "Make it writable or choose another folder with --store; nothing typed is lost.",
)
_NOT_ALLOWED = (
    "You may not write in the folder of the store.",
    "Ask for the right to write there, or choose another folder with --store.",
)
_GONE = (
    "The folder of the store is gone.",
    "Connect the disk again or bring the folder back; nothing typed is lost.",
)
_TOO_LARGE = (
    "The disk does not take a file of this size.",
    "Choose another folder with --store; nothing typed is lost.",
)

_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.EFBIG: _TOO_LARGE,
}


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what the disk refuses while saving a file into a `SaveError`."""
    try:
        yield
    except OSError as error:
        raise refusal(path, error) from error


def refusal(path: Path, error: OSError) -> SaveError:
    """A refused save, in words."""
    otherwise = (
        f"The disk refused: {error.strerror or error}.",
        "Save again; if that keeps failing, choose another folder with --store.",
    )
    happened, todo = _WORDS.get(error.errno or 0, otherwise)
    return SaveError(happened, todo, str(path))


def unreadable(path: Path, error: OSError) -> StoreError:
    """A refused reading, in words: a thing that is no file is damage, a refused right is not."""
    if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.EIO, errno.ENOTDIR):
        return DamagedError(
            f"{path.name} cannot be read: {error.strerror}.",
            LOOK,
            str(path),
        )
    return StoreError(
        f"{path.name} could not be read: {error.strerror or error}.",
        "Ask for the right to read it, then try again.",
        str(path),
    )

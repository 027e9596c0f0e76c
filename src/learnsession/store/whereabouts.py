"""Where a store keeps what, how large that is, and who may read it. Opens no file."""

from __future__ import annotations

import os
import stat as modes
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from learnsession.errors import StoreError
from learnsession.settings import FILE as SETTINGS
from learnsession.store.layout import (
    BACKUPS,
    CATALOGUE,
    COUNTER,
    DRAFT,
    FORMATS,
    OWN_PACKS,
    PACKS,
    PREVIOUS,
    QUARANTINE,
    SESSIONS,
)
from learnsession.store.place import cloud_folder
from learnsession.store.stamps import stamp_of
from learnsession.store.vault_file import is_protected, vault_in_backups

Who = Literal["owner", "group", "everyone", "folder"]
"""`folder`: on Windows the folder's own permissions decide, which are not looked at."""

_PLACES = (
    ("Sessions", SESSIONS, ".json"),
    ("Their last good generations", SESSIONS, f".json{PREVIOUS}"),
    ("Half-written texts", SESSIONS, DRAFT),
    ("Packs as they were when run", PACKS, ""),
    ("Formats as they were when run", FORMATS, ""),
    ("Your own packs", OWN_PACKS, ""),
    ("Weekly backups", BACKUPS, ""),
    ("Files set aside", QUARANTINE, ""),
    ("Your settings", SETTINGS, ""),
    ("The catalogue", CATALOGUE, ""),
    ("The counter of sessions", COUNTER, ""),
)
_WHERE = {what: path for what, path, _ in _PLACES}
_POSIX = os.name == "posix"
_OTHERS = "Keys, locks and the like"


class Kept(NamedTuple):
    """One sort of file."""

    what: str
    path: str
    """The folder or file below the store; empty for what stands in several places."""
    files: int
    size: int
    """In bytes."""


class Whereabouts(NamedTuple):
    """Where a store is, and what there is to know about its place."""

    root: Path
    there: bool
    """False while nothing has been kept."""
    protected: bool
    """Whether a passphrase is needed."""
    cloud: str | None
    """The cloud service that copies the folder elsewhere; None when none is known."""
    kept: tuple[Kept, ...]
    """Every sort of file that there is."""
    readers: Who
    """The widest circle that may read anything in it."""
    open_to_others: tuple[str, ...]
    """What others than the owner may read or list, below the store, with `/`; `.` for itself."""

    @property
    def size(self) -> int:
        """Of everything, in bytes."""
        return sum(each.size for each in self.kept)


class _Found(NamedTuple):
    path: str
    """Below the store, with `/`; `.` for the store itself."""
    mode: int
    size: int
    folder: bool
    reached_by: int
    """Which of the bits 0o070 and 0o007 may come through all the folders above it."""


def whereabouts(root: Path) -> Whereabouts:
    """Look at a store from outside, which need not be there.

    Raises:
        StoreError: a folder may not be looked at.

    """
    found = list(_walk(root))
    others = [each for each in found if _readable(each)]
    everyone = any(_readable(each) & 0o007 for each in others)
    who: Who = "everyone" if everyone else "group" if others else "owner"
    return Whereabouts(
        root,
        root.is_dir(),
        is_protected(root) or stamp_of(vault_in_backups(root)) is not None,
        cloud_folder(root),
        tuple(_sorted_out(each for each in found if not each.folder)),
        who if _POSIX else "folder",
        tuple(each.path for each in others) if _POSIX else (),
    )


def _walk(root: Path) -> Iterator[_Found]:
    """The store's folder and everything below it; links are not followed."""
    try:
        mode = root.stat().st_mode
        yield _Found(".", mode, 0, folder=True, reached_by=0o077)
        yield from _below(root, "", _passing(mode, 0o077))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise StoreError(
            f"The store could not be looked at: {error.strerror or error}.",
            "Ask for the right to read it, then try again.",
            str(root),
        ) from error


def _below(root: Path, inside: str, passing: int) -> Iterator[_Found]:
    with os.scandir(root / inside) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        path = f"{inside}{entry.name}"
        with suppress(FileNotFoundError):  # a lock or a temporary file that is gone by now
            status = entry.stat(follow_symlinks=False)
            if modes.S_ISLNK(status.st_mode):
                continue
            folder = modes.S_ISDIR(status.st_mode)
            size = 0 if folder else status.st_size
            yield _Found(path, status.st_mode, size, folder, passing)
            if folder:
                yield from _below(root, f"{path}/", _passing(status.st_mode, passing))


def _passing(mode: int, before: int) -> int:
    """Who gets through a folder with these rights, of those that come to it."""
    return before & ((0o070 if mode & 0o010 else 0) | (0o007 if mode & 0o001 else 0))


def _readable(found: _Found) -> int:
    """Which of the bits 0o040 and 0o004 let somebody else read it: zero for none."""
    return found.mode & found.reached_by & 0o044


def _sorted_out(files: Iterator[_Found]) -> Iterator[Kept]:
    """How many files of each sort there are, and how large."""
    counts = dict.fromkeys((*_WHERE, _OTHERS), (0, 0))
    for file in files:
        what = next((what for what, path, end in _PLACES if _is(file.path, path, end)), _OTHERS)
        number, size = counts[what]
        counts[what] = number + 1, size + file.size
    for what, (number, size) in counts.items():
        if number:
            yield Kept(what, _WHERE.get(what, ""), number, size)


def _is(path: str, place: str, end: str) -> bool:
    if end == ".json" and path.endswith(DRAFT):
        return False
    return (path == place or path.startswith(f"{place}/")) and path.endswith(end)

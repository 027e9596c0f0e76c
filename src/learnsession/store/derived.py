"""What the files that are derived from all sessions have in common: the catalogue, the index."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from learnsession.store.layout import SESSIONS
from learnsession.store.names import Listing


def unchanged_since(
    root: Path, years: Mapping[str, int], found: Listing
) -> Callable[[str, int], bool]:
    """Tells whether a session's file is as it was when something was derived from it.

    It is asked with the file's path below the store and the size that it had. Where nothing in the
    folder of its year has been added, replaced or removed since, its name is enough. Otherwise
    sizes are compared: a session only ever grows.

    Args:
        root: the store.
        years: when the folder of each year had last changed (nanoseconds) by then.
        found: the session files that are there now.

    """
    moved_on = {f"{SESSIONS}/{year}" for year, at in found.years.items() if years.get(year) != at}
    beginning = f"{root}{os.sep}"  # text and not a path: thousands of paths take long to make

    def unchanged(path: str, size: int) -> bool:
        if path not in found.paths:
            return False
        if not moved_on or path.rpartition("/")[0] not in moved_on:
            return True
        return _size(beginning + path) == size

    return unchanged


def _size(path: str) -> int:
    """In bytes; -1 where there is no file."""
    try:
        return os.lstat(path).st_size
    except OSError:
        return -1


@contextmanager
def no_collecting() -> Iterator[None]:
    """Nothing that a large file is read into is garbage; looking for some costs half as much again.

    Where the program has switched the collector off, it stays off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

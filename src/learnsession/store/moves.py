"""Removing files, moving them aside, and tidying what a kill left."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from learnsession.errors import StoreError
from learnsession.store.files import (
    flush_folder,
    is_temporary,
    make_folder,
    patiently,
    write_atomically,
)
from learnsession.store.refusals import in_words
from learnsession.store.stamps import read_whole


def remove(path: Path) -> None:
    """Remove a file, for good, and flush its folder. A missing one is no error.

    Raises:
        SaveError: the disk refused.

    """
    with in_words(path):
        try:
            patiently(os.unlink, path)
        except FileNotFoundError:
            return
        flush_folder(path.parent)


def stem_at(now: datetime) -> str:
    """What stands before a name in quarantine: `20260714T100000Z`. `now` is UTC.

    `sealing.bound_name` knows it again.
    """
    return f"{now:%Y%m%dT%H%M%SZ}"


def move_aside(path: Path, folder: Path, stem: str) -> Path:
    """Move whatever has this name into a folder, never over anything there, links as links.

    Args:
        path: what to move.
        folder: where to; made if missing.
        stem: put before its name: the time, see `stem_at`.

    Returns:
        Where it is now.

    Raises:
        SaveError: the disk refused.

    """
    with in_words(path):
        make_folder(folder)
        target = _free(path, folder, stem)
        patiently(os.rename, path, target)
        flush_folder(folder)
        return target


def copy_aside(path: Path, folder: Path, stem: str) -> None:
    """Copy a file as `move_aside` moves it, so that it has its place until it is replaced.

    What is no file, or cannot be read, is moved.

    Raises:
        SaveError: the disk refused.

    """
    try:
        data, _ = read_whole(path)
    except StoreError:
        move_aside(path, folder, stem)
        return
    write_atomically(_free(path, folder, stem), data)


def _free(path: Path, folder: Path, stem: str) -> Path:
    """A name in a folder that nothing has."""
    target = folder / f"{stem}_{path.name}"
    count = 1
    while os.path.lexists(target):
        count += 1
        target = folder / f"{stem}-{count}_{path.name}"
    return target


def tidy(path: Path) -> None:
    """Remove the temporary files that a kill left beside this file or its siblings.

    Only to be called by whoever holds the file's lock. What cannot be removed stays: it is no
    damage.
    """
    beginning = f".{path.stem}."
    with suppress(OSError):
        for found in path.parent.iterdir():
            if found.name.startswith(beginning) and is_temporary(found):
                found.unlink(missing_ok=True)


def tidy_folder(folder: Path) -> None:
    """Remove the temporary files that kills left in a folder, which need not exist.

    To be called where nothing is being written there.

    Raises:
        SaveError: the disk refused.

    """
    for path in folder.glob(".*"):
        if is_temporary(path):
            remove(path)

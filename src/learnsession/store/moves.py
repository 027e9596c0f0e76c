"""Removing files, moving them aside, and tidying what a kill left."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from learnsession.store.files import flush_folder, make_folder, patiently
from learnsession.store.refusals import in_words


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


def move_aside(path: Path, folder: Path, stem: str) -> Path:
    """Move whatever has this name into a folder, never over anything there, links as links.

    Args:
        path: what to move.
        folder: where to; made if missing.
        stem: put before its name, e.g. the time.

    Returns:
        Where it is now.

    Raises:
        SaveError: the disk refused.

    """
    with in_words(path):
        make_folder(folder)
        target = folder / f"{stem}_{path.name}"
        count = 1
        while os.path.lexists(target):
            count += 1
            target = folder / f"{stem}-{count}_{path.name}"
        patiently(os.rename, path, target)
        flush_folder(folder)
        return target


def tidy(path: Path) -> None:
    """Remove the temporary files that a kill left beside this file or its siblings.

    Only to be called by whoever holds the file's lock. What cannot be removed stays: it is no
    damage.
    """
    beginning = f".{path.stem}."
    with suppress(OSError):
        for found in path.parent.iterdir():
            if found.name.startswith(beginning) and found.suffix == ".tmp":
                found.unlink(missing_ok=True)

"""How session files are named and found: `sessions/2026/S-0042_01J….json`.

A team's register is kept in a file of the same kind, `R-0001_01J….json`: what was agreed or said of
agreed actions outside any session.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import StoreError
from learnsession.store.layout import DRAFT, PREVIOUS, SESSIONS

_END = ".json"
_KEPT = f"{_END}{PREVIOUS}"
_NAME = re.compile(r"([SR]-\d{4,9})_([0-9A-Za-z-]{4,40})\.json")
_YEAR = re.compile(r"\d{4}")


class Name(NamedTuple):
    """A session file: its reference, its session's id, its path below the store with `/`."""

    ref: str
    id: str
    path: str


class Listing(NamedTuple):
    """All session files, and when the folder of each year was last changed (nanoseconds)."""

    paths: frozenset[str]
    years: dict[str, int]


def path_for(ref: str, session_id: str, started: datetime) -> str:
    """The path of a new session's file, below the store.

    Raises:
        ValueError: the reference or the id cannot stand in a file name.

    """
    name = f"{ref}_{session_id}{_END}"
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the name of a session file: {name!r}")
    return f"{SESSIONS}/{started:%Y}/{name}"


def parse(path: str) -> Name | None:
    """What a path says of its session; None when it is no session file."""
    match = _NAME.fullmatch(path.rpartition("/")[2])
    return Name(match[1], match[2], path) if match else None


def belongs_to(path: str) -> Name | None:
    """The session that a file is, or whose last good generation or half-written text it is.

    Its path is the session's. None when it is of no session.
    """
    return parse(path.removesuffix(PREVIOUS).replace(DRAFT, _END))


def listing(root: Path) -> Listing:
    """Every session file in the store, by name alone; an absent store has none.

    A session of which only the last good generation is left counts as well.

    Raises:
        StoreError: the folder may not be read.

    """
    paths: set[str] = set()
    years: dict[str, int] = {}
    for year in _names_in(root / SESSIONS):
        if _YEAR.fullmatch(year):
            folder = root / SESSIONS / year
            years[year] = _changed(folder)
            paths.update(f"{SESSIONS}/{year}/{name}" for name in _files_in(folder))
    return Listing(frozenset(paths), years)


def names(root: Path) -> list[Name]:
    """Every session file in the store, with what its name says."""
    parsed = (parse(path) for path in listing(root).paths)
    return [name for name in parsed if name]


def names_of(root: Path, session_id: str) -> list[Name]:
    """The files of one session: one, unless somebody copied it into another year."""
    end = f"_{session_id}{_END}"
    parsed = (parse(path) for path in listing(root).paths if path.endswith(end))
    return [name for name in parsed if name and name.id == session_id]


def written_since(root: Path, moment: int) -> list[Name]:
    """The session files that were written at or after a moment (nanoseconds since 1970).

    Only years in whose folder something has changed since are looked into.
    """
    found: list[Name] = []
    for year in filter(_YEAR.fullmatch, _names_in(root / SESSIONS)):
        folder = root / SESSIONS / year
        if _changed(folder) < moment:
            continue
        with suppress(OSError), os.scandir(folder) as entries:
            names = [each.name for each in entries if each.stat().st_mtime_ns >= moment]
            parsed = (parse(f"{SESSIONS}/{year}/{name}") for name in names)
            found += [name for name in parsed if name]
    return found


def _files_in(folder: Path) -> set[str]:
    """The session files of a year; their names are looked at closely only when one is new."""
    names = _names_in(folder)
    found = {name for name in names if name[-5:] == _END and name[0] in "SR"}
    found.update(name[:-4] for name in names if name[-9:] == _KEPT and name[0] in "SR")
    return {name for name in found if name[-11:] != DRAFT}


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - 10,000 paths cost five times as much
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StoreError(
            f"The folder {folder.name} of the store could not be read: {error.strerror}.",
            "Ask for the right to read it, then try again.",
            str(folder),
        ) from error


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0

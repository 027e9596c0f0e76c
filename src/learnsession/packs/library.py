"""Where packs and formats are found: those that ship, the person's own folder, a path.

The person's own file wins over a shipped one with the same id, and the listing says so. A file
that cannot be used is listed with its problems, and never keeps the others from being found.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from learnsession.errors import LearnSessionError, NotFoundError, PackError, Problem
from learnsession.packs.files import shown
from learnsession.packs.local import FILE
from learnsession.packs.reader import FormatFile, PackFile, read_format, read_pack
from learnsession.packs.text import clip
from learnsession.packs.words import nearest

F = TypeVar("F", PackFile, FormatFile)

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Entry(Generic[F]):
    """A file in one of the two folders, good or broken."""

    path: Path
    file: F | None
    """What is in it; None when it is broken."""
    problems: tuple[Problem, ...] = ()
    own: bool = False
    """True in the person's own folder."""
    replaces: Path | None = None
    """The shipped file with the same id, which this one wins over."""

    @property
    def id(self) -> str:
        """Its id; of a broken file the name without its ending."""
        if self.file is None:
            return self.path.stem
        return self.file.pack.id if isinstance(self.file, PackFile) else self.file.form.id

    @property
    def title(self) -> str:
        """Its title; of a broken file the name."""
        if self.file is None:
            return self.path.name
        return self.file.pack.title if isinstance(self.file, PackFile) else self.file.form.title


Listed = Entry[PackFile]
"""A pack in a folder."""

ListedFormat = Entry[FormatFile]
"""A format in a folder."""


def shipped() -> Path:
    """The folder of the packs that ship: in an installed package, or in the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "sessions"
    return installed if installed.is_dir() else package.parents[1] / "sessions"


def own(store: Path) -> Path:
    """The folder of the person's own packs; it may not exist.

    Args:
        store: the folder of the store.

    """
    return store / "my-packs"


def packs(store: Path) -> tuple[Listed, ...]:
    """Every pack that ships or is the person's own: the good ones by title, then the broken.

    Never raises for what is in the folders.
    """
    return _listing(own(store), shipped(), read_pack)


def formats(store: Path) -> tuple[ListedFormat, ...]:
    """Every format that ships or is the person's own, listed as packs are."""
    return _listing(own(store) / "formats", shipped() / "formats", read_format)


def find_pack(spec: str, store: Path) -> PackFile:
    """The pack that somebody named.

    Args:
        spec: an id, or the path of a file.
        store: the folder of the store.

    Raises:
        NotFoundError: there is none of this name; says what was likely meant.
        PackError: it is broken.

    """
    if _is_path(spec):
        return read_pack(Path(spec))
    listing = packs(store)
    found = _by_id(spec, listing)
    if found is not None:
        return found
    if spec and _exists(spec):
        return read_pack(Path(spec))
    raise _not_found("pack", spec, listing, "'learnsession packs' lists them all.")


def find_format(spec: str, store: Path) -> FormatFile:
    """The format that somebody named; finds and raises as `find_pack` does."""
    if _is_path(spec):
        return read_format(Path(spec))
    listing = formats(store)
    found = _by_id(spec, listing)
    if found is not None:
        return found
    names = ", ".join(entry.id for entry in listing if entry.file)
    raise _not_found("format", spec, listing, f"Choose one of: {names}.")


def _is_path(spec: str) -> bool:
    separators = [mark for mark in (os.sep, os.altsep, "/") if mark]
    return any(mark in spec for mark in separators) or spec.lower().endswith(_ENDINGS)


def _exists(spec: str) -> bool:
    try:
        return Path(spec).exists()
    except (OSError, ValueError):
        return False


def _by_id(spec: str, listing: Sequence[Entry[F]]) -> F | None:
    """What has this id. A broken file of the person's own is not passed over for a shipped one.

    Raises:
        PackError: it is broken.

    """
    entries = [entry for entry in listing if entry.id == spec]
    own_first = sorted(entries, key=lambda entry: (not entry.own, entry.file is None))
    if not own_first:
        return None
    if own_first[0].file is None:
        raise PackError(own_first[0].problems)
    return own_first[0].file


def _not_found(
    what: str, spec: str, listing: Sequence[Entry[F]], how_to_list: str
) -> NotFoundError:
    meant = nearest(spec, [entry.id for entry in listing])
    todo = f"Did you mean '{meant}'? " if meant else ""
    return NotFoundError(f"There is no {what} '{clip(spec)}'.", todo + how_to_list)


def _listing(mine: Path, theirs: Path, read: Callable[[Path], F]) -> tuple[Entry[F], ...]:
    own_entries: list[Entry[F]] = _folder(mine, read, own=True)
    shipped_entries: list[Entry[F]] = _folder(theirs, read, own=False)
    by_id: dict[str, Path] = {entry.id: entry.path for entry in shipped_entries if entry.file}
    taken: set[str] = {entry.id for entry in own_entries if entry.file}
    entries: list[Entry[F]] = [
        replace(entry, replaces=by_id.get(entry.id)) if entry.file else entry
        for entry in own_entries
    ]
    entries += (each for each in shipped_entries if each.file is None or each.id not in taken)
    return tuple(sorted(entries, key=lambda entry: (entry.file is None, entry.title.casefold())))


def _folder(folder: Path, read: Callable[[Path], F], *, own: bool) -> list[Entry[F]]:
    """The files of one folder by name; the second with an id that stands already is broken."""
    try:
        paths = sorted(path for path in folder.iterdir() if _counts(path))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return [Entry(folder, None, (_problem(folder, "This folder cannot be read."),), own)]
    entries: list[Entry[F]] = []
    first: dict[str, Path] = {}
    for path in paths:
        entry = _entry(path, read, own=own)
        if entry.file and entry.id in first:
            wrong = f"The id '{entry.id}' stands in '{first[entry.id].name}' already."
            todo = "Give one of the two another id, or remove one."
            entry = Entry(path, None, (Problem(shown(path), 1, wrong, todo),), own)
        elif entry.file:
            first[entry.id] = path
        entries.append(entry)
    return entries


def _counts(path: Path) -> bool:
    """Not the team's own details, nor what editors and Word leave behind."""
    name = path.name.lower()
    hidden = name.startswith((".", "~$", "#"))
    details = name in (FILE, FILE.replace(".yaml", ".yml"))
    return name.endswith(_ENDINGS) and not hidden and not details


def _entry(path: Path, read: Callable[[Path], F], *, own: bool) -> Entry[F]:
    try:
        return Entry(path, read(path), (), own)
    except PackError as error:
        return Entry(path, None, error.problems, own)
    except LearnSessionError as error:
        return Entry(path, None, (Problem(shown(path), 1, error.happened, error.todo),), own)


def _problem(path: Path, wrong: str) -> Problem:
    return Problem(shown(path), 1, wrong, "Change who may read it, then try again.")

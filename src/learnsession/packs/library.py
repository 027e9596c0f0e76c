"""Where packs, formats, frameworks and layouts are found: shipped, the person's own, a path.

The person's own file wins over a shipped one with the same id, and the listing says so. A file
that cannot be used is listed with its problems, and never keeps the others from being found.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from learnsession.errors import NotFoundError, PackError
from learnsession.packs.listing import ENDINGS, Entry, entries_of, own, shipped
from learnsession.packs.reader import (
    FormatFile,
    FrameworkFile,
    LayoutFile,
    PackFile,
    read_format,
    read_framework,
    read_layout,
    read_pack,
)
from learnsession.packs.text import clip
from learnsession.packs.words import nearest

F = TypeVar("F", PackFile, FormatFile, FrameworkFile, LayoutFile)


Listed = Entry[PackFile]
"""A pack in a folder."""

ListedFormat = Entry[FormatFile]
"""A format in a folder."""

ListedFramework = Entry[FrameworkFile]
"""A framework in a folder."""

ListedLayout = Entry[LayoutFile]
"""A layout in a folder."""


def packs(store: Path) -> tuple[Listed, ...]:
    """Every pack that ships or is the person's own: the good ones by title, then the broken.

    Never raises for what is in the folders.
    """
    return entries_of(own(store), shipped(), read_pack)


def formats(store: Path) -> tuple[ListedFormat, ...]:
    """Every format that ships or is the person's own, listed as packs are."""
    return entries_of(own(store) / "formats", shipped() / "formats", read_format)


def frameworks(store: Path) -> tuple[ListedFramework, ...]:
    """Every framework that ships or is the person's own, listed as packs are."""
    return entries_of(own(store) / "frameworks", shipped() / "frameworks", read_framework)


def layouts(store: Path) -> tuple[ListedLayout, ...]:
    """Every layout of a note that ships or is the person's own, listed as packs are."""
    return entries_of(own(store) / "layouts", shipped() / "layouts", read_layout)


def find_pack(spec: str, store: Path) -> PackFile:
    """The pack that somebody named.

    Args:
        spec: an id, or the path of a file.
        store: the folder of the store.

    Raises:
        NotFoundError: there is none of this name; says what was likely meant.
        PackError: it is broken.

    """
    if is_path(spec):
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
    if is_path(spec):
        return read_format(Path(spec))
    listing = formats(store)
    found = _by_id(spec, listing)
    if found is not None:
        return found
    names = ", ".join(entry.id for entry in listing if entry.file)
    raise _not_found("format", spec, listing, f"Choose one of: {names}.")


def find_framework(spec: str, store: Path) -> FrameworkFile:
    """The framework with this id; raises as `find_pack` does. Packs name ids, never paths."""
    return _find("framework", spec, frameworks(store))


def find_layout(spec: str, store: Path) -> LayoutFile:
    """The layout of a note with this id; raises as `find_pack` does."""
    return _find("layout", spec, layouts(store))


def is_path(spec: str) -> bool:
    """True for what names a file rather than an id: it has a folder or the ending of a pack."""
    separators = [mark for mark in (os.sep, os.altsep, "/") if mark]
    return any(mark in spec for mark in separators) or spec.lower().endswith(ENDINGS)


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


def _find(what: str, spec: str, listing: Sequence[Entry[F]]) -> F:
    found = _by_id(spec, listing)
    if found is not None:
        return found
    names = ", ".join(entry.id for entry in listing if entry.file)
    raise _not_found(what, spec, listing, f"The {what}s are: {names or 'none'}.")


def _not_found(
    what: str, spec: str, listing: Sequence[Entry[F]], how_to_list: str
) -> NotFoundError:
    meant = nearest(spec, [entry.id for entry in listing])
    todo = f"Did you mean '{meant}'? " if meant else ""
    return NotFoundError(f"There is no {what} '{clip(spec)}'.", todo + how_to_list)

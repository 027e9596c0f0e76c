"""Rows of the catalogue whose file is gone, and sessions that have two files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from learnsession.store.layout import SESSIONS
from learnsession.store.names import Listing, parse

if TYPE_CHECKING:
    from learnsession.store.catalogue import CatalogueRow


def gone_from(root: Path, rows: Iterable[CatalogueRow], found: Listing) -> tuple[CatalogueRow, ...]:
    """The rows of sessions that have no file in any year.

    Args:
        root: the store.
        rows: those of the catalogue, loaded after the files were looked for: erasing drops a row
            before the file.
        found: the session files.

    """
    away = [row for row in rows if row.path not in found.paths and _is_row(row)]
    if not away:
        return ()
    there = {path.rpartition("/")[2] for path in found.paths}
    lost = (row for row in away if row.path.rpartition("/")[2] not in there)
    # It may have been made since the files were looked for.
    return tuple(row for row in lost if not os.path.lexists(root / row.path))


def one_each(
    rows: list[CatalogueRow],
) -> tuple[list[CatalogueRow], list[tuple[CatalogueRow, CatalogueRow]]]:
    """One row a session, and the older ones, each with the newer: a file may have been copied.

    The newer is the one with the later last event.
    """
    if len({row.id for row in rows}) == len(rows):
        return rows, []
    meant = {row.id: row for row in sorted(rows, key=_LATEST)}
    older = [(row, meant[row.id]) for row in rows if row is not meant[row.id]]
    return list(meant.values()), older


def missing(ref: str) -> str:
    """What is said of a session whose file is gone, one sentence."""
    return f"The file of {ref} is missing."


def twice(ref: str, newer: str) -> str:
    """What is said of a session with two files. `newer` is the path of the one that counts."""
    return f"There are two files of {ref}; {newer} was written to last and is the one that counts."


def _is_row(row: CatalogueRow) -> bool:
    """Whether a row names a file of its session: it is read from a file that may hold anything."""
    name = parse(row.path) if isinstance(row.path, str) else None
    own = name and row.path.startswith(f"{SESSIONS}/") and ".." not in row.path
    return bool(own and name and (name.id, name.ref) == (row.id, row.ref))


_LATEST = attrgetter("written_at", "path")

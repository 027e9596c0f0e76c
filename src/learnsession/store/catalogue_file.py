"""The file of the catalogue: one row a session, so that a list of thousands opens none of them.

It is derived and can be lost at any time. A row is written when its session is left. What is in
use, has no row, or has another size than its row says is read again. Erasing drops the row first,
so a row without a file is a loss: it stays, and is told, until the file is back or the catalogue
is made anew. Listing 10,000 sessions must cost a few tens of milliseconds, hence plain tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from learnsession.errors import DamagedError, LockedError, StoreError
from learnsession.store.catalogue import CatalogueRow, Rows
from learnsession.store.derived import no_collecting, unchanged_since
from learnsession.store.envelope import LOOK
from learnsession.store.files import write_atomically
from learnsession.store.layout import CATALOGUE
from learnsession.store.locks import in_use, store_lock
from learnsession.store.losses import gone_from, missing, one_each, twice
from learnsession.store.moves import tidy
from learnsession.store.names import Listing, Name, listing, parse
from learnsession.store.sealing import Seal, close_plain, read_plain
from learnsession.store.stamps import Stamp, stamp_of

_KIND = "catalogue"


class _Kept(NamedTuple):
    """The catalogue as it is on disk."""

    rows: list[CatalogueRow]
    years: dict[str, int]
    """When the folder of each year had last changed when the rows were known to be right."""
    stamp: Stamp | None


class Catalogue:
    """The rows of a store.

    Args:
        root: the store.
        read_row: makes the row of one session by reading its file; raises `StoreError`.
        seal: closes and opens the file.

    """

    def __init__(self, root: Path, read_row: Callable[[Name], CatalogueRow], seal: Seal) -> None:
        self._root = root
        self._path = root / CATALOGUE
        self._read_row = read_row
        self._seal = seal

    def rows(self) -> Rows:
        """Every session in the store. Mends the catalogue where it can; changes nothing else.

        Raises:
            LockedError: the store is protected, and this is for clear text.
            StoreError: the folder may not be read.

        """
        with no_collecting():
            return self._rows()

    def _rows(self) -> Rows:
        running = in_use(self._root)
        found = listing(self._root)
        kept = self._load()
        good = self._still_right(kept, found, running)
        settled = list(good)
        current = list(good)
        damaged: list[tuple[Path, str]] = []
        for name in _named(found.paths - {row.path for row in good}):
            try:
                row = self._read_row(name)
            except LockedError:
                raise
            except (StoreError, FileNotFoundError) as error:
                damaged.append((self._root / name.path, _words(error)))
                continue
            current.append(row)
            if name.id not in running:
                settled.append(row)
        gone = gone_from(self._root, kept.rows, found)
        moved_on = not running and kept.years != found.years
        if len(settled) > len(good) or moved_on:
            self._mend([*settled, *gone], found, kept.stamp)
        current, doubles = one_each(current)
        current.sort(key=_NEWEST, reverse=True)
        damaged += ((self._root / row.path, missing(row.ref)) for row in gone)
        damaged += ((self._root / row.path, twice(row.ref, newer.path)) for row, newer in doubles)
        return Rows(tuple(current), tuple(sorted(damaged)))

    def put(self, row: CatalogueRow) -> None:
        """Write the row of a session that is being left, in place of an earlier one.

        Raises:
            SaveError: the disk refused, or another window is busy with the store for too long.

        """
        with store_lock(self._root, self._seal), no_collecting():
            found = listing(self._root)
            kept = self._load()
            # Others in use keep theirs: one may just have been written, its marker not yet gone.
            self._save([*self._others(kept, found, row.id), row], found.years)

    def drop(self, session_id: str) -> None:
        """Forget the row of a session whose file is about to be changed as a whole, or removed.

        To be called by whoever holds the store's own lock and the session's; while that is held
        nobody puts the row back.

        Raises:
            SaveError: the disk refused.

        """
        found = listing(self._root)
        self._save(self._others(self._load(), found, session_id), found.years)

    def _others(self, kept: _Kept, found: Listing, session_id: str) -> list[CatalogueRow]:
        """The rows that stay when that of one session is replaced or dropped."""
        gone = gone_from(self._root, kept.rows, found)
        good = self._still_right(kept, found, frozenset({session_id}))
        return [*good, *(row for row in gone if row.id != session_id)]

    def _still_right(
        self, kept: _Kept, found: Listing, running: frozenset[str]
    ) -> list[CatalogueRow]:
        """The rows that still say what their files do."""
        unchanged = unchanged_since(self._root, kept.years, found)
        return [row for row in kept.rows if row.id not in running and unchanged(row.path, row.size)]

    def _mend(self, rows: list[CatalogueRow], found: Listing, before: Stamp | None) -> None:
        """Keep rows that had to be read, unless somebody wrote others meanwhile or the disk won't.

        It is a matter of speed alone, so a refusal is not worth a word.
        """
        with suppress(StoreError), store_lock(self._root, self._seal, timeout=0):
            if stamp_of(self._path) == before:
                self._save(rows, found.years)

    def _save(self, rows: Iterable[CatalogueRow], years: dict[str, int]) -> None:
        tidy(self._path)
        # In the order of lists, which sorting what is sorted already keeps cheap.
        ordered = sorted(rows, key=_NEWEST, reverse=True)
        values = {"years": years, "rows": ordered}
        write_atomically(self._path, close_plain(self._seal, _KIND, self._path, values))

    def _load(self) -> _Kept:
        """The catalogue on disk; an empty one when it is missing, damaged or not of our format."""
        try:
            values, stamp = read_plain(self._seal, _KIND, self._path)
        except (FileNotFoundError, StoreError):
            return _Kept([], {}, stamp_of(self._path))
        try:
            return _Kept(_rows_in(values), dict(values["years"]), stamp)
        except (KeyError, TypeError, ValueError, IndexError):
            return _Kept([], {}, stamp)


def catalogued(root: Path, seal: Seal) -> list[CatalogueRow]:
    """The rows of the catalogue as they are on disk, whether they are right or not.

    Raises:
        FileNotFoundError: there is no catalogue.
        DamagedError: it is cut or changed, or holds something else.
        NewerError: a newer learnsession wrote it.
        LockedError: it is sealed, and `seal` is for clear text.
        StoreError: it may not be read.

    """
    path = root / CATALOGUE
    values, _ = read_plain(seal, _KIND, path)
    try:
        return _rows_in(values)
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedError(f"{CATALOGUE} does not hold a catalogue.", LOOK, str(path)) from error


def _rows_in(values: Any) -> list[CatalogueRow]:
    return [CatalogueRow._make(row) for row in values["rows"]]


def _named(paths: Iterable[str]) -> list[Name]:
    parsed = (parse(path) for path in sorted(paths))
    return [name for name in parsed if name]


def _words(error: Exception) -> str:
    return str(getattr(error, "happened", "It is gone."))


_NEWEST = itemgetter(*map(CatalogueRow._fields.index, ("written_at", "ref", "id")))

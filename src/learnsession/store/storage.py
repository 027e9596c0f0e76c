"""The TinyDB storage of one session: atomic, checksummed, for its owner only.

It is written for whoever holds the session's lock. What it last wrote or read is the truth: it is
kept in memory, so that an append neither reads nor encodes again what is there, and what others do
to the file meanwhile never wins. A file that was changed, swapped, removed or replaced by a link
from outside is moved to quarantine as it is, and everything is written anew.

Documents are frozen once they are kept: add new ones (`EventTable.insert_multiple` with documents
that carry their ids, which is one save); `update` fails. `upsert` of a new document would save
twice. Only `replace` changes what is there, for removing words for good.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from learnsession.errors import SaveError, StoreError
from learnsession.store.encoded import Document, Encoded, encode, parts_of
from learnsession.store.envelope import GrowingSum, damaged
from learnsession.store.files import (
    Staged,
    discard,
    previous,
    put_in_place,
    stage,
    write_atomically,
)
from learnsession.store.refusals import in_words
from learnsession.store.sealing import Seal, read_plain
from learnsession.store.stamps import Stamp, stamp_of

Tables = dict[str, dict[str, Any]]
"""As TinyDB has them: table name, document id as text, document."""

KIND = "session"


def read_tables(path: Path, seal: Seal) -> tuple[Tables, Stamp]:
    """What one generation of a session file holds, verified, and its stamp as it was read.

    Raises:
        FileNotFoundError: there is none.
        DamagedError: it is empty, cut or changed.
        NewerError: a newer learnsession wrote it.
        LockedError: it is sealed, and `seal` is for clear text.
        StoreError: it may not be read.

    """
    tables, stamp = read_plain(seal, KIND, path)
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise damaged(path, "It does not hold a session")
    return tables, stamp


class SessionStorage(Storage):
    """Keeps the tables of one session in one file.

    Args:
        path: the file; it need not exist yet.
        set_aside: moves a file that is not ours to quarantine and says where it is now.
        seal: closes and opens the file.
        tables: what the session holds, if it has been read already; else the file is read when
            first needed.
        stamp: the stamp of the file as it was read; None when there is no file that counts.

    """

    def __init__(
        self,
        path: Path,
        set_aside: Callable[[Path], Path],
        seal: Seal,
        tables: Tables | None = None,
        stamp: Stamp | None = None,
    ) -> None:
        self._path = path
        self._set_aside = set_aside
        self._seal = seal
        self._tables = tables
        self._ours = {stamp} if stamp else set()
        self._touched = stamp.touched_ns if stamp else None
        """When the file was last touched by us; None when that is not known."""
        self._there = stamp is not None
        self._encoded: dict[str, Encoded] = {}
        self._growing = GrowingSum()
        self.notices: list[str] = []
        """What others did to the file meanwhile, in words, oldest first."""

    def read(self) -> Tables | None:
        """What the session holds; None before its first save.

        Raises:
            DamagedError: the file cannot be trusted.
            NewerError: a newer learnsession wrote it.

        """
        if self._tables is None:
            try:
                self._tables, stamp = read_tables(self._path, self._seal)
            except FileNotFoundError:
                return None
            self._ours = {stamp}
            self._touched = stamp.touched_ns
            self._there = True
        # TinyDB changes what it is given before it asks to save it. Should the save fail, only
        # its copy has changed, and the next one starts again from what is safely kept.
        return dict(self._tables)

    def write(self, data: Tables) -> None:
        """Save everything, in one step.

        Raises:
            SaveError: the disk refused; what was kept before still is.

        """
        encoded = {name: encode(table, self._encoded.get(name)) for name, table in data.items()}
        self._save({name: table.text for name, table in encoded.items()})
        self._keep(encoded)

    def add(self, name: str, documents: Mapping[str, Document]) -> None:
        """Save new documents of a table, in one step, without looking at the others again.

        A lively session has hundreds, and touching each of them shows in the time of a save.

        Raises:
            SaveError: the disk refused; what was kept before still is.

        """
        tables = self.read() or {}
        if self._tables is None or tables.keys() != self._encoded.keys() or name not in tables:
            self.write({**tables, name: {**tables.get(name, {}), **documents}})
            return
        table, more = self._encoded[name], encode(documents, None)
        texts = {each: encoded.text for each, encoded in self._encoded.items()}
        texts[name] = b",".join(filter(None, (table.text, more.text)))
        self._save(texts)
        table.take(more, texts[name])
        self._tables[name].update(more.as_kept())

    def replace(self, data: Tables) -> None:
        """Save everything in place of what was there, of which nothing is left beside it.

        The generation beside it is replaced first: a kill in between leaves the file as it was.

        Raises:
            SaveError: the disk refused; the file is as before, or new. Call this again.

        """
        encoded = {name: encode(table, None) for name, table in data.items()}
        texts = {name: table.text for name, table in encoded.items()}
        whole = self._seal.close(KIND, self._path, *parts_of(texts))
        with in_words(self._path):
            self._defend()
        write_atomically(previous(self._path), whole)
        self._put(stage(self._path, whole), keep_previous=False)
        self._keep(encoded)

    def _save(self, texts: Mapping[str, bytes]) -> None:
        parts = parts_of(texts)
        whole = self._seal.close(KIND, self._path, *parts, growing=self._growing)
        staged = stage(self._path, whole)
        try:
            with in_words(self._path):
                self._defend()
        except BaseException:
            discard(staged)
            raise
        self._put(staged, keep_previous=self._there)

    def _keep(self, encoded: dict[str, Encoded]) -> None:
        self._encoded = encoded
        self._tables = {name: table.as_kept() for name, table in encoded.items()}

    def _put(self, staged: Staged, *, keep_previous: bool) -> None:
        # Known as ours before it has its place: the flush after the move may fail.
        self._ours.add(staged.stamp)
        self._touched = None
        put_in_place(staged, self._path, keep_previous)
        self._ours = {staged.stamp}
        self._there = True
        with suppress(SaveError):  # it is saved, whatever the disk says now
            found = stamp_of(self._path)
            if found and found.looks_like(staged.stamp):
                self._touched = found.touched_ns

    def _defend(self) -> None:
        """Before a save: move away whatever is in our place and is not what we left there."""
        found = stamp_of(self._path)
        if self._is_ours(found) if found else not self._there:
            return
        if found is None:
            self._notice("was removed from outside while it was open")
            self._there = False
            return
        now_at = self._set_aside(self._path)
        self._there = False
        self._notice(
            "was changed or replaced from outside while it was open; "
            f"what was put there is now in {os.fspath(now_at)}"
        )

    def _is_ours(self, found: Stamp) -> bool:
        """Whether a file is what we left there. If it was only touched, what it holds tells."""
        if not any(found.looks_like(ours) for ours in self._ours):
            return False
        if self._touched in (None, found.touched_ns):
            return True
        try:
            tables, _ = read_tables(self._path, self._seal)
        except (FileNotFoundError, StoreError):
            return False
        self._touched = found.touched_ns
        return tables == self._tables

    def _notice(self, what: str) -> None:
        self.notices.append(
            f"The file of this session {what}. It has been written again; nothing that was written "
            "in this window is missing."
        )

"""A session that is open for writing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tinydb.table import Document

from learnsession.errors import SaveError, StoreError
from learnsession.session.events import Event, WordsRemoved, to_plain
from learnsession.session.folding import fold
from learnsession.store.catalogue import row_of
from learnsession.store.catalogue_file import Catalogue
from learnsession.store.drafts import (
    Draft,
    draft_path,
    not_kept,
    read_draft,
    removed_from,
    write_draft,
)
from learnsession.store.event_table import event_table
from learnsession.store.ground import Ground
from learnsession.store.locks import Hold, store_lock
from learnsession.store.reading import EVENTS, Generation
from learnsession.store.sealing import Seal
from learnsession.store.stamps import stamp_of
from learnsession.store.storage import SessionStorage

if TYPE_CHECKING:
    from learnsession.session.removing import Removal

_FILE_BACK = "Everything up to there is here, and the session can go on."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an open session needs of its store."""

    root: Path
    catalogue: Catalogue
    forget: Callable[[str], None]
    """Forgets what is derived of a session, by its id."""
    seal: Seal
    set_aside: Callable[[Path], Path]
    """Moves a file to quarantine and says where it is now."""


class OpenSession:
    """One session, held by this process until it is left.

    Made by `SessionStore.create` and `SessionStore.open`. Methods that write wait for the disk and
    may be called from any thread; what they are given is safe once they return, never before.
    """

    def __init__(
        self, around: Surroundings, path: str, hold: Hold, found: Generation | None = None
    ) -> None:
        self._around = around
        self._relative = path
        self._hold = hold
        self._held = True
        self._lock = threading.RLock()
        self._notices: list[str] = []
        self.path = around.root / path
        """The session's file."""
        self._ground = Ground(around.root, self.path.parent, around.seal)
        if found and found.why:
            self._notices.append(self._set_aside_damaged(found))
        tables, stamp = (found.tables, found.stamp) if found else ({}, None)
        self._storage = SessionStorage(self.path, around.set_aside, around.seal, tables, stamp)
        self._table = event_table(self._storage)
        self._events: list[Event] = list(found.events) if found else []
        self._saved = len(self._events)
        self._draft = self._draft_left() if found else None

    @property
    def id(self) -> str:
        """The session's id."""
        return self._hold.id

    @property
    def ref(self) -> str:
        """What people say, e.g. `S-0042`."""
        return self._hold.ref

    @property
    def events(self) -> tuple[Event, ...]:
        """All that has happened, with what is not saved yet at the end (see `pending`)."""
        return tuple(self._events)

    @property
    def pending(self) -> int:
        """How many of the last events are not safely on disk yet."""
        return len(self._events) - self._saved

    @property
    def notices(self) -> tuple[str, ...]:
        """What the person has to know about the files, in plain words, oldest first."""
        return (*self._notices, *self._storage.notices)

    def append(self, *events: Event) -> None:
        """Keep events, all in one save; they are safe once this returns.

        An event that waits already, because its save failed, is not added again: the same call can
        simply be repeated.

        Raises:
            SaveError: the disk refused. The events wait in memory, and the next save writes them.

        """
        with self._lock:
            waiting = {id(event) for event in self._events[self._saved :]}
            self._events.extend(event for event in events if id(event) not in waiting)
            self.save()

    def save(self) -> None:
        """Write whatever waits; nothing to do when nothing does.

        Raises:
            SaveError: the disk refused, or the session has been left.

        """
        with self._lock:
            if not self.pending:
                return
            self._must_be_held()
            first = self._saved + 1
            waiting = self._events[self._saved :]
            self._table.insert_multiple(
                Document(to_plain(event), doc_id=cast("Any", str(place)))
                for place, event in enumerate(waiting, start=first)
            )
            self._saved += len(waiting)

    def draft(self) -> Draft | None:
        """The half-written text, if there is one."""
        return self._draft

    def keep_draft(self, draft: Draft | None) -> None:
        """Keep the half-written text in place of the one before; None removes it.

        Raises:
            SaveError: the disk refused, or the session has been left.

        """
        with self._lock:
            if draft == self._draft:
                return
            self._must_be_held()
            write_draft(self.path, draft, self._around.seal)
            self._draft = draft

    def remove_words(self, removal: Removal, event: WordsRemoved | None) -> None:
        """Remove words for good, from the session and from every copy of it in the store.

        The file itself comes last: a kill on the way leaves it as it was, and this can simply be
        done again. What waits to be saved is saved too; what cannot be reached is a notice.

        Args:
            removal: the words.
            event: kept as the last one, so that it shows that words were removed.

        Raises:
            SaveError: the disk refused; the same call can simply be repeated.

        """
        # Once in a hundred sessions; opening one need not wait for them.
        from learnsession.session.removing import without
        from learnsession.store.copies import clean_copies, sweep_backups

        around, root = self._around, self._around.root
        with self._lock:
            self._must_be_held()
            before = [other for other in self._events if other is not event]
            events = [*without(before, removal), *([event] if event else [])]
            with store_lock(root, around.seal):
                around.forget(self.id)
                trouble = clean_copies(root, self.path, around.seal, removal, event)
                self._notices += [words for words in trouble if words not in self._notices]
                self._clean_draft(removal)
                plain = {str(n): to_plain(each) for n, each in enumerate(events, start=1)}
                self._storage.replace({EVENTS: plain})
                self._events, self._saved = events, len(events)
                self._table.clear_cache()
                sweep_backups(root, around.seal)

    def _clean_draft(self, removal: Removal) -> None:
        if self._draft:
            kept, places = removed_from(self._draft, removal)
            if places:
                self.keep_draft(kept)

    def leave(self, *, row: bool = True) -> None:
        """Save what waits, write the session's row, give the session up. Again is no error.

        Args:
            row: False leaves the row to the next list, which reads again whatever has grown; in a
                store of thousands it costs far more than a save.

        Raises:
            SaveError: something waits and the disk refused it; the session is still held.

        """
        with self._lock:
            if not self._held:
                return
            self.save()
            self._held = False
            # Without its row the marker stays, and the session is read again for the next list.
            settled = False
            try:
                with suppress(StoreError):
                    if row:
                        self._write_row()
                    settled = True
            finally:
                self._hold.release(settled=settled)

    def give_up(self) -> None:
        """Give the session up as it stands on disk; what waits to be saved is dropped.

        For whoever has said that it was not kept.
        """
        with self._lock:
            if self._held:
                self._held = False
                self._hold.release(settled=True)

    def _write_row(self) -> None:
        self._ground.check()
        stamp = stamp_of(self.path)
        if self._events and stamp:
            row = row_of(fold(self._events), self._relative, stamp.size)
            self._around.catalogue.put(row)

    def _must_be_held(self) -> None:
        """Before anything is written: the session is ours, and stands where it stood."""
        if not self._held:
            raise SaveError(
                f"{self.ref} has been left.",
                f"Open it again: learnsession resume {self.ref}",
                str(self.path),
            )
        self._ground.check()

    def _set_aside_damaged(self, found: Generation) -> str:
        lost = f"{found.why} The last good generation is used; at most the last save is missing."
        if found.missing:
            return f"{lost} {_FILE_BACK}"
        now_at = self._around.set_aside(self.path)
        return f"{lost} {_FILE_BACK} The damaged file is now in {now_at}"

    def _draft_left(self) -> Draft | None:
        """What is half-written; a kill may have come between keeping an entry and removing it."""
        try:
            draft = read_draft(self.path, self._around.seal)
        except StoreError as error:
            self._notices.append(f"The half-written text could not be read. {error.happened}")
            with suppress(SaveError):
                self._around.set_aside(draft_path(self.path))
            return None
        left = not_kept(draft, self._events) if draft else None
        if left != draft:
            with suppress(SaveError):
                write_draft(self.path, left, self._around.seal)
        return left

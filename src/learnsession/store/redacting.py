"""Redacting a session: where a phrase stands in it and in others, and removing it for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from learnsession.errors import DamagedError, StoreError
from learnsession.session.events import WordsRemoved, to_plain
from learnsession.session.removing import PhraseRemoval, Places, entries_with, places
from learnsession.store.copies import cleaned, copies_in_backups, is_of, set_aside, strays
from learnsession.store.drafts import read_draft, removed_from
from learnsession.store.files import previous
from learnsession.store.names import Name, names
from learnsession.store.opened import OpenSession
from learnsession.store.reading import EVENTS
from learnsession.store.sealing import Seal
from learnsession.store.sessions import SessionStore
from learnsession.store.stamps import read_whole
from learnsession.store.storage import read_tables

DRAFT = "the half-written text"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a phrase stands."""

    places: Places
    """In the session as it is."""
    copies: int
    """In how many of its copies: the last good generation, second versions that others left beside
    it, quarantine, kept backups."""
    unreadable: int
    """How many files of it in quarantine cannot be looked into, and go as a whole."""
    unreadable_beside: int
    """How many that others left beside it cannot, and go too."""
    also_in: tuple[str, ...]
    """The references of other sessions in which it stands."""
    unsearched: tuple[str, ...]
    """The references of other sessions that cannot be read."""

    @property
    def found(self) -> bool:
        """Whether there is anything to remove from this session."""
        return bool(self.places.total or self.copies)


def standing(store: SessionStore, session: OpenSession, removal: PhraseRemoval) -> Standing:
    """Where a phrase stands in a session, in its copies and in other sessions. Changes nothing.

    Raises:
        StoreError: a folder may not be read.

    """
    found = places(map(to_plain, session.events), removal)
    draft = session.draft()
    half_written = removed_from(draft, removal)[1] if draft else 0
    if half_written:
        found.elsewhere[DRAFT] += half_written
    also_in, unsearched = _in_others(store, session.path, removal)
    return Standing(found, *_in_copies(store, session, removal), also_in, unsearched)


def redact(
    session: OpenSession, removal: PhraseRemoval, found: Standing, now: datetime
) -> tuple[str, ...]:
    """Remove a phrase from a session and all its copies.

    Args:
        session: open for writing.
        removal: the phrase.
        found: where it stands.
        now: the moment, UTC.

    Returns:
        What could not be done, in words.

    Raises:
        SaveError: the disk refused; done again, this finishes.

    """
    before = session.notices
    total = found.places.total
    within = entries_with(session.events, removal) or None
    event = WordsRemoved(at=now, count=total, within=within) if total else None
    session.remove_words(removal, event)
    return session.notices[len(before) :]


def _in_copies(
    store: SessionStore, session: OpenSession, removal: PhraseRemoval
) -> tuple[int, int, int]:
    """In how many copies it stands; how many in quarantine and beside it nobody can look into."""
    own, seal = session.path, store.seal
    copies = sum(
        cleaned(own, data, seal, removal).places > 0
        for _, data in copies_in_backups(store.root, own, seal)
    )
    copies += _stands_in(previous(own), own, seal, removal) is True
    left = [_stands_in(path, own, seal, removal) for path in strays(own)]
    aside = [_stands_in(path, path, seal, removal) for path in set_aside(store.root, own)]
    return copies + left.count(True) + aside.count(True), aside.count(None), left.count(None)


def _stands_in(path: Path, known: Path, seal: Seal, removal: PhraseRemoval) -> bool | None:
    """Whether it stands in a file, written as `known`; None when that cannot be looked into."""
    try:
        data, _ = read_whole(path)
    except FileNotFoundError:
        return False
    except DamagedError:
        return None
    after = cleaned(known, data, seal, removal)
    return None if after.data is None else after.places > 0


def _in_others(
    store: SessionStore, session_file: Path, removal: PhraseRemoval
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The references of the sessions in which it stands, and of those that cannot be read."""
    stands, unread = [], []
    for name in sorted(names(store.root)):
        if is_of(name.path, session_file):
            continue
        try:
            if any(_counts(store, name, removal)):
                stands.append(name.ref)
        except (StoreError, FileNotFoundError, AttributeError):
            unread.append(name.ref)
    return tuple(stands), tuple(unread)


def _counts(store: SessionStore, name: Name, removal: PhraseRemoval) -> Iterator[int]:
    """In how many places of each event of another session it stands; its half-written text too."""
    path = store.root / name.path
    try:
        tables, _ = read_tables(path, store.seal)
    except (DamagedError, FileNotFoundError):
        tables, _ = read_tables(previous(path), store.seal)
    for values in tables.get(EVENTS, {}).values():
        yield removal.event(values)[1]
    draft = read_draft(path, store.seal)
    yield removed_from(draft, removal)[1] if draft else 0

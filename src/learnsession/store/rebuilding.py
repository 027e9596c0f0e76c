"""Making the catalogue anew from the sessions themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from learnsession.store.catalogue import Rows
from learnsession.store.layout import ACTIONS, CATALOGUE, QUARANTINE
from learnsession.store.locks import store_lock
from learnsession.store.moves import move_aside, remove, stem_at
from learnsession.store.sessions import SessionStore


def rebuild(store: SessionStore) -> Rows:
    """Drop every row and read every session again.

    Sessions are read without a lock, so that nobody has to wait; what is saved meanwhile is read
    again for the next list. Nothing is lost when it is killed: a missing catalogue is made anew
    by whoever lists sessions.

    Returns:
        The rows, and the sessions that cannot be read and so have none.

    Raises:
        LockedError: the store's protection was changed in another window.
        SaveError: the disk refused, or another window is busy with the store for too long.
        StoreError: the folder may not be read.

    """
    with store_lock(store.root, store.seal):
        now = stem_at(datetime.now(UTC))
        for derived in (CATALOGUE, ACTIONS):
            clear_away(store.root / derived, store.root / QUARANTINE, now)
    return store.listing()


def clear_away(place: Path, aside: Path, stem: str) -> None:
    """Remove the catalogue; a folder in its place is set aside, with what it holds.

    Args:
        place: of the catalogue.
        aside: where such a folder goes.
        stem: put before the name of what is set aside: the time.

    Raises:
        SaveError: the disk refused.

    """
    if place.is_dir() and not place.is_symlink():
        move_aside(place, aside, stem)
    else:
        remove(place)

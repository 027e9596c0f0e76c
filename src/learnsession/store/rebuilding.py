"""Making the catalogue anew from the sessions themselves."""

from __future__ import annotations

from learnsession.store.catalogue import Rows
from learnsession.store.locks import store_lock
from learnsession.store.moves import remove
from learnsession.store.sessions import SessionStore

CATALOGUE = "catalogue.json"


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
        remove(store.root / CATALOGUE)
    return store.listing()

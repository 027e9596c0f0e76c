"""A store as the fault tests open it: in clear text, or sealed with a passphrase that is quick."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.sessions import SessionStore
from learnsession.store.vault import prepare, protect, unlock
from learnsession.store.vault_file import Derivation, is_protected

PASSPHRASE = "for the tests alone"


def utc_now() -> datetime:
    return datetime.now(UTC)


def seal_of(root: Path, sealed: bool) -> Seal:
    """What closes and opens its files. A store that is to be sealed is protected first.

    Deriving the key takes a millisecond here; how long it takes otherwise is no matter of faults.
    """
    if not sealed:
        return CLEAR
    if is_protected(root):
        return unlock(root, PASSPHRASE)
    root.mkdir(parents=True, exist_ok=True)
    return protect(root, prepare(PASSPHRASE, Derivation(b"sixteen bytes of", 1, 1, 1024)))


def open_store(root: Path, sealed: bool) -> SessionStore:
    return SessionStore(root, utc_now, seal_of(root, sealed))

"""Sealed files in a store in clear text: what taking the protection off could not open.

One of them is damage as soon as something in clear text can stand in for it. Otherwise the keys of
the whole store may be missing, and nothing is to be mended before they are brought back.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from learnsession.errors import DamagedError, LockedError, StoreError
from learnsession.store.envelope import damaged
from learnsession.store.reading import read_generation
from learnsession.store.sealing import Seal


def as_damage(path: Path, error: StoreError, *, replaceable: bool) -> StoreError:
    """What an error in reading a file comes to: damage, for a sealed one that can be replaced."""
    if replaceable and isinstance(error, LockedError):
        return _sealed(path)
    return error


def beside_session(path: Path, error: StoreError, session: Path, seal: Seal) -> StoreError:
    """As `as_damage`, for a last good generation or a draft: its session must be readable."""
    if isinstance(error, LockedError):
        with suppress(StoreError, FileNotFoundError):
            read_generation(session, seal)
            return _sealed(path)
    return error


def _sealed(path: Path) -> DamagedError:
    return damaged(path, "It is sealed, though the store is not")

"""What can stand in for a file that is damaged or missing, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import StoreError
from learnsession.session.dates import spoken
from learnsession.store.backed_up import is_session, is_sound
from learnsession.store.backup_lists import Copy, KeptBackup, read_object
from learnsession.store.files import previous, read_whole
from learnsession.store.reading import read_generation
from learnsession.store.sealing import Seal


class Remedy(NamedTuple):
    """Good bytes for a file."""

    data: bytes
    origin: str
    """Where they come from, in words: `its last good generation; …`."""


def remedy(root: Path, seal: Seal, path: str, backups: Sequence[KeptBackup]) -> Remedy | None:
    """The best that is left of a file; None when there is nothing.

    Args:
        root: the store.
        seal: opens its files.
        path: of the file, below the store.
        backups: those that the store keeps, the newest first.

    """
    if is_session(path):
        with suppress(StoreError, FileNotFoundError):
            read_generation(previous(root / path), seal)
            data, _ = read_whole(previous(root / path))
            return Remedy(data, "its last good generation; at most its last save is missing")
    for backup in backups:
        copy = backup.files.get(path)
        if copy is None:
            continue
        with suppress(StoreError, FileNotFoundError):
            data = read_object(root, copy)
            if is_sound(seal, root, path, data):
                return Remedy(data, f"the backup of {_day(copy)}")
    return None


def _day(copy: Copy) -> str:
    moment = datetime.fromisoformat(copy.at)
    age = datetime.now(UTC) - moment
    days = max(age, timedelta()).days
    ago = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    return f"{spoken(moment.astimezone().date())} ({ago}); what came later is missing"

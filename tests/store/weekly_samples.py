"""The backups that a store keeps itself, one a week."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from backup_samples import MONDAY

from learnsession.store import weekly
from learnsession.store.backup_lists import KeptBackup, read_backup, read_object
from learnsession.store.sealing import Seal


def make_weekly(root: Path, seal: Seal, weeks: int = 0) -> KeptBackup | None:
    return weekly.make_weekly(root, seal, MONDAY + timedelta(weeks=weeks))


def in_backup(root: Path, seal: Seal, name: str = "2026-W47") -> dict[str, bytes]:
    backup = read_backup(root, name, seal)
    return {path: read_object(root, copy) for path, copy in backup.files.items()}

"""What `store backup` and `store restore` answer as JSON; files by their paths below the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from learnsession.cli.restore_words import sessions_among
from learnsession.cli.views import moment
from learnsession.errors import StoreError
from learnsession.store.backup_file import Written
from learnsession.store.backup_lists import KeptBackup
from learnsession.store.restore_plan import Overwrite, Plan


def written_values(done: Written, *, sealed: bool) -> dict[str, Any]:
    """A backup file that was written; its size in bytes."""
    return {
        "file": str(done.path),
        "size": done.size,
        "sealed": sealed,
        "sessions": sessions_among(done.paths),
        "files": len(done.paths),
        "from_earlier_saves": list(done.older),
        "missing": list(done.missing),
    }


def plan_values(
    plan: Plan, others: Sequence[str], *, replacing: bool, restored: bool
) -> dict[str, Any]:
    """What restoring does.

    Args:
        plan: what it would do without an option.
        others: references of sessions that are here and not in the backup.
        replacing: False when what can be read here is left alone.
        restored: whether it was done.

    """
    return {
        "made": moment(plan.made),
        "restored": restored,
        "new": list(plan.added),
        "different": [_different(over, replacing) for over in plan.overwritten],
        "same": list(plan.same),
        "not_in_backup": list(others),
        "notes": list(plan.notes),
    }


def _different(over: Overwrite, replacing: bool) -> dict[str, Any]:
    return {
        "path": over.path,
        "words": over.words,
        "damaged_here": over.lost,
        "replaced": over.lost or replacing,
    }


def kept_values(
    kept: Mapping[str, KeptBackup | StoreError], *, more_are_made: bool
) -> dict[str, Any]:
    """The weekly backups beside the store, the oldest first; of a damaged one what is wrong."""
    return {
        "weekly_backup": more_are_made,
        "backups": [_kept(name, each) for name, each in kept.items()],
    }


def _kept(name: str, found: KeptBackup | StoreError) -> dict[str, Any]:
    if isinstance(found, StoreError):
        return {"name": name, "made": None, "sessions": None, "wrong": found.happened}
    sessions = sessions_among(found.files)
    return {"name": name, "made": moment(found.made), "sessions": sessions, "wrong": ""}

"""Bringing a backup back, once the person has seen the plan of it and agreed.

Whatever is overwritten goes to quarantine first. Each file comes to its place in one move, so a
kill half-way leaves whole files, and restoring again does the rest.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from learnsession.errors import RefusedError, SaveError
from learnsession.store.backed_up import is_sealed_kind, is_session
from learnsession.store.backup_reading import Backup
from learnsession.store.files import (
    Staged,
    discard,
    previous,
    put_in_place,
    stage,
    write_atomically,
)
from learnsession.store.layout import ACTIONS, CATALOGUE, COUNTER, QUARANTINE, VAULT
from learnsession.store.locks import refuse_while_run, store_lock
from learnsession.store.moves import copy_aside, move_aside, remove, stem_at, tidy_folder
from learnsession.store.resealing import sealed_form
from learnsession.store.restore_plan import Plan, plan_restore
from learnsession.store.sealing import Seal, Sealed
from learnsession.store.stamps import read_whole, stamp_of

_PATIENCE = 60.0
"""Seconds to wait for another window that is busy with the store."""


def restore(root: Path, seal: Seal, backup: Backup, agreed: Plan, now: datetime) -> None:
    """Do what a plan says.

    Args:
        root: the store; made if it is missing.
        seal: closes its files.
        backup: what to bring back.
        agreed: the plan, with as much of what would be overwritten as the person has agreed to.
        now: UTC.

    Raises:
        InUseError: a session is being run.
        RefusedError: the store was changed since; nothing was done.
        SaveError: the disk refused. What has its place is whole; restore again for the rest.
        StoreError: as `plan_restore`.

    """
    with store_lock(root, seal, _PATIENCE):
        refuse_while_run(root)
        paths = _agreed(plan_restore(root, seal, backup), agreed)
        _must_fit(root, backup, paths)
        with ExitStack() as staged:
            ready = list(_staged(staged, root, seal, backup, paths))
            for derived in (CATALOGUE, ACTIONS):  # may say otherwise; both are made anew
                remove(root / derived)
            for path, new in ready:
                _put(root, path, new, stem_at(now))


def _agreed(plan: Plan, agreed: Plan) -> list[str]:
    """What is to be restored: of what the plan says now, only what the person agreed to."""
    may_go = {each.path for each in agreed.overwritten}
    wanted = may_go.union(agreed.added)
    over = wanted.intersection(each.path for each in plan.overwritten)
    if not over <= may_go:
        raise RefusedError("The store was changed meanwhile; nothing was restored.", "Start again.")
    return [path for path in plan.added if path in wanted] + sorted(over)


def _must_fit(root: Path, backup: Backup, paths: list[str]) -> None:
    """Before anything is written: there has to be space for all of it at once."""
    wanted = sum(backup.files[path].size for path in paths)
    there = next(folder for folder in (root, *root.parents) if folder.is_dir())
    if wanted > shutil.disk_usage(there).free:
        raise SaveError(
            f"There is not enough space on the disk: {wanted / 1e6:.0f} MB are needed.",
            "Free some, then restore again; nothing was changed.",
            str(root),
        )


def _staged(
    staged: ExitStack, root: Path, seal: Seal, backup: Backup, paths: list[str]
) -> Iterator[tuple[str, Staged]]:
    """The files beside their places, closed as the store's are, the vault first.

    What does not get to its place is removed again; so is what a kill has left there before.
    """
    for folder in {root / QUARANTINE, *((root / path).parent for path in backup.files)}:
        tidy_folder(folder)
    for path in sorted(paths, key=lambda path: (path != VAULT, path)):
        data = backup.read(path)
        if is_sealed_kind(path) and isinstance(seal, Sealed):
            data = sealed_form(root / path, data, seal) or data
        new = stage(root / path, data)
        staged.callback(discard, new)
        yield path, new


def _put(root: Path, path: str, new: Staged, stem: str) -> None:
    """Put a file in its place, and what was there in quarantine first.

    A session's earlier generation goes with it: it is none of what is restored. Until the new one
    stands beside it there is none for a moment, which is what a new session has.
    """
    place = root / path
    if path != COUNTER and stamp_of(place) is not None:
        copy_aside(place, root / QUARANTINE, stem)
    twice = is_session(path) or path == VAULT
    if twice and stamp_of(previous(place)) is not None:
        move_aside(previous(place), root / QUARANTINE, stem)
    put_in_place(new, place, keep_previous=False)
    if twice:
        write_atomically(previous(place), read_whole(place)[0])

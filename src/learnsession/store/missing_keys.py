"""A store whose files are sealed and whose vault is gone: not the same as one in clear text.

New keys in its place would make sure that nobody ever reads what is sealed with the old ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from learnsession.errors import LockedError
from learnsession.store.backup_lists import backup_names, list_path, object_files
from learnsession.store.layout import ACTIONS, CATALOGUE, SEALED_FOLDERS, VAULT, below
from learnsession.store.stamps import stamp_of
from learnsession.store.vault_file import is_protected, vault_in_backups
from learnsession.store.walking import files_below, is_file, is_sealed_file


def refuse_missing_keys(root: Path) -> None:
    """Before a store without a vault is taken for one in clear text. Reads two files at most.

    Raises:
        LockedError: it has been protected, and its keys are missing.
        StoreError: its catalogue may not be read.

    """
    if is_protected(root):
        return
    if stamp_of(vault_in_backups(root)):
        raise _missing(root, "the backups have a copy of them")
    for derived in (CATALOGUE, ACTIONS):
        if is_file(root / derived) and is_sealed_file(root / derived):
            raise _missing(root, f"{derived} is sealed")


def refuse_any_sealed(root: Path) -> None:
    """Before new keys are made: as `refuse_missing_keys`, looking at every file.

    What stands in quarantine may be sealed: it is kept byte for byte, whatever becomes of it.

    Raises:
        LockedError: a file is sealed already, with whatever key.
        StoreError: a folder or a file may not be read.

    """
    refuse_missing_keys(root)
    for path in _sealable(root):
        if is_sealed_file(path):
            raise _missing(root, f"{below(root, path)} is sealed already")


def _sealable(root: Path) -> Iterator[Path]:
    for name in SEALED_FOLDERS:
        yield from files_below(root / name)
    lists = [list_path(root, name) for name in backup_names(root)]
    yield from lists or object_files(root)


def _missing(root: Path, why: str) -> LockedError:
    return LockedError(
        f"The keys of this store are missing: there is no {VAULT}, but {why}.",
        f"Run: learnsession store repair. If that finds none, bring {VAULT} back from a backup.",
        str(root / VAULT),
    )

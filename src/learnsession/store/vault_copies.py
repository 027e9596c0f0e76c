"""The three copies of a protected store's vault: whether they agree, and mending those that don't.

None of it needs the passphrase, so it works when all that can be read is one copy.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import StoreError
from learnsession.store.files import previous, write_atomically
from learnsession.store.findings import REPAIR, Finding, Part, finding_of
from learnsession.store.layout import BACKUPS, QUARANTINE, VAULT, below
from learnsession.store.moves import copy_aside
from learnsession.store.stamps import read_whole, stamp_of
from learnsession.store.vault_file import Vault, vault_in, vault_in_backups

WHAT = "copies of the vault"
MENDED = "It is written anew from another copy of the vault, which is whole."
_NO_KEYS = "Bring vault.json back from a backup; without it nothing here can be read."
_TWO_KEYS = "Keep both, find out which one opens the sessions, and move the other elsewhere."


class _Copy(NamedTuple):
    path: Path
    vault: Vault | None
    wrong: Finding | None
    """Why there is no vault; None for one that can be read."""


def vault_part(root: Path) -> Part:
    """The vault of a protected store and its copies; they have to say the same."""
    copies = _copies(root)
    newer = [copy.wrong for copy in copies if copy.wrong and copy.wrong.kind == "newer"]
    if newer:
        return Part(WHAT, 0, tuple(newer))
    good = [copy.vault for copy in copies if copy.vault]
    if not good and all(stamp_of(copy.path) is None for copy in copies):
        return Part(WHAT, 0)
    wrong = tuple(filter(None, (_compared(root, copy, good) for copy in copies)))
    return Part(WHAT, len(copies) - len(wrong), wrong)


def is_at_hand(root: Path) -> bool:
    """Whether there is a vault where unlocking looks for one; the copy with the backups is none."""
    places = (root / VAULT, previous(root / VAULT))
    return any(copy.vault for copy in _copies(root) if copy.path in places)


def can_be_mended(root: Path) -> bool:
    """Whether damaged copies can be written anew from a good one: no other keys are lost by it."""
    return len({copy.vault.key_id for copy in _copies(root) if copy.vault}) == 1


def mend(root: Path, path: str, stem: str) -> None:
    """Write a copy of the vault anew from the first good one, which is the newest.

    A damaged one is kept in quarantine. One that can be read is not: it opens with an earlier
    passphrase, which was changed so that it opens nothing any more.

    To be called by whoever holds the store's own lock.

    Args:
        root: the store.
        path: of the copy, below the store.
        stem: put before its name in quarantine, e.g. the time.

    Raises:
        SaveError: the disk refused.

    """
    copies = _copies(root)
    good = next(copy for copy in copies if copy.vault)
    bad = next(copy for copy in copies if below(root, copy.path) == path)
    data, _ = read_whole(good.path)
    if bad.vault is None and stamp_of(bad.path) is not None:
        copy_aside(bad.path, root / QUARANTINE, stem)
    write_atomically(bad.path, data)


def _copies(root: Path) -> list[_Copy]:
    """Those that there should be, the one that is written first coming first."""
    places = [root / VAULT, previous(root / VAULT)]
    if (root / BACKUPS).is_dir():
        places.append(vault_in_backups(root))
    return [_read(root, place) for place in places]


def _read(root: Path, path: Path) -> _Copy:
    place = below(root, path)
    try:
        return _Copy(path, vault_in(read_whole(path)[0], path), None)
    except FileNotFoundError:
        said = f"{place} is missing."
        return _Copy(path, None, Finding("vault", place, said, _NO_KEYS))
    except StoreError as error:
        return _Copy(path, None, finding_of("vault", place, error, _NO_KEYS))


def _compared(root: Path, copy: _Copy, good: list[Vault]) -> Finding | None:
    """What is wrong with a copy beside those that can be read."""
    place = below(root, copy.path)
    keys = {vault.key_id for vault in good}
    if len(keys) > 1:
        said = "The copies of the vault hold the keys of two different stores."
        return Finding("vault", place, said, _TWO_KEYS)
    if copy.wrong:
        mendable = good and copy.wrong.kind == "vault"
        return replace(copy.wrong, todo=REPAIR) if mendable else copy.wrong
    if copy.vault != good[0]:
        said = "This copy of the vault is an earlier one: it may open with an earlier passphrase."
        return Finding("vault", place, said, REPAIR)
    return None

"""Mending a store: first what would be done, then doing what the person has agreed to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from learnsession.store import vault_copies
from learnsession.store.backup_lists import readable_backups
from learnsession.store.checking import check_store
from learnsession.store.checking_sessions import OWN_BACKUP
from learnsession.store.findings import Finding, Part, is_damaged
from learnsession.store.kept_backups import backups_lock
from learnsession.store.layout import BACKUPS, LOCKS, QUARANTINE
from learnsession.store.locks import in_use, named_lock, store_lock, whole_store_lock
from learnsession.store.mends import Bench, Mend, mend_of
from learnsession.store.moves import stem_at, tidy_folder
from learnsession.store.names import belongs_to
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.sessions import SessionStore
from learnsession.store.vault_copies import vault_part

_PATIENCE = 60.0
"""Seconds to wait for another window that is busy with the store or with its backups."""

_ORDER = (
    *("vault", "session", "double", "generation", "draft", "pack", "format", "counter"),
    *("object", "list", "catalogue"),
)
"""Backups come after what they hold, the catalogue after everything."""

_VAULT_FIRST = "See to the copies of the vault first; then: learnsession store repair"


class Plan(NamedTuple):
    """What can be mended, and what can't."""

    mends: tuple[Mend, ...]
    """In the order in which they are done."""
    left: tuple[Finding, ...]
    """What stays damaged, each with what a person can do about it."""


def plan_repair(root: Path, seal: Seal, now: datetime) -> Plan:
    """Look through a store for what can be mended. Changes nothing.

    Args:
        root: the store.
        seal: opens its files.
        now: UTC, for the names of what is set aside.

    Raises:
        StoreError: the folders may not be read.

    """
    return _planned(root, seal, now, check_store(root, seal))


def repair(root: Path, seal: Seal, agreed: Plan, now: datetime) -> Plan:
    """Mend what was agreed to, unless it has become well meanwhile.

    No session is begun or opened meanwhile; one that is open in another window is left alone.

    Args:
        root: the store.
        seal: closes and opens its files.
        agreed: the plan that the person has agreed to.
        now: UTC.

    Returns:
        What was mended, and what stays damaged.

    Raises:
        LockedError: the protection of the store was changed in another window.
        SaveError: the disk refused, or another window is busy. What is mended is mended; the same
            command does the rest.
        StoreError: the folders may not be read.

    """
    with store_lock(root, seal, _PATIENCE), _backups_alone(root):
        tidy_folder(root / QUARANTINE)  # an earlier repair was killed
        done = _done(plan_repair(root, seal, now), agreed)
    if done.mends:
        SessionStore(root, seal=seal).listing()  # writes the catalogue, where it was dropped
    return done


def needs_vault_first(root: Path) -> bool:
    """Whether the copies of the vault have to be mended before the passphrase can be asked for."""
    return not vault_copies.is_at_hand(root) and is_damaged((vault_part(root),))


def plan_vault(root: Path, now: datetime) -> Plan:
    """As `plan_repair` for the copies of the vault alone, without the passphrase."""
    return _planned(root, CLEAR, now, (vault_part(root),))


def repair_vault(root: Path, agreed: Plan, now: datetime) -> Plan:
    """As `repair` for the copies of the vault alone, without the passphrase."""
    with whole_store_lock(root, _PATIENCE), _backups_alone(root):
        return _done(plan_vault(root, now), agreed)


def _planned(root: Path, seal: Seal, now: datetime, parts: Iterable[Part]) -> Plan:
    found = [each for part in parts for each in part.findings if each.damage]
    bench = Bench(root, seal, readable_backups(root, seal), stem_at(now))
    mends, left = [], []
    # With two stores' keys in one place nobody knows which files are damaged.
    lost = any(each.kind == "vault" and not vault_copies.can_be_mended(root) for each in found)
    folders = {each.path for each in found if each.kind == "folder"}
    for finding in found:
        taken = _blocked(finding, folders) or _taken(root, finding)
        mend = None if lost or taken else mend_of(bench, finding)
        if mend:
            mends.append(mend)
        else:
            left.append(taken or _advised(finding, lost=lost))
    mends.sort(key=lambda mend: _ORDER.index(mend.finding.kind))
    return Plan(tuple(mends), tuple(left))


def _done(plan: Plan, agreed: Plan) -> Plan:
    wanted = {mend.finding.path for mend in agreed.mends}
    done = tuple(mend for mend in plan.mends if mend.finding.path in wanted)
    for mend in done:
        mend.act()
    fresh = (mend.finding for mend in plan.mends if mend.finding.path not in wanted)
    return Plan(done, (*plan.left, *fresh))


def _blocked(finding: Finding, folders: set[str]) -> Finding | None:
    """What to say instead while something else has the place of a folder that mending needs."""
    needed = {finding.path.partition("/")[0], LOCKS, QUARANTINE} & folders
    if not needed or finding.kind == "folder":
        return None
    todo = f"First move {' and '.join(sorted(needed))} away; then: learnsession store check"
    return replace(finding, todo=todo)


def _taken(root: Path, finding: Finding) -> Finding | None:
    """What to say instead when another window has the session."""
    if finding.kind not in ("session", "double", "generation", "draft"):
        return None
    name = belongs_to(finding.path)
    if not name or name.id not in in_use(root):
        return None
    with named_lock(root, name.id, 0) as free:
        if free:
            return None
    wrong = f"{name.ref} is open in another window, so it is not touched."
    return replace(
        finding, wrong=wrong, todo="Leave it there, then mend it: learnsession store repair"
    )


def _advised(finding: Finding, *, lost: bool) -> Finding:
    """What nothing here can mend: `repair` is not what to try next."""
    if lost and finding.kind != "vault":
        return replace(finding, todo=_VAULT_FIRST)
    return replace(finding, todo=OWN_BACKUP) if "store repair" in finding.todo else finding


@contextmanager
def _backups_alone(root: Path) -> Iterator[None]:
    with ExitStack() as held:
        if (root / BACKUPS).is_dir():
            held.enter_context(backups_lock(root, _PATIENCE))
        yield

"""A store with everything in it and a weekly backup, and the ways in which its files go wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backup_samples import PASSPHRASE, filled, quick_keys
from stored_samples import heard, new_id

from learnsession.store import vault
from learnsession.store.backup_lists import backup_names, object_path, read_backup
from learnsession.store.repairing import Plan, plan_repair, repair
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.sessions import SessionStore
from learnsession.store.vault_file import is_protected
from learnsession.store.weekly import make_weekly

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
SESSION = f"sessions/2026/S-0001_{new_id(1)}.json"
DRAFT = SESSION.replace(".json", ".draft.json")
PACK = f"packs/{'a' * 64}.json"
FORM = f"formats/{'b' * 64}.json"
LIST = "backups/2026-W47.json"


def seal_of(root: Path) -> Seal:
    return vault.unlock(root, PASSPHRASE) if is_protected(root) else CLEAR


def a_store(root: Path, sealed: bool) -> Seal:
    """Two sessions of three events; backed up; then the first gets two more, in two saves."""
    filled(root)
    seal = vault.protect(root, quick_keys()) if sealed else CLEAR
    assert make_weekly(root, seal, NOW)
    session = SessionStore(root, seal=seal).open(new_id(1))
    for entry in (3, 4):
        session.append(heard(entry))
    session.leave()
    return seal


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) * 3 // 4] ^= 1
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(b"\x00\xff{[ not a file of ours")


def lose(path: Path) -> None:
    path.unlink()


def swap_for_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def swap_for_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


Harm = Callable[[Path], None]
HARMS: tuple[Harm, ...] = (cut, flip, empty, garbage)
"""What makes bytes untrue where they are."""


def object_of(root: Path, path: str, name: str = "") -> Path:
    """Where the bytes of a file are in a kept backup, the last one if none is named."""
    backup = read_backup(root, name or backup_names(root)[-1], seal_of(root))
    return object_path(root, backup.files[path].sha256)


def heard_in(root: Path, number: int = 1) -> int:
    """How many events a session has, as its file says, which must be whole."""
    found = SessionStore(root, seal=seal_of(root)).read(new_id(number))
    assert found.notices == ()
    return len(found.events)


def mended(root: Path, seal: Seal | None = None) -> Plan:
    """What is mended where whoever is asked agrees to all of it."""
    seal = seal or seal_of(root)
    return repair(root, seal, plan_repair(root, seal, later()), later())


def later(weeks: int = 1) -> datetime:
    return NOW + timedelta(weeks=weeks)

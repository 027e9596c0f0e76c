"""A store in which one session says a name everywhere, with all the copies that a store keeps."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from stored_samples import START, agreed, at, heard, new_id, started

from learnsession.session import events as ev
from learnsession.store.drafts import Draft
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.sessions import SessionStore
from learnsession.store.vault import prepare, protect, unlock
from learnsession.store.vault_file import Derivation, is_protected
from learnsession.store.weekly import make_weekly

NAME = "Zoë Quill"
PASSPHRASE = "for the tests alone"
NOW = START + timedelta(days=30)


def seal_of(root: Path, sealed: bool) -> Seal:
    """What closes its files; a store that is to be sealed is protected first, with a quick key."""
    if not sealed:
        return CLEAR
    if is_protected(root):
        return unlock(root, PASSPHRASE)
    return protect(root, prepare(PASSPHRASE, Derivation(b"sixteen bytes of", 1, 1, 1024)))


def a_store(root: Path, sealed: bool = False) -> SessionStore:
    """Three sessions of one team, closed, left, and carried on; two weekly backups; quarantine.

    The name stands in the first and, carried along, in the second; never in the third.
    """
    store = SessionStore(root, lambda: NOW, seal_of(root, sealed))
    first = store.create(started(1, team=f"{NAME}'s team"))
    first.append(heard(1, f"{NAME} was there"), heard(2, "nobody was named"))
    damaged = first.path.read_bytes()
    backup(store, 1)
    first.append(agreed(3, f"Ring {NAME} on Monday"))
    first.append(amended(1, f"ZOE\u0308  quill was there, as {NAME} said"))
    first.keep_draft(Draft(f"half of what {NAME}", "reflection", "talk-1", None, "", "", at(50)))
    first.leave()
    backup(store, 8)
    aside = root / "quarantine"
    aside.mkdir()
    (aside / f"20260714T100000Z_{first.path.name}").write_bytes(damaged)
    (aside / f"20260714T100001Z_{first.path.name}").write_bytes(damaged[:-40])
    (aside / f"20260714T100002Z_{first.path.name}").symlink_to(first.path)
    (aside / f".20260714T100000Z_{first.path.name}.0badcafe.tmp").write_bytes(damaged[:-9])
    (first.path.parent / f".{first.path.name}.0badcafe.tmp").write_bytes(damaged[:-9])
    owed = ev.PreviousAction(action=f"Ring {NAME} on Monday", session="S-0001")
    second = started(2, team=f"{NAME}'s team", seconds=3600)
    store.create(second.model_copy(update={"previous_actions": (owed,)})).leave()
    third = store.create(started(3, team="West", seconds=7200))
    third.append(heard(1, "nothing", seconds=7201))
    third.leave()
    backup(store, 15)
    store.rows()
    return store


def amended(number: int, text: str) -> ev.EntryAmended:
    return ev.EntryAmended(at=at(40), entry=f"entry-{number}", text=text)


def backup(store: SessionStore, days: int) -> None:
    assert make_weekly(store.root, store.seal, START + timedelta(days=days))


def first_id() -> str:
    return new_id(1)


def everything(root: Path) -> dict[str, bytes]:
    """Every file and what it holds, locks aside."""
    found = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def moment(days: int = 0) -> datetime:
    return NOW + timedelta(days=days)


def leave_beside(store: SessionStore) -> list[Path]:
    """Copies of the first session as cloud services and editors leave them, one of them cut."""
    path = store.root / store.find("S-0001").path
    data, draft = path.read_bytes(), path.with_name(f"{path.stem}.draft.json").read_bytes()
    left = {
        f"{path.stem} (conflicted copy).json": data,
        f"{path.name}~": data,
        f".{path.name}.swp": data[:-40],
        f"{path.stem}.draft (1).json": draft,
    }
    for name, held in left.items():
        path.with_name(name).write_bytes(held)
    return [path.with_name(name) for name in left]

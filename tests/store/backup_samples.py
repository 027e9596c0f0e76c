"""A store with something of everything, and looks at what stands in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from stored_samples import heard, new_id, started, texts

from learnsession.store import restoring, vault
from learnsession.store.backup_file import write_backup_file
from learnsession.store.backup_reading import opened_backup
from learnsession.store.drafts import Draft
from learnsession.store.keys import Fresh
from learnsession.store.restore_plan import Plan, plan_restore
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.sessions import SessionStore
from learnsession.store.vault_file import Derivation

PASSPHRASE = "four calm green boats"
WORDS = ("Zebrafinch", "Quokka team", "half a pangolin", "An older narwhal")
"""What was typed in sessions: it must stand nowhere once the store is sealed."""
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
"""In week 47."""
SESSION = f"sessions/2026/S-0001_{new_id(1)}.json"
NOT_IN_IT = ("catalogue.json", "in-use/", "quarantine/", "backups/", "my-packs/.hidden")


def quick_keys(passphrase: str = PASSPHRASE) -> Fresh:
    """Keys that are derived at once."""
    return vault.prepare(passphrase, Derivation(b"salt" * 4, 1, 1, 64))


def filled(root: Path, seal: Seal = CLEAR, sessions: int = 2) -> Path:
    """Sessions with drafts, a kept pack and format, settings, own packs, a catalogue."""
    store = SessionStore(root, seal=seal)
    store.keep_pack("a" * 64, {"title": "Zebrafinch"})
    store.keep_format("b" * 64, {"title": "Zebrafinch, 30 minutes"})
    for number in range(1, sessions + 1):
        store.next_reference()
        hold_session(store, number)
    (root / "settings.toml").write_text("weekly_backup = true\n", "utf-8")
    (root / "my-packs" / "sub").mkdir(parents=True)
    (root / "my-packs" / "local.yaml").write_text("support: [The team manager]\n", "utf-8")
    (root / "my-packs" / "sub" / "ours.yaml").write_text("id: ours\n", "utf-8")
    (root / "my-packs" / ".hidden.swp").write_text("x", "utf-8")
    return root


def hold_session(store: SessionStore, number: int) -> None:
    """A session of three events, with half-written words, that has been left."""
    session = store.create(started(number, team="Quokka team"))
    session.append(heard(1, "An older narwhal"))
    session.append(heard(2, "Zebrafinch"))
    session.keep_draft(Draft("half a pangolin", "reflection", "talk", None, "", "", heard(1).at))
    session.leave()


def everything(root: Path) -> dict[str, bytes]:
    """Every file and its bytes, but for locks."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    named = {path.relative_to(root).as_posix(): path.read_bytes() for path in found}
    return {name: data for name, data in named.items() if not name.startswith("locks/")}


def readable(root: Path) -> list[str]:
    """The files in which something that was typed can be read."""
    return [
        name
        for name, data in everything(root).items()
        if any(word.encode() in data for word in WORDS)
    ]


class Killed(BaseException):
    """Stands for a death: nothing catches it."""


class Life:
    """Runs something that dies at the call with this number that changes the disk."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int) -> None:
        self._patch = patch
        self._left = at
        self.died = False

    def of(self, act: Callable[[], object]) -> bool:
        """True when it died."""
        with self._patch.context() as patch:
            for name in ("replace", "unlink", "rename", "mkdir"):
                patch.setattr(os, name, self._counted(getattr(os, name)))
            patch.setattr(os, "fsync", lambda handle: None)
            try:
                act()
            except Killed:
                self.died = True
        return self.died

    def _counted(self, call: Callable[..., None]) -> Callable[..., None]:
        def counted(*given: object, **named: object) -> None:
            if self._left <= 0:
                raise Killed
            self._left -= 1
            call(*given, **named)

        return counted


def lives(patch: pytest.MonkeyPatch, roots: Path) -> Iterator[tuple[Life, Path]]:
    """One life for each call that can be the last, each with a place for its store."""
    for at in range(10_000):
        life = Life(patch, at)
        yield life, roots / f"store-{at}"
        if not life.died:
            assert at > 5, "nothing was done"
            return


def backup(root: Path, seal: Seal = CLEAR, name: str = "kept.zip") -> Path:
    to = root.parent / name
    write_backup_file(root, seal, to, MONDAY)
    return to


def plan(root: Path, file: Path, seal: Seal = CLEAR) -> Plan:
    with opened_backup(file) as opened:
        return plan_restore(root, seal, opened)


def restore(root: Path, file: Path, seal: Seal = CLEAR) -> Plan:
    with opened_backup(file) as opened:
        agreed = plan_restore(root, seal, opened)
        restoring.restore(root, seal, opened, agreed, MONDAY)
    return agreed


def kept(root: Path) -> dict[str, bytes]:
    """What belongs in a backup."""
    return {
        name: data
        for name, data in everything(root).items()
        if not name.startswith(NOT_IN_IT) and not name.endswith(".bak")
    }


def said(root: Path, seal: Seal = CLEAR, number: int = 1) -> list[str]:
    return texts(SessionStore(root, seal=seal).read(new_id(number)).events)


def say_more(root: Path, seal: Seal = CLEAR, entry: int = 9, number: int = 1) -> None:
    session = SessionStore(root, seal=seal).open(new_id(number))
    session.append(heard(entry, "More of it"))
    session.leave()

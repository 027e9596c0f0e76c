"""Protecting and its undoing reach every file, or change nothing; keys never go before files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from backup_samples import MONDAY, PASSPHRASE, SESSION, WORDS, everything, filled, quick_keys
from harm import flip, later
from stored_samples import new_id

from learnsession.errors import LockedError, NewerError, SaveError, StoreError
from learnsession.store import vault
from learnsession.store.backup_file import write_backup_file
from learnsession.store.backup_lists import backup_names
from learnsession.store.checking import check_store
from learnsession.store.envelope import FORMAT
from learnsession.store.files import previous
from learnsession.store.findings import is_damaged
from learnsession.store.missing_keys import refuse_missing_keys
from learnsession.store.repairing import plan_repair, repair
from learnsession.store.sealing import CLEAR, Sealed
from learnsession.store.sessions import SessionStore
from learnsession.store.top_level import strangers
from learnsession.store.vault_file import is_protected, read_vault
from learnsession.store.walking import is_sealed_file
from learnsession.store.weekly import make_weekly

VAULTS = ("vault.json", "vault.json.bak", "backups/vault.json")
UNLISTED = ("sessions", "sessions/2026", "backups/objects", "packs")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = filled(tmp_path / "store")
    assert make_weekly(root, CLEAR, MONDAY)
    return root


def kept(root: Path) -> dict[str, bytes]:
    """Everything but locks and markers."""
    return {name: data for name, data in everything(root).items() if "lock" not in name}


def in_clear(root: Path) -> list[str]:
    said = kept(root).items()
    return [name for name, data in said if any(word.encode() in data for word in WORDS)]


@contextmanager
def unlisted(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[None]:
    """A folder that may not be read, also for root, who may read all."""

    def refusing(real):
        def call(path="."):
            if Path(path) == folder:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refusing(os.scandir))
        patch.setattr(os, "listdir", refusing(os.listdir))
        yield


# Keys that are missing


@pytest.mark.parametrize("gone", [VAULTS[:2], VAULTS], ids=["with-a-copy", "without-any"])
@pytest.mark.parametrize("also", ["", "catalogue.json"])
def test_new_keys_are_refused_while_a_file_is_sealed_with_the_old_ones(root, gone, also):
    vault.protect(root, quick_keys())
    for name in (*gone, *filter(None, [also])):
        (root / name).unlink()
    before = kept(root)
    for tried in (lambda: vault.may_protect(root), lambda: vault.protect(root, quick_keys())):
        with pytest.raises(LockedError, match=r"keys of this store are missing.*store repair"):
            tried()
    assert kept(root) == before


@pytest.mark.parametrize("gone", [VAULTS[:2], VAULTS], ids=["with-a-copy", "without-any"])
def test_a_store_without_its_keys_is_not_called_unprotected(root, gone):
    refuse_missing_keys(root)
    vault.protect(root, quick_keys())
    refuse_missing_keys(root)
    for name in gone:
        (root / name).unlink()
    for tried in (
        lambda: refuse_missing_keys(root),
        lambda: vault.unlock(root, PASSPHRASE),
        lambda: vault.unprotect(root, PASSPHRASE),
        lambda: vault.change_passphrase(root, PASSPHRASE, "five other boats"),
    ):
        with pytest.raises(LockedError, match="keys of this store are missing"):
            tried()


def test_one_sealed_file_is_enough_to_refuse_new_keys_and_quarantine_is_not(root):
    other = Sealed(b"k" * 32)
    aside = root / "quarantine" / "20260714T100000Z_S-0009_01K.json"
    aside.parent.mkdir()
    aside.write_bytes(other.close("session", aside, b"{}"))
    vault.may_protect(root)
    (root / f"{SESSION}.bak").write_bytes(other.close("session", root / SESSION, b"{}"))
    with pytest.raises(LockedError, match=r"S-0001_.*\.json\.bak is sealed already"):
        vault.may_protect(root)


# Folders that may not be read


@pytest.mark.parametrize("folder", UNLISTED)
def test_protecting_a_folder_that_cannot_be_listed_changes_nothing(root, monkeypatch, folder):
    before = kept(root)
    with unlisted(monkeypatch, root / folder):
        for tried in (lambda: vault.may_protect(root), lambda: vault.protect(root, quick_keys())):
            with pytest.raises(StoreError, match=rf"folder {Path(folder).name} of the store"):
                tried()
    assert kept(root) == before
    vault.protect(root, quick_keys())
    assert in_clear(root) == []


@pytest.mark.parametrize("folder", UNLISTED)
def test_unprotecting_a_folder_that_cannot_be_listed_changes_nothing(root, monkeypatch, folder):
    vault.protect(root, quick_keys())
    before = kept(root)
    with (
        unlisted(monkeypatch, root / folder),
        pytest.raises(StoreError, match=rf"folder {Path(folder).name} of the store"),
    ):
        vault.unprotect(root, PASSPHRASE)
    assert kept(root) == before


def test_a_folder_that_is_a_link_elsewhere_is_not_passed_over(root, tmp_path):
    (root / "sessions/2026").rename(tmp_path / "elsewhere")
    (root / "sessions/2026").symlink_to(tmp_path / "elsewhere")
    before = kept(root)
    with pytest.raises(StoreError, match="link to another folder"):
        vault.protect(root, quick_keys())
    assert kept(root) == before


def test_a_folder_that_may_not_be_written_is_refused_before_anything_changes(root, monkeypatch):
    before = kept(root)
    real = os.access
    monkeypatch.setattr(os, "access", lambda p, how: Path(p).name != "2026" and real(p, how))
    with pytest.raises(SaveError, match="may not write in the folder 2026"):
        vault.may_protect(root)
    assert kept(root) == before


def test_keys_stay_while_a_finishing_cannot_list_a_folder(root, monkeypatch):
    vault.protect(root, quick_keys())
    vault.write_vault(root, replace(read_vault(root), state="unsealing"))
    with unlisted(monkeypatch, root / "sessions"), pytest.raises(StoreError):
        vault.unlock(root, PASSPHRASE)
    assert is_protected(root)
    with pytest.raises(LockedError, match="finished"):
        vault.unlock(root, PASSPHRASE)
    assert len(SessionStore(root).rows()) == 2


def test_keys_stay_while_a_file_could_not_be_changed(root, monkeypatch):
    vault.protect(root, quick_keys())
    with monkeypatch.context() as patch:
        patch.setattr("learnsession.store.resealing._change_all", lambda *_: None)
        patch.setattr("learnsession.store.resealing._put_aside", lambda _, path: path / "gone")
        with pytest.raises(SaveError, match=r"is still sealed.*partly in clear text"):
            vault.unprotect(root, PASSPHRASE)
    assert read_vault(root).state == "unsealing"


# Files that cannot be opened


@pytest.mark.parametrize("how", ["damaged", "another key"])
def test_what_cannot_be_opened_is_named_and_kept_with_the_keys(root, how):
    vault.protect(root, quick_keys())
    path = root / SESSION
    if how == "damaged":
        flip(path)
    else:
        path.write_bytes(Sealed(b"k" * 32).close("session", path, b"{}"))
    data = path.read_bytes()
    (named,) = vault.unprotect(root, PASSPHRASE)
    assert named.startswith("quarantine/")
    assert (root / named).read_bytes() == data
    assert not is_protected(root)
    assert any(found.name.endswith("_vault.json") for found in (root / "quarantine").iterdir())
    assert {row.ref for row in SessionStore(root).rows()} == {"S-0001", "S-0002"}
    plan = plan_repair(root, CLEAR, later())
    assert repair(root, CLEAR, plan, later()).left == ()
    assert not is_damaged(check_store(root, CLEAR))
    vault.protect(root, quick_keys())
    assert (root / named).read_bytes() != data
    assert in_clear(root) == []


def test_a_second_version_by_a_cloud_service_is_opened_as_well(root):
    vault.protect(root, quick_keys())
    for name in (SESSION, "catalogue.json"):
        (root / name.replace(".json", " (conflicted copy).json")).write_bytes(
            (root / name).read_bytes()
        )
    assert vault.unprotect(root, PASSPHRASE) == ()
    copy = root / SESSION.replace(".json", " (conflicted copy).json")
    assert copy.read_bytes() == (root / SESSION).read_bytes()


def test_a_copy_in_a_backup_that_cannot_be_opened_is_named(root):
    other = Sealed(b"k" * 32)
    vault.protect(root, quick_keys())
    (name,) = backup_names(root)
    path = root / "backups" / f"{name}.json"
    path.write_bytes(other.close("backup-list", path, b"{}"))
    assert f"backups/{name}.json" in vault.unprotect(root, PASSPHRASE)


def test_a_file_of_a_newer_version_keeps_its_keys(root):
    seal = vault.protect(root, quick_keys())
    path = root / SESSION
    path.write_bytes(seal.close("session", path, b"{}", number=FORMAT + 1))
    before = kept(root)
    with pytest.raises(NewerError):
        vault.unprotect(root, PASSPHRASE)
    assert kept(root) == before


@pytest.mark.parametrize("harmed", ["", ".bak"])
def test_a_sealed_file_in_a_store_in_clear_text_is_mended(root, harmed):
    path = root / f"{SESSION}{harmed}"
    path.write_bytes(Sealed(b"k" * 32).close("session", path, b"{}"))
    done = repair(root, CLEAR, plan_repair(root, CLEAR, later()), later())
    assert done.left == ()
    assert not is_damaged(check_store(root, CLEAR))
    assert SessionStore(root).read(new_id(1)).notices == ()


def test_a_store_that_lost_its_keys_has_nothing_that_repair_puts_aside(root):
    vault.protect(root, quick_keys())
    for name in VAULTS:
        (root / name).unlink()
    plan = plan_repair(root, CLEAR, later())
    assert not [each for each in plan.mends if each.finding.kind != "catalogue"]


# The store's own folder


def test_versions_of_the_catalogue_beside_it_are_sealed_and_opened_again(root):
    whole = (root / "catalogue.json").read_bytes()
    copies = {
        "catalogue (conflicted copy).json": whole,
        "catalogue.json.bak": whole,
        "catalogue.json.tmp": whole[9:],
        "list of ours.json": whole,
    }
    for name, data in copies.items():
        (root / name).write_bytes(data)
    (root / "minutes.txt").write_text("Ours", "utf-8")
    vault.protect(root, quick_keys())
    assert in_clear(root) == []
    assert (root / "minutes.txt").read_text("utf-8") == "Ours"
    assert strangers(root) == ("minutes.txt",)
    assert vault.unprotect(root, PASSPHRASE) == ()
    assert all((root / name).read_bytes() == data for name, data in copies.items())


# Half-way


def test_a_disk_that_refuses_half_way_says_what_the_store_is_now(root, monkeypatch):
    def refuse(*_args, **_named):
        raise SaveError("The disk is full.", "Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr("learnsession.store.resealing.write_atomically", refuse)
        with pytest.raises(SaveError, match=r"partly sealed.*next command with the passphrase"):
            vault.protect(root, quick_keys())
    vault.unlock(root, PASSPHRASE)
    assert in_clear(root) == []
    with monkeypatch.context() as patch:
        patch.setattr("learnsession.store.resealing.write_atomically", refuse)
        with pytest.raises(SaveError, match="partly in clear text"):
            vault.unprotect(root, PASSPHRASE)


# Backups


@pytest.mark.parametrize("folder", [".", "sessions/2026", "quarantine"])
def test_a_disk_that_keeps_what_a_kill_left_is_said_in_words(root, monkeypatch, folder):
    left = root / folder / ".S-0001_x.json.aa.tmp"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"Zebrafinch")

    def refuse(path, **_named):
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        with pytest.raises(SaveError, match="may not write"):
            vault.protect(root, quick_keys())
    assert not is_protected(root)
    assert vault.protect(root, quick_keys())
    assert not left.exists()


@pytest.mark.parametrize("folder", ["sessions", "sessions/2026", "packs", "my-packs"])
def test_no_backup_is_made_of_a_folder_that_cannot_be_listed(root, monkeypatch, tmp_path, folder):
    to = tmp_path / "backup.zip"
    to.write_bytes(b"the last one")
    before = kept(root)
    with unlisted(monkeypatch, root / folder):
        with pytest.raises(StoreError, match=Path(folder).name):
            write_backup_file(root, CLEAR, to, later())
        with pytest.raises(StoreError, match=Path(folder).name):
            make_weekly(root, CLEAR, later())
    assert to.read_bytes() == b"the last one"
    assert backup_names(root) == ("2026-W47",)
    assert before.items() <= kept(root).items()


@pytest.mark.parametrize("folder", ["sessions", "sessions/2026"])
@pytest.mark.parametrize("how", ["a file", "missing", "a link to nowhere"])
def test_no_backup_is_made_without_sessions_that_the_catalogue_names(root, tmp_path, folder, how):
    (root / folder).rename(tmp_path / "elsewhere")
    if how == "a file":
        (root / folder).write_bytes(b"")
    elif how != "missing":
        (root / folder).symlink_to(tmp_path / "nowhere")
    to = tmp_path / "backup.zip"
    with pytest.raises(StoreError, match=r"sessions|2026"):
        write_backup_file(root, CLEAR, to, later())
    assert not to.exists()
    make_weekly(root, CLEAR, later())
    kept_still = {f for n in backup_names(root) for f in _files(root, n)}
    assert SESSION in kept_still


def _files(root: Path, name: str) -> dict[str, object]:
    from learnsession.store.backup_lists import read_backup

    return dict(read_backup(root, name, CLEAR).files)


def test_every_file_is_as_the_store_says(root):
    vault.protect(root, quick_keys())
    assert is_sealed_file(root / SESSION)
    assert is_sealed_file(previous(root / SESSION))

"""One file that holds a whole store: everything in it, or it is said what is not."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from backup_samples import (
    MONDAY,
    PASSPHRASE,
    SESSION,
    WORDS,
    backup,
    kept,
    plan,
    quick_keys,
    restore,
    said,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored_samples import heard, make, new_id

from learnsession.errors import (
    LockedError,
    RefusedError,
    SaveError,
)
from learnsession.store import vault
from learnsession.store.backup_file import write_backup_file
from learnsession.store.envelope import FORMAT
from learnsession.store.files import previous
from learnsession.store.sealing import CLEAR
from learnsession.store.sessions import SessionStore


def test_a_backup_and_its_restoring_into_an_empty_folder_give_the_same_bytes(root, seal, other):
    file = backup(root, seal)
    done = restore(other, file)
    assert kept(other) == kept(root)
    assert set(done.added) == set(kept(root))
    assert done.same == done.overwritten == ()
    opened = vault.unlock(other, PASSPHRASE) if seal is not CLEAR else CLEAR
    assert said(other, opened) == said(root, seal)
    assert {row.team for row in SessionStore(other, seal=opened).rows()} == {"Quokka team"}
    assert plan(other, file, opened).added == ()


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=200), max_size=4), st.booleans())
def test_whatever_was_typed_comes_back_byte_for_byte(tmp_path_factory, entries, sealed):
    root = tmp_path_factory.mktemp("any") / "store"
    seal = CLEAR
    session = make(SessionStore(root), 0)
    for number, text in enumerate(entries):
        session.append(heard(number, text.encode("utf-8", "ignore").decode()))
    session.leave()
    if sealed:
        seal = vault.protect(root, quick_keys())
    other = root.parent / "other"
    restore(other, backup(root, seal))
    assert kept(other) == kept(root)


def test_the_file_is_its_owners_alone_and_an_ordinary_zip(root, seal):
    file = backup(root, seal)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {*kept(root), "manifest.json"}
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["learnsession"] == "backup"
    assert manifest["format"] == FORMAT
    assert manifest["content"]["files"][SESSION][1] == (root / SESSION).stat().st_size


def test_a_sealed_store_stays_sealed_in_it(root):
    seal = vault.protect(root, quick_keys())
    with zipfile.ZipFile(backup(root, seal)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert not [word for word in WORDS if word.encode() in whole]


def test_it_is_made_while_a_session_runs(root):
    session = SessionStore(root).open(new_id(1))
    session.append(heard(9, "Said just now"))
    file = backup(root)
    session.leave()
    assert "Said just now" in said(root)
    restore(root.parent / "other", file)
    assert "Said just now" in said(root.parent / "other")


def test_of_a_damaged_session_the_last_good_generation_goes_in_and_it_is_said(root, seal, other):
    (root / SESSION).write_bytes(b"cut")
    done = write_backup_file(root, seal, root.parent / "kept.zip", MONDAY)
    assert done.older == (SESSION,)
    restore(other, done.path)
    assert (other / SESSION).read_bytes() == previous(root / SESSION).read_bytes()


def test_what_cannot_go_in_is_said(root, seal, other):
    (root / SESSION).write_bytes(b"cut")
    previous(root / SESSION).write_bytes(b"cut as well")
    (root / "my-packs" / "a:b.yaml").write_bytes(b"x")
    (root / "my-packs" / "link.yaml").symlink_to("/etc/passwd")
    done = write_backup_file(root, seal, root.parent / "kept.zip", MONDAY)
    assert set(done.missing) == {SESSION, "my-packs/a:b.yaml", "my-packs/link.yaml"}
    restore(other, done.path)
    assert not (other / SESSION).exists()


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"cut")])
def test_of_a_lost_vault_its_copy_goes_in(root, other, spoil):
    seal = vault.protect(root, quick_keys())
    spoil(root / "vault.json")
    done = write_backup_file(root, seal, root.parent / "kept.zip", MONDAY)
    assert done.older == ("vault.json",)
    restore(other, done.path)
    assert said(other, vault.unlock(other, PASSPHRASE)) == said(root, seal)


def test_a_clock_without_a_battery_does_not_matter(root, other):
    done = write_backup_file(
        root, CLEAR, root.parent / "kept.zip", datetime(1970, 1, 1, tzinfo=UTC)
    )
    restore(other, done.path)
    assert kept(other) == kept(root)


def test_a_folder_that_is_not_there_is_not_made(root):
    with pytest.raises(RefusedError, match="no folder"):
        write_backup_file(root, CLEAR, root.parent / "stick" / "kept.zip", MONDAY)
    assert not (root.parent / "stick").exists()


def test_an_empty_store_has_nothing_to_back_up(tmp_path):
    with pytest.raises(RefusedError, match="nothing to back up"):
        write_backup_file(tmp_path / "store", CLEAR, tmp_path / "kept.zip", MONDAY)
    assert list(tmp_path.iterdir()) == []


def test_not_into_the_store_itself(root):
    with pytest.raises(RefusedError, match="lost with it"):
        write_backup_file(root, CLEAR, root / "my-packs" / "kept.zip", MONDAY)


def test_a_refusing_disk_leaves_the_backup_that_was_there(root, monkeypatch):
    file = backup(root)
    before = file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda *_: 0)
        with pytest.raises(SaveError, match="could not be written: No space"):
            backup(root)
    assert file.read_bytes() == before
    assert [path.name for path in root.parent.iterdir() if path.suffix == ".tmp"] == []


def test_a_store_that_was_protected_meanwhile_is_not_backed_up_half_sealed(root):
    vault.protect(root, quick_keys())
    with pytest.raises(LockedError):
        backup(root, CLEAR)

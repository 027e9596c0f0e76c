"""The kept backups are sealed, erased and redacted with the rest of the store."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from backup_samples import (
    PASSPHRASE,
    SESSION,
    WORDS,
    filled,
    lives,
    quick_keys,
    readable,
    say_more,
)
from weekly_samples import in_backup, make_weekly

from learnsession.errors import LockedError, SaveError
from learnsession.store import backup_lists, vault
from learnsession.store.backup_lists import backup_names, object_files, read_backup
from learnsession.store.kept_backups import rewrite
from learnsession.store.layout import QUARANTINE
from learnsession.store.sealing import CLEAR
from learnsession.store.vault_file import is_protected


@pytest.mark.parametrize("undo", [False, True])
def test_kept_backups_are_sealed_and_unsealed_too(root, undo):
    make_weekly(root, CLEAR)
    before = in_backup(root, CLEAR)
    assert readable(root)
    seal = vault.protect(root, quick_keys())
    assert readable(root) == []
    after = in_backup(root, seal)
    assert after.keys() == before.keys()
    assert after["settings.toml"] == before["settings.toml"]
    if undo:
        vault.unprotect(root, PASSPHRASE)
        assert in_backup(root, CLEAR) == before


def test_a_death_while_sealing_is_finished_at_the_next_start(tmp_path, monkeypatch):
    for life, place in lives(monkeypatch, tmp_path):
        root = filled(place)
        make_weekly(root, CLEAR)
        say_more(root, CLEAR, 9)
        make_weekly(root, CLEAR, weeks=1)
        before = [in_backup(root, CLEAR, name).keys() for name in backup_names(root)]
        keys = quick_keys()
        if life.of(lambda root=root, keys=keys: vault.protect(root, keys)) and not is_protected(
            root
        ):
            continue
        seal = vault.unlock(root, PASSPHRASE)
        assert readable(root) == []
        assert [in_backup(root, seal, name).keys() for name in backup_names(root)] == before


def test_a_death_while_unsealing_is_finished_at_the_next_start(tmp_path, monkeypatch):
    for life, place in lives(monkeypatch, tmp_path):
        root = filled(place)
        make_weekly(root, CLEAR)
        before = in_backup(root, CLEAR)
        vault.protect(root, quick_keys())
        life.of(lambda root=root: vault.unprotect(root, PASSPHRASE))
        if is_protected(root):
            with suppress(LockedError):
                vault.unlock(root, PASSPHRASE)
                vault.unprotect(root, PASSPHRASE)
        assert in_backup(root, CLEAR) == before
        assert not (root / "backups/vault.json").exists()


def test_a_file_is_dropped_from_every_list(root, seal):
    make_weekly(root, seal)
    say_more(root, seal, 9)
    make_weekly(root, seal, weeks=1)
    rewrite(root, seal, seal, lambda path, data: None if path == SESSION else data)
    for name in backup_names(root):
        held = in_backup(root, seal, name)
        assert SESSION not in held
        assert len(held) > 5
    named = {
        c.sha256 for n in backup_names(root) for c in read_backup(root, n, seal).files.values()
    }
    assert {path.name for path in object_files(root)} == named


def test_words_are_changed_in_every_list(root):
    make_weekly(root, CLEAR)
    say_more(root, CLEAR, 9)
    make_weekly(root, CLEAR, weeks=1)
    rewrite(root, CLEAR, CLEAR, lambda path, data: data.replace(WORDS[0].encode(), b"[removed]"))
    assert not [name for name in readable(root) if name.startswith("backups") and WORDS[0].encode()
                in (root / name).read_bytes()]  # fmt: skip
    assert b"[removed]" in in_backup(root, CLEAR, "2026-W48")[SESSION]


def test_a_death_while_changing_is_finished_by_doing_it_again(tmp_path, monkeypatch):
    gone = WORDS[0].encode()

    def change(path: str, data: bytes) -> bytes | None:
        return None if path.startswith("packs/") else data.replace(gone, b"[removed]")

    for life, place in lives(monkeypatch, tmp_path):
        root = filled(place)
        make_weekly(root, CLEAR)
        before = in_backup(root, CLEAR)
        wanted = {path: change(path, data) for path, data in before.items() if change(path, data)}
        if life.of(lambda root=root: rewrite(root, CLEAR, CLEAR, change)):
            assert in_backup(root, CLEAR) in (before, wanted)
            rewrite(root, CLEAR, CLEAR, change)
        assert in_backup(root, CLEAR) == wanted
        kept = (path for path in (root / "backups").rglob("*") if path.is_file())
        assert gone not in b"".join(path.read_bytes() for path in kept)


def test_bytes_that_cannot_be_trusted_do_not_stay_and_are_named(root, seal):
    make_weekly(root, seal)
    copy = read_backup(root, "2026-W47", seal).files[SESSION]
    path = backup_lists.object_path(root, copy.sha256)
    path.write_bytes(b"Zebrafinch, flipped")
    rewrite(root, seal, seal, lambda path, data: data)
    assert not path.exists()
    assert read_backup(root, "2026-W47", seal).files[SESSION] == copy


def test_a_list_that_nobody_can_open_is_set_aside_with_what_only_it_named(root, seal):
    make_weekly(root, seal)
    backup_lists.list_path(root, "2026-W47").write_bytes(b"cut")
    rewrite(root, seal, seal, lambda path, data: data)
    assert backup_names(root) == ()
    assert list(object_files(root)) == []
    assert list((root / "quarantine").glob("*_2026-W47.json"))


def test_a_refusing_disk_is_said_and_leaves_the_backups(root, monkeypatch):
    make_weekly(root, CLEAR)
    before = in_backup(root, CLEAR)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(SaveError, match="full"):
            make_weekly(root, CLEAR, weeks=1)
    assert in_backup(root, CLEAR) == before
    assert backup_names(root) == ("2026-W47",)
    assert not (root / QUARANTINE).exists()

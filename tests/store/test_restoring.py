"""Bringing a backup back: what was agreed, whole, or nothing at all."""

from __future__ import annotations

import os

import pytest
from backup_samples import (
    MONDAY,
    PASSPHRASE,
    SESSION,
    backup,
    everything,
    filled,
    kept,
    lives,
    plan,
    quick_keys,
    readable,
    restore,
    said,
    say_more,
)
from stored_samples import make, new_id

from learnsession.errors import (
    DamagedError,
    InUseError,
    LockedError,
    RefusedError,
    SaveError,
)
from learnsession.store import restoring, vault, weekly
from learnsession.store.backup_lists import (
    object_path,
    read_backup,
)
from learnsession.store.backup_reading import FromStore, opened_backup
from learnsession.store.files import previous
from learnsession.store.restore_plan import plan_restore
from learnsession.store.sealing import CLEAR
from learnsession.store.sessions import SessionStore

# Comparing


def test_the_plan_says_what_is_added_the_same_and_overwritten(root, seal):
    file = backup(root, seal)
    assert set(plan(root, file, seal).same) >= {SESSION, "settings.toml", "counter.json"}
    say_more(root, seal)
    (root / "settings.toml").write_text("weekly_backup = false\n", "utf-8")
    second = root / f"sessions/2026/S-0002_{new_id(2)}.json"
    second.unlink()
    previous(second).unlink()
    found = plan(root, file, seal)
    assert found.made == MONDAY
    assert [over.path for over in found.overwritten] == [SESSION, "settings.toml"]
    assert "here it was last added to on 14 July 2026" in found.overwritten[0].words
    assert found.added == (f"sessions/2026/S-0002_{new_id(2)}.json",)


def test_a_rehearsal_changes_nothing_and_takes_no_lock(root, seal):
    file = backup(root, seal)
    say_more(root, seal)

    def names():
        return {p: p.lstat().st_mtime_ns for p in root.rglob("*")}

    before = names()
    plan(root, file, seal)
    assert names() == before


def test_a_counter_never_goes_back(root, other):
    file = backup(root)
    assert SessionStore(root).next_reference() == "S-0003"
    assert "counter.json" in plan(root, file).same
    restore(other, file)
    assert SessionStore(other).next_reference() == "S-0003"


def test_two_sessions_of_one_reference_are_both_kept_and_it_is_said(root, other):
    make(SessionStore(other), number=7, ref="S-0001").leave()
    done = restore(other, backup(root))
    assert done.notes == ("S-0001 is the reference of two sessions then; name them by their ids.",)
    assert len(SessionStore(other).rows()) == 3


# Restoring


def test_what_is_overwritten_goes_to_quarantine_first(root, seal):
    file = backup(root, seal)
    good = (root / SESSION).read_bytes()
    say_more(root, seal)
    newer, older = (root / SESSION).read_bytes(), previous(root / SESSION).read_bytes()
    restore(root, file, seal)
    assert (root / SESSION).read_bytes() == good
    aside = [path.read_bytes() for path in (root / "quarantine").iterdir()]
    assert {newer, older} <= set(aside)
    assert "More of it" not in said(root, seal)
    assert {row.reflections for row in SessionStore(root, seal=seal).rows()} == {2}


def test_the_generation_beside_a_restored_session_is_of_the_same_session(root, seal):
    file = backup(root, seal)
    say_more(root, seal)
    say_more(root, seal, 10)
    restore(root, file, seal)
    (root / SESSION).write_bytes(b"cut")
    assert "More of it" not in said(root, seal)


def test_a_missing_session_comes_back_and_its_last_generation_is_kept(root, seal):
    file = backup(root, seal)
    say_more(root, seal)
    say_more(root, seal, 10)
    later = previous(root / SESSION).read_bytes()
    (root / SESSION).unlink()
    (over,) = [o for o in plan(root, file, seal).overwritten if o.path == SESSION]
    assert "an earlier save of it is left" in over.words
    restore(root, file, seal)
    assert later in [path.read_bytes() for path in (root / "quarantine").iterdir()]


def test_a_clear_backup_is_sealed_on_its_way_into_a_protected_store(root, other):
    file = backup(root)
    make(SessionStore(other), number=5).leave()
    seal = vault.protect(other, quick_keys())
    restore(other, file, seal)
    assert readable(other) == []
    assert said(other, seal) == said(root)
    assert plan(other, file, seal).added == ()
    assert plan(other, file, seal).overwritten == ()


def test_a_backup_sealed_with_the_same_keys_is_restored_whatever_the_passphrase_is_now(root):
    seal = vault.protect(root, quick_keys())
    file = backup(root, seal)
    say_more(root, seal)
    vault.change_passphrase(root, PASSPHRASE, "five other boats")
    restore(root, file, vault.unlock(root, "five other boats"))
    with pytest.raises(LockedError):
        vault.unlock(root, PASSPHRASE)
    assert "More of it" not in said(root, seal)


@pytest.mark.parametrize("protected", [False, True])
def test_a_backup_with_other_keys_is_refused_in_a_store_that_holds_something(
    root, other, protected
):
    file = backup(root, vault.protect(root, quick_keys()))
    make(SessionStore(other), number=5).leave()
    seal = vault.protect(other, quick_keys()) if protected else CLEAR
    before = everything(other)
    with pytest.raises(LockedError, match="is sealed with") as refused:
        plan(other, file, seal)
    assert "--store FOLDER store restore FILE" in refused.value.todo
    assert everything(other) == before


def test_a_session_that_runs_elsewhere_is_in_the_way(root, seal):
    file = backup(root, seal)
    say_more(root, seal)
    session = SessionStore(root, seal=seal).open(new_id(2))
    with pytest.raises(InUseError, match="S-0002"):
        restore(root, file, seal)
    session.leave()
    restore(root, file, seal)


def test_what_changed_after_the_person_agreed_is_not_overwritten(root, other):
    file = backup(root)
    agreed = plan(root, file)
    say_more(root)
    with opened_backup(file) as opened:
        restoring.restore(root, CLEAR, opened, agreed, MONDAY)
        assert "More of it" in said(root)
        agreed = plan_restore(other, CLEAR, opened)
        make(SessionStore(other), number=1, team="Begun meanwhile").leave()
        before = everything(other)
        with pytest.raises(RefusedError, match="meanwhile"):
            restoring.restore(other, CLEAR, opened, agreed, MONDAY)
    assert everything(other) == before


def test_only_what_was_agreed_is_overwritten(root, seal):
    file = backup(root, seal)
    good = (root / SESSION).read_bytes()
    say_more(root, seal)
    (root / "settings.toml").write_text("weekly_backup = false\n", "utf-8")
    second = root / f"sessions/2026/S-0002_{new_id(2)}.json"
    before = second.read_bytes()
    second.write_bytes(b"cut")
    with opened_backup(file) as opened:
        whole = plan_restore(root, seal, opened)
        lost = tuple(over for over in whole.overwritten if over.lost)
        assert [root / over.path for over in lost] == [second]
        restoring.restore(root, seal, opened, whole._replace(overwritten=lost), MONDAY)
    assert second.read_bytes() == before
    assert (root / SESSION).read_bytes() != good
    assert (root / "settings.toml").read_text("utf-8") == "weekly_backup = false\n"


def test_restoring_again_changes_nothing(root, seal, other):
    file = backup(root, seal)
    restore(other, file)
    before = everything(other)
    opened = vault.unlock(other, PASSPHRASE) if seal is not CLEAR else CLEAR
    again = restore(other, file, opened)
    assert again.added == again.overwritten == ()
    assert everything(other) == before


def test_a_backup_that_the_store_keeps_is_restored_like_a_file(root, seal):
    weekly.make_weekly(root, seal, MONDAY)
    say_more(root, seal)
    source = FromStore(root, read_backup(root, "2026-W47", seal))
    agreed = plan_restore(root, seal, source)
    assert [over.path for over in agreed.overwritten] == [SESSION]
    restoring.restore(root, seal, source, agreed, MONDAY)
    assert "More of it" not in said(root, seal)


def test_a_kept_backup_with_a_copy_that_rotted_is_refused(root):
    weekly.make_weekly(root, CLEAR, MONDAY)
    held = read_backup(root, "2026-W47", CLEAR)
    for spoil in (lambda path: path.write_bytes(b"rot"), lambda path: path.unlink()):
        spoil(object_path(root, held.files[SESSION].sha256))
        with pytest.raises(DamagedError):
            plan_restore(root, CLEAR, FromStore(root, held))


@pytest.mark.parametrize("sealed", [False, True])
def test_a_death_at_any_moment_leaves_whole_files_and_is_finished_by_doing_it_again(
    tmp_path, monkeypatch, sealed
):
    origin = filled(tmp_path / "origin")
    seal = vault.protect(origin, quick_keys()) if sealed else CLEAR
    file = backup(origin, seal)
    for life, other in lives(monkeypatch, tmp_path):
        if not sealed:
            make(SessionStore(other), number=1, team="Before").leave()
        if life.of(lambda other=other: restore(other, file)):
            now = vault.unlock(other, PASSPHRASE) if (other / "vault.json").exists() else CLEAR
            store = SessionStore(other, seal=now)
            assert not store.damaged()
            for row in store.rows():
                assert store.read(row.id).notices == ()
            restore(other, file, now)
        assert kept(other) == kept(origin)
        assert not list(other.rglob("*.tmp"))


def test_a_refusing_disk_changes_nothing(root, monkeypatch):
    file = backup(root)
    say_more(root)
    before = everything(root)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda *_: 0)
        with pytest.raises(SaveError, match="full"):
            restore(root, file)
    assert everything(root) == before


def test_too_little_space_is_noticed_before_anything_is_written(root, other, monkeypatch):
    file = backup(root)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10})())
    with pytest.raises(SaveError, match="not enough space"):
        restore(other, file)
    assert not (other / "sessions").exists()

"""The backup of the week beside the store: when, what goes into it, and what stops it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from backup_samples import (
    MONDAY,
    PASSPHRASE,
    SESSION,
    everything,
    filled,
    lives,
    quick_keys,
    readable,
    say_more,
)
from weekly_samples import in_backup, make_weekly

from learnsession.errors import LockedError, NewerError
from learnsession.store import backup_lists, kept_backups, vault, weekly
from learnsession.store.backup_lists import backup_names, object_files, read_backup, read_object
from learnsession.store.kept_backups import rewrite
from learnsession.store.sealing import CLEAR

# What goes in


def test_everything_that_cannot_be_made_anew_goes_in(root, seal):
    assert make_weekly(root, seal).name == "2026-W47"
    held = in_backup(root, seal)
    assert held == {
        name: data
        for name, data in everything(root).items()
        if name.partition("/")[0] in ("sessions", "packs", "formats", "my-packs")
        or name in ("counter.json", "settings.toml")
        if not name.endswith((".bak", ".tmp")) and "/." not in name
    }
    assert {SESSION, SESSION.replace(".json", ".draft.json"), "my-packs/sub/ours.yaml"} <= set(held)


def test_the_vault_stands_beside_the_lists(root):
    seal = vault.protect(root, quick_keys())
    make_weekly(root, seal)
    assert (root / "backups/vault.json").read_bytes() == (root / "vault.json").read_bytes()
    vault.change_passphrase(root, PASSPHRASE, "five other boats")
    assert (root / "backups/vault.json").read_bytes() == (root / "vault.json").read_bytes()
    vault.unprotect(root, "five other boats")
    assert not (root / "backups/vault.json").exists()


def test_objects_are_copies_and_only_their_owners(root, seal):
    make_weekly(root, seal)
    for path in object_files(root):
        assert path.stat().st_nlink == 1
        assert path.stat().st_mode & 0o077 == 0
    assert (root / "backups").stat().st_mode & 0o077 == 0


def test_nothing_is_made_of_a_store_without_sessions(tmp_path):
    assert make_weekly(tmp_path / "store", CLEAR) is None
    assert not (tmp_path / "store").exists()
    (tmp_path / "store" / "sessions" / "2026").mkdir(parents=True)
    (tmp_path / "store" / "settings.toml").write_text("", "utf-8")
    assert make_weekly(tmp_path / "store", CLEAR) is None
    assert not (tmp_path / "store" / "backups").exists()


# When


def test_one_a_week(root, seal):
    assert make_weekly(root, seal)
    for days in (-0.5, 0, 1, 6.5):
        assert weekly.make_weekly(root, seal, MONDAY + timedelta(days=days)) is None
    later = weekly.make_weekly(root, seal, MONDAY + timedelta(days=7, minutes=-1))
    assert later.name == "2026-W48"


def test_not_on_sunday_and_on_monday_again(root):
    assert weekly.make_weekly(root, CLEAR, MONDAY - timedelta(days=1)).name == "2026-W46"
    assert make_weekly(root, CLEAR) is None


def test_a_backup_of_a_wrong_clock_does_not_stop_the_next(root):
    weekly.make_weekly(root, CLEAR, MONDAY + timedelta(weeks=200))
    assert make_weekly(root, CLEAR).name == "2026-W47"


def test_backups_of_a_wrong_clock_are_the_first_to_go(root):
    for week in range(200, 208):
        make_weekly(root, CLEAR, weeks=week)
    assert make_weekly(root, CLEAR).name in backup_names(root)
    assert make_weekly(root, CLEAR) is None
    assert len(backup_names(root)) == 8


def test_twelve_weeks_of_opening_it_now_and_then(root, seal):
    """Two sessions, of which the first has an entry every week and the second never has."""
    for day in range(12 * 7):
        if day % 7 == 2:
            say_more(root, seal, 10 + day)
        weekly.make_weekly(root, seal, MONDAY + timedelta(days=day, hours=day % 5))
    names = backup_names(root)
    assert names == tuple(f"2026-W{week}" for week in (51, 52, 53)) + tuple(
        f"2027-W{week:02d}" for week in range(1, 6)
    )
    held = [in_backup(root, seal, name) for name in names]
    changed = {each[SESSION] for each in held}
    assert len(changed) == len(names)
    for each in held:
        assert each | {SESSION: b""} == held[0] | {SESSION: b""}, "nothing else has changed"
    assert len(list(object_files(root))) == len(changed | set(held[0].values()))


def test_unchanged_files_are_stored_once(root, seal):
    make_weekly(root, seal)
    before = {path.name for path in object_files(root)}
    say_more(root, seal, 9)
    make_weekly(root, seal, weeks=1)
    more = {path.name for path in object_files(root)} - before
    assert len(more) == 1
    assert in_backup(root, seal)[SESSION] != in_backup(root, seal, "2026-W48")[SESSION]


def test_the_last_eight_are_kept_and_what_only_earlier_ones_needed_goes(root, seal):
    make_weekly(root, seal)
    gone = read_backup(root, "2026-W47", seal).files[SESSION].sha256
    for week in range(1, 10):
        say_more(root, seal, 10 + week)
        make_weekly(root, seal, weeks=week)
    assert len(backup_names(root)) == 8
    assert backup_names(root)[0] == "2026-W49"
    kept = {path.name for path in object_files(root)}
    assert gone not in kept
    for name in backup_names(root):
        assert in_backup(root, seal, name)


def test_while_a_list_is_damaged_no_object_is_removed(root):
    for week in range(8):
        say_more(root, CLEAR, 10 + week)
        make_weekly(root, CLEAR, weeks=week)
    backup_lists.list_path(root, "2026-W50").write_bytes(b"{}")
    before = {path.name for path in object_files(root)}
    make_weekly(root, CLEAR, weeks=8)
    assert before <= {path.name for path in object_files(root)}


def test_a_damaged_list_of_this_week_is_set_aside(root):
    make_weekly(root, CLEAR)
    backup_lists.list_path(root, "2026-W47").write_bytes(b"")
    assert make_weekly(root, CLEAR)
    assert list((root / "quarantine").glob("*2026-W47.json"))


def test_a_list_of_a_newer_version_is_left_alone(root):
    make_weekly(root, CLEAR)
    path = backup_lists.list_path(root, "2026-W47")
    path.write_bytes(CLEAR.close("backup-list", path, b"{}", number=99))
    before = everything(root)
    assert make_weekly(root, CLEAR) is None
    with pytest.raises(NewerError):
        rewrite(root, CLEAR, CLEAR, lambda path, data: None)
    with pytest.raises(NewerError):
        vault.protect(root, quick_keys())
    after = everything(root)
    assert before == {name: after[name] for name in before}
    assert not (root / "vault.json").exists()


# What is damaged or lost


def test_of_a_damaged_session_the_last_good_generation_goes_in(root, seal):
    kept = (root / f"{SESSION}.bak").read_bytes()
    (root / SESSION).write_bytes(b"cut")
    make_weekly(root, seal)
    assert in_backup(root, seal)[SESSION] == kept


def test_the_last_good_copy_of_what_is_lost_is_carried_along(root, seal):
    good = (root / SESSION).read_bytes()
    make_weekly(root, seal)
    (root / f"{SESSION}.bak").unlink()
    (root / SESSION).write_bytes(b"cut")
    make_weekly(root, seal, weeks=1)
    (root / SESSION).unlink()
    for week in range(2, 12):
        make_weekly(root, seal, weeks=week)
    held = read_backup(root, "2027-W05", seal)
    assert read_object(root, held.files[SESSION]) == good
    assert held.files[SESSION].at == MONDAY.isoformat(), "it says from when it is"


def test_the_copy_of_a_vault_is_never_a_damaged_one(root):
    seal = vault.protect(root, quick_keys())
    whole = (root / "vault.json").read_bytes()
    (root / "vault.json").write_bytes(b"cut")
    make_weekly(root, seal)
    assert (root / "backups/vault.json").read_bytes() == whole


def test_a_damaged_object_is_made_good_by_the_next_backup(root, seal):
    make_weekly(root, seal)
    copy = read_backup(root, "2026-W47", seal).files[SESSION]
    backup_lists.object_path(root, copy.sha256).write_bytes(b"rotten")
    make_weekly(root, seal, weeks=1)
    assert in_backup(root, seal) == in_backup(root, seal, "2026-W48")


# Interrupted


def test_what_a_stop_has_copied_is_not_copied_again(root, seal, monkeypatch):
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > 3

    assert weekly.make_weekly(root, seal, MONDAY, stopped) is None
    assert backup_names(root) == ()
    assert list(object_files(root))
    assert make_weekly(root, seal)


def test_a_session_that_is_saved_meanwhile_goes_in_as_it_is_then(root, seal):
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        if len(asked) == 6:
            say_more(root, seal, 9)
        return False

    weekly.make_weekly(root, seal, MONDAY, stopped)
    assert in_backup(root, seal)[SESSION] == (root / SESSION).read_bytes()


def test_a_session_that_is_removed_meanwhile_does_not_go_in(root, seal):
    def stopped() -> bool:
        if len(list(object_files(root))) > 5:
            (root / SESSION).unlink(missing_ok=True)
            (root / f"{SESSION}.bak").unlink(missing_ok=True)
        return False

    backup = weekly.make_weekly(root, seal, MONDAY, stopped)
    assert SESSION not in backup.files
    assert {path.name for path in object_files(root)} == {c.sha256 for c in backup.files.values()}


def test_two_windows_make_one(root, seal):
    with kept_backups.backups_lock(root, 0):
        assert make_weekly(root, seal) is None


def test_a_window_from_before_the_protection_copies_nothing(root):
    vault.protect(root, quick_keys())
    with pytest.raises(LockedError):
        make_weekly(root, CLEAR)
    assert readable(root) == []


def test_a_death_at_any_moment_leaves_earlier_backups_whole(tmp_path, monkeypatch):
    for life, place in lives(monkeypatch, tmp_path):
        root = filled(place)
        for week in range(8):
            say_more(root, CLEAR, 10 + week)
            make_weekly(root, CLEAR, weeks=week)
        before = {name: in_backup(root, CLEAR, name) for name in backup_names(root)}
        say_more(root, CLEAR, 30)
        if life.of(lambda root=root: make_weekly(root, CLEAR, weeks=8)):
            for name in backup_names(root):
                assert before.get(name, {}).items() <= in_backup(root, CLEAR, name).items()
            assert len(backup_names(root)) in (8, 9)
            make_weekly(root, CLEAR, weeks=8)
        assert "2027-W02" in backup_names(root)

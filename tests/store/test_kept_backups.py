"""The backups beside the store: one a week, each file once, sealed and erased with the rest."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from backup_samples import PASSPHRASE, WORDS, everything, filled, lives, quick_keys, readable
from stored_samples import heard, new_id

from learnsession.errors import LockedError, NewerError, SaveError
from learnsession.store import backup_lists, kept_backups, moves, vault, weekly
from learnsession.store.backup_lists import backup_names, object_files, read_backup, read_object
from learnsession.store.kept_backups import rewrite
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.sessions import SessionStore
from learnsession.store.vault_file import is_protected

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
"""In week 47."""
SESSION = f"sessions/2026/S-0001_{new_id(1)}.json"


@pytest.fixture(params=["clear", "sealed"])
def seal(request, root) -> Seal:
    """The store in clear text, and behind a passphrase."""
    return CLEAR if request.param == "clear" else vault.protect(root, quick_keys())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return filled(tmp_path / "store")


def make(root: Path, seal: Seal, weeks: int = 0):
    return weekly.make_weekly(root, seal, MONDAY + timedelta(weeks=weeks))


def in_backup(root: Path, seal: Seal, name: str = "2026-W47") -> dict[str, bytes]:
    backup = read_backup(root, name, seal)
    return {path: read_object(root, copy) for path, copy in backup.files.items()}


def say_more(root: Path, seal: Seal, entry: int, number: int = 1) -> None:
    session = SessionStore(root, seal=seal).open(new_id(number))
    session.append(heard(entry, "More of it"))
    session.leave()


# What goes in


def test_everything_that_cannot_be_made_anew_goes_in(root, seal):
    assert make(root, seal).name == "2026-W47"
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
    make(root, seal)
    assert (root / "backups/vault.json").read_bytes() == (root / "vault.json").read_bytes()
    vault.change_passphrase(root, PASSPHRASE, "five other boats")
    assert (root / "backups/vault.json").read_bytes() == (root / "vault.json").read_bytes()
    vault.unprotect(root, "five other boats")
    assert not (root / "backups/vault.json").exists()


def test_objects_are_copies_and_only_their_owners(root, seal):
    make(root, seal)
    for path in object_files(root):
        assert path.stat().st_nlink == 1
        assert path.stat().st_mode & 0o077 == 0
    assert (root / "backups").stat().st_mode & 0o077 == 0


def test_nothing_is_made_of_a_store_without_sessions(tmp_path):
    assert make(tmp_path / "store", CLEAR) is None
    assert not (tmp_path / "store").exists()


# When


def test_one_a_week(root, seal):
    assert make(root, seal)
    for days in (-0.5, 0, 1, 6.5):
        assert weekly.make_weekly(root, seal, MONDAY + timedelta(days=days)) is None
    later = weekly.make_weekly(root, seal, MONDAY + timedelta(days=7, minutes=-1))
    assert later.name == "2026-W48"


def test_not_on_sunday_and_on_monday_again(root):
    assert weekly.make_weekly(root, CLEAR, MONDAY - timedelta(days=1)).name == "2026-W46"
    assert make(root, CLEAR) is None


def test_a_backup_of_a_wrong_clock_does_not_stop_the_next(root):
    weekly.make_weekly(root, CLEAR, MONDAY + timedelta(weeks=200))
    assert make(root, CLEAR).name == "2026-W47"


def test_unchanged_files_are_stored_once(root, seal):
    make(root, seal)
    before = {path.name for path in object_files(root)}
    say_more(root, seal, 9)
    make(root, seal, weeks=1)
    more = {path.name for path in object_files(root)} - before
    assert len(more) == 1
    assert in_backup(root, seal)[SESSION] != in_backup(root, seal, "2026-W48")[SESSION]


def test_the_last_eight_are_kept_and_what_only_earlier_ones_needed_goes(root, seal):
    make(root, seal)
    gone = read_backup(root, "2026-W47", seal).files[SESSION].sha256
    for week in range(1, 10):
        say_more(root, seal, 10 + week)
        make(root, seal, weeks=week)
    assert len(backup_names(root)) == 8
    assert backup_names(root)[0] == "2026-W49"
    kept = {path.name for path in object_files(root)}
    assert gone not in kept
    for name in backup_names(root):
        assert in_backup(root, seal, name)


def test_while_a_list_is_damaged_no_object_is_removed(root):
    for week in range(8):
        say_more(root, CLEAR, 10 + week)
        make(root, CLEAR, weeks=week)
    backup_lists.list_path(root, "2026-W50").write_bytes(b"{}")
    before = {path.name for path in object_files(root)}
    make(root, CLEAR, weeks=8)
    assert before <= {path.name for path in object_files(root)}


def test_a_damaged_list_of_this_week_is_set_aside(root):
    make(root, CLEAR)
    backup_lists.list_path(root, "2026-W47").write_bytes(b"")
    assert make(root, CLEAR)
    assert list((root / "quarantine").glob("*2026-W47.json"))


def test_a_list_of_a_newer_version_is_left_alone(root):
    make(root, CLEAR)
    path = backup_lists.list_path(root, "2026-W47")
    path.write_bytes(CLEAR.close("backup-list", path, b"{}", number=99))
    before = everything(root)
    assert make(root, CLEAR) is None
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
    make(root, seal)
    assert in_backup(root, seal)[SESSION] == kept


def test_the_last_good_copy_of_what_is_lost_is_carried_along(root, seal):
    good = (root / SESSION).read_bytes()
    make(root, seal)
    (root / f"{SESSION}.bak").unlink()
    (root / SESSION).write_bytes(b"cut")
    make(root, seal, weeks=1)
    (root / SESSION).unlink()
    for week in range(2, 12):
        make(root, seal, weeks=week)
    held = read_backup(root, "2027-W05", seal)
    assert read_object(root, held.files[SESSION]) == good
    assert held.files[SESSION].at == MONDAY.isoformat(), "it says from when it is"


def test_a_damaged_object_is_made_good_by_the_next_backup(root, seal):
    make(root, seal)
    copy = read_backup(root, "2026-W47", seal).files[SESSION]
    backup_lists.object_path(root, copy.sha256).write_bytes(b"rotten")
    make(root, seal, weeks=1)
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
    assert make(root, seal)


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
        assert make(root, seal) is None


def test_a_window_from_before_the_protection_copies_nothing(root):
    vault.protect(root, quick_keys())
    with pytest.raises(LockedError):
        make(root, CLEAR)
    assert readable(root) == []


def test_a_death_at_any_moment_leaves_earlier_backups_whole(tmp_path, monkeypatch):
    for life, place in lives(monkeypatch, tmp_path):
        root = filled(place)
        for week in range(8):
            say_more(root, CLEAR, 10 + week)
            make(root, CLEAR, weeks=week)
        before = {name: in_backup(root, CLEAR, name) for name in backup_names(root)}
        say_more(root, CLEAR, 30)
        if life.of(lambda root=root: make(root, CLEAR, weeks=8)):
            for name in backup_names(root):
                assert before.get(name, {}).items() <= in_backup(root, CLEAR, name).items()
            assert len(backup_names(root)) in (8, 9)
            make(root, CLEAR, weeks=8)
        assert "2027-W02" in backup_names(root)


# Sealing, erasing, redacting


@pytest.mark.parametrize("undo", [False, True])
def test_kept_backups_are_sealed_and_unsealed_too(root, undo):
    make(root, CLEAR)
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
        make(root, CLEAR)
        say_more(root, CLEAR, 9)
        make(root, CLEAR, weeks=1)
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
        make(root, CLEAR)
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
    make(root, seal)
    say_more(root, seal, 9)
    make(root, seal, weeks=1)
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
    make(root, CLEAR)
    say_more(root, CLEAR, 9)
    make(root, CLEAR, weeks=1)
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
        make(root, CLEAR)
        before = in_backup(root, CLEAR)
        wanted = {path: change(path, data) for path, data in before.items() if change(path, data)}
        if life.of(lambda root=root: rewrite(root, CLEAR, CLEAR, change)):
            assert in_backup(root, CLEAR) in (before, wanted)
            rewrite(root, CLEAR, CLEAR, change)
        assert in_backup(root, CLEAR) == wanted
        kept = (path for path in (root / "backups").rglob("*") if path.is_file())
        assert gone not in b"".join(path.read_bytes() for path in kept)


def test_bytes_that_cannot_be_trusted_do_not_stay_and_are_named(root, seal):
    make(root, seal)
    copy = read_backup(root, "2026-W47", seal).files[SESSION]
    path = backup_lists.object_path(root, copy.sha256)
    path.write_bytes(b"Zebrafinch, flipped")
    rewrite(root, seal, seal, lambda path, data: data)
    assert not path.exists()
    assert read_backup(root, "2026-W47", seal).files[SESSION] == copy


def test_a_list_that_nobody_can_open_is_set_aside_with_what_only_it_named(root, seal):
    make(root, seal)
    backup_lists.list_path(root, "2026-W47").write_bytes(b"cut")
    rewrite(root, seal, seal, lambda path, data: data)
    assert backup_names(root) == ()
    assert list(object_files(root)) == []
    assert list((root / "quarantine").glob("*_2026-W47.json"))


def test_a_refusing_disk_is_said_and_leaves_the_backups(root, monkeypatch):
    make(root, CLEAR)
    before = in_backup(root, CLEAR)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(SaveError, match="full"):
            make(root, CLEAR, weeks=1)
    assert in_backup(root, CLEAR) == before
    assert backup_names(root) == ("2026-W47",)
    assert not (root / moves.QUARANTINE).exists()

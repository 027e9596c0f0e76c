"""One file that holds a whole store, and bringing it back: the same bytes, or nothing at all."""

from __future__ import annotations

import io
import json
import os
import stat
import warnings
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from backup_samples import (
    PASSPHRASE,
    WORDS,
    everything,
    filled,
    lives,
    quick_keys,
    readable,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored_samples import heard, make, new_id, texts

from learnsession.errors import (
    DamagedError,
    InUseError,
    LearnSessionError,
    LockedError,
    NewerError,
    NotFoundError,
    RefusedError,
    SaveError,
)
from learnsession.store import restoring, vault, weekly
from learnsession.store.backup_file import write_backup_file
from learnsession.store.backup_lists import object_path, read_backup
from learnsession.store.backup_reading import FromStore, opened_backup
from learnsession.store.envelope import FORMAT
from learnsession.store.files import previous
from learnsession.store.restore_plan import Plan, plan_restore
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.sessions import SessionStore

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
SESSION = f"sessions/2026/S-0001_{new_id(1)}.json"
NOT_IN_IT = ("catalogue.json", "in-use/", "quarantine/", "backups/", "my-packs/.hidden")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return filled(tmp_path / "store")


@pytest.fixture(params=["clear", "sealed"])
def seal(request, root) -> Seal:
    return CLEAR if request.param == "clear" else vault.protect(root, quick_keys())


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Where to restore: nothing is there yet."""
    return tmp_path / "other"


def backup(root: Path, seal: Seal = CLEAR, name: str = "kept.zip") -> Path:
    to = root.parent / name
    write_backup_file(root, seal, to, NOW)
    return to


def plan(root: Path, file: Path, seal: Seal = CLEAR) -> Plan:
    with opened_backup(file) as opened:
        return plan_restore(root, seal, opened)


def restore(root: Path, file: Path, seal: Seal = CLEAR) -> Plan:
    with opened_backup(file) as opened:
        agreed = plan_restore(root, seal, opened)
        restoring.restore(root, seal, opened, agreed, NOW)
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


def say_more(root: Path, seal: Seal = CLEAR, entry: int = 9) -> None:
    session = SessionStore(root, seal=seal).open(new_id(1))
    session.append(heard(entry, "More of it"))
    session.leave()


# Making it


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
    done = write_backup_file(root, seal, root.parent / "kept.zip", NOW)
    assert done.older == (SESSION,)
    restore(other, done.path)
    assert (other / SESSION).read_bytes() == previous(root / SESSION).read_bytes()


def test_what_cannot_go_in_is_said(root, seal, other):
    (root / SESSION).write_bytes(b"cut")
    previous(root / SESSION).write_bytes(b"cut as well")
    (root / "my-packs" / "a:b.yaml").write_bytes(b"x")
    (root / "my-packs" / "link.yaml").symlink_to("/etc/passwd")
    done = write_backup_file(root, seal, root.parent / "kept.zip", NOW)
    assert set(done.missing) == {SESSION, "my-packs/a:b.yaml", "my-packs/link.yaml"}
    restore(other, done.path)
    assert not (other / SESSION).exists()


def test_an_empty_store_has_nothing_to_back_up(tmp_path):
    with pytest.raises(RefusedError, match="nothing to back up"):
        write_backup_file(tmp_path / "store", CLEAR, tmp_path / "kept.zip", NOW)
    assert list(tmp_path.iterdir()) == []


def test_not_into_the_store_itself(root):
    with pytest.raises(RefusedError, match="lost with it"):
        write_backup_file(root, CLEAR, root / "my-packs" / "kept.zip", NOW)


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
    assert found.made == NOW
    assert [over.path for over in found.overwritten] == [SESSION, "settings.toml"]
    assert "the one here was last added to on 14 July 2026" in found.overwritten[0].words
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
    assert "its last good generation is left" in over.words
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


def test_a_store_that_changed_after_the_person_agreed_is_not_overwritten(root):
    file = backup(root)
    agreed = plan(root, file)
    say_more(root)
    with opened_backup(file) as opened, pytest.raises(RefusedError, match="meanwhile"):
        restoring.restore(root, CLEAR, opened, agreed, NOW)
    assert "More of it" in said(root)


def test_a_backup_that_the_store_keeps_is_restored_like_a_file(root, seal):
    weekly.make_weekly(root, seal, NOW)
    say_more(root, seal)
    source = FromStore(root, read_backup(root, "2026-W47", seal))
    agreed = plan_restore(root, seal, source)
    assert [over.path for over in agreed.overwritten] == [SESSION]
    restoring.restore(root, seal, source, agreed, NOW)
    assert "More of it" not in said(root, seal)


def test_a_kept_backup_with_a_copy_that_rotted_is_refused(root):
    weekly.make_weekly(root, CLEAR, NOW)
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


# Files that are not to be trusted


def refused(file: Path, other: Path, seal: Seal = CLEAR) -> LearnSessionError:
    with pytest.raises(LearnSessionError) as caught:
        restore(other, file, seal)
    assert not other.exists() or not [p for p in other.rglob("*") if p.name != "store.lock"
                                      if p.is_file()]  # fmt: skip
    assert caught.value.happened.endswith(".")
    assert caught.value.todo.endswith((".", "FILE"))
    return caught.value


def remade(file: Path, change) -> Path:
    """The same backup with its entries changed: a list of (ZipInfo, data) before and after."""
    with zipfile.ZipFile(file) as archive:
        entries = [(info, archive.read(info)) for info in archive.infolist()]
    entries = change(entries)
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings(action="ignore"):
        for info, data in entries:
            archive.writestr(info, data)
    return file


def manifest_with(entries, **changes):
    """The manifest written anew with a good checksum, over the entries as they are now."""
    files = {i.filename: [sha256(d).hexdigest(), len(d)] for i, d in entries[:-1]}
    values = {"made": NOW.isoformat(), "key": "", "files": files, **changes}
    data = CLEAR.close("backup", Path("manifest.json"), json.dumps(values).encode())
    return [*entries[:-1], (entries[-1][0], data)]


def test_no_backup_at_all(tmp_path, other):
    file = tmp_path / "file.zip"
    for data in (b"", b"PK", b"hello" * 100):
        file.write_bytes(data)
        assert "no backup" in refused(file, other).happened
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "no backup" in refused(file, other).happened
    assert isinstance(refused(tmp_path / "absent.zip", other), NotFoundError)
    assert "no backup" in refused(tmp_path, other).happened


def test_cut_anywhere_it_is_refused(root, other, seal):
    whole = backup(root, seal).read_bytes()
    file = root.parent / "cut.zip"
    for length in (*range(0, len(whole) - 1, 97), len(whole) - 1):
        file.write_bytes(whole[:length])
        refused(file, other)


def test_a_flipped_bit_is_noticed_or_makes_no_difference(root, seal, tmp_path):
    whole = backup(root, seal).read_bytes()
    file = tmp_path / "flipped.zip"
    refusals = 0
    with opened_backup(tmp_path / "kept.zip") as sound:
        contents = {path: sound.read(path) for path in sound.files}
    for at in range(0, len(whole), 11):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            with opened_backup(file) as opened:
                plan_restore(tmp_path / "empty", CLEAR, opened)
                assert {path: opened.read(path) for path in opened.files} == contents
        except LearnSessionError:
            refusals += 1
    assert refusals > len(whole) / 11 * 0.8


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json", "/etc/evil", "sessions/../../evil", "my-packs/../../evil",
        "my-packs/a\\..\\b", "C:evil", "my-packs/C:evil", "my-packs/con.yaml", "my-packs/",
        "locks/store.lock", "catalogue.json", "sessions/2026/evil.json", "backups/2026-W47.json",
        "my-packs/.bashrc", "my-packs/a\nb", "vault.json", "sessions/２０２６/S-0001_ABCDEFGH.json",
        f"my-packs/{'x' * 300}",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(root, other, name):
    def change(entries):
        return manifest_with([(zipfile.ZipInfo(name), b"x"), *entries])

    refused(remade(backup(root), change), other)
    assert not (root.parent / "evil").exists()


def test_a_link_is_refused(root, other):
    def change(entries):
        info = zipfile.ZipInfo("my-packs/link.yaml")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        return manifest_with([(info, b"/etc/passwd"), *entries])

    assert "no plain file" in refused(remade(backup(root), change), other).happened


def test_what_the_manifest_does_not_list_or_misses_is_refused(root, other):
    extra = remade(backup(root), lambda e: [(zipfile.ZipInfo("my-packs/x"), b"x"), *e])
    assert "my-packs/x" in refused(extra, other).happened
    short = remade(backup(root), lambda e: e[1:])
    assert "manifest says" in refused(short, other).happened
    double = remade(backup(root), lambda e: [e[0], *e])
    refused(double, other)


def test_a_changed_file_with_a_good_zip_sum_is_refused(root, other):
    def change(entries):
        return [(i, d.replace(b"Zebra", b"Cobra") if i.filename == SESSION else d)
                for i, d in entries]  # fmt: skip

    assert "cut or changed" in refused(remade(backup(root), change), other).happened


def test_a_changed_file_with_good_sums_everywhere_but_inside_is_refused(root, other):
    def change(entries):
        return manifest_with(
            [(i, d.replace(b"Zebra", b"Cobra") if i.filename == SESSION else d)
             for i, d in entries]
        )  # fmt: skip

    assert SESSION in refused(remade(backup(root), change), other).happened


def test_a_changed_manifest_is_refused(root, other):
    file = remade(
        backup(root), lambda e: [*e[:-1], (e[-1][0], e[-1][1].replace(b"2026-11", b"2026-12", 1))]
    )
    assert isinstance(refused(file, other), DamagedError)


def test_sizes_that_unpack_to_more_than_they_say_are_refused(root, other):
    def change(entries):
        info = zipfile.ZipInfo("my-packs/bomb")
        info.compress_type = zipfile.ZIP_DEFLATED
        return manifest_with([(info, bytes(50_000_000)), *entries])

    file = remade(backup(root), change)
    data = bytearray(file.read_bytes())
    for at in [
        n for n in range(len(data)) if data[n : n + 4] == (50_000_000).to_bytes(4, "little")
    ]:
        data[at : at + 4] = (10).to_bytes(4, "little")
    file.write_bytes(data)
    refused(file, other)


def test_a_file_larger_than_any_of_ours_is_refused_unread(root, other, monkeypatch):
    file = backup(root)
    monkeypatch.setattr("learnsession.store.backup_reading.LARGEST", 100)
    assert "too large" in refused(file, other).happened


def test_a_sealed_file_in_a_clear_backup_and_a_clear_one_in_a_sealed_are_refused(root, other):
    clear = backup(root)
    with zipfile.ZipFile(clear) as archive:
        readable_one = archive.read(SESSION)
    seal = vault.protect(root, quick_keys())
    sealed = backup(root, seal, "sealed.zip")
    with zipfile.ZipFile(sealed) as archive:
        sealed_one = archive.read(SESSION)

    def with_session(data, key):
        return lambda e: manifest_with(
            [(i, data if i.filename == SESSION else d) for i, d in e], key=key
        )

    refused(remade(clear, with_session(sealed_one, "")), other)
    refused(remade(sealed, with_session(readable_one, seal.key_id)), other)


def test_a_vault_of_other_keys_or_none_in_a_sealed_backup_is_refused(root, other):
    seal = vault.protect(root, quick_keys())
    file = backup(root, seal)
    without = remade(
        file,
        lambda e: manifest_with([x for x in e if x[0].filename != "vault.json"], key=seal.key_id),
    )
    assert "vault.json" in refused(without, other).happened
    file = backup(root, seal)
    assert (
        "vault.json"
        in refused(remade(file, lambda e: manifest_with(e, key="0" * 16)), other).happened
    )


def test_a_newer_format_is_refused_in_words(root, other):
    def change(entries):
        data = CLEAR.close("backup", Path("manifest.json"), b"{}", number=FORMAT + 1)
        return [*entries[:-1], (entries[-1][0], data)]

    assert isinstance(refused(remade(backup(root), change), other), NewerError)


def test_a_newer_file_in_it_is_refused_in_words(root, other):
    def change(entries):
        def newer(info, data):
            if info.filename != SESSION:
                return data
            return CLEAR.close("session", Path(SESSION), b'{"x":{}}', number=FORMAT + 1)

        return manifest_with([(i, newer(i, d)) for i, d in entries])

    assert isinstance(refused(remade(backup(root), change), other), NewerError)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400), st.integers(0, 3000))
def test_any_bytes_anywhere_end_in_words_or_the_same(tmp_path_factory, noise, at):
    folder = tmp_path_factory.getbasetemp() / "noise"
    if not folder.exists():
        filled(folder / "store", sessions=1)
        backup(folder / "store")
    whole = bytearray((folder / "kept.zip").read_bytes())
    whole[at : at + len(noise)] = noise
    (folder / "noisy.zip").write_bytes(io.BytesIO(whole).getvalue())
    with suppress(LearnSessionError):
        plan(folder / "other", folder / "noisy.zip")

"""Mending a store: what can be brought back is, what is damaged is kept, nothing else changes."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from backup_samples import PASSPHRASE, everything, lives, quick_keys
from harm import (
    DRAFT,
    FORM,
    HARMS,
    LIST,
    PACK,
    SESSION,
    a_store,
    cut,
    empty,
    flip,
    garbage,
    heard_in,
    later,
    lose,
    mended,
    object_of,
    seal_of,
    swap_for_folder,
    swap_for_link,
)
from stored_samples import heard, new_id

from learnsession.errors import LockedError
from learnsession.store import vault, vault_file
from learnsession.store.backup_lists import backup_names, read_backup, readable_backups
from learnsession.store.checking import check_store
from learnsession.store.copies import set_aside
from learnsession.store.envelope import wrap
from learnsession.store.findings import Part, is_damaged
from learnsession.store.rebuilding import rebuild
from learnsession.store.repairing import (
    Plan,
    needs_vault_first,
    plan_repair,
    plan_vault,
    repair,
    repair_vault,
)
from learnsession.store.sealing import CLEAR
from learnsession.store.sessions import SessionStore
from learnsession.store.vault_copies import vault_part
from learnsession.store.weekly import make_weekly

VAULTS = ("vault.json", "vault.json.bak", "backups/vault.json")


@pytest.fixture
def root(used: Path) -> Path:
    return used


def checked(root: Path) -> tuple[Part, ...]:
    return check_store(root, seal_of(root))


def aside(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((root / "quarantine").glob("*"))]


def words(plan: Plan) -> str:
    return "\n".join(mend.words for mend in plan.mends)


# One file is damaged


@pytest.mark.parametrize("harm", [*HARMS, lose])
@pytest.mark.parametrize("path", [SESSION, f"{SESSION}.bak", DRAFT, PACK, FORM, LIST])
def test_a_damaged_file_is_mended_and_kept(root, harm, path):
    place = root / path
    good = place.read_bytes()
    harm(place)
    bad = place.read_bytes() if place.exists() else None
    was_damaged = is_damaged(checked(root))
    done = mended(root)
    assert not done.left
    assert len(done.mends) == was_damaged
    assert not is_damaged(checked(root))
    assert aside(root) == ([bad] if bad is not None else [])
    assert heard_in(root) == (4 if path == SESSION else 5)
    assert heard_in(root, 2) == 3
    if path in (DRAFT, PACK, FORM) and was_damaged:
        assert place.read_bytes() == good


@pytest.mark.parametrize("harm", [*HARMS, lose])
def test_mending_again_changes_nothing(root, harm):
    for path in (SESSION, PACK, "counter.json", "catalogue.json"):
        harm(root / path)
    mended(root)
    before = everything(root)
    assert mended(root) == Plan((), ())
    assert everything(root) == before


@pytest.mark.parametrize("harm", [swap_for_folder, swap_for_link])
def test_what_is_no_file_any_more_is_moved_aside(root, harm):
    harm(root / SESSION)
    assert "last good generation" in words(mended(root))
    assert not is_damaged(checked(root))
    assert len(list((root / "quarantine").iterdir())) == 1


def test_a_store_that_is_well_is_not_touched(root):
    before = everything(root)
    assert mended(root) == Plan((), ())
    assert everything(root) == before


# Which copy is the best


def test_it_says_when_the_last_save_may_be_missing(root):
    cut(root / SESSION)
    said = words(mended(root))
    assert "S-0001 is brought back from its last good generation, of 14 July 2026 at" in said
    assert "at most its last save is missing" in said


def test_a_backup_from_after_the_last_save_has_more_than_the_last_good_generation(root):
    make_weekly(root, seal_of(root), later())
    cut(root / SESSION)
    assert "it has more than the last good generation" in words(mended(root))
    assert heard_in(root) == 5, "nothing is missing"


@pytest.mark.parametrize("harm", [*HARMS, lose])
def test_with_both_generations_gone_the_backup_is_used_and_what_is_missing_said(root, harm):
    for path in (root / SESSION, root / f"{SESSION}.bak"):
        harm(path)
    said = words(mended(root))
    assert "the backup of 16 November 2026" in said
    assert "what came later is missing" in said
    assert heard_in(root) == 3
    assert not is_damaged(checked(root))


def test_a_session_that_only_the_backup_has_is_brought_back(root):
    for path in (SESSION, f"{SESSION}.bak", DRAFT):
        lose(root / path)
    mended(root)
    assert [row.ref for row in SessionStore(root, seal=seal_of(root)).rows()].count("S-0001") == 1
    assert heard_in(root) == 3


def test_where_nothing_is_left_the_damaged_files_stay_and_a_backup_of_ones_own_is_advised(root):
    for path in (root / SESSION, root / f"{SESSION}.bak", object_of(root, SESSION)):
        garbage(path)
    before = everything(root)
    done = mended(root)
    assert done.mends == ()
    assert {each.kind for each in done.left} == {"session", "generation", "object"}
    assert all("store restore FILE" in each.todo for each in done.left)
    assert everything(root) == before
    assert is_damaged(checked(root)), "it goes on being told"


def test_a_lost_session_is_not_forgotten_when_its_copy_is_damaged_too(root):
    for path in (root / SESSION, root / f"{SESSION}.bak", object_of(root, SESSION)):
        lose(path)
    assert {each.kind for each in mended(root).left} == {"session", "object"}
    assert {each.kind for each in mended(root).left} == {"session", "object"}


def test_a_file_of_another_session_in_its_place_is_replaced(root):
    other = SESSION.replace("S-0001", "S-0002").replace(new_id(1), new_id(2))
    for path in (root / SESSION, root / f"{SESSION}.bak"):
        path.write_bytes((root / other).read_bytes())
    mended(root)
    assert not is_damaged(checked(root))
    events = SessionStore(root, seal=seal_of(root)).read(new_id(1)).events
    assert events[0].session == new_id(1)


def test_beside_a_session_of_a_newer_version_a_damaged_generation_is_set_aside(root):
    seal = seal_of(root)
    newer = wrap("session", b"{}", number=99)
    if seal.key_id:
        newer = seal.close("session", root / SESSION, b"{}", number=99)
    (root / SESSION).write_bytes(newer)
    garbage(root / f"{SESSION}.bak")
    assert "set aside" in words(mended(root))
    assert not is_damaged(checked(root))
    assert (root / SESSION).read_bytes() == newer


def test_both_generations_are_made_whole_from_a_backup(root):
    for path in (root / SESSION, root / f"{SESSION}.bak"):
        flip(path)
    assert len(mended(root).mends) == 2
    assert (root / f"{SESSION}.bak").read_bytes() == (root / SESSION).read_bytes()


def test_a_generation_of_a_newer_version_is_not_lost_to_an_older_copy(root):
    seal = seal_of(root)
    newer = wrap("session", b"{}", number=99)
    if seal.key_id:
        newer = seal.close("session", root / SESSION, b"{}", number=99)
    (root / f"{SESSION}.bak").write_bytes(newer)
    cut(root / SESSION)
    assert [each.kind for each in mended(root).left] == ["session"]
    assert (root / f"{SESSION}.bak").read_bytes() == newer


def test_a_draft_that_no_backup_has_is_set_aside_and_that_is_said(root):
    shutil.rmtree(root / "backups")
    bad = (root / DRAFT).read_bytes()[:-9]
    (root / DRAFT).write_bytes(bad)
    assert "cannot be brought back" in words(mended(root))
    assert not (root / DRAFT).exists()
    assert aside(root) == [bad]


# The rest of the store


@pytest.mark.parametrize("harm", HARMS)
def test_the_counter_never_gives_a_number_out_again(root, harm):
    seal = seal_of(root)
    store = SessionStore(root, seal=seal)
    for _ in range(3):
        store.next_reference()
    make_weekly(root, seal, later())
    harm(root / "counter.json")
    assert "the next session is S-0006" in words(mended(root))
    assert not is_damaged(checked(root))
    assert store.next_reference() == "S-0006"


@pytest.mark.parametrize("harm", HARMS)
def test_a_counter_that_counted_nothing_goes(tmp_path, harm):
    SessionStore(tmp_path).next_reference()
    harm(tmp_path / "counter.json")
    assert "S-0001" in words(mended(tmp_path))
    assert not is_damaged(checked(tmp_path))


@pytest.mark.parametrize("harm", HARMS)
def test_the_catalogue_is_made_anew(root, harm):
    harm(root / "catalogue.json")
    mended(root)
    assert not is_damaged(checked(root))
    assert (root / "catalogue.json").stat().st_size > 100
    assert aside(root) == [], "it holds nothing that the sessions don't"


def test_the_row_of_what_came_before_is_not_believed_for_being_as_long(root):
    store = SessionStore(root, seal=seal_of(root))
    size = (root / f"{SESSION}.bak").stat().st_size
    rows = [row._replace(team="another team", size=size) for row in store.rows()]
    cut(root / SESSION)
    store._catalogue._save(rows, {})
    mended(root)
    assert {row.team for row in store.rows() if row.ref == "S-0001"} == {"Quokka team"}


@pytest.mark.parametrize("harm", [*HARMS, lose])
def test_a_copy_in_a_backup_is_written_again_when_the_store_has_the_same_bytes(root, harm):
    place = object_of(root, PACK)
    good = place.read_bytes()
    harm(place)
    mended(root)
    assert place.read_bytes() == good
    assert not is_damaged(checked(root))


@pytest.mark.parametrize("harm", [*HARMS, lose])
def test_otherwise_the_backup_gets_the_file_as_it_is_now(root, harm):
    place = object_of(root, SESSION)
    harm(place)
    mended(root)
    assert not is_damaged(checked(root))
    assert object_of(root, SESSION).read_bytes() == (root / SESSION).read_bytes()
    assert not place.exists()


def test_a_damaged_copy_is_found_in_quarantine_by_the_name_of_its_session(root):
    garbage(object_of(root, SESSION))
    garbage(object_of(root, DRAFT))
    mended(root)
    assert len(set_aside(root, root / SESSION)) == 2, "erasing the session erases them as well"


def test_a_copy_of_what_was_removed_on_purpose_is_dropped(root):
    lose(root / "my-packs/local.yaml")
    garbage(object_of(root, "my-packs/local.yaml"))
    mended(root)
    assert not is_damaged(checked(root))
    (backup,) = readable_backups(root, seal_of(root))
    assert "my-packs/local.yaml" not in backup.files
    assert SESSION in backup.files


def test_a_list_that_cannot_be_read_is_set_aside_and_the_next_backup_can_be_made(root):
    garbage(root / LIST)
    mended(root)
    assert backup_names(root) == ()
    assert not is_damaged(checked(root))
    assert make_weekly(root, seal_of(root), later())
    assert read_backup(root, "2026-W48", seal_of(root))


def test_a_session_that_is_open_in_another_window_is_not_touched(root):
    seal = seal_of(root)
    window = SessionStore(root, seal=seal).open(new_id(1))
    cut(root / SESSION)
    before = (root / SESSION).read_bytes()
    done = mended(root)
    assert done.mends == ()
    assert "S-0001 is open in another window" in done.left[0].wrong
    assert (root / SESSION).read_bytes() == before
    window.append(heard(5))
    window.leave()
    assert not is_damaged(checked(root)), "that window had it all"
    assert heard_in(root) == 6


def test_a_marker_that_a_kill_left_keeps_nobody_from_mending(root):
    window = SessionStore(root, seal=seal_of(root)).open(new_id(1))
    window._hold._lock.release()  # the death of its process
    cut(root / SESSION)
    assert len(mended(root).mends) == 1
    assert heard_in(root) == 4


def test_only_what_was_agreed_to_is_mended(root):
    seal = seal_of(root)
    cut(root / SESSION)
    agreed = plan_repair(root, seal, later())
    cut(root / PACK)
    done = repair(root, seal, agreed, later())
    assert [mend.finding.path for mend in done.mends] == [SESSION]
    assert [each.path for each in done.left] == [PACK]


def test_a_window_that_was_opened_before_the_store_was_protected_may_not_mend(tmp_path):
    a_store(tmp_path, sealed=False)
    cut(tmp_path / SESSION)
    agreed = plan_repair(tmp_path, CLEAR, later())
    vault.protect(tmp_path, quick_keys())
    before = everything(tmp_path)
    with pytest.raises(LockedError, match="protection of this store was changed"):
        repair(tmp_path, CLEAR, agreed, later())
    assert everything(tmp_path) == before


# The vault


@pytest.mark.parametrize("harm", [*HARMS, lose])
@pytest.mark.parametrize("spared", VAULTS)
def test_one_whole_copy_of_the_vault_is_enough(tmp_path, harm, spared):
    a_store(tmp_path, sealed=True)
    good = (tmp_path / spared).read_bytes()
    for path in VAULTS:
        if path != spared:
            harm(tmp_path / path)
    assert needs_vault_first(tmp_path) == (spared == VAULTS[2])
    done = repair_vault(tmp_path, plan_vault(tmp_path, later()), later())
    assert len(done.mends) == 2
    assert not done.left
    assert {(tmp_path / path).read_bytes() for path in VAULTS} == {good}
    assert len(aside(tmp_path)) == (0 if harm is lose else 2)
    assert not needs_vault_first(tmp_path)
    assert not is_damaged(checked(tmp_path))


def test_a_copy_with_an_earlier_passphrase_is_not_kept(tmp_path):
    a_store(tmp_path, sealed=True)
    earlier = (tmp_path / VAULTS[2]).read_bytes()
    vault.change_passphrase(tmp_path, PASSPHRASE, "five other boats")
    (tmp_path / VAULTS[2]).write_bytes(earlier)
    mended(tmp_path, vault.unlock(tmp_path, "five other boats"))
    assert vault_part(tmp_path).findings == ()
    assert aside(tmp_path) == []
    assert earlier not in everything(tmp_path).values()


def test_with_two_stores_keys_nothing_at_all_is_mended(tmp_path):
    root = tmp_path / "store"
    a_store(root, sealed=True)
    other = replace(quick_keys().vault, state="sealed")
    vault_file.write_vault(tmp_path / "other", other)
    (root / "vault.json").write_bytes((tmp_path / "other/vault.json").read_bytes())
    before = everything(root)
    done = mended(root)
    assert done.mends == ()
    assert all("copies of the vault" in f"{each.wrong} {each.todo}" for each in done.left)
    assert everything(root) == before


# The catalogue


def test_rebuilding_reads_every_session_and_says_which_it_cannot(root):
    for path in (root / SESSION, root / f"{SESSION}.bak"):
        garbage(path)
    found = rebuild(SessionStore(root, seal=seal_of(root)))
    assert [row.ref for row in found.rows] == ["S-0002"]
    assert [path for path, _ in found.damaged] == [root / SESSION]


def test_rebuilding_does_not_believe_the_old_catalogue(root):
    seal = seal_of(root)
    store = SessionStore(root, seal=seal)
    rows = store.rows()
    wrong = [row._replace(team="another team") for row in rows]
    store._catalogue._save(wrong, {})
    assert {row.team for row in rebuild(store).rows} == {"Quokka team"}
    assert not is_damaged(checked(root))


# Killed in the middle


def all_gone_wrong(root: Path) -> None:
    make_weekly(root, seal_of(root), later())
    cut(root / SESSION)
    empty(root / f"{SESSION.replace('S-0001', 'S-0002').replace(new_id(1), new_id(2))}.bak")
    for path in (DRAFT, PACK, "counter.json", "catalogue.json", "backups/2026-W48.json"):
        flip(root / path)
    garbage(object_of(root, SESSION, "2026-W47"))
    if (root / "vault.json").exists():
        lose(root / "vault.json")


def test_killed_at_any_moment_the_same_command_does_the_rest(tmp_path, monkeypatch, sealed):
    made = tmp_path / "made"
    a_store(made, sealed)
    all_gone_wrong(made)
    for life, root in lives(monkeypatch, tmp_path):
        shutil.copytree(made, root)
        seal = seal_of(root)
        plan = plan_repair(root, seal, later())
        assert len(plan.mends) == (9 if sealed else 8)
        life.of(lambda at=(root, seal, plan): repair(*at, later()))
        assert heard_in(root, 2) == 3, "what was whole stays whole"
        mended(root)
        assert not is_damaged(checked(root))
        assert heard_in(root) == 4
        assert not [*root.glob("sessions/*/.*.tmp"), *root.glob("quarantine/.*.tmp")]
        shutil.rmtree(root)


def test_the_mended_files_are_for_their_owner_alone(root):
    if os.name == "nt":
        pytest.skip("modes are POSIX")
    all_gone_wrong(root)
    mended(root)
    found = [path for path in root.rglob("*") if path.is_file() and "my-packs" not in str(path)]
    assert {path.stat().st_mode & 0o077 for path in found if path.name != "settings.toml"} == {0}

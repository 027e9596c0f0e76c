"""Files that were cut, changed, swapped, removed or replaced while nobody or somebody looked."""

from __future__ import annotations

import shutil

import pytest
from stored_samples import heard, make, new_id, texts

from learnsession.errors import DamagedError
from learnsession.store.envelope import unwrap
from learnsession.store.files import previous
from learnsession.store.names import parse
from learnsession.store.sessions import SessionStore


@pytest.fixture
def small(store):
    """A session of three events that has been left: its file and its bytes."""
    session = make(store, entries=2)
    session.leave()
    return session.path, session.path.read_bytes()


def test_every_cut_and_every_flipped_bit_is_noticed(small):
    path, whole = small
    assert unwrap("session", whole, path).body
    for place in range(len(whole)):
        with pytest.raises(DamagedError):
            unwrap("session", whole[:place], path)
        for bit in (1 << (place % 8), 0x20):
            flipped = bytearray(whole)
            flipped[place] ^= bit
            with pytest.raises(DamagedError):
                unwrap("session", bytes(flipped), path)
    with pytest.raises(DamagedError):
        unwrap("session", whole + b"\n", path)


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
def test_a_damaged_file_is_set_aside_and_the_last_good_generation_used(store, small, share):
    path, whole = small
    path.write_bytes(whole[: int(len(whole) * share)])
    shown = store.read(new_id(1))
    assert texts(shown.events) == ["heard 1"]
    assert "at most its last save is missing" in shown.notices[0]
    assert path.exists()
    session = store.open(new_id(1))
    assert texts(session.events) == ["heard 1"]
    (aside,) = (store.root / "quarantine").iterdir()
    assert str(aside) in session.notices[0]
    assert "at most the last save is missing" in session.notices[0]
    assert aside.read_bytes() == whole[: int(len(whole) * share)]
    session.append(heard(3))
    session.leave()
    assert texts(store.read(new_id(1)).events) == ["heard 1", "heard 3"]
    assert store.read(new_id(1)).notices == ()


def test_every_flip_opens_with_the_last_good_generation(store, small):
    path, whole = small
    kept = previous(path).read_bytes()
    for place in range(0, len(whole), 41):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        path.write_bytes(bytes(flipped))
        session = store.open(new_id(1))
        assert texts(session.events) == ["heard 1"]
        session.leave()
        assert previous(path).read_bytes() == kept


def test_a_missing_file_comes_back_from_its_last_good_generation(store, small):
    path, _ = small
    path.unlink()
    assert [row.ref for row in store.rows()] == ["S-0001"]
    session = store.open(new_id(1))
    assert "is missing" in session.notices[0]
    session.append(heard(3))
    session.leave()
    assert texts(store.read(new_id(1)).events) == ["heard 1", "heard 3"]


def test_nothing_good_left_is_said_and_nothing_is_moved(store, small):
    path, whole = small
    path.write_bytes(b"")
    previous(path).write_bytes(whole[:-9])
    for opening in (store.open, store.read):
        with pytest.raises(DamagedError, match="It is empty"):
            opening(new_id(1))
    assert path.read_bytes() == b""
    assert not (store.root / "quarantine").exists()
    ((named, words),) = store.damaged()
    assert named == path
    assert "It is empty" in words
    assert store.rows() == ()
    with pytest.raises(DamagedError):
        store.find("S-0001")


def test_temporary_files_of_a_kill_are_tidied_and_are_no_damage(store, small):
    path, _ = small
    other = make(store, number=2)
    left = [
        path.with_name(f".{path.name}.0a1b2c3d.tmp"),
        path.with_name(f".{path.stem}.draft.json.0a1b2c3d.tmp"),
    ]
    theirs = other.path.with_name(f".{other.path.name}.0a1b2c3d.tmp")
    for file in (*left, theirs):
        file.write_bytes(b"half")
    assert len(store.rows()) == 2
    session = store.open(new_id(1))
    assert session.notices == ()
    assert not any(file.exists() for file in left)
    assert theirs.exists(), "another session's may be in the middle of a save"


# --- while it is open ---


def swap(path, elsewhere):
    elsewhere.write_text("from elsewhere")
    elsewhere.replace(path)


def change(path, elsewhere):
    with path.open("ab") as file:
        file.write(b"more")


def link(path, elsewhere):
    elsewhere.write_text("not ours to touch")
    path.unlink()
    path.symlink_to(elsewhere)


def folder(path, elsewhere):
    path.unlink()
    path.mkdir()


def older(path, elsewhere):
    shutil.copy2(previous(path), path)


@pytest.mark.parametrize("meddle", [swap, change, link, folder, older])
def test_what_others_put_in_our_place_never_wins_and_is_kept(store, tmp_path, meddle):
    session = make(store, entries=2)
    kept = previous(session.path).read_bytes()
    elsewhere = tmp_path / "elsewhere"
    meddle(session.path, elsewhere)
    session.append(heard(3))
    (aside,) = (store.root / "quarantine").iterdir()
    assert str(aside) in session.notices[0]
    assert aside.is_symlink() is (meddle is link)
    if meddle is link:
        assert elsewhere.read_text() == "not ours to touch"
    assert previous(session.path).read_bytes() == kept, "the last good one is not theirs"
    session.append(heard(4))
    assert len(session.notices) == 1
    session.leave()
    assert texts(store.read(session.id).events) == [f"heard {number}" for number in (1, 2, 3, 4)]


def test_a_removed_file_is_written_anew(store):
    session = make(store, entries=2)
    session.path.unlink()
    session.append(heard(3))
    assert "was removed from outside" in session.notices[0]
    session.leave()
    assert len(texts(store.read(session.id).events)) == 3


def test_a_removed_folder_is_made_anew(store):
    session = make(store, entries=2)
    shutil.rmtree(store.root / "sessions")
    session.append(heard(3))
    session.leave()
    assert len(texts(store.read(session.id).events)) == 3


def test_two_things_set_aside_in_one_second_are_both_kept(tmp_path):
    from stored_samples import START

    store = SessionStore(tmp_path / "store", now=lambda: START)
    session = make(store, entries=1)
    for number in (2, 3):
        swap(session.path, tmp_path / "elsewhere")
        session.append(heard(number))
    names = sorted(path.name for path in (store.root / "quarantine").iterdir())
    assert len(names) == 2
    assert all(name.startswith("20260714T100000Z") for name in names)


@pytest.mark.parametrize(
    "name", ["S-1_x.json", ".S-0001_01KX.json.aa.tmp", "S-0001_01KX.draft.json"]
)
def test_other_files_are_not_taken_for_sessions(name):
    assert parse(f"sessions/2026/{name}") is None

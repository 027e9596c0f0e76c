"""A session is erased wherever it stands, its number is never used again, and nothing else goes."""

from __future__ import annotations

import pytest
from forgetting import NOW, a_store, backup, everything, first_id, leave_beside
from stored_samples import make, new_id
from whole_store import files_with

from learnsession.errors import InUseError, NotFoundError, SaveError
from learnsession.store import erasing
from learnsession.store.backup_lists import readable_backups
from learnsession.store.names import Name
from learnsession.store.sessions import SessionStore


@pytest.fixture
def store(tmp_path, sealed) -> SessionStore:
    return a_store(tmp_path / "store", sealed)


def erase(store: SessionStore, spec: str = "S-0001") -> None:
    with erasing.held(store, erasing.meant(store, spec), NOW) as session:
        session.erase()


def test_nothing_is_left_of_the_session_anywhere(store):
    erase(store)
    for words in (first_id(), "nobody was named", "as zo"):
        assert files_with(store.root, words, store.seal) == []
    assert not [path for path in store.root.rglob("*") if first_id() in path.name]
    with pytest.raises(NotFoundError):
        store.find("S-0001")
    assert [row.ref for row in store.rows()] == ["S-0003", "S-0002"]
    assert store.damaged() == ()


def test_what_others_left_beside_it_goes_with_it_and_is_told_first(store):
    left = leave_beside(store)
    path = store.root / store.find("S-0001").path
    longer = path.with_name(f"{path.stem}0.json")
    longer.write_bytes(b"of a session whose id is longer")
    path.with_name(f"{path.stem} folder").mkdir()
    assert erasing.going(store, erasing.meant(store, "S-0001")).strays == len(left)
    erase(store)
    assert not [each for each in left if each.exists()]
    assert files_with(store.root, "nobody was named", store.seal) == []
    assert longer.exists()


def test_a_second_version_in_a_kept_backup_goes_with_it(store):
    path = store.root / store.find("S-0001").path
    second = path.with_name(f"{path.stem}-LAPTOP.json")
    second.write_bytes(path.read_bytes())
    backup(store, 30)
    second.unlink()
    erase(store)
    assert files_with(store.root, "nobody was named", store.seal) == []
    kept = readable_backups(store.root, store.seal)
    assert not [each for backup in kept for each in backup.files if first_id() in each]


def test_other_sessions_keep_their_bytes(store):
    before = everything(store.root)
    erase(store)
    after = everything(store.root)
    others = {path for path in before if "S-0002" in path or "S-0003" in path}
    assert others
    assert {path: before[path] for path in others} == {path: after[path] for path in others}


def test_what_goes_is_told_first_and_nothing_is_changed_by_telling(store):
    before = everything(store.root)
    found = erasing.going(store, erasing.meant(store, "s-1"))
    assert (found.drafted, found.set_aside, found.backups) == (True, 4, 3)
    assert found.record is not None
    assert len(found.record.agreed_actions) == 1
    assert found.carried == ("S-0002",)
    assert everything(store.root) == before
    assert erasing.going(store, erasing.meant(store, "S-0003")).carried == ()


def test_asking_and_leaving_it_changes_nothing(store):
    store.rows()
    before = everything(store.root)
    with erasing.held(store, erasing.meant(store, "S-0001"), NOW):
        pass
    assert everything(store.root) == before


def test_a_marker_that_a_kill_left_stays_when_nothing_is_erased(store):
    marker = store.root / "in-use" / f"{first_id()}.json"
    marker.write_bytes(b"left by a kill")
    with erasing.held(store, erasing.meant(store, "S-0001"), NOW):
        pass
    assert marker.exists()


def test_a_session_in_use_is_refused_and_cannot_be_opened_meanwhile(store):
    open_session = store.open(first_id())
    with pytest.raises(InUseError), erasing.held(store, erasing.meant(store, "S-0001"), NOW):
        pass
    open_session.leave()
    with erasing.held(store, erasing.meant(store, "S-0001"), NOW), pytest.raises(InUseError):
        store.open(first_id())


@pytest.mark.parametrize("counted", [0, 1, 2])
def test_the_number_is_never_given_out_again(tmp_path, counted):
    """Also that of the last session, and of one that was copied in from elsewhere."""
    store = SessionStore(tmp_path / "store")
    for _ in range(counted):
        store.next_reference()
    make(store, number=7, ref="S-0007").leave()
    erase(store, "S-0007")
    assert store.next_reference() == "S-0008"


@pytest.mark.parametrize("harm", [b"", b"{", None])
@pytest.mark.parametrize("name", ["counter.json", "counter.json.bak"])
def test_nor_is_it_when_a_counter_is_lost_or_damaged(tmp_path, harm, name):
    store = SessionStore(tmp_path / "store")
    for number in (1, 2):
        make(store, number=number, ref=store.next_reference()).leave()
    erase(store, "S-0002")
    counter = store.root / name
    counter.unlink() if harm is None else counter.write_bytes(harm)
    assert store.next_reference() == "S-0003"


def test_a_session_that_cannot_be_read_any_more_can_be_erased(store):
    path = store.root / store.find("S-0001").path
    path.write_bytes(b"{")
    path.with_name(f"{path.name}.bak").write_bytes(b"")
    name = erasing.meant(store, "S-0001")
    assert name.id == first_id()
    assert erasing.going(store, name).record is None
    erase(store)
    assert not [path for path in store.root.rglob("*") if first_id() in path.name]


def test_what_a_kill_left_of_an_erased_session_is_removed(store):
    erase(store)
    for folder, ending in (("in-use", "json"), ("locks", "lock")):
        (store.root / folder).mkdir(exist_ok=True)
        (store.root / folder / f"{first_id()}.{ending}").write_bytes(b"")
    other = store.open(new_id(2))
    assert erasing.finish(store.root)
    assert not erasing.finish(store.root)
    assert not [path for path in store.root.rglob("*") if first_id() in path.name]
    other.leave()


def test_a_refused_removal_can_be_repeated(store, monkeypatch):
    removed = []

    def second_refused(path):
        removed.append(path)
        if len(removed) == 2:
            raise SaveError("The disk can only be read.", "Make it writable.", str(path))
        remove(path)

    remove = erasing.remove
    monkeypatch.setattr(erasing, "remove", second_refused)
    with pytest.raises(SaveError):
        erase(store)
    assert store.find("S-0001").reflections == 2
    monkeypatch.setattr(erasing, "remove", remove)
    erase(store)
    assert not [path for path in store.root.rglob("*") if first_id() in path.name]


def test_the_session_itself_is_the_last_to_go(store, monkeypatch):
    gone = []
    remove = erasing.remove
    monkeypatch.setattr(erasing, "remove", lambda path: (gone.append(path.name), remove(path)))
    erase(store)
    name = f"S-0001_{first_id()}"
    ours = [each for each in gone if each.startswith(name)]
    assert ours == [f"{name}.draft.json", f"{name}.json.bak", f"{name}.json"]
    assert gone.index(ours[-1]) == max(gone.index(each) for each in gone if name in each)


def test_a_name_that_means_nothing_is_not_found(store):
    with pytest.raises(NotFoundError):
        erasing.meant(store, "S-0999")
    assert erasing.meant(store, "last") == Name("S-0003", new_id(3), store.find("last").path)

"""The index of agreed actions: derived, never wrong, and never more readable than the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from learnsession.session import action_events as said
from learnsession.session import events as ev
from learnsession.session.removing import PhraseRemoval
from learnsession.store import action_index, vault
from learnsession.store.layout import ACTIONS
from learnsession.store.sessions import SessionStore
from learnsession.store.vault_file import Derivation
from support import started

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECRET = "Zwiebelkuchen"


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "store", lambda: NOON)


@pytest.fixture(autouse=True)
def _always_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action_index, "WORTH_WRITING", 1)


def agreed(entry: str, text: str, minutes: int = 1, ref: str | None = None) -> ev.ActionAgreed:
    at = NOON + timedelta(minutes=minutes)
    ref = ref or f"A-{int(entry[1:]):04d}"
    return ev.ActionAgreed(at=at, entry=entry, ref=ref, text=text, phase="p", step="s")


def done(entry: str, minutes: int = 5) -> said.ActionProgressed:
    at = NOON + timedelta(minutes=minutes)
    return said.ActionProgressed(
        at=at, entry=entry, id=f"X{entry}{minutes}", answer="done", difference="better"
    )


def kept(store: SessionStore, number: int, *events: ev.Event) -> str:
    """A session of this number with these events, left again. Gives its id."""
    first = started().model_copy(update={"session": f"SESSION{number}", "ref": f"S-{number:04d}"})
    session = store.create(first)
    session.append(*events)
    session.leave()
    return first.session


def stands(store: SessionStore) -> dict[str, str]:
    found = {state["action"]: state.get("status", "") for state in store.action_states()}
    again = SessionStore(store.root, lambda: NOON, store.seal)
    assert {s["action"]: s.get("status", "") for s in again.action_states()} == found
    return found


def opened_files(store: SessionStore, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which sessions the next look at actions has to read."""
    read: list[str] = []
    plain = store._read_contribution
    monkeypatch.setattr(store._actions, "_read", lambda name: read.append(name.ref) or plain(name))
    store.action_states()
    return read


def test_an_empty_store_has_none_and_nothing_is_made(store: SessionStore) -> None:
    assert store.action_states() == []
    assert not store.root.exists()


def test_what_was_said_in_another_session_counts(store: SessionStore) -> None:
    kept(store, 1, agreed("E1", "one"), agreed("E2", "two"))
    kept(store, 2, done("E1"), agreed("E3", "three"), done("E9"))
    assert stands(store) == {"one": "complete", "two": "", "three": ""}


def test_what_was_taken_back_is_none(store: SessionStore) -> None:
    gone = ev.EntryWithdrawn(at=NOON + timedelta(minutes=3), entry="E1")
    kept(store, 1, agreed("E1", "one"), agreed("E2", "two"), gone)
    assert stands(store) == {"two": ""}


def test_a_second_look_opens_no_session(
    store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 5):
        kept(store, number, agreed(f"E{number}", f"action {number}"))
    assert len(opened_files(store, monkeypatch)) == 4
    assert opened_files(SessionStore(store.root, lambda: NOON), monkeypatch) == []


def test_a_session_that_went_on_is_read_again(
    store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = kept(store, 1, agreed("E1", "one"))
    kept(store, 2, agreed("E2", "two"))
    store.action_states()
    going_on = store.open(session)
    going_on.append(done("E2"))
    assert opened_files(store, monkeypatch) == ["S-0001"]
    assert stands(store) == {"one": "", "two": "complete"}
    going_on.leave()
    assert stands(store) == {"one": "", "two": "complete"}


def test_a_store_without_its_index_or_with_a_damaged_one_makes_it_anew(
    store: SessionStore,
) -> None:
    kept(store, 1, agreed("E1", "one"))
    before = store.action_states()
    path = store.root / ACTIONS
    whole = path.read_bytes()
    for spoilt in (b"", b"{}", whole[:-20], whole.replace(b"one", b"two"), b"[" * 9000):
        path.write_bytes(spoilt)
        assert store.action_states() == before
    path.unlink()
    assert store.action_states() == before
    assert path.exists()


def test_a_session_that_cannot_be_read_is_named_and_the_others_are_there(
    store: SessionStore,
) -> None:
    kept(store, 1, agreed("E1", "one"))
    kept(store, 2, agreed("E2", "two"))
    for path in store.root.glob("sessions/*/S-0001*"):
        path.write_bytes(b"nothing")
    assert stands(store) == {"two": ""}
    store.action_states()
    assert [name.ref for name, _ in store.actions_unread] == ["S-0001"]


def test_numbers_are_given_out_once(store: SessionStore) -> None:
    kept(store, 1, agreed("E1", "one", ref="A-0041"))
    assert store.next_action_reference() == "A-0042"
    assert store.next_reference() == "S-0002"
    assert SessionStore(store.root, lambda: NOON).next_action_reference() == "A-0043"
    assert store.next_action_reference() == "A-0044"
    assert store.next_reference() == "S-0003"


def test_numbers_go_on_when_the_counter_is_lost(store: SessionStore) -> None:
    kept(store, 1, agreed("E1", "one", ref="A-0041"))
    store.next_action_reference()
    for path in store.root.glob("counter.json*"):
        path.unlink()
    assert SessionStore(store.root, lambda: NOON).next_action_reference() == "A-0042"


def test_words_that_are_removed_for_good_leave_the_index_too(store: SessionStore) -> None:
    session = kept(store, 1, agreed("E1", f"Ring {SECRET}"))
    kept(store, 2, agreed("E2", "two"))
    store.action_states()
    assert SECRET in (store.root / ACTIONS).read_text("utf-8")
    opened = store.open(session)
    removed = ev.WordsRemoved(at=NOON + timedelta(minutes=9), count=1, within=("E1",))
    opened.remove_words(PhraseRemoval(SECRET), removed)
    assert SECRET not in (store.root / ACTIONS).read_text("utf-8")
    opened.leave()
    assert stands(store) == {"Ring [removed]": "", "two": ""}
    everything = b"".join(path.read_bytes() for path in store.root.rglob("*") if path.is_file())
    assert SECRET.encode() not in everything


def test_removing_words_leaves_no_damaged_index_behind(store: SessionStore) -> None:
    session = kept(store, 1, agreed("E1", f"Ring {SECRET}"))
    store.action_states()
    path = store.root / ACTIONS
    path.write_bytes(path.read_bytes()[:-9])
    opened = store.open(session)
    opened.remove_words(PhraseRemoval(SECRET), ev.WordsRemoved(at=NOON, count=1, within=("E1",)))
    opened.leave()
    assert not path.exists() or SECRET not in path.read_text("utf-8")


@pytest.fixture
def protected(store: SessionStore) -> SessionStore:
    kept(store, 1, agreed("E1", f"Ring {SECRET}"))
    store.action_states()
    prepared = vault.prepare("a long enough passphrase", Derivation(b"salt for a test!", 1, 1, 64))
    return SessionStore(store.root, lambda: NOON, vault.protect(store.root, prepared))


def test_a_protected_store_keeps_its_index_sealed(protected: SessionStore) -> None:
    def everything() -> bytes:
        files = (path for path in protected.root.rglob("*") if path.is_file())
        return b"".join(path.read_bytes() for path in files)

    assert SECRET.encode() not in everything()
    kept(protected, 2, agreed("E2", f"Write to {SECRET}"), done("E1"))
    assert stands(protected) == {f"Ring {SECRET}": "complete", f"Write to {SECRET}": ""}
    assert (protected.root / ACTIONS).exists()
    assert SECRET.encode() not in everything()


def test_a_file_that_lost_its_last_save_is_told_until_it_is_well(store: SessionStore) -> None:
    session = kept(store, 1, agreed("E1", "one"))
    again = store.open(session)
    again.append(agreed("E2", "two", minutes=2))
    again.leave()
    path = store.root / store.find(session).path
    whole = path.read_bytes()
    path.write_bytes(whole[:-7])
    for _ in range(2):
        assert stands(store) == {"one": ""}
        assert "at most its last save is missing" in " ".join(store.actions_noticed)
    path.write_bytes(whole)
    assert stands(store) == {"one": "", "two": ""}
    assert store.actions_noticed == ()


def test_what_was_taken_back_is_known_by_its_id(store: SessionStore) -> None:
    gone = ev.EntryWithdrawn(at=NOON + timedelta(minutes=3), entry="E1")
    kept(store, 1, agreed("E1", "one"), agreed("E2", "two"), gone)
    assert store.actions_withdrawn() == {"E1"}

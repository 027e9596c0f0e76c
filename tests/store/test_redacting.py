"""A phrase goes from a session and every copy of it, and nothing else changes."""

from __future__ import annotations

import errno
import os

import pytest
from forgetting import NAME, NOW, a_store, everything, first_id, leave_beside
from stored_samples import heard, make, new_id, texts
from whole_store import files_with

from learnsession.errors import InUseError, SaveError
from learnsession.session.events import WordsRemoved
from learnsession.session.folding import fold
from learnsession.session.record import REMOVED
from learnsession.session.removing import EntryRemoval, PhraseRemoval
from learnsession.store import copies
from learnsession.store.redacting import DRAFT, Standing, redact, standing
from learnsession.store.sessions import SessionStore


@pytest.fixture
def store(tmp_path, sealed) -> SessionStore:
    return a_store(tmp_path / "store", sealed)


def redacted(store: SessionStore, phrase: str = NAME) -> Standing:
    removal = PhraseRemoval(phrase)
    session = store.open(first_id())
    try:
        found = standing(store, session, removal)
        if found.found:
            assert redact(session, removal, found, NOW) == ()
    finally:
        session.leave()
    return found


def where(store: SessionStore) -> list[str]:
    return files_with(store.root, "quill", store.seal)


def test_the_samples_hold_the_name_wherever_a_store_keeps_anything(store):
    places = {path.split("/")[0] for path in where(store)}
    assert places >= {"sessions", "backups", "catalogue.json"}
    if not store.seal.key_id:
        assert "quarantine" in places
        assert [path for path in where(store) if path.endswith(".tmp")]


def test_nothing_is_left_of_the_words_but_in_the_session_that_is_named(store):
    found = redacted(store)
    assert found.places.entries == {1: 3, 3: 1}
    assert found.places.elsewhere == {"the set-up": 1, DRAFT: 1}
    assert found.also_in == ("S-0002",)
    assert not found.unsearched
    left = {path for path in where(store) if "S-0002" not in path}
    held = {path for path in left if path.startswith("backups/objects")}
    assert left - held <= {"catalogue.json"}  # the row of the other session
    assert len(held) == 1  # its copy
    other = store.open(new_id(2))
    try:
        removal = PhraseRemoval(NAME)
        assert redact(other, removal, standing(store, other, removal), NOW) == ()
    finally:
        other.leave()
    assert where(store) == []


def test_the_rest_of_the_session_is_as_it_was_and_says_that_words_were_removed(store):
    before = store.read(first_id())
    redacted(store)
    after = store.read(first_id())
    assert after.notices == ()
    within = ("entry-1", "entry-3")
    assert after.events[-1] == WordsRemoved(at=NOW, count=6, within=within)
    assert [type(event) for event in after.events[:-1]] == [type(event) for event in before.events]
    assert after.events[2] == before.events[2]
    record = fold(after.events)
    assert [entry.text for entry in record.entries] == [
        f"{REMOVED} was there, as {REMOVED} said",
        "nobody was named",
        f"Ring {REMOVED} on Monday",
    ]
    assert record.entries[0].history[0].text == f"{REMOVED} was there"
    assert [entry.phrases_removed_at for entry in record.entries] == [(NOW,), (), (NOW,)]
    assert record.started.team == f"{REMOVED}'s team"
    row = store.find("S-0001")
    assert (row.team, row.written) == (f"{REMOVED}'s team", record.last_at)
    session = store.open(first_id())
    assert session.draft().text == f"half of what {REMOVED}"
    session.append(heard(9))
    session.leave()
    assert texts(store.read(first_id()).events)[-1] == "heard 9"


def test_a_copy_that_is_brought_back_says_so_too(store):
    redacted(store)
    path = store.root / store.find("S-0001").path
    for name, data in copies.copies_in_backups(store.root, path, store.seal):
        if not name.endswith(".draft.json"):
            path.write_bytes(data)
            events = store.read(first_id()).events
            assert isinstance(events[-1], WordsRemoved)
            assert fold(events).removals == (NOW,)


def test_what_cannot_be_looked_into_goes_as_a_whole_and_is_told_before(store):
    found = redacted(store)
    aside = sorted((store.root / "quarantine").iterdir())
    assert found.unreadable == 3
    assert [path.name.split("_")[0] for path in aside] == ["20260714T100000Z"]


def test_the_words_go_from_what_others_left_beside_it(store):
    before = redacted_copies(store)
    path = store.root / store.find("S-0001").path
    conflicted, editors, cut, draft = leave_beside(store)
    found = redacted(store)
    assert (found.copies, found.unreadable_beside) == (before + 3, 1)
    assert not cut.exists()
    for words, places in ((NAME, 0), ("nobody was named", 1)):
        for left in (conflicted, editors):
            removal = PhraseRemoval(words)
            after = copies.cleaned(path, left.read_bytes(), store.seal, removal)
            assert (after.data is None, after.places) == (False, places)
    assert copies.cleaned(path, draft.read_bytes(), store.seal, PhraseRemoval(NAME)).places == 0
    assert not redacted(store).found


def redacted_copies(store: SessionStore) -> int:
    session = store.open(first_id())
    try:
        return standing(store, session, PhraseRemoval(NAME)).copies
    finally:
        session.leave()


def test_other_sessions_and_files_keep_their_bytes(store):
    before = everything(store.root)
    redacted(store)
    after = everything(store.root)
    same = {path for path in before if before[path] == after.get(path)}
    assert {path for path in before if "S-0003" in path or "S-0002" in path} <= same


def test_done_again_it_changes_nothing(store):
    redacted(store)
    before = everything(store.root)
    again = redacted(store)
    assert not again.found
    assert again.also_in == ("S-0002",)
    assert {path: data for path, data in everything(store.root).items() if "sessions/" in path} == {
        path: data for path, data in before.items() if "sessions/" in path
    }


def test_a_phrase_that_stands_nowhere_is_not_found_and_nothing_is_written(store):
    before = everything(store.root)
    session = store.open(first_id())
    found = standing(store, session, PhraseRemoval("Somebody Else"))
    assert (found.found, found.also_in, found.places.total) == (False, (), 0)
    left = everything(store.root)
    assert {p: d for p, d in left.items() if p in before and not p.startswith("in-use")} == {
        p: d for p, d in before.items() if p in left and not p.startswith("in-use")
    }
    session.leave()


def test_a_copy_alone_is_found_and_finished(store):
    """As an earlier try leaves it that could not reach the backups."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copies, "rewrite", newer)
        session, removal = store.open(first_id()), PhraseRemoval(NAME)
        told = redact(session, removal, standing(store, session, removal), NOW)
        session.leave()
    assert "could not be removed everywhere" in told[0]
    assert [path for path in where(store) if path.startswith("backups")]
    found = redacted(store)
    assert (found.places.total, found.copies > 0) == (0, True)
    assert not [p for p in where(store) if "S-0001" in p]
    assert fold(store.read(first_id()).events).removals == (NOW,)


def newer(*_):
    from learnsession.store.envelope import newer

    raise newer(copies.Path("2026-W29.json"))


def test_a_session_in_use_is_refused(store):
    held = store.open(first_id())
    with pytest.raises(InUseError):
        store.open(first_id())
    held.leave()


def test_an_entry_goes_from_the_open_session_and_its_copies(store):
    session = store.open(first_id())
    session.append(heard(7, f"{NAME} again"))
    session.remove_words(EntryRemoval("entry-1"), WordsRemoved(at=NOW, count=2, entry="entry-1"))
    session.append(heard(8))
    assert session.notices == ()
    for words in ("was there", "as Zo"):
        assert files_with(store.root, words, store.seal) == []
    assert [path for path in where(store) if "S-0001" in path]  # the other entries still say it
    session.leave()
    record = fold(store.read(first_id()).events)
    assert record.entries[0].text == REMOVED
    assert [entry.text for entry in record.entries][-1] == "heard 8"
    assert record.entries[0].removed_at == NOW


def test_the_half_written_amendment_of_an_entry_goes_with_it(tmp_path):
    from test_session_store import a_draft

    store = SessionStore(tmp_path / "store")
    session = make(store)
    session.keep_draft(a_draft("other words", entry="entry-2"))
    session.remove_words(EntryRemoval("entry-1"), None)
    assert session.draft() is not None
    session.remove_words(EntryRemoval("entry-2"), None)
    assert session.draft() is None
    assert files_with(store.root, "other words") == []
    session.leave()


def test_a_refused_save_can_be_repeated_and_keeps_what_waits(tmp_path, monkeypatch):
    store = SessionStore(tmp_path / "store")
    session = make(store)
    removed = WordsRemoved(at=NOW, count=1, entry="entry-1")
    fsync = os.fsync

    def full(_handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError):
        session.append(heard(5))
    for _ in range(2):
        with pytest.raises(SaveError):
            session.remove_words(EntryRemoval("entry-1"), removed)
    monkeypatch.setattr(os, "fsync", fsync)
    session.remove_words(EntryRemoval("entry-1"), removed)
    session.remove_words(EntryRemoval("entry-1"), removed)
    session.leave()
    kept = store.read(session.id).events
    assert kept.count(removed) == 1
    assert texts(kept) == [REMOVED, "heard 2", "heard 5"]
    assert files_with(store.root, "heard 1") == []

"""Creating, appending, leaving, opening and finding sessions."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored_samples import START, agreed, heard, make, new_id, started, texts

from learnsession.errors import (
    DamagedError,
    InUseError,
    NewerError,
    NotFoundError,
    SaveError,
    StoreError,
)
from learnsession.session import events as ev
from learnsession.store.drafts import Draft, draft_path
from learnsession.store.envelope import FORMAT, unwrap, wrap
from learnsession.store.names import path_for
from learnsession.store.opened import OpenSession
from learnsession.store.sessions import SessionStore
from learnsession.typed import clean


def a_draft(text: str = "half a sent", **more) -> Draft:
    values = {"kind": "reflection", "step": "talk-1", "entry": None, "owner": "", "due": ""}
    return Draft(text=text, **{**values, "at": START.replace(hour=11), **more})


def test_an_absent_store_is_empty_and_is_not_made(store):
    assert store.rows() == ()
    assert store.damaged() == ()
    assert store.team_names() == ()
    assert store.last_of_team("East") is None
    with pytest.raises(NotFoundError) as refused:
        store.find("last")
    assert "learnsession run" in refused.value.todo
    assert not store.root.exists()


def test_what_was_appended_is_read_back_in_order(store):
    session = make(store, entries=3)
    session.append(heard(4), agreed(5))
    assert session.pending == 0
    session.leave()
    kept = store.read(new_id(1))
    assert kept.events == session.events
    assert kept.notices == ()
    assert session.path == store.root / "sessions" / "2026" / f"S-0001_{new_id(1)}.json"


def test_another_session_goes_on_where_the_first_stopped(store):
    make(store, entries=2).leave()
    again = store.open(new_id(1))
    again.append(heard(3))
    again.leave()
    again.leave()
    assert texts(store.read(new_id(1)).events) == ["heard 1", "heard 2", "heard 3"]
    with pytest.raises(SaveError, match="has been left"):
        again.append(heard(4))


def test_several_events_are_one_save(store, monkeypatch):
    session = make(store, entries=1)
    moves = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda *paths: (moves.append(paths), replace(*paths)))
    session.append(heard(2), heard(3), heard(4))
    assert len(moves) == 1
    assert len(store.read(session.id).events) == 5


def test_an_append_does_not_read_the_file_again(store, monkeypatch):
    session = make(store, entries=2)
    monkeypatch.setattr("learnsession.store.sealing.read_whole", pytest.fail)
    session.append(heard(3))
    assert session.pending == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_only_the_owner_may_read_anything(store):
    before = os.umask(0)
    try:
        store.keep_pack("a" * 64, {"id": "x"})
        store.next_reference()
        session = make(store)
        session.keep_draft(a_draft())
        make(store, number=2).leave()
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in store.root.rglob("*")}
    assert len(modes) > 10
    for path, mode in modes.items():
        assert mode == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE(store.root.stat().st_mode) == 0o700


def test_a_second_window_is_told_who_has_it_and_may_read(store):
    now = datetime(2026, 7, 14, 12, 52, tzinfo=UTC)
    session = make(SessionStore(store.root, now=lambda: now))
    with pytest.raises(InUseError) as refused:
        store.open(session.id)
    assert f"process {os.getpid()}" in refused.value.happened
    assert f"since {now.astimezone():%H:%M}" in refused.value.happened
    assert "learnsession show S-0001" in refused.value.todo
    assert texts(store.read(session.id).events) == ["heard 1", "heard 2"]
    session.leave()
    store.open(session.id).leave()


def test_another_process_is_refused(store):
    session = make(store)
    code = (
        "import sys; from pathlib import Path\n"
        "from learnsession.errors import InUseError\n"
        "from learnsession.store.sessions import SessionStore\n"
        "try: SessionStore(Path(sys.argv[1])).open(sys.argv[2])\n"
        "except InUseError as error: print(error)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(store.root), session.id],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    ).stdout
    assert f"another window (process {os.getpid()} on " in said
    session.append(heard(3))
    assert session.notices == ()


def test_a_marker_left_by_a_kill_does_not_lock(store):
    session = make(store)
    session._hold._lock.release()  # what the system does when a process dies
    again = store.open(session.id)
    assert again.notices == ()
    again.leave()


def test_create_never_writes_over_a_session(store):
    make(store).leave()
    with pytest.raises(ValueError, match="already"):
        store.create(started(1))
    assert len(store.read(new_id(1)).events) == 3


@pytest.mark.parametrize("session_id", ["../x", "a/b", "", "a.draft"])
def test_ids_that_lead_elsewhere_are_refused(session_id):
    with pytest.raises(ValueError, match="not the name"):
        path_for("S-0001", session_id, START)


# --- numbers ---


def test_numbers_are_never_used_again_while_the_counter_lives(store):
    assert [store.next_reference() for _ in range(3)] == ["S-0001", "S-0002", "S-0003"]
    (store.root / "counter.json").write_bytes(b"")
    make(store, number=7).leave()
    assert store.next_reference() == "S-0008"
    (store.root / "counter.json").unlink()
    assert store.next_reference() == "S-0008"


def test_two_processes_never_get_the_same_number(store):
    code = (
        "import sys; from pathlib import Path\n"
        "from learnsession.store.sessions import SessionStore\n"
        "store = SessionStore(Path(sys.argv[1]))\n"
        "for _ in range(25): print(store.next_reference())\n"
    )
    command = [sys.executable, "-c", code, str(store.root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    given = [line for child in running for line in child.communicate(timeout=60)[0].split()]
    assert sorted(given) == [f"S-{number:04d}" for number in range(1, 76)]


# --- finding ---


def test_find_by_everything_people_say(store):
    for number in (1, 2, 12):
        make(store, number=number, seconds=number * 100.0, entries=0).leave()
    for said in ("S-0002", "s-2", "S2", "s-0002", new_id(2), new_id(2).lower()):
        assert store.find(said).id == new_id(2), said
    assert store.find(new_id(12)[:-1]).id == new_id(12)
    assert store.find("last").id == new_id(12)
    reopened = store.open(new_id(1))
    reopened.append(heard(1, seconds=5000))
    reopened.leave()
    assert store.find("LAST").id == new_id(1)
    with pytest.raises(NotFoundError, match=r"S-0012 .*S-0002|S-0002 .*S-0012"):
        store.find("01K0")
    for said in ("01K", "S-0099", "nothing"):
        with pytest.raises(NotFoundError) as refused:
            store.find(said)
        assert "learnsession sessions" in refused.value.todo


def test_teams_the_most_recent_first(store):
    for number, team in enumerate(["East", "West", "East", "North"], start=1):
        make(store, number=number, team=team, seconds=number * 100.0, entries=0).leave()
    assert store.team_names() == ("North", "East", "West")
    last = store.last_of_team(" east ")
    assert last is not None
    assert last.ref == "S-0003"
    assert store.last_of_team("South") is None


# --- drafts ---


def test_the_half_written_text_comes_back_as_typed(store):
    session = make(store)
    draft = a_draft("  naïve 👩‍👧 \ud800 שלום\n", kind="agreed-action", owner="team ma", due="Fri")
    session.keep_draft(a_draft("first"))
    session.keep_draft(draft)
    session.leave()
    again = store.open(session.id)
    assert again.draft() == draft
    again.keep_draft(None)
    again.leave()
    assert not draft_path(session.path).exists()
    assert store.open(session.id).draft() is None


@pytest.mark.parametrize(
    ("draft", "event", "dropped"),
    [
        (a_draft("heard 9", at=START), heard(9), True),
        (a_draft("heard 9\x07 ", at=START), heard(9), True),
        (a_draft("heard 9", at=START.replace(hour=12)), heard(9), False),
        (a_draft("heard", at=START), heard(9), False),
        (a_draft("heard 9", kind="agreed-action", at=START), heard(9), False),
        (a_draft("same", kind="agreed-action", at=START), agreed(9, "same"), True),
        (
            a_draft("better", entry="entry-1", at=START),
            ev.EntryAmended(at=START, entry="entry-1", text="better"),
            True,
        ),
        (
            a_draft("better", entry="entry-2", at=START),
            ev.EntryAmended(at=START, entry="entry-1", text="better"),
            False,
        ),
    ],
)
def test_a_draft_whose_entry_was_kept_is_dropped(store, draft, event, dropped):
    session = make(store, entries=1)
    session.keep_draft(draft)
    session.append(event)
    session.leave()
    again = store.open(session.id)
    assert again.draft() == (None if dropped else draft)
    assert draft_path(session.path).exists() is not dropped


def test_a_damaged_draft_is_set_aside_and_said(store):
    session = make(store)
    session.keep_draft(a_draft())
    session.leave()
    draft_path(session.path).write_bytes(b"")
    again = store.open(session.id)
    assert again.draft() is None
    assert "half-written" in again.notices[0]
    assert len(list((store.root / "quarantine").iterdir())) == 1


# --- packs and formats ---


def test_a_pack_is_kept_once_as_it_was(store):
    store.keep_pack("a" * 64, {"id": "x", "title": "Łódź"})
    store.keep_pack("a" * 64, {"id": "changed"})
    store.keep_format("a" * 64, {"id": "team-30"})
    assert store.kept_pack("a" * 64) == {"id": "x", "title": "Łódź"}
    assert store.kept_format("a" * 64) == {"id": "team-30"}
    with pytest.raises(NotFoundError):
        store.kept_pack("b" * 64)
    with pytest.raises(NotFoundError):
        store.kept_pack("../../x")


def test_a_changed_or_swapped_pack_is_noticed_and_can_be_kept_again(store):
    store.keep_pack("a" * 64, {"id": "x"})
    store.keep_pack("b" * 64, {"id": "y"})
    first, second = (store.root / "packs" / f"{name * 64}.json" for name in "ab")
    first.write_bytes(second.read_bytes())
    with pytest.raises(DamagedError, match="something else than its name"):
        store.kept_pack("a" * 64)
    second.write_bytes(second.read_bytes().replace(b'"y"', b'"z"'))
    with pytest.raises(DamagedError, match="cut or changed"):
        store.kept_pack("b" * 64)
    store.keep_pack("b" * 64, {"id": "y"})
    assert store.kept_pack("b" * 64) == {"id": "y"}
    assert len(list((store.root / "quarantine").iterdir())) == 1


# --- newer formats ---


def test_a_newer_format_is_refused_and_left_alone(store):
    session = make(store)
    session.leave()
    body = unwrap("session", session.path.read_bytes(), session.path).body
    newer = wrap("session", body).replace(b'"format":%d' % FORMAT, b'"format":%d' % (FORMAT + 1))
    from hashlib import sha256

    head = b'{"learnsession":"session","format":%d,' % (FORMAT + 1)
    old = newer.split(b'"sha256":"')[1][:64]
    newer = newer.replace(old, sha256(head + body).hexdigest().encode())
    session.path.write_bytes(newer)
    for opening in (store.open, store.read):
        with pytest.raises(NewerError, match="newer version"):
            opening(session.id)
    assert session.path.read_bytes() == newer
    assert store.damaged()[0][0] == session.path


def test_an_event_of_a_newer_version_is_no_damage(store):
    session = make(store)
    session.leave()
    body = unwrap("session", session.path.read_bytes(), session.path).body
    unknown = wrap("session", body.replace(b"reflection-added", b"reflection-sung"))
    session.path.write_bytes(unknown)
    with pytest.raises(NewerError, match="does not know"):
        store.open(session.id)
    assert session.path.read_bytes() == unknown


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_no_damage(store):
    session = make(store)
    session.leave()
    session.path.chmod(0)
    with pytest.raises(StoreError, match="could not be read") as refused:
        store.open(session.id)
    assert not isinstance(refused.value, DamagedError)


# --- any text ---

TYPED = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "\U0001f469\u200d\U0001f467\u200d\U0001f466 👩🏽",
            "e\u0301 ŵ Ł",
            "שלום עולם",
            'a\n\t"b" \\ \u2028',
            "[/b] {x} =1+1",
        ]
    ),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.lists(TYPED, min_size=1, max_size=4), draft=st.text())
def test_any_typed_text_comes_back_unchanged(store, typed, draft):
    number = sum(1 for _ in store.root.rglob("S-*.json")) + 1
    session: OpenSession = store.create(started(number))
    words = [clean(text).text for text in typed]
    session.append(*(heard(place, text) for place, text in enumerate(words)))
    session.keep_draft(a_draft(draft))
    session.leave()
    again = store.open(session.id)
    assert texts(again.events) == words
    assert again.draft() == a_draft(draft)
    again.leave()

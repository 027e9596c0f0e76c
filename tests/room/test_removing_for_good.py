"""Removing for good while a session runs: on the screen at once, told once the disk has it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from learnsession.errors import LockedError, RefusedError
from learnsession.room.desk import Desk, SetUp
from learnsession.room.room import Room
from learnsession.session.folding import fold
from learnsession.session.record import REMOVED
from learnsession.store.opened import OpenSession

sys.path.append(str(Path(__file__).parents[1] / "store"))

from whole_store import files_with


@pytest.fixture
def written(room: Room) -> Room:
    """Two entries, one of them amended; both say 'the name'."""
    room.go(room.agenda.step("talk.map").number)
    first = room.add_reflection("the name was said").entry
    room.agree_action("ring the name", "the name")
    room.amend(first, "the name, twice: the name")
    return room


def on_disk(desk: Desk, room: Room) -> object:
    return fold(desk.store.read(room.record.started.session).events)


def test_the_record_and_the_disk_say_the_same(written: Room, desk: Desk) -> None:
    told: list[str] = []
    written.remove_phrase("the name", written.record.entries[0], told.append)
    assert written.record.entries[0].text == f"{REMOVED}, twice: {REMOVED}"
    assert written.record.entries[1].text == "ring the name"
    written.settle()
    assert told == [""]
    assert on_disk(desk, written) == written.record
    written.remove_entry(written.record.entries[1], told.append)
    written.add_reflection("later")
    written.settle()
    assert told == ["", ""]
    assert on_disk(desk, written) == written.record
    assert files_with(desk.root, "the name") == []
    assert [entry.text for entry in written.record.entries[1:]] == [REMOVED, "later"]


def test_it_can_be_done_in_a_session_that_was_taken_up_again(written: Room, desk: Desk) -> None:
    written.leave()
    again = desk.resume(written.record.started.session, None)
    told: list[str] = []
    again.remove_phrase("THE NAME", None, told.append)
    again.settle()
    assert told == [""]
    assert on_disk(desk, again) == again.record
    assert files_with(desk.root, "the name") == []
    again.leave()


def test_what_was_owed_is_without_the_words_in_the_plan_too(desk: Desk, setup: SetUp) -> None:
    earlier = desk.start(setup)
    earlier.agree_action("ring the name")
    earlier.close()
    earlier.leave()
    room = desk.start(setup)
    assert "ring the name" in repr(room.agenda)
    room.remove_phrase("the name", None, lambda _: None)
    assert "the name" not in repr(room.agenda)
    assert f"ring {REMOVED}" in repr(room.agenda)
    room.leave()


def test_it_is_refused_where_there_is_nothing_to_remove(written: Room) -> None:
    before = written.record
    first = written.record.entries[0]
    for refused in (
        lambda: written.remove_phrase("elsewhere", None, print),
        lambda: written.remove_phrase("x", None, print),
    ):
        with pytest.raises(RefusedError):
            refused()
    assert written.record == before
    written.take_moment()
    with pytest.raises(RefusedError):
        written.remove_phrase("the name", None, print)
    with pytest.raises(RefusedError):
        written.remove_entry(first, print)
    written.end_moment()
    written.leave()
    with pytest.raises(RefusedError):
        written.remove_entry(first, print)


def test_a_rehearsal_forgets_it_too(desk: Desk, setup: SetUp) -> None:
    room = desk.rehearse(setup)
    room.go(room.agenda.step("talk.map").number)
    entry = room.add_reflection("the name").entry
    told: list[str] = []
    room.remove_entry(entry, told.append)
    room.settle()
    assert (room.record.entries[0].text, told) == (REMOVED, [""])
    room.leave()


def test_what_cannot_be_tried_again_is_told(written: Room, monkeypatch) -> None:
    def locked(*_: object) -> None:
        raise LockedError("The protection was changed.", "Open it again.")

    monkeypatch.setattr(OpenSession, "remove_words", locked)
    told: list[str] = []
    written.remove_entry(written.record.entries[0], told.append)
    written.settle()
    assert told == ["The protection was changed. Open it again."]
    assert written.saved.failing

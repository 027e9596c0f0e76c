"""What is said of an action in one window while another has it on its screen, or runs later."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from journeys.hand import Table, laid
from learnsession.errors import NotFoundError, RefusedError
from learnsession.room.registering import Registrar


@pytest.fixture
def table(tmp_path: Path):
    with laid(tmp_path) as made:
        yield made


def window(table: Table) -> Registrar:
    return Registrar(table.another_desk(), "team manager")


def agreed(table: Table, *texts: str, leave: bool = True) -> str:
    """A session that agreed something; gives its id."""
    room = table.session(leave=False)
    for text in texts:
        room.agree_action(text)
    room.settle()
    if leave:
        room.leave()
    return room.record.started.session


class TestWhoeverHasAnOldCopy:
    def test_does_not_answer_what_another_window_has_finished(self, table: Table):
        action = window(table).enter("N", "One")
        window(table).answer(action, "done", "Seen sooner")
        with pytest.raises(RefusedError, match="Something else was said of A-0001 in another"):
            window(table).answer(action, "dropped", "Not ours")
        assert window(table).find("1").status == "complete"

    def test_does_not_undo_what_was_said_before_that(self, table: Table):
        first = window(table).answer(window(table).enter("N", "One"), "going", "Half")
        window(table).answer(first, "done", "Seen sooner")
        with pytest.raises(RefusedError, match="meanwhile"):
            window(table).undo(first)
        assert window(table).find("1").status == "complete"

    def test_sees_what_was_undone_meanwhile(self, table: Table):
        going = window(table).answer(window(table).enter("N", "One"), "going", "Half")
        window(table).undo(going)
        with pytest.raises(RefusedError, match="meanwhile"):
            window(table).change(going, owner="lead")

    def test_does_not_answer_what_a_session_said_meanwhile(self, table: Table):
        window(table).enter("North team", "One")
        mine = window(table)
        action = mine.find("1")
        room = table.session(leave=False)
        room.answer(room.action("1"), "done", "Seen sooner")
        room.settle()
        with pytest.raises(RefusedError, match="meanwhile"):
            mine.answer(action, "dropped", "Not ours")

    def test_does_not_answer_what_was_taken_back(self, table: Table):
        session = agreed(table, "One")
        mine = window(table)
        action = mine.find("1")
        room = table.desk.resume(session)
        room.withdraw(room.record.entries[-1])
        room.settle()
        with pytest.raises(NotFoundError, match="A-0001 was taken back in S-0001 meanwhile"):
            mine.answer(action, "done", "Seen sooner")

    def test_goes_on_with_what_it_said_itself(self, table: Table):
        mine = window(table)
        action = mine.enter("N", "One")
        for answer in ("going", "stuck", "done"):
            action = mine.answer(action, answer, "Words")
        action = mine.change(mine.undo(action), owner="lead")
        assert (action.status, action.owner) == ("cannot-proceed", "lead")
        assert mine.find("1") == action


def test_two_windows_that_begin_a_register_at_once_make_one(table: Table):
    texts = [f"Action {number}" for number in range(8)]
    threads = [
        threading.Thread(target=lambda text=text: window(table).enter("N", text)) for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(table.root.glob("sessions/*/R-*.json"))) == 1
    found = window(table).desk.register().states
    assert sorted(state["action"] for state in found) == texts
    assert len({state["ref"] for state in found}) == 8


def test_a_clock_that_was_set_back_makes_no_answer_void(table: Table):
    action = window(table).answer(window(table).enter("N", "One"), "going", "Half")
    table.advance(minutes=-60 * 24 * 5)
    done = window(table).answer(action, "done", "Seen sooner")
    assert done.status == window(table).find("1").status == "complete"
    assert window(table).find("1").finished == table.now.astimezone().date()
    assert window(table).undo(done).status == "in-progress"


def test_a_session_counts_after_what_was_said_by_a_clock_that_was_ahead(table: Table):
    table.advance(minutes=60 * 24 * 5)
    window(table).answer(window(table).enter("North team", "One"), "going", "Half")
    table.now -= timedelta(days=5)
    room = table.session(leave=False)
    room.answer(room.action("1"), "done", "Seen sooner")
    room.settle()
    assert window(table).find("1").status == "complete"


def test_a_register_that_lost_its_last_save_says_so(table: Table):
    action = window(table).enter("N", "One")
    window(table).answer(action, "going", "Half")
    (path,) = table.root.glob("sessions/*/R-*.json")
    path.write_bytes(path.read_bytes()[:-9])
    mine = window(table)
    mine.change(mine.find("1"), owner="lead")
    assert "at most the last save is missing" in " ".join(mine.notices)


def test_a_save_that_the_disk_refuses_gives_the_register_up(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    mine = window(table)
    action = mine.enter("N", "One")
    with monkeypatch.context() as patched:
        patched.setattr("learnsession.store.opened.to_plain", _fails)
        with pytest.raises(OSError, match="full"):
            mine.answer(action, "done", "Seen sooner")
    assert mine.answer(action, "going", "Half").status == "in-progress"
    assert window(table).find("1").status == "in-progress"


def _fails(event: object) -> None:
    raise OSError("full")


class TestASessionThatGoesOn:
    def test_knows_what_was_said_of_its_own_actions_since(self, table: Table):
        session = agreed(table, "One", "Two")
        mine = window(table)
        mine.answer(mine.find("1"), "done", "Seen sooner")
        mine.change(mine.find("2"), text="Two of them", owner="lead")
        room = table.desk.resume(session)
        one, two = room.agreed
        assert (one.status, one.difference) == ("complete", "Seen sooner")
        assert (two.action, two.owner) == ("Two of them", "lead")
        with pytest.raises(RefusedError, match="A-0001 is done already"):
            room.answer(one, "going", "Half")

    def test_knows_what_was_said_of_earlier_ones_since(self, table: Table):
        window(table).enter("North team", "One")
        session = table.session().record.started.session
        mine = window(table)
        mine.answer(mine.find("1"), "stuck", "No driver", to="head of service")
        room = table.desk.resume(session)
        (one,) = room.owed
        assert (one.status, one.barrier, one.history) == ("cannot-proceed", "No driver", ())
        done = room.answer(one, "done", "Seen sooner")
        assert [told.what for told in done.history] == ["done"]
        room.settle()
        assert window(table).find("1").status == "complete"

    def test_says_of_its_own_what_it_said(self, table: Table):
        window(table).enter("North team", "One")
        room = table.session(leave=False)
        room.answer(room.action("1"), "going", "Half")
        room.settle()
        room.leave()
        again = table.desk.resume(room.record.started.session)
        assert [told.words for told in again.owed[0].history] == ["Half"]


class TestTheHeadline:
    def test_in_a_session_the_one_before_comes_back_when_it_is_undone(self, table: Table):
        agreed(table, "One", "Two")
        room = table.session(leave=False)
        room.pin(room.action("1"))
        room.pin(room.action("2"))
        assert [action.pinned for action in room.owed] == [False, True]
        room.undo()
        assert [action.pinned for action in room.owed] == [True, False]

    def test_in_the_register_too(self, table: Table):
        mine = window(table)
        for text in ("One", "Two"):
            mine.pin(mine.enter("N", text))
        mine.undo(mine.find("2"))
        assert [mine.find(spec).pinned for spec in ("1", "2")] == [True, False]

    def test_it_is_carried_into_a_session_and_another_takes_its_place(self, table: Table):
        agreed(table, "One", "Two")
        mine = window(table)
        mine.pin(mine.find("1"))
        room = table.session(leave=False)
        assert room.owed[0].pinned
        room.pin(room.action("2"))
        room.settle()
        assert [mine.find(spec).pinned for spec in ("1", "2")] == [False, True]

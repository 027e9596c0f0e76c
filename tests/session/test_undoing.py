"""The last thing done to an action or a reflection is undone by an event like any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from action_samples import (
    AGREED,
    APRIL,
    FIELDS,
    MAY,
    answered,
    changed,
    pinned,
    progressed,
    raised,
    reworded,
)
from hypothesis import given
from hypothesis import strategies as st

from learnsession.errors import ReasonNeededError, RefusedError
from learnsession.session import action_events as said
from learnsession.session import answering as says
from learnsession.session import events as ev
from learnsession.session import facilitation as does
from learnsession.session.agreeing import agreed_in
from learnsession.session.folding import apply, fold
from learnsession.session.history import story
from learnsession.session.record import REMOVED, Session
from learnsession.session.removing import EntryRemoval, without
from learnsession.session.undoing import put_back, undo_last
from support import at, heard, shown, started, tiny_agenda

CLOSED = (ev.SessionClosed(at=at(50)), ev.SessionReopened(at=at(60)))
TAKEN_BACK = ev.EntryWithdrawn(at=at(5), entry="E1", by="nurse", reason="Said twice")


class Room:
    """The events of a session, and undoing in it."""

    def __init__(self, *events: ev.Event) -> None:
        self.events: list[ev.Event] = [started(), *events]

    @property
    def record(self) -> Session:
        return fold(self.events)

    def undo(self) -> str:
        """Undo the last thing; gives it in words."""
        number = len(self.events)
        undone = undo_last(
            self.record, tuple(self.events), saying=f"U{number}", now=at(100 + number), by="nurse"
        )
        self.events.append(undone.event)
        return undone.words

    def put_back(self, entry_id: str, reason: str = "") -> None:
        entry = self.record.entry(entry_id)
        assert entry is not None
        now = at(100 + len(self.events))
        self.events.append(
            put_back(self.record, self.events, entry, now=now, by="nurse", reason=reason)
        )

    def nothing_is_left(self) -> bool:
        with pytest.raises(RefusedError, match=r"There is nothing to undo\."):
            self.undo()
        return True

    @property
    def texts(self) -> list[str]:
        return [entry.text for entry in self.record.standing]


def amended(minutes: float, text: str, **more: Any) -> ev.EntryAmended:
    return ev.EntryAmended(at=at(minutes), entry="E1", text=text, by="team manager", **more)


class TestWhatWasWritten:
    @pytest.mark.parametrize(
        ("written", "called"), [(heard("E1", "first", 2), "Number 1"), (AGREED, "A-0012")]
    )
    def test_is_taken_back(self, written: ev.Event, called: str) -> None:
        room = Room(written)
        assert room.undo() == f"{called} is taken back."
        assert room.texts == []
        assert room.events[-1] == ev.EntryWithdrawn(
            at=at(102), entry=room.record.entries[0].id, by="nurse", undoes=2
        )
        assert room.nothing_is_left()

    def test_goes_back_one_at_a_time_from_the_last(self) -> None:
        room = Room(heard("E1", "first", 2), AGREED, heard("E3", "third", 3))
        left = []
        for _ in range(3):
            room.undo()
            left.append(room.texts)
        assert left == [["first", "Ask the school"], ["first"], []]
        assert room.nothing_is_left()

    def test_after_an_undoing_is_undone_before_what_was_there(self) -> None:
        room = Room(heard("E1", "first", 2), heard("E2", "second", 3))
        room.undo()
        room.events.append(heard("E3", "third", 4))
        room.undo()
        assert room.texts == ["first"]
        room.undo()
        assert room.texts == []

    def test_is_told_in_its_history(self) -> None:
        room = Room(heard("E1", "first", 2))
        room.undo()
        told = [(change.what, change.by) for change in story(room.record.entries[0])]
        assert told == [("written", "team manager"), ("taken back", "nurse")]


class TestWhatWasReworded:
    def test_has_its_earlier_words_again(self) -> None:
        room = Room(heard("E1", "one", 2), amended(3, "two"))
        assert room.undo() == "Number 1 has its earlier words again."
        assert room.texts == ["one"]
        assert room.events[-1] == ev.EntryAmended(
            at=at(103), entry="E1", text="one", by="nurse", undoes=3
        )

    def test_twice_goes_back_through_both(self) -> None:
        room = Room(heard("E1", "one", 2), amended(3, "two"), amended(4, "three"))
        assert [(room.undo(), room.texts)[1] for _ in range(3)] == [["two"], ["one"], []]
        assert room.nothing_is_left()

    def test_again_after_undoing_has_the_words_before_that(self) -> None:
        room = Room(heard("E1", "one", 2), amended(3, "two"), amended(4, "three"))
        room.undo()
        room.events.append(amended(110, "four"))
        assert [(room.undo(), room.texts)[1] for _ in range(3)] == [["two"], ["one"], []]

    def test_of_two_entries_each_has_its_own_words(self) -> None:
        other = heard("E2", "other", 2.5)
        changed_too = ev.EntryAmended(at=at(3.5), entry="E2", text="another")
        room = Room(heard("E1", "one", 2), other, amended(3, "two"), changed_too, amended(4, "3"))
        room.undo()
        assert room.texts == ["two", "another"]
        room.undo()
        assert room.texts == ["two", "other"]

    def test_an_action_has_its_owner_and_date_again(self) -> None:
        room = Room(AGREED, reworded(3, owner="nurse", due=MAY), reworded(4, "Ask all"))
        room.undo()
        entry = room.record.entries[0]
        assert (entry.text, entry.owner, entry.due) == ("Ask both", "nurse", MAY)
        room.undo()
        entry = room.record.entries[0]
        assert (entry.text, entry.owner, entry.due) == ("Ask the school", "manager", APRIL)

    def test_all_of_it_stays_in_the_history(self) -> None:
        room = Room(heard("E1", "one", 2), amended(3, "two"))
        room.undo()
        changes = story(room.record.entries[0])
        assert [change.after.text for change in changes if change.after] == ["one", "two", "one"]


class TestWhatWasTakenBack:
    def test_stands_again(self) -> None:
        room = Room(heard("E1", "one", 2), TAKEN_BACK)
        assert room.undo() == "Number 1 stands again."
        assert room.texts == ["one"]
        (entry,) = room.record.entries
        assert (entry.withdrawn_by, entry.withdrawn_because) == (None, None)
        assert room.events[-1] == ev.EntryRestored(at=at(103), entry="E1", by="nurse", undoes=3)
        room.undo()
        assert room.texts == []
        assert room.nothing_is_left()

    def test_between_other_things_is_met_in_its_turn(self) -> None:
        room = Room(heard("E1", "one", 2), heard("E2", "two", 3), TAKEN_BACK, AGREED)
        left = []
        for _ in range(4):
            room.undo()
            left.append(room.texts)
        assert left == [["two"], ["one", "two"], ["one"], []]

    def test_can_be_reworded_and_taken_back_again(self) -> None:
        room = Room(heard("E1", "one", 2), amended(3, "two"), TAKEN_BACK)
        room.undo()
        entry = room.record.entries[0]
        does.amend(room.record, entry, "three", at(110))
        does.withdraw(room.record, entry, at(110))
        room.undo()
        assert room.texts == ["one"]

    def test_its_history_keeps_who_took_it_back_and_why(self) -> None:
        room = Room(heard("E1", "one", 2), TAKEN_BACK)
        room.undo()
        room.events.append(TAKEN_BACK.model_copy(update={"at": at(120), "reason": "Really"}))
        told = [(c.what, c.by, c.reason) for c in story(room.record.entries[0])]
        assert told == [
            ("written", "team manager", None),
            ("taken back", "nurse", "Said twice"),
            ("stands again", "nurse", None),
            ("taken back", "nurse", "Really"),
        ]
        assert story(room.record.entries[0])[2].headline == "Stands again by nurse"

    def test_its_reason_goes_with_its_words(self) -> None:
        room = Room(heard("E1", "one", 2), TAKEN_BACK)
        room.undo()
        removed = ev.WordsRemoved(at=at(130), count=1, entry="E1")
        seen = apply(room.record, removed)
        assert [c.reason for c in story(seen.entries[0]) if c.what == "taken back"] == [REMOVED]
        assert seen == fold([*without(room.events, EntryRemoval("E1")), removed])


SAYINGS = {
    "answer": progressed("X1", 5, "done"),
    "change": changed("X1", 5, owner="nurse", due=MAY),
    "pin": pinned("X1", 5),
    "escalation": raised("X1", 5),
}


class TestWhatWasSaidOfAnAction:
    @pytest.mark.parametrize("event", SAYINGS.values(), ids=SAYINGS)
    def test_loses_its_effect(self, event: ev.ActionEvent) -> None:
        room = Room(AGREED, event)
        assert room.undo() == "What was said last of A-0012 is undone."
        assert room.events[-1] == said.SaidUndone(
            at=at(103), entry="A1", id="U3", by="nurse", said="X1", undoes=3
        )
        (action,) = agreed_in(room.record)
        assert (action.status, action.owner, action.due, action.pinned, action.escalations) == (
            "not-started", "manager", APRIL, False, (),
        )  # fmt: skip
        assert [told.undone for told in action.history] == [False, True]

    def test_an_answer_to_an_escalation_too(self) -> None:
        room = Room(AGREED, raised("X1", 5), answered("X2", 6, "X1"))
        room.undo()
        (action,) = agreed_in(room.record)
        assert [each.open for each in action.escalations] == [True]

    def test_goes_back_one_at_a_time_and_then_to_the_action_itself(self) -> None:
        room = Room(AGREED, progressed("X1", 5, "stuck"), progressed("X2", 6, "done"))
        room.undo()
        assert agreed_in(room.record)[0].status == "cannot-proceed"
        room.undo()
        assert agreed_in(room.record)[0].status == "not-started"
        assert room.undo() == "A-0012 is taken back."
        assert room.nothing_is_left()

    def test_of_an_earlier_action_is_undone_in_the_session_in_which_it_was_said(self) -> None:
        room = Room(progressed("X1", 5, "done", entry="EARLIER"))
        room.undo()
        assert (room.record.said[-1].entry, room.record.said[-1].type) == ("EARLIER", "said-undone")
        assert room.nothing_is_left()

    def test_of_an_earlier_action_names_it(self) -> None:
        room = Room(progressed("X1", 5, "done", entry="EARLIER"))
        owed = ev.PreviousAction(action="Ask", session="S-0001", id="EARLIER", ref="A-0007")
        room.events[0] = started(previous_actions=(owed,))
        assert room.undo() == "What was said last of A-0007 is undone."

    def test_that_stands_undone_already_is_passed_over(self) -> None:
        """As the register undoes it, outside sessions: without a place in this one."""
        undone = says.undo("A1", "X2", saying="X3", now=at(7))
        room = Room(AGREED, progressed("X1", 5, "stuck"), progressed("X2", 6, "done"), undone)
        room.undo()
        assert room.events[-1].said == "X1"  # type: ignore[union-attr]
        assert room.undo() == "A-0012 is taken back."


WHOLE = AGREED.model_copy(update={"fields": FIELDS})
"""An action of which everything is said that can be."""


class TestWhatIsPutBack:
    def test_stands_again_with_all_that_is_said_of_it(self) -> None:
        room = Room(WHOLE, reworded(3, owner="nurse", due=MAY), progressed("X1", 5, "stuck"))
        before = agreed_in(room.record)
        room.events.append(ev.EntryWithdrawn(at=at(6), entry="A1", by="nurse"))
        assert agreed_in(room.record) == ()
        room.put_back("A1")
        assert agreed_in(room.record) == before
        assert room.events[-1] == ev.EntryRestored(at=at(105), entry="A1", by="nurse", undoes=5)

    def test_when_undoing_took_it_back_can_be_undone_again(self) -> None:
        room = Room(heard("E1", "one", 2), WHOLE)
        room.undo()
        room.put_back("A1")
        assert room.texts == ["one", "Ask the school"]
        assert room.undo() == "A-0012 is taken back."
        room.put_back("A1")
        assert room.undo() == "A-0012 is taken back."
        assert room.undo() == "Number 1 is taken back."
        assert room.nothing_is_left()

    def test_by_hand_is_not_taken_back_twice_by_undoing(self) -> None:
        room = Room(heard("E1", "one", 2), heard("E2", "two", 3), TAKEN_BACK)
        room.put_back("E1")
        assert room.undo() == "Number 2 is taken back."
        assert room.undo() == "Number 1 is taken back."
        assert room.nothing_is_left()

    def test_is_told_in_its_history(self) -> None:
        room = Room(heard("E1", "one", 2), TAKEN_BACK)
        room.put_back("E1")
        told = [change.headline for change in story(room.record.entries[0])]
        assert told == ["Written by team manager", "Taken back by nurse", "Stands again by nurse"]

    def test_needs_a_reason_where_it_was_there_at_the_closing(self) -> None:
        taken_back = TAKEN_BACK.model_copy(update={"at": at(70)})
        room = Room(heard("E1", "one", 2), *CLOSED, taken_back)
        with pytest.raises(ReasonNeededError):
            room.put_back("E1")
        room.put_back("E1", "It was meant")
        last = story(room.record.entries[0])[-1]
        assert (last.headline, last.reason) == (
            "Stands again after closing by nurse",
            "It was meant",
        )
        removed = ev.WordsRemoved(at=at(130), count=1, entry="E1")
        seen = apply(room.record, removed)
        assert seen.entries[0].returns[0].because == REMOVED
        assert seen == fold([*without(room.events, EntryRemoval("E1")), removed])

    def test_is_refused_where_it_stands_and_where_nothing_can_be_done(self) -> None:
        room = Room(heard("E1", "one", 2))
        with pytest.raises(RefusedError, match="has not been taken back"):
            room.put_back("E1")
        room.events.append(TAKEN_BACK)
        for stop in (ev.MomentTaken(at=at(9)), ev.SessionClosed(at=at(9))):
            with pytest.raises(RefusedError):
                Room(*room.events[1:], stop).put_back("E1")

    @pytest.mark.parametrize("reason", [None, "It was meant"])
    def test_is_kept_and_read_as_any_event(self, reason: str | None) -> None:
        back = ev.EntryRestored(at=at(5), entry="E1", by="nurse", reason=reason, undoes=3)
        assert ev.from_plain(ev.to_plain(back)) == back
        assert ("reason" in ev.to_plain(back)) is bool(reason)


def test_what_is_taken_back_as_a_whole_is_named_before_it_is_done() -> None:
    room = Room(heard("E1", "one", 2), amended(3, "two"), TAKEN_BACK)

    def takes_back() -> str:
        return undo_last(room.record, room.events, saying="U", now=at(99)).takes_back

    told = []
    for _ in range(3):
        told.append(takes_back())
        room.undo()
    assert told == ["", "", "E1"]


class TestOtherThings:
    def test_are_passed_over(self) -> None:
        agenda = tiny_agenda()
        room = Room(
            heard("E1", "one", 2),
            ev.AttendanceRecorded(at=at(3), head_count=4),
            ev.FindingsKept(at=at(3), entry="E1", kinds=("name",), reason="ours"),
            ev.ConfidenceGiven(at=at(3), when="before", scores=(3,)),
            ev.ReviewDateSet(at=at(3), on=date(2026, 6, 1)),
            ev.TimerStarted(at=at(4), activity="map"),
            shown(agenda, "actions", 5),
            ev.SessionLeft(at=at(6)),
            ev.SessionResumed(at=at(7)),
        )
        assert room.undo() == "Number 1 is taken back."

    def test_where_nothing_was_written_there_is_nothing_to_undo(self) -> None:
        assert Room().nothing_is_left()
        assert Room(shown(tiny_agenda(), "talk", 1)).nothing_is_left()

    def test_words_that_are_gone_for_good_do_not_come_back_nor_stand_in_the_way(self) -> None:
        removed = ev.WordsRemoved(at=at(4), count=2, entry="E1")
        room = Room(heard("E0", "zero", 1), heard("E1", "one", 2), amended(3, "two"), removed)
        assert room.undo() == "Number 2 is taken back."
        assert room.undo() == "Number 1 is taken back."
        assert room.nothing_is_left()


class TestWhenItIsRefused:
    def test_closed(self) -> None:
        with pytest.raises(RefusedError, match=r"S-0001 is closed\."):
            Room(heard("E1", "one", 2), CLOSED[0]).undo()

    def test_while_the_room_takes_a_moment(self) -> None:
        with pytest.raises(RefusedError, match="taking a moment"):
            Room(heard("E1", "one", 2), ev.MomentTaken(at=at(3))).undo()

    def test_what_was_said_of_an_action_no_less(self) -> None:
        for stop in (ev.MomentTaken(at=at(9)), ev.SessionClosed(at=at(9))):
            with pytest.raises(RefusedError):
                Room(AGREED, progressed("X1", 5, "done"), stop).undo()

    @pytest.mark.parametrize(
        "events",
        [
            (heard("E1", "one", 2),),
            (AGREED,),
            (heard("E1", "one", 2), amended(3, "two")),
            (heard("E1", "one", 2), TAKEN_BACK),
            (heard("E1", "one", 2), amended(3, "two"), TAKEN_BACK),
        ],
        ids=["written", "agreed", "reworded", "taken back", "reworded and taken back"],
    )
    def test_of_what_was_there_when_it_was_closed_a_reason_is_asked_for(
        self, events: tuple[ev.Event, ...]
    ) -> None:
        room = Room(*events, *CLOSED)
        before = list(room.events)
        with pytest.raises(ReasonNeededError, match="needs a reason"):
            room.undo()
        assert room.events == before

    def test_what_was_written_since_it_was_opened_again_can_be_undone(self) -> None:
        room = Room(heard("E1", "one", 2), *CLOSED, heard("E2", "two", 61))
        room.undo()
        assert room.texts == ["one"]
        with pytest.raises(ReasonNeededError):
            room.undo()


def test_an_entry_stands_again_only_when_it_was_taken_back() -> None:
    room = Room(heard("E1", "one", 2))
    entry = room.record.entries[0]
    with pytest.raises(RefusedError, match="Number 1 has not been taken back"):
        does.restore(room.record, entry, at(3))
    room.events.append(TAKEN_BACK)
    assert does.restore(room.record, entry, at(6)).by == "facilitator"
    for stop in (ev.MomentTaken(at=at(7)), ev.SessionClosed(at=at(7))):
        with pytest.raises(RefusedError):
            does.restore(apply(room.record, stop), entry, at(8))


STEPS = st.lists(
    st.sampled_from(["hear", "agree", "amend", "take back", "put back", "say", "undo"])
)


@given(STEPS)
def test_whatever_was_done_all_of_it_can_be_undone(steps: list[str]) -> None:
    """Undone to the end, nothing stands and no action has another status than it began with."""
    room = Room()
    for number, step in enumerate(steps):
        _do(room, step, number)
    while True:
        before = [(entry.text, entry.withdrawn) for entry in room.record.entries], len(room.events)
        try:
            room.undo()
        except RefusedError:
            break
        after = [(entry.text, entry.withdrawn) for entry in room.record.entries]
        assert after != before[0] or isinstance(room.events[-1], said.SaidUndone)
    record = room.record
    assert record.standing == ()
    assert [entry.text for entry in record.entries] == [
        event.text
        for event in room.events
        if isinstance(event, ev.ReflectionAdded | ev.ActionAgreed)
    ]
    undone = {event.said for event in record.said if isinstance(event, said.SaidUndone)}
    assert undone == {event.id for event in record.said} - {
        event.id for event in record.said if isinstance(event, said.SaidUndone)
    }


def _do(room: Room, step: str, number: int) -> None:
    """One step where it is possible; where it is not, nothing."""
    standing = room.record.standing
    gone = [entry for entry in room.record.entries if entry.withdrawn]
    if step == "hear":
        room.events.append(heard(f"E{number}", f"heard {number}", number))
    elif step == "agree":
        room.events.append(AGREED.model_copy(update={"entry": f"E{number}", "text": f"{number}"}))
    elif step == "undo":
        try:
            room.undo()
        except RefusedError:
            assert not standing
    elif step == "say":
        room.events.append(progressed(f"X{number}", number, "going"))
    elif step == "put back":
        if gone:
            room.put_back(gone[number % len(gone)].id)
    elif standing and step == "amend":
        entry = standing[number % len(standing)]
        room.events.append(does.amend(room.record, entry, f"amended {number}", at(number)))
    elif standing:
        room.events.append(does.withdraw(room.record, standing[number % len(standing)], at(number)))


@given(STEPS, st.data())
def test_whatever_was_done_what_is_taken_back_comes_back_as_it_was(
    steps: list[str], data: st.DataObject
) -> None:
    room = Room()
    for number, step in enumerate(steps):
        _do(room, step, number)
    if not room.record.standing:
        return
    entry = data.draw(st.sampled_from(room.record.standing))
    before, others = agreed_in(room.record), room.record.said
    room.events.append(does.withdraw(room.record, entry, at(90)))
    room.put_back(entry.id)
    after = room.record.entry(entry.id)
    assert after is not None
    assert replace(after, returns=entry.returns) == entry
    assert (agreed_in(room.record), room.record.said) == (before, others)

"""The running session, as both doors use it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from learnsession.errors import NotFoundError, RefusedError, SaveError
from learnsession.room.desk import Desk, SetUp
from learnsession.room.room import Room
from learnsession.room.saving import Saved, Saver
from learnsession.session import events as ev
from learnsession.store.drafts import Draft
from learnsession.store.writer import Writer
from support import FakeClock, at


def kept(desk: Desk, room: Room) -> list[ev.Event]:
    """What is on disk of a session."""
    assert room.settle().waiting == 0
    return list(desk.store.read(room.record.started.session).events)


def go_to(room: Room, step: str) -> None:
    room.go(room.agenda.step(step).number)


class TestMoving:
    def test_begins_on_the_first_step(self, room: Room) -> None:
        assert (room.step.number, room.points) == (1, len(room.step.points))

    def test_next_reveals_point_by_point_and_then_moves_on(self, room: Room) -> None:
        go_to(room, "review.events")
        assert room.points == 1
        assert [room.next() and (room.step.id, room.points) for _ in range(3)] == [
            ("review.events", 2),
            ("review.events", 3),
            ("review.learning-points", 1),
        ]

    def test_next_stays_on_the_last_step(self, room: Room) -> None:
        for _ in range(99):
            room.next()
        assert room.step.number == len(room.agenda.steps)
        assert not room.next()
        assert not room.next_step()

    def test_what_is_ahead_is_what_next_shows(self, room: Room) -> None:
        for _ in range(99):
            ahead = room.ahead()
            assert room.next() is (ahead is not None)
            if ahead:
                assert (room.step, room.points) == ahead

    def test_back_stays_on_the_first_step(self, room: Room) -> None:
        go_to(room, "review.events")
        for _ in range(99):
            room.back()
        assert room.step.number == 1
        assert not room.back()
        assert not room.back_step()

    def test_every_step_is_reached_both_ways(self, room: Room) -> None:
        there = [room.step.id]
        while room.next():
            there.append(room.step.id)
        assert list(dict.fromkeys(there)) == [step.id for step in room.agenda.steps]
        back = [room.step.id]
        while room.back():
            back.append(room.step.id)
        assert list(dict.fromkeys(back)) == [step.id for step in reversed(room.agenda.steps)]

    def test_what_was_revealed_is_still_there_on_coming_back(self, room: Room) -> None:
        go_to(room, "review.events")
        room.next()
        go_to(room, "actions.main")
        go_to(room, "review.events")
        assert room.points == 2

    def test_going_where_one_is_writes_nothing(self, desk: Desk, room: Room) -> None:
        before = len(kept(desk, room))
        room.go(1)
        assert len(kept(desk, room)) == before

    @pytest.mark.parametrize("number", [0, -1, 99])
    def test_a_step_that_is_not_there_is_named(self, room: Room, number: int) -> None:
        with pytest.raises(NotFoundError, match=f"no step {number}"):
            room.go(number)

    def test_the_question_the_room_is_on(self, room: Room) -> None:
        go_to(room, "talk.own_questions")
        assert room.prompt == room.only_prompt == "this-child"
        go_to(room, "talk.map")
        assert (room.prompt, room.only_prompt) == ("map-1", None)
        room.next()
        assert room.prompt == "map-2"
        go_to(room, "welcome.start")
        assert (room.prompt, room.only_prompt) == (None, None)


class TestEntries:
    def test_are_cleaned_and_it_is_said(self, room: Room) -> None:
        kept = room.add_reflection("a\x00b\r\nc\u202e")
        assert kept.entry.text == "ab\nc"
        assert kept.remark == "2 unreadable characters left out."

    def test_nothing_but_unreadable_characters_is_nothing(self, room: Room) -> None:
        with pytest.raises(RefusedError, match="nothing to keep"):
            room.add_reflection("\x00\x1b")
        assert room.record.entries == ()

    def test_a_role_is_cleaned_too(self, room: Room) -> None:
        entry = room.agree_action("Ask", " team\x00 manager ", date(2026, 4, 1)).entry
        assert (entry.owner, entry.due) == ("team manager", date(2026, 4, 1))
        again = room.amend(entry, "Ask again").entry
        assert (again.owner, again.due, again.number) == (None, None, 1)

    def test_are_found_by_their_numbers(self, room: Room) -> None:
        first = room.add_reflection("first").entry
        room.withdraw(first)
        second = room.add_reflection("second").entry
        assert (second.number, room.numbered(2)) == (2, second)
        assert room.numbered(1).withdrawn
        with pytest.raises(NotFoundError, match="no entry 3"):
            room.numbered(3)

    def test_on_a_talk_only_activity_are_refused_and_leave_no_trace(
        self, desk: Desk, room: Room
    ) -> None:
        go_to(room, "talk.quiet")
        with pytest.raises(RefusedError, match="talking only"):
            room.add_reflection("something private")
        with pytest.raises(RefusedError, match="talking only"):
            room.agree_action("something private")
        assert "private" not in str(kept(desk, room))

    def test_are_on_disk_in_order_once_settled(self, desk: Desk, room: Room) -> None:
        for number in range(30):
            room.add_reflection(f"number {number}")
        texts = [e.text for e in kept(desk, room) if isinstance(e, ev.ReflectionAdded)]
        assert texts == [f"number {number}" for number in range(30)]


class TestAsking:
    def test_roles_are_cleaned_and_empty_ones_left_out(self, room: Room) -> None:
        room.record_attendance(None, [" school ", "", "\x00", "health\x1b"])
        assert room.record.attendance.roles == ("school", "health")

    def test_confidence_and_review_date(self, room: Room) -> None:
        room.give_confidence("before", [2, 3])
        room.set_review_date(date(2026, 3, 2))
        assert (room.record.confidence_before, room.record.review_date) == (
            (2, 3),
            date(2026, 3, 2),
        )
        with pytest.raises(RefusedError, match="has passed"):
            room.set_review_date(date(2026, 3, 1))


class TestTime:
    def test_minutes_pass_and_are_told(self, room: Room, clock: FakeClock) -> None:
        clock.advance(minutes=3, seconds=20)
        assert room.status().time_left == "over by 1:20"

    def test_a_minute_more(self, room: Room, clock: FakeClock) -> None:
        go_to(room, "talk.map")
        room.toggle_timer()
        before = room.status().left
        room.extend_timer()
        assert room.status().left == before + 60
        room.reset_timer()
        assert (room.status().left, room.status().timer) == (before, "stopped")

    def test_a_moment_stops_clock_and_capture(self, room: Room, clock: FakeClock) -> None:
        room.next_step()
        room.take_moment()
        clock.advance(minutes=10)
        room.tick()
        for wanted in (room.next, room.back, lambda: room.go(3), lambda: room.add_reflection("x")):
            with pytest.raises(RefusedError, match="taking a moment"):
                wanted()
        room.raise_concern()
        room.end_moment()
        assert room.status().left == 120

    def test_a_concern_on_a_closed_session_is_not_noted(self, room: Room) -> None:
        room.close()
        room.raise_concern()
        assert room.record.concerns == ()


class TestAsleep:
    def test_is_not_counted_and_told_once(self, room: Room, clock: FakeClock) -> None:
        clock.advance(1)
        assert not room.tick()
        clock.advance(minutes=60)
        assert room.tick()
        clock.advance(1)
        assert not room.tick()
        assert room.status().left == 118

    def test_what_was_typed_just_before_still_counts(
        self, desk: Desk, room: Room, clock: FakeClock
    ) -> None:
        clock.advance(1)
        room.tick()
        clock.advance(0.5)
        room.add_reflection("just before")
        clock.advance(minutes=60)
        room.tick()
        assert room.status().left == 118.5
        times = [event.at for event in kept(desk, room)]
        assert times == sorted(times)

    def test_the_finish_stays_what_was_asked(
        self, desk: Desk, setup: SetUp, clock: FakeClock
    ) -> None:
        room = desk.start(SetUp(**{**fields(setup), "finish_by": at(60)}))
        clock.advance(minutes=30)
        assert room.tick()
        assert room.record.clock.finish_by == at(60)
        room.leave()

    def test_in_a_moment_nothing_needs_telling(self, room: Room, clock: FakeClock) -> None:
        room.take_moment()
        clock.advance(minutes=60)
        assert not room.tick()
        room.end_moment()
        assert room.status().left == 120

    def test_a_clock_set_back_is_no_sleep(self, room: Room, clock: FakeClock) -> None:
        clock.advance(minutes=1)
        room.add_reflection("x")
        clock.advance(minutes=-60)
        assert not room.tick()
        room.add_reflection("y")
        clock.advance(seconds=30)
        assert room.status().left == 30

    def test_a_slow_second_is_no_sleep(self, room: Room, clock: FakeClock) -> None:
        clock.advance(90)
        assert not room.tick()


def fields(setup: SetUp) -> dict[str, Any]:
    return {name: getattr(setup, name) for name in SetUp.__slots__}


class TestEnding:
    def test_leaving_twice_is_no_error_and_written_once(
        self, desk: Desk, room: Room, clock: FakeClock
    ) -> None:
        assert room.leave() == room.leave()
        events = kept(desk, room)
        assert sum(isinstance(event, ev.SessionLeft) for event in events) == 1

    def test_after_leaving_nothing_is_taken_in(self, desk: Desk, room: Room) -> None:
        room.leave()
        with pytest.raises(RefusedError, match="let go"):
            room.add_reflection("too late")
        room.keep_draft(Draft("too late", "reflection", "talk.map", None, "", "", at(0)))
        assert (room.settle(1).failing, desk.writer.waiting) == ("", 0)

    def test_closing_is_kept_and_leaving_adds_nothing(self, desk: Desk, room: Room) -> None:
        room.close()
        room.leave()
        assert isinstance(kept(desk, room)[-1], ev.SessionClosed)
        assert room.record.state == "closed"


class Disk:
    """Keeps events in a list, and can refuse."""

    notices: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.events: list[ev.Event] = []
        self.pending: list[ev.Event] = []
        self.refuses: Exception | None = None
        self.left = False

    def append(self, *events: ev.Event) -> None:
        self.pending += [event for event in events if event not in self.pending]
        if self.refuses:
            raise self.refuses
        self.events += self.pending
        self.pending = []

    def draft(self) -> None:
        return None

    def keep_draft(self, draft: object) -> None:
        if self.refuses:
            raise self.refuses

    def leave(self) -> None:
        assert not self.pending
        self.left = True


FULL = SaveError("The disk is full.", "Make room.")


class TestSaver:
    @pytest.fixture
    def disk(self) -> Disk:
        return Disk()

    @pytest.fixture
    def saver(self, disk: Disk) -> Iterator[Saver]:
        writer = Writer(waits=(0.01,))
        yield Saver(disk, writer, lambda: datetime(2026, 3, 2, tzinfo=UTC))
        disk.refuses = None
        writer.close(5)

    def test_counts_what_waits_and_never_says_saved_before_it_is(
        self, saver: Saver, disk: Disk
    ) -> None:
        disk.refuses = FULL
        told: list[Saved] = []
        refused = threading.Event()
        saver.changed = lambda saved: (told.append(saved), refused.set())  # type: ignore[func-returns-value,assignment]
        saver.keep(ev.ConcernRaised(at=at(1)))
        saver.keep(ev.ConcernRaised(at=at(2)))
        assert refused.wait(5)
        assert told[0].failing == "The disk is full. Make room."
        assert (saver.state.waiting, saver.state.at) == (2, None)
        disk.refuses = None
        assert saver.settle(5).waiting == 0
        assert (saver.state.failing, saver.state.at) == ("", datetime(2026, 3, 2, tzinfo=UTC))
        assert [event.at for event in disk.events] == [at(1), at(2)]

    def test_does_not_let_go_while_the_disk_refuses(self, saver: Saver, disk: Disk) -> None:
        disk.refuses = FULL
        saver.keep(ev.ConcernRaised(at=at(1)))
        assert saver.let_go(0.05).waiting == 1
        assert not disk.left
        disk.refuses = None
        assert saver.let_go(5).waiting == 0
        assert disk.left

    def test_an_error_that_is_not_tried_again_is_made_good_by_the_next_save(
        self, saver: Saver, disk: Disk
    ) -> None:
        disk.refuses = RuntimeError("odd")
        saver.keep(ev.ConcernRaised(at=at(1)))
        assert (saver.settle(5).waiting, saver.state.failing) == (1, "odd")
        disk.refuses = None
        saver.keep(ev.ConcernRaised(at=at(2)))
        assert saver.settle(5) == Saved(0, datetime(2026, 3, 2, tzinfo=UTC), "")
        assert [event.at for event in disk.events] == [at(1), at(2)]

    def test_a_draft_that_cannot_be_kept_is_told_and_made_good(
        self, saver: Saver, disk: Disk
    ) -> None:
        disk.refuses = FULL
        refused = threading.Event()
        saver.changed = lambda saved: refused.set()
        saver.keep_draft(None)
        assert refused.wait(5)
        assert saver.state.failing
        disk.refuses = None
        saver.settle(5)
        assert saver.state.failing == ""


class TestWhenTheDiskRefuses:
    def test_a_second_try_at_leaving_writes_one_leaving(
        self, desk: Desk, room: Room, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as broken:
            broken.setattr("learnsession.room.running.LAST_SAVE", 0.05)
            broken.setattr("os.replace", refuse)
            assert room.leave().waiting
            assert room.leave().waiting
        assert room.leave().waiting == 0
        assert sum(isinstance(event, ev.SessionLeft) for event in kept(desk, room)) == 1

    def test_leaving_can_be_tried_again_and_the_room_can_go_on(
        self, room: Room, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as broken:
            broken.setattr("learnsession.room.running.LAST_SAVE", 0.05)
            broken.setattr("os.replace", refuse)
            assert room.leave().waiting
            clock.advance(minutes=5)
            room.add_reflection("still here")
            clock.advance(minutes=1)
            assert room.status().left == 60  # the five minutes after leaving are not counted
        assert room.leave().waiting == 0
        assert room.record.entries[0].text == "still here"


def refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")

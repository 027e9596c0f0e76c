"""What events add up to."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.errors import DamagedError
from learnsession.session import events as ev
from learnsession.session import folding
from learnsession.session.folding import apply, fold
from support import at, heard, session, shown, started, tiny_agenda

WITHOUT_A_FUNCTION = {ev.SessionStarted}
"""`fold` begins with it; a second one says nothing."""

AGREED = ev.ActionAgreed(
    at=at(2),
    entry="E2",
    text="Ask the school",
    phase="talk",
    step="talk.map",
    owner="manager",
    due=date(2026, 4, 1),
)


def test_every_event_type_has_its_function() -> None:
    registered = set(folding._apply.registry) - {object}
    assert registered == set(get_args(ev.Event)) - WITHOUT_A_FUNCTION


def test_a_session_begins_with_its_start() -> None:
    for events in ([], [heard("E1", "first")]):
        with pytest.raises(DamagedError, match="no beginning"):
            fold(events)


def test_a_second_start_changes_nothing() -> None:
    before = session(heard("E1", "first"))
    after = apply(before, started(team="Another team"))
    assert (after.started, after.entries) == (before.started, before.entries)


class TestEntries:
    def test_are_numbered_in_the_order_written(self) -> None:
        now = session(heard("E1", "first"), AGREED, heard("E3", "third"))
        assert [(entry.number, entry.kind) for entry in now.entries] == [
            (1, "reflection"),
            (2, "agreed-action"),
            (3, "reflection"),
        ]
        assert [entry.text for entry in now.reflections] == ["first", "third"]
        assert [entry.owner for entry in now.agreed_actions] == ["manager"]

    def test_keep_their_numbers_when_one_is_taken_back(self) -> None:
        now = session(
            heard("E1", "first"),
            heard("E2", "second"),
            ev.EntryWithdrawn(at=at(3), entry="E1"),
            heard("E3", "third"),
        )
        assert [entry.number for entry in now.standing] == [2, 3]
        second, first = now.numbered(2), now.numbered(1)
        assert second is not None
        assert second.text == "second"
        assert first is not None
        assert first.withdrawn_at == at(3)

    @pytest.mark.parametrize("number", [0, -1, 2, 10**9])
    def test_a_number_that_nothing_has_gives_nothing(self, number: int) -> None:
        assert session(heard("E1", "first")).numbered(number) is None

    def test_keep_what_was_there_before(self) -> None:
        now = session(
            AGREED,
            ev.EntryAmended(at=at(3), entry="E2", text="Ask the head", owner="manager"),
            ev.EntryAmended(at=at(4), entry="E2", text="Ring the head", due=date(2026, 5, 1)),
            ev.EntryWithdrawn(at=at(5), entry="E2"),
        )
        (entry,) = now.entries
        assert (entry.text, entry.owner, entry.due) == ("Ring the head", None, date(2026, 5, 1))
        assert [(v.text, v.owner, v.due, v.until) for v in entry.history] == [
            ("Ask the school", "manager", date(2026, 4, 1), at(3)),
            ("Ask the head", "manager", None, at(4)),
        ]
        assert (entry.withdrawn, entry.at, entry.number) == (True, at(2), 1)

    def test_an_amendment_of_what_is_not_there_changes_nothing(self) -> None:
        before = session(heard("E1", "first"))
        assert apply(before, ev.EntryAmended(at=at(3), entry="E9", text="x")).entries == (
            before.entries
        )


class TestPosition:
    def test_the_most_that_was_revealed_is_remembered(self) -> None:
        steps = [("review.events", 3), ("review.events", 1), ("welcome.start", 1)]
        now = session(
            *(
                ev.StepShown(at=at(n), step=step, phase=step.partition(".")[0], points=points)
                for n, (step, points) in enumerate(steps)
            )
        )
        assert now.revealed == {"review.events": 3, "welcome.start": 1}
        assert (now.position.step, now.position.points) == ("welcome.start", 1)


class TestStates:
    def test_closed_and_open_again(self) -> None:
        closed = session(ev.SessionClosed(at=at(5)))
        assert (closed.state, closed.closed_at) == ("closed", at(5))
        again = apply(closed, ev.SessionReopened(at=at(9)))
        assert (again.state, again.left) == ("open", True)

    def test_closing_ends_a_moment(self) -> None:
        now = session(ev.MomentTaken(at=at(1)), ev.SessionClosed(at=at(2)))
        assert not now.moment

    def test_confidence_is_replaced_and_each_is_kept_apart(self) -> None:
        now = session(
            ev.ConfidenceGiven(at=at(1), when="before", scores=(1, 2)),
            ev.ConfidenceGiven(at=at(2), when="after", scores=(4,)),
            ev.ConfidenceGiven(at=at(3), when="before", scores=(3,)),
        )
        assert (now.confidence_before, now.confidence_after) == ((3,), (4,))

    def test_a_concern_leaves_only_its_time(self) -> None:
        now = session(ev.ConcernRaised(at=at(1)), ev.ConcernRaised(at=at(2)))
        assert now.concerns == (at(1), at(2))

    def test_the_last_event_tells_when_it_was_written_to(self) -> None:
        assert session(heard("E1", "first", 7)).last_at == at(7)
        assert session(ev.SessionResumed(at=at(8))).last_at == at(8)

    def test_is_frozen(self) -> None:
        with pytest.raises(FrozenInstanceError):
            session().left = True  # type: ignore[misc]


MANY = (
    ev.AttendanceRecorded(at=at(0.5), head_count=4),
    shown(tiny_agenda(), "talk", 1),
    ev.TimerStarted(at=at(1), activity="map"),
    heard("E1", "first", 2),
    AGREED,
    ev.TimerExtended(at=at(3), activity="map", seconds=60),
    ev.EntryAmended(at=at(3), entry="E1", text="reworded"),
    ev.MomentTaken(at=at(4)),
    ev.MomentEnded(at=at(5)),
    ev.EntryWithdrawn(at=at(6), entry="E2"),
    ev.SessionLeft(at=at(7)),
    ev.SessionResumed(at=at(90)),
    shown(tiny_agenda(), "actions", 91),
    ev.ReviewDateSet(at=at(92), on=date(2026, 6, 1)),
    ev.SessionClosed(at=at(93)),
    ev.SessionReopened(at=at(200)),
)


@given(st.lists(st.sampled_from(MANY), max_size=20), st.integers(0, 20))
def test_a_part_and_the_rest_add_up_to_the_whole(events: list[ev.Event], cut: int) -> None:
    whole = fold([started(), *events])
    parts = fold([started(), *events[:cut]])
    for event in events[cut:]:
        parts = apply(parts, event)
    assert parts == whole
    assert parts.clock.total >= 0


def test_the_moments_a_room_took_are_counted() -> None:
    told = session(ev.MomentTaken(at=at(60)), ev.MomentEnded(at=at(90)))
    assert told.moments == (at(60),)


def test_an_entry_is_called_by_its_reference_where_it_has_one() -> None:
    record = session(heard("E1", "first", 1), AGREED.model_copy(update={"ref": "A-0042"}))
    heard_one, agreed = record.entries
    assert (heard_one.called, heard_one.called_first, heard_one.listed) == (
        "number 1", "Number 1", "1",
    )  # fmt: skip
    assert (agreed.called, agreed.called_first, agreed.listed) == ("A-0042", "A-0042", "2 · A-0042")

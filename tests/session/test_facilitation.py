"""What people want, and when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from learnsession.errors import RefusedError
from learnsession.session import events as ev
from learnsession.session import facilitation as does
from learnsession.session.agenda import Agenda
from learnsession.session.folding import apply
from learnsession.session.record import Entry, Session
from support import at, heard, session, tiny_agenda

NOW = at(5)
AGENDA = tiny_agenda("map", "quiet")
TALK = AGENDA.step("talk.map")
QUIET = AGENDA.step("talk.quiet")
EVENTS = AGENDA.step("review.events")
RULES = AGENDA.step("welcome.ground-rules")

Wish = Callable[[Session], object]


def first(now: Session) -> Entry:
    entry = now.numbered(1)
    assert entry is not None
    return entry


WISHES: dict[str, Wish] = {
    "show": lambda now: does.show_step(now, TALK, 1, NOW),
    "reflect": lambda now: does.add_reflection(now, TALK, "x", entry="E9", now=NOW),
    "agree": lambda now: does.agree_action(now, TALK, "x", entry="E9", now=NOW),
    "amend": lambda now: does.amend(now, first(now), "x", NOW),
    "withdraw": lambda now: does.withdraw(now, first(now), NOW),
    "attend": lambda now: does.record_attendance(now, 3, [], NOW),
    "confide": lambda now: does.give_confidence(now, "before", [1], NOW),
    "review": lambda now: does.set_review_date(now, date(2027, 1, 1), date(2026, 3, 2), NOW),
    "timer": lambda now: does.toggle_timer(now, TALK, NOW),
    "more": lambda now: does.extend_timer(now, TALK, 60, NOW),
    "reset": lambda now: does.reset_timer(now, TALK, NOW),
    "moment": lambda now: does.take_moment(now, NOW),
}
ALWAYS: dict[str, Wish] = {
    "concern": lambda now: does.raise_concern(now, NOW),
    "leave": lambda now: does.leave(now, NOW),
    "resume": lambda now: does.resume(now, None, NOW),
    "close": lambda now: does.close(now, NOW),
}


@pytest.mark.parametrize("wish", [*WISHES, *ALWAYS])
def test_a_closed_session_refuses_and_names_reopen(wish: str) -> None:
    closed = session(heard("E1", "first"), ev.SessionClosed(at=at(4)))
    with pytest.raises(RefusedError, match="S-0001 is closed") as refused:
        (WISHES | ALWAYS)[wish](closed)
    assert "learnsession reopen S-0001" in refused.value.todo


@pytest.mark.parametrize("wish", WISHES)
def test_a_moment_refuses(wish: str) -> None:
    with pytest.raises(RefusedError, match="taking a moment"):
        WISHES[wish](session(heard("E1", "first"), ev.MomentTaken(at=at(4))))


@pytest.mark.parametrize("wish", ALWAYS)
def test_what_a_moment_does_not_refuse(wish: str) -> None:
    assert ALWAYS[wish](session(ev.MomentTaken(at=at(4))))


@pytest.mark.parametrize("wish", [*WISHES, *ALWAYS])
def test_an_open_session_allows_it_and_is_not_changed(wish: str) -> None:
    now = session(heard("E1", "first"))
    event = (WISHES | ALWAYS)[wish](now)
    assert isinstance(event, ev.Happening)
    assert event.at == NOW
    assert now == session(heard("E1", "first"))


class TestTalkOnly:
    @pytest.mark.parametrize("wish", [does.add_reflection, does.agree_action])
    def test_keeps_nothing(self, wish: Callable[..., object]) -> None:
        with pytest.raises(RefusedError, match="talking only"):
            wish(session(), QUIET, "something", entry="E1", now=NOW)

    def test_has_its_timer(self) -> None:
        assert does.toggle_timer(session(), QUIET, NOW).activity == "quiet"


class TestWords:
    @pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u3000"])
    def test_nothing_is_not_kept(self, text: str) -> None:
        with pytest.raises(RefusedError, match="nothing to keep"):
            does.add_reflection(session(), TALK, text, entry="E1", now=NOW)

    def test_are_kept_as_given(self) -> None:
        text = "  two lines,\n\tŁódź 👩\u200d🚒  "
        assert does.add_reflection(session(), TALK, text, entry="E1", now=NOW).text == text

    def test_as_many_as_are_allowed(self) -> None:
        most = "x" * does.MOST_CHARACTERS
        assert does.agree_action(session(), TALK, most, entry="E1", now=NOW).text == most
        with pytest.raises(RefusedError, match="100,001 characters"):
            does.agree_action(session(), TALK, most + "x", entry="E1", now=NOW)

    def test_know_where_they_were_said(self) -> None:
        event = does.add_reflection(session(), TALK, "x", entry="E1", now=NOW, prompt="map-2")
        assert (event.phase, event.step, event.activity, event.prompt) == (
            "talk",
            "talk.map",
            "map",
            "map-2",
        )
        assert does.add_reflection(session(), EVENTS, "x", entry="E1", now=NOW).activity is None

    def test_an_owner_without_letters_is_none(self) -> None:
        assert does.agree_action(session(), TALK, "x", entry="E1", now=NOW, owner="").owner is None


class TestTakenBack:
    def test_cannot_be_changed(self) -> None:
        now = session(heard("E1", "first"), ev.EntryWithdrawn(at=at(2), entry="E1"))
        for wish in (WISHES["amend"], WISHES["withdraw"]):
            with pytest.raises(RefusedError, match="Number 1 has been taken back"):
                wish(now)

    def test_neither_can_what_a_screen_still_shows(self) -> None:
        before = session(heard("E1", "first"))
        stale = first(before)
        now = apply(before, does.withdraw(before, stale, NOW))
        with pytest.raises(RefusedError, match="Number 1"):
            does.amend(now, stale, "again", NOW)


class TestSteps:
    @pytest.mark.parametrize(("asked", "given"), [(-5, 1), (0, 1), (1, 1), (2, 2), (3, 3), (99, 3)])
    def test_show_at_least_the_first_point_and_at_most_all(self, asked: int, given: int) -> None:
        assert does.show_step(session(), EVENTS, asked, NOW).points == given

    def test_show_everything_where_it_stands_together(self) -> None:
        assert does.show_step(session(), RULES, 0, NOW).points == len(RULES.points) == 2

    def test_without_points_show_none(self, agenda: Agenda) -> None:
        assert does.show_step(session(), agenda.step("review.summary"), 7, NOW).points == 0

    def test_the_question_the_room_is_on(self) -> None:
        assert does.current_prompt(TALK, 0) is None
        assert does.current_prompt(TALK, 1) == "map-1"
        assert does.current_prompt(TALK, 2) == "map-2"
        assert does.current_prompt(EVENTS, 2) is None


class TestNumbers:
    @pytest.mark.parametrize("count", [-1, 1001, 10**12])
    def test_of_people_outside_reason_are_refused(self, count: int) -> None:
        with pytest.raises(RefusedError, match="not a number of people"):
            does.record_attendance(session(), count, [], NOW)

    @pytest.mark.parametrize("count", [None, 0, 1, 1000])
    def test_of_people_within_reason_are_kept(self, count: int | None) -> None:
        event = does.record_attendance(session(), count, ["school"], NOW)
        assert (event.head_count, event.roles) == (count, ("school",))

    @pytest.mark.parametrize("scores", [[], [0], [6], [1, 2, 9], [-1], [3] * 1001])
    def test_of_confidence_outside_one_to_five_are_refused(self, scores: list[int]) -> None:
        with pytest.raises(RefusedError, match="from 1 to 5"):
            does.give_confidence(session(), "before", scores, NOW)

    def test_of_confidence_are_before_or_after(self) -> None:
        assert does.give_confidence(session(), "after", [1, 5], NOW).when == "after"
        with pytest.raises(RefusedError, match="'during'"):
            does.give_confidence(session(), "during", [3], NOW)


class TestReviewDate:
    TODAY = date(2026, 3, 2)

    def test_from_today_on(self) -> None:
        assert does.set_review_date(session(), self.TODAY, self.TODAY, NOW).on == self.TODAY

    def test_not_a_day_that_has_passed(self) -> None:
        with pytest.raises(RefusedError, match="01/03/2026 has passed"):
            does.set_review_date(session(), date(2026, 3, 1), self.TODAY, NOW)


class TestTimersAndMoments:
    def test_a_timer_starts_and_stops(self) -> None:
        start = does.toggle_timer(session(), TALK, NOW)
        assert isinstance(start, ev.TimerStarted)
        assert isinstance(does.toggle_timer(session(start), TALK, at(6)), ev.TimerPaused)

    def test_a_timer_belongs_to_an_activity(self) -> None:
        for wish in (does.toggle_timer, does.reset_timer):
            with pytest.raises(RefusedError, match="belongs to an activity"):
                wish(session(), EVENTS, NOW)
        with pytest.raises(RefusedError, match="belongs to an activity"):
            does.extend_timer(session(), EVENTS, 60, NOW)

    def test_a_moment_ends_once(self) -> None:
        with pytest.raises(RefusedError, match="not paused"):
            does.end_moment(session(), NOW)
        assert does.end_moment(session(ev.MomentTaken(at=at(4))), NOW)


def test_an_open_session_is_not_reopened_and_resume_is_named() -> None:
    with pytest.raises(RefusedError, match="S-0001 is open") as refused:
        does.reopen(session(), NOW)
    assert "learnsession resume S-0001" in refused.value.todo
    assert does.reopen(session(ev.SessionClosed(at=at(4))), NOW)

"""Planned and actual time, as a facilitator would check it with a watch."""

from __future__ import annotations

from datetime import datetime

import pytest

from learnsession.session import events as ev
from learnsession.session.agenda import Agenda
from learnsession.session.clock import (
    Forecast,
    activity_allowed,
    allowed,
    forecast,
    span,
    timer_words,
)
from learnsession.session.folding import fold
from learnsession.session.record import Session
from support import at, session, shown, started, tiny_agenda


def spent(record: Session) -> dict[str, float]:
    """Minutes in each phase."""
    return {phase: seconds / 60 for phase, seconds in record.clock.spent.items()}


def seen(agenda: Agenda, minutes: float, *events: ev.Event, **start: object) -> Forecast:
    """The forecast so many minutes after noon."""
    now = at(minutes)
    record = fold([started(agenda, **start), *events])
    return forecast(agenda, record.clock.until(now), now)


def moved(agenda: Agenda, *stays: tuple[str, float]) -> list[ev.Event]:
    """One phase after another, each from so many minutes after noon."""
    return [shown(agenda, phase, minutes) for phase, minutes in stays]


class TestTimeSpent:
    def test_goes_to_the_phase_on_the_screen(self, agenda: Agenda) -> None:
        record = session(*moved(agenda, ("previous", 3), ("review", 4), ("previous", 10)))
        assert spent(record) == {"welcome": 3, "previous": 1, "review": 6}

    def test_a_kill_and_a_resume_count_nothing_in_between(self, agenda: Agenda) -> None:
        record = session(
            *moved(agenda, ("review", 2)),
            ev.SessionResumed(at=at(600)),
            *moved(agenda, ("talk", 605)),
        )
        assert spent(record) == {"welcome": 2, "review": 5}

    def test_a_leaving_counts_up_to_it(self, agenda: Agenda) -> None:
        record = session(
            *moved(agenda, ("review", 2)),
            ev.SessionLeft(at=at(6)),
            ev.SessionResumed(at=at(600)),
            *moved(agenda, ("talk", 601)),
        )
        assert spent(record) == {"welcome": 2, "review": 5}

    def test_a_moment_is_not_counted(self, agenda: Agenda) -> None:
        record = session(
            ev.MomentTaken(at=at(1)), ev.MomentEnded(at=at(21)), *moved(agenda, ("review", 22))
        )
        assert spent(record) == {"welcome": 2}

    def test_a_kill_in_a_moment_ends_it(self, agenda: Agenda) -> None:
        record = session(
            ev.MomentTaken(at=at(1)), ev.SessionResumed(at=at(99)), *moved(agenda, ("review", 100))
        )
        assert spent(record) == {"welcome": 2}
        assert not record.moment

    def test_leaving_in_a_moment_counts_up_to_the_moment(self, agenda: Agenda) -> None:
        record = session(
            ev.MomentTaken(at=at(1)),
            ev.SessionLeft(at=at(5)),
            ev.SessionResumed(at=at(50)),
            *moved(agenda, ("review", 51)),
        )
        assert spent(record) == {"welcome": 2}

    def test_what_is_closed_stands_still(self, agenda: Agenda) -> None:
        record = session(ev.SessionClosed(at=at(3)))
        assert record.clock.until(at(500)).spent == {"welcome": 180}

    def test_a_reopened_session_runs_only_once_it_is_resumed(self, agenda: Agenda) -> None:
        closed = [ev.SessionClosed(at=at(3)), ev.SessionReopened(at=at(50))]
        assert session(*closed).clock.until(at(60)).spent == {"welcome": 180}
        again = session(*closed, ev.SessionResumed(at=at(70)))
        assert again.clock.until(at(71)).spent == {"welcome": 240}

    def test_a_clock_set_back_loses_nothing_and_goes_on_from_there(self, agenda: Agenda) -> None:
        record = session(*moved(agenda, ("review", 5), ("review", -55), ("talk", -53)))
        assert spent(record) == {"welcome": 5, "review": 2}


class TestTimers:
    def run(self, *events: ev.Event) -> Session:
        return session(*events)

    def test_count_while_they_run(self) -> None:
        record = self.run(
            ev.TimerStarted(at=at(1), activity="map"),
            ev.TimerPaused(at=at(3), activity="map"),
            ev.TimerStarted(at=at(10), activity="map"),
        )
        assert record.clock.until(at(11)).timer("map").spent == 180

    def test_stand_still_in_a_moment_and_when_nobody_is_there(self) -> None:
        record = self.run(
            ev.TimerStarted(at=at(1), activity="map"),
            ev.MomentTaken(at=at(2)),
            ev.MomentEnded(at=at(10)),
            ev.SessionLeft(at=at(11)),
            ev.SessionResumed(at=at(99)),
        )
        assert record.clock.until(at(100)).timer("map").spent == 180

    def test_a_kill_is_not_counted(self) -> None:
        record = self.run(
            ev.TimerStarted(at=at(1), activity="map"),
            ev.TimerExtended(at=at(2), activity="map", seconds=60),
            ev.SessionResumed(at=at(99)),
        )
        timer = record.clock.until(at(100)).timer("map")
        assert (timer.spent, timer.extra, timer.running) == (120, 60, True)

    def test_reset_gives_back_the_plan_and_stands_still(self) -> None:
        record = self.run(
            ev.TimerStarted(at=at(1), activity="map"),
            ev.TimerExtended(at=at(2), activity="map", seconds=60),
            ev.TimerReset(at=at(3), activity="map"),
        )
        timer = record.clock.until(at(9)).timer("map")
        assert (timer.spent, timer.extra, timer.running) == (0, 0, False)

    def test_one_runs_at_a_time(self) -> None:
        record = self.run(
            ev.TimerStarted(at=at(1), activity="map"),
            ev.TimerStarted(at=at(3), activity="letter"),
        )
        clock = record.clock.until(at(8))
        assert (clock.timer("map").spent, clock.timer("letter").spent) == (120, 300)


class TestUnusedMinutes:
    """`previous` has 4 minutes and hands on to `talk`: 2 for its questions, 6 for the map."""

    def test_stay_where_they_are_until_the_session_has_moved_on(self, agenda: Agenda) -> None:
        clock = session(*moved(agenda, ("previous", 2))).clock.until(at(3))
        assert allowed(agenda, clock, agenda.phase("talk")) == 8 * 60

    def test_pass_to_the_activities_once_it_has(self, agenda: Agenda) -> None:
        clock = session(*moved(agenda, ("previous", 2), ("review", 3))).clock
        assert allowed(agenda, clock, agenda.phase("talk")) == (8 + 3) * 60
        assert activity_allowed(agenda, clock, agenda.step("talk.map")) == (6 + 3) * 60

    def test_all_of_them_when_it_was_skipped(self, agenda: Agenda) -> None:
        clock = session(*moved(agenda, ("talk", 2))).clock
        assert allowed(agenda, clock, agenda.phase("talk")) == (8 + 4) * 60

    def test_none_when_it_took_longer(self, agenda: Agenda) -> None:
        clock = session(*moved(agenda, ("previous", 2), ("talk", 12))).clock
        assert allowed(agenda, clock, agenda.phase("talk")) == 8 * 60

    def test_are_shared_by_the_activities_as_they_are_long(self) -> None:
        agenda = tiny_agenda("map", "letter")
        clock = session(*moved(agenda, ("talk", 2)), agenda=agenda).clock
        steps = [agenda.step("talk.map"), agenda.step("talk.letter")]
        shares = [activity_allowed(agenda, clock, step) for step in steps]
        assert shares == [360 + 240 * 6 / 14, 480 + 240 * 8 / 14]

    def test_are_taken_back_by_going_back(self, agenda: Agenda) -> None:
        stays = [("previous", 2.0), ("talk", 3.0), ("previous", 5.0)]
        clock = session(*moved(agenda, *stays)).clock.until(at(6))
        assert allowed(agenda, clock, agenda.phase("talk")) == 8 * 60

    def test_stay_passed_on_while_the_room_looks_back_further(self, agenda: Agenda) -> None:
        stays = [("previous", 2.0), ("talk", 3.0), ("welcome", 5.0)]
        clock = session(*moved(agenda, *stays)).clock.until(at(6))
        assert allowed(agenda, clock, agenda.phase("talk")) == (8 + 3) * 60


class TestForecast:
    """Planned: welcome 2, previous 4, review 6, talk 8, actions 3; 23 minutes from noon."""

    def test_on_time_at_the_start(self, agenda: Agenda) -> None:
        now = seen(agenda, 0)
        assert (now.phase_left, now.ends_at, now.words) == (120, at(23), "on time")

    def test_stays_on_time_while_a_phase_takes_its_minutes(self, agenda: Agenda) -> None:
        assert seen(agenda, 2).ends_at == at(23)

    def test_a_late_start_is_behind_by_what_it_was_late(self, agenda: Agenda) -> None:
        now = seen(agenda, 7)
        assert (now.phase_left, now.ends_at, now.words) == (-300, at(28), "5 min behind")

    def test_a_phase_that_is_over_keeps_pushing_the_end(self, agenda: Agenda) -> None:
        late = moved(agenda, ("previous", 2), ("review", 6))
        assert seen(agenda, 12, *late).ends_at == at(12 + 8 + 3)
        assert seen(agenda, 20, *late).ends_at == at(20 + 8 + 3)

    def test_a_skipped_phase_brings_the_end_forward(self, agenda: Agenda) -> None:
        now = seen(agenda, 6, *moved(agenda, ("previous", 2), ("talk", 6)))
        assert (now.ends_at, now.words) == (at(17), "6 min ahead")

    def test_minutes_handed_on_are_no_lead(self, agenda: Agenda) -> None:
        now = seen(agenda, 3, *moved(agenda, ("previous", 2), ("review", 3)))
        assert (now.ends_at, now.words) == (at(23), "on time")

    def test_minutes_given_to_an_activity_move_the_end(self, agenda: Agenda) -> None:
        more = ev.TimerExtended(at=at(12), activity="map", seconds=180)
        now = seen(agenda, 12, *moved(agenda, ("previous", 2), ("review", 6), ("talk", 12)), more)
        assert (now.phase_left, now.ends_at) == ((8 + 3) * 60, at(26))
        assert now.words == "3 min behind"

    def test_a_moment_puts_the_end_off(self, agenda: Agenda) -> None:
        now = seen(agenda, 12, ev.MomentTaken(at=at(1)), ev.MomentEnded(at=at(11)))
        assert now.ends_at == at(33)
        assert now.words == "10 min behind"

    def test_looking_back_does_not_ask_for_time_that_was_not_needed(self, agenda: Agenda) -> None:
        """Review took 2 of 6 minutes, the talk 3 of 8; then the welcome is shown once more."""
        stays = [("previous", 2.0), ("review", 6.0), ("talk", 8.0), ("actions", 11.0)]
        there = seen(agenda, 12, *moved(agenda, *stays))
        back = seen(agenda, 12, *moved(agenda, *stays, ("welcome", 12.0)))
        assert there.ends_at == back.ends_at == at(14)

    def test_looking_ahead_for_a_moment_skips_nothing(self, agenda: Agenda) -> None:
        stays = [("previous", 2.0), ("review", 6.0), ("actions", 8.0), ("review", 8.1)]
        assert seen(agenda, 8.1, *moved(agenda, *stays)).ends_at == at(23)

    def test_skimming_ahead_skips_nothing(self, agenda: Agenda) -> None:
        skim = [("previous", 2.0), ("review", 6.0), ("talk", 8.0), ("actions", 8.1)]
        assert seen(agenda, 8.2, *moved(agenda, *skim, ("review", 8.2))).ends_at == at(23)

    def test_a_stay_further_on_does_not_skip_what_lies_between(self, agenda: Agenda) -> None:
        """Two minutes on the last phase by mistake, then back: the talk is still to come."""
        stays = [("previous", 2.0), ("review", 6.0), ("actions", 8.0), ("review", 10.0)]
        assert seen(agenda, 10, *moved(agenda, *stays)).ends_at == at(10 + 4 + 8 + 1)

    def test_going_back_to_a_skipped_phase_counts_it_again(self, agenda: Agenda) -> None:
        stays = [("previous", 2.0), ("talk", 6.0), ("review", 8.0)]
        assert seen(agenda, 8, *moved(agenda, *stays)).ends_at == at(8 + 6 + 6 + 3)

    def test_after_the_last_phase_is_over_the_end_is_now(self, agenda: Agenda) -> None:
        assert seen(agenda, 60, *moved(agenda, ("actions", 40))).ends_at == at(60)

    def test_a_phase_that_no_plan_knows_does_not_break_it(self, agenda: Agenda) -> None:
        odd = ev.StepShown(at=at(1), step="old.main", phase="old", points=1)
        assert seen(agenda, 2, odd).ends_at >= at(23)


class TestFinishing:
    def test_time_to_spare_is_not_a_lead(self, agenda: Agenda) -> None:
        assert seen(agenda, 0, finish_by=at(60)).words == "on time"

    def test_between_the_plan_and_the_finish_it_is_on_time(self, agenda: Agenda) -> None:
        assert seen(agenda, 10, finish_by=at(35)).words == "on time"
        assert seen(agenda, 20, finish_by=at(35)).words == "6 min behind"

    def test_quicker_than_the_plan_is_a_lead_all_the_same(self, agenda: Agenda) -> None:
        now = seen(agenda, 2, *moved(agenda, ("talk", 2)), finish_by=at(60))
        assert now.words == "6 min ahead"

    def test_a_fitted_plan_is_held_against_the_finish(self) -> None:
        agenda = tiny_agenda(available=12)
        assert seen(agenda, 0, finish_by=at(12)).words == "on time"
        assert seen(agenda, 4, finish_by=at(12)).words == "3 min behind"

    def test_seconds_lost_to_whole_minutes_are_on_time(self) -> None:
        agenda = tiny_agenda(available=12)
        assert seen(agenda, 0, finish_by=at(12, seconds=59)).words == "on time"

    @pytest.mark.parametrize(
        ("finish_by", "words"),
        [(None, "on time"), (at(600 + 13), "5 min behind"), (at(700), "on time")],
    )
    def test_a_resume_asks_again(
        self, agenda: Agenda, finish_by: datetime | None, words: str
    ) -> None:
        """Five minutes were used before; eighteen are left."""
        now = seen(
            agenda,
            600,
            *moved(agenda, ("previous", 2)),
            ev.SessionLeft(at=at(5)),
            ev.SessionResumed(at=at(600), finish_by=finish_by),
        )
        assert (now.ends_at, now.words) == (at(618), words)

    def test_what_was_lost_before_a_leaving_is_not_forgotten(self, agenda: Agenda) -> None:
        now = seen(agenda, 600, ev.SessionLeft(at=at(6)), ev.SessionResumed(at=at(600)))
        assert now.words == "4 min behind"

    def test_a_resume_long_after_all_time_is_used(self, agenda: Agenda) -> None:
        now = seen(agenda, 600, ev.SessionLeft(at=at(90)), ev.SessionResumed(at=at(600)))
        assert now.ends_at == at(621)


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        (0, "on time"),
        (59.9, "on time"),
        (-59.9, "on time"),
        (60, "1 min behind"),
        (-119, "1 min ahead"),
        (3600, "60 min behind"),
    ],
)
def test_the_pace_in_words(behind: float, words: str) -> None:
    assert Forecast(0, at(0), behind).words == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (61, ""),
        (60, "a fifth left"),
        (16, "a fifth left"),
        (15, "nearly out"),
        (0, "nearly out"),
        (-0.1, "over"),
    ],
)
def test_how_urgent_a_timer_of_five_minutes_is(left: float, words: str) -> None:
    assert timer_words(left, 300) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0:00"),
        (400, "6:40"),
        (-80, "1:20"),
        (59.9, "0:59"),
        (3600, "1:00:00"),
        (4000, "1:06:40"),
    ],
)
def test_a_span(seconds: float, words: str) -> None:
    assert span(seconds) == words

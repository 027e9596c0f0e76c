"""The line at the top of the screen, in the words that both doors show."""

from __future__ import annotations

import pytest

from learnsession.room.status import Status, status
from learnsession.session import events as ev
from support import at, session, shown, tiny_agenda

AGENDA = tiny_agenda("map", "letter")


def on(step: str, minutes: float) -> ev.StepShown:
    return ev.StepShown(at=at(minutes), step=step, phase=step.partition(".")[0], points=1)


def seen(minutes: float, *events: ev.Event) -> Status:
    """The status so many minutes after noon."""
    return status(AGENDA, session(*events, agenda=AGENDA), at(minutes))


class TestPlace:
    def test_is_the_step_or_the_activity(self) -> None:
        assert seen(0, on("review.events", 0)).place == f"step 5 of {len(AGENDA.steps)}"
        assert seen(0, on("talk.letter", 0)).place == "activity 2 of 2"

    def test_before_the_first_step_is_shown_is_the_first_step(self) -> None:
        assert seen(0).step.number == 1

    def test_a_step_that_is_gone_is_the_first_one_and_nothing_breaks(self) -> None:
        assert seen(1, ev.StepShown(at=at(0), step="old.x", phase="old", points=1)).step.number == 1


class TestTimeLeft:
    def test_of_the_phase(self) -> None:
        now = seen(1, on("welcome.start", 0))
        assert (now.left, now.allowance, now.timer) == (60, 120, "")
        assert now.time_left == "1:00 of 2 left"

    def test_over(self) -> None:
        now = seen(3 + 20 / 60, on("welcome.start", 0))
        assert (now.time_left, now.urgency) == ("over by 1:20", "over")

    def test_of_a_phase_that_was_handed_minutes(self) -> None:
        now = seen(4, shown(AGENDA, "previous", 2), shown(AGENDA, "talk", 3))
        assert (now.allowance, now.left) == ((16 + 3) * 60, (16 + 2) * 60)

    def test_of_the_phase_while_no_timer_was_used(self) -> None:
        now = seen(13, shown(AGENDA, "previous", 2), on("talk.map", 12))
        assert (now.left, now.timer) == ((16 - 1) * 60, "")

    def test_of_the_activity_once_its_timer_was_started(self) -> None:
        start = ev.TimerStarted(at=at(12), activity="map")
        events = [shown(AGENDA, "previous", 2), on("talk.map", 12), start]
        now = seen(13, *events)
        assert (now.time_left, now.timer) == ("5:00 of 6 left", "running")
        paused = seen(20, *events, ev.TimerPaused(at=at(13), activity="map"))
        assert paused.time_left == "5:00 of 6 left, timer stopped"

    def test_stands_still_in_a_moment(self) -> None:
        events = [on("talk.map", 1), ev.TimerStarted(at=at(1), activity="map")]
        now = seen(30, *events, ev.MomentTaken(at=at(2)))
        assert (now.timer, now.left) == ("stopped", now.allowance - 60)

    def test_with_minutes_added(self) -> None:
        more = ev.TimerExtended(at=at(12), activity="map", seconds=120)
        now = seen(12, shown(AGENDA, "previous", 2), on("talk.map", 12), more)
        assert (now.time_left, now.pace) == ("8:00 of 8 left, timer stopped", "2 min behind")

    @pytest.mark.parametrize(
        ("minutes", "words"), [(1.5, ""), (1.6, "a fifth left"), (1.9, "nearly out"), (2.1, "over")]
    )
    def test_urgency(self, minutes: float, words: str) -> None:
        assert seen(minutes, on("welcome.start", 0)).urgency == words


def test_a_closed_session_stands_still() -> None:
    record = session(shown(AGENDA, "actions", 1), ev.SessionClosed(at=at(2)), agenda=AGENDA)
    assert status(AGENDA, record, at(2)).left == status(AGENDA, record, at(900)).left

"""Where the session stands, in the words that both doors show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from learnsession.session.agenda import Agenda, Phase, Step
from learnsession.session.clock import activity_allowed, allowed, forecast, span, timer_words
from learnsession.session.record import Session


@dataclass(frozen=True, slots=True)
class Status:
    """A moment of the session.

    `left` is the seconds left of the activity once its timer was used, else of the phase.
    """

    step: Step
    phase: Phase
    steps: int
    points: int
    activity_number: int
    """Which of the chosen activities this is, from 1; 0 on any other step."""
    activities: int
    left: float
    allowance: float
    timer: str
    """'running', 'stopped' or '' where there is no timer to speak of."""
    pace: str
    """'on time', '3 min behind' …"""
    behind: float
    ends_at: datetime

    @property
    def place(self) -> str:
        """'activity 2 of 3', or 'step 4 of 19'."""
        if self.activity_number:
            return f"activity {self.activity_number} of {self.activities}"
        return f"step {self.step.number} of {self.steps}"

    @property
    def time_left(self) -> str:
        """'6:40 of 10 left', 'over by 1:20'; for an activity also whether its timer stands."""
        if self.left < 0:
            words = f"over by {span(self.left)}"
        else:
            words = f"{span(self.left)} of {round(self.allowance / 60)} left"
        return f"{words}, timer stopped" if self.timer == "stopped" else words

    @property
    def urgency(self) -> str:
        """'', 'a fifth left', 'nearly out' or 'over'."""
        return timer_words(self.left, self.allowance)


def status(agenda: Agenda, record: Session, now: datetime) -> Status:
    """Where the session stands at `now`."""
    clock = record.clock.until(now)
    step = agenda.step(record.position.step)
    phase = agenda.phase(step.phase)
    seen = forecast(agenda, clock, now)
    left, allowance, timer = seen.phase_left, allowed(agenda, clock, phase), ""
    if step.activity and step.activity in clock.timers:
        state = clock.timer(step.activity)
        allowance = activity_allowed(agenda, clock, step)
        left = allowance - state.spent
        timer = "running" if state.running and clock.running else "stopped"
    order = [other.id for other in agenda.activities]
    return Status(
        step=step,
        phase=phase,
        steps=len(agenda.steps),
        points=record.position.points,
        activity_number=order.index(step.id) + 1 if step.id in order else 0,
        activities=len(order),
        left=left,
        allowance=allowance,
        timer=timer,
        pace=seen.words,
        behind=seen.behind,
        ends_at=seen.ends_at,
    )

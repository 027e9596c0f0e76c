"""Planned and actual time: how long each phase took, and whether the session is ahead or behind.

Time runs only while somebody is there: from the start or a resume to the last event before the
next leaving, without the moments in which the room paused. The clock advises; it moves nothing on.
All spans are in seconds, all moments in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from learnsession.session.agenda import Agenda, Phase, Step

ON_TIME_SECONDS = 60
"""Less than this ahead or behind is 'on time'."""

GLANCE_SECONDS = 30
"""A phase that was on the screen for less than this was looked at, not worked through."""

RUNNING_OUT = 0.2
NEARLY_OUT = 0.05
"""The parts of an activity's time at which its timer says so (a fifth left, a twentieth left)."""


@dataclass(frozen=True, slots=True)
class Timer:
    """An activity's timer. `spent` is how long it ran, `extra` what was added to the plan."""

    running: bool = False
    spent: float = 0.0
    extra: float = 0.0


@dataclass(frozen=True, slots=True)
class Clock:
    """What the events up to `last_at` add up to in time."""

    last_at: datetime | None = None
    running: bool = False
    phase: str = ""
    spent: Mapping[str, float] = field(default_factory=dict)
    """Seconds in each phase, by phase id."""
    timers: Mapping[str, Timer] = field(default_factory=dict)
    """By activity id."""
    finish_by: datetime | None = None
    begun_at: datetime | None = None
    """When the session was started or last resumed."""
    spent_before: float = 0.0
    """Seconds spent before `begun_at`."""

    def until(self, now: datetime) -> Clock:
        """The clock with the time from the last event to `now` counted, if it runs."""
        gap = max(0.0, (now - self.last_at).total_seconds()) if self.last_at else 0.0
        if not self.running or not gap:
            return replace(self, last_at=now)
        spent = {**self.spent, self.phase: self.spent.get(self.phase, 0.0) + gap}
        timers = {
            activity: replace(timer, spent=timer.spent + gap) if timer.running else timer
            for activity, timer in self.timers.items()
        }
        return replace(self, last_at=now, spent=spent, timers=timers)

    def go_on(self, now: datetime) -> Clock:
        """Run from `now`; what lies between the last event and now is not counted."""
        return replace(self, last_at=now, running=True)

    def stop(self) -> Clock:
        """Stand still."""
        return replace(self, running=False)

    def begin(self, now: datetime, finish_by: datetime | None) -> Clock:
        """A start or a resume, with the time by which the session must finish."""
        return replace(self.go_on(now), begun_at=now, finish_by=finish_by, spent_before=self.total)

    def timer(self, activity: str) -> Timer:
        """An activity's timer, a fresh one if it never ran."""
        return self.timers.get(activity, Timer())

    def with_timer(self, activity: str, timer: Timer) -> Clock:
        """The clock with this timer set."""
        return replace(self, timers={**self.timers, activity: timer})

    @property
    def total(self) -> float:
        """Seconds in all phases together."""
        return sum(self.spent.values())


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the session stands at a moment."""

    phase_left: float
    """Seconds left of the current phase; below zero when over."""
    ends_at: datetime
    """When it will end if the rest takes as long as planned."""
    behind: float
    """Seconds behind; below zero when ahead; 0 between the end by plan and a later finish."""

    @property
    def words(self) -> str:
        """'on time', '3 min behind' or '2 min ahead'."""
        if abs(self.behind) < ON_TIME_SECONDS:
            return "on time"
        return f"{int(abs(self.behind) // 60)} min {'behind' if self.behind > 0 else 'ahead'}"


def allowed(agenda: Agenda, clock: Clock, phase: Phase) -> float:
    """Seconds a phase may take: its plan, what was handed on to it, what its activities were given.

    A phase hands on its unused minutes once the session has moved past it.
    """
    activities = {step.activity for step in phase.steps if step.activity}
    extra = sum(clock.timer(activity).extra for activity in activities)
    return phase.minutes * 60 + _handed_on(agenda, clock, phase) + extra


def activity_allowed(agenda: Agenda, clock: Clock, step: Step) -> float:
    """Seconds an activity may take: its plan, its share of what was handed on, what was added."""
    phase = agenda.phase(step.phase)
    gained = _handed_on(agenda, clock, phase)
    together = sum(other.minutes or 0 for other in phase.steps if other.activity) or 1
    planned = (step.minutes or 0) * 60
    extra = clock.timer(step.activity or "").extra
    return planned + gained * (step.minutes or 0) / together + extra


def forecast(agenda: Agenda, clock: Clock, now: datetime) -> Forecast:
    """Where the session stands at `now`, for a clock that has been run up to now."""
    past = _past(agenda, clock)
    rest = [_left(agenda, clock, phase) for phase in agenda.phases if phase.id not in past]
    ends_at = now + timedelta(seconds=sum(max(0.0, left) for left in rest))
    behind = _behind(ends_at, _planned_end(agenda, clock), clock.finish_by)
    return Forecast(phase_left=rest[0], ends_at=ends_at, behind=behind)


def timer_words(left: float, allowance: float) -> str:
    """How urgent an activity's timer is: '', 'a fifth left', 'nearly out' or 'over'."""
    if left < 0:
        return "over"
    if left <= allowance * NEARLY_OUT:
        return "nearly out"
    if left <= allowance * RUNNING_OUT:
        return "a fifth left"
    return ""


def span(seconds: float) -> str:
    """Seconds as `6:40`, hours as `1:06:40`."""
    whole = int(abs(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _handed_on(agenda: Agenda, clock: Clock, phase: Phase) -> float:
    past = _past(agenda, clock)
    return sum(
        max(0.0, other.minutes * 60 - clock.spent.get(other.id, 0.0))
        for other in agenda.phases
        if other.unused_minutes_to == phase.id and other.id in past
    )


def _past(agenda: Agenda, clock: Clock) -> set[str]:
    """The ids of the phases that the session has moved past.

    Those before the current one, skipped or not. When the room has gone back to look at something,
    also those between there and the furthest it has worked: it will return to where it was.
    """
    worked = [clock.spent.get(phase.id, 0.0) >= GLANCE_SECONDS for phase in agenda.phases]
    current = _index(agenda, clock.phase)
    furthest = max((index for index, done in enumerate(worked) if done), default=current)
    return {
        phase.id
        for index, phase in enumerate(agenda.phases)
        if index < current or (current < index < furthest and worked[index])
    }


def _behind(ends_at: datetime, planned: datetime, finish_by: datetime | None) -> float:
    """Seconds behind or ahead. Time to spare before the finish is not a lead over the plan."""
    last = finish_by or planned
    first = min(planned, last)
    if ends_at > last:
        return (ends_at - last).total_seconds()
    return min(0.0, (ends_at - first).total_seconds())


def _left(agenda: Agenda, clock: Clock, phase: Phase) -> float:
    return allowed(agenda, clock, phase) - clock.spent.get(phase.id, 0.0)


def _planned_end(agenda: Agenda, clock: Clock) -> datetime:
    """When the session would end by its plan, counted from the start or the last resume."""
    begun = clock.begun_at or clock.last_at
    assert begun is not None, "a clock is begun before it is asked"  # noqa: S101
    return begun + timedelta(seconds=max(0.0, agenda.minutes * 60 - clock.spent_before))


def _index(agenda: Agenda, phase_id: str) -> int:
    ids = [phase.id for phase in agenda.phases]
    return ids.index(phase_id) if phase_id in ids else 0

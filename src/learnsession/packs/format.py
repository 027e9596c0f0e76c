"""What a format is made of: how a session runs, its phases, their minutes and their words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from learnsession.packs.base import Id, Minutes, Model, Section, Short, Text

PhaseKind = Literal[
    "welcome",
    "check-in",
    "previous-actions",
    "review",
    "known-unknown",
    "talk",
    "heard",
    "actions",
    "check-out",
]
"""What a phase is for; decides which steps `session.agenda` puts in it."""

Takes = Literal["attendance", "confidence-before", "confidence-after", "differently", "review-date"]
"""What a phase asks the room for besides reflections and agreed actions."""


class FormatQuestion(Model):
    """A question that stands in a phase whatever the pack, e.g. 'What worked well, and why?'."""

    id: Id
    text: Text


class FormatPhase(Model):
    """One phase of a format: what it is for, how long, and what is said."""

    id: Id
    kind: PhaseKind
    title: Short
    short: Annotated[str, StringConstraints(min_length=1, max_length=12)]
    """For the bar of phases: at most 12 characters."""
    minutes: Minutes
    say: Text | None = None
    """What the screen says at the start of the phase."""
    points: tuple[Text, ...] = ()
    questions: tuple[FormatQuestion, ...] = ()
    question_minutes: Annotated[int, Field(ge=0, le=240)] = 0
    """For a talk phase: how much of it is kept for its own questions, before the activities."""
    takes: tuple[Takes, ...] = ()
    stop_questions: tuple[FormatQuestion, ...] = ()
    """For a review phase: what is asked at each event when the session stops at them."""
    shows: tuple[Section, ...] = ()
    """For a review phase: which parts of the pack, in this order."""
    essential_only: bool = False
    """For a review phase: only the points that matter most."""
    unused_minutes_to: Id | None = None
    """The phase that gains what this one did not use."""
    notes: Text | None = None
    """For the facilitator only, on a key."""


class Format(Model):
    """How a session runs, e.g. `team-30`."""

    format: Literal[1]
    id: Id
    title: Short
    about: Text
    ground_rules: tuple[Text, ...] = Field(min_length=1)
    phases: tuple[FormatPhase, ...] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        """The sum of its phases' minutes."""
        return sum(phase.minutes for phase in self.phases)

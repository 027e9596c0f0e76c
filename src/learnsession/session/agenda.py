"""The agenda of a session: its phases, and the steps that come on the screen one at a time.

The *points* of a step are revealed one by one. Steps are numbered from 1 through the whole
session, and the number is what people say and type to jump. `session.planning` makes agendas.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from learnsession.errors import NotFoundError
from learnsession.packs.base import Section
from learnsession.packs.format import PhaseKind, Takes
from learnsession.packs.model import LocalName, Way

StepKind = Literal["words", "points", "questions", "activity", "previous", "heard", "actions"]
"""What a step is for: `previous`, `heard` and `actions` also show what the room itself wrote."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line or paragraph of a step, revealed on its own."""

    id: str
    text: str
    label: str = ""
    """Shown before the text: a number, a date, 'Recommendation 1'."""
    prompt: bool = False
    """True when the room is asked it, so that what is heard can be kept on it."""
    added: bool = False
    """True when it was written for the pack and is not in the source."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Tags:
    """What the material of a step is mapped onto: ids and numbers of one framework."""

    framework: str = ""
    """The framework's id; empty when the pack names none."""
    chosen: tuple[str, ...] = ()
    """Chosen for the pack."""
    named: tuple[str, ...] = ()
    """Named in the source itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the screen at a time."""

    id: str
    phase: str
    kind: StepKind
    title: str
    text: str = ""
    points: tuple[Point, ...] = ()
    at_once: bool = False
    """True when all points are shown together instead of one by one."""
    takes: tuple[Takes, ...] = ()
    notes: tuple[str, ...] = ()
    """For the facilitator only."""
    source: str = ""
    section: Section | None = None
    """The part of the review that it shows."""
    activity: str | None = None
    minutes: int | None = None
    way: Way | None = None
    talk_only: bool = False
    read_before: str = ""
    local: tuple[LocalName, ...] = ()
    """What the team needs of its own here; see `packs.local`."""
    tags: Tags = Tags()
    """For the facilitator only."""
    number: int = 0
    """From 1, through the whole session."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase with its steps. `minutes` is what it was planned to take."""

    id: str
    kind: PhaseKind
    title: str
    short: str
    minutes: int
    steps: tuple[Step, ...]
    unused_minutes_to: str | None = None


@dataclass(frozen=True)
class Agenda:
    """All phases of a session, in order."""

    phases: tuple[Phase, ...]
    too_short_by: int = 0
    """Minutes by which the finish is earlier than one minute a phase; 0 when the plan fits."""
    _by_id: dict[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {step.id: step for step in self.steps})

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step, in order; `steps[n - 1].number == n`."""
        return tuple(step for phase in self.phases for step in phase.steps)

    @property
    def minutes(self) -> int:
        """The planned minutes together."""
        return sum(phase.minutes for phase in self.phases)

    def step(self, step_id: str) -> Step:
        """The step with this id, or the first one if there is none (an older plan)."""
        return self._by_id.get(step_id, self.steps[0])

    def phase(self, phase_id: str) -> Phase:
        """The phase with this id.

        Raises:
            NotFoundError: no phase has it.

        """
        for phase in self.phases:
            if phase.id == phase_id:
                return phase
        raise NotFoundError(f"There is no phase '{phase_id}'.", "Choose one of the phases shown.")

    @property
    def activities(self) -> tuple[Step, ...]:
        """The steps that are activities, in order."""
        return tuple(step for step in self.steps if step.activity)

    def prompt(self, prompt_id: str | None) -> Point | None:
        """The prompt or question with this id, wherever it stands."""
        points = (point for step in self.steps for point in step.points if point.prompt)
        return next((point for point in points if point.id == prompt_id), None)

"""What a session note is written from, and the questions its parts ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property
from typing import ClassVar

from learnsession.notes import wording as say
from learnsession.packs.base import Section
from learnsession.packs.format import Format, PhaseKind
from learnsession.packs.model import Pack
from learnsession.session.agenda import Agenda, Phase, Point, Step
from learnsession.session.agreed import AgreedAction
from learnsession.session.agreeing import agreed_in, owed_at_start
from learnsession.session.record import Entry, Session

DIFFERENTLY = "differently"
"""The prompt that 'What will you do differently?' is kept on; a part of its own in the note."""


@dataclass(frozen=True)
class Matter:
    """A session with everything that is needed to tell what happened in it.

    `local` is the time zone of the note, the machine's own if None; `now` is in UTC.
    """

    record: Session
    pack: Pack
    form: Format
    agenda: Agenda
    local: tzinfo | None
    now: datetime
    rehearsal: bool
    retain_years: int | None = None
    """For how many years the team keeps the note of a session; None until that is decided."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the themes and practice standards of the framework are called, by id or number."""

    def day(self, at: datetime) -> str:
        """The local day, as `21 November 2026`."""
        return say.day(at.astimezone(self.local).date())

    def time(self, at: datetime) -> str:
        """The local time, as `10:05`."""
        return f"{at.astimezone(self.local):%H:%M}"

    def moment(self, at: datetime) -> str:
        """The local day and time, as `21 November 2026, 10:05`."""
        return f"{self.day(at)}, {self.time(at)}"

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Every step of the agenda, by its id."""
        return {step.id: step for step in self.agenda.steps}

    told: ClassVar[tuple[Section, ...]] = ("events", "episodes")
    """The parts of a review that a note tells point by point; the others are only named."""

    @cached_property
    def review(self) -> tuple[Step, ...]:
        """The steps that show the review."""
        return tuple(step for step in self.agenda.steps if step.section)

    @cached_property
    def phases(self) -> dict[str, Phase]:
        """Every phase of the agenda, by its id."""
        return {phase.id: phase for phase in self.agenda.phases}

    def shown(self, step: Step) -> bool:
        """True when the step came on the screen."""
        return step.id in self.record.revealed

    def seen(self, step: Step) -> tuple[Point, ...]:
        """Its points that were revealed."""
        return step.points[: self.record.revealed.get(step.id, 0)]

    def reached(self, kind: PhaseKind) -> bool:
        """True when a step of any phase of this kind came on the screen."""
        phases = (phase for phase in self.agenda.phases if phase.kind == kind)
        return any(self.shown(step) for phase in phases for step in phase.steps)

    def holding(self, point: str) -> Step | None:
        """The step of words that holds a point, e.g. the content note."""
        steps = (step for step in self.agenda.steps if step.kind == "words")
        return next((step for step in steps if any(p.id == point for p in step.points)), None)

    def prompt(self, entry: Entry) -> Point | None:
        """The prompt that an entry was kept on; its own step is looked in first."""
        step = self.steps.get(entry.step)
        own = (point for point in (step.points if step else ()) if point.prompt)
        asked = (point for point in own if point.id == entry.prompt)
        return next(asked, None) or self.agenda.prompt(entry.prompt)

    def place(self, entry: Entry) -> str:
        """Where an entry was written: its activity, or the title of its phase."""
        step = self.steps.get(entry.step)
        if step and step.activity:
            return step.title
        phase = self.phases.get(entry.phase)
        return phase.title if phase else entry.phase

    @cached_property
    def owed(self) -> tuple[AgreedAction, ...]:
        """What the team owed when the session started, with what was said of it here."""
        return owed_at_start(self.record)

    @cached_property
    def agreed(self) -> tuple[AgreedAction, ...]:
        """What the session agreed, with what was said of it here."""
        return agreed_in(self.record)

    def called(self, tag: str) -> str:
        """A theme by its title, a practice standard with its number; as it stands if unknown."""
        name = self.names.get(tag, "").rstrip(".")
        if not name:
            return tag
        return f"{tag} {name}" if tag[:1].isdigit() else name

    def item(self, name: str) -> str:
        """A recommendation or learning point of the pack in its words; as it stands if unknown."""
        said = {each.id: each.text for each in self.pack.learning_points}
        said |= {each.id: f"{each.label}: {each.text}" for each in self.pack.recommendations}
        return said.get(name, name)

    @property
    def heard(self) -> tuple[Entry, ...]:
        """The shared reflections but what people will do differently, in the order written."""
        return tuple(entry for entry in self.record.reflections if entry.prompt != DIFFERENTLY)

    @property
    def differently(self) -> tuple[Entry, ...]:
        """What people said they will do differently, in the order written."""
        return tuple(entry for entry in self.record.reflections if entry.prompt == DIFFERENTLY)

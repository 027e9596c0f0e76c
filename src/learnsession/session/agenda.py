"""Pack + format -> the phases and steps of a session, with their planned minutes.

A *step* is one thing on the screen at a time; its *points* are revealed one by one. Steps are
numbered from 1 through the whole session, and the number is what people say and type to jump.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from learnsession.errors import NotFoundError
from learnsession.packs.model import (
    Activity,
    Format,
    FormatPhase,
    Item,
    Pack,
    PhaseKind,
    Section,
    Takes,
    Way,
)

StepKind = Literal["words", "points", "questions", "activity", "previous", "heard", "actions"]
"""What a step is for: `previous`, `heard` and `actions` also show what the room itself wrote."""

HEADINGS: dict[Section, str] = {
    "summary": "What the review is about",
    "events": "What happened",
    "terms-of-reference": "What the review asked",
    "learning-points": "What was learned",
    "recommendations": "What the review recommended",
    "response": "What the partnership is doing",
    "source-notes": "Where the source is unclear",
}
"""What the parts of a pack are called, unless the pack says otherwise."""


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
    activity: str | None = None
    minutes: int | None = None
    way: Way | None = None
    talk_only: bool = False
    read_before: str = ""
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
        points = (point for step in self.steps for point in step.points)
        return next((point for point in points if point.id == prompt_id), None)


def talk_budget(form: Format) -> int:
    """Minutes that a format leaves for activities."""
    talk = [phase for phase in form.phases if phase.kind == "talk"]
    return sum(phase.minutes - phase.question_minutes for phase in talk)


def preselected(pack: Pack, form: Format) -> tuple[str, ...]:
    """The ids of the essential activities that fit, in the pack's order; at least one.

    When none fits, the shortest essential one is taken, or the shortest of all.
    """
    left = talk_budget(form)
    essential = [activity for activity in pack.activities if activity.essential]
    chosen = []
    for activity in essential:
        if activity.minutes <= left:
            chosen.append(activity.id)
            left -= activity.minutes
    if chosen:
        return tuple(chosen)
    return (min(essential or pack.activities, key=lambda activity: activity.minutes).id,)


def fit(minutes: Sequence[int], available: int) -> list[int]:
    """Shorten minutes in proportion so that they sum to `available`, none below 1 (0 stays 0).

    Longer plans are never stretched. When even one minute each is too much, each is 1.
    """
    total = sum(minutes)
    if available >= total:
        return list(minutes)
    exact = [value * available / total for value in minutes]
    fitted = [
        max(1, int(share)) if value else 0 for value, share in zip(minutes, exact, strict=True)
    ]
    by_remainder = sorted(range(len(exact)), key=lambda i: exact[i] - fitted[i], reverse=True)
    for index in by_remainder:
        if sum(fitted) >= available:
            break
        if minutes[index]:
            fitted[index] += 1
    while sum(fitted) > available and max(fitted) > 1:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def plan(
    pack: Pack,
    form: Format,
    chosen: Sequence[str] | None = None,
    *,
    available: int | None = None,
    previous: Sequence[str] = (),
) -> Agenda:
    """The agenda of a session.

    Args:
        pack: what there is to learn.
        form: how the session runs.
        chosen: ids of the activities to run, in any order; the preselected ones if None.
        available: minutes until the session must finish; the plan is shortened to fit, never
            stretched.
        previous: what the team agreed before, a line each.

    Raises:
        NotFoundError: a chosen activity is not in the pack.

    """
    activities = _chosen(pack, preselected(pack, form) if chosen is None else chosen)
    planned = [_phase_minutes(phase, activities) for phase in form.phases]
    fitted = fit(planned, available) if available is not None else planned
    phases = tuple(
        _phase(pack, form, phase, minutes, activities, previous)
        for phase, minutes in zip(form.phases, fitted, strict=True)
    )
    over = max(0, len(phases) - available) if available is not None else 0
    return Agenda(_numbered(phases), too_short_by=over)


def _chosen(pack: Pack, ids: Sequence[str]) -> tuple[Activity, ...]:
    known = {activity.id for activity in pack.activities}
    for wanted in ids:
        if wanted not in known:
            raise NotFoundError(
                f"There is no activity '{wanted}' in this pack.",
                f"Choose from: {', '.join(sorted(known))}.",
            )
    return tuple(activity for activity in pack.activities if activity.id in ids)


def _phase_minutes(phase: FormatPhase, activities: Sequence[Activity]) -> int:
    if phase.kind != "talk":
        return phase.minutes
    return max(1, phase.question_minutes + sum(activity.minutes for activity in activities))


def _numbered(phases: Iterable[Phase]) -> tuple[Phase, ...]:
    numbered = []
    count = 0
    for phase in phases:
        steps = []
        for step in phase.steps:
            count += 1
            steps.append(replace(step, number=count))
        numbered.append(replace(phase, steps=tuple(steps)))
    return tuple(numbered)


def _phase(
    pack: Pack,
    form: Format,
    phase: FormatPhase,
    minutes: int,
    activities: Sequence[Activity],
    previous: Sequence[str],
) -> Phase:
    build = _BUILDERS.get(phase.kind, _plain_steps)
    steps = build(_Making(pack, form, phase, minutes, tuple(activities), tuple(previous)))
    return Phase(
        phase.id, phase.kind, phase.title, phase.short, minutes, steps, phase.unused_minutes_to
    )


@dataclass(frozen=True, slots=True)
class _Making:
    """What the builders of a phase's steps need."""

    pack: Pack
    form: Format
    phase: FormatPhase
    minutes: int
    activities: tuple[Activity, ...]
    previous: tuple[str, ...]

    def step(self, name: str, kind: StepKind, **more: object) -> Step:
        """A step of this phase; `name` is unique within it."""
        values: dict[str, object] = {"title": self.phase.title, "notes": _some(self.phase.notes)}
        return Step(f"{self.phase.id}.{name}", self.phase.id, kind, **(values | more))  # type: ignore[arg-type]

    @property
    def questions(self) -> tuple[Point, ...]:
        return tuple(
            Point(
                question.id,
                question.text,
                label=_count(index, self.phase.questions),
                prompt=True,
                added=False,
            )
            for index, question in enumerate(self.phase.questions, 1)
        )


def _some(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _count(index: int, items: Sequence[object]) -> str:
    """A number for the n-th of several; a single one needs none."""
    return str(index) if len(items) > 1 else ""


def _plain_steps(making: _Making) -> tuple[Step, ...]:
    """One step: what the phase says, its points, then its questions."""
    phase = making.phase
    points = tuple(Point(f"{phase.id}-{n}", text) for n, text in enumerate(phase.points, 1))
    kind: StepKind = "questions" if phase.questions else "words"
    return (
        making.step(
            "main",
            kind,
            text=phase.say or "",
            points=points + making.questions,
            at_once=not phase.questions,
            takes=phase.takes,
        ),
    )


def _welcome(making: _Making) -> tuple[Step, ...]:
    pack, phase = making.pack, making.phase
    words = tuple(Point(f"{phase.id}-{n}", text) for n, text in enumerate(phase.points, 1))
    content = Point("content-note", pack.content_note, label="Before we start", added=True)
    rules = tuple(Point(f"rule-{n}", text) for n, text in enumerate(making.form.ground_rules, 1))
    return (
        making.step(
            "start",
            "words",
            text=phase.say or "",
            points=(content, *words),
            at_once=True,
            takes=phase.takes,
        ),
        making.step(
            "ground-rules", "words", title="How we work together", points=rules, at_once=True
        ),
    )


def _previous(making: _Making) -> tuple[Step, ...]:
    points = tuple(Point(f"previous-{n}", text) for n, text in enumerate(making.previous, 1))
    empty = "Nothing is kept here from an earlier session of this team."
    text = making.phase.say or ""
    return (
        making.step(
            "main",
            "previous",
            text=text if points else empty,
            points=points + making.questions,
            at_once=True,
            takes=making.phase.takes,
        ),
    )


def _room_wrote(kind: StepKind) -> Callable[[_Making], tuple[Step, ...]]:
    def build(making: _Making) -> tuple[Step, ...]:
        (step,) = _plain_steps(making)
        return (replace(step, kind=kind, at_once=True),)

    return build


def _review(making: _Making) -> tuple[Step, ...]:
    steps = (_section(making, section) for section in making.phase.shows)
    return tuple(step for step in steps if step is not None)


def _section(making: _Making, section: Section) -> Step | None:
    """The step for one part of the pack; None when there is nothing of it to show."""
    pack = making.pack
    title = pack.headings.get(section, HEADINGS[section])
    if section == "summary":
        summary = pack.case_summary
        period = f"Period: {summary.period}" if summary.period else ""
        text = "\n\n".join(_some(summary.about, period))
        return making.step("summary", "points", title=title, text=text, source=summary.source)
    items = _items(pack, section)
    if making.phase.essential_only:
        items = tuple(item for item in items if item.essential)
    if not items:
        return None
    points = tuple(_point(item) for item in items)
    notes = _some(making.phase.notes, *(item.notes for item in items), *_remarks(pack, items))
    return making.step(section, "points", title=title, points=points, notes=notes)


def _items(pack: Pack, section: Section) -> Sequence[Item]:
    parts: dict[Section, Sequence[Item]] = {
        "events": pack.case_summary.events,
        "terms-of-reference": pack.terms_of_reference,
        "learning-points": pack.learning_points,
        "recommendations": pack.recommendations,
        "response": pack.response,
        "source-notes": pack.source_notes,
    }
    return parts[section]


def _point(item: Item) -> Point:
    labels = (getattr(item, name, None) for name in ("label", "date", "part"))
    label = next((text for text in labels if text), "")
    return Point(
        item.id, item.text, label=label, added=item.written_for_pack, source=item.source or ""
    )


def _remarks(pack: Pack, items: Sequence[Item]) -> list[str]:
    """The source notes about any of these items, each once."""
    ids = {item.id for item in items}
    return [f"About the source: {note.text}" for note in pack.source_notes if ids & set(note.about)]


def _talk(making: _Making) -> tuple[Step, ...]:
    phase = making.phase
    lead = [phase.question_minutes] if phase.question_minutes else []
    minutes = fit([*lead, *(activity.minutes for activity in making.activities)], making.minutes)
    steps = [
        _activity(making, activity, given)
        for activity, given in zip(making.activities, minutes[len(lead) :], strict=True)
    ]
    if phase.questions:
        first = making.step(
            "questions",
            "questions",
            text=phase.say or "",
            points=making.questions,
            takes=phase.takes,
        )
        steps.insert(0, first)
    return tuple(steps)


def _activity(making: _Making, activity: Activity, minutes: int) -> Step:
    prompts = tuple(
        replace(_point(prompt), label=_count(index, activity.prompts), prompt=True)
        for index, prompt in enumerate(activity.prompts, 1)
    )
    items = (activity, *activity.prompts)
    return making.step(
        activity.id,
        "activity",
        title=activity.title,
        text=activity.text,
        points=prompts,
        activity=activity.id,
        minutes=minutes,
        way=activity.way,
        talk_only=activity.talk_only,
        read_before=activity.read_before or "",
        source=activity.source or "",
        notes=_some(*(item.notes for item in items), *_remarks(making.pack, items)),
    )


_BUILDERS: dict[PhaseKind, Callable[[_Making], tuple[Step, ...]]] = {
    "welcome": _welcome,
    "previous-actions": _previous,
    "review": _review,
    "talk": _talk,
    "heard": _room_wrote("heard"),
    "actions": _room_wrote("actions"),
}

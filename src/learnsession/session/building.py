"""A phase of a format + a pack -> the steps of that phase. One builder for each kind of phase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from learnsession.packs.base import Section
from learnsession.packs.format import Format, FormatPhase, PhaseKind
from learnsession.packs.model import Activity, Item, Pack
from learnsession.session.agenda import Point, Step, StepKind
from learnsession.session.fitting import fit

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
class Making:
    """What the builders of a phase's steps need. `previous` is a line for each earlier action."""

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
        """The phase's own questions, numbered where there are several."""
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


def _plain_steps(making: Making) -> tuple[Step, ...]:
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


def _welcome(making: Making) -> tuple[Step, ...]:
    pack, phase = making.pack, making.phase
    words = tuple(Point(f"{phase.id}-{n}", text) for n, text in enumerate(phase.points, 1))
    content = Point("content-note", pack.content_note, label="Before we start")
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


def _previous(making: Making) -> tuple[Step, ...]:
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


def _room_wrote(kind: StepKind) -> Callable[[Making], tuple[Step, ...]]:
    def build(making: Making) -> tuple[Step, ...]:
        (step,) = _plain_steps(making)
        return (replace(step, kind=kind, at_once=True),)

    return build


def _review(making: Making) -> tuple[Step, ...]:
    steps = (_section(making, section) for section in making.phase.shows)
    return tuple(step for step in steps if step is not None)


def _section(making: Making, section: Section) -> Step | None:
    """The step for one part of the pack; None when there is nothing of it to show."""
    pack = making.pack
    title = pack.headings.get(section, HEADINGS[section])
    if section == "summary":
        summary = pack.case_summary
        period = f"Period: {summary.period}" if summary.period else ""
        text = "\n\n".join(_some(summary.about, period))
        notes = _some(making.phase.notes, *_remarks_on_the_whole(pack))
        return making.step(
            "summary", "points", title=title, text=text, source=summary.source, notes=notes
        )
    if section == "source-notes":
        return _source_notes(making, title)
    items = _items(pack, section)
    if making.phase.essential_only:
        items = tuple(item for item in items if item.essential)
    if not items:
        return None
    points = tuple(_point(item) for item in items)
    notes = _some(making.phase.notes, *(item.notes for item in items), *_remarks(pack, items))
    return making.step(section, "points", title=title, points=points, notes=notes)


def _source_notes(making: Making, title: str) -> Step | None:
    """All source notes at once, said to be ours before the first one."""
    notes = making.pack.source_notes
    if not notes:
        return None
    points = tuple(Point(note.id, note.text, source=note.source or "") for note in notes)
    said = "Written for this pack. These are not the review's own words."
    return making.step(
        "source-notes", "points", title=title, text=said, points=points, at_once=True
    )


def _items(pack: Pack, section: Section) -> Sequence[Item]:
    parts: dict[Section, Sequence[Item]] = {
        "events": pack.case_summary.events,
        "terms-of-reference": pack.terms_of_reference,
        "learning-points": pack.learning_points,
        "recommendations": pack.recommendations,
        "response": pack.response,
    }
    return parts[section]


def _point(item: Item) -> Point:
    labels = (getattr(item, name, None) for name in ("label", "date", "part", "title"))
    return Point(
        item.id,
        item.text,
        label=" · ".join(text for text in labels if text),
        added=item.written_for_pack,
        source=item.source or "",
    )


def _remarks(pack: Pack, items: Sequence[Item]) -> list[str]:
    """The source notes about any of these items, each once."""
    ids = {item.id for item in items}
    return [f"About the source: {note.text}" for note in pack.source_notes if ids & set(note.about)]


def _remarks_on_the_whole(pack: Pack) -> list[str]:
    """The source notes that are about no item in particular."""
    return [f"About the source: {note.text}" for note in pack.source_notes if not note.about]


def _talk(making: Making) -> tuple[Step, ...]:
    phase = making.phase
    lead = [phase.question_minutes] if phase.question_minutes else []
    minutes = fit([*lead, *(activity.minutes for activity in making.activities)], making.minutes)
    steps = [
        _activity(making, activity, given)
        for activity, given in zip(making.activities, minutes[len(lead) :], strict=True)
    ]
    if phase.questions:
        first = making.step(
            "own_questions",  # an underscore, so that no activity's id can be the same
            "questions",
            text=phase.say or "",
            points=making.questions,
            takes=phase.takes,
        )
        steps.insert(0, first)
    return tuple(steps)


def _activity(making: Making, activity: Activity, minutes: int) -> Step:
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


_BUILDERS: dict[PhaseKind, Callable[[Making], tuple[Step, ...]]] = {
    "welcome": _welcome,
    "previous-actions": _previous,
    "review": _review,
    "talk": _talk,
    "heard": _room_wrote("heard"),
    "actions": _room_wrote("actions"),
}


def steps_of(making: Making) -> tuple[Step, ...]:
    """The steps of a phase, not numbered yet; none when it has nothing to show."""
    return _BUILDERS.get(making.phase.kind, _plain_steps)(making)

"""A phase of a format + a pack -> the steps of that phase. One builder for each kind of phase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from learnsession.packs.format import PhaseKind
from learnsession.packs.model import Activity
from learnsession.session.agenda import Point, Step, StepKind
from learnsession.session.fitting import fit
from learnsession.session.making import Making, count, point_of, remarks, some
from learnsession.session.sections import review_steps


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
        replace(point_of(prompt), label=count(index, activity.prompts), prompt=True)
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
        notes=some(*(item.notes for item in items), *remarks(making.pack, items)),
        **making.beside(items),
    )


_BUILDERS: dict[PhaseKind, Callable[[Making], tuple[Step, ...]]] = {
    "welcome": _welcome,
    "previous-actions": _previous,
    "review": review_steps,
    "talk": _talk,
    "heard": _room_wrote("heard"),
    "actions": _room_wrote("actions"),
}


def steps_of(making: Making) -> tuple[Step, ...]:
    """The steps of a phase, not numbered yet; none when it has nothing to show."""
    return _BUILDERS.get(making.phase.kind, _plain_steps)(making)

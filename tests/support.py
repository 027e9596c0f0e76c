"""A tiny pack, a tiny format, a clock that is set by hand, and short ways to make events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from learnsession.packs.format import Format
from learnsession.packs.model import Pack
from learnsession.session import events as ev
from learnsession.session.agenda import Agenda
from learnsession.session.folding import fold
from learnsession.session.planning import plan
from learnsession.session.record import Session

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""When every session of these tests starts."""


class FakeClock:
    """The moment, set by hand."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float = 0, *, minutes: float = 0) -> datetime:
        self.now += timedelta(seconds=seconds, minutes=minutes)
        return self.now


class Ids:
    """Ids that count: `E1`, `E2` …"""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"E{self.count}"


def activity(name: str, minutes: int, **more: object) -> dict[str, object]:
    """The values of an activity with two prompts."""
    prompts = [{"id": f"{name}-{n}", "text": f"Question {n} of {name}?"} for n in (1, 2)]
    values = {"id": name, "title": name.title(), "text": f"Do {name}.", "way": "pairs"}
    return {**values, "minutes": minutes, "prompts": prompts, **more}


def pack_values() -> dict[str, object]:
    """The values of a tiny pack: activities `map` 6, `letter` 8 and `quiet` 5 (talk only)."""
    return {
        "format": 1,
        "id": "tiny",
        "title": "Tiny",
        "review": "A tiny review",
        "partnership": "Partnership",
        "content_note": "This is about neglect.",
        "source": {
            "title": "Slides", "publisher": "Partnership", "kind": "slides", "reference": "Here",
        },
        "case_summary": {
            "about": "A child.",
            "source": "slide 1",
            "events": [
                {"id": "first", "text": "The first thing.", "essential": True},
                {"id": "second", "text": "The second thing.", "notes": "Say it calmly."},
                {"id": "third", "text": "The third thing.", "essential": True},
            ],
        },
        "learning_points": [{"id": "point", "text": "A point.", "essential": True}],
        "activities": [
            activity("map", 6, essential=True),
            activity("letter", 8, essential=True, notes="Hand out paper."),
            activity("quiet", 5, talk_only=True),
        ],
        "source_notes": [
            {"id": "unsure", "text": "No year.", "kind": "gap", "about": ["second"]},
        ],
    }  # fmt: skip


def format_values() -> dict[str, object]:
    """The values of a tiny format: welcome 2, previous 4, review 6, talk 10, actions 3."""

    def phase(name: str, kind: str, minutes: int, **more: object) -> dict[str, object]:
        title = name.title()
        return {"id": name, "kind": kind, "title": title, "short": title, "minutes": minutes} | more

    questions = [{"id": "this-child", "text": "What was it like to be this child?"}]
    return {
        "format": 1,
        "id": "tiny-25",
        "title": "Tiny, 25 minutes",
        "about": "For tests.",
        "ground_rules": ["We do not blame.", "Any of us may pass."],
        "phases": [
            phase("welcome", "welcome", 2, takes=["attendance"]),
            phase("previous", "previous-actions", 4, unused_minutes_to="talk"),
            phase("review", "review", 6, shows=["summary", "events", "learning-points"]),
            phase("talk", "talk", 10, questions=questions, question_minutes=2),
            phase("actions", "actions", 3, points=["Who, and by when?"]),
        ],
    }


def tiny_pack(**changes: object) -> Pack:
    """The tiny pack, with some of its values changed."""
    return Pack.model_validate(pack_values() | changes)


def tiny_format(**changes: object) -> Format:
    """The tiny format, with some of its values changed."""
    return Format.model_validate(format_values() | changes)


def tiny_agenda(*chosen: str, available: int | None = None) -> Agenda:
    """The tiny format on the tiny pack; without names with the preselected activity."""
    return plan(tiny_pack(), tiny_format(), chosen or None, available=available)


def at(minutes: float = 0, seconds: float = 0) -> datetime:
    """So long after noon."""
    return NOON + timedelta(minutes=minutes, seconds=seconds)


def started(agenda: Agenda | None = None, **changes: object) -> ev.SessionStarted:
    """The first event of a session that starts at noon."""
    agenda = agenda or tiny_agenda()
    values: dict[str, object] = {
        "at": NOON,
        "session": "01JNOON",
        "ref": "S-0001",
        "team": "Duty team",
        "facilitator": "team manager",
        "pack": "tiny",
        "pack_title": "Tiny",
        "pack_sha256": "p" * 64,
        "format": "tiny-25",
        "format_sha256": "f" * 64,
        "activities": tuple(step.activity for step in agenda.activities),
        "phases": tuple(ev.PlannedPhase(id=p.id, minutes=p.minutes) for p in agenda.phases),
    }
    return ev.SessionStarted.model_validate(values | changes)


def shown(agenda: Agenda, phase: str, minutes: float) -> ev.StepShown:
    """The first step of a phase comes on the screen, so many minutes after noon."""
    step = agenda.phase(phase).steps[0]
    return ev.StepShown(at=at(minutes), step=step.id, phase=phase, points=1)


def heard(entry: str, text: str, minutes: float = 1, step: str = "talk.map") -> ev.ReflectionAdded:
    """Something heard in the talk."""
    return ev.ReflectionAdded(at=at(minutes), entry=entry, text=text, phase="talk", step=step)


def session(*events: ev.Event, agenda: Agenda | None = None) -> Session:
    """What a start at noon and these events add up to."""
    return fold([started(agenda), *events])

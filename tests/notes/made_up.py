"""A tiny pack and format, and a session told event by event, for tests of what leaves the room."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from learnsession.documents.blocks import Document
from learnsession.notes.session_note import session_note
from learnsession.packs.format import Format
from learnsession.packs.listing import shipped
from learnsession.packs.model import Pack
from learnsession.packs.reader import read_layout
from learnsession.session import events as ev
from learnsession.session.agenda import Agenda
from learnsession.session.folding import fold
from learnsession.session.planning import plan
from learnsession.session.record import Session

START = datetime(2026, 11, 21, 10, 5, tzinfo=UTC)
ZONE = timezone(timedelta(hours=1), "one hour east")

PACK = Pack.model_validate(
    {
        "format": 1,
        "id": "harbour",
        "title": "Child HB",
        "say": "say H-B",
        "review": "Learning from reviews: Case HB",
        "partnership": "Harbour Safeguarding Children Partnership",
        "content_note": "You will hear about neglect.",
        "source": {
            "title": "Learning from reviews",
            "publisher": "Harbour Partnership",
            "kind": "slides",
            "reference": "Case HB, slides 1 to 12",
        },
        "case_summary": {
            "about": "A small child was hurt at home.",
            "period": "January 2018 to August 2019",
            "source": "slide 3",
            "events": [
                {"id": "first", "text": "An ambulance came twice.", "source": "slide 3"},
                {"id": "second", "text": "A plan was made.", "date": "May", "source": "slide 3"},
                {"id": "third", "text": "The plan was stepped down.", "source": "slide 3"},
            ],
        },
        "learning_points": [
            {"id": "time", "text": "Time to reflect was missing.", "source": "slide 5"}
        ],
        "activities": [
            {
                "id": "risk",
                "title": "Risk over time",
                "text": "Consider how your team sees risk over time.",
                "source": "slide 10",
                "minutes": 10,
                "way": "pairs",
                "prompts": [
                    {"id": "see", "text": "How do we see it?", "written_for_pack": True},
                    {"id": "improve", "text": "What would improve it?", "source": "slide 10"},
                ],
                "read_before": "The local strategy.",
            },
            {
                "id": "impact",
                "title": "What it does to us",
                "text": "Talk about what this work does to you.",
                "source": "slide 10",
                "minutes": 5,
                "way": "whole team",
                "talk_only": True,
            },
        ],
        "source_notes": [
            {"id": "label", "kind": "disagrees", "text": "The label is printed two ways."},
            {"id": "year", "kind": "unclear", "text": "'May' has no year."},
            {"id": "apart", "kind": "gap", "text": "Who asked is not said.", "about": ["unused"]},
        ],
    }
)

FORM = Format.model_validate(
    {
        "format": 1,
        "id": "short-20",
        "title": "Short session",
        "about": "Twenty minutes.",
        "ground_rules": ["We note themes, not who said what.", "You may pass or step out."],
        "phases": [
            {"id": "welcome", "kind": "welcome", "title": "Welcome", "short": "W", "minutes": 2},
            {
                "id": "previous",
                "kind": "previous-actions",
                "title": "What we said we would do",
                "short": "P",
                "minutes": 1,
            },
            {
                "id": "review",
                "kind": "review",
                "title": "The review",
                "short": "R",
                "minutes": 3,
                "shows": ["summary", "events", "learning-points"],
            },
            {
                "id": "talk",
                "kind": "talk",
                "title": "Talk",
                "short": "T",
                "minutes": 15,
                "questions": [{"id": "child", "text": "What was it like to be this child?"}],
            },
            {
                "id": "actions",
                "kind": "actions",
                "title": "What we will do",
                "short": "A",
                "minutes": 3,
            },
            {
                "id": "out",
                "kind": "check-out",
                "title": "Check-out",
                "short": "O",
                "minutes": 1,
                "questions": [{"id": "differently", "text": "What will you do differently?"}],
                "takes": ["differently", "confidence-after", "review-date"],
            },
        ],
    }
)

LAYOUT = read_layout(shipped() / "layouts" / "learning-note.yaml").layout

EARLIER = ev.PreviousAction(
    action="Write a chronology", owner="Team manager", due=date(2026, 12, 18), session="S-0007"
)


QUESTIONS = next(step.id for step in plan(PACK, FORM).steps if step.kind == "questions")
"""The step of the question that stands in the talk."""


def agenda_of(record: Session) -> Agenda:
    previous = [action.line for action in record.started.previous_actions]
    return plan(PACK, FORM, record.started.activities, previous=previous)


class Telling:
    """A session told event by event; each takes a minute unless it says otherwise."""

    def __init__(self, **started: object) -> None:
        self.at = START
        agenda = plan(PACK, FORM, ["risk", "impact"])
        values: dict[str, object] = {
            "at": START,
            "session": "01K0000000000000000000000",
            "ref": "S-0042",
            "team": "East team",
            "facilitator": "Team manager",
            "pack": PACK.id,
            "pack_title": PACK.title,
            "pack_sha256": "a1b2c3d4e5f6" + "0" * 52,
            "format": FORM.id,
            "format_sha256": "f" * 64,
            "activities": ("risk", "impact"),
            "phases": tuple(ev.PlannedPhase(id=p.id, minutes=p.minutes) for p in agenda.phases),
        }
        self.events: list[ev.Event] = [ev.SessionStarted.model_validate(values | started)]

    def then(self, event: type[ev.Happening], *, seconds: int = 60, **values: object) -> Telling:
        """Something happens after so many seconds."""
        self.at += timedelta(seconds=seconds)
        self.events.append(event.model_validate({"at": self.at, **values}))  # type: ignore[arg-type]
        return self

    def shown(self, step: str, points: int = 9, seconds: int = 60) -> Telling:
        phase = step.split(".")[0]
        return self.then(ev.StepShown, step=step, phase=phase, points=points, seconds=seconds)

    def heard(self, text: str, step: str = "talk.risk", prompt: str | None = None) -> Telling:
        return self._entry(ev.ReflectionAdded, text, step, prompt=prompt)

    def agreed(self, text: str, step: str = "actions.main", **more: object) -> Telling:
        return self._entry(ev.ActionAgreed, text, step, **more)

    def _entry(self, event: type[ev.Happening], text: str, step: str, **more: object) -> Telling:
        phase, name = step.split(".")
        activity = name if name in ("risk", "impact") else None
        number = f"e{len(self.events)}"
        return self.then(
            event, entry=number, text=text, phase=phase, step=step, activity=activity, **more
        )

    @property
    def last(self) -> str:
        """The id of the entry written last."""
        return next(e.entry for e in reversed(self.events) if hasattr(e, "entry"))

    @property
    def record(self) -> Session:
        return fold(self.events)

    def note(self, *, rehearsal: bool = False, retain_years: int | None = None) -> Document:
        return session_note(
            self.record,
            PACK,
            FORM,
            agenda_of(self.record),
            LAYOUT,
            local=ZONE,
            now=self.at,
            rehearsal=rehearsal,
            retain_years=retain_years,
        )


def full() -> Telling:
    """A session in which everything happened, closed."""
    told = Telling(previous_actions=(EARLIER,))
    told.then(ev.AttendanceRecorded, head_count=7, roles=("Health visiting", "Early years"))
    told.then(ev.ConfidenceGiven, when="before", scores=(2, 2, 3, 3, 4))
    told.shown("welcome.start").shown("welcome.ground-rules").shown("previous.main")
    told.heard("It is half written.", "previous.main")
    told.shown("review.summary").shown("review.events", 2).shown("review.learning-points", 1)
    told.shown(QUESTIONS).heard("Lonely.\nNobody asked her.", QUESTIONS, "child")
    told.shown("talk.risk").then(ev.TimerStarted, activity="risk")
    told.heard("We do not look back.", prompt="see").heard("Chronologies help.", prompt="improve")
    told.heard("A rota.", prompt="see").then(ev.TimerPaused, activity="risk")
    told.then(ev.ConcernRaised).shown("talk.impact").shown("actions.main")
    told.agreed("Put a one-page chronology in each file", owner="Team manager", due="2026-12-18")
    told.agreed("Ask health visiting to join")
    told.shown("out.main").heard("Ask sooner.", "out.main", "differently")
    told.then(ev.ConfidenceGiven, when="after", scores=(3, 4, 4, 5))
    told.then(ev.ReviewDateSet, on=date(2027, 1, 18))
    return told.then(ev.SessionClosed)


def empty() -> Telling:
    """A session in which nothing happened at all, still open."""
    return Telling(team="", facilitator="")

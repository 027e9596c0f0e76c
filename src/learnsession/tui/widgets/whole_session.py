"""A whole session to be read: the facts, what was heard phase by phase, what was agreed."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from learnsession.room.desk import Opened
from learnsession.session.record import Attendance, Entry
from learnsession.tui.phrases import counted, dotted, full_moment
from learnsession.tui.widgets.heard import day, entries

BLANK = Content("\n\n")


def whole_session(opened: Opened) -> Content:
    """Everything that was kept and not taken back, in the order of the phases."""
    record = opened.record
    parts = [_facts(opened)]
    parts += _part("What we heard", _heard(opened), "Nothing was written down.")
    agreed = entries(record.agreed_actions, opened.agenda)
    parts += _part("What we will do", agreed, "No action was agreed.")
    return BLANK.join(parts)


def _facts(opened: Opened) -> Content:
    record = opened.record
    started = record.started
    facts = [
        ("Started", full_moment(started.at)),
        ("Closed", full_moment(record.closed_at) if record.closed_at else "not yet"),
        ("Took", _took(opened)),
        ("Format", opened.form.title),
        ("Facilitator", started.facilitator),
        ("Present", _present(record.attendance)),
        ("Confidence", _confidence(record.confidence_before, record.confidence_after)),
        ("Review date", day(record.review_date) if record.review_date else "not set"),
    ]
    return Content("\n").join(
        Content.assemble((f"{name:<13}", "$primary"), value) for name, value in facts if value
    )


def _took(opened: Opened) -> str:
    spent = round(opened.record.clock.total / 60)
    took = counted(spent, "minute") if spent else "under a minute"
    return f"{took}; {counted(opened.agenda.minutes, 'minute')} planned"


def _present(attendance: Attendance) -> str:
    people = attendance.head_count
    count = "" if people is None else counted(people, "person", "people")
    return dotted(count, ", ".join(attendance.roles)) or "not recorded"


def _confidence(before: tuple[int, ...], after: tuple[int, ...]) -> str:
    told = [
        f"{_average(scores)} of 5 {when} ({counted(len(scores), 'person', 'people')})"
        for when, scores in (("before", before), ("after", after))
        if scores
    ]
    return dotted(*told)


def _average(scores: tuple[int, ...]) -> str:
    return f"{sum(scores) / len(scores):.1f}".removesuffix(".0")


def _heard(opened: Opened) -> list[Content]:
    """Reflections under the step they were said on, in the order of the agenda."""
    agenda = opened.agenda
    by_step: dict[str, list[Entry]] = {}
    for entry in opened.record.reflections:
        by_step.setdefault(agenda.step(entry.step).id, []).append(entry)
    blocks: list[Content] = []
    for step in agenda.steps:
        said: Iterable[Entry] = by_step.get(step.id, ())
        if said:
            phase = agenda.phase(step.phase).title
            title = phase if step.title == phase else f"{phase}: {step.title}"
            blocks.append(Content.styled(title, "bold"))
            blocks += entries(said, agenda)
    return blocks


def _part(heading: str, shown: list[Content], nothing: str) -> list[Content]:
    blocks = shown or [Content.styled(nothing, "$text-muted")]
    return [Content.styled(heading, "bold $primary"), *blocks]

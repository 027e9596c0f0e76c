"""The review, part by part: which steps a pack's material becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from learnsession.packs.base import Section
from learnsession.packs.format import Format, FormatPhase
from learnsession.packs.model import Item, Pack
from learnsession.session.agenda import Point, Step
from learnsession.session.making import (
    Making,
    asked,
    point_of,
    remarks,
    remarks_on_the_whole,
    some,
)

HEADINGS: dict[Section, str] = {
    "summary": "What the review is about",
    "events": "What happened",
    "episodes": "What the review looked at closely",
    "terms-of-reference": "What the review asked",
    "learning-points": "What was learned",
    "recommendations": "What the review recommended",
    "response": "What the partnership is doing",
    "parts": "What the source sets out",
    "source-notes": "Where the source is unclear",
}
"""What the parts of a pack are called, unless the pack says otherwise."""


CHECK_FIRST = "From the source, check first"
"""Said before every telephone number and address that a source prints."""

STOPS: frozenset[Section] = frozenset({"events", "episodes"})
"""Where a session can stop at each item and ask."""


def can_stop(pack: Pack, form: Format) -> bool:
    """True when the format asks something at each event or episode, and the pack has some."""
    asking = [phase for phase in form.phases if phase.kind == "review" and phase.stop_questions]
    return any(
        _shown(phase, _items(pack, section))
        for phase in asking
        for section in phase.shows
        if section in STOPS
    )


def is_stop(step: Step) -> bool:
    """True for a step that a session stops at: one event or episode with its questions."""
    return step.section in STOPS and step.kind == "questions"


def review_steps(making: Making) -> tuple[Step, ...]:
    """The steps of a review phase, in the order in which the format shows them."""
    return tuple(step for section in making.phase.shows for step in _section(making, section))


def _section(making: Making, section: Section) -> Iterator[Step]:
    build = _OWN_WAY.get(section)
    if build is not None:
        yield from build(making)
        return
    items = _shown(making.phase, _items(making.pack, section))
    title = _title(making.pack, section)
    if making.stops and section in STOPS and making.phase.stop_questions:
        yield from _stops(making, section, title, items)
    elif items:
        yield replace(_points(making, section, title, items), section=section)


def _shown(phase: FormatPhase, items: Sequence[Item]) -> tuple[Item, ...]:
    """All of them, or in the shortest format those that matter most."""
    return tuple(item for item in items if item.essential or not phase.essential_only)


def _title(pack: Pack, section: Section) -> str:
    return pack.headings.get(section, HEADINGS[section])


def _points(making: Making, name: str, title: str, items: Sequence[Item]) -> Step:
    """One step with all items, revealed one by one; a heading stands where it changes."""
    notes = some(making.phase.notes, *(item.notes for item in items), *remarks(making.pack, items))
    points = tuple(_grouped(items))
    return making.step(
        name, "points", title=title, points=points, notes=notes, **making.beside(items)
    )


def _grouped(items: Sequence[Item]) -> Iterator[Point]:
    before = None
    for item in items:
        heading = _heading(item)
        point = point_of(item)
        if heading and heading != before:
            point = replace(point, label=f"{heading} · {point.label}".rstrip(" ·"))
        before = heading
        yield point


def _heading(item: Item) -> str | None:
    """The heading of the timeline or table that an item stands under."""
    return getattr(item, "period", None) or getattr(item, "part", None)


def _stops(making: Making, section: Section, title: str, items: Sequence[Item]) -> Iterator[Step]:
    """A step for each item: what happened, then what the room would have thought and done."""
    for number, item in enumerate(items, 1):
        point = next(_grouped([item]))
        yield making.step(
            f"{section}.{item.id}",
            "questions",
            title=f"{title}: {number} of {len(items)}",
            points=(point, *asked(making.phase.stop_questions)),
            section=section,
            notes=some(item.notes, *remarks(making.pack, [item])),
            **making.beside([item]),
        )


def _summary(making: Making) -> Iterator[Step]:
    pack = making.pack
    summary = pack.case_summary
    period = f"Period: {summary.period}" if summary.period else ""
    contacts = (f"{CHECK_FIRST}: {contact.text}" for contact in pack.contacts)
    notes = some(making.phase.notes, *remarks_on_the_whole(pack), *contacts)
    yield making.step(
        "summary",
        "points",
        title=_title(pack, "summary"),
        text="\n\n".join(some(summary.about, period)),
        source=summary.source,
        notes=notes,
        section="summary",
    )


def _parts(making: Making) -> Iterator[Step]:
    """A step for each heading of the source that has no part of its own in a pack."""
    for part in making.pack.parts:
        items = _shown(making.phase, part.items)
        if items:
            step = _points(making, f"part-{part.id}", part.title, items)
            yield replace(step, section="parts")


def _source_notes(making: Making) -> Iterator[Step]:
    """All source notes at once, said to be ours before the first one."""
    notes = making.pack.source_notes
    if notes:
        yield making.step(
            "source-notes",
            "points",
            title=_title(making.pack, "source-notes"),
            text="Written for this pack. These are not the review's own words.",
            points=tuple(Point(note.id, note.text, source=note.source or "") for note in notes),
            at_once=True,
            section="source-notes",
        )


_OWN_WAY: dict[Section, Callable[[Making], Iterator[Step]]] = {
    "summary": _summary,
    "parts": _parts,
    "source-notes": _source_notes,
}


def _items(pack: Pack, section: Section) -> Sequence[Item]:
    parts: dict[Section, Sequence[Item]] = {
        "events": pack.case_summary.events,
        "episodes": pack.case_summary.episodes,
        "terms-of-reference": pack.terms_of_reference,
        "learning-points": pack.learning_points,
        "recommendations": pack.recommendations,
        "response": pack.response,
    }
    return parts[section]

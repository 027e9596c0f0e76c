"""What must hold between the parts of a file, beyond what each part is on its own.

These look at the plain values rather than at the models, so that they can be told together with
whatever else is wrong in the file. A part of the wrong type is passed over: that is told already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from learnsession.packs import shape
from learnsession.packs.fitting import Finding
from learnsession.packs.format import Format
from learnsession.packs.framework import Framework
from learnsession.packs.layout import Layout
from learnsession.packs.model import Pack
from learnsession.packs.text import clip
from learnsession.packs.values import Loaded, Loc
from learnsession.packs.words import capital, did_you_mean, named

KNOWN_FORMAT = 1
"""The newest number of the file formats that can be read."""

_ITEM_LISTS: tuple[Loc, ...] = (
    ("case_summary", "events"),
    ("case_summary", "episodes"),
    ("terms_of_reference",),
    ("learning_points",),
    ("recommendations",),
    ("response",),
    ("contacts",),
    ("activities",),
    ("source_notes",),
)
_NOTES = "source_notes"
_Place = tuple[Loc, dict[str, Any]]


def newer(values: Any) -> Finding | None:
    """Set when the file was written for a newer learnsession; nothing else is worth saying then."""
    number = values.get("format")
    if isinstance(number, str) and number.isascii() and number.isdigit():
        number = number.lstrip("0")
        if len(number) > 1 or number > str(KNOWN_FORMAT):
            wrong = (
                f"This file is written for a newer learnsession: its format is {clip(number)}, "
                f"and this one reads format {KNOWN_FORMAT}."
            )
            return Finding(("format",), wrong, "Install the newer learnsession, then try again.")
    return None


def pack_findings(loaded: Loaded) -> tuple[Finding, ...]:
    """What is wrong between the parts of a pack."""
    places = tuple(_items(loaded.values))
    parts = tuple(_dicts(loaded.values, ("parts",)))
    return (
        *_twice(loaded, (*places, *parts)),
        *(finding for place in places for finding in _origin(place)),
        *_about((*places, *parts)),
        *_one_line(Pack, loaded.values),
    )


def format_findings(loaded: Loaded) -> tuple[Finding, ...]:
    """What is wrong between the phases of a format."""
    phases = tuple(_dicts(loaded.values, ("phases",)))
    questions = tuple(
        place for loc, _ in phases for place in _dicts(loaded.values, (*loc, "questions"))
    )
    return (
        *_twice(loaded, phases),
        *_twice(loaded, questions),
        *(finding for place in phases for finding in _phase(place)),
        *_passes_on(phases),
        *_kinds(phases),
        *_one_line(Format, loaded.values),
    )


def framework_findings(loaded: Loaded) -> tuple[Finding, ...]:
    """What is wrong between the parts of a framework."""
    quadrants, themes, standards = (
        tuple(_dicts(loaded.values, (key,)))
        for key in ("quadrants", "themes", "practice_standards")
    )
    return (
        *_twice(loaded, (*quadrants, *themes)),
        *_twice(loaded, quadrants, "number"),
        *_twice(loaded, standards, "number"),
        *_belongs(quadrants, standards),
        *_one_line(Framework, loaded.values),
    )


def layout_findings(loaded: Loaded) -> tuple[Finding, ...]:
    """What is wrong between the parts of a layout."""
    parts = tuple(_dicts(loaded.values, ("order",)))
    return (*_twice(loaded, parts, "part"), *_one_line(Layout, loaded.values))


def _dicts(values: Any, loc: Loc) -> Iterator[_Place]:
    """The items of a list, with their places; nothing where there is no such list."""
    for part in loc:
        if isinstance(values, dict) and isinstance(part, str):
            values = values.get(part)
        elif isinstance(values, list) and isinstance(part, int):
            values = values[part]
        else:
            return
    for index, item in enumerate(values if isinstance(values, list) else ()):
        if isinstance(item, dict):
            yield (*loc, index), item


def _items(values: Any) -> Iterator[_Place]:
    """Everything in a pack that has an id of its own, in the order of the file format."""
    for loc in _ITEM_LISTS:
        for place, item in _dicts(values, loc):
            yield place, item
            yield from _dicts(values, (*place, "prompts"))
    for place, _ in _dicts(values, ("parts",)):
        yield from _dicts(values, (*place, "items"))


def _twice(loaded: Loaded, places: tuple[_Place, ...], key: str = "id") -> Iterator[Finding]:
    """Ids or numbers that stand more than once, told at the later line."""
    lines: dict[str, int] = {}
    found = [(loaded.line((*loc, key)), loc, item.get(key)) for loc, item in places]
    for line, loc, name in sorted(found, key=lambda each: each[0]):
        if not isinstance(name, str):
            continue
        if name in lines:
            wrong = (
                f"The {key} '{clip(name)}' stands here again; it is on line {lines[name]} already."
            )
            yield Finding((*loc, key), wrong, f"Give one of the two another {key}.")
        lines.setdefault(name, line)


def _origin(place: _Place) -> Iterator[Finding]:
    """Each item says where in the source it stands, or that it was written for the pack."""
    loc, item = place
    if _NOTES in loc:
        return
    added = item.get("written_for_pack") == "true"
    if item.get("source") is None and not added:
        wrong = f"{capital(named(loc))} says neither where in the source it stands nor that "
        todo = "Add 'source:' with the place, such as \"slide 3\", or 'written_for_pack: true'."
        yield Finding(loc, wrong + "it was written for the pack.", todo)
    elif item.get("source") is not None and added:
        wrong = f"{capital(named(loc))} has a source and is marked as written for the pack."
        yield Finding((*loc, "written_for_pack"), wrong, "Keep one of the two.")


def _about(places: tuple[_Place, ...]) -> Iterator[Finding]:
    """A source note is about items that there are."""
    known = [item["id"] for _, item in places if isinstance(item.get("id"), str)]
    for loc, item in places:
        about = item.get("about") if loc[0] == _NOTES else None
        for index, name in enumerate(about if isinstance(about, list) else ()):
            if isinstance(name, str) and name not in known:
                wrong = f"There is no item '{clip(name)}' in this pack for the note to be about."
                todo = did_you_mean(name, known, "Name the id of an item of this pack.")
                yield Finding((*loc, "about", index), wrong, todo)


def _belongs(quadrants: tuple[_Place, ...], standards: tuple[_Place, ...]) -> Iterator[Finding]:
    """A practice standard is of a quadrant that there is."""
    known = [each["id"] for _, each in quadrants if isinstance(each.get("id"), str)]
    for loc, standard in standards:
        name = standard.get("quadrant")
        if isinstance(name, str) and name not in known:
            wrong = f"There is no quadrant '{clip(name)}' in this framework for it to be of."
            todo = did_you_mean(name, known, "Name the id of a quadrant.")
            yield Finding((*loc, "quadrant"), wrong, todo)


def _one_line(model: type[BaseModel], values: Any, loc: Loc = ()) -> Iterator[Finding]:
    """Titles and labels stand on one line."""
    if isinstance(values, dict | list):
        pairs = values.items() if isinstance(values, dict) else enumerate(values)
        for part, value in pairs:
            yield from _one_line(model, value, (*loc, part))
    elif isinstance(values, str) and "\n" in values.strip():
        most = shape.limit(shape.wanted(model, loc), "max_length")
        if most is not None and most <= shape.ONE_LINE:
            wrong = f"{capital(named(loc))} is a title or label, and has several lines."
            yield Finding(loc, wrong, "Write it on one line.")


def _phase(place: _Place) -> Iterator[Finding]:
    loc, phase = place
    kind, shows = phase.get("kind"), phase.get("shows")
    if isinstance(shows, list) and shows and kind != "review":
        wrong = "Only a phase of the kind 'review' shows parts of the pack."
        yield Finding((*loc, "shows"), wrong, "Remove 'shows', or change the kind.")
    if kind == "review" and not shows:
        wrong = "This review phase shows no part of the pack."
        yield Finding(loc, wrong, "Add 'shows:' with a list such as [summary, events].")
    kept, minutes = (_number(phase.get(key)) for key in ("question_minutes", "minutes"))
    if kept and minutes and kept >= minutes:
        wrong = f"The questions take {kept} of {minutes} minutes, which leaves none for the rest."
        yield Finding((*loc, "question_minutes"), wrong, f"Write at most {minutes - 1}.")


def _number(text: Any) -> int | None:
    plain = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 7
    return int(text) if plain else None


def _passes_on(phases: tuple[_Place, ...]) -> Iterator[Finding]:
    """Unused minutes go to another phase of the same format."""
    known = [phase["id"] for _, phase in phases if isinstance(phase.get("id"), str)]
    for loc, phase in phases:
        other = phase.get("unused_minutes_to")
        if not isinstance(other, str):
            continue
        place = (*loc, "unused_minutes_to")
        if other not in known:
            wrong = f"There is no phase '{clip(other)}' for unused minutes to go to."
            yield Finding(place, wrong, did_you_mean(other, known, "Name a phase's id."))
        elif other == phase.get("id"):
            wrong = "The unused minutes of this phase go to itself."
            yield Finding(place, wrong, "Name another phase, or remove the key.")


def _kinds(phases: tuple[_Place, ...]) -> Iterator[Finding]:
    there = {str(phase.get("kind")) for _, phase in phases}
    for kind, why in (("review", "shows the pack"), ("talk", "holds its activities")):
        if phases and kind not in there:
            wrong = f"This format has no phase of the kind '{kind}', which {why}."
            yield Finding(("phases",), wrong, f"Add a phase with 'kind: {kind}'.")

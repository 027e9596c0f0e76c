"""What the steps of a session are made from, and the small pieces that all builders use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from learnsession.packs.format import Format, FormatPhase, FormatQuestion
from learnsession.packs.model import Activity, Item, Pack
from learnsession.session.agenda import Point, Step, StepKind, Tags


@dataclass(frozen=True, slots=True)
class Making:
    """What the builders of a phase's steps need. `previous` is a line for each earlier action."""

    pack: Pack
    form: Format
    phase: FormatPhase
    minutes: int
    activities: tuple[Activity, ...]
    previous: tuple[str, ...]
    stops: bool = False
    """True when the session stops at each event and care episode of the review."""

    def step(self, name: str, kind: StepKind, **more: object) -> Step:
        """A step of this phase; `name` is unique within it."""
        values: dict[str, object] = {"title": self.phase.title, "notes": some(self.phase.notes)}
        return Step(f"{self.phase.id}.{name}", self.phase.id, kind, **(values | more))  # type: ignore[arg-type]

    def beside(self, items: Sequence[Item]) -> dict[str, object]:
        """What a step with these items needs of the team's own, and their tags, each once."""
        return {
            "local": _each_once(name for item in items for name in item.local),
            "tags": Tags(
                self.pack.framework or "",
                _each_once(tag for item in items for tag in item.tags),
                _each_once(tag for item in items for tag in item.source_tags),
            ),
        }

    @property
    def questions(self) -> tuple[Point, ...]:
        """The phase's own questions, numbered where there are several."""
        return asked(self.phase.questions)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """In the order in which each first comes."""
    return tuple(dict.fromkeys(names))


def some(*texts: str | None) -> tuple[str, ...]:
    """Those that there are."""
    return tuple(text for text in texts if text)


def count(index: int, items: Sequence[object]) -> str:
    """A number for the n-th of several; a single one needs none."""
    return str(index) if len(items) > 1 else ""


def asked(questions: Sequence[FormatQuestion]) -> tuple[Point, ...]:
    """Questions of a format as points, numbered where there are several."""
    return tuple(
        Point(question.id, question.text, label=count(index, questions), prompt=True)
        for index, question in enumerate(questions, 1)
    )


def point_of(item: Item) -> Point:
    """One thing that the source says, with what it is called and whose words it is."""
    names = [getattr(item, name, None) for name in ("label", "date", "title", "span")]
    if item.said_by:
        names.append(f"{item.said_by} said")
    if item.worked_well:
        names.append("what worked well")
    label = " · ".join(name for name in names if name)
    return Point(
        item.id,
        "\n".join([item.text, *(f"– {line}" for line in getattr(item, "points", ()))]),
        label=label[:1].upper() + label[1:],
        added=item.written_for_pack,
        source=item.source or "",
    )


def remarks(pack: Pack, items: Sequence[Item]) -> list[str]:
    """The source notes about any of these items, each once."""
    ids = {item.id for item in items}
    return [f"About the source: {note.text}" for note in pack.source_notes if ids & set(note.about)]


def remarks_on_the_whole(pack: Pack) -> list[str]:
    """The source notes that are about no item in particular."""
    return [f"About the source: {note.text}" for note in pack.source_notes if not note.about]

"""The lines of the fuller form of an agreed action, and how what is typed into them is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from textual.suggester import Suggester

from learnsession.errors import RefusedError
from learnsession.packs.framework import Framework
from learnsession.packs.model import Pack
from learnsession.session.dates import read_day
from learnsession.session.terms import LEVEL_WORDS

Kind = Literal["words", "day", "level", "origin", "themes", "standards"]

LONGEST = 5_000
"""Characters of a line: a page and a half."""

CANDIDATES = 4
"""How many that may be meant are named at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be said of an action. `name` is that of the field."""

    name: str
    label: str
    example: str
    kind: Kind = "words"
    above: bool = False
    """Asked only of what is asked of the service or the partnership."""


LEFT = (
    Line("owner", "Who", "a role, e.g. team manager"),
    Line("due", "By when", "e.g. 18/12/2026, Friday, in 6 weeks", "day"),
    Line("measure", "How will you know that it helped?", "what you will see"),
    Line("rationale", "Why?", "what it answers"),
    Line("evidence", "What will show that it was done?", "e.g. the audit of ten files"),
    Line("review_date", "When will you look at it again?", "e.g. 15/1/2027", "day"),
    Line("barrier", "What may stand in the way?", ""),
    Line("agency", "Which agency?", "e.g. health visiting"),
)
RIGHT = (
    Line("recommendation", "Which recommendation does it come from?", "", "origin"),
    Line("level", "Who is asked to change something?", "team", "level"),
    Line("carried_by", "Who takes it there?", "a role, e.g. head of service", above=True),
    Line("reply_by", "By when do you hope for a reply?", "e.g. 15/1/2027", "day", above=True),
    Line("themes", "Themes", "", "themes"),
    Line("standards", "Practice standards", "e.g. 1.4, 2.1", "standards"),
)
LINES = LEFT + RIGHT
"""In the order in which Enter goes through them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A recommendation or learning point that an action can come from."""

    id: str
    label: str
    """'Recommendation 1'."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What there is to choose among, and what is shown beside it."""

    framework: Framework | None = None
    origins: tuple[Origin, ...] = ()
    """Empty: any words will do."""
    asked: str = ""
    """The question of the session that it answers."""
    names: bool = False
    """Whether an owner may be a colleague's name."""

    @property
    def themes(self) -> Mapping[str, str]:
        """Titles by id; the framework's areas are themes too."""
        if self.framework is None:
            return {}
        areas = {each.id: each.title for each in self.framework.quadrants}
        return areas | {each.id: each.title for each in self.framework.themes}

    @property
    def standards(self) -> Mapping[str, str]:
        """Texts by number."""
        found = self.framework.practice_standards if self.framework else ()
        return {each.number: each.text for each in found}

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """What can be typed into a line of this kind, in its shortest form."""
        if kind == "level":
            return tuple(LEVEL_WORDS.values())
        if kind == "origin":
            return tuple(each.label for each in self.origins)
        named = {"themes": self.themes, "standards": self.standards}.get(kind, {})
        return tuple(named)


def origins_of(pack: Pack) -> tuple[Origin, ...]:
    """The recommendations of a pack, then its learning points."""
    recommended = [Origin(each.id, each.label, each.text) for each in pack.recommendations]
    learned = [
        Origin(each.id, f"Learning point {number}", each.text)
        for number, each in enumerate(pack.learning_points, 1)
    ]
    return (*recommended, *learned)


class Ending(Suggester):
    """Completes what is typed; where several stand with commas between, the last of them."""

    def __init__(self, ids: Iterable[str], *, several: bool) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._ids = tuple(ids)
        self._several = several

    async def get_suggestion(self, value: str) -> str | None:
        """The whole value with its last part completed."""
        part = value.rpartition(",")[2].lstrip() if self._several else value
        low = part.casefold()
        found = next((each for each in self._ids if part and each.casefold().startswith(low)), None)
        return value + found[len(part) :] if found else None


def read_line(line: Line, typed: str, today: date, choosing: Choosing) -> object:
    """The value that is meant by what was typed; None for nothing.

    Raises:
        RefusedError: it cannot be read.

    """
    if not typed:
        return None
    if line.kind == "day":
        return read_day(typed, today)
    if line.kind == "level":
        return _level(typed)
    if line.kind == "origin":
        return _origin(typed, choosing.origins)
    if line.kind in ("themes", "standards"):
        named = choosing.themes if line.kind == "themes" else choosing.standards
        return tuple(dict.fromkeys(_tag(part, named) for part in _parts(typed)))
    return typed


def shown(line: Line, value: object, choosing: Choosing) -> str:
    """A value as it stands in its line."""
    from learnsession.tui.widgets.heard import day

    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    if line.kind == "level":
        return next(words for level, words in LEVEL_WORDS.items() if level == value)
    if line.kind == "origin":
        return next((each.label for each in choosing.origins if each.id == value), str(value))
    return ", ".join(value) if isinstance(value, tuple) else " ".join(str(value).split("\n"))


def help_for(line: Line, typed: str, choosing: Choosing) -> str:
    """What stands below a line while it is typed: what is meant, or what may be."""
    if line.kind == "level":
        return "" if typed else f"{', '.join(LEVEL_WORDS.values())}".capitalize()
    if line.kind == "origin":
        return _about_origins(typed, choosing.origins)
    if line.kind in ("themes", "standards"):
        return _about_tags(typed, choosing.themes if line.kind == "themes" else choosing.standards)
    return ""


def _level(typed: str) -> str:
    found = [level for level in LEVEL_WORDS if level.startswith(typed.casefold())]
    if len(found) != 1:
        raise RefusedError(
            f"'{typed}' is none of the levels.", "Write individual, team, service or partnership."
        )
    return found[0]


def _origin(typed: str, origins: tuple[Origin, ...]) -> str:
    found = _origins(typed, origins)
    if len(found) == 1:
        return found[0].id
    if not origins:
        return typed
    what = "may be several of them" if found else "is none of them"
    raise RefusedError(f"'{typed}' {what}.", "Write its number, or more of its words.")


def _origins(typed: str, origins: tuple[Origin, ...]) -> list[Origin]:
    """Those that may be meant: by name, else by number, else by words."""
    low = typed.casefold()
    same = [each for each in origins if low in (each.id.casefold(), each.label.casefold())]
    numbered = [each for each in origins if each.label.casefold().endswith(f" {low}")]
    holding = [each for each in origins if low in f"{each.label} {each.text}".casefold()]
    return same or numbered[:1] or holding


def _about_origins(typed: str, origins: tuple[Origin, ...]) -> str:
    if not typed:
        return "Its number, or some of its words." if origins else ""
    found = _origins(typed, origins)
    if len(found) == 1:
        return found[0].text
    return _candidates([each.label for each in found])


def _parts(typed: str) -> list[str]:
    return [part for each in typed.split(",") if (part := each.strip().lstrip("#").strip())]


def _tag(part: str, named: Mapping[str, str]) -> str:
    """The id that is meant; what was typed where it is none."""
    found = _tags(part, named)
    return found[0] if len(found) == 1 else part


def _tags(part: str, named: Mapping[str, str]) -> list[str]:
    low = part.casefold()
    same = [each for each, title in named.items() if low in (each.casefold(), title.casefold())]
    begins = [each for each in named if each.casefold().startswith(low)]
    return same or begins or [each for each in named if low in named[each].casefold()]


def _about_tags(typed: str, named: Mapping[str, str]) -> str:
    parts = _parts(typed)
    if not parts:
        return "Type to find; commas between them." if named else "With commas between them."
    last = parts[-1]
    found = _tags(last, named)
    if len(found) == 1:
        return named[found[0]]
    if found:
        return _candidates(found)
    return f"The framework has no '{last}'. It is kept as you typed it." if named else ""


def _candidates(found: list[str]) -> str:
    more = f" and {len(found) - CANDIDATES} more" if len(found) > CANDIDATES else ""
    return " · ".join(found[:CANDIDATES]) + more

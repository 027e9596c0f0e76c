"""The lines under the text of an agreed action: what was understood of it, and one kind word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.widgets import Static

from learnsession.session.calendar_words import EXAMPLES, spoken_weekday

INVITATION = "In one line: what will be done @who by 18 Dec #theme"
"""Stands there while nothing is written."""

ROLES = "Owners are roles. To use colleagues' names: Settings (s on Home)."
"""Stands below it in the first action box of a team."""

DOT = " · "


@dataclass(frozen=True, slots=True)
class Read:
    """What is shown of an action that is being written."""

    owner: str = ""
    due: date | None = None
    themes: tuple[str, ...] = ()
    """Titles."""
    standards: tuple[str, ...] = ()
    past: bool = False
    trouble: str = ""
    """What was not understood; it takes the place of the advice."""
    advice: str = ""


class Understood(Static):
    """Two lines; more while something was not understood."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._shown: Content | None = None

    def show(self, words: Content) -> None:
        """Show these words, unless they stand there already."""
        if self._shown is None or not self._shown.is_same(words):
            self._shown = words
            self.update(words)


def as_words(read: Read) -> Content:
    """The line of what was understood, and below it the trouble or the advice."""
    due = (
        f"{spoken_weekday(read.due)}{', which has passed' if read.past else ''}" if read.due else ""
    )
    facts = [
        ("Owner", read.owner),
        ("Due", due),
        ("Theme" if len(read.themes) == 1 else "Themes", ", ".join(read.themes)),
        ("Standard" if len(read.standards) == 1 else "Standards", ", ".join(read.standards)),
    ]
    parts = [Content.assemble((f"{name}: ", "$primary"), value) for name, value in facts if value]
    below = Content.styled(read.advice, "$text-muted")
    if read.trouble:
        below = Content.styled(_without_examples(read.trouble), "$warning")
    understood = [Content(DOT).join(parts)] if parts else []
    return Content("\n").join([*understood, below])


def invitation(kept: str = "", *, roles: bool = False) -> Content:
    """What stands there while nothing is written.

    Args:
        kept: what was just kept, e.g. 'Kept as A-0042.'.
        roles: also say how owners are written.

    """
    first = Content.styled(f"✓ {kept}", "$success") if kept else Content("")
    lines = [first] if kept else []
    lines.append(Content.styled(INVITATION, "$text-muted"))
    if roles and not kept:
        lines.append(Content.styled(ROLES, "$text-muted"))
    return Content("\n").join(lines)


def titles(ids: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    """What people call themes: the titles of those that the framework has, the others as typed."""
    return tuple(names.get(each, each) for each in ids)


def _without_examples(trouble: str) -> str:
    """The field for the date has an example of its own."""
    return trouble.removesuffix(EXAMPLES).rstrip()

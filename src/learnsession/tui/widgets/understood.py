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

TO_DATE_IT = "F4 gives it one."
"""Said of an action that was kept without a date, while the box is open."""

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


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was just kept, as the box says it until somebody types."""

    kept: str = ""
    """E.g. 'Kept as A-0042.'; empty when nothing was."""
    trouble: str = ""
    """What was not understood of it."""


NO_RECEIPT = Receipt()


def receipt(
    called: str, troubles: tuple[str, ...], undated: str = "", how: str = TO_DATE_IT
) -> Receipt:
    """What is said once an action is kept.

    Args:
        called: what people call it; empty where it is called nothing yet.
        troubles: what was not understood in its line, the first is said.
        undated: why it has no date, where one was said that is none.
        how: how it is given one.

    """
    kept = f"Kept as {called}" if called else "Kept"
    if undated:
        return Receipt(f"{kept}, without a date.", f"{_without_examples(undated)} {how}")
    trouble = _without_examples(troubles[0]) if troubles else ""
    return Receipt(f"{kept}." if called or trouble else "", trouble)


def invitation(said: Receipt = NO_RECEIPT, *, roles: bool = False) -> Content:
    """What stands there while nothing is written.

    Args:
        said: of what was just kept.
        roles: also say how owners are written.

    """
    lines = [Content.styled(f"✓ {said.kept}", "$success")] if said.kept else []
    if said.trouble:
        lines.append(Content.styled(said.trouble, "$warning"))
    lines.append(Content.styled(INVITATION, "$text-muted"))
    if roles and not said.kept:
        lines.append(Content.styled(ROLES, "$text-muted"))
    return Content("\n").join(lines)


def titles(ids: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    """What people call themes: the titles of those that the framework has, the others as typed."""
    return tuple(names.get(each, each) for each in ids)


def _without_examples(trouble: str) -> str:
    """The field for the date has an example of its own."""
    return trouble.removesuffix(EXAMPLES).rstrip()

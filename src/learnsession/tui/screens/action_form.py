"""The fuller form of an agreed action: every field of it, each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from learnsession.errors import RefusedError
from learnsession.session.terms import ABOVE_THE_TEAM
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.overlay import Overlay
from learnsession.tui.questions import LONGEST_DAY
from learnsession.tui.screens.action_fields import (
    LEFT,
    LINES,
    LONGEST,
    RIGHT,
    Choosing,
    Ending,
    Line,
    help_for,
    read_line,
)
from learnsession.tui.screens.filled import Filled, filled_from
from learnsession.tui.screens.form_reading import Sheet, Typed, fill, read_form
from learnsession.tui.widgets.action_area import ActionArea
from learnsession.tui.widgets.entry import WHO_OR_NAME, WHY
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.key_line import Hint

__all__ = ["ActionFormScreen", "Choosing", "Filled", "filled_from"]

_SEVERAL = ("themes", "standards")

USUAL = ("owner", "due", "measure")
"""What most actions say, in the order in which it is asked for."""


class ActionFormScreen(Overlay[Filled | None], ConcernKey):
    """Gives what is filled in; None where there is no action to keep.

    Args:
        filled: what stands in it when it opens.
        kept: what is kept of the action, where that is something else.
        today: the day on which it is filled in.
        title: which action it is, e.g. `A-0042`; empty for a new one.
        choosing: the framework and the recommendations to choose among.
        asks_reason: whether a rewording needs a reason: the session was closed with it.

    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "done", "Keep and go back", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(
        self,
        filled: Filled,
        *,
        today: date,
        kept: Filled | None = None,
        title: str = "",
        choosing: Choosing | None = None,
        asks_reason: bool = False,
    ) -> None:
        super().__init__()
        self._sheet = Sheet(filled, kept or filled, today, choosing or Choosing(), asks_reason)
        self._which = title
        self._told: frozenset[str] = frozenset()
        """What was complained of, and has not been touched since."""

    # What is on the screen

    def card(self) -> ComposeResult:
        """What will be done on top, then the rest in two columns or one below the other."""
        which = f"Every field of {self._which}" if self._which else "Every field of this action"
        yield Static(which, classes="title", markup=False)
        with Vertical(id="action-doing"):
            yield Static("What will be done?", classes="field-label", markup=False)
            yield ActionArea(self._sheet.before.text, id="action-text", tab_behavior="focus")
            yield Static(id="action-text-wrong", markup=False)
        if self._sheet.asks_reason:
            yield Field(WHY, "reason", value=self._sheet.before.reason)
        with Horizontal(id="action-columns"):
            with Vertical(classes="column"):
                yield from self._lines(LEFT)
            with Vertical(classes="column"):
                yield from self._asked()
                yield from self._lines(RIGHT)

    def _asked(self) -> Iterator[Widget]:
        if self._sheet.choosing.asked:
            yield Static("It answers the question", classes="field-label", markup=False)
            yield Static(
                self._sheet.choosing.asked, id="action-asked", classes="muted", markup=False
            )

    def _lines(self, lines: tuple[Line, ...]) -> Iterator[Field]:
        for line in lines:
            typed = self._sheet.stood(line)
            ids = self._sheet.choosing.ids(line.kind)
            named = line.name == "owner" and self._sheet.choosing.names
            yield Field(
                WHO_OR_NAME if named else line.label,
                line.name,
                value=typed,
                placeholder=line.example,
                aid=help_for(line, typed, self._sheet.choosing),
                suggester=Ending(ids, several=line.kind in _SEVERAL) if ids else None,
                longest=LONGEST_DAY if line.kind in ("day", "level") else LONGEST,
            )

    def on_mount(self) -> None:
        """Start at the first thing that is usually said and is missing."""
        area = self.query_one(ActionArea)
        area.move_cursor(area.document.end)
        lacking = next((name for name in USUAL if not self._field(name).value), USUAL[0])
        start = self._field(lacking).input if self._sheet.before.text else area
        start.focus(scroll_visible=False)
        self._show_above()

    def hints(self) -> tuple[Hint, ...]:
        """How to move and to finish."""
        return (
            Hint("Enter", "Next field"),
            Hint("↓ ↑", "Move"),
            Hint("Esc", "Keep and go back", "screen.done"),
            Hint("F9", "Live concern", "screen.concern"),
            Hint("→", "Take what is offered"),
        )

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("Enter, ↓, Tab", "the next field; in the last one, keep and go back"),
            ("↑, Shift+Tab", "the field before"),
            ("→ at the end", "take the level, recommendation or theme that is offered"),
            ("Ctrl+J", "a new line in what will be done"),
            ("Esc", "keep what is filled in and go back"),
            ("F9", "live concern page"),
        )

    # What happens

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """What is written now has not been complained of yet; say what it may mean."""
        event.stop()
        name = (event.input.id or "").removesuffix("-input")
        line = next((each for each in LINES if each.name == name), None)
        self._told -= {name}
        field = self._field(name)
        field.complain("")
        if line is not None:
            field.say(help_for(line, field.value, self._sheet.choosing))
        if name == "level":
            self._show_above()

    @on(TextArea.Changed)
    def _reworded(self, event: TextArea.Changed) -> None:
        event.stop()
        self._told -= {"text"}
        self._complain("text", "")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field; in the last it keeps and goes back."""
        event.stop()
        shown_inputs = [each for each in self.query(Input) if each.parent and each.parent.display]
        if event.input is shown_inputs[-1]:
            self.action_done()
        else:
            self.app.action_focus_next()

    def _show_above(self) -> None:
        """Who carries it there is asked only where the team cannot do it itself."""
        line = next(each for each in LINES if each.name == "level")
        try:
            level = read_line(
                line, self._field("level").value, self._sheet.today, self._sheet.choosing
            )
        except RefusedError:
            level = None
        for each in LINES:
            if each.above:
                typed = bool(self._field(each.name).value)
                self._field(each.name).display = level in ABOVE_THE_TEAM or typed

    def action_leave(self) -> None:
        """Ctrl+C keeps too."""
        self.action_done()

    def action_done(self) -> None:
        """Give what is filled in. What cannot be read is said once, then left as it was."""
        typed = self._typed
        reading = read_form(self._sheet, typed)
        wrong = reading.wrong
        for name in ("text", "reason", *(line.name for line in LINES)):
            self._complain(name, wrong.get(name, ""))
        if wrong.keys() - self._told:
            self._told = frozenset(wrong)
            self._go_to(next(iter(wrong)))
            return
        self.dismiss(fill(self._sheet, typed, reading.values))

    # Its parts

    @property
    def _typed(self) -> Typed:
        lines = {line.name: self._field(line.name).value for line in LINES}
        reason = self._field("reason").value if self._sheet.asks_reason else ""
        return Typed(self.query_one(ActionArea).text, lines, reason)

    def _field(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    def _complain(self, name: str, words: str) -> None:
        if name == "text":
            below = self.query_one("#action-text-wrong", Static)
            below.update(words)
            below.display = bool(words)
        elif name != "reason" or self._sheet.asks_reason:
            self._field(name).complain(words)

    def _go_to(self, name: str) -> None:
        target = self.query_one(ActionArea) if name == "text" else self._field(name).input
        if name != "text":
            self._field(name).display = True
        self.set_focus(target)

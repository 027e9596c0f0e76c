"""One thing that can be chosen: a mark, its words, and what there is to know about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

MARKS = {
    ("one", True): "(●) ",
    ("one", False): "( ) ",
    ("any", True): "[x] ",
    ("any", False): "[ ] ",
}


class Tick(Horizontal, can_focus=True):
    """Space, or a click, chooses it. With `how` 'one' its owner clears the others.

    Args:
        words: what is chosen.
        more: facts about it, in a quieter tone on the next line.
        value: the id of what is chosen.
        how: one of several, or any of them.
        on: chosen from the start.

    """

    DEFAULT_CSS = """
    Tick { height: auto; border-left: outer $background; padding: 0 1; }
    Tick:focus { border-left: outer $accent; background: $panel; }
    Tick > .tick-mark { width: 4; color: $text-muted; }
    Tick > .tick-words { width: 1fr; height: auto; color: $text; }
    Tick.-on > .tick-mark { color: $accent; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Choose", show=False),
    ]

    on: reactive[bool] = reactive(False, toggle_class="-on")

    @dataclass
    class Toggled(Message):
        """Somebody chose it, or chose it no longer."""

        tick: Tick

    def __init__(
        self,
        words: str,
        more: str = "",
        *,
        value: str,
        how: Literal["one", "any"] = "any",
        on: bool = False,
    ) -> None:
        super().__init__()
        self.value = value
        self._how = how
        self._words = Content(words)
        if more:
            self._words = Content.assemble(words, "\n", (more, "$text-muted"))
        self._mark = Static(markup=False, classes="tick-mark")
        self.on = on

    def compose(self) -> ComposeResult:
        """The mark and the words."""
        yield self._mark
        yield Static(self._words, classes="tick-words")

    def watch_on(self, on: bool) -> None:
        """Draw the mark."""
        self._mark.update(MARKS[self._how, on])

    def action_choose(self) -> None:
        """Choose it; or, where any may be chosen, choose it no longer."""
        self.on = True if self._how == "one" else not self.on
        self.post_message(self.Toggled(self))

    def on_click(self) -> None:
        """A click does what Space does."""
        self.action_choose()

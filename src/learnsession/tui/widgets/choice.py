"""One of several values on one line: left and right change it, letters jump to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """A label and the value that is chosen.

    Args:
        label: what is asked.
        choices: values and their words; the first is the one for whoever does not care.
        value: what is chosen from the start, if it is among them.

    """

    DEFAULT_CSS = """
    Choice { height: 1; border-left: outer $background; padding: 0 1; text-wrap: nowrap;
        text-overflow: ellipsis; }
    Choice:focus { border-left: outer $accent; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "choose(1)", "Next", show=False),
        Binding("left", "choose(-1)", "Before", show=False),
    ]
    LABEL = 16
    """Cells of the label."""

    at: reactive[int] = reactive(0)

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        value: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self._choices = tuple(choices)
        values = [each for each, _ in self._choices]
        self.set_reactive(Choice.at, values.index(value) if value in values else 0)

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._choices[self.at][0]

    def render(self) -> Content:
        """The label, the words of what is chosen, and how many there are."""
        words = self._choices[self.at][1]
        style = "bold $accent" if self.at else "$text"
        many = len(self._choices) > 1
        return Content.assemble(
            (f"{self._label:<{self.LABEL}}", "$primary"),
            ("‹ " if many else "  ", "$text-muted"),
            (words, style),
            (" ›" if many else "", "$text-muted"),
            (f"   {self.at + 1} of {len(self._choices)}" if many else "", "$text-muted"),
        )

    def action_choose(self, by: int) -> None:
        """The next one, or the one before; after the last comes the first."""
        self.at = (self.at + by) % len(self._choices)

    def on_click(self) -> None:
        """A click chooses the next one."""
        self.action_choose(1)

    def on_key(self, event: events.Key) -> None:
        """A letter or figure goes to the next value that begins with it."""
        typed = (event.character or "").casefold()
        if not typed.isalnum():
            return
        event.stop()
        event.prevent_default()
        for step in range(1, len(self._choices) + 1):
            place = (self.at + step) % len(self._choices)
            if self._choices[place][1].casefold().startswith(typed):
                self.at = place
                return

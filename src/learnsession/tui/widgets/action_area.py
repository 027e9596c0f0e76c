"""What will be done, in a form: a text of one line or more, in which Enter goes on."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea


class ActionArea(TextArea):
    """Enter goes to the next field; Ctrl+J begins a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,shift+enter", "newline", "New line", show=False),
    ]

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.app.action_focus_next()
            return
        await super()._on_key(event)

    def action_newline(self) -> None:
        """A new line in the same text."""
        self.insert("\n")

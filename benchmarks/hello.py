"""The least that Textual can do: one word, and another when a key is pressed.

It is the floor for first paint and for a key to paint. Run it as a program.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static


class Hello(App[None]):
    """One Static."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "next", show=False)]
    count = 0

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static("hello")

    def action_next(self) -> None:
        """Update the one widget in place."""
        self.count += 1
        self.query_one(Static).update(f"number {self.count}.")


if __name__ == "__main__":
    Hello().run()

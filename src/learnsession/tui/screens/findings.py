"""Before an export: what in the note looks like personal details, and one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from learnsession.room.exporting import LOOKS_LIKE
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.key_line import Hint


class FindingsScreen(Overlay[bool], ConcernKey):
    """Gives True when the note is to be written all the same.

    Args:
        lines: a line each, masked, at least one.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "agree", "Export", show=False),
        Binding("n", "leave", "Go back", show=False),
    ]

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = lines

    def card(self) -> ComposeResult:
        """The question, then each finding with the number of its entry."""
        yield Static(f"{LOOKS_LIKE} Export all the same?", id="findings-title", markup=False)
        yield Static("\n".join(self._lines), id="findings-lines", markup=False)
        words = "To change an entry, go back to the session and press e: amend it or take it back."
        yield Static(words, id="findings-warning", markup=False)

    def on_mount(self) -> None:
        """No earlier message covers the question."""
        self.app.clear_notifications()

    def hints(self) -> tuple[Hint, ...]:
        """Yes and no."""
        return (
            Hint("y", "Export", "screen.agree"),
            Hint("Esc", "Go back", "screen.leave"),
            Hint("↓ ↑", "Scroll"),
            self.concern_hint(),
        )

    def action_agree(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """No: nothing is written."""
        self.dismiss(False)

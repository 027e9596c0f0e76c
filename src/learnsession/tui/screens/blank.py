"""A blank screen, for when someone walks in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static


class BlankScreen(Screen[None]):
    """Shows nothing, no messages either. The clock goes on; see `tui.curtain` for what lifts it."""

    def compose(self) -> ComposeResult:
        """One small line, so that the facilitator knows it is no fault."""
        yield Static("any key", id="blank-hint", markup=False)

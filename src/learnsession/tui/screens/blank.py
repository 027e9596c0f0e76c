"""A blank screen, for when someone walks in."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static


class BlankScreen(Screen[None]):
    """Shows nothing. Any key brings the session back; the clock goes on."""

    def compose(self) -> ComposeResult:
        """One small line, so that the facilitator knows it is no fault."""
        yield Static("any key", id="blank-hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Come back, and do nothing else with the key."""
        event.stop()
        event.prevent_default()
        self.dismiss()

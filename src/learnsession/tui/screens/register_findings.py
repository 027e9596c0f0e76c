"""What in a list looks like personal details: asked about before the list is exported."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from learnsession.tui.screens.findings import FindingsScreen

MOST_TOLD = 40
"""How many lines of what looks like personal details are shown; the rest is counted."""


class RegisterFindingsScreen(FindingsScreen):
    """Asks before a list with what looks like personal details is written."""

    def card(self) -> ComposeResult:
        """The question, then each finding with the reference of its action."""
        question = "The list holds what looks like personal details. Export all the same?"
        lines = [*self._lines[:MOST_TOLD]]
        if len(self._lines) > MOST_TOLD:
            lines.append(f"and {len(self._lines) - MOST_TOLD:,} more")
        yield Static(question, id="findings-title", markup=False)
        yield Static("\n".join(lines), id="findings-lines", markup=False)
        words = "To change an action, go back to the list and open it with Enter."
        yield Static(words, id="findings-warning", markup=False)

"""Help: every key that works on the screen below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Grid
from textual.widgets import Static

from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.keys import TYPING
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.key_line import Hint


class HelpScreen(Overlay[None], ConcernKey):
    """A table of keys. `typing` adds those that work while someone types."""

    def __init__(self, keys: tuple[tuple[str, str], ...], *, typing: bool = False) -> None:
        super().__init__()
        self._keys = keys
        self._typing = typing

    def card(self) -> ComposeResult:
        """The keys, and what holds everywhere."""
        yield Static("Keys", classes="title", markup=False)
        yield _table(self._keys)
        if self._typing:
            yield Static("While you type", classes="heading", markup=False)
            yield _table(TYPING)
        yield Static(
            "Nothing you have written is lost by any key. Nothing leaves this computer unless "
            "you export it.",
            classes="muted",
            markup=False,
        )

    def hints(self) -> tuple[Hint, ...]:
        """How to scroll and go back."""
        return (Hint("↓ ↑", "Scroll"), Hint("Esc", "Back", "screen.leave"), self.concern_hint())

    def action_help(self) -> None:
        """Already here."""


def _table(keys: tuple[tuple[str, str], ...]) -> Grid:
    cells = []
    for key, does in keys:
        cells.append(Static(key, classes="help-key", markup=False))
        cells.append(Static(f"{does[:1].upper()}{does[1:]}", markup=False))
    return Grid(*cells, classes="help-table")

"""The pause: nothing on the screen but 'Taking a moment' and who to turn to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from learnsession.packs.local import Local
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.key_line import Hint


class MomentScreen(Overlay[None]):
    """Clock and capture stand still until `p`: a clicker in a pocket must not end a pause."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "leave", "Go on", show=False),
        Binding("exclamation_mark,f9", "concern", "Live concern", show=False),
    ]

    def __init__(self, local: Local) -> None:
        super().__init__()
        self._local = local

    def card(self) -> ComposeResult:
        """Two things, in the middle."""
        yield Static("Taking a moment", id="moment-title", markup=False)
        yield Static(_support(self._local), id="moment-support", markup=False)

    def hints(self) -> tuple[Hint, ...]:
        """How to go on, and the page that must be reachable from everywhere."""
        return (Hint("p", "Go on", "screen.leave"), Hint("!", "Live concern", "screen.concern"))

    def action_concern(self) -> None:
        """The live concern page, also from here."""
        from learnsession.tui.screens.concern import ConcernScreen

        self.app.push_screen(ConcernScreen(self._local))


def _support(local: Local) -> Content:
    if local.support:
        return Content("\n").join([Content(line) for line in local.support])
    return Content("Talk to your manager, or to someone you trust.")

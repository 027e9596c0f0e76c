"""The live concern key, for screens outside a session: `!`, and F9 where somebody is typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from learnsession.tui.widgets.key_line import Hint

if TYPE_CHECKING:
    from learnsession.tui.app import LearnSessionApp


class ConcernKey(Screen):  # type: ignore[type-arg]
    """A screen from which the live concern page is one key away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark,f9", "concern", "Live concern", show=False),
    ]

    def concern_hint(self) -> Hint:
        """The key that works now: a box that is being typed in takes `!` as text."""
        key = "F9" if isinstance(self.focused, Input) else "!"
        return Hint(key, "Live concern", "screen.concern")

    def action_concern(self) -> None:
        """Show what to do about a worry, with the team's own contacts."""
        from learnsession.packs.local import read_local
        from learnsession.tui.screens.concern import ConcernScreen

        root = cast("LearnSessionApp", self.app).desk.root
        self.app.push_screen(ConcernScreen(read_local(root)))

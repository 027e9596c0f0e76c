"""The key beside 'take back': `x` removes the marked entry, or some words of it, for good."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from learnsession.room.room import Room
from learnsession.session.record import Entry
from learnsession.tui.widgets.key_line import Hint


class RemoveKey(Screen):  # type: ignore[type-arg]
    """A screen with a list of entries, one of which is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "remove", "Remove for good", show=False),
    ]

    _room: Room

    @property
    def _marked(self) -> Entry | None:
        raise NotImplementedError

    def _fill(self) -> None:
        """Show every entry as it reads now."""
        raise NotImplementedError

    def remove_hint(self) -> Hint:
        """The key, for the line of keys."""
        return Hint("x", "Remove for good", "screen.remove")

    def action_remove(self) -> None:
        """Say what would go, and ask."""
        entry = self._marked
        if entry is None:
            return
        if entry.removed_at:
            self.notify(f"{entry.called_first} is removed for good already.")
            return
        from learnsession.tui.screens.removing import RemovingScreen

        self.app.push_screen(RemovingScreen(self._room, entry), self._left)

    def _left(self, said: str | None) -> None:
        self._fill()
        if said:
            self.notify(said, markup=False)

"""The key that opens every field of the marked entry, where it is an agreed action: `f`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

from learnsession.room.room import Room
from learnsession.session.record import Entry
from learnsession.tui.widgets.key_line import Hint

if TYPE_CHECKING:
    from learnsession.tui.app import LearnSessionApp


class FillKey(Screen):  # type: ignore[type-arg]
    """A screen with a list of entries, one of which is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "fill", "All fields", show=False),
    ]

    _room: Room

    @property
    def _marked(self) -> Entry | None:
        raise NotImplementedError

    def _fill(self) -> None:
        """Show every entry as it reads now."""
        raise NotImplementedError

    def fill_hints(self) -> tuple[Hint, ...]:
        """The key, where the marked entry is an action that stands."""
        offered = self.is_mounted and self._action is not None
        return (Hint("f", "All fields", "screen.fill"),) if offered else ()

    @property
    def _action(self) -> Entry | None:
        entry = self._marked
        stands = entry is not None and not (entry.withdrawn or entry.removed_at)
        return entry if stands and entry is not None and entry.kind == "agreed-action" else None

    def action_fill(self) -> None:
        """Every field of the marked action."""
        entry = self._action
        if entry is None:
            return
        from learnsession.tui.screens.gaps import ActionForms

        names = cast("LearnSessionApp", self.app).settings.owners == "names"
        action = self._room.action(entry.id)
        ActionForms(self, self._room, (action,), names=names, then=self._fill).begin()

"""Closing: what was heard and agreed, what is still missing, and one question."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from learnsession.room.room import Room
from learnsession.session.lacking import unspoken
from learnsession.tui.overlay import Card, Overlay
from learnsession.tui.screens.closing_words import summary
from learnsession.tui.screens.gaps import ActionForms, Gap, gaps
from learnsession.tui.widgets.key_line import Hint


class ClosingScreen(Overlay[bool | None]):
    """Gives True when the session is to be closed.

    Args:
        room: the running session.
        half: which keys lead to half-written words; empty where there are none.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "close", "Close the session", show=False),
        Binding("n", "leave", "Go back", show=False),
        Binding("f", "fill", "Fill in", show=False),
        Binding("s", "owed", "Answer", show=False),
        Binding("a", "fill_actions", "Fill in the actions", show=False),
        Binding("x", "export", "Export", show=False),
        Binding("exclamation_mark,f9", "concern", "Live concern", show=False),
    ]

    def __init__(self, room: Room, half: str = "") -> None:
        super().__init__()
        self._room = room
        self._half = half
        self._gaps: tuple[Gap, ...] = ()

    def card(self) -> ComposeResult:
        """The question first, then what it is about."""
        yield Static(self._question(), id="closing-question", markup=False)
        yield Static(id="closing-summary", markup=False)

    def on_mount(self) -> None:
        """Write the summary, once it is known how wide it can be."""
        self.call_after_refresh(self._look_again)

    def on_resize(self) -> None:
        """Another width: more or less of each action fits on a line."""
        self.call_after_refresh(self._summarise)

    def _look_again(self, _: object = None) -> None:
        """What is missing may have been filled in."""
        self._gaps = gaps(self._room)
        self._summarise()
        self.show_hints()

    def hints(self) -> tuple[Hint, ...]:
        """Yes, no, and what can still be done first."""
        actions = (Hint("a", "Actions", "screen.fill_actions"),) if self._gaps else ()
        owed = (Hint("s", "Answer", "screen.owed"),) if unspoken(self._room.owed) else ()
        return (
            Hint("y", "Close it", "screen.close"),
            Hint("Esc", "Go back", "screen.leave"),
            *owed,
            *actions,
            Hint("f", "Fill in", "screen.fill"),
            Hint("!", "Live concern", "screen.concern"),
            Hint("x", "Export", "screen.export"),
            Hint("↓ ↑", "Scroll"),
            Hint("End", "To the end", "screen.scroll_to_end(1)"),
        )

    def action_close(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """No: back to the session."""
        self.dismiss(False)

    def action_fill(self) -> None:
        """Fill in what is missing."""
        from learnsession.tui.screens.form import FormScreen

        self.app.push_screen(FormScreen(self._room, everything=True), self._look_again)

    def action_owed(self) -> None:
        """Say what became of what the team had said it would do."""
        from learnsession.tui.screens.owed import OwedScreen

        if self._room.owed:
            self.app.push_screen(OwedScreen(self._room), self._look_again)

    def action_fill_actions(self) -> None:
        """Go through the actions that lack something, one after the other."""
        names = self.house.settings.owners == "names"
        actions = tuple(gap.action for gap in self._gaps)
        if actions:
            ActionForms(self, self._room, actions, names=names, then=self._look_again).begin()

    def action_concern(self) -> None:
        """The live concern page, also from here."""
        from learnsession.tui.screens.concern import ConcernScreen

        self.app.push_screen(ConcernScreen(self._room.local))

    def action_export(self) -> None:
        """Export without closing."""
        from learnsession.room.desk import as_opened
        from learnsession.tui.screens.export import ExportScreen

        room = self._room
        opened = as_opened(room)
        self.app.push_screen(ExportScreen(opened, rehearsal=room.rehearsal))

    def _question(self) -> Content:
        words = "End the rehearsal?" if self._room.rehearsal else "Close this session?"
        after = (
            "Nothing of it is kept."
            if self._room.rehearsal
            else "It can still be read, exported and opened again."
        )
        return Content.assemble((words, "bold"), "\n", (after, "$text-muted"))

    def _summarise(self) -> None:
        if not self.is_attached:
            return
        words = self.query_one("#closing-summary", Static)
        card = self.query_one(Card)
        columns = card.size.width - card.styles.scrollbar_size_vertical
        words.update(summary(self._room, self._gaps, self._half, columns))

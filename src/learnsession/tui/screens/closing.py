"""Closing: what was heard and agreed, what is still missing, and one question."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from learnsession.room.room import Room
from learnsession.session.record import Session
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.heard import day, entries
from learnsession.tui.widgets.key_line import Hint


class ClosingScreen(Overlay[bool | None]):
    """Gives True when the session is to be closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "close", "Close the session", show=False),
        Binding("n", "leave", "Go back", show=False),
        Binding("f", "fill", "Fill in", show=False),
        Binding("x", "export", "Export", show=False),
        Binding("exclamation_mark,f9", "concern", "Live concern", show=False),
    ]

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room

    def card(self) -> ComposeResult:
        """The question first, then what it is about."""
        yield Static(self._question(), id="closing-question", markup=False)
        yield Static(id="closing-summary", markup=False)

    def on_mount(self) -> None:
        """Write the summary."""
        self._summarise()

    def hints(self) -> tuple[Hint, ...]:
        """Yes, no, and what can still be done first."""
        return (
            Hint("y", "Close it", "screen.close"),
            Hint("Esc", "Go back", "screen.leave"),
            Hint("f", "Fill in", "screen.fill"),
            Hint("x", "Export", "screen.export"),
            Hint("!", "Live concern", "screen.concern"),
            Hint("↓ ↑", "Scroll"),
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

        self.app.push_screen(FormScreen(self._room, everything=True), lambda _: self._summarise())

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
        record, agenda = self._room.record, self._room.agenda
        blocks: list[Content] = []
        lacking = missing(record)
        if lacking:
            blocks.append(Content.assemble(("Still open: ", "$warning"), "; ".join(lacking)))
        blocks += _part("What we heard", entries(record.reflections, agenda))
        blocks += _part("What we will do", entries(record.agreed_actions, agenda))
        if record.review_date:
            blocks.append(
                Content.assemble(("Review date   ", "bold $primary"), day(record.review_date))
            )
        self.query_one("#closing-summary", Static).update(Content("\n\n").join(blocks))


def missing(record: Session) -> list[str]:
    """What a session would usually have by its end and this one has not."""
    lacking = []
    if record.attendance.head_count is None:
        lacking.append("how many people were here")
    if not record.agreed_actions:
        lacking.append("no action was agreed")
    nameless = sum(1 for entry in record.agreed_actions if not entry.owner)
    if nameless:
        lacking.append(f"{nameless} of {len(record.agreed_actions)} actions without a name")
    if not record.review_date:
        lacking.append("the review date")
    return lacking


def _part(heading: str, shown: list[Content]) -> list[Content]:
    if not shown:
        return [Content.styled(heading, "bold $primary"), Content.styled("Nothing.", "$text-muted")]
    return [Content.styled(f"{heading}   {len(shown)}", "bold $primary"), *shown]

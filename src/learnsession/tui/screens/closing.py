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
from learnsession.tui.phrases import DOT
from learnsession.tui.screens.gaps import ActionForms, Gap, gaps
from learnsession.tui.session.owed import headline_lines
from learnsession.tui.widgets.heard import day, entries
from learnsession.tui.widgets.key_line import Hint

MOST_GAPS = 6
"""Actions of which it is said what is missing; the others are counted."""


class ClosingScreen(Overlay[bool | None]):
    """Gives True when the session is to be closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "close", "Close the session", show=False),
        Binding("n", "leave", "Go back", show=False),
        Binding("f", "fill", "Fill in", show=False),
        Binding("a", "fill_actions", "Fill in the actions", show=False),
        Binding("x", "export", "Export", show=False),
        Binding("exclamation_mark,f9", "concern", "Live concern", show=False),
    ]

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._gaps: tuple[Gap, ...] = ()

    def card(self) -> ComposeResult:
        """The question first, then what it is about."""
        yield Static(self._question(), id="closing-question", markup=False)
        yield Static(id="closing-summary", markup=False)

    def on_mount(self) -> None:
        """Write the summary."""
        self._look_again()

    def _look_again(self, _: object = None) -> None:
        """What is missing may have been filled in."""
        self._gaps = gaps(self._room)
        self._summarise()
        self.show_hints()

    def hints(self) -> tuple[Hint, ...]:
        """Yes, no, and what can still be done first."""
        actions = (Hint("a", "Actions", "screen.fill_actions"),) if self._gaps else ()
        return (
            Hint("y", "Close it", "screen.close"),
            Hint("Esc", "Go back", "screen.leave"),
            *actions,
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

        self.app.push_screen(FormScreen(self._room, everything=True), self._look_again)

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
        record, agenda = self._room.record, self._room.agenda
        blocks: list[Content] = []
        lacking = missing(record)
        if self._gaps:
            blocks.append(_gaps(self._gaps))
        if lacking:
            blocks.append(Content.assemble(("Still open: ", "$warning"), "; ".join(lacking)))
        blocks += _part("What we heard", entries(record.reflections, agenda))
        blocks += _part("What we will do", entries(record.agreed_actions, agenda))
        if record.review_date:
            blocks.append(
                Content.assemble(("Review date   ", "bold $primary"), day(record.review_date))
            )
        blocks += headline_lines(self._room)
        self.query_one("#closing-summary", Static).update(Content("\n\n").join(blocks))


def missing(record: Session) -> list[str]:
    """What a session would usually have by its end and this one has not."""
    lacking = []
    if record.attendance.head_count is None:
        lacking.append("how many people were here")
    if not record.agreed_actions:
        lacking.append("no action was agreed")
    if not record.review_date:
        lacking.append("the review date")
    return lacking


def _gaps(found: tuple[Gap, ...]) -> Content:
    """What could still be said of the actions, a line each, and the key for it."""
    lines = [Content.assemble(("What we will do could still say", "$warning"))]
    lines += [
        Content.assemble((f"  {gap.ref:<8}", "$primary"), DOT.join(gap.lacks))
        for gap in found[:MOST_GAPS]
    ]
    more = len(found) - MOST_GAPS
    if more > 0:
        lines.append(Content.styled(f"  and {more} more", "$text-muted"))
    lines.append(
        Content.assemble(
            ("  Press ", "$text-muted"),
            ("a", "bold $accent"),
            (" to fill it in; nothing has to be.", "$text-muted"),
        )
    )
    return Content("\n").join(lines)


def _part(heading: str, shown: list[Content]) -> list[Content]:
    if not shown:
        return [Content.styled(heading, "bold $primary"), Content.styled("Nothing.", "$text-muted")]
    return [Content.styled(f"{heading}   {len(shown)}", "bold $primary"), *shown]

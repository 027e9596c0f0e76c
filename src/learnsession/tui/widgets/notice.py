"""The quiet line under the box: what a kept entry looks like it holds, and what can be done."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from learnsession.session.facilitation import LONGEST_REASON
from learnsession.session.findings import sentence, unanswered
from learnsession.session.record import Entry
from learnsession.tui.phrases import DOT
from learnsession.tui.widgets.quick_input import QuickInput


class Notice(Vertical):
    """Hidden until there is something to tell. It never takes the focus by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "not_now", "Not now", show=False),
        # A line of one row has no use for these, and the screen would turn its page.
        Binding("up,down,pageup,pagedown", "stay", show=False),
    ]

    class Answered(Message):
        """Enter was pressed behind a reason."""

    class NotNow(Message):
        """Esc was pressed; what was typed stays for the next time."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.entry: Entry | None = None
        """What the line is about."""

    def compose(self) -> ComposeResult:
        """The line, and below it the field for a reason, shown when it is asked for."""
        yield Static(id="notice-line", markup=False)
        yield QuickInput(
            placeholder="Keep it, because …",
            max_length=LONGEST_REASON,
            select_on_focus=False,
            id="notice-reason",
        )

    def tell(self, entry: Entry | None) -> None:
        """Tell of this entry, or of none. A reason begun for another entry is not carried over."""
        if self.entry is None or entry is None or self.entry.id != entry.id:
            self._input.value = ""
            self.remove_class("-asking")
        self.entry = entry
        self.display = entry is not None
        if entry is not None:
            self._show(entry)

    def ask(self) -> None:
        """Show the field for the reason and put the cursor into it."""
        self.add_class("-asking")
        if self.entry:
            self._show(self.entry)
        self.screen.set_focus(self._input)

    def leave(self) -> None:
        """Hide the field; its words stay."""
        self.remove_class("-asking")
        if self.entry:
            self._show(self.entry)

    @property
    def asking(self) -> bool:
        """True while a reason is being typed."""
        return self.has_class("-asking")

    @property
    def reason(self) -> str:
        """What was typed as the reason."""
        return self._input.value

    def _show(self, entry: Entry) -> None:
        told = f"Kept {entry.ref or entry.number}. {sentence(unanswered(entry))}"
        ways = "Why is it kept as it is?" if self.asking else f"F2 edit{DOT}F3 keep, because …"
        line = Content.assemble((told, "$accent"), "   ", (ways, "$text-muted"))
        self.query_one("#notice-line", Static).update(line)

    def action_stay(self) -> None:
        """Do nothing with the key."""

    def action_not_now(self) -> None:
        """Leave the reason for later."""
        self.post_message(self.NotNow())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the reason."""
        event.stop()
        self.post_message(self.Answered())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Nobody else reads what is typed here."""
        event.stop()

    @property
    def _input(self) -> Input:
        return self.query_one("#notice-reason", Input)

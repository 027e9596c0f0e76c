"""The passphrase, asked for again before a protected store can be seen after the curtain."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from learnsession.errors import LearnSessionError
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.quick_input import QuickInput

ASKS = "The session goes on; everything typed is kept. The recovery key opens it too."


class UnlockScreen(Overlay[bool]):
    """Dismissed with True by the right passphrase, with False by Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back to the blank screen", show=False, priority=True),
    ]
    AUTO_FOCUS = "#passphrase"

    def card(self) -> ComposeResult:
        """One box, and below it what to do or what was wrong."""
        yield Static("Passphrase", classes="title", markup=False)
        yield QuickInput(password=True, id="passphrase", max_length=4096)
        yield Static(ASKS, id="unlock-word", markup=False)

    def hints(self) -> tuple[Hint, ...]:
        """The two keys that do something here."""
        return (Hint("Enter", "Unlock"), Hint("Esc", "Blank again", "screen.back"))

    @on(Input.Submitted, "#passphrase")
    async def _try(self, event: Input.Submitted) -> None:
        """Deriving the key takes a moment; the box waits for it."""
        box, word = event.input, self.query_one("#unlock-word", Static)
        secret, box.value, box.disabled = box.value, "", True
        word.update("One moment …")
        word.remove_class("-wrong")
        try:
            right = await asyncio.to_thread(self.house.desk.is_passphrase, secret)
            wrong = "That is not the passphrase of this store. Try again; capitals count."
        except LearnSessionError as error:
            right, wrong = False, str(error)
        if self not in self.app.screen_stack:
            return  # Esc was quicker
        if right:
            while self.app.screen is not self:  # an empty palette may stand over it
                self.app.pop_screen()
            self.dismiss(True)
            return
        word.update(wrong)
        word.add_class("-wrong")
        box.disabled = False
        box.focus()

    def action_back(self) -> None:
        """Not now: what is below stays hidden."""
        self.dismiss(False)

    def action_leave(self) -> None:
        """Neither `q` nor Ctrl+C shows what is hidden."""
        self.dismiss(False)

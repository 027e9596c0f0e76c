"""The session on the wall: one step at a time, what was heard beside it, and the box below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType

from learnsession.tui.keys import SESSION_KEYS, all_keys
from learnsession.tui.session.forgetting import Forgetting
from learnsession.tui.session.opening import Opening
from learnsession.tui.session.undoing import Undoing


class SessionScreen(Undoing, Opening, Forgetting):
    """A running session, with its keys, its help and its palette."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for key in SESSION_KEYS for binding in key.bindings()),
        *(Binding(digit, f"digit({digit})", show=False) for digit in "0123456789"),
        Binding("escape", "forget_number", show=False),
    ]

    def action_help(self) -> None:
        """Every key of a session, and those that work while typing."""
        from learnsession.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(all_keys(), typing=True))

    def commands(self) -> Iterable[SystemCommand]:
        """Every key that has a word, for the palette."""
        for key in SESSION_KEYS:
            if key.word and key.id not in ("next", "back"):
                does = f"{key.does[0].upper()}{key.does[1:]} ({key.shown})"
                yield SystemCommand(key.word, does, self._runner(key.action))

    def _runner(self, action: str) -> Callable[[], None]:
        def run() -> None:
            self.call_later(self.run_action, action)

        return run

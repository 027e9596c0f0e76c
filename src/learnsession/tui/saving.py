"""While something is on its way to the disk: nobody leaves, and nothing else is begun."""

from __future__ import annotations

from textual.screen import Screen

from learnsession.tui.widgets.key_line import Hint

SAVING = Hint("Saving …", "")
"""Stands first in the line of keys until it is kept or refused."""

STILL_WORK = frozenset({"concern", "help", "blank"})
"""Actions that lose nothing: what is being saved goes on below them."""


class SavingScreen(Screen):  # type: ignore[type-arg]
    """A screen that waits for the disk at times; the words that are being saved stand on it.

    Left too early, it could neither tell that they are refused nor give them back.
    """

    @property
    def saving(self) -> bool:
        """True until the disk has answered."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys do nothing until then, but for the few that lose nothing."""
        if self.saving and action not in STILL_WORK:
            return False
        return super().check_action(action, parameters)

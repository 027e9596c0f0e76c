"""The app's last words when it breaks: where, and nothing of what is on the screen."""

from __future__ import annotations

from contextlib import suppress

from rich.segment import Segments
from rich.text import Text
from textual.app import App


class DiscreetApp(App[None]):
    """Textual would print every variable into the terminal, half-written words among them."""

    ended_by = 0
    """The number of the signal by which the system ends it; 0 while it does not."""

    def keep_words(self) -> None:
        """Put whatever is half-written on any screen on the disk."""

    def end(self, signal: int) -> None:
        """Leave because the system asks for it. The exit code is 128 and the signal's number."""
        self.ended_by = signal
        self.keep_words()
        self.exit(return_code=128 + signal)

    def _handle_exception(self, error: Exception) -> None:
        if not self.ended_by:  # a screen that was only half there is no fault
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        from learnsession.privacy.faults import told

        with suppress(Exception):  # what broke may be in the way
            self.keep_words()
        self.bell()
        words = Text(told(self._exception) if self._exception else "")
        rendered = self.console.render(words, self.console.options)
        self._exit_renderables.append(Segments(rendered))
        self._close_messages_no_wait()

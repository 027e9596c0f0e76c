"""`u`: undo the last thing; what would take a whole entry back asks for `u` once more."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from learnsession.room.room import Room
from learnsession.session.record import Entry
from learnsession.session.undoing import Undone
from learnsession.tui.session.view import SessionView
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.owed_row import SHORT, shortened

ASKS_FOR = 20
"""Seconds for which the question is in sight; it is forgotten with the next key."""


class Undoing(SessionView):
    """The key, and the question before a whole entry goes."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._asked = ""
        """The id of the entry that the next `u` takes back."""

    def hints(self) -> tuple[Hint, ...]:
        """While it is asked: yes, and no."""
        entry = self.room.record.entry(self._asked)
        if entry is None:
            return super().hints()
        return (
            Hint("u", f"Take back {entry.called}", "screen.undo"),
            Hint("Any other key", "leaves it"),
        )

    def action_undo(self) -> None:
        """Undo the last thing that was written, reworded, taken back or said of an action."""
        asked = self._asked
        undone = self.do(self.room.next_undo)
        if not isinstance(undone, Undone):
            return
        entry = self.room.record.entry(undone.takes_back)
        if entry is not None and entry.id != asked:
            self._ask(entry)
            return
        words = self.do(self.room.undo)
        if isinstance(words, str):
            more = " h, then t, puts it back." if entry else ""
            self.notify(f"{words}{more}", timeout=5, markup=False)

    def _ask(self, entry: Entry) -> None:
        self._asked = entry.id
        words = f"u again takes back {entry.called}: “{shortened(entry.text, SHORT)}”"
        self.notify(words, severity="warning", timeout=ASKS_FOR, markup=False)
        self.show_hints()

    def do(self, wanted: Callable[[], object]) -> object:
        """Whatever else is done, the question is forgotten first."""
        self._leave_it()
        return super().do(wanted)

    def on_key(self, event: events.Key) -> None:
        """Any other key leaves the entry where it is; it then does what it always does."""
        if event.key != "u":
            self._leave_it()

    def on_screen_suspend(self) -> None:
        """Another page is over this one."""
        self._leave_it()

    def _leave_it(self) -> None:
        if self._asked:
            self._asked = ""
            self.house.clear_notifications()
            self.show_hints()

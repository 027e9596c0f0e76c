"""The key that takes the marked entry back, and puts it back again: `t`."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, OptionList

from learnsession.errors import LearnSessionError
from learnsession.room.room import Room
from learnsession.session.facilitation import LONGEST_REASON
from learnsession.session.record import Entry
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.key_line import Hint


class TakeBackKey(Screen):  # type: ignore[type-arg]
    """A screen with a list of entries, one of which is marked, and a field for a reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take_back", "Take back or put back", show=False),
        Binding("delete", "take_back(False)", "Take back", show=False),
    ]

    _room: Room
    _asked: Entry | None = None
    """The entry of which the reason is asked for."""
    _begun: tuple[str, bool] | None = None
    """Of what the reason was asked last: the id of an entry, and whether it was to be put back."""

    @property
    def _marked(self) -> Entry | None:
        raise NotImplementedError

    def _fill(self) -> None:
        """Show every entry as it reads now."""
        raise NotImplementedError

    def show_hints(self) -> None:
        """Write the line of keys anew."""
        raise NotImplementedError

    def taken_back(self, entry: Entry) -> None:
        """An entry was just taken back here: it stays in sight."""
        raise NotImplementedError

    def reason_field(self) -> Field:
        """The field, hidden until a reason is asked for."""
        return Field("Why?", "why", longest=LONGEST_REASON)

    def take_back_hints(self) -> tuple[Hint, ...]:
        """What the key does with the marked entry; while a reason is asked for, Enter."""
        entry = self._asked or (self._marked if self.is_mounted else None)
        gone = entry is not None and entry.withdrawn
        if entry is None or (gone and entry.removed_at and not self._asked):
            return ()
        does = "Put back" if gone else "Take back"
        return (Hint("Enter", does),) if self._asked else (Hint("t", does, "screen.take_back"),)

    def action_take_back(self, puts_back: bool = True) -> None:
        """Take the marked entry back; one that is taken back already, put back.

        Args:
            puts_back: False for a key that only takes back.

        """
        entry = self._marked
        if entry is None or (entry.withdrawn and not puts_back):
            return
        if entry.withdrawn and entry.removed_at:
            self.notify(f"The words of {entry.called} are removed for good.", markup=False)
        elif self._room.record.needs_reason(entry):
            self._ask(entry)
        else:
            self._turn(entry, "")

    def _ask(self, entry: Entry | None) -> None:
        """Ask for the reason, or stop asking; what was typed is there when it is asked again."""
        self._asked = entry
        self.set_class(entry is not None, "-asking")
        if entry is None:
            self.set_focus(self.query_one(OptionList))
        else:
            if self._begun != (entry.id, entry.withdrawn):
                self._why.input.value = ""
            self._begun = (entry.id, entry.withdrawn)
            how = "put back" if entry.withdrawn else "taken back"
            there = "it was there when the session was closed."
            self._why.say(f"Why is {entry.called} {how}? Asked because {there}")
            self._why.complain("")
            self.set_focus(self._why.input)
        self.show_hints()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter does it for this reason."""
        event.stop()
        if self._asked:
            self._turn(self._asked, self._why.value)

    def _turn(self, entry: Entry, reason: str) -> None:
        """Take it back, or put it back where it is taken back."""
        turn: Callable[[Entry, str], object] = (
            self._room.put_back if entry.withdrawn else self._room.withdraw
        )
        try:
            turn(entry, reason)
        except LearnSessionError as error:
            words = f"{error.happened} {error.todo}"
            if self._asked:
                self._why.complain(words)
            else:
                self.app.notify(words, severity="warning", markup=False)
            return
        if self._asked:
            self._why.input.value = ""
            self._ask(None)
        self._tell_turned(entry)

    def _tell_turned(self, before: Entry) -> None:
        if not before.withdrawn:
            self.taken_back(before)
        self._fill()
        self.show_hints()
        how = "stands again." if before.withdrawn else "is taken back. t puts it back."
        self.notify(f"{before.called_first} {how}", markup=False)

    @property
    def _why(self) -> Field:
        return self.query_one("#why", Field)

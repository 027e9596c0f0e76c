"""What looks like a personal detail in what was kept: told quietly, and answered with two keys."""

from __future__ import annotations

from textual import events

from learnsession.errors import RefusedError
from learnsession.session.findings import unanswered
from learnsession.session.record import Entry
from learnsession.tui.session.capturing import Capturing
from learnsession.tui.widgets.key_line import Hint

REASON_HINTS = (
    Hint("Enter", "Keep it"),
    Hint("Esc", "Not now", "screen.not_now"),
    Hint("F9", "Live concern", "screen.concern"),
    Hint("F1", "Help", "screen.help"),
)


class Noticing(Capturing):
    """The line under the box. It stays until it is answered or the room goes to another step."""

    def kept(self, entry: Entry) -> None:
        """Tell of what was just kept, if there is something to tell."""
        if unanswered(entry):
            self.notice.tell(entry)
            self._told_on = self.room.step.id

    def show(self) -> None:
        """Also bring the line in step: what is answered, amended or taken back is not told."""
        super().show()
        told = self.notice.entry
        if told is None:
            return
        entry = self.room.record.entry(told.id)
        here = self._told_on == self.room.step.id
        self.notice.tell(entry if entry and here and unanswered(entry) else None)

    def hints(self) -> tuple[Hint, ...]:
        """Others while a reason is typed."""
        if self.is_mounted and self.notice.asking:
            return REASON_HINTS
        return super().hints()

    def missed(self, event: events.Key) -> bool:
        """While a reason is typed, no key belongs to the box."""
        return not self.notice.asking and super().missed(event)

    def action_edit_noticed(self) -> None:
        """Open what looks like a personal detail in the box, to reword it."""
        entry = self._noticed()
        if entry is None:
            return
        self.notice.leave()
        self._amend(entry.id)

    def action_keep_noticed(self) -> None:
        """Ask for the reason why it is kept as it is."""
        entry = self._noticed()
        if entry is None:
            return
        self.notice.tell(entry)
        self._told_on = self.room.step.id
        self.notice.ask()
        self.show_hints()

    def _noticed(self) -> Entry | None:
        """What the line tells of, else the newest that is unanswered; says so if there is none."""
        record = self.room.record
        told = self.notice.entry
        entries = [*reversed(record.standing)]
        if told is not None:
            entries.insert(0, record.entry(told.id) or told)
        for entry in entries:
            if unanswered(entry):
                return entry
        self.house.say(
            RefusedError("Nothing that was kept looks like a personal detail.", "Carry on.")
        )
        return None

    def on_notice_answered(self) -> None:
        """Keep the entry as it is, with the reason; without one, it is left for later."""
        entry, reason = self.notice.entry, self.notice.reason
        if entry is None or not reason.strip():
            self.action_not_now()
            return
        if self.do(lambda: self.room.keep_findings(entry, reason)) is False:
            return
        self.notify(f"{entry.called_first} is kept as it is, with your reason.", timeout=4)
        self._go_on_typing()

    def on_notice_not_now(self) -> None:
        """Esc was pressed in the reason."""
        self.action_not_now()

    def action_not_now(self) -> None:
        """Leave the reason for later and go back to where the cursor was."""
        self.notice.leave()
        self._go_on_typing()

    def _go_on_typing(self) -> None:
        self.set_focus(None)
        if self.box.display:
            self.box.take_focus()
        self.show_hints()

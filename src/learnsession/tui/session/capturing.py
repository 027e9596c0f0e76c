"""Writing in a session: what was heard, what was agreed, and amending either."""

from __future__ import annotations

from dataclasses import replace

from textual import events

from learnsession.errors import LearnSessionError, ReasonNeededError, RefusedError
from learnsession.room.room import Kept
from learnsession.session.record import Entry
from learnsession.store.drafts import Draft
from learnsession.tui.session.fuller import Fuller
from learnsession.tui.session.words import about
from learnsession.tui.widgets.entry import Kind, Writing
from learnsession.tui.widgets.heard import day

DRAFT_PAUSE = 0.25
"""Seconds without a keystroke after which the half-written text goes to the disk."""


class Capturing(Fuller):
    """The keys that open the box, and what becomes of the words in it."""

    def action_add(self) -> None:
        """Write what was heard."""
        self._write("reflection")

    def action_agree(self) -> None:
        """Write an agreed action."""
        self._write("agreed-action")

    def _write(self, kind: Kind) -> None:
        if self.room.step.talk_only:
            self.house.say(
                RefusedError(
                    "This activity is for talking only; nothing is written down.",
                    "Go to another step to write.",
                )
            )
            return
        self._receipt = ""
        kept = self._writing
        if kept.amends or kept.owner.strip() or kept.due.strip():
            kind = kept.kind  # who and when would be lost with another kind
        self._open(replace(kept, kind=kind))

    def _open(self, writing: Writing) -> None:
        self._number = ""
        self.house.clear_notifications()
        amended = self.room.record.entry(writing.amends or "")
        asks = amended is not None and self.room.record.needs_reason(amended)
        names = self.owners_may_be_names
        self.box.open(writing, about(self.room), asks_reason=asks, names=names)
        if writing.kind == "agreed-action":
            self.action_box_opened()
        self.show_hints()
        if not self.room.step.at_once:
            self.call_after_refresh(self.view.bring_into_sight)

    def missed(self, event: events.Key) -> bool:
        """A letter struck right after `r` or `a`, before the box had the focus, is not lost."""
        if not self.box.display:
            return False
        if event.key == "enter":
            self.action_submit()
            return True
        return self.box.take(event)

    def on_entry_box_changed(self) -> None:
        """Every keystroke pause keeps the half-written text."""
        self._writing = self.box.writing
        if self._writing.kind == "agreed-action":
            self.action_typed()
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(DRAFT_PAUSE, self._keep_draft)

    def _keep_draft(self) -> None:
        words = self._writing
        if words.empty:
            self.room.keep_draft(None)
            return
        self.room.keep_draft(
            Draft(
                text=words.text,
                kind=words.kind,
                step=self.room.step.id,
                entry=words.amends,
                owner=words.owner,
                due=words.due,
                at=self.room.now,
                reason=words.reason,
            )
        )

    def action_submit(self) -> None:
        """Keep what stands in the box, which stays open for the next entry."""
        words = self.box.writing
        if words.empty:
            self.action_stop()
            return
        try:
            kept = self._keep(words)
        except LearnSessionError as error:
            self.house.say(error)
            if isinstance(error, ReasonNeededError):
                self.box.ask_reason()
            return
        if kept.remark:
            self.notify(kept.remark, markup=False)
        self._is_kept(kept.entry, words.kind, amended=words.amends is not None)

    def _is_kept(self, entry: Entry, kind: Kind, *, amended: bool) -> None:
        """Empty the box, which stays open for the next entry."""
        self._writing = Writing(kind)
        self._forget_draft()
        self._open(self._writing)
        if amended:
            self.action_stop()
        self.kept(entry)
        self.show()

    def after_form(self, kept: Entry, *, amended: bool) -> None:
        """The fuller form kept what stood in the box."""
        self._is_kept(kept, "agreed-action", amended=amended)

    def kept(self, entry: Entry) -> None:
        """What else is to be done with an entry that was just kept."""
        raise NotImplementedError

    def _keep(self, words: Writing) -> Kept:
        if words.kind == "agreed-action":
            return self.keep_action(words)
        if words.amends:
            entry = self.room.record.entry(words.amends)
            if entry is not None and not entry.withdrawn:
                return self.room.amend(entry, words.text, reason=words.reason)
        return self.room.add_reflection(words.text, self.room.prompt)

    def _forget_draft(self) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self.room.keep_draft(None)

    def keep_words(self) -> None:
        """Put what stands in the box on the disk now; the box stays open."""
        if self.box.display:
            self._writing = self.box.writing
            self._keep_draft()

    def action_stop(self) -> None:
        """Stop typing. The words stay, and come back with the box."""
        if self.box.display:
            self._writing = self.box.writing
            self._keep_draft()
        if self._writing.empty:
            self._writing = Writing()
        self.box.close()
        self.set_focus(None)
        self.show_hints()
        self.call_after_refresh(self.show_hints)

    def on_entry_box_stopped(self) -> None:
        """Esc was pressed in the box."""
        self.action_stop()

    def action_entries(self) -> None:
        """Amend an entry or take it back."""
        from learnsession.tui.screens.entries import EntriesScreen

        self.app.push_screen(EntriesScreen(self.room), self._amend)

    def action_history(self) -> None:
        """What became of each entry; what was taken back is among them."""
        from learnsession.tui.screens.entries import EntriesScreen

        self.app.push_screen(EntriesScreen(self.room, telling=True), self._amend)

    def _amend(self, entry_id: str | None) -> None:
        self.show()
        entry = self.room.record.entry(entry_id) if entry_id else None
        if entry is None:
            return
        if not self._writing.empty:
            if self._writing.amends == entry.id:
                self._open(self._writing)
                return
            self.house.say(
                RefusedError(
                    "There are words in the box that are not kept yet.",
                    "Press r and keep them first, then amend.",
                )
            )
            return
        due = day(entry.due) if entry.due else ""
        self._open(Writing(entry.kind, entry.text, entry.owner or "", due, entry.id))

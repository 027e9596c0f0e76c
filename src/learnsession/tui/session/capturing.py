"""Writing in a session: what was heard, what was agreed, and amending either."""

from __future__ import annotations

from textual import events

from learnsession.errors import LearnSessionError, RefusedError
from learnsession.session.dates import read_day
from learnsession.store.drafts import Draft
from learnsession.tui.session.view import SessionView
from learnsession.tui.session.words import about
from learnsession.tui.widgets.entry import Kind, Writing
from learnsession.tui.widgets.heard import day

DRAFT_PAUSE = 0.25
"""Seconds without a keystroke after which the half-written text goes to the disk."""


class Capturing(SessionView):
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
        kept = self._writing
        if kept.amends or kept.owner.strip() or kept.due.strip():
            kind = kept.kind  # who and when would be lost with another kind
        self._open(Writing(kind, kept.text, kept.owner, kept.due, kept.amends))

    def _open(self, writing: Writing) -> None:
        self._number = ""
        self.house.clear_notifications()
        self.box.open(writing, about(self.room))
        self.show_hints()
        if not self.room.step.at_once:
            self.call_after_refresh(self.view.bring_into_sight)

    def missed(self, event: events.Key) -> bool:
        """A letter struck right after `r` or `a`, before the box had the focus, is not lost."""
        return self.box.display and self.box.take(event)

    def on_entry_box_changed(self) -> None:
        """Every keystroke pause keeps the half-written text."""
        self._writing = self.box.writing
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
            )
        )

    def action_submit(self) -> None:
        """Keep what stands in the box."""
        self.on_entry_box_submitted()

    def on_entry_box_submitted(self) -> None:
        """Keep the entry; the box stays open for the next."""
        words = self.box.writing
        if words.empty:
            self.action_stop()
            return
        try:
            remark = self._keep(words)
        except LearnSessionError as error:
            self.house.say(error)
            return
        self._writing = Writing(words.kind)
        self._forget_draft()
        if remark:
            self.notify(remark, markup=False)
        self._open(self._writing)
        if words.amends:
            self.action_stop()
        self.show()

    def _keep(self, words: Writing) -> str:
        due = read_day(words.due, self.room.now.astimezone().date()) if words.due.strip() else None
        if words.amends:
            entry = self.room.record.entry(words.amends)
            if entry is not None and not entry.withdrawn:
                return self.room.amend(entry, words.text, words.owner, due).remark
        if words.kind == "agreed-action":
            return self.room.agree_action(words.text, words.owner, due, self.room.prompt).remark
        return self.room.add_reflection(words.text, self.room.prompt).remark

    def _forget_draft(self) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self.room.keep_draft(None)

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
        """Earlier wordings, and what was taken back."""
        from learnsession.tui.screens.entries import EntriesScreen

        self.app.push_screen(EntriesScreen(self.room, withdrawn=True), self._amend)

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

"""Writing in a session: what was heard, what was agreed, and amending either."""

from __future__ import annotations

from textual import events

from learnsession.errors import LearnSessionError, ReasonNeededError, RefusedError
from learnsession.room.room import Kept
from learnsession.session.record import Entry
from learnsession.tui.half_said import DRAFT_PAUSE
from learnsession.tui.session.fuller import Fuller
from learnsession.tui.session.half_written import as_it_reads, changes
from learnsession.tui.session.words import about
from learnsession.tui.widgets.entry import Kind, Writing
from learnsession.tui.widgets.key_line import Hint

GIVE_UP = Hint("F8", "Give up", "screen.give_up")


class Capturing(Fuller):
    """The keys that open the box, and what becomes of the words in it."""

    def hints(self) -> tuple[Hint, ...]:
        """While an entry is amended, also the key that gives the change up."""
        hints = super().hints()
        if not (self.is_mounted and self.box.amending):
            return hints
        rarely = [hint for hint in hints if hint.key == "Ctrl+J"]
        others = [hint for hint in hints[2:] if hint not in rarely]
        return (*hints[:2], GIVE_UP, *others, *rarely)

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
        self.forget_receipt()
        self.keep_words()
        self._open(self._half.of(kind))

    def _open(self, writing: Writing) -> None:
        self._number = ""
        self.house.clear_notifications()
        amended = self.room.record.entry(writing.amends or "")
        asks = amended is not None and self.room.record.needs_reason(amended)
        names = self.owners_may_be_names
        which = amended.listed if amended else ""
        self.box.open(writing, about(self.room), which=which, asks_reason=asks, names=names)
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
        if not self.box.display:
            return  # what stands in a box that is shut has been dealt with
        self._put_by()
        if self.box.writing.kind == "agreed-action":
            self.action_typed()
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(DRAFT_PAUSE, self._keep_draft)

    def _put_by(self) -> None:
        """What stands in the box is half-written; an amendment that changes nothing is not."""
        words = self.box.writing
        if self._changes_nothing(words):
            self._half.drop(words)
        else:
            self._half.put(words, self.room.step.id, self.room.now)

    def _changes_nothing(self, words: Writing) -> bool:
        """Whether an entry stands in the box as it is kept."""
        entry = self.room.record.entry(words.amends or "")
        return entry is not None and not changes(words, entry)

    def _keep_draft(self) -> None:
        """Put all that is half-written on the disk, in every box."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self.keep_half_written()

    def action_submit(self) -> None:
        """Keep what stands in the box, which stays open for the next entry."""
        words = self.box.writing
        if words.empty or self._changes_nothing(words):
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
        self._is_kept(kept.entry, words)

    def _is_kept(self, entry: Entry, words: Writing) -> None:
        """Empty the box, which stays open for the next entry; after an amendment it is shut."""
        self._half.drop(words)
        self._keep_draft()
        if words.amends is None:
            self._open(Writing(words.kind))
        else:
            self._shut()
        self.kept(entry)
        self.show()

    def after_form(self, kept: Entry) -> None:
        """The fuller form kept what stood in the box."""
        self._is_kept(kept, self.box.writing)

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

    def keep_words(self) -> None:
        """Put what stands in the box on the disk now; the box stays open."""
        if self.box.display:
            self._put_by()
            self._keep_draft()

    def action_stop(self) -> None:
        """Stop typing. The words stay, and come back with their box."""
        words, open_ = self.box.writing, self.box.display
        self.keep_words()
        self._shut()
        if open_ and words.amends in self._half.amended:
            which = self._called(words)
            self.notify(
                f"Your change of {which} is half-written: e, then Enter, goes on with it.",
                markup=False,
            )

    def action_give_up(self) -> None:
        """The entry that is being amended stays as it was."""
        words = self.box.writing
        if not self.box.amending:
            return
        self._half.drop(words)
        self._keep_draft()
        self._shut()
        self.notify(f"The change of {self._called(words)} is given up.", markup=False)

    def _called(self, words: Writing) -> str:
        """What people call the entry that is being amended."""
        entry = self.room.record.entry(words.amends or "")
        return entry.called if entry else "it"

    def _shut(self) -> None:
        self.box.close()
        self.set_focus(None)
        self.show_hints()
        self.call_after_refresh(self.show_hints)

    def on_entry_box_stopped(self) -> None:
        """Esc was pressed in the box."""
        self.action_stop()

    def action_entries(self) -> None:
        """Amend an entry or take it back."""
        self._list_entries(telling=False)

    def action_history(self) -> None:
        """What became of each entry; what was taken back is among them."""
        self._list_entries(telling=True)

    def _list_entries(self, *, telling: bool) -> None:
        from learnsession.tui.screens.entries import EntriesScreen

        if self.box.display:
            self.action_stop()
        entries = EntriesScreen(self.room, telling=telling, half_amended=self._half.amended)
        self.app.push_screen(entries, self._amend)

    def _amend(self, entry_id: str | None) -> None:
        """Open the box with an entry in it, as it was half amended or as it reads."""
        self.show()
        entry = self.room.record.entry(entry_id) if entry_id else None
        if entry is None:
            return
        self.keep_words()
        half = self._half.of(entry.kind, entry.id)
        self._open(as_it_reads(entry) if half.empty else half)

"""Writing an agreed action: what was understood is shown before Enter, and kept with it."""

from __future__ import annotations

import asyncio
from datetime import date

from learnsession.errors import RefusedError
from learnsession.room.room import Kept, Room
from learnsession.session.action_line import tagged
from learnsession.session.calendar_words import spoken_weekday
from learnsession.session.record import Entry
from learnsession.tui.session.half_answered import HalfAnswered
from learnsession.tui.session.meaning import Meant, Reader, meant
from learnsession.tui.widgets.entry import Writing
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.understood import (
    NO_RECEIPT,
    Read,
    as_words,
    invitation,
    receipt,
    titles,
)

ACTION_HINTS = (
    Hint("Enter", "Keep", "screen.submit"),
    Hint("Esc", "Stop typing", "screen.stop"),
    Hint("F4", "All fields", "screen.fuller"),
    Hint("F9", "Live concern", "screen.concern"),
    Hint("F1", "Help", "screen.help"),
    Hint("Ctrl+J", "New line"),
)

MOST_SHOWN = 2_000
"""Characters of an action beyond which nothing is said of it before Enter: that takes a while."""

FIRST_ADVICE = 3
"""Words of an action from which on advice is given: nobody is hurried at the first letter."""


class Agreeing(HalfAnswered):
    """What the box says under an agreed action, and what is kept of it."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._reader = Reader(room.pack.framework or "", room.root)
        self._passed: Writing | None = None
        """What was asked about, because its due date has passed."""
        self._receipt = NO_RECEIPT
        self._undated = ""
        """The id of the action that was just kept without the date that was said; F4 opens it."""
        self._looking = False

    def hints(self) -> tuple[Hint, ...]:
        """While an action is typed, also the key of the fuller form."""
        if self.is_mounted and self.box.display and self.box.has_class("-action"):
            return ACTION_HINTS
        return super().hints()

    @property
    def owners_may_be_names(self) -> bool:
        """Whether the team has chosen that an owner may be a colleague."""
        return self.house.settings.owners == "names"

    def action_box_opened(self) -> None:
        """The box is open for an action: get ready to read it, off the event loop."""
        if not self._reader.ready:
            self.run_worker(self._get_ready(), group="reader", exclusive=True)
        self._look()

    async def _get_ready(self) -> None:
        await asyncio.to_thread(self._reader.prepare)
        self._look()

    def action_typed(self) -> None:
        """A keystroke changed the action; it is read once the keystroke is on the screen."""
        if not self.box.writing.empty:
            self.forget_receipt()
        if not self.box.writing.amends:
            self.room.expect_action()
        if not self._looking:
            self._looking = True
            self.call_after_refresh(self._look)

    def _look(self) -> None:
        """Say what is understood now."""
        self._looking = False
        words = self.box.writing
        if words.kind != "agreed-action" or not self.box.display:
            return
        if words.empty:
            first = not (self.room.agreed or self.room.owed or self.owners_may_be_names)
            self.box.understood.show(invitation(self._receipt, roles=first))
        elif self._reader.ready and len(words.text) <= MOST_SHOWN:
            self.box.understood.show(as_words(self._read(words)))

    def on_entry_box_resized(self) -> None:
        """What the room talks about stays in sight when the box takes more lines."""
        if self.box.display and not self.room.step.at_once:
            self.call_after_refresh(self.view.bring_into_sight)

    def _read(self, words: Writing) -> Read:
        found = self._meant(words)
        framework = self._reader.framework
        return Read(
            owner=found.owner,
            due=found.due,
            themes=titles(found.themes, framework.names if framework else {}),
            standards=found.standards,
            past=found.past,
            trouble=found.troubles[0] if found.troubles else "",
            advice=self._advice(found, words),
        )

    def _advice(self, found: Meant, words: Writing) -> str:
        """The first kind word, once there is something to say it of."""
        if self._reader.words is None or len(found.text.split()) < FIRST_ADVICE:
            return ""
        from learnsession.session.smart import advice

        entry = self._amended(words)
        action = self.room.action(entry.id) if entry else None
        given = advice(
            self._reader.words,
            action=found.text,
            owner=found.owner,
            due=found.due,
            measure=action.measure if action else "",
            level=(action.level or "") if action else "",
            carried_by=action.carried_by if action else "",
            reply_by=action.reply_by if action else None,
        )
        if not given:
            return ""
        # The box has no line for these; the fuller form has.
        where = "" if given[0].about in ("verb", "weak", "owner", "due") else "  (F4)"
        return given[0].words + where

    def _meant(self, words: Writing) -> Meant:
        return meant(words, self._amended(words), self._reader, self._day)

    @property
    def _day(self) -> date:
        return self.room.now.astimezone().date()

    def _amended(self, words: Writing) -> Entry | None:
        """The entry that is being reworded, while it stands."""
        entry = self.room.record.entry(words.amends or "")
        return None if entry is None or entry.withdrawn else entry

    def keep_action(self, words: Writing) -> Kept:
        """Keep the action that stands in the box.

        Raises:
            LearnSessionError: not like this; the words stay in the box.

        """
        found, entry = self._meant(words), self._amended(words)
        if found.unread:
            raise found.unread
        if not found.text.strip():
            raise RefusedError("No action is left in this line.", "Write what somebody will do.")
        if found.past and found.due and self._passed != words:
            self._passed = words
            raise RefusedError(f"{spoken_weekday(found.due)} has passed.", "Enter again keeps it.")
        self._passed = None
        if entry is not None:
            kept = self.room.amend(entry, found.text, found.owner, found.due, words.reason)
            self._add_tags(kept.entry, found)
            if found.undated:
                said = receipt(entry.called, (), found.undated, "e, then f, gives it one.")
                self.notify(f"{said.kept} {said.trouble}", severity="warning", markup=False)
            return kept
        kept = self.room.agree_action(
            found.text, found.owner, found.due, self.room.prompt, found.fields
        )
        self.say_kept(kept.entry, found)
        return kept

    def say_kept(self, entry: Entry, found: Meant | None = None) -> None:
        """The receipt: the box says it until somebody types."""
        troubles, undated = (found.troubles, found.undated) if found else ((), "")
        self._receipt = receipt(entry.ref or "", troubles, undated)
        self._undated = entry.id if undated else ""

    def forget_receipt(self) -> None:
        """Something else is written now."""
        self._receipt, self._undated = NO_RECEIPT, ""

    def _add_tags(self, entry: Entry, found: Meant) -> None:
        """Themes and standards that were typed are added to those that it has."""
        action = self.room.action(entry.id)
        themes = tuple(dict.fromkeys((*action.themes, *found.themes)))
        standards = tuple(dict.fromkeys((*action.standards, *found.standards)))
        if (themes, standards) != (action.themes, action.standards):
            self.room.change(action, fields=tagged(themes, standards))

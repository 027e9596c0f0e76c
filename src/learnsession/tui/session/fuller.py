"""F4: the fuller form of the agreed action that stands in the box."""

from __future__ import annotations

from learnsession.errors import LearnSessionError
from learnsession.packs.framework import Framework
from learnsession.room.room import Room
from learnsession.session.action_events import ActionFields
from learnsession.session.record import Entry
from learnsession.tui.screens.action_fields import Choosing, origins_of
from learnsession.tui.screens.filled import Filled, filled_from, keep_changes
from learnsession.tui.session.agreeing import Agreeing
from learnsession.tui.session.meaning import Meant
from learnsession.tui.widgets.entry import Writing


class Fuller(Agreeing):
    """Opens the form with what the line says, and keeps what comes back."""

    def action_fuller(self) -> None:
        """Every field of the action in the box, or of the one that was kept without its date."""
        words = self.box.writing
        if not self.box.display or words.kind != "agreed-action":
            return
        undated = self.room.record.entry(self._undated)
        if words.empty and undated is not None:
            self._fill_in(filled_from(self.room.action(undated.id)), undated)
            return
        found = self._meant(words)
        if found.unread:
            self.house.say(found.unread)
            return
        self.keep_words()
        entry = self._amended(words)
        self._fill_in(self._filled(found, entry, words), entry)

    def keep_words(self) -> None:
        """Put what stands in the box on the disk now."""
        raise NotImplementedError

    def _filled(self, found: Meant, entry: Entry | None, words: Writing) -> Filled:
        """What the line says, and what was said of it before; where it came from is filled in."""
        if entry is None:
            fields = (found.fields or ActionFields()).model_copy(
                update={"recommendation": on_screen(self.room)}
            )
            return Filled(found.text, found.owner, found.due, fields)
        before = filled_from(self.room.action(entry.id))
        tags = found.fields.model_dump(exclude_none=True) if found.fields else {}
        fields = before.fields.model_copy(update=tags)
        return Filled(found.text, found.owner, found.due, fields, reason=words.reason)

    def _fill_in(self, filled: Filled, entry: Entry | None) -> None:
        from learnsession.tui.screens.action_form import ActionFormScreen

        form = ActionFormScreen(
            filled,
            today=self._day,
            title=(entry.ref or "") if entry else "",
            kept=filled_from(self.room.action(entry.id)) if entry else None,
            choosing=choosing(
                self.room, self._reader.framework, names=self.owners_may_be_names, entry=entry
            ),
            asks_reason=entry is not None and self.room.record.needs_reason(entry),
        )
        self.app.push_screen(form, lambda given: self._given(given, entry))

    def _given(self, given: Filled | None, entry: Entry | None) -> None:
        """Keep what comes back; when it cannot be kept, the form opens again with it."""
        if given is None:
            self.box.take_focus()
            return
        try:
            if entry is None:
                kept = self.room.agree_action(
                    given.text, given.owner, given.due, self.room.prompt, given.fields
                ).entry
                self.say_kept(kept)
            else:
                keep_changes(self.room, self.room.action(entry.id), given)
                kept = self.room.record.entry(entry.id) or entry
                self.say_kept(kept)
        except LearnSessionError as error:
            self.house.say(error)
            self._fill_in(given, entry)
            return
        self.after_form(kept)

    def after_form(self, kept: Entry) -> None:
        """The words are kept: the box is empty for the next."""
        raise NotImplementedError


def on_screen(room: Room) -> str | None:
    """The recommendation or learning point that the room looks at; None when at none."""
    points = room.step.points[: room.points]
    ids = {each.id for each in origins_of(room.pack)}
    return points[-1].id if points and points[-1].id in ids else None


def choosing(
    room: Room, framework: Framework | None, *, names: bool, entry: Entry | None = None
) -> Choosing:
    """What there is to choose among in a session, with the question that an action answers."""
    prompt = room.agenda.prompt(entry.prompt if entry else room.prompt)
    return Choosing(
        framework=framework,
        origins=origins_of(room.pack),
        asked=prompt.text if prompt else "",
        names=names,
    )

"""Removing for good while a session runs: an entry, or some words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from learnsession.room.moving import Moving
from learnsession.session import facilitation as does
from learnsession.session.events import WordsRemoved, to_plain
from learnsession.session.folding import fold
from learnsession.session.record import Entry

if TYPE_CHECKING:
    from learnsession.session.removing import Places, Removal

Told = Callable[[str], None]
"""Called once, on the writer's thread: with nothing when the words are gone from the disk and every
kept copy, or with what could not be done. Never before the disk has it."""


class Removing(Moving):
    """What is removed is gone from the record at once, and from the disk when `told` says so."""

    def places(self, phrase: str, entry: Entry | None = None) -> Places:
        """In how many places a phrase stands: in one entry, or in the whole session.

        Raises:
            RefusedError: it is empty, or a single character.

        """
        # Once in a hundred sessions; opening one need not wait for it.
        from learnsession.session.removing import PhraseRemoval, places

        removal = PhraseRemoval(phrase, entry.id if entry else "")
        return places(map(to_plain, self._events), removal)

    def remove_entry(self, entry: Entry, told: Told) -> Removal:
        """Remove all that was ever written of an entry. Gives what was removed.

        Raises:
            RefusedError: it is gone already, or the session cannot do it now.

        """
        from learnsession.session.removing import EntryRemoval

        removal = EntryRemoval(entry.id)
        self._remove(removal, does.remove_for_good(self.record, entry, self.now), told)
        return removal

    def remove_phrase(self, phrase: str, entry: Entry | None, told: Told) -> Removal:
        """Remove a phrase from one entry, or from the whole session. Gives what was removed.

        Raises:
            RefusedError: it stands nowhere there, or the session cannot do it now.

        """
        from learnsession.session.removing import PhraseRemoval, entries_with

        removal = PhraseRemoval(phrase, entry.id if entry else "")
        within = entries_with(self._events, removal)
        count = self.places(phrase, entry).total
        self._remove(removal, does.remove_phrase(self.record, within, count, self.now), told)
        return removal

    def _remove(self, removal: Removal, event: WordsRemoved, told: Told) -> None:
        from learnsession.session.removing import without

        self._must_have_it()
        started = self.record.started
        self._events = [*without(self._events, removal), event]
        self.record = fold(self._events)
        if self.record.started != started:
            self._plan_again()
        self._saver.remove(removal, event, told)

    def _plan_again(self) -> None:
        """What was said at set-up stands in the plan too, and in the name of a briefing."""
        from learnsession.room.opening import agenda_of, named  # they know the room

        started = self.record.started
        self.pack = named(self.pack, started.briefing)
        self.agenda = agenda_of(started, self.pack, self.form)

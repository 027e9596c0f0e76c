"""Words that somebody began to say of actions: they come back wherever that is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnsession.session.removing import Removal
    from learnsession.tui.begun_form import BegunForm


class HalfSaid:
    """Kept while the app runs, and nowhere else: leaving a screen loses none of them."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str], tuple[str, ...]] = {}
        self.forms: dict[str, BegunForm] = {}
        """What was filled in and not kept, by the id of the action."""

    def put_by(self, action: str, question: str, words: Sequence[str]) -> None:
        """Keep what stands in the lines of a question about an action, by its id."""
        self._words[action, question] = tuple(words)

    def of(self, action: str, question: str) -> tuple[str, ...]:
        """What was put by, line by line; empty for nothing."""
        return self._words.get((action, question), ())

    def drop(self, action: str, question: str) -> None:
        """It is kept, or there is nothing any more."""
        self._words.pop((action, question), None)

    def forget(self, removal: Removal) -> None:
        """Take out what is removed for good: it must not come back. No form does."""
        self.forms.clear()
        for (action, question), words in [*self._words.items()]:
            left = [removal.draft({"text": each, "entry": action})[0] for each in words]
            if None in left:
                self.drop(action, question)
            else:
                self.put_by(action, question, [str(each["text"]) for each in left if each])

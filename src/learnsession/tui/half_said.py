"""Words that somebody began to say of actions: they come back wherever that is asked again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnsession.session.removing import Removal
    from learnsession.store.drafts import Draft
    from learnsession.tui.begun_form import BegunForm

DRAFT_PAUSE = 0.25
"""Seconds without a keystroke after which half-written words go to the disk."""


class HalfSaid:
    """Kept while the app runs: leaving a screen loses none of them.

    A running session keeps those that are about its actions on the disk too, so that a kill loses
    none either.
    """

    def __init__(self) -> None:
        self.listener: Callable[[], None] | None = None
        """Called when words were put by or dropped: a running session keeps them."""
        self._words: dict[tuple[str, str], tuple[str, ...]] = {}
        self.forms: dict[str, BegunForm] = {}
        """What was filled in and not kept, by the id of the action."""

    def put_by(self, action: str, question: str, words: Sequence[str]) -> None:
        """Keep what stands in the lines of a question about an action, by its id."""
        if self.of(action, question) != tuple(words):
            self._words[action, question] = tuple(words)
            self._changed()

    def of(self, action: str, question: str) -> tuple[str, ...]:
        """What was put by, line by line; empty for nothing."""
        return self._words.get((action, question), ())

    def drop(self, action: str, question: str) -> None:
        """It is kept, or there is nothing any more."""
        if self._words.pop((action, question), None) is not None:
            self._changed()

    def begun(self, actions: Collection[str]) -> list[tuple[str, str]]:
        """The ids of these actions of which something was begun, each with the question."""
        return [key for key in self._words if key[0] in actions]

    def drafts(self, actions: Collection[str], step: str, at: datetime) -> list[Draft]:
        """What was begun of these actions, by their ids, as the disk keeps it.

        Args:
            actions: the ids.
            step: the id of the step that is shown.
            at: the moment, UTC.

        """
        from learnsession.store.drafts import Draft  # Home starts without it

        return [
            Draft(
                text="\n".join(self._words[action, question]),
                kind="answer",
                step=step,
                entry=action,
                owner="",
                due="",
                at=at,
                question=question,
            )
            for action, question in self.begun(actions)
        ]

    def take_up(self, drafts: Iterable[Draft]) -> None:
        """Words that were begun before a kill; what was begun since counts more."""
        for draft in drafts:
            lines = tuple(draft.text.split("\n"))
            self._words.setdefault((draft.entry or "", draft.question), lines)

    def forget(self, removal: Removal) -> None:
        """Take out what is removed for good: it must not come back. No form does."""
        self.forms.clear()
        for (action, question), words in [*self._words.items()]:
            left = [removal.draft({"text": each, "entry": action})[0] for each in words]
            if None in left:
                del self._words[action, question]
            else:
                kept = tuple(str(each["text"]) for each in left if each)
                self._words[action, question] = kept

    def _changed(self) -> None:
        if self.listener is not None:
            self.listener()

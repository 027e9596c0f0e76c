"""What is removed for good must not come back with the words that stand in the box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnsession.tui.session.view import SessionView
from learnsession.tui.widgets.entry import Writing

if TYPE_CHECKING:
    from learnsession.session.removing import Removal


class Forgetting(SessionView):
    """A session that can be told what was removed from it."""

    def forget(self, removal: Removal) -> None:
        """Take it out of the half-written words too. Everything is drawn anew when next shown."""
        words = self._writing
        fields = {"text": words.text, "owner": words.owner, "due": words.due}
        kept, found = removal.draft({**fields, "entry": words.amends, "reason": words.reason})
        if found and kept is None:
            self._writing = Writing(words.kind)
        elif found and kept is not None:
            left = {name: str(kept[name]) for name in (*fields, "reason")}
            self._writing = Writing(words.kind, **left, amends=words.amends)
        self._drawn = None

"""What is removed for good must not come back with the words that stand in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnsession.tui.session.view import SessionView

if TYPE_CHECKING:
    from learnsession.session.removing import Removal


class Forgetting(SessionView):
    """A session that can be told what was removed from it."""

    def forget(self, removal: Removal) -> None:
        """Take it out of the half-written words too. Everything is drawn anew when next shown."""
        self._half.forget(removal)
        self._drawn = None

"""A line to type in that keeps up with quick typists."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class QuickInput(Input):
    """Deals with Enter itself, before the next key.

    Textual's own lets Enter travel up to the app, behind letters that were struck after it; with
    what the app does after an Enter, those belong to wherever Enter leads.
    """

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()
            return
        await super()._on_key(event)

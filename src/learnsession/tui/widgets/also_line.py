"""A quiet line above the line of keys: what can be done more rarely, each with its key."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from learnsession.tui.widgets.key_line import Hint

GAP = "   "
"""Between two of them."""


class AlsoLine(Static):
    """Muted, so that the line of keys below stays the one that is looked at."""

    DEFAULT_CSS = """
    AlsoLine { height: 1; color: $text-muted; link-color: $text-muted; link-style: bold;
        link-background: transparent; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def show(self, hints: tuple[Hint, ...]) -> None:
        """Show these."""
        self.update(Content(GAP).join([_part(hint) for hint in hints]))


def _part(hint: Hint) -> Content:
    key = Content.from_markup(f"[@click={hint.action}]$key[/]", key=hint.key)
    return Content.assemble(key, f" {hint.does.lower()}")

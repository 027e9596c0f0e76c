"""The fuller form of one of several actions that are filled in one after the other."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from learnsession.tui.screens.action_form import ActionFormScreen
from learnsession.tui.screens.filled import Filled
from learnsession.tui.widgets.key_line import Hint

NEXT = Hint("Ctrl+N", "Next action", "screen.done")


class OneOfSeveral(ActionFormScreen):
    """Its reference and its words stand on top, however far the form is scrolled.

    Esc keeps what is filled in and ends the round; Ctrl+N, or Enter in the last field, keeps it and
    goes on to the next.

    Args:
        filled: as in `ActionFormScreen`, like all that is not named here.
        place: which one it is, from 1.
        total: how many there are.
        title: its reference.

    """

    DEFAULT_CSS = """
    OneOfSeveral > #which {
        dock: top; height: 1; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "end", "Keep and go back", show=False, priority=True),
        Binding("ctrl+n", "done", "Next action", show=False, priority=True),
    ]

    def __init__(self, filled: Filled, place: int, total: int, *, title: str, **more: Any) -> None:
        super().__init__(filled, title=title, **more)
        self._words = " ".join(filled.text.split())
        self._numbered = f"{title} ({place} of {total})"
        self._last = place == total
        self.goes_on = True
        """Whether the next one is wanted."""

    def body(self) -> ComposeResult:
        """The action that is filled in, above its form."""
        which = Content.assemble((self._numbered, "bold $primary"), "  ", self._words)
        yield Static(which, id="which", markup=False)
        yield from super().body()

    def hints(self) -> tuple[Hint, ...]:
        """Also the key for the next action, while there is one."""
        following = () if self._last else (NEXT,)
        first = ("Enter", "Esc", "F9")
        hints = sorted(super().hints(), key=lambda hint: hint.key not in first)
        return (hints[0], *following, *hints[1:])

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("Ctrl+N", "keep what is filled in and go on to the next action"),
            *super().help_keys(),
        )

    def action_done(self) -> None:
        """Keep it and go on."""
        self.goes_on = True
        super().action_done()

    def action_end(self) -> None:
        """Keep it and go back."""
        self.goes_on = False
        super().action_done()

    def action_leave(self) -> None:
        """Ctrl+C keeps too, and goes back."""
        self.action_end()

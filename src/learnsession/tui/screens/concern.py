"""The live concern page: stop, and follow your local procedures now."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from learnsession.packs.local import Local
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.key_line import Hint


class ConcernScreen(Overlay[None]):
    """What to do when somebody in the room is worried about a child. Nothing is typed here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark,f9", "leave", "Back", show=False),
    ]

    def __init__(self, local: Local) -> None:
        super().__init__()
        self._local = local

    def card(self) -> ComposeResult:
        """The words, then the team's own contacts."""
        yield Static("A live concern", id="concern-title", markup=False)
        yield Static(
            "If a child is in immediate danger call 999.", id="concern-danger", markup=False
        )
        yield Static(
            "Stop here, and follow your local safeguarding procedures now.\n\n"
            "Record it in the child's own record, not in this session.",
            id="concern-words",
            markup=False,
        )
        yield Static(_contacts(self._local), markup=False)

    def hints(self) -> tuple[Hint, ...]:
        """Only the way back."""
        return (Hint("Esc", "Back", "screen.leave"),)


def _contacts(local: Local) -> Content:
    if local.concern:
        return Content.assemble(("Contacts\n", "bold $primary"), "\n".join(local.concern))
    words = f"Your team's contacts can stand here: write them under 'concern:' in\n{local.path}"
    return Content.styled(words, "$text-muted")

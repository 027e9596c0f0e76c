"""The facilitator's notes for a step, and where in the source it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from learnsession.room.naming import tag_names
from learnsession.session.agenda import Step
from learnsession.session.beside import tag_lines
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.key_line import Hint


class NotesScreen(Overlay[None], ConcernKey):
    """Says first that the room can read along."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "leave", "Back", show=False)]

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step

    def card(self) -> ComposeResult:
        """The notes, then the sources."""
        yield Static("Facilitator's notes", classes="title", markup=False)
        yield Static("The room can see this.", classes="warn", markup=False)
        names = tag_names(self._step.tags.framework, self.house.desk.root)
        yield Static(_notes(self._step, tag_lines(self._step.tags, names)), markup=False)

    def hints(self) -> tuple[Hint, ...]:
        """Scrolling and the way back."""
        return (
            Hint("n", "Back to the step", "screen.leave"),
            Hint("↓ ↑", "Scroll"),
            self.concern_hint(),
        )


def _notes(step: Step, tags: Sequence[str]) -> Content:
    blocks = [Content(note) for note in step.notes]
    if not blocks:
        blocks.append(Content.styled("No notes for this step.", "$text-muted"))
    sources = [(point.label or point.text[:40], point.source) for point in step.points]
    if step.source:
        sources.insert(0, (step.title, step.source))
    lines = [f"{label}: {source}" for label, source in sources if source]
    if lines:
        blocks.append(Content.styled("Where it stands in the source", "bold $primary"))
        blocks.append(Content.styled("\n".join(lines), "$text-muted"))
    blocks += [Content.styled(line, "$text-muted") for line in tags]
    return Content("\n\n").join(blocks)

"""The phases in a row: done, now, to come. Folds at both ends when the window is narrow."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from learnsession.session.agenda import Phase

GAP = "   "


class AgendaBar(Widget):
    """Where the session is among its phases."""

    DEFAULT_CSS = "AgendaBar { height: 1; color: $text; }"

    now: reactive[int] = reactive(0, layout=False)
    """The place of the current phase, from 0."""

    visited: reactive[frozenset[str]] = reactive(frozenset(), layout=False)
    """The ids of the phases that were on the screen."""

    def __init__(self, phases: tuple[Phase, ...], id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._phases = phases
        self._names = tuple(phase.short for phase in phases)

    def render(self) -> Content:
        """All phases if they fit; else fewer of those done, then fewer of those to come."""
        width = self.content_size.width
        last = len(self._names)
        for first, end in self._windows(last):
            bar = self._bar(first, end)
            if bar.cell_length <= width:
                return bar
        return self._bar(self.now, self.now + 1)

    def _windows(self, last: int) -> list[tuple[int, int]]:
        fewer_done = [(first, last) for first in range(self.now + 1)]
        fewer_to_come = [(self.now, end) for end in range(last - 1, self.now, -1)]
        return fewer_done + fewer_to_come

    def _bar(self, first: int, end: int) -> Content:
        parts = [self._phase(index) for index in range(first, end)]
        if first:
            done = all(phase.id in self.visited for phase in self._phases[:first])
            words = f"✓ {first} done" if done else f"{first} before"
            parts.insert(0, Content.styled(words, "$success" if done else "$text-muted"))
        if end < len(self._names):
            parts.append(Content.styled(f"{len(self._names) - end} to come", "$text-muted"))
        return Content(GAP).join(parts)

    def _phase(self, index: int) -> Content:
        name = self._names[index]
        if index == self.now:
            return Content.styled(f"● {name}", "bold $accent")
        if self._phases[index].id in self.visited:
            return Content.styled(f"✓ {name}", "$success")
        if index < self.now:
            return Content.styled(f"– {name}, skipped", "$text-muted")
        return Content.styled(f"○ {name}", "$text-muted")

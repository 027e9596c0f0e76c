"""The list of the register: only the lines that are seen are ever drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from learnsession.session.states import State
from learnsession.tui.widgets.action_columns import columns, head, row

MARK, NO_MARK = "› ", "  "


class ActionList(ScrollView, can_focus=True):
    """Thirty thousand actions cost nothing until they come into view. Enter opens the marked one.

    The first line, the headings, stays where it is.
    """

    DEFAULT_CSS = """
    ActionList { background: $background; overflow-x: hidden; overflow-y: auto; }
    ActionList > .action-list--head { color: $primary; text-style: bold; }
    ActionList > .action-list--marked { background: $surface; color: $text; }
    ActionList:focus > .action-list--marked {
        background: $panel; color: $accent; text-style: bold;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"action-list--head", "action-list--marked"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    @dataclass
    class Opened(Message):
        """Somebody wants to see this action whole."""

        state: State

    def __init__(self, today: date, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._today = today
        self._states: Sequence[State] = ()
        self._several_teams = False
        self._at = 0

    # What is shown

    def show(
        self, states: Sequence[State], today: date, *, several_teams: bool, keep: bool = False
    ) -> None:
        """Show these actions.

        Args:
            states: in the order of the list.
            today: the day, for what is overdue.
            several_teams: there is more than one team, so each line names its own.
            keep: keep the marked action marked; when it is gone, the one in its place.

        """
        before = self.marked
        self._states = states
        self._today = today
        self._several_teams = several_teams
        self._at = self._place(before) if keep and before else 0
        self.virtual_size = Size(self.size.width, len(states) + 1)
        self._into_view()
        self.refresh()

    @property
    def marked(self) -> State | None:
        """The marked action, if there is one."""
        return self._states[self._at] if self._at < len(self._states) else None

    def mark(self, action_id: str) -> None:
        """Mark an action, when it is in the list."""
        found = next(
            (place for place, state in enumerate(self._states) if state["id"] == action_id), None
        )
        if found is not None:
            self._go(found)

    def _place(self, before: State) -> int:
        same = (place for place, state in enumerate(self._states) if state["id"] == before["id"])
        return next(same, min(self._at, max(0, len(self._states) - 1)))

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.scrollable_content_region.width
        room = max(0, width - len(NO_MARK))
        shown = columns(room, self._several_teams)
        if y == 0:
            line, style = head(shown, room), self.get_visual_style("action-list--head")
            return self._drawn(Content(NO_MARK) + line, width, style)
        place = self.scroll_offset.y + y - 1
        if place >= len(self._states):
            return Strip.blank(width, self.rich_style)
        line = row(self._states[place], shown, room, self._today)
        if place == self._at:
            style = self.get_visual_style("action-list--marked")
            return self._drawn(Content(MARK + line.plain), width, style)
        return self._drawn(Content(NO_MARK) + line, width, self.visual_style)

    def _drawn(self, line: Content, width: int, style: object) -> Strip:
        strips = Visual.to_strips(self, line, width, 1, style)  # type: ignore[arg-type]
        return strips[0]

    # What the keys and the mouse do

    def action_move(self, by: int) -> None:
        """A line on or back."""
        self._go(self._at + by)

    def action_page(self, by: int) -> None:
        """A page on or back."""
        self._go(self._at + by * max(1, self._page - 1))

    def action_first(self) -> None:
        """To the first action."""
        self._go(0)

    def action_last(self) -> None:
        """To the last action."""
        self._go(len(self._states) - 1)

    def action_open(self) -> None:
        """Open the marked action."""
        if self.marked is not None:
            self.post_message(self.Opened(self.marked))

    def on_click(self, event: events.Click) -> None:
        """A click marks an action; a click on the marked one opens it."""
        place = event.y + self.scroll_offset.y - 1
        if event.y < 1 or place >= len(self._states):
            return
        if place == self._at:
            self.action_open()
        else:
            self._go(place)

    @property
    def _page(self) -> int:
        """How many actions are seen at once."""
        return max(1, self.scrollable_content_region.height - 1)

    def _go(self, place: int) -> None:
        self._at = max(0, min(place, len(self._states) - 1))
        self._into_view()
        self.refresh()

    def _into_view(self) -> None:
        top = self.scroll_offset.y
        last = top + self._page - 1
        if self._at < top:
            self.scroll_to(y=self._at, animate=False)
        elif self._at > last:
            self.scroll_to(y=self._at - self._page + 1, animate=False)

    def on_resize(self) -> None:
        """The marked action stays in view."""
        self.virtual_size = Size(self.size.width, len(self._states) + 1)
        self._into_view()

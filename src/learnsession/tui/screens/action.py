"""One agreed action with its whole story, and the keys to say what became of it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from learnsession.actions.whole import whole
from learnsession.room.room import Room
from learnsession.session.agreed import AgreedAction
from learnsession.tui.all_fields import AllFields, agreed_on, material
from learnsession.tui.answer_keys import ANSWER_KEYS, answer_hints, other_hints
from learnsession.tui.keeping_actions import Keeper, known, moment_of
from learnsession.tui.phrases import dotted
from learnsession.tui.widgets.action_words import story
from learnsession.tui.widgets.also_line import AlsoLine
from learnsession.tui.widgets.answer_form import AnswerForm
from learnsession.tui.widgets.key_line import Hint


class ActionScreen(AllFields):
    """The story is read and scrolled; what is said of it is asked below.

    Args:
        keeper: a running session, or the register outside of one.
        action: as the keeper has it.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown", "page(1)", "Read on", show=False),
        Binding("backspace,pageup", "page(-1)", "Back", show=False),
    ]

    def __init__(self, keeper: Keeper, action: AgreedAction) -> None:
        super().__init__(keeper)
        self._action = action
        self._register: AgreedAction | None = None
        self._agreed_on: tuple[str, ...] = ()

    def body(self) -> ComposeResult:
        """The reference, the story, and what is asked below it."""
        title = dotted(self._action.ref, self._action.team)
        yield Static(title, id="action-title", classes="title", markup=False)
        with VerticalScroll(id="action"):
            yield Static(id="action-story", markup=False)
        yield AnswerForm(id="answer")
        yield AlsoLine(id="also")

    def on_mount(self) -> None:
        """Tell what is known here at once, and the rest when it has been read."""
        self.take_focus()
        self._tell()
        self._look_up()

    @property
    def marked(self) -> AgreedAction | None:
        """The one that is shown."""
        if isinstance(self.keeper, Room):
            return whole(self._action, self._register)
        return self._action

    def take_focus(self) -> None:
        """The arrow keys scroll."""
        self.set_focus(self.query_one("#action"))

    def said(self, action: AgreedAction, *, more: bool = False) -> None:
        """Show the action as it is now, with what was said at the end of its story."""
        self._action = action
        self._tell()
        if more:
            self._look_up()

    @work(exclusive=True, group="register")
    async def _look_up(self) -> None:
        """What a session was not told of an earlier action stands in the register."""
        desk, keeper, entry = self.house.desk, self.keeper, self._action.id
        if isinstance(keeper, Room):
            self._register = await asyncio.to_thread(known, desk, keeper, entry)
        action = self.marked
        if action is not None:
            found = await asyncio.to_thread(material, desk, keeper, action.source)
            self._agreed_on = agreed_on(found, action.source)
        self._tell()

    def _tell(self) -> None:
        action = self.marked
        if action is not None and self.is_mounted:
            words: Content = story(action, moment_of(self.keeper), self._agreed_on)
            self.query_one("#action-story", Static).update(words)
            self.query_one(AlsoLine).show(other_hints(action, undo=self.can_undo))
            self.show_hints()

    def action_page(self, direction: int) -> None:
        """A page on or back."""
        scroll = self.query_one("#action")
        scroll.scroll_relative(y=direction * max(1, scroll.size.height - 1), animate=False)

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (("↓ ↑, Space", "scroll, read on"), *ANSWER_KEYS)

    def reading_hints(self) -> tuple[Hint, ...]:
        """What can be said now."""
        return (
            *answer_hints(self.marked, undo=self.can_undo),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
            Hint("F1", "Help", "screen.help"),
        )

"""What the team said it would do: one action after the other, to say what became of it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from learnsession.actions.whole import whole
from learnsession.errors import LearnSessionError
from learnsession.room.room import Room
from learnsession.session.agreed import AgreedAction
from learnsession.session.standing import answered
from learnsession.session.states import to_action
from learnsession.tui.all_fields import AllFields
from learnsession.tui.answer_keys import ANSWER_KEYS, answer_hints, other_hints
from learnsession.tui.keeping_actions import DRAINED
from learnsession.tui.phrases import counted
from learnsession.tui.widgets.action_words import story
from learnsession.tui.widgets.also_line import AlsoLine
from learnsession.tui.widgets.answer_form import AnswerForm
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.owed_row import owed_row

AROUND_NARROW, AROUND_WIDE = 1, 2
"""Columns beside the list: the scroll bar, and what parts it from the story beside it."""

REFERENCE = 8
"""Columns of an action's reference, with the space behind it."""

NOTHING = (
    "Nothing is owed: no open action of this team is kept here, and this session agreed none.\n\n"
    "Press a in the session to agree one."
)


class OwedScreen(AllFields):
    """The actions left, the story of the marked one beside or below.

    Args:
        room: the running session.

    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "next", "Next", show=False)]

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._register: dict[str, AgreedAction] = {}

    def body(self) -> ComposeResult:
        """The list, the story, and what is asked below."""
        yield Static(id="owed-title", classes="title", markup=False)
        with Container(id="owed"):
            yield OptionList(id="owed-list", markup=False)
            with VerticalScroll(id="owed-told", can_focus=False):
                yield Static(id="owed-story", markup=False)
        yield AnswerForm(id="answer")
        yield AlsoLine(id="also")

    def on_mount(self) -> None:
        """The first one is marked."""
        self._fill()
        self.take_focus()
        self._look_up()

    @property
    def actions(self) -> tuple[AgreedAction, ...]:
        """What was owed at the start, the headline first, then what this session agreed."""
        owed = sorted(self._room.owed, key=lambda action: not action.pinned)
        return (*owed, *self._room.agreed)

    @property
    def marked(self) -> AgreedAction | None:
        """The marked one, with what the register tells of it."""
        chosen = self._list.highlighted_option if self.is_mounted else None
        action = next((each for each in self.actions if chosen and each.id == chosen.id), None)
        if action is None:
            return None
        return whole(action, self._register.get(action.id))

    def take_focus(self) -> None:
        """The arrow keys move in the list."""
        self.set_focus(self._list)

    def said(self, action: AgreedAction, *, more: bool = False) -> None:
        """The row says at once what was answered, and stays where it is."""
        self._fill(action.id)
        if more:
            self._look_up()

    @work(exclusive=True, group="register")
    async def _look_up(self) -> None:
        """What a session is not told of earlier actions stands in the register."""
        wanted = {action.id for action in self.actions}
        self._register = await asyncio.to_thread(self._read, wanted)
        self._tell()

    def _read(self, wanted: set[str]) -> dict[str, AgreedAction]:
        try:
            self._room.settle(DRAINED)
            states = self.house.desk.register().states
        except LearnSessionError:
            return {}
        return {state["id"]: to_action(state) for state in states if state["id"] in wanted}

    def action_next(self) -> None:
        """The next one."""
        self._list.action_cursor_down()

    def on_resize(self) -> None:
        """Another width: more or less of each fits."""
        if self.is_mounted:
            self.call_after_refresh(self._fill_again)

    def on_option_list_option_highlighted(self) -> None:
        """Tell the story of the marked one."""
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter opens the marked one."""
        from learnsession.tui.screens.action import ActionScreen

        event.stop()
        chosen = self.marked
        if chosen is not None:
            opened = ActionScreen(self.keeper, self._room.action(chosen.id))
            self.app.push_screen(opened, lambda _: self.said(chosen, more=True))

    @property
    def _list(self) -> OptionList:
        return self.query_one("#owed-list", OptionList)

    def _fill(self, chosen: str = "") -> None:
        actions = self.actions
        self._list.clear_options()
        self._list.add_options([Option(self._row(each), id=each.id) for each in actions])
        places = {action.id: place for place, action in enumerate(actions)}
        self._list.highlighted = places.get(chosen, 0) if actions else None
        self.query_one("#owed-title", Static).update(_title(self._room))
        self.set_class(not actions, "-nothing")
        self._tell()

    def _fill_again(self) -> None:
        marked = self._list.highlighted_option
        self._fill(marked.id or "" if marked else "")

    def _row(self, action: AgreedAction) -> Content:
        narrow = self.has_class("-narrow")
        line = self.size.width - AROUND_NARROW if narrow else self.size.width // 2 - AROUND_WIDE
        return owed_row(action, self._room.now.astimezone().date(), line - REFERENCE, line)

    def _tell(self) -> None:
        action = self.marked
        words = Content.styled(NOTHING, "$text-muted")
        self.query_one("#owed-story", Static).update(
            story(action, self._room.now) if action else words
        )
        self.query_one("#owed-told").scroll_home(animate=False)
        self.query_one(AlsoLine).show(other_hints(action, undo=self.can_undo))
        self.show_hints()

    def reading_hints(self) -> tuple[Hint, ...]:
        """What can be said of the marked one."""
        opened = (Hint("Enter", "Open"), Hint("n", "Next", "screen.next"))
        return (
            *answer_hints(self.marked, undo=self.can_undo),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
            *(opened if self.marked else ()),
            Hint("F1", "Help", "screen.help"),
        )

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (("n, ↓", "the next one"), ("Enter", "open the marked one"), *ANSWER_KEYS)


def _title(room: Room) -> Content:
    """How many are still open of what was owed, and how many were spoken of."""
    owed = room.owed
    spoken = sum(answered(action) is not None for action in owed)
    said = f"{spoken} of {counted(len(owed), 'action')} answered in this session" if owed else ""
    return Content.assemble(("What we said we would do", "bold"), "   ", (said, "$text-muted"))

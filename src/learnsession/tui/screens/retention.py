"""The one question before a team's first session: for how long its notes are kept."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from learnsession.errors import LearnSessionError
from learnsession.settings import LATER, Value, find_setting
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.key_line import Hint

KEY = "retain_years"


class RetentionScreen(Overlay[bool | None], ConcernKey):
    """Gives True once it was answered, which 'decide later' does too; None when it was left."""

    AUTO_FOCUS = ""  # done on mounting: Textual's own would scroll the first words away
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._setting = find_setting(KEY)

    def card(self) -> ComposeResult:
        """Why it is asked, the question, and that it can be changed."""
        yield Static("Before your first session", classes="title", markup=False)
        yield Static(
            "How long the note of a session has to be kept is for your own policy to say. "
            "Authorities differ, from 7 to 25 years, so nothing is filled in here.",
            id="retention-why",
            markup=False,
        )
        yield Field(
            "For how many years does your team keep its notes?",
            "years",
            placeholder="a whole number of years",
            aid="Leave it empty to decide later. Until then each note says 'not yet decided'.",
            longest=10,
        )
        yield Static(
            "With a number, each note says until when it is to be kept. Nothing is ever erased by "
            "itself. You are asked only once, and can change it under Settings: s on Home.",
            id="retention-after",
            classes="muted",
            markup=False,
        )

    def hints(self) -> tuple[Hint, ...]:
        """What Enter would do with what stands in the box."""
        return (
            Hint("Enter", self._enter_does(), "screen.go_on"),
            Hint("Esc", "Home", "screen.leave"),
            self.concern_hint(),
            Hint("F1", "Help", "screen.help"),
        )

    def on_mount(self) -> None:
        """Start in the box, which is empty."""
        self.query_one(Input).focus(scroll_visible=False)

    def _enter_does(self) -> str:
        meant = self._meant() if self.is_mounted else LATER
        if meant is None:
            return "Go on"
        words = self._setting.words(meant)
        return words if meant == LATER else f"Keep {words}"

    def _meant(self) -> Value | None:
        """What stands in the box, as a value; None when it cannot be one."""
        typed = self.query_one(Field).value
        return self._setting.read(typed) if typed else LATER

    @on(Input.Changed)
    def _changed(self) -> None:
        self.query_one(Field).complain("")
        self.show_hints()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Keep the answer. When it cannot be kept that is said, and nobody is held up."""
        meant = self._meant()
        if meant is None:
            numbers = self._setting.numbers
            self.query_one(Field).complain(
                f"Please give whole years, {numbers[0]} to {numbers[-1]}, or leave it empty."
            )
            return
        try:
            self.house.keep_setting(KEY, meant)
        except LearnSessionError as error:
            self.house.say(error)
        self.dismiss(True)

    def action_leave(self) -> None:
        """Home; it will be asked again."""
        self.dismiss(None)

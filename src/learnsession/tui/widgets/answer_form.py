"""The questions at the foot of a screen when something is said of an agreed action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from learnsession.tui.questions import Ask
from learnsession.tui.widgets.field import Field

MOST = 3
"""The most lines that are asked at once."""


class AnswerForm(Vertical):
    """Hidden until something is asked. Enter goes to the next line, and from the last one on."""

    DEFAULT_CSS = """
    AnswerForm { display: none; height: auto; border-top: solid $rule; }
    AnswerForm.-asking { display: block; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "The line before", show=False),
        Binding("down", "move(1)", "The line after", show=False),
    ]

    class Given(Message):
        """Enter was pressed in the last line."""

    class Changed(Message):
        """A keystroke changed what stands in the lines."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._fields = [Field("", f"answer-{number}") for number in range(1, MOST + 1)]
        self._shown: list[Field] = []

    def compose(self) -> ComposeResult:
        """What is being said, and the lines."""
        yield Static(id="answer-head", markup=False)
        yield from self._fields

    def ask(self, heading: str, about: str, asks: Sequence[Ask], values: Sequence[str]) -> None:
        """Ask these lines, with what was typed before, and put the cursor into the first.

        Args:
            heading: what is being said.
            about: of which action.
            asks: the lines, at most `MOST`.
            values: what stands in them.

        """
        head = Content.assemble((heading, "bold $accent"), "   ", (about, "$text-muted"))
        self.query_one("#answer-head", Static).update(head)
        self._shown = self._fields[: len(asks)]
        for field in self._fields:
            field.display = field in self._shown
        for field, ask, value in zip(self._shown, asks, values, strict=True):
            field.query_one(".field-label", Static).update(ask.label)
            field.input.max_length = ask.longest
            field.input.value = value
            field.input.cursor_position = len(value)
            field.complain("")
            field.say(ask.aid)
        self.add_class("-asking")
        self.screen.set_focus(self._shown[0].input)

    def close(self) -> None:
        """Hide the lines; what stands in them is the caller's to keep."""
        self.remove_class("-asking")

    @property
    def asking(self) -> bool:
        """True while something is asked."""
        return self.has_class("-asking")

    @property
    def values(self) -> tuple[str, ...]:
        """What stands in the lines, as it was typed."""
        return tuple(field.input.value for field in self._shown)

    @property
    def lines(self) -> int:
        """How many lines are asked."""
        return len(self._shown)

    def complain(self, which: int | None, words: str) -> None:
        """Say what to mend, in this line or in the last, and put the cursor there."""
        place = len(self._shown) - 1 if which is None else which
        self._tell({place: words})
        self.screen.set_focus(self._shown[place].input)

    def ask_again(self, doubts: Mapping[int, str]) -> None:
        """Say what looks wrong in which line. The cursor stays where Enter keeps it as it is."""
        self._tell({which: f"{words} Enter again keeps it." for which, words in doubts.items()})
        self.screen.set_focus(self._shown[-1].input)

    def _tell(self, complaints: Mapping[int, str]) -> None:
        for place, field in enumerate(self._shown):
            field.complain(complaints.get(place, ""))

    def action_move(self, step: int) -> None:
        """To the line before or after, where there is one."""
        inputs = [field.input for field in self._shown]
        place = next((n for n, each in enumerate(inputs) if each.has_focus), 0) + step
        if 0 <= place < len(inputs):
            self.screen.set_focus(inputs[place])

    def take(self, event: events.Key) -> bool:
        """Take a letter that reached nobody: it was struck before the line had the focus."""
        focused = self.screen.focused
        if not isinstance(focused, Input) or event.character is None or not event.is_printable:
            return False
        focused.insert_text_at_cursor(event.character)
        return True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: the next line, or all of it is given."""
        event.stop()
        inputs: list[Input] = [field.input for field in self._shown]
        following = inputs.index(event.input) + 1
        if following < len(inputs):
            self.screen.set_focus(inputs[following])
        else:
            self.post_message(self.Given())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Nobody else reads what is typed here, line by line."""
        event.stop()
        self.post_message(self.Changed())

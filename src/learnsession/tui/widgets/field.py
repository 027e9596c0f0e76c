"""One line to fill in: what is asked, the box, and a word of help or what is wrong with it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Static

from learnsession.tui.widgets.quick_input import QuickInput


class Field(Vertical):
    """A label, an `Input`, and a line below that helps, or says what to mend.

    Args:
        label: what is asked.
        name: the input's id is `NAME-input`.
        value: what stands there already.
        placeholder: an example.
        aid: a word of help, shown while nothing is wrong.
        suggester: completes what is typed; Right takes it.
        longest: how many characters may be typed.

    """

    DEFAULT_CSS = """
    Field { height: auto; }
    Field > .field-label { color: $primary; text-style: bold; }
    Field > .field-aid { color: $text-muted; padding-left: 2; }
    Field > .field-aid.-wrong { color: $error; text-style: bold; }
    """

    def __init__(
        self,
        label: str,
        name: str,
        *,
        value: str = "",
        placeholder: str = "",
        aid: str = "",
        suggester: Suggester | None = None,
        longest: int = 120,
    ) -> None:
        super().__init__(id=name)
        self._label = label
        self._aid = aid
        self._wrong = ""
        self.input = QuickInput(
            value,
            placeholder=placeholder,
            suggester=suggester,
            max_length=longest,
            id=f"{name}-input",
            select_on_focus=False,
        )
        self._below = Static(aid, markup=False, classes="field-aid")

    def compose(self) -> ComposeResult:
        """The label, the box and the line below it."""
        yield Static(self._label, markup=False, classes="field-label")
        yield self.input
        self._below.display = bool(self._aid)
        yield self._below

    def on_descendant_focus(self) -> None:
        """Bring the label and the help into view too, not the box alone."""
        self.call_after_refresh(self.scroll_visible, animate=False)

    @property
    def value(self) -> str:
        """What was typed, without spaces at its ends."""
        return self.input.value.strip()

    @property
    def wrong(self) -> str:
        """What is wrong with it, in words; empty when nothing is."""
        return self._wrong

    def say(self, aid: str) -> None:
        """Show this word of help while nothing is wrong."""
        self._aid = aid
        self._show()

    def complain(self, wrong: str) -> None:
        """Say what to mend; nothing takes it back."""
        self._wrong = wrong
        self._show()

    def _show(self) -> None:
        self._below.set_class(bool(self._wrong), "-wrong")
        self._below.update(self._wrong or self._aid)
        self._below.display = bool(self._wrong or self._aid)

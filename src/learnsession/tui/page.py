"""What every full screen has: a plea for a larger window, help, and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from learnsession.tui.widgets.key_line import Hint, KeyLine

if TYPE_CHECKING:
    from learnsession.tui.app import LearnSessionApp

Result = TypeVar("Result")

SMALLEST = (80, 24)
"""Columns and lines that every screen fits in."""


class TooSmall(Static):
    """Covers the screen while the window is too small to be read."""


class Page(Screen[Result]):
    """A full screen. Subclasses give `body` and `hints`."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - typed by Screen
        (0, "-small"),
        (SMALLEST[0], "-narrow"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-short"),
        (SMALLEST[1], "-enough"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", show=False, id="help"),
        Binding("b,full_stop", "blank", "Blank the screen", show=False),
    ]

    @property
    def house(self) -> LearnSessionApp:
        """The app, as what it is."""
        return cast("LearnSessionApp", self.app)

    def compose(self) -> ComposeResult:
        """The body, the line of keys, and the cover for a window that is too small."""
        yield from self.body()
        yield KeyLine(*self.hints(), id="keys")
        columns, lines = SMALLEST
        yield TooSmall(
            f"Please make this window larger.\n\nIt needs {columns} columns and {lines} lines.\n"
            "Everything is kept.",
            markup=False,
        )

    def body(self) -> ComposeResult:
        """What is on the screen above the line of keys."""
        raise NotImplementedError

    def hints(self) -> tuple[Hint, ...]:
        """The keys that work now, the most useful first."""
        return ()

    def show_hints(self) -> None:
        """Write the line of keys anew."""
        self.query_one("#keys", KeyLine).hints = self.hints()

    def on_descendant_focus(self) -> None:
        """The keys that work depend on where one is."""
        if self.is_mounted:
            self.show_hints()

    on_descendant_blur = on_descendant_focus

    def action_help(self) -> None:
        """Show the help of this screen."""
        from learnsession.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.help_keys()))

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """Keys and what they do, for the help screen."""
        return tuple((hint.key, hint.does) for hint in self.hints())

    def missed(self, event: events.Key) -> bool:  # noqa: ARG002
        """True when a key was meant for a box that had not the focus yet, and was given to it."""
        return False

    def keep_words(self) -> None:
        """Put half-written words on the disk now: what is on the screen is about to be hidden."""

    def action_blank(self) -> None:
        """Blank the screen at once; any key brings it back."""
        self.house.curtain.draw()

    def commands(self) -> Iterable[SystemCommand]:
        """What the palette offers on this screen."""
        return ()

    def action_leave(self) -> None:
        """What `q`, Ctrl+Q and Ctrl+C do here: go back, unless a screen does more."""
        self.dismiss()

"""Reading a session: a closed one, or one that another window is running."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from learnsession.errors import LearnSessionError
from learnsession.room.desk import Opened
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.phrases import dotted
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.whole_session import whole_session

if TYPE_CHECKING:
    from learnsession.tui.app import LearnSessionApp


class ReadingScreen(Page[None], ConcernKey):
    """Nothing is changed here.

    Args:
        opened: the session as it stood when it was read.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "export", "Export", show=False),
        Binding("h", "history", "History", show=False),
        Binding("o", "reopen", "Open again", show=False),
        Binding("question_mark", "help", "Help", show=False),
        Binding("space", "page_down", "Read on", show=False),
        Binding("backspace", "page_up", "Back", show=False),
        Binding("q,escape", "leave", "Home", show=False),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened

    @property
    def _is_closed(self) -> bool:
        return self._opened.record.closed_at is not None

    def body(self) -> ComposeResult:
        """Title and state on one line, then the whole session."""
        started = self._opened.record.started
        state = "closed" if self._is_closed else "open, to read only"
        with Horizontal(id="reading-top"):
            yield Static(
                dotted(started.pack_title, started.team), markup=False, classes="top-left title"
            )
            yield Static(dotted(started.ref, state), markup=False, classes="top-right muted")
        with VerticalScroll(id="reading"):
            for notice in self._opened.notices:
                yield Static(Content.styled(notice, "$warning"), classes="notice")
            yield Static(whole_session(self._opened), id="reading-words")

    def hints(self) -> tuple[Hint, ...]:
        """What can be done with it."""
        return (
            Hint("x", "Export", "screen.export"),
            Hint("h", "History", "screen.history"),
            *((Hint("o", "Open again", "screen.reopen"),) if self._is_closed else ()),
            Hint("Esc", "Home", "screen.leave"),
            self.concern_hint(),
            Hint("?", "Help", "screen.help"),
            Hint("↓ ↑", "Scroll"),
        )

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        reopen = (("o", "open it again and go on with it"),) if self._is_closed else ()
        return (
            ("↓ ↑, Space, Backspace", "scroll"),
            ("x", "export the session note"),
            ("h", "what became of each entry: who, when, before and after"),
            *reopen,
            ("!, F9", "live concern page"),
            ("Esc, q", "Home"),
        )

    def commands(self) -> Iterable[SystemCommand]:
        """Export, and opening it again."""
        yield SystemCommand("Export", "Write the session note to a file", self.action_export)
        yield SystemCommand("History", "What became of each entry", self.action_history)
        if self._is_closed:
            yield SystemCommand("Open again", "Go on with this session", self.action_reopen)

    def on_mount(self) -> None:
        """The arrow keys scroll."""
        self.query_one("#reading").focus()

    def action_page_down(self) -> None:
        """A page on."""
        self.query_one("#reading").scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page back."""
        self.query_one("#reading").scroll_page_up(animate=False)

    def action_export(self) -> None:
        """Write the session note to a file."""
        from learnsession.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._opened))

    def action_history(self) -> None:
        """Tell what became of each entry."""
        from learnsession.tui.screens.history import HistoryScreen

        opened = self._opened
        self.app.push_screen(HistoryScreen(opened.record.entries, opened.agenda))

    def action_reopen(self) -> None:
        """Open a closed session again, and go on with it."""
        if not self._is_closed:
            return
        app = cast("LearnSessionApp", self.app)
        session = self._opened.record.started.session
        try:
            app.desk.reopen(session)
        except LearnSessionError as error:
            app.say(error)
            return
        self.dismiss()
        app.take_up(session)

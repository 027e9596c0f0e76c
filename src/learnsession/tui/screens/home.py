"""Home: go on where you stopped, choose a review, or read a closed session."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from learnsession.errors import LearnSessionError, StoreError
from learnsession.packs.cards import OnShelf, cards
from learnsession.packs.listing import Entry
from learnsession.store.catalogue import CatalogueRow, Rows
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.on_home import Found, groups, notices, welcome
from learnsession.tui.widgets.preview import broken_words, pack_words, session_words
from learnsession.tui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from learnsession.tui.widgets.setup_form import Typed


class HomeScreen(Page[None], ConcernKey):
    """The list on the left, what is highlighted on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rehearse", "Rehearse this review", show=False),
        Binding("o", "reopen", "Open this session again", show=False),
        Binding("a", "register", "Agreed actions", show=False),
        Binding("s", "settings", "Settings", show=False),
        Binding("question_mark", "help", "Help", show=False),
        Binding("q", "leave", "Quit", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._by_key: dict[str, OnShelf | CatalogueRow] = {}
        self._typed: dict[str, Typed] = {}
        self._shown_before = False

    # What is on the screen

    def body(self) -> ComposeResult:
        """Title, a welcome to a new store, the list, the preview, and what to know."""
        yield Static(
            Content.assemble(
                ("learnsession", "bold"), ("   learn from a review, as a team", "$text-muted")
            ),
            id="home-title",
        )
        yield Static(id="welcome", markup=False)
        with Horizontal(id="shelf-and-preview"):
            yield Shelf(id="shelf")
            with VerticalScroll(id="preview"):
                yield Static(id="preview-words")
        yield Static(id="home-notices")

    def hints(self) -> tuple[Hint, ...]:
        """What can be done with the highlighted line comes first."""
        if not self.is_mounted:
            return ()
        chosen = self._chosen()
        return (
            *_hints_for(chosen),
            Hint("a", "Actions", "screen.register"),
            self.concern_hint(),
            Hint("s", "Settings", "screen.settings"),
            Hint("?", "Help", "screen.help"),
            Hint("q", "Quit", "screen.leave"),
            *((Hint("Tab", "Read on"),) if isinstance(chosen, Entry) and chosen.file else ()),
        )

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("↑ ↓, Home, End", "choose a review or a session"),
            ("Enter", "set up a review, go on with a session, or read a closed one"),
            ("r", "rehearse this review: nothing is kept"),
            ("o", "open a closed session again"),
            ("a", "agreed actions of all sessions: find, read and update them"),
            ("Tab", "to the text on the right, to scroll it; Tab again comes back"),
            ("s", "settings: colours, blanking by itself, backups, how long notes are kept"),
            ("b, .", "blank the screen; any key brings it back"),
            ("!, F9", "live concern page"),
            ("Ctrl+P", "palette: settings and colours"),
            ("q", "quit"),
        )

    # What happens

    def on_mount(self) -> None:
        """Read what there is and show it, so that the first thing painted is Home as it is."""
        self._show(self._gather())
        self.query_one(Shelf).focus()

    def on_screen_resume(self) -> None:
        """Look again when another screen has gone."""
        if self._shown_before:
            self._look_again()
            self.house.back_up()
        self._shown_before = True

    @work(exclusive=True, group="home")
    async def _look_again(self) -> None:
        found = await asyncio.to_thread(self._gather)
        if self.query(Shelf):  # the app may have been left meanwhile
            self._show(found)

    def _gather(self) -> Found:
        desk = self.house.desk
        listed = cards(desk.root)
        try:
            return Found(listed, desk.store.listing())
        except StoreError as error:
            return Found(listed, Rows((), ()), f"{error.happened} {error.todo}")

    def _show(self, found: Found) -> None:
        self._by_key = {f"pack:{each.path}": each for each in found.packs}
        self._by_key |= {f"session:{row.id}": row for row in found.sessions.rows}
        root, slips = self.house.desk.root, len(self.house.settings.problems)
        self.query_one(Shelf).show(groups(found, self.house.desk.now()))
        self._say("#welcome", Content(welcome(found, root)))
        self._say("#home-notices", Content.styled(notices(found, root, slips=slips), "$warning"))
        self._show_preview()

    def _say(self, selector: str, words: Content) -> None:
        shown = self.query_one(selector, Static)
        shown.update(words)
        shown.display = bool(words)

    @on(OptionList.OptionHighlighted)
    def _show_preview(self) -> None:
        chosen = self._chosen()
        words = Content("")
        if isinstance(chosen, CatalogueRow):
            words = session_words(chosen, self.house.desk.now())
        elif chosen is not None and chosen.file is not None:
            words = pack_words(
                chosen.file, chosen.path, own=chosen.own, replaces=bool(chosen.replaces)
            )
        elif chosen is not None:
            words = broken_words(chosen.path, chosen.problems)
        self.query_one("#preview-words", Static).update(words)
        self.query_one("#preview").scroll_home(animate=False)
        self.show_hints()

    def _chosen(self) -> OnShelf | CatalogueRow | None:
        return self._by_key.get(self.query_one(Shelf).highlighted_key or "")

    # What the keys do

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Set up a review, go on with a session, or read a closed one."""
        chosen = self._chosen()
        if isinstance(chosen, CatalogueRow):
            if chosen.state == "open":
                self.house.take_up(chosen.id)
            else:
                self._read(chosen.id)
        elif chosen is not None and chosen.file is not None:
            self._ask_then_set_up(chosen.path)

    def action_rehearse(self) -> None:
        """Step through the highlighted review without leaving a record."""
        chosen = self._chosen()
        if isinstance(chosen, Entry) and chosen.file is not None:
            self._set_up(chosen.path, rehearse=True)

    def action_reopen(self) -> None:
        """Open the highlighted closed session again, and go on with it."""
        chosen = self._chosen()
        if not isinstance(chosen, CatalogueRow) or chosen.state != "closed":
            return
        try:
            self.house.desk.reopen(chosen.id)
        except LearnSessionError as error:
            self.house.say(error)
            return
        self.house.take_up(chosen.id)

    def action_register(self) -> None:
        """Every agreed action of all sessions."""
        from learnsession.tui.screens.register import RegisterScreen

        self.app.push_screen(RegisterScreen())

    def action_settings(self) -> None:
        """Every setting, in one place."""
        self.house.show_settings()

    def action_leave(self) -> None:
        """Quit; nothing is open here."""
        self.app.exit()

    def _ask_then_set_up(self, path: Path) -> None:
        """Before the first session: for how long this team keeps its notes."""
        if not self.house.settings.asks_for_retention:
            self._set_up(path, rehearse=False)
            return
        from learnsession.tui.screens.retention import RetentionScreen

        def asked(answered: bool | None) -> None:
            if answered:
                self._set_up(path, rehearse=False)

        self.app.push_screen(RetentionScreen(), asked)

    def _set_up(self, path: Path, *, rehearse: bool) -> None:
        from learnsession.packs.reader import read_pack
        from learnsession.tui.screens.setup import SetUpScreen

        try:
            file = read_pack(path)
        except LearnSessionError as error:
            self.house.say(error)
            self._look_again()
            return

        def keep(typed: Typed | None) -> None:
            if typed is not None:
                self._typed[file.pack.id] = typed

        self.app.push_screen(SetUpScreen(file, rehearse, self._typed.get(file.pack.id)), keep)

    @work(exclusive=True, group="read")
    async def _read(self, session_id: str) -> None:
        from learnsession.tui.screens.reading import ReadingScreen

        try:
            opened = await asyncio.to_thread(self.house.desk.read, session_id)
        except LearnSessionError as error:
            self.house.say(error)
            return
        await self.house.curtain.lifted()
        self.app.push_screen(ReadingScreen(opened))


def _hints_for(chosen: OnShelf | CatalogueRow | None) -> tuple[Hint, ...]:
    if isinstance(chosen, CatalogueRow) and chosen.state == "open":
        return (Hint("Enter", "Continue", "screen.open"),)
    if isinstance(chosen, CatalogueRow):
        return (Hint("Enter", "Read", "screen.open"), Hint("o", "Open again", "screen.reopen"))
    if chosen is not None and chosen.file is not None:
        return (
            Hint("Enter", "Set up", "screen.open"),
            Hint("r", "Rehearse", "screen.rehearse"),
        )
    return ()

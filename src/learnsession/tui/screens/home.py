"""Home: go on where you stopped, choose a review, or read a closed session."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
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
from learnsession.packs.listing import Entry, own
from learnsession.store.catalogue import CatalogueRow, Rows
from learnsession.store.place import cloud_folder
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.phrases import counted, dotted, moment
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.preview import broken_words, pack_words, session_words
from learnsession.tui.widgets.shelf import Group, Line, Shelf

if TYPE_CHECKING:
    from learnsession.tui.widgets.setup_form import Typed

MOST_SESSIONS = 50
"""How many unfinished and how many closed sessions are drawn; the rest are in `sessions`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to show, read in one go."""

    packs: tuple[OnShelf, ...]
    sessions: Rows
    trouble: str = ""
    """Why the sessions could not be listed, in words."""


class HomeScreen(Page[None], ConcernKey):
    """The list on the left, what is highlighted on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rehearse", "Rehearse this review", show=False),
        Binding("o", "reopen", "Open this session again", show=False),
        Binding("question_mark", "help", "Help", show=False),
        Binding("q", "leave", "Quit", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found = Found((), Rows((), ()))
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
            self.concern_hint(),
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
            ("Tab", "to the text on the right, to scroll it; Tab again comes back"),
            ("!, F9", "live concern page"),
            ("Ctrl+P", "palette: colours"),
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
        self._shown_before = True

    @work(exclusive=True, group="home")
    async def _look_again(self) -> None:
        self._show(await asyncio.to_thread(self._gather))

    def _gather(self) -> Found:
        desk = self.house.desk
        listed = cards(desk.root)
        try:
            return Found(listed, desk.store.listing())
        except StoreError as error:
            return Found(listed, Rows((), ()), f"{error.happened} {error.todo}")

    def _show(self, found: Found) -> None:
        self._found = found
        self._by_key = {f"pack:{each.path}": each for each in found.packs}
        self._by_key |= {f"session:{row.id}": row for row in found.sessions.rows}
        self.query_one(Shelf).show(self._groups(found))
        self._show_welcome(found)
        self._show_notices(found)
        self._show_preview()

    def _groups(self, found: Found) -> list[Group]:
        unfinished = [row for row in found.sessions.rows if row.state == "open"]
        closed = [row for row in found.sessions.rows if row.state == "closed"]
        closed.sort(key=lambda row: row.closed or row.written, reverse=True)
        groups = [
            self._sessions("Continue where you stopped", unfinished),
            Group("Reviews", tuple(_pack_line(each) for each in found.packs)),
            self._sessions("Closed sessions", closed),
        ]
        return [group for group in groups if group.lines]

    def _sessions(self, heading: str, rows: list[CatalogueRow]) -> Group:
        now = self.house.desk.now()
        lines = tuple(
            Line(
                f"session:{row.id}",
                dotted(row.title, row.team or "no team named"),
                dotted(row.ref, moment(row.closed or row.written, now)),
            )
            for row in rows[:MOST_SESSIONS]
        )
        more = len(rows) - len(lines)
        after = f"and {more:,} more: learnsession sessions" if more else ""
        return Group(heading, lines, after)

    def _show_welcome(self, found: Found) -> None:
        welcome = self.query_one("#welcome", Static)
        root = self.house.desk.root
        words = ""
        if not found.packs:
            words = f"No review is here yet. Put the file of one into\n{own(root)}"
        elif not found.sessions.rows and not found.sessions.damaged and not found.trouble:
            words = (
                "Run a team session on a published review: choose one and press Enter. What you "
                f"write is kept on this computer only, in {root}"
            )
        welcome.update(words)
        welcome.display = bool(words)

    def _show_notices(self, found: Found) -> None:
        service = cloud_folder(self.house.desk.root)
        lines = [found.trouble] if found.trouble else []
        damaged = len(found.sessions.damaged)
        if damaged:
            lines.append(
                f"{counted(damaged, 'session').capitalize()} could not be read: "
                "learnsession sessions"
            )
        if service:
            lines.append(
                f"What you write is kept in a folder that {service} copies elsewhere. "
                "Ask whether that is allowed."
            )
        notices = self.query_one("#home-notices", Static)
        notices.update(Content.styled("\n".join(lines), "$warning"))
        notices.display = bool(lines)

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
            self._set_up(chosen.path, rehearse=False)

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

    def action_leave(self) -> None:
        """Quit; nothing is open here."""
        self.app.exit()

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
        self.app.push_screen(ReadingScreen(opened))


def _pack_line(listed: OnShelf) -> Line:
    key = f"pack:{listed.path}"
    if listed.file is None:
        return Line(key, listed.path.name, "broken: cannot be used yet", wrong=True)
    return Line(key, listed.title)


def _hints_for(chosen: OnShelf | CatalogueRow | None) -> tuple[Hint, ...]:
    if isinstance(chosen, CatalogueRow) and chosen.state == "open":
        return (Hint("Enter", "Continue", "screen.open"),)
    if isinstance(chosen, CatalogueRow):
        return (
            Hint("Enter", "Read", "screen.open"),
            Hint("o", "Open again", "screen.reopen"),
        )
    if chosen is not None and chosen.file is not None:
        return (
            Hint("Enter", "Set up", "screen.open"),
            Hint("r", "Rehearse", "screen.rehearse"),
        )
    return ()

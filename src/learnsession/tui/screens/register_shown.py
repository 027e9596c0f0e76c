"""What the register shows: it is read beside the screen, and listed as it is asked for."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from learnsession.actions.filters import Sort, how_many_overdue
from learnsession.actions.searching import UNASKED, Search
from learnsession.errors import LearnSessionError
from learnsession.tui.collecting import long_lived
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.phrases import dotted
from learnsession.tui.screens.register_words import (
    NO_MATCH,
    NOTHING_OPEN,
    NOTHING_READ,
    NOTHING_YET,
    SORT_WORDS,
)
from learnsession.tui.widgets.action_list import ActionList
from learnsession.tui.widgets.new_action import NewAction
from learnsession.tui.widgets.search_line import SearchLine
from learnsession.wording import counted

if TYPE_CHECKING:
    from learnsession.actions.register import Register
    from learnsession.session.states import State

LONG = 0.4
"""Seconds of reading after which it is said that something is being read."""


class RegisterShown(Page[None], ConcernKey):
    """The screen without its keys."""

    def __init__(self) -> None:
        super().__init__()
        self._register: Register | None = None
        self._shown: list[State] = []
        self._search = Search(UNASKED)
        self._by: Sort | None = None
        self._stale = False
        self._read_at: int | None = None
        """When what is shown was read, in nanoseconds since 1970."""

    # What is on the screen

    def body(self) -> ComposeResult:
        """The title with how many there are, what is missing, the line to search with, the list."""
        with Horizontal(id="register-top"):
            yield Static("Agreed actions", classes="title", markup=False)
            yield Static(id="register-count", markup=False)
        yield Static(id="register-missing", markup=False)
        yield SearchLine(id="search-line")
        yield ActionList(self.house.desk.now().astimezone().date(), id="register-list")
        yield Static(id="register-words")
        yield NewAction(id="new-action")

    # Reading

    def on_mount(self) -> None:
        """Read; say so only if it takes long."""
        self._say_words("")
        self._read()

    def on_screen_resume(self) -> None:
        """What was changed on another screen is read anew."""
        if self._stale:
            self._stale = False
            self._read()

    @work(exclusive=True, group="register")
    async def _read(self, mark: str = "") -> None:
        reading, began = self.set_timer(LONG, self._say_reading), time.time_ns()
        try:
            register = await asyncio.to_thread(self._gather)
        except LearnSessionError as error:
            if self.is_mounted:
                self._say_words(f"{error.happened} {error.todo}", wrong=True)
            return
        finally:
            reading.stop()
        if not self.is_mounted:  # left meanwhile
            return
        again, self._register = self._register is not None, register
        self._read_at = began
        self._say_missing(register)
        self._show(keep=again)
        if mark:
            self._list.mark(mark)

    def _say_reading(self) -> None:
        if self._register is None:
            self._say_words("Reading …")

    def _gather(self) -> Register:
        """The register, with what will be asked of it first. Runs in a thread."""
        with long_lived():
            register = self.house.desk.register()
            register.select(self._search.wanted, self._by)
        return register

    # Showing

    @on(Input.Changed, "#search")
    def _typed(self) -> None:
        self._show()

    def _show(self, *, keep: bool = False) -> None:
        register = self._register
        if register is None:
            return
        self._search = self._line.understand(register, SORT_WORDS[self._by])
        self._shown = register.select(self._search.wanted, self._by)
        several = register.several_teams
        self._list.show(self._shown, register.today, several_teams=several, keep=keep)
        self._say_words("" if self._shown else self._none(register))
        late = how_many_overdue(self._shown, register.today)
        every = counted(len(register), "action")
        counts = f"{len(self._shown):,} of {every}" if len(register) else ""
        words = dotted(counts, f"{late:,} overdue" if late else "")
        self.query_one("#register-count", Static).update(words)
        self.show_hints()

    def _none(self, register: Register) -> str:
        if not len(register):
            return NOTHING_READ if register.unread else NOTHING_YET
        return NO_MATCH if self._line.asked else NOTHING_OPEN

    def _say_missing(self, register: Register) -> None:
        """What could not be read, and what to do about it; no line when everything could."""
        trouble = register.trouble
        said = self.query_one("#register-missing", Static)
        said.update(f"{register.missing} is missing here. {trouble.todo}" if trouble else "")
        said.display = bool(trouble)

    def _say_words(self, words: str, *, wrong: bool = False) -> None:
        """Words in the place of the list; without any the list is there."""
        said = self.query_one("#register-words", Static)
        said.update(Content.styled(words, "$error" if wrong else "$text"))
        said.display = bool(words)
        self._list.display = not words
        if not words and not isinstance(self.focused, Input):
            self._list.focus()

    @property
    def _list(self) -> ActionList:
        return self.query_one(ActionList)

    @property
    def _line(self) -> SearchLine:
        return self.query_one(SearchLine)

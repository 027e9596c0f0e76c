"""The line in which somebody says which actions are meant, and what was understood of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from learnsession.actions.register import Register
from learnsession.actions.searching import UNASKED, Search, read_search
from learnsession.tui.phrases import dotted
from learnsession.tui.widgets.quick_input import QuickInput


class SearchLine(Vertical):
    """Posts `Input.Changed` with each letter; `understand` then says what it means."""

    def compose(self) -> ComposeResult:
        """The box, and below it in words what was asked for."""
        yield QuickInput(
            placeholder="/ to search: words, @owner, #theme, overdue",
            id="search",
            select_on_focus=False,
        )
        yield Static(id="understood")

    @property
    def input(self) -> Input:
        """The box."""
        return self.query_one("#search", Input)

    @property
    def asked(self) -> str:
        """What was typed."""
        return self.input.value.strip()

    def understand(self, register: Register, order: str) -> Search:
        """What is asked for; it is said below the box, with its order and what cannot be."""
        if not self.asked:
            search = Search(UNASKED)
        else:
            search = read_search(self.asked, register.today, register.known())
        meant = dotted(search.wanted.words or "all, finished too", order)
        words = Content.styled(meant, "$text-muted")
        parts = [Content.styled(trouble, "$warning") for trouble in search.troubles]
        self.query_one("#understood", Static).update(Content("  ").join([*parts, words]))
        return search

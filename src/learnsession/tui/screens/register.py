"""The register: every agreed action, found by typing, and opened with its whole story."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from learnsession.actions.filters import Filter
from learnsession.actions.searching import UNASKED, as_search
from learnsession.tui.saving import SAVING, SavingScreen
from learnsession.tui.screens.register_shown import RegisterShown
from learnsession.tui.screens.register_words import HELP, SORT_WORDS
from learnsession.tui.widgets.action_list import ActionList
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.new_action import NewAction


class RegisterScreen(RegisterShown, SavingScreen):
    """A line to search with, and the list of what it means."""

    AUTO_FOCUS = "ActionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", show=False),
        Binding("f", "filter", "Filter", show=False),
        Binding("o", "sort", "Sort by the next column", show=False),
        Binding("c", "clear", "Clear", show=False),
        Binding("n", "new", "New action", show=False),
        Binding("x", "export", "Export", show=False),
        Binding("question_mark", "help", "Help", show=False),
        Binding("escape", "back", "Back", show=False),
        Binding("q", "leave", "Back", show=False),
        Binding("down", "to_list", "To the list", show=False),
    ]

    def hints(self) -> tuple[Hint, ...]:
        """What can be done here, the most useful first."""
        if self.saving:
            return (SAVING, self.concern_hint())
        if isinstance(self.focused, Input):
            if self.focused.id != "search":
                return (Hint("Enter", "Keep"), Hint("Esc", "Stop typing"), self.concern_hint())
            return (Hint("↓", "To the list"), Hint("Esc", "Stop typing"), self.concern_hint())
        some = bool(self._shown)
        return (
            *((Hint("Enter", "Open", "screen.open"),) if some else ()),
            Hint("/", "Search", "screen.search"),
            Hint("f", "Filter", "screen.filter"),
            Hint("n", "New", "screen.new"),
            *((Hint("x", "Export", "screen.export"),) if some else ()),
            self.concern_hint(),
            Hint("Esc", "Back", "screen.leave"),
            Hint("?", "Help", "screen.help"),
            Hint("o", "Sort", "screen.sort"),
            *((Hint("c", "Clear", "screen.clear"),) if self._search.wanted != UNASKED else ()),
        )

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys, and what can be typed to search."""
        return HELP

    @property
    def saving(self) -> bool:
        """True while a new action is on its way to the disk."""
        return self.is_mounted and self.query_one(NewAction).saving

    # What the keys do

    def action_search(self) -> None:
        """To the line to search with."""
        self._line.input.focus()

    def action_to_list(self) -> None:
        """From the line to the list."""
        if self.focused is self._line.input:
            self._list.focus()

    @on(Input.Submitted, "#search")
    def _searched(self, event: Input.Submitted) -> None:
        event.stop()
        self._list.focus()

    def action_back(self) -> None:
        """Stop typing; from the list, back to Home."""
        if isinstance(self.focused, Input):
            self.query_one(NewAction).put_away()
            self.set_focus(self._list if self._list.display else None)
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Back to Home. Not while a new action is saved."""
        if not self.saving:
            super().action_leave()

    def action_sort(self) -> None:
        """By the next column; after the last comes what is most pressing."""
        several = self._register is not None and self._register.several_teams
        every = [by for by in SORT_WORDS if several or by != "team"]
        self._by = every[(every.index(self._by) + 1) % len(every)]
        self._show()

    def action_clear(self) -> None:
        """Search for nothing, sort as at first."""
        self._by = None
        self._line.input.value = ""
        self._show()

    def action_filter(self) -> None:
        """Choose what is meant; it is written into the line."""
        if self._register is None:
            return
        from learnsession.tui.screens.register_filter import RegisterFilterScreen

        def chosen(wanted: Filter | None) -> None:
            if wanted is not None:
                self._line.input.value = as_search(wanted)

        known, today = self._register.known(), self._register.today
        self.app.push_screen(RegisterFilterScreen(known, self._search.wanted, today), chosen)

    def action_open(self) -> None:
        """Open the marked action."""
        self._list.action_open()

    @on(ActionList.Opened)
    def _opened(self, event: ActionList.Opened) -> None:
        from learnsession.room.registering import Registrar
        from learnsession.session.states import to_action
        from learnsession.tui.screens.action import ActionScreen

        self._stale = True
        registrar = Registrar(self.house.desk, read_at=self._read_at)
        self.app.push_screen(ActionScreen(registrar, to_action(event.state)))

    def action_new(self) -> None:
        """Write down an action that no session agreed."""
        if self._register is None:
            return
        marked = self._list.marked or {}
        team = self._search.wanted.team or marked.get("team", "")
        self.query_one(NewAction).open(team, self._register)

    @on(NewAction.Entered)
    def _entered(self, event: NewAction.Entered) -> None:
        self._read(event.action.id)

    def action_export(self) -> None:
        """Write what is shown into a file."""
        if self._shown:
            from learnsession.tui.screens.register_export import RegisterExportScreen

            words = self._search.wanted.words
            missing = self._register.missing if self._register else ""
            self.app.push_screen(RegisterExportScreen(self._shown, words, missing))

"""What was heard and agreed, to amend or to take back, and to be told what became of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from learnsession.errors import LearnSessionError
from learnsession.room.room import Room
from learnsession.session.facilitation import LONGEST_REASON
from learnsession.session.history import story
from learnsession.session.record import Entry
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.phrases import moment
from learnsession.tui.screens.fill_key import FillKey
from learnsession.tui.screens.remove_key import RemoveKey
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.heard import clock_time, day, place
from learnsession.tui.widgets.key_line import Hint

LONGEST_LINE = 200
"""Characters of an entry in the list; all of it stands beside the list."""


class EntriesScreen(Page[str | None], ConcernKey, RemoveKey, FillKey):
    """Gives the id of the entry that is to be amended, or None.

    Args:
        room: the running session.
        telling: begin with what was taken back too, and let Enter tell what became of an entry.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", show=False),
        Binding("e", "amend", "Amend", show=False),
        Binding("t,delete", "take_back", "Take back", show=False),
        Binding("h", "history", "History", show=False),
        Binding("s", "withdrawn", "Show what was taken back", show=False),
    ]

    def __init__(self, room: Room, *, telling: bool = False) -> None:
        super().__init__()
        self._room = room
        self._telling = telling
        self._withdrawn = telling
        self._asked: Entry | None = None

    def body(self) -> ComposeResult:
        """The entries left, what became of the marked one right, and below why it is taken back."""
        yield Static(id="entries-title", classes="title", markup=False)
        with Horizontal(id="entries"):
            yield OptionList(id="entries-list", markup=False)
            with VerticalScroll(id="entry-history", can_focus=False):
                yield Static(id="entry-story", markup=False)
        yield Field("Why is it taken back?", "why", longest=LONGEST_REASON)

    def on_mount(self) -> None:
        """The newest is marked."""
        self._fill()
        self._list.focus()
        self._list.highlighted = self._list.option_count - 1 if self._list.option_count else None

    def hints(self) -> tuple[Hint, ...]:
        """What can be done with the marked entry."""
        if self._asked:
            return (
                Hint("Enter", "Take back"),
                Hint("Esc", "Not now", "screen.leave"),
                self.concern_hint(),
            )
        enter, other = ("History", "Amend") if self._telling else ("Amend", "History")
        key, action = ("e", "screen.amend") if self._telling else ("h", "screen.history")
        return (
            Hint("Enter", enter),
            Hint("t", "Take back", "screen.take_back"),
            self.remove_hint(),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
            *self.fill_hints(),
            Hint("s", "Show fewer" if self._withdrawn else "Show all", "screen.withdrawn"),
            Hint(key, other, action),
        )

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        enter = "what became of the marked entry" if self._telling else "amend the marked entry"
        return (
            ("Enter", f"{enter}; e amends it, h tells its history"),
            ("f", "every field of the marked action"),
            ("t, Delete", "take it back; it stays in the history"),
            ("x", "remove it, or some words of it, for good; nothing brings them back"),
            ("s", "show or hide what was taken back"),
            ("!, F9", "live concern page"),
            ("Esc, q", "back"),
        )

    def action_leave(self) -> None:
        """Amend nothing; while a reason is asked for, take nothing back."""
        if self._asked:
            self._ask(None)
        else:
            self.dismiss(None)

    def action_withdrawn(self) -> None:
        """Show or hide what was taken back."""
        self._withdrawn = not self._withdrawn
        self._fill()
        self.show_hints()

    def action_history(self) -> None:
        """Tell everything that became of the marked entry."""
        from learnsession.tui.screens.history import HistoryScreen

        entry = self._marked
        if entry is not None:
            self.app.push_screen(HistoryScreen((entry,), self._room.agenda))

    def action_amend(self) -> None:
        """Amend the marked entry."""
        entry = self._marked
        if entry is not None and not entry.withdrawn:
            self.dismiss(entry.id)

    def action_take_back(self) -> None:
        """Take the marked entry back; it stays in the history."""
        entry = self._marked
        if entry is None:
            return
        if self._room.record.needs_reason(entry) and not entry.withdrawn:
            self._ask(entry)
        else:
            self._take_back(entry, "")

    def _ask(self, entry: Entry | None) -> None:
        """Ask why this one is taken back, or stop asking; what was typed stays in the field."""
        self._asked = entry
        self.set_class(entry is not None, "-asking")
        if entry is None:
            self.set_focus(self._list)
        else:
            self._why.say(f"Number {entry.number} was there when the session was closed.")
            self._why.complain("")
            self.set_focus(self._why.input)
        self.show_hints()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the entry back for this reason."""
        event.stop()
        if self._asked:
            self._take_back(self._asked, self._why.value)

    def _take_back(self, entry: Entry, reason: str) -> None:
        try:
            self._room.withdraw(entry, reason)
        except LearnSessionError as error:
            words = f"{error.happened} {error.todo}"
            if self._asked:
                self._why.complain(words)
            else:
                self.app.notify(words, severity="warning", markup=False)
            return
        if self._asked:
            self._why.input.value = ""
            self._ask(None)
        self.notify(f"Number {entry.number} is taken back. It stays in the history.")
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter amends the marked entry, or tells what became of it."""
        event.stop()
        if self._telling:
            self.action_history()
        else:
            self.action_amend()

    def on_option_list_option_highlighted(self) -> None:
        """Tell the story of the marked entry."""
        self._tell()
        self.show_hints()

    @property
    def _why(self) -> Field:
        return self.query_one("#why", Field)

    @property
    def _list(self) -> OptionList:
        return self.query_one("#entries-list", OptionList)

    @property
    def _marked(self) -> Entry | None:
        marked = self._list.highlighted
        if marked is None:
            return None
        return self._room.record.entry(self._list.get_option_at_index(marked).id or "")

    def _fill(self) -> None:
        record = self._room.record
        shown = record.entries if self._withdrawn else record.standing
        before = self._list.highlighted
        self._list.clear_options()
        self._list.add_options([Option(_line(entry), id=entry.id) for entry in shown])
        if shown:
            self._list.highlighted = min(before or 0, len(shown) - 1)
        words = "What we heard and agreed" if shown else "Nothing has been written down yet"
        self.query_one("#entries-title", Static).update(words)
        self._tell()

    def _tell(self) -> None:
        entry = self._marked
        story = Content("") if entry is None else self._story(entry)
        self.query_one("#entry-story", Static).update(story)

    def _story(self, entry: Entry) -> Content:
        """All of it, and what became of it in a line each; the history has the wordings too."""
        when = f"{place(entry, self._room.agenda)}  ·  {clock_time(entry.at)}"
        blocks = [Content.assemble((entry.text, ""), "\n", (when, "$text-muted"))]
        if entry.kind == "agreed-action":
            due = f"due {day(entry.due)}" if entry.due else "no date yet"
            who = f"{entry.owner or 'nobody named yet'}  ·  {due}"
            blocks.append(Content.styled(who, "$text-muted"))
        now = self._room.now
        blocks += [
            Content.assemble(change.headline, "\n", (moment(change.at, now), "$text-muted"))
            for change in story(entry)[1:]
        ]
        return Content("\n\n").join(blocks)


def _line(entry: Entry) -> Content:
    first = entry.text.strip().splitlines()[0] if entry.text.strip() else ""
    if len(first) > LONGEST_LINE:
        first = f"{first[:LONGEST_LINE].rstrip()} …"
    mark = "→ " if entry.kind == "agreed-action" else ""
    state = " (taken back)" if entry.withdrawn else (" (amended)" if entry.history else "")
    return Content.assemble(
        (f"{entry.number:>3}  ", "$primary"),
        (mark, "$accent"),
        (first, ""),
        (state, "$text-muted"),
    )

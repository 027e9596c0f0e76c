"""What was heard and agreed, to amend or to take back, and to be told what became of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from learnsession.room.room import Room
from learnsession.session.history import story
from learnsession.session.record import Entry
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.phrases import moment
from learnsession.tui.screens.fill_key import FillKey
from learnsession.tui.screens.remove_key import RemoveKey
from learnsession.tui.screens.take_back_key import TakeBackKey
from learnsession.tui.widgets.heard import clock_time, day, place
from learnsession.tui.widgets.key_line import Hint

TITLE = "What we heard and agreed"

NOTHING_STANDS = "All that was written down is taken back: s shows it"

LONGEST_LINE = 200
"""Characters of an entry in the list; all of it stands beside the list."""


class EntriesScreen(Page[str | None], ConcernKey, RemoveKey, FillKey, TakeBackKey):
    """Gives the id of the entry that is to be amended, or None.

    Args:
        room: the running session.
        telling: begin with what was taken back too, and let Enter tell what became of an entry.
        half_amended: the ids of the entries of which an amendment is half-written.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", show=False),
        Binding("e", "amend", "Amend", show=False),
        Binding("h", "history", "History", show=False),
        Binding("s", "withdrawn", "Show what was taken back", show=False),
    ]

    def __init__(
        self, room: Room, *, telling: bool = False, half_amended: frozenset[str] = frozenset()
    ) -> None:
        super().__init__()
        self._room = room
        self._half_amended = half_amended
        self._telling = telling
        self._withdrawn = telling
        self._just_taken_back: set[str] = set()

    def body(self) -> ComposeResult:
        """The entries left, what became of the marked one right, and below the reason."""
        yield Static(id="entries-title", classes="title", markup=False)
        with Horizontal(id="entries"):
            yield OptionList(id="entries-list", markup=False)
            with VerticalScroll(id="entry-history", can_focus=False):
                yield Static(id="entry-story", markup=False)
        yield self.reason_field()

    def on_mount(self) -> None:
        """The newest is marked."""
        self._fill()
        self._list.focus()
        self._list.highlighted = self._list.option_count - 1 if self._list.option_count else None

    def hints(self) -> tuple[Hint, ...]:
        """What can be done with the marked entry."""
        if self._asked:
            return (
                *self.take_back_hints(),
                Hint("Esc", "Not now", "screen.leave"),
                self.concern_hint(),
            )
        enter, other = ("History", "Amend") if self._telling else ("Amend", "History")
        key, action = ("e", "screen.amend") if self._telling else ("h", "screen.history")
        hints = (
            Hint("Enter", enter),
            *self.take_back_hints(),
            self.remove_hint(),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
            *self.fill_hints(),
            Hint("s", "Show fewer" if self._withdrawn else "Show all", "screen.withdrawn"),
            Hint(key, other, action),
        )
        gone = self.is_mounted and self._marked is not None and self._marked.withdrawn
        return tuple(hint for hint in hints if not (gone and hint.does == "Amend"))

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        enter = "what became of the marked entry" if self._telling else "amend the marked entry"
        return (
            ("Enter", f"{enter}; e amends it, h tells its history"),
            ("f", "every field of the marked action"),
            ("t, Delete", "take it back; it stays in the history, and t puts it back"),
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

    def taken_back(self, entry: Entry) -> None:
        """It stays in the list, to be put back, until the list is left."""
        self._just_taken_back.add(entry.id)

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
        shown = [entry for entry in record.entries if self._in_sight(entry)]
        before = self._list.highlighted
        self._list.clear_options()
        self._list.add_options([Option(self._line(entry), id=entry.id) for entry in shown])
        if shown:
            self._list.highlighted = min(before or 0, len(shown) - 1)
        words = NOTHING_STANDS if record.entries else "Nothing has been written down yet"
        self.query_one("#entries-title", Static).update(TITLE if shown else words)
        self._tell()

    def _in_sight(self, entry: Entry) -> bool:
        return self._withdrawn or not entry.withdrawn or entry.id in self._just_taken_back

    def _line(self, entry: Entry) -> Content:
        first = entry.text.strip().splitlines()[0] if entry.text.strip() else ""
        if len(first) > LONGEST_LINE:
            first = f"{first[:LONGEST_LINE].rstrip()} …"
        half = entry.id in self._half_amended
        states = {"taken back": entry.withdrawn, "amended": entry.history and not entry.withdrawn}
        said = [state for state, holds in {**states, "half amended": half}.items() if holds]
        return Content.assemble(
            (f"{entry.listed:>3}  ", "$primary"),
            ("→ " if entry.kind == "agreed-action" else "", "$accent"),
            (first, ""),
            (f" ({', '.join(said)})" if said else "", "$text-muted"),
        )

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

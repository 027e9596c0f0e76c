"""What was heard and agreed, to amend or to take back, with its earlier wordings."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from learnsession.errors import LearnSessionError
from learnsession.room.room import Room
from learnsession.session.record import Entry
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.widgets.heard import clock_time, day, place
from learnsession.tui.widgets.key_line import Hint

LONGEST_LINE = 200
"""Characters of an entry in the list; all of it stands beside the list."""


class EntriesScreen(Page[str | None], ConcernKey):
    """Gives the id of the entry that is to be amended, or None.

    Args:
        room: the running session.
        withdrawn: show what was taken back too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", show=False),
        Binding("t,delete", "take_back", "Take back", show=False),
        Binding("h", "withdrawn", "Show what was taken back", show=False),
    ]

    def __init__(self, room: Room, *, withdrawn: bool = False) -> None:
        super().__init__()
        self._room = room
        self._withdrawn = withdrawn

    def body(self) -> ComposeResult:
        """The entries left, the history of the marked one right."""
        yield Static(id="entries-title", classes="title", markup=False)
        with Horizontal(id="entries"):
            yield OptionList(id="entries-list", markup=False)
            with VerticalScroll(id="entry-history", can_focus=False):
                yield Static(id="entry-story", markup=False)

    def on_mount(self) -> None:
        """The newest is marked."""
        self._fill()
        self._list.focus()
        self._list.highlighted = self._list.option_count - 1 if self._list.option_count else None

    def hints(self) -> tuple[Hint, ...]:
        """What can be done with the marked entry."""
        other = "Hide taken back" if self._withdrawn else "Show taken back"
        return (
            Hint("Enter", "Amend"),
            Hint("t", "Take back", "screen.take_back"),
            Hint("h", other, "screen.withdrawn"),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
        )

    def action_leave(self) -> None:
        """Amend nothing."""
        self.dismiss(None)

    def action_withdrawn(self) -> None:
        """Show or hide what was taken back."""
        self._withdrawn = not self._withdrawn
        self._fill()
        self.show_hints()

    def action_take_back(self) -> None:
        """Take the marked entry back; it stays in the history."""
        entry = self._marked
        if entry is None:
            return
        try:
            self._room.withdraw(entry)
        except LearnSessionError as error:
            self.app.notify(f"{error.happened} {error.todo}", severity="warning", markup=False)
            return
        self.notify(f"Number {entry.number} is taken back. It stays in the history.")
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter amends the marked entry."""
        event.stop()
        entry = self._marked
        if entry is not None and not entry.withdrawn:
            self.dismiss(entry.id)

    def on_option_list_option_highlighted(self) -> None:
        """Tell the story of the marked entry."""
        self._tell()

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
        when = f"{place(entry, self._room.agenda)}  ·  {clock_time(entry.at)}"
        blocks = [Content.assemble((entry.text, ""), "\n", (when, "$text-muted"))]
        if entry.kind == "agreed-action":
            due = f"due {day(entry.due)}" if entry.due else "no date yet"
            who = f"{entry.owner or 'nobody named yet'}  ·  {due}"
            blocks.append(Content.styled(who, "$text-muted"))
        if entry.withdrawn_at:
            words = f"Taken back at {clock_time(entry.withdrawn_at)}"
            blocks.append(Content.styled(words, "$warning"))
        if entry.history:
            blocks.append(Content.styled("Earlier wordings", "bold $primary"))
        blocks += [
            Content.assemble(
                (old.text, ""), "\n", (f"until {clock_time(old.until)}", "$text-muted")
            )
            for old in reversed(entry.history)
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

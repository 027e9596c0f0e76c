"""What became of entries: when, by whom, what they said before and after, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from learnsession.session.agenda import Agenda
from learnsession.session.dates import spoken
from learnsession.session.history import NOT_GIVEN, Change, differences, story
from learnsession.session.record import Entry
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.phrases import dotted, full_moment
from learnsession.tui.widgets.heard import place
from learnsession.tui.widgets.key_line import Hint


class HistoryScreen(Page[None], ConcernKey):
    """Nothing is changed here.

    Args:
        entries: those whose history is told, one below the other.
        agenda: says on what they were written.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Read on", show=False),
        Binding("backspace", "page_up", "Back", show=False),
        Binding("escape,q,h", "leave", "Back", show=False),
    ]

    def __init__(self, entries: Sequence[Entry], agenda: Agenda) -> None:
        super().__init__()
        self._entries = entries
        self._agenda = agenda

    def body(self) -> ComposeResult:
        """The title, then the histories."""
        one = len(self._entries) == 1
        of = self._entries[0].called if one else "every entry"
        yield Static(f"History of {of}", classes="title", markup=False)
        with VerticalScroll(id="history"):
            yield Static(self._words(), id="history-words", markup=False)

    def _words(self) -> Content:
        told = [entry_story(entry, self._agenda) for entry in self._entries]
        nothing = Content.styled("Nothing was written down.", "$text-muted")
        return Content("\n\n\n").join(told or [nothing])

    def on_mount(self) -> None:
        """The arrow keys scroll."""
        self.query_one("#history").focus()

    def hints(self) -> tuple[Hint, ...]:
        """How to read on, and back."""
        return (
            Hint("↓ ↑", "Scroll"),
            Hint("Space", "Read on", "screen.page_down"),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
        )

    def action_page_down(self) -> None:
        """A page on."""
        self.query_one("#history").scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page back."""
        self.query_one("#history").scroll_page_up(animate=False)


def entry_story(entry: Entry, agenda: Agenda) -> Content:
    """On what an entry was written, then everything that happened to it, oldest first."""
    kind = "What we heard" if entry.kind == "reflection" else "Agreed action"
    about = dotted(f"{entry.listed}  {kind}", place(entry, agenda))
    blocks = [Content.styled(about, "bold $primary"), *(_change(each) for each in story(entry))]
    return Content("\n\n").join(blocks)


def _change(change: Change) -> Content:
    lines = [
        Content.assemble((change.headline, "bold"), "   ", (full_moment(change.at), "$text-muted")),
        *_written(change),
    ]
    for each in differences(change):
        name = "" if each.part == "text" else f"{each.part.capitalize()} "
        lines.append(_labelled(f"{name}before".capitalize(), each.before or NOT_GIVEN))
        lines.append(_labelled(f"{name}after".capitalize(), each.after or NOT_GIVEN))
    if change.reason:
        lines.append(_labelled("Reason", change.reason))
    return Content("\n").join(lines)


def _written(change: Change) -> Iterator[Content]:
    """What an entry said at first, with who and by when where that was said with it."""
    if change.before is not None or change.after is None:
        return
    first = change.after
    yield Content(first.text)
    if first.owner:
        yield _labelled("Owner", first.owner)
    if first.due:
        yield _labelled("Due", spoken(first.due))


def _labelled(label: str, text: str) -> Content:
    return Content.assemble((f"{label}:  ", "$primary"), (text, ""))

"""Filtering the register by choosing, for those who do not type such things."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from learnsession.actions.filters import Filter, is_of_review
from learnsession.actions.known import Known
from learnsession.documents.text import one_line
from learnsession.errors import RefusedError
from learnsession.session.dates import read_day
from learnsession.session.terms import STATUS_WORDS, Status
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.choice import Choice
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.key_line import Hint

_STATUSES = (
    ("open", "open: what is still owed"),
    ("", "all, finished too"),
    ("finished", "finished"),
    *STATUS_WORDS.items(),
)


class RegisterFilterScreen(Overlay[Filter | None], ConcernKey):
    """Gives the filter that was chosen, or None when nothing shall change.

    Args:
        known: what there is to choose from.
        wanted: what is asked for now.
        today: the day, for dates without a year.

    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "Show these", show=False),
        Binding("down", "app.focus_next", "Next", show=False, priority=True),
        Binding("up", "app.focus_previous", "Before", show=False, priority=True),
    ]

    def __init__(self, known: Known, wanted: Filter, today: date) -> None:
        super().__init__()
        self._known = known
        self._wanted = wanted
        self._today = today

    def card(self) -> ComposeResult:
        """A line each; what nobody has is not asked."""
        known, wanted = self._known, self._wanted
        yield Static("Which actions?", classes="title", markup=False)
        yield Choice("Status", _STATUSES, value=wanted.status, id="status")
        late = (("", "overdue or not"), ("yes", "overdue only"))
        yield Choice("Overdue", late, value="yes" if wanted.overdue else "", id="overdue")
        yield from _choice("Team", "team", known.teams, wanted.team)
        yield from _choice("Owner", "owner", known.owners, wanted.owner)
        yield from _choice("Theme", "theme", known.themes, wanted.theme)
        yield from _choice("Standard", "standard", known.standards, wanted.standard)
        if known.packs:
            titles = tuple((pack, one_line(title)) for pack, title in known.packs)
            pack = _pack_of(known, wanted.pack)
            yield Choice("Review", (("", "any"), *titles), value=pack, id="pack")
        due = wanted.due_before
        yield Field(
            "Due before",
            "due-before",
            value=f"{due:%d/%m/%Y}" if due else "",
            placeholder="a date, for example 18/12",
            longest=40,
        )

    def on_mount(self) -> None:
        """Begin with the first."""
        self.query(Choice).first().focus(scroll_visible=False)

    def hints(self) -> tuple[Hint, ...]:
        """How to choose, and to show what was chosen."""
        on_choice = isinstance(self.focused, Choice)
        return (
            Hint("Enter", "Show these", "screen.apply"),
            *((Hint("← →", "Change"), Hint("a letter", "Jump")) if on_choice else ()),
            Hint("↓ ↑", "Move"),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
        )

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_apply()

    def action_apply(self) -> None:
        """Show what is chosen; a date that cannot be read is pointed out."""
        field = self.query_one("#due-before", Field)
        due: date | None = None
        if field.value:
            try:
                due = read_day(field.value, self._today)
            except RefusedError as error:
                field.complain(f"{error.happened} {error.todo}")
                field.input.focus()
                return
        self.dismiss(self._chosen(due))

    def _chosen(self, due: date | None) -> Filter:
        """What is chosen; words that were typed to search for stay."""
        values = {choice.id: choice.value for choice in self.query(Choice)}
        return Filter(
            team=values.get("team", ""),
            owner=values.get("owner", ""),
            status=cast("Status", values["status"]),
            overdue=bool(values["overdue"]),
            due_before=due,
            theme=values.get("theme", ""),
            standard=values.get("standard", ""),
            pack=values.get("pack", ""),
            text=self._wanted.text,
        )

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)


def _choice(label: str, name: str, values: Iterable[str], value: str) -> Iterable[Choice]:
    """A line to choose on; what was typed by hand is among its values, none is no line."""
    there = list(values)
    same = next((each for each in there if each.casefold() == value.casefold()), None)
    if value and same is None:
        there.insert(0, value)
    if there:
        pairs = (("", "any"), *((each, one_line(each)) for each in there))
        yield Choice(label, pairs, value=same or value, id=name)


def _pack_of(known: Known, typed: str) -> str:
    """The id of the review that was asked for by its id or a part of its title."""
    meant = (pack for pack, title in known.packs if typed and is_of_review(typed, pack, title))
    return next(meant, "")

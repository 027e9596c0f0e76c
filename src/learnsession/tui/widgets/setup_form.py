"""The form of set-up: what is asked, and what was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Static

from learnsession.errors import RefusedError
from learnsession.packs.reader import FormatFile, PackFile
from learnsession.room.desk import SetUp
from learnsession.session.briefings import briefing_of
from learnsession.session.facilitation import MOST_PEOPLE
from learnsession.session.planning import preselected
from learnsession.session.sections import can_stop
from learnsession.tui.finish import finish_by
from learnsession.tui.phrases import counted
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.setup_fields import (
    ASKED,
    Typed,
    about,
    briefing_fields,
    people_fields,
    stop_tick,
)
from learnsession.tui.widgets.tick import Tick

__all__ = ["SetUpForm", "Typed"]

MOST_TEAMS = 6
"""How many earlier teams are named below the field."""


class SetUpForm(VerticalScroll, can_focus=False):
    """A field a question. Enter goes to the next one.

    Args:
        file: the review.
        forms: the formats that can be used, the usual one first.
        typed: what was typed here before.
        rehearse: ask only what a rehearsal needs.

    """

    DEFAULT_CSS = """
    SetUpForm > .question { color: $primary; text-style: bold; margin-top: 1; }
    SetUpForm > Field { margin-top: 1; }
    SetUpForm > .first { margin-top: 0; }
    SetUpForm > .stops { margin-top: 1; }
    """

    @dataclass
    class Changed(Message):
        """The plan may be another one now."""

    @dataclass
    class TeamNamed(Message):
        """A team that has had a session before was named."""

    def __init__(
        self,
        file: PackFile,
        forms: Sequence[FormatFile],
        typed: Typed,
        *,
        rehearse: bool,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._file = file
        self._forms = forms
        self._typed = typed
        self._rehearse = rehearse
        self._teams: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The briefing, team, format, activities, finish, who is there, and Begin."""
        typed = self._typed
        if not self._rehearse:
            first = [
                *briefing_fields(self._file.pack.asks, typed),
                Field("Team", "team", value=typed.team, placeholder="e.g. North team"),
            ]
            first[0].add_class("first")
            yield from first
        yield from self._choices()
        yield Field(
            "When must you finish?",
            "finish",
            value=typed.finish,
            placeholder="e.g. 14:30; empty is as planned",
            longest=10,
        )
        if not self._rehearse:
            yield from people_fields(typed)
        yield Button("Begin", id="begin", compact=True)
        yield Static(id="refused", markup=False)

    def _choices(self) -> ComposeResult:
        by_id = {file.form.id: file for file in self._forms}
        chosen = by_id.get(self._typed.form) or next(iter(self._forms), None)
        yield Static("Format", classes="question")
        for file in self._forms:
            tick = Tick(file.form.title, value=file.form.id, how="one", on=file is chosen)
            yield tick.add_class("format")
        stops = stop_tick(self._typed)
        stops.display = self._can_stop(chosen)
        yield stops
        ticked = self._typed.activities
        if ticked is None:
            ticked = preselected(self._file.pack, chosen.form) if chosen else ()
        yield Static("Activities", classes="question")
        for activity in self._file.pack.activities:
            on = activity.id in ticked
            tick = Tick(activity.title, about(activity), value=activity.id, on=on)
            yield tick.add_class("activity")

    # What was filled in

    @property
    def form(self) -> FormatFile | None:
        """The format that is chosen."""
        on = {tick.value for tick in self.query(".format").results(Tick) if tick.on}
        return next((file for file in self._forms if file.form.id in on), None)

    @property
    def team(self) -> str:
        """The team's name."""
        return self._value("team")

    @property
    def stops(self) -> bool:
        """Whether to stop at each event; never where there is nothing to stop at."""
        return any(tick.on and tick.display for tick in self.query(".stops").results(Tick))

    def _can_stop(self, form: FormatFile | None) -> bool:
        return form is not None and can_stop(self._file.pack, form.form)

    def typed(self) -> Typed:
        """Everything as it stands in the form."""
        form = self.form
        return Typed(
            team=self._value("team"),
            facilitator=self._value("facilitator"),
            form=form.form.id if form else "",
            activities=self._activities(),
            finish=self._value("finish"),
            people=self._value("people"),
            roles=self._value("roles"),
            stops=any(tick.on for tick in self.query(".stops").results(Tick)),
            **{name: self._value(name) for name in ASKED},
        )

    def setup(self, now: datetime) -> SetUp | None:
        """What was chosen; what cannot be read is left out. None when there is no format."""
        form = self.form
        if form is None:
            return None
        people = self._value("people")
        return SetUp(
            pack=self._file,
            form=form,
            team=self._value("team"),
            facilitator=self._value("facilitator"),
            activities=self._activities(),
            finish_by=self._finish(now, complain=False),
            head_count=int(people) if _is_count(people) else None,
            roles=tuple(r.strip() for r in self._value("roles").split(",") if r.strip()),
            stops=self.stops,
            briefing=briefing_of(self._file.pack, **{name: self._value(name) for name in ASKED}),
        )

    def unready(self, now: datetime) -> Input | None:
        """Point out everything that cannot be used; the first box to mend, if there is one."""
        self._check_title()
        self._finish(now, complain=True)
        self._check_people()
        wrong = (field.input for field in self.query(Field) if field.wrong)
        return next(wrong, None)

    def _activities(self) -> tuple[str, ...]:
        return tuple(tick.value for tick in self.query(".activity").results(Tick) if tick.on)

    def _value(self, field: str) -> str:
        found = self.query(f"#{field}").results(Field)  # a rehearsal asks less
        return next((each.value for each in found), "")

    def _finish(self, now: datetime, *, complain: bool) -> datetime | None:
        """The finish that was typed; while typing goes on, half a time is not complained of."""
        field = self.query_one("#finish", Field)
        try:
            finish = finish_by(field.value, now)
        except RefusedError as error:
            if complain:
                field.complain(f"{error.happened} {error.todo}")
            return None
        field.complain("")
        return finish

    def _check_title(self) -> None:
        """A session on a briefing that nobody can name later is of no use to anyone."""
        for field in self.query("#title").results(Field):
            needed = "Please give the briefing's title; the session is known by it."
            field.complain("" if field.value else needed)

    def _check_people(self) -> None:
        for field in self.query("#people").results(Field):
            good = not field.value or _is_count(field.value)
            field.complain("" if good else f"Please give a whole number, 0 to {MOST_PEOPLE:,}.")

    # What happens

    def offer_teams(self, teams: Sequence[str]) -> None:
        """Complete what is typed from earlier teams, and name the latest."""
        self._teams = tuple(teams)
        self.query_one("#team", Field).input.suggester = SuggestFromList(
            teams, case_sensitive=False
        )
        self._name_teams()

    def say_owed(self, team: str, owed: int) -> None:
        """Say how many actions of this team come back, if it is still the one that is named."""
        if owed and self.team == team:
            actions = counted(owed, "action")
            self.query_one("#team", Field).say(f"It still owes {actions}: shown in the session.")

    def check_finish(self, now: datetime) -> None:
        """Complain of a finish that cannot be used."""
        self._finish(now, complain=True)

    def _name_teams(self) -> None:
        named = ", ".join(self._teams[:MOST_TEAMS])
        words = f"Earlier: {named}. Type, then → takes it." if named else ""
        self.query_one("#team", Field).say(words)

    @on(Tick.Toggled)
    def _chosen(self, event: Tick.Toggled) -> None:
        event.stop()
        if event.tick.has_class("format"):
            for tick in self.query(".format").results(Tick):
                tick.on = tick is event.tick
            form = self.form
            ticked = preselected(self._file.pack, form.form) if form else ()
            for tick in self.query(".activity").results(Tick):
                tick.on = tick.value in ticked
            for tick in self.query(".stops").results(Tick):
                tick.display = self._can_stop(form)
        self.post_message(self.Changed())

    @on(Input.Changed)
    def _typed_on(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.id == "team-input":
            self._name_teams()
            if self.team in self._teams:
                self.post_message(self.TeamNamed())
        elif event.input.id == "title-input":
            if self.query_one("#title", Field).wrong:
                self._check_title()
        elif event.input.id == "people-input":
            if self.query_one("#people", Field).wrong:
                self._check_people()
        elif event.input.id == "finish-input":
            self.post_message(self.Changed())

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    @on(Input.Blurred, "#people-input")
    def _left_people(self) -> None:
        self._check_people()


def _is_count(text: str) -> bool:
    """Whether it is a number of people. Digits of other scripts are not."""
    return text.isascii() and text.isdigit() and int(text) <= MOST_PEOPLE

"""At the foot of the register: an action that no session agreed, in one line."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from learnsession.errors import LearnSessionError
from learnsession.privacy.finding import find
from learnsession.room.naming import usual_framework
from learnsession.session.action_line import ActionLine, read_action_line
from learnsession.session.calendar_words import spoken_weekday
from learnsession.session.findings import sentence
from learnsession.tui.phrases import dotted
from learnsession.tui.widgets.owed_row import SHORT, shortened
from learnsession.tui.widgets.quick_input import QuickInput

if TYPE_CHECKING:
    from learnsession.actions.register import Register
    from learnsession.packs.framework import Framework
    from learnsession.room.registering import Registrar
    from learnsession.session.agreed import AgreedAction
    from learnsession.tui.app import LearnSessionApp


NEW = ("", "new")
"""Under this the half-written words are put by."""


class NewAction(Vertical):
    """The team, the line, and what is understood of it. Enter in the line keeps it."""

    @dataclass
    class Entered(Message):
        """It is kept."""

        action: AgreedAction

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._register: Register | None = None
        self._framework: Framework | None = None
        self._asked = ""
        self._saving = False

    def compose(self) -> ComposeResult:
        """What it is, the two boxes, what was understood."""
        yield Static("A new action, agreed outside a session", classes="heading", markup=False)
        yield QuickInput(placeholder="Which team?", id="new-team", max_length=120)
        yield QuickInput(
            placeholder="What will be done  @who  by when  #theme",
            id="new-line",
            select_on_focus=False,
        )
        yield Static(id="new-understood")

    def open(self, team: str, register: Register) -> None:
        """Begin to write; what was half-written before is still there."""
        self._register = register
        self._framework = usual_framework(self._house.desk.root)
        self.add_class("-open")
        box = self._team
        box.suggester = SuggestFromList(register.teams(), case_sensitive=False)
        if not self._line.value:
            team, self._line.value = self._house.half_said.of(*NEW) or (box.value or team, "")
            box.value = team
        (self._line if box.value else box).focus()
        self._say()

    def put_away(self) -> None:
        """Stop writing; the words stay for the next time."""
        self.remove_class("-open")

    @property
    def saving(self) -> bool:
        """True until the disk has answered; the words stay in their boxes, which take no more."""
        return self._saving

    @property
    def _house(self) -> LearnSessionApp:
        return cast("LearnSessionApp", self.app)

    @property
    def _team(self) -> Input:
        return self.query_one("#new-team", Input)

    @property
    def _line(self) -> Input:
        return self.query_one("#new-line", Input)

    def _read(self, register: Register) -> ActionLine:
        return read_action_line(self._line.value, register.today, self._framework)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._asked = ""
        if self._line.value.strip():
            self._house.half_said.put_by(*NEW, (self._team.value, self._line.value))
        else:
            self._house.half_said.drop(*NEW)
        self._say()

    def _say(self, trouble: str = "") -> None:
        if self._register is None:
            return
        read = self._read(self._register)
        tags = " ".join(f"#{tag}" for tag in (*read.themes, *read.standards))
        due = f"due {spoken_weekday(read.due)}" if read.due else ""
        understood = dotted(shortened(read.action, SHORT), read.owner, due, tags)
        words = Content.styled(understood, "$text-muted")
        told = trouble or " ".join(read.troubles)
        lines = [words, Content.styled(told, "$warning")] if told else [words]
        self.query_one("#new-understood", Static).update(Content("\n").join(lines))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input is self._team:
            self._line.focus()
        elif self._line.value.strip() and self._register is not None and not self.saving:
            self._keep_or_ask(self._read(self._register))

    def _keep_or_ask(self, read: ActionLine) -> None:
        """Keep it; where something looks wrong, ask once, and Enter again keeps it as it is."""
        if not read.action:
            return
        doubt = _doubt(read, self._team.value)
        if doubt and doubt != self._asked:
            self._asked = doubt
            self._say(f"{doubt} Enter again keeps it as it is.")
            return
        self._hold(saving=True)
        self._keep(read, self._team.value)

    @work(exclusive=True)
    async def _keep(self, read: ActionLine, team: str) -> None:
        from learnsession.room.registering import Registrar
        from learnsession.tui.keeping_said import tell_notices

        registrar = Registrar(self._house.desk)
        try:
            action = await asyncio.to_thread(_entered, registrar, read, team)
        except LearnSessionError as error:
            self._hold(saving=False)
            self._line.focus()
            self._say(f"{error.happened} {error.todo}")
            return
        finally:
            tell_notices(self.app, registrar)
        self._hold(saving=False)
        self._line.value = ""
        self._team.value = ""
        self.put_away()
        self.app.notify(f"{action.ref} is kept.", markup=False)
        self.post_message(self.Entered(action))

    def _hold(self, *, saving: bool) -> None:
        """The screen writes its line of keys anew as the focus leaves the boxes, or comes back."""
        self._saving = saving
        self._team.disabled = self._line.disabled = saving


def _entered(registrar: Registrar, read: ActionLine, team: str) -> AgreedAction:
    """Keep it in the register of its team. Runs in a thread."""
    from learnsession.session.action_line import tagged

    fields = tagged(read.themes, read.standards)
    return registrar.enter(team, read.action, owner=read.owner, due=read.due, fields=fields)


def _doubt(read: ActionLine, team: str) -> str:
    """What to ask before it is kept; empty when nothing looks wrong."""
    parts = [] if team.strip() else ["No team is named, so no team will be asked about it."]
    if read.past and read.due:
        parts.append(f"{spoken_weekday(read.due)} has gone by.")
    found = sentence((*find(read.action), *find(read.owner), *find(team)))
    return " ".join([*parts, found] if found else parts)

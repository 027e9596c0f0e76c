"""Set-up: who, which format, which activities, when to finish; and the plan that follows."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from learnsession.errors import LearnSessionError
from learnsession.packs.library import formats
from learnsession.packs.reader import FormatFile, PackFile
from learnsession.room.desk import SetUp
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.phrases import dotted
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.plan_view import plan_remark, plan_rows
from learnsession.tui.widgets.setup_fields import Typed
from learnsession.tui.widgets.setup_form import SetUpForm
from learnsession.tui.widgets.tick import Tick

REPLAN_SECONDS = 20.0
"""How often the end time is worked out anew while nobody types."""


class SetUpScreen(Page[Typed], ConcernKey):
    """The form on the left, the plan on the right. Gives back what was typed when it is left.

    Args:
        pack_file: the review.
        rehearse: step through it without leaving a record.
        typed: what was typed here before.

    """

    AUTO_FOCUS = ""  # done on mounting: Textual's own would scroll the first label away
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "begin", "Begin", show=False),
        Binding("escape", "leave", "Home", show=False),
        Binding("enter", "app.focus_next", "Next field", show=False),
        # Before the form, which would scroll.
        Binding("down", "app.focus_next", "Next field", show=False, priority=True),
        Binding("up", "app.focus_previous", "Field before", show=False, priority=True),
    ]

    def __init__(
        self, pack_file: PackFile, rehearse: bool = False, typed: Typed | None = None
    ) -> None:
        super().__init__()
        self._file = pack_file
        self._rehearse = rehearse
        self._typed = typed or Typed()

    # What is on the screen

    def body(self) -> ComposeResult:
        """The heading, the form and the plan."""
        what = "Rehearse" if self._rehearse else "Set up"
        pack = self._file.pack
        published = "your own copy" if pack.asks else pack.partnership
        about = "nothing is kept" if self._rehearse else published
        with Horizontal(id="top"):
            yield Static(dotted(what, pack.title), markup=False, classes="top-left title")
            yield Static(about, markup=False, classes="top-right muted")
        with Horizontal(id="columns"):
            yield SetUpForm(
                self._file, self._usable_forms(), self._typed, rehearse=self._rehearse, id="form"
            )
            with VerticalScroll(id="plan", can_focus=False):
                yield Static(id="plan-rows")
                yield Static(id="plan-remark")

    def _usable_forms(self) -> tuple[FormatFile, ...]:
        """The formats that can be used, the shortest first."""
        listed = formats(self.house.desk.root)
        usable = [each.file for each in listed if each.file is not None]
        return tuple(sorted(usable, key=lambda file: (file.form.minutes, file.form.id)))

    def hints(self) -> tuple[Hint, ...]:
        """Begin first; Space only where it chooses something."""
        on_tick = isinstance(self.focused, Tick)
        return (
            Hint("F5", "Begin", "screen.begin"),
            *((Hint("Space", "Choose"),) if on_tick else ()),
            Hint("Enter", "Next"),
            Hint("↓ ↑", "Move"),
            Hint("Esc", "Home", "screen.leave"),
            self.concern_hint(),
            Hint("F1", "Help", "screen.help"),
        )

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("F5", "begin"),
            ("Enter, ↓, Tab", "the next field"),
            ("↑, Shift+Tab", "the field before"),
            ("Space", "choose a format, an activity or stops, or choose no longer"),
            ("→ at the end", "take the earlier team that is suggested"),
            ("Esc", "Home; what you typed stays here until you quit"),
            ("!, F9", "live concern page; F9 also while you type"),
        )

    @property
    def _form(self) -> SetUpForm:
        return self.query_one(SetUpForm)

    # What happens

    def on_mount(self) -> None:
        """Show the plan, look up earlier teams, and keep the end time true."""
        self.house.desk.look_again()
        self.show_plan()
        self.set_interval(REPLAN_SECONDS, self.show_plan)
        self.query("Field Input, Tick").first().focus(scroll_visible=False)
        if not self._rehearse:
            self._offer_teams()

    def on_resize(self) -> None:
        """The plan is drawn to its width."""
        if self.is_mounted:
            self.call_after_refresh(self.show_plan)

    @work(exclusive=True, group="teams")
    async def _offer_teams(self) -> None:
        try:
            teams = await asyncio.to_thread(self.house.desk.store.team_names)
        except LearnSessionError:
            return  # Home has said so; a team can be typed all the same
        if teams:
            self._form.offer_teams(teams)

    @on(SetUpForm.TeamNamed)
    def _team_named(self) -> None:
        setup = self._form.setup(self.house.desk.now())
        if setup is not None:
            self._look_up_owed(replace(setup, finish_by=None))

    @work(exclusive=True, group="owed")
    async def _look_up_owed(self, setup: SetUp) -> None:
        """Say what the team will be shown of its last session."""
        try:
            agenda = await asyncio.to_thread(self.house.desk.agenda, setup)
        except LearnSessionError:
            return  # it will be said on beginning
        previous = [step for step in agenda.steps if step.kind == "previous"]
        owed = sum(not point.prompt for step in previous for point in step.points)
        self._form.say_owed(setup.team, owed)

    @on(SetUpForm.Changed)
    def show_plan(self) -> None:
        """Work out the plan from what is chosen now, and show it."""
        desk = self.house.desk
        now = desk.now()
        setup = self._form.setup(now)
        rows = self.query_one("#plan-rows", Static)
        if setup is None:
            rows.update(Content("No format can be used."))
            return
        alone = replace(setup, team="")  # the minutes do not depend on the team, the disk would
        agenda = desk.agenda(alone)
        full = desk.agenda(replace(alone, finish_by=None))
        rows.update(plan_rows(agenda, now, rows.size.width or 28))
        remark = self.query_one("#plan-remark", Static)
        remark.update(plan_remark(agenda, full, setup.form.form, now, setup.finish_by))
        remark.set_class(bool(agenda.too_short_by), "-wrong")

    @on(Input.Blurred, "#finish-input")
    def _left_finish(self) -> None:
        self._form.check_finish(self.house.desk.now())

    @on(Button.Pressed, "#begin")
    def _begin_pressed(self) -> None:
        self.action_begin()

    def action_begin(self) -> None:
        """Start the session, or the rehearsal; what cannot be used yet is pointed out."""
        desk = self.house.desk
        now = desk.now()
        unready = self._form.unready(now)
        setup = self._form.setup(now)
        if unready is not None:
            unready.focus()
        if unready is not None or setup is None:
            return
        try:
            room = desk.rehearse(setup) if self._rehearse else desk.start(setup)
        except LearnSessionError as error:
            # Said here, and not after leaving: everything typed is still in the form.
            self.query_one("#refused", Static).update(f"{error.happened} {error.todo}")
            self.query_one("#begin", Button).focus()
            return
        self.dismiss(Typed(team=setup.team, facilitator=setup.facilitator))
        self.house.show_session(room)

    def action_leave(self) -> None:
        """Back to Home; what was typed is handed back and stands here the next time."""
        self.dismiss(self._form.typed())

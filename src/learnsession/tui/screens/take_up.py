"""Taking up an unfinished session: where it stopped, what is kept, and when it must finish."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from learnsession.errors import LearnSessionError, RefusedError, StoreError
from learnsession.room.desk import Opened
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.finish import finish_by
from learnsession.tui.overlay import Overlay
from learnsession.tui.phrases import counted, dotted, moment
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.key_line import Hint


class TakeUpScreen(Overlay[None], ConcernKey):
    """Enter goes on. When another window has the session, Enter reads it instead.

    Args:
        session_id: the session's id.

    """

    AUTO_FOCUS = ""  # done on mounting: Textual's own would scroll the first label away
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Continue", show=False),
    ]

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self._session = session_id
        self._opened: Opened | None = None
        self._refused = False

    def card(self) -> ComposeResult:
        """What is known of it, the one question, and what stands in the way."""
        yield Static("Continue", id="take-up-title", classes="title", markup=False)
        yield Static(id="take-up-words")
        yield Field(
            "When must you finish?",
            "finish",
            placeholder="e.g. 14:30, or leave empty",
            aid="Leave it empty to take as long as planned.",
            longest=10,
        )
        yield Static(id="take-up-trouble", markup=False)

    def hints(self) -> tuple[Hint, ...]:
        """Go on, or read; and the way back."""
        enter: tuple[Hint, ...] = ()
        if self._opened is not None:
            does = "Read it" if self._refused else "Continue"
            enter = (Hint("Enter", does, "screen.go_on"),)
        return (
            *enter,
            Hint("Esc", "Home", "screen.leave"),
            self.concern_hint(),
            Hint("F1", "Help", "screen.help"),
        )

    def on_mount(self) -> None:
        """Ask, and look up meanwhile what there is."""
        self.query_one("#finish-input", Input).focus(scroll_visible=False)
        self._look_up()

    @work(exclusive=True)
    async def _look_up(self) -> None:
        try:
            opened = await asyncio.to_thread(self.house.desk.read, self._session)
        except LearnSessionError as error:
            self._stop(error)
            return
        self._opened = opened
        started = opened.record.started
        title = dotted(f"Continue {started.ref}", started.pack_title, started.team)
        self.query_one("#take-up-title", Static).update(title)
        self.query_one("#take-up-words", Static).update(self._words(opened))
        self.show_hints()

    def _words(self, opened: Opened) -> Content:
        record = opened.record
        step = opened.agenda.step(record.position.step)
        place = f"step {step.number} of {len(opened.agenda.steps)}, {step.title}"
        facts = [
            ("It stopped", moment(record.last_at, self.house.desk.now())),
            ("At", place),
            ("In", opened.agenda.phase(step.phase).title),
            ("Kept", dotted(_heard(opened), counted(len(record.agreed_actions), "agreed action"))),
        ]
        lines = [
            Content.assemble((f"{name:<13}", "$primary"), value)
            for name, value in facts
            if not (name == "In" and value == step.title)
        ]
        lines += [Content.styled(f"\n{notice}", "$warning") for notice in opened.notices]
        return Content("\n").join(lines)

    @on(Input.Changed)
    def _changed(self) -> None:
        self.query_one("#finish", Field).complain("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Go on with it; or read it, where it cannot be gone on with."""
        if self._opened is None:
            return
        if self._refused:
            self._read(self._opened)
            return
        field = self.query_one("#finish", Field)
        try:
            finish = finish_by(field.value, self.house.desk.now())
        except RefusedError as error:
            field.complain(f"{error.happened} {error.todo}")
            return
        try:
            room = self.house.desk.resume(self._session, finish)
        except (StoreError, RefusedError) as error:
            self._stop(error)
            return
        self.dismiss()
        self.house.show_session(room)

    def _stop(self, error: LearnSessionError) -> None:
        """Say what stands in the way, and offer to read it where it can be read."""
        self._refused = True
        field = self.query_one("#finish", Field)
        field.display = False
        self.set_focus(None)
        offer = "\n\nYou can read it meanwhile: press Enter." if self._opened else ""
        words = f"{error.happened}\n{error.todo}{offer}"
        self.query_one("#take-up-trouble", Static).update(words)
        self.show_hints()

    def _read(self, opened: Opened) -> None:
        from learnsession.tui.screens.reading import ReadingScreen

        self.dismiss()
        self.app.push_screen(ReadingScreen(opened))


def _heard(opened: Opened) -> str:
    return counted(len(opened.record.reflections), "reflection")

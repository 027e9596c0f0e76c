"""What a session looks like: the top line, the phases, the step, what was heard, the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from learnsession.errors import LearnSessionError
from learnsession.room.room import Room
from learnsession.room.saving import Saved
from learnsession.session.agenda import Step
from learnsession.session.record import Entry, Position
from learnsession.tui.keys import SESSION_KEYS
from learnsession.tui.page import Page
from learnsession.tui.session.half_written import HalfWritten
from learnsession.tui.session.words import about, face_of, heading, status_line
from learnsession.tui.widgets.agenda_bar import AgendaBar
from learnsession.tui.widgets.entry import EntryBox
from learnsession.tui.widgets.heard import HeardView
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.notice import Notice
from learnsession.tui.widgets.step import Face, StepView, put

SHOWN_HINTS = ("next", "add", "action", "pause", "concern", "help")
"""The keys that always stand at the foot of the screen."""

READY_AFTER = 0.1
"""Seconds after a step is on the screen when the next one is made ready."""

TYPING_HINTS = (
    Hint("Enter", "Keep", "screen.submit"),
    Hint("Esc", "Stop typing", "screen.stop"),
    Hint("Ctrl+J", "New line"),
    Hint("F9", "Live concern", "screen.concern"),
    Hint("F1", "Help", "screen.help"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What of the record was last drawn; when it is unchanged, nothing is drawn again."""

    position: Position
    entries: tuple[Entry, ...]
    said: tuple[object, ...]
    people: tuple[object, ...]
    review_date: date | None
    size: Size


class SessionView(Page[None]):
    """Draws a running session. It holds a `Room` and nothing that the room does not have."""

    AUTO_FOCUS = ""

    where = getters.query_one("#where", Static)
    clock = getters.query_one("#clock", Static)
    bar = getters.query_one("#agenda", AgendaBar)
    view = getters.query_one("#step", StepView)
    heard = getters.query_one("#heard", HeardView)
    box = getters.query_one("#entry", EntryBox)
    notice = getters.query_one("#notice", Notice)

    @dataclass
    class SavedChanged(Message):
        """Something reached the disk, or could not."""

        saved: Saved

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._half = HalfWritten(room.found_draft)
        self._number = ""
        self._leaving = False
        self._draft_timer: Timer | None = None
        self._ready_timer: Timer | None = None
        self._drawn: Drawn | None = None
        self._failing = ""
        self._told_on = ""

    def body(self) -> ComposeResult:
        """Top line, phases, the step and what was heard, the box."""
        with Horizontal(id="top"):
            yield Static(id="where", markup=False)
            yield Static(id="clock", markup=False)
        yield AgendaBar(self.room.agenda.phases, id="agenda")
        with Container(id="main"):
            yield StepView("step")
            yield HeardView(id="heard")
        yield EntryBox(id="entry")
        yield Notice(id="notice")

    def on_mount(self) -> None:
        """Show where the session stands."""
        self.box.close()
        self.room.on_saved(self._saved_changed)
        self.show()
        self.set_interval(1, self._tick)
        for notice in self.room.notices:
            self.notify(notice, severity="warning", timeout=15, markup=False)

    def show(self) -> None:
        """Bring the screen in step with the room; what did not change is not drawn again."""
        room, record = self.room, self.room.record
        drawn = Drawn(
            record.position,
            record.entries,
            record.said,
            (record.attendance, record.confidence_before, record.confidence_after),
            record.review_date,
            self.view.size,
        )
        before, self._drawn = self._drawn, drawn
        if drawn != before:
            self._show_step(fresh=before is None or before.position.step != drawn.position.step)
        if before is None or before.entries != drawn.entries:
            self.heard.show(record, room.agenda)
        if before is None:
            self._show_around()
        else:
            # What people look at is painted first; the lines around it follow in the next frame.
            self.call_after_refresh(self._show_around)

    def _show_around(self) -> None:
        """The phases, the top line and the keys."""
        self.bar.now = self.room.agenda.phases.index(self.room.agenda.phase(self.room.step.phase))
        self.bar.visited = self.room.visited
        self.show_status()
        self.show_hints()

    def _show_step(self, *, fresh: bool) -> None:
        self.view.show(self._face(self.room.step, self.room.points))
        if self.box.display:
            self.box.say(about(self.room))
        self.call_after_refresh(self._settle_view, fresh)

    def _face(self, step: Step, points: int) -> Face:
        return face_of(self.room, step, points, self.view.size)

    def _make_ready(self) -> None:
        """While people read, the lines of what Space will show are broken already."""
        ahead = self.room.ahead()
        if ahead:
            self.view.make_ready(self._face(*ahead))

    def show_status(self) -> None:
        """The top line: where we are, time, and what is saved."""
        wide = self.has_class("-wide")
        put(self.where, heading(self.room))
        put(self.clock, status_line(self.room, wide=wide))

    def _settle_view(self, fresh: bool) -> None:
        """A new step starts at its top; a new point comes into sight."""
        if fresh:
            self.view.scroll_home(animate=False)
        elif not self.room.step.at_once:
            self.view.bring_into_sight()
        self.show_hints()
        if self._ready_timer:
            self._ready_timer.stop()
        self._ready_timer = self.set_timer(READY_AFTER, self._make_ready)

    def hints(self) -> tuple[Hint, ...]:
        """The keys at the foot: others while someone types or a number is being given."""
        if self._number:
            return (Hint("Enter", f"Go to step {self._number}"), Hint("Esc", "Stay here"))
        if self.is_mounted and self.box.display:
            return TYPING_HINTS
        keys = {key.id: key for key in SESSION_KEYS}
        words = {"next": "More" if self.is_mounted and self.view.more_below else "Next"}
        hints = [
            Hint(
                keys[name].shown.split(",")[0],
                words.get(name, keys[name].word),
                f"screen.{keys[name].action}",
            )
            for name in SHOWN_HINTS
        ]
        if self.room.step.takes:
            hints.insert(1, Hint("f", "Fill in", "screen.fill"))
        if self.room.step.kind == "previous" and self.room.record.started.previous_actions:
            hints.insert(1, Hint("s", "Answer", "screen.owed"))
        swap = Hint("w", "The step" if self.has_class("-heard") else "Heard", "screen.swap")
        more = [
            *([swap] if self.has_class("-narrow") else []),
            Hint("o", "Overview", "screen.overview"),
            Hint("q", "Leave", "screen.leave"),
        ]
        return tuple(hints + more)

    def on_screen_suspend(self) -> None:
        """Another page is over this one: no number waits for its Enter."""
        self._number = ""
        self.show_hints()

    def on_resize(self) -> None:
        """The top line has another form in a narrow window, and less of what is owed fits."""
        if self.is_mounted and self._drawn:
            self.call_after_refresh(self.show)

    def _saved_changed(self, saved: Saved) -> None:
        """Called on the writer's thread; posting a message is how one gets to the screen's."""
        self.post_message(self.SavedChanged(saved))

    def _tick(self) -> None:
        if self.room.tick():
            self.notify("The laptop was asleep; that time is not counted.", timeout=8)
        if self.app.screen is self:
            self.show_status()

    @on(SavedChanged)
    def _tell_saved(self, message: SavedChanged) -> None:
        """Say at once when the disk refuses, and when it is well again."""
        failing = message.saved.failing
        if failing and not self._failing:
            self.notify(
                f"{failing} Your words are kept here, and saving is tried again.",
                title="Not saved yet",
                severity="error",
                timeout=20,
                markup=False,
            )
        elif self._failing and not failing:
            self.notify("Everything is saved again.")
        self._failing = failing
        self.show_status()

    def do(self, wanted: Callable[[], object]) -> object:
        """Tell the room what is wanted, say it in words when it refuses, then show."""
        self._number = ""
        try:
            done = wanted()
        except LearnSessionError as error:
            self.house.say(error)
            self.show_hints()
            return False
        self.show()
        return done

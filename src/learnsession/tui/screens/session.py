"""The session on the wall: one step at a time, what was heard beside it, and the box below."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from learnsession.errors import LearnSessionError, RefusedError
from learnsession.room.room import Room
from learnsession.room.saving import Saved
from learnsession.session.dates import read_day
from learnsession.session.record import Entry, Position
from learnsession.store.drafts import Draft
from learnsession.tui.keys import SESSION_KEYS, all_keys
from learnsession.tui.page import Page
from learnsession.tui.session_words import about, extra, heading, status_line
from learnsession.tui.widgets.agenda_bar import AgendaBar
from learnsession.tui.widgets.entry import EntryBox, Kind, Writing
from learnsession.tui.widgets.heard import HeardView, day
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.step import StepView

DRAFT_PAUSE = 0.25
"""Seconds without a keystroke after which the half-written text goes to the disk."""

SHOWN_HINTS = ("next", "add", "action", "pause", "concern", "help")
"""The keys that always stand at the foot of the screen."""

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
    people: tuple[object, ...]
    review_date: date | None


class SessionScreen(Page[None]):
    """A running session. It holds a `Room` and nothing that the room does not have."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for key in SESSION_KEYS for binding in key.bindings()),
        *(Binding(digit, f"digit({digit})", show=False) for digit in "0123456789"),
        Binding("escape", "forget_number", show=False),
    ]

    where = getters.query_one("#where", Static)
    clock = getters.query_one("#clock", Static)
    bar = getters.query_one("#agenda", AgendaBar)
    view = getters.query_one("#step", StepView)
    heard = getters.query_one("#heard", HeardView)
    box = getters.query_one("#entry", EntryBox)

    @dataclass
    class SavedChanged(Message):
        """Something reached the disk, or could not."""

        saved: Saved

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._writing = Writing()
        self._number = ""
        self._draft_timer: Timer | None = None
        self._drawn: Drawn | None = None
        self._failing = ""

    # Putting it on the screen

    def body(self) -> ComposeResult:
        """Top line, phases, the step and what was heard, the box."""
        with Horizontal(id="top"):
            yield Static(id="where", markup=False)
            yield Static(id="clock", markup=False)
        yield AgendaBar(self.room.agenda.phases, id="agenda")
        with Container(id="main"):
            yield StepView(id="step")
            yield HeardView(id="heard")
        yield EntryBox(id="entry")

    def on_mount(self) -> None:
        """Show where the session stands, with words that were not kept yet."""
        self.box.close()
        self.room.on_saved(self._saved_changed)
        self._take_up_draft()
        self.show()
        self.set_interval(1, self._tick)
        for notice in self.room.notices:
            self.notify(notice, severity="warning", timeout=15, markup=False)
        if not self._writing.empty:
            self.notify("Your half-written words are here: press r to go on.", timeout=8)

    def show(self) -> None:
        """Bring the screen in step with the room; what did not change is not drawn again."""
        room, record = self.room, self.room.record
        drawn = Drawn(
            record.position,
            record.entries,
            (record.attendance, record.confidence_before, record.confidence_after),
            record.review_date,
        )
        before, self._drawn = self._drawn, drawn
        if drawn != before:
            self._show_step(fresh=before is None or before.position.step != drawn.position.step)
        if before is None or before.entries != drawn.entries:
            self.heard.show(record, room.agenda)
        self.show_status()
        self.show_hints()

    def _show_step(self, *, fresh: bool) -> None:
        step = self.room.step
        phase = self.room.agenda.phase(step.phase)
        self.view.show(step, phase, self.room.points, extra(self.room))
        self.bar.now = self.room.agenda.phases.index(phase)
        self.call_after_refresh(self._settle_view, fresh)

    def show_status(self) -> None:
        """The top line: where we are, time, and what is saved."""
        wide = self.has_class("-wide")
        self.where.update(heading(self.room))
        self.clock.update(status_line(self.room, wide=wide))

    def _settle_view(self, fresh: bool) -> None:
        """A new step starts at its top; a new point comes into sight."""
        if fresh:
            self.view.scroll_home(animate=False)
        elif not self.room.step.at_once:
            self.view.bring_into_sight()
        self.show_hints()

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
        swap = Hint("w", "The step" if self.has_class("-heard") else "Heard", "screen.swap")
        more = [
            *([swap] if self.has_class("-narrow") else []),
            Hint("o", "Overview", "screen.overview"),
            Hint("q", "Leave", "screen.leave"),
        ]
        return tuple(hints + more)

    def action_help(self) -> None:
        """Every key of a session, and those that work while typing."""
        from learnsession.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(all_keys(), typing=True))

    def commands(self) -> Iterable[SystemCommand]:
        """Every key that has a word, for the palette."""
        for key in SESSION_KEYS:
            if key.word and key.id not in ("next", "back"):
                does = f"{key.does[0].upper()}{key.does[1:]} ({key.shown})"
                yield SystemCommand(key.word, does, self._runner(key.action))

    def _runner(self, action: str) -> Callable[[], None]:
        def run() -> None:
            self.call_later(self.run_action, action)

        return run

    def on_resize(self) -> None:
        """The top line has another form in a narrow window."""
        if self.is_mounted and self._drawn:
            self.call_after_refresh(self.show_status)

    # Time and the disk

    def _saved_changed(self, saved: Saved) -> None:
        """Called on the writer's thread; posting a message is how one gets to the screen's."""
        self.post_message(self.SavedChanged(saved))

    def _tick(self) -> None:
        if self.room.tick():
            self.notify("The laptop was asleep; that time is not counted.", timeout=8)
        if self.app.screen is self:
            self.show_status()

    def on_session_screen_saved_changed(self, message: SavedChanged) -> None:
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

    # Moving

    def action_next(self) -> None:
        """Go on: to the number that was typed, further down, or to the next point or step."""
        if self._number:
            self._go_to_number()
        elif self.view.more_below:
            self.view.scroll_page_down(animate=False)
            self.call_after_refresh(self.show_hints)
        elif not self._do(self.room.next):
            self.action_close()

    def action_back(self) -> None:
        """Go back; while a number is typed, take its last digit away."""
        if self._number:
            self._number = self._number[:-1]
            self.show_hints()
        else:
            self._do(self.room.back)

    def action_first(self) -> None:
        """The first step."""
        self._do(lambda: self.room.go(1))

    def action_last(self) -> None:
        """The last step."""
        self._do(lambda: self.room.go(len(self.room.agenda.steps)))

    def action_digit(self, digit: int) -> None:
        """A digit of a step's number; a nought on its own resets the timer."""
        if digit == 0 and not self._number:
            self._do(self.room.reset_timer)
            return
        self._number = f"{self._number}{digit}"[-3:]
        self.show_hints()

    def action_forget_number(self) -> None:
        """Esc: no jump after all. It does nothing else here."""
        self._number = ""
        self.show_hints()

    def _go_to_number(self) -> None:
        number, self._number = int(self._number), ""
        self._do(lambda: self.room.go(number))

    def action_overview(self) -> None:
        """Every phase and step; Enter goes there."""
        from learnsession.tui.screens.overview import OverviewScreen

        self.app.push_screen(OverviewScreen(self.room.agenda, self.room.step), self._went)

    def _went(self, number: int | None) -> None:
        if number is not None:
            self._do(lambda: self.room.go(number))

    def action_swap(self) -> None:
        """In a narrow window, show what was heard instead of the step, or the step again."""
        self.toggle_class("-heard")
        self.show_hints()

    # Writing

    def action_add(self) -> None:
        """Write what was heard."""
        self._write("reflection")

    def action_agree(self) -> None:
        """Write an agreed action."""
        self._write("agreed-action")

    def _write(self, kind: Kind) -> None:
        if self.room.step.talk_only:
            self.house.say(
                RefusedError(
                    "This activity is for talking only; nothing is written down.",
                    "Go to another step to write.",
                )
            )
            return
        kept = self._writing
        kind = kept.kind if kept.amends and not kept.empty else kind
        self._open(Writing(kind, kept.text, kept.owner, kept.due, kept.amends))

    def _open(self, writing: Writing) -> None:
        self.house.clear_notifications()
        self.box.open(writing, about(self.room))
        self.show_hints()
        if not self.room.step.at_once:
            self.call_after_refresh(self.view.bring_into_sight)

    def on_entry_box_changed(self) -> None:
        """Every keystroke pause keeps the half-written text."""
        self._writing = self.box.writing
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(DRAFT_PAUSE, self._keep_draft)

    def _keep_draft(self) -> None:
        words = self._writing
        if words.empty:
            self.room.keep_draft(None)
            return
        self.room.keep_draft(
            Draft(
                text=words.text,
                kind=words.kind,
                step=self.room.step.id,
                entry=words.amends,
                owner=words.owner,
                due=words.due,
                at=self.room.now,
            )
        )

    def _take_up_draft(self) -> None:
        draft = self.room.found_draft
        if draft is not None:
            self._writing = Writing(draft.kind, draft.text, draft.owner, draft.due, draft.entry)

    def action_submit(self) -> None:
        """Keep what stands in the box."""
        self.on_entry_box_submitted()

    def on_entry_box_submitted(self) -> None:
        """Keep the entry; the box stays open for the next."""
        words = self.box.writing
        if words.empty:
            self.action_stop()
            return
        try:
            remark = self._keep(words)
        except LearnSessionError as error:
            self.house.say(error)
            return
        self._writing = Writing(words.kind)
        self._forget_draft()
        if remark:
            self.notify(remark, markup=False)
        if words.amends:
            self.action_stop()
        else:
            self._open(self._writing)
        self.show()

    def _keep(self, words: Writing) -> str:
        due = read_day(words.due, self.room.now.astimezone().date()) if words.due.strip() else None
        if words.amends:
            entry = self.room.record.entry(words.amends)
            if entry is not None and not entry.withdrawn:
                return self.room.amend(entry, words.text, words.owner, due).remark
        if words.kind == "agreed-action":
            return self.room.agree_action(words.text, words.owner, due, self.room.prompt).remark
        return self.room.add_reflection(words.text, self.room.prompt).remark

    def _forget_draft(self) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self.room.keep_draft(None)

    def action_stop(self) -> None:
        """Stop typing. The words stay, and come back with the box."""
        self._writing = self.box.writing if self.box.display else self._writing
        self.box.close()
        self.set_focus(None)
        if not self._writing.empty:
            self._keep_draft()
        elif self._writing.amends:
            self._writing = Writing()
        self.show_hints()
        self.call_after_refresh(self.show_hints)

    def on_entry_box_stopped(self) -> None:
        """Esc was pressed in the box."""
        self.action_stop()

    def action_entries(self) -> None:
        """Amend an entry or take it back."""
        from learnsession.tui.screens.entries import EntriesScreen

        self.app.push_screen(EntriesScreen(self.room), self._amend)

    def action_history(self) -> None:
        """Earlier wordings, and what was taken back."""
        from learnsession.tui.screens.entries import EntriesScreen

        self.app.push_screen(EntriesScreen(self.room, withdrawn=True), self._amend)

    def _amend(self, entry_id: str | None) -> None:
        self.show()
        entry = self.room.record.entry(entry_id) if entry_id else None
        if entry is None:
            return
        if not self._writing.empty and self._writing.amends != entry.id:
            self.house.say(
                RefusedError(
                    "There are words in the box that are not kept yet.",
                    "Press r and keep them first, then amend.",
                )
            )
            return
        due = day(entry.due) if entry.due else ""
        self._open(Writing(entry.kind, entry.text, entry.owner or "", due, entry.id))

    # What else the room can do

    def action_fill(self) -> None:
        """Fill in who is here, confidence, and the review date."""
        from learnsession.tui.screens.form import FormScreen

        self.app.push_screen(FormScreen(self.room), self._back_again)

    def _back_again(self, _: object = None) -> None:
        self.show()

    def action_timer(self) -> None:
        """Start or stop the activity's timer."""
        self._do(self.room.toggle_timer)

    def action_more_time(self) -> None:
        """A minute more."""
        self._do(self.room.extend_timer)

    def action_pause(self) -> None:
        """Take a moment: clock and capture stop."""
        from learnsession.tui.screens.moment import MomentScreen

        if self._do(self.room.take_moment) is not False:
            self.app.push_screen(MomentScreen(self.room.local), self._go_on)

    def _go_on(self, _: object = None) -> None:
        self._do(self.room.end_moment)

    def action_blank(self) -> None:
        """Blank the screen."""
        from learnsession.tui.screens.blank import BlankScreen

        self.app.push_screen(BlankScreen())

    def action_concern(self) -> None:
        """The live concern page."""
        from learnsession.tui.screens.concern import ConcernScreen

        self._do(self.room.raise_concern)
        self.app.push_screen(ConcernScreen(self.room.local))

    def action_notes(self) -> None:
        """The facilitator's notes for this step."""
        from learnsession.tui.screens.notes import NotesScreen

        self.app.push_screen(NotesScreen(self.room.step))

    def action_export(self) -> None:
        """Export what there is so far."""
        from learnsession.room.desk import Opened
        from learnsession.tui.screens.export import ExportScreen

        room = self.room
        opened = Opened(room.record, room.pack, room.form, room.agenda)
        self.app.push_screen(ExportScreen(opened, rehearsal=room.rehearsal))

    def action_close(self) -> None:
        """Show what was heard and agreed, and ask whether to close."""
        from learnsession.tui.screens.closing import ClosingScreen

        self.app.push_screen(ClosingScreen(self.room), self._asked_to_close)

    def _asked_to_close(self, close: bool | None) -> None:
        if not close:
            self.show()
            return
        if self._do(self.room.close) is not False:
            self.run_worker(self._let_go(), exclusive=True)

    def action_leave(self) -> None:
        """Leave. Everything is kept, and Home offers to continue."""
        if self.box.display:
            self.action_stop()
        self.run_worker(self._let_go(), exclusive=True)

    async def _let_go(self) -> None:
        """Wait for the disk, then go back Home, or on to reading what was closed."""
        saved = await asyncio.to_thread(self.room.leave)
        if saved.waiting:
            self.notify(
                "Not everything is on the disk yet, so this stays open. Try again.",
                title="Not saved yet",
                severity="error",
                timeout=20,
            )
            return
        closed = self.room.record.closed_at is not None
        app, room = self.house, self.room
        self.dismiss()
        if closed and not room.rehearsal:
            app.show_closed(room)
        elif not room.rehearsal:
            app.notify(f"{room.record.started.ref} is kept. Enter continues it.", timeout=6)

    def _do(self, wanted: Callable[[], object]) -> object:
        """Tell the room what is wanted, say it in words when it refuses, then show."""
        try:
            done = wanted()
        except LearnSessionError as error:
            self.house.say(error)
            return False
        self.show()
        return done

"""Filling in: who is here, confidence before and after, and the review date."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from learnsession.errors import LearnSessionError, RefusedError
from learnsession.packs.format import Takes
from learnsession.room.room import Room
from learnsession.session.dates import read_day
from learnsession.session.facilitation import MOST_PEOPLE
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.heard import day
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.quick_input import QuickInput

SCORES = {1: "1 not at all", 2: "2", 3: "3", 4: "4", 5: "5 very"}


class FormScreen(Overlay[None], ConcernKey):
    """The fields that this step asks for, or all of them where it asks for none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "done", "Keep and go back", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(self, room: Room, *, everything: bool = False) -> None:
        super().__init__()
        self._room = room
        asked = set() if everything else set(room.step.takes) - {"differently"}
        every: tuple[Takes, ...] = (
            "attendance",
            "confidence-before",
            "confidence-after",
            "review-date",
        )
        self._takes = tuple(take for take in every if take in asked or not asked)
        self._given = False

    def card(self) -> ComposeResult:
        """A field a line, each with its words above it."""
        record = self._room.record
        yield Static("Fill in", classes="title", markup=False)
        if "attendance" in self._takes:
            count = record.attendance.head_count
            yield Static("How many people are here?", classes="ask", markup=False)
            yield QuickInput("" if count is None else str(count), id="head-count", type="integer")
            yield Static(
                "Which roles or agencies? No names, commas between", classes="ask", markup=False
            )
            yield QuickInput(", ".join(record.attendance.roles), id="roles")
        if "confidence-before" in self._takes:
            yield from _scores(
                "before", "How confident are you now? Count the hands", record.confidence_before
            )
        if "confidence-after" in self._takes:
            yield from _scores(
                "after",
                "How confident are you after this session? Count the hands",
                record.confidence_after,
            )
        if "review-date" in self._takes:
            yield Static(
                "When will you look at this again? For example 18/12/2026",
                classes="ask",
                markup=False,
            )
            on = record.review_date
            yield QuickInput(day(on) if on else "", id="review-date")
        yield Static(id="form-trouble", markup=False)

    def on_mount(self) -> None:
        """Start in the first field."""
        self.query(Input).first().focus(scroll_visible=False)

    def hints(self) -> tuple[Hint, ...]:
        """How to move and to finish."""
        return (
            Hint("Enter", "Next field"),
            Hint("↓ ↑", "Move"),
            Hint("Esc", "Keep and go back", "screen.done"),
            self.concern_hint(),
        )

    def on_input_changed(self) -> None:
        """What is written now has not been complained of yet."""
        self._given = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field; in the last it keeps and goes back."""
        event.stop()
        if event.input is self.query(Input).last():
            self.action_done()
        else:
            self.focus_next(Input)

    def action_leave(self) -> None:
        """Ctrl+C keeps too."""
        self.action_done()

    def action_done(self) -> None:
        """Keep what is filled in. What cannot be read is said once, then left out."""
        try:
            self._keep()
        except LearnSessionError as error:
            if not self._given:
                self._given = True
                words = f"{error.happened} {error.todo} Esc again leaves this out."
                trouble = self.query_one("#form-trouble", Static)
                trouble.update(words)
                trouble.display = True
                trouble.scroll_visible()
                return
        self.dismiss()

    def _keep(self) -> None:
        """Keep each part that changed.

        Raises:
            LearnSessionError: the first that cannot be read; all the others are kept.
        """
        record = self._room.record
        parts: dict[Takes, Callable[[], None]] = {
            "attendance": self._keep_attendance,
            "confidence-before": lambda: self._keep_scores("before", record.confidence_before),
            "confidence-after": lambda: self._keep_scores("after", record.confidence_after),
            "review-date": self._keep_review_date,
        }
        troubles: list[LearnSessionError] = []
        for take in self._takes:
            try:
                parts[take]()
            except LearnSessionError as error:
                troubles.append(error)
        if troubles:
            raise troubles[0]

    def _keep_attendance(self) -> None:
        known = self._room.record.attendance
        count, trouble = known.head_count, None
        text = self._value("head-count")
        try:
            count = _number(text) if text else None
        except RefusedError as error:
            trouble = error
        roles = tuple(role.strip() for role in self._value("roles").split(",") if role.strip())
        if (count, roles) != (known.head_count, known.roles):
            self._room.record_attendance(count, roles)
        if trouble:
            raise trouble

    def _keep_scores(self, when: str, before: tuple[int, ...]) -> None:
        scores = self._read_scores(when)
        if scores and scores != before:
            self._room.give_confidence(when, scores)

    def _read_scores(self, when: str) -> tuple[int, ...]:
        scores: list[int] = []
        for score in SCORES:
            text = self._value(f"{when}-{score}")
            scores += [score] * (_number(text) if text else 0)
        return tuple(scores)

    def _keep_review_date(self) -> None:
        text = self._value("review-date")
        if not text:
            return
        on = read_day(text, self._room.now.astimezone().date())
        if on != self._room.record.review_date:
            self._room.set_review_date(on)

    def _value(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value.strip()


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_PEOPLE:
        raise RefusedError(f"'{text}' is not a number of people.", "Write a number such as 9.")
    return int(text)


def _scores(when: str, question: str, known: tuple[int, ...]) -> ComposeResult:
    yield Static(question, classes="ask", markup=False)
    with Horizontal(classes="scores"):
        for score, words in SCORES.items():
            with Vertical(classes="score"):
                yield Static(words, classes="muted", markup=False)
                count = known.count(score)
                yield QuickInput(str(count) if count else "", id=f"{when}-{score}", type="integer")

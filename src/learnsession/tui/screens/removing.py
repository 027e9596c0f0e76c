"""Removing for good: all that was ever written of an entry, or some words. Asked twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from learnsession.errors import LearnSessionError
from learnsession.room.room import Room
from learnsession.session.facilitation import MOST_CHARACTERS
from learnsession.session.record import Entry
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.overlay import Overlay
from learnsession.tui.screens.removing_words import (
    STILL,
    elsewhere,
    finished,
    later,
    question,
    title,
    waiting,
)
from learnsession.tui.session.forgetting import Forgetting
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.key_line import Hint

LOOK = 0.5
"""Seconds between looks at whether the disk has refused."""


class RemovingScreen(Overlay[str | None], ConcernKey):
    """Gives what is to be said once the words are gone from the disk; None when nothing is.

    First the words are chosen, then it is asked, and only `y` or `a` removes: Enter never does.

    Args:
        room: the running session.
        entry: whose words are to go.

    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "remove", "Remove for good", show=False),
        Binding("a", "everywhere", "Everywhere", show=False),
        Binding("n", "leave", "Go back", show=False),
    ]

    @dataclass
    class Told(Message):
        """The words are gone from everywhere, or `trouble` says what could not be done."""

        trouble: str

    def __init__(self, room: Room, entry: Entry) -> None:
        super().__init__()
        self._room = room
        self._entry = entry
        self._stage: Literal["choosing", "asking", "removing", "failed"] = "choosing"
        self._here = 0
        self._everywhere = 0
        self._done = ""

    def card(self) -> ComposeResult:
        """The entry, which words of it, and once they are chosen the question."""
        yield Static(title(self._entry), id="removing-title", markup=False)
        yield Field(
            "Only some words of it?",
            "words",
            longest=MOST_CHARACTERS,
        )
        yield Static(id="removing-question", markup=False)
        yield Static(STILL, id="removing-still", classes="muted", markup=False)

    def on_mount(self) -> None:
        """Start in the box."""
        self._choose()
        self.set_interval(LOOK, self._look)

    def hints(self) -> tuple[Hint, ...]:
        """What can be pressed now."""
        first: list[Hint] = []
        if self._stage == "choosing":
            first.append(Hint("Enter", "Go on"))
        if self._can_here:
            here = "Remove for good" if self._more == 0 else "From this entry"
            first.append(Hint("y", here, "screen.remove"))
        if self._can_everywhere:
            first.append(Hint("a", "From the whole session", "screen.everywhere"))
        back = "Leave it to finish" if self._stage == "removing" else "Go back"
        return (*first, Hint("Esc", back, "screen.leave"), self.concern_hint())

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("Enter", "in the box: show what would go, and ask"),
            ("y", "then: remove it for good"),
            ("a", "then: remove the words from the whole session, where they stand elsewhere too"),
            ("Esc", "back; nothing is removed"),
        )

    @property
    def _words(self) -> str:
        return self._box.value

    @property
    def _box(self) -> Field:
        return self.query_one("#words", Field)

    @property
    def _all(self) -> bool:
        """Whether the whole entry is meant."""
        return not self._words

    @property
    def _more(self) -> int:
        """In how many places the words stand outside this entry."""
        return self._everywhere - self._here

    @property
    def _can_here(self) -> bool:
        return self._stage == "asking" and (self._all or self._here > 0)

    @property
    def _can_everywhere(self) -> bool:
        return self._stage == "asking" and self._more > 0

    def _choose(self) -> None:
        self._stage = "choosing"
        self._say(Content(""))
        self._box.display = True
        self._box.disabled = False
        number = self._entry.number
        self._box.say(f"Leave it empty to remove all of number {number}. Then press Enter.")
        self.query_one(Input).focus(scroll_visible=False)
        self.call_after_refresh(self.show_hints)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._box.complain("")

    @on(Input.Submitted)
    def _chosen(self, event: Input.Submitted) -> None:
        """Find the words and ask; nothing is removed yet."""
        event.stop()
        try:
            self._find()
        except LearnSessionError as error:
            self._box.complain(f"{error.happened} {error.todo}")
            return
        if not self._all and not self._everywhere:
            self._box.complain("These words do not stand in it. Write them as they stand there.")
            return
        self._stage = "asking"
        self.set_focus(None)
        self._box.disabled = True
        self._box.display = not self._all
        self._box.say("")
        words = question(self._entry, None if self._all else self._here)
        found = self._room.places(self._words) if self._more else None
        self._say(words, elsewhere(found, self._entry) if found else later(self._entry))
        self.call_after_refresh(self.show_hints)

    def _find(self) -> None:
        """Count where the words stand. Raises `RefusedError` for too few of them."""
        self._here = self._everywhere = 0
        if not self._all:
            self._here = self._room.places(self._words, self._entry).total
            self._everywhere = self._room.places(self._words).total

    def action_remove(self) -> None:
        """Remove the entry, or its words."""
        if self._can_here:
            self._remove(self._entry)

    def action_everywhere(self) -> None:
        """Remove the words from the whole session."""
        if self._can_everywhere:
            self._remove(None)

    def _remove(self, entry: Entry | None) -> None:
        def told(trouble: str) -> None:
            self.post_message(self.Told(trouble))

        room = self._room
        try:
            if self._all:
                removal = room.remove_entry(self._entry, told)
            else:
                removal = room.remove_phrase(self._words, entry, told)
        except LearnSessionError as error:
            self.house.say(error)
            return
        for screen in self.app.screen_stack:
            if isinstance(screen, Forgetting):
                screen.forget(removal)
        self.house.half_said.forget(removal)
        self._done = finished(self._entry, whole=self._all, everywhere=entry is None)
        self._stage = "removing"
        self.query_one("#removing-title", Static).update(title(self._again))
        self._box.display = False
        self._look()
        self.show_hints()

    @property
    def _again(self) -> Entry:
        return self._room.record.entry(self._entry.id) or self._entry

    def _look(self) -> None:
        """Until the disk has it, say that it is not done, and why."""
        if self._stage == "removing":
            self._say(waiting(self._room.saved.failing))

    @on(Told)
    def _gone(self, message: Told) -> None:
        if message.trouble:
            self._stage = "failed"
            self._say(Content.styled(message.trouble, "$error"))
            self.show_hints()
            return
        self.dismiss(self._done)

    def _say(self, words: Content, more: str = "") -> None:
        shown = Content("\n").join([words, Content(more)]) if more else words
        asked = self.query_one("#removing-question", Static)
        asked.update(shown)
        asked.display = bool(shown)

    def action_leave(self) -> None:
        """Back to choosing, then to the list. What is being removed goes on being removed."""
        if self._stage == "asking":
            self._choose()
        else:
            self.dismiss(None)

"""The box for what was heard and what was agreed. There is one, and it never loses a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from learnsession.tui.widgets.quick_input import QuickInput
from learnsession.tui.widgets.understood import Understood

Kind = Literal["reflection", "agreed-action"]

WIDE = 96
"""Columns of the screen from which the head of the box says everything."""

WHY = "Why is it changed? The session was closed with it"

WHO = "Who (a role)"
WHO_OR_NAME = "Who (a role, or a colleague as Name (role))"
"""Where the team has chosen that owners may be colleagues."""

TITLES: dict[Kind, str] = {"reflection": "What we heard", "agreed-action": "What we will do"}


@dataclass(frozen=True, slots=True)
class Writing:
    """What stands in the box. `amends` is the id of the entry that is being reworded."""

    kind: Kind = "reflection"
    text: str = ""
    owner: str = ""
    due: str = ""
    amends: str | None = None
    reason: str = ""
    """Why it is reworded; asked for where the session was closed with it."""

    @property
    def empty(self) -> bool:
        """True when nothing would be lost."""
        fields = (self.text, self.owner, self.due, self.reason)
        return not any(field.strip() for field in fields)


class EntryArea(TextArea):
    """Several lines of text; Enter keeps them, a paste stays one entry.

    Enter is dealt with to its end before the next key, which belongs to the next entry.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,shift+enter", "newline", "New line", show=False),
    ]

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.run_action("screen.submit")
            return
        await super()._on_key(event)

    def action_newline(self) -> None:
        """A new line in the same entry."""
        self.insert("\n")


class EntryField(QuickInput):
    """One line beside the text; Enter keeps the entry from here too."""

    async def action_submit(self) -> None:
        """Keep what stands in the box, before the next key."""
        await self.run_action("screen.submit")


class EntryBox(Vertical):
    """Head and text; for an agreed action what was understood of it, who and by when; a reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop typing", show=False),
        Binding("f4", "screen.fuller", "Every field", show=False),
        Binding("f8", "screen.give_up", "Give the change up", show=False),
        # A line of one row has no use for these, and the screen would turn its page.
        Binding("up,pageup", "app.focus_previous", show=False),
        Binding("down,pagedown", "app.focus_next", show=False),
    ]

    class Stopped(Message):
        """Esc was pressed; the words stay."""

    class Changed(Message):
        """A keystroke changed what stands in the box."""

    class Resized(Message):
        """It takes more lines of the screen, or fewer."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._kind: Kind = "reflection"
        self._amends: str | None = None
        self._which = ""

    def compose(self) -> ComposeResult:
        """The parts, hidden until somebody types."""
        yield Static(id="entry-head", markup=False)
        yield EntryArea(id="entry-text", tab_behavior="focus", soft_wrap=True)
        yield Understood(id="entry-understood")
        with Horizontal(id="entry-who"):
            yield EntryField(placeholder=WHO, id="entry-owner")
            yield EntryField(placeholder="By when, e.g. 18/12/2026", id="entry-due")
        yield EntryField(placeholder=WHY, id="entry-reason", select_on_focus=False)

    def open(
        self,
        writing: Writing,
        about: str,
        *,
        which: str = "",
        asks_reason: bool = False,
        names: bool = False,
    ) -> None:
        """Show the box with these words in it, and put the cursor behind them.

        Args:
            writing: the words.
            about: what the entry will be kept on.
            which: the entry that is amended, e.g. '2 · A-0042'.
            asks_reason: whether there is a field for why it is changed.
            names: whether an owner may be a colleague's name.

        """
        self._kind, self._amends, self._which = writing.kind, writing.amends, which
        self._owner.placeholder = WHO_OR_NAME if names else WHO
        self.set_class(writing.kind == "agreed-action", "-action")
        self.set_class(asks_reason, "-reason")
        with self.prevent(TextArea.Changed, Input.Changed):
            self._area.load_text(writing.text)
            self._owner.value = writing.owner
            self._due.value = writing.due
            self._reason.value = writing.reason
        self._area.move_cursor(self._area.document.end)
        self.display = True
        self.say(about)
        self.screen.set_focus(self._area)  # at once: the next letter is text already

    def take(self, event: events.Key) -> bool:
        """Take a letter that reached nobody. False when it is none.

        Whatever a field of the box takes never gets this far, so this doubles nothing.
        """
        if event.character is None or not event.is_printable:
            return False
        self._area.insert(event.character)
        return True

    def close(self) -> None:
        """Hide the box; what stands in it is the caller's to keep."""
        self.display = False

    @property
    def writing(self) -> Writing:
        """What stands in the box now."""
        return Writing(
            self._kind,
            self._area.text,
            self._owner.value,
            self._due.value,
            self._amends,
            self._reason.value,
        )

    @property
    def amending(self) -> bool:
        """True while it is open for rewording an entry."""
        return self.display and self._amends is not None

    @property
    def understood(self) -> Understood:
        """The lines under the text of an agreed action."""
        return self.query_one("#entry-understood", Understood)

    def take_focus(self) -> None:
        """Put the cursor back into the text."""
        self.screen.set_focus(self._area)

    def ask_reason(self) -> None:
        """Put the cursor where the reason is missing."""
        self.screen.set_focus(self._reason)

    def say(self, about: str) -> None:
        """Say in the head what the entry will be kept on."""
        self.call_after_refresh(self._head, about)

    def _head(self, about: str) -> None:
        title = f"Amend {self._which}" if self._amends else TITLES[self._kind]
        keeps = "Enter keeps it" if self.screen.size.width > WIDE else ""
        parts = [about, keeps, "Esc stop typing, your words are kept"]
        if self._amends:  # it stays where it was written
            parts = [keeps, "Esc keeps your words", "F8 gives the change up"]
        words = "  ·  ".join(part for part in parts if part)
        self.query_one("#entry-head", Static).update(
            Content.assemble((title, "bold $primary"), "   ", (words, "$text-muted"))
        )

    def on_resize(self) -> None:
        """Tell that the screen has other lines for the rest."""
        self.post_message(self.Resized())

    def action_stop(self) -> None:
        """Stop typing."""
        self.post_message(self.Stopped())

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell that the words changed."""
        event.stop()
        self.post_message(self.Changed())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that who or when changed."""
        event.stop()
        self.post_message(self.Changed())

    @property
    def _area(self) -> EntryArea:
        return self.query_one("#entry-text", EntryArea)

    @property
    def _owner(self) -> Input:
        return self.query_one("#entry-owner", Input)

    @property
    def _due(self) -> Input:
        return self.query_one("#entry-due", Input)

    @property
    def _reason(self) -> Input:
        return self.query_one("#entry-reason", Input)

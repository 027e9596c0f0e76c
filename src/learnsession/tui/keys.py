"""The keys of a session, in one table: bindings, help, palette and the README follow it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys do. `keys` are Textual's names; `shown` is what people read."""

    id: str
    keys: tuple[str, ...]
    shown: str
    does: str
    action: str
    word: str = ""
    """One or two words for the line of keys and the palette; empty keeps it out of the palette."""

    def bindings(self) -> list[Binding]:
        """One binding a key; the first carries the stable id."""
        return [
            Binding(
                key,
                self.action,
                self.word or self.does,
                show=False,
                id=self.id if index == 0 else None,
            )
            for index, key in enumerate(self.keys)
        ]


SESSION_KEYS: tuple[Key, ...] = (
    Key(
        "next",
        ("space", "enter", "right", "down", "pagedown"),
        "Space, Enter, →, ↓, PageDown",
        "next point, then next step",
        "next",
        "Next",
    ),
    Key(
        "back",
        ("backspace", "left", "up", "pageup"),
        "Backspace, ←, ↑, PageUp",
        "back",
        "back",
        "Back",
    ),
    Key("first", ("home",), "Home", "first step", "first", "First step"),
    Key("last", ("end",), "End", "last step", "last", "Last step"),
    Key(
        "overview",
        ("o",),
        "o",
        "overview: every phase and step; type to find, Enter to go",
        "overview",
        "Overview",
    ),
    Key("add", ("r",), "r", "write what was heard; Enter keeps it, Esc stops typing", "add", "Add"),
    Key("action", ("a",), "a", "write an agreed action, with who and by when", "agree", "Action"),
    Key(
        "entries",
        ("e",),
        "e",
        "amend, take back or put back something that was heard or agreed",
        "entries",
        "Amend",
    ),
    Key(
        "owed",
        ("s",),
        "s",
        "say what became of what the team said it would do",
        "owed",
        "What became of it",
    ),
    Key(
        "history",
        ("h",),
        "h",
        "what became of an entry: who, when, before and after",
        "history",
        "History",
    ),
    Key(
        "undo",
        ("u",),
        "u",
        "undo the last thing done to what was heard or agreed; asks before a whole entry goes",
        "undo",
        "Undo",
    ),
    Key(
        "edit-noticed",
        ("f2",),
        "F2",
        "also while typing: edit what was kept and looks like a personal detail",
        "edit_noticed",
        "Edit personal detail",
    ),
    Key(
        "keep-noticed",
        ("f3",),
        "F3",
        "also while typing: say why it is kept as it is",
        "keep_noticed",
        "Keep personal detail, because …",
    ),
    Key("fill", ("f",), "f", "fill in who is here, confidence, the review date", "fill", "Fill in"),
    Key("timer", ("t",), "t", "start or stop the timer of an activity", "timer", "Timer"),
    Key(
        "more-time",
        ("plus", "equals_sign"),
        "+",
        "a minute more for the activity",
        "more_time",
        "A minute more",
    ),
    Key("pause", ("p",), "p", "pause: 'Taking a moment'; clock and capture stop", "pause", "Pause"),
    Key(
        "blank",
        ("b", "full_stop"),
        "b, .",
        "blank the screen; any key brings it back",
        "blank",
        "Blank the screen",
    ),
    Key(
        "concern",
        ("exclamation_mark", "f9"),
        "!, F9",
        "live concern page",
        "concern",
        "Live concern",
    ),
    Key(
        "swap",
        ("w",),
        "w",
        "in a narrow window: swap between the step and what was heard",
        "swap",
        "Swap sides",
    ),
    Key(
        "notes",
        ("n",),
        "n",
        "facilitator's notes for this step (the room will see them)",
        "notes",
        "Notes (the room sees them)",
    ),
    Key("export", ("x",), "x", "export what there is so far", "export", "Export"),
    Key(
        "close",
        ("c",),
        "c",
        "close the session: shows what was heard and agreed, asks first",
        "close",
        "Close the session",
    ),
    Key("help", ("question_mark", "f1"), "?, F1", "help", "help", "Help"),
    Key(
        "leave-session",
        ("q",),
        "q",
        "leave: everything is kept and can be continued",
        "leave",
        "Leave",
    ),
)
"""In the order in which help shows them. Digits and `0` are bound beside them: see `EXTRA`."""

EXTRA: tuple[tuple[str, str], ...] = (
    ("a number, Enter", "jump to that step"),
    ("0", "reset the timer of the activity"),
    ("Ctrl+P", "palette: everything that can be done now; type theme for light or dark colours"),
    ("Ctrl+Q, Ctrl+C", "the same as q"),
)
"""Keys that are bound in a way of their own, for help and the README."""

TYPING: tuple[tuple[str, str], ...] = (
    ("Enter", "keeps what you wrote; the box stays open for the next"),
    ("Ctrl+J, Shift+Enter", "a new line in the same entry"),
    ("Tab", "in an agreed action: to who does it, and by when; after a closing: to the reason"),
    ("F4", "in an agreed action: every field of it"),
    ("F8", "while amending: give the change up; the entry stays as it was"),
    ("Esc", "stop typing (your words are kept)"),
)
"""Keys while someone types."""


def all_keys() -> tuple[tuple[str, str], ...]:
    """Every key of a session and what it does."""
    return tuple((key.shown, key.does) for key in SESSION_KEYS) + EXTRA

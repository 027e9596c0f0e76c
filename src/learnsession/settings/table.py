"""Every setting there is, in one table: file, screen, command and messages follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeGuard, get_args

Value = str | int | bool
"""What a setting can be in the file: text, a whole number, true or false."""

Theme = Literal["calm", "paper", "contrast"]
"""Dark, light, or high contrast."""

THEMES: tuple[Theme, ...] = get_args(Theme)

Owners = Literal["roles", "names"]
"""How the owner of an agreed action is written."""

LATER = "decide later"
"""Stands for the years of retention once somebody was asked and left it open."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a setting can have, and what people call it."""

    value: Value
    words: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Besides its `choices`, any of `numbers` will do."""

    key: str
    """Its name in the file."""
    title: str
    """What people call it."""
    about: str
    """What it is for, in full sentences; also its comment in a new file."""
    choices: tuple[Choice, ...]
    usual: Value | None = None
    """What holds when the file says nothing; None when nothing does until somebody decides."""
    numbers: range = range(0)
    unit: str = ""
    """What the numbers count, as one of it: 'year'."""
    unset: str = ""
    """What people call it while nothing is decided."""

    def allows(self, value: object) -> TypeGuard[Value]:
        """Whether it can have this value. `true` is no number here, and 5.0 is not 5."""
        if type(value) is int and value in self.numbers:
            return True
        return any(type(value) is type(each.value) and value == each.value for each in self.choices)

    def words(self, value: Value | None) -> str:
        """What people call a value that is allowed, or that nothing is decided."""
        for choice in self.choices:
            if type(value) is type(choice.value) and value == choice.value:
                return choice.words
        if value is None:
            return self.unset
        return f"{value} {self.unit}" if value == 1 else f"{value} {self.unit}s"

    def read(self, text: str) -> Value | None:
        """The value that somebody typed: as it stands in the file, or in its words; else None."""
        typed = " ".join(text.strip().strip("\"'").casefold().split())
        for unit in (f" {self.unit}s", f" {self.unit}") if self.unit else ():
            typed = typed.removesuffix(unit)
        for choice in self.choices:
            if typed in (spelt(choice.value).strip('"'), choice.words.casefold()):
                return choice.value
        figures = typed.isascii() and typed.isdecimal() and len(typed) < 10
        return int(typed) if figures and int(typed) in self.numbers else None

    @property
    def allowed(self) -> str:
        """Every value as it stands in the file, in words: `0, 5, 10 or 30`."""
        named = [spelt(choice.value) for choice in self.choices]
        if self.numbers:
            named.insert(0, f"a whole number from {self.numbers[0]} to {self.numbers[-1]}")
        return f"{', '.join(named[:-1])} or {named[-1]}"


def spelt(value: Value) -> str:
    """A value as it stands in the file. The texts of the table need no escapes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


def find_setting(key: str) -> Setting:
    """The setting with this name.

    Raises:
        KeyError: there is none.

    """
    for setting in SETTINGS:
        if setting.key == key:
            return setting
    raise KeyError(key)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "Colours",
        "How the app looks.",
        (
            Choice("calm", "Calm (dark)"),
            Choice("paper", "Paper (light)"),
            Choice("contrast", "High contrast"),
        ),
        usual="calm",
    ),
    Setting(
        "blank_after",
        "Blank the screen by itself",
        "After so many minutes without a key the app goes blank. Any key brings it back, with "
        "everything as it was; a protected store asks for its passphrase first.",
        (
            Choice(0, "Off"),
            Choice(5, "After 5 minutes"),
            Choice(10, "After 10 minutes"),
            Choice(30, "After 30 minutes"),
        ),
        usual=0,
    ),
    Setting(
        "weekly_backup",
        "A backup every week",
        "It is kept beside the sessions, in the store; the last eight are kept.",
        (Choice(True, "Yes"), Choice(False, "No")),
        usual=True,
    ),
    Setting(
        "owners",
        "Owners of agreed actions",
        "Who does what is agreed: a role, such as team manager, or a colleague as Name (role). "
        "Evidence and reports always give the role.",
        (Choice("roles", "Roles"), Choice("names", "Roles, or colleagues' names")),
        usual="roles",
    ),
    # Last, because a new file leaves it out: the first set-up adds it below its comment.
    Setting(
        "retain_years",
        "How long notes are kept",
        "Your own policy says for how many years the note of a session is kept. Authorities "
        "differ, from 7 to 25 years, so no number is the usual one. Every note says until when "
        "it is to be kept. Nothing is ever erased by itself.",
        (Choice(LATER, "Decide later"),),
        numbers=range(1, 101),
        unit="year",
        unset="Not yet decided",
    ),
)
"""In the order in which they are shown and written."""

"""Reading the settings file. It never stops the product.

What cannot be understood is reported, with its key and line, and the usual value holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from learnsession.errors import Problem
from learnsession.settings.table import SETTINGS, Owners, Setting, Theme, Value, find_setting

FILE = "settings.toml"

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_LONGEST = 40
"""How many characters of a wrong value are shown."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen, and what in the file could not be understood."""

    values: Mapping[str, Value] = field(default_factory=dict)
    """Only what the file says, and only where it is allowed."""
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    """False when there is a file and nothing in it can be understood."""

    def value(self, key: str) -> Value | None:
        """What holds for a setting; None when nothing is decided."""
        return self.values.get(key, find_setting(key).usual)

    def words(self, key: str) -> str:
        """What people call the value that holds."""
        return find_setting(key).words(self.value(key))

    def having(self, key: str, value: Value) -> Settings:
        """The same with one value changed, in memory only."""
        return replace(self, values={**self.values, key: value})

    @property
    def theme(self) -> Theme:
        """The colours of the app."""
        return cast("Theme", self.value("theme"))

    @property
    def blank_after(self) -> int:
        """Minutes without a key after which the app blanks itself; 0 for never."""
        return cast("int", self.value("blank_after"))

    @property
    def weekly_backup(self) -> bool:
        """Whether a backup is kept beside the store every week."""
        return bool(self.value("weekly_backup"))

    @property
    def owners(self) -> Owners:
        """Whether an owner is a role, or may be a colleague's name."""
        return cast("Owners", self.value("owners"))

    @property
    def retain_years(self) -> int | None:
        """Years for which the note of a session is kept; None until that is decided."""
        years = self.value("retain_years")
        return years if isinstance(years, int) else None

    @property
    def asks_for_retention(self) -> bool:
        """Whether nobody has been asked yet for how long notes are kept.

        Not while the file cannot be understood: the answer could not be kept in it.
        """
        return self.readable and "retain_years" not in self.values


def read_settings(store: Path) -> Settings:
    """The settings of a store; the usual ones where there is no file or it cannot be read."""
    path = store / FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        wrong = f"This file cannot be read ({error.strerror or error})."
        return _unreadable(path, 1, wrong, "Give yourself the right to read it.")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _unreadable(path, line, "This is not UTF-8 text.", "Save the file as UTF-8.")
    import tomllib  # only where there is a file: it costs a fortieth of the first paint

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _not_toml(path, text, str(error))
    except RecursionError:
        return _unreadable(path, 1, "Too many brackets stand in each other.", "Take them out.")
    return _understood(path, text, values)


def _not_toml(path: Path, text: str, said: str) -> Settings:
    """The parser's own words, with its line where a line belongs."""
    place = _PLACE.search(said)
    line = int(place[1]) if place and place[1] else text.count("\n", 0, len(text.rstrip())) + 1
    column = f" at column {place[2]}" if place and place[2] else ""
    reason = _PLACE.sub("", said)
    wrong = f"This is not TOML{column}: {reason[:1].lower()}{reason[1:]}."
    return _unreadable(path, line, wrong, "Mend the line; until then the usual settings hold.")


def _unreadable(path: Path, line: int, wrong: str, todo: str) -> Settings:
    return Settings(problems=(Problem(str(path), line, wrong, todo),), readable=False)


def _understood(path: Path, text: str, values: dict[str, object]) -> Settings:
    known = {setting.key: setting for setting in SETTINGS}
    good: dict[str, Value] = {}
    problems = []
    for key, value in values.items():
        if key not in known:
            problems.append(_unknown(path, text, key))
        elif known[key].allows(value):
            good[key] = value
        else:
            problems.append(_wrong(path, text, known[key], value))
    return Settings(good, tuple(sorted(problems, key=lambda problem: problem.line)))


def _wrong(path: Path, text: str, setting: Setting, value: object) -> Problem:
    scalar = isinstance(value, str | int | float) and len(str(value)) <= _LONGEST
    given = f"'{str(value).lower() if isinstance(value, bool) else value}'" if scalar else "this"
    wrong = f"'{setting.key}' cannot be {given}. Until then: {setting.words(setting.usual)}."
    return Problem(str(path), _line_of(text, setting.key), wrong, f"Write {setting.allowed}.")


def _unknown(path: Path, text: str, key: str) -> Problem:
    wrong = f"There is no setting '{key}', so it is ignored."
    return Problem(str(path), _line_of(text, key), wrong, did_you_mean(key))


def did_you_mean(key: str) -> str:
    """The setting that somebody may have meant, or all of them."""
    import difflib  # only where something is wrong

    keys = [setting.key for setting in SETTINGS]
    near = difflib.get_close_matches(key, keys, 1)
    return f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(keys)}."


def _line_of(text: str, key: str) -> int:
    """Where a key or table stands; tomllib keeps no positions, so the first line that names it."""
    named = re.compile(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}(?![\w-])")
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if named.match(line)), 1)

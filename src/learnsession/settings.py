"""What the owner of the store chose, in `settings.toml` beside the sessions.

Reading never stops the product: what cannot be understood is reported and the usual value is used.
"""

from __future__ import annotations

import difflib
import os
import re
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from learnsession.errors import LearnSessionError, Problem

FILE = "settings.toml"

Theme = Literal["calm", "paper", "contrast"]
"""Dark, light, or high contrast."""

THEMES: tuple[Theme, ...] = get_args(Theme)

_KEYS = ("theme",)
_THEME_LINE = re.compile(r"^[ \t]*theme[ \t]*=.*$", re.MULTILINE)
_FIRST_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen, and what in the file could not be understood."""

    theme: Theme = "calm"
    problems: tuple[Problem, ...] = ()


def read_settings(store: Path) -> Settings:
    """The settings of a store; the usual ones where there is no file or it cannot be read."""
    path = store / FILE
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        return Settings(
            problems=(_problem(path, 1, f"Cannot be read ({reason}).", "Mend or remove it."),)
        )
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        return Settings(
            problems=(_problem(path, line, f"Not TOML: {error}.", "Mend it or remove it."),)
        )
    return _understood(path, text, values)


def save_theme(store: Path, theme: Theme) -> None:
    """Keep the choice of theme; everything else in the file stays as it is.

    Raises:
        LearnSessionError: the file is not TOML, or cannot be written.

    """
    path = store / FILE
    try:
        text = path.read_text("utf-8-sig") if path.exists() else ""
        tomllib.loads(text)
        _write(path, _with_theme(text, theme))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LearnSessionError(
            "The theme is not kept: the settings file cannot be read.",
            "Mend it or remove it.",
            str(path),
        ) from error
    except OSError as error:
        raise LearnSessionError(
            f"The theme is not kept: {error.strerror or error}.",
            "It holds until this window is closed; try again later.",
            str(path),
        ) from error


def _understood(path: Path, text: str, values: dict[str, object]) -> Settings:
    problems = [_unknown(path, text, key) for key in values if key not in _KEYS]
    theme = values.get("theme", "calm")
    if theme not in THEMES:
        problems.append(
            _problem(
                path,
                _line_of(text, "theme"),
                f"There is no theme {theme!r}.",
                f"Use one of: {', '.join(THEMES)}.",
            )
        )
        theme = "calm"
    return Settings(cast("Theme", theme), tuple(problems))


def _unknown(path: Path, text: str, key: str) -> Problem:
    near = difflib.get_close_matches(key, _KEYS, 1)
    todo = f"Did you mean '{near[0]}'?" if near else f"It may hold: {', '.join(_KEYS)}."
    return _problem(path, _line_of(text, key), f"'{key}' is not known and is ignored.", todo)


def _problem(path: Path, line: int, wrong: str, todo: str) -> Problem:
    return Problem(str(path), line, wrong, todo)


def _line_of(text: str, key: str) -> int:
    """Where a key or table stands; tomllib keeps no positions, so the first line that names it."""
    named = re.compile(rf"^[ \t]*\[?[ \t]*[\"']?{re.escape(key)}\b")
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if named.match(line)), 1)


def _with_theme(text: str, theme: Theme) -> str:
    """The file with this theme; the line is replaced, or put before the first table."""
    line = f'theme = "{theme}"'
    if "theme" in tomllib.loads(text):
        return _THEME_LINE.sub(lambda _: line, text, count=1)
    table = _FIRST_TABLE.search(text)
    at = table.start() if table else len(text)
    before = text[:at] if not text[:at] or text[:at].endswith("\n") else f"{text[:at]}\n"
    return f"{before}{line}\n{text[at:]}"


def _write(path: Path, text: str) -> None:
    """Put the whole file in place in one move; for its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".settings.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

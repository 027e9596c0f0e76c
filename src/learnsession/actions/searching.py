"""The line above the register in which somebody says which actions are meant.

    chronology @team manager team:North #neglect #1.4 review:child-ai overdue before 18/12

- Words are looked for in the action. `@` begins an owner, `#` a theme or a practice standard.
- `team:`, `review:` and `status:` name one each; `status:all` asks for what is finished too.
- `overdue`, and `before` or `due<` with a date as people write it.
- A name of several words goes on as long as there is such a name; in quotes, as far as they go.
  What stands in quotes alone is always words to look for.

The form writes such a line too, so there is one way to say what is meant: see `as_search`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from learnsession.actions.filters import Filter
from learnsession.actions.known import Known
from learnsession.actions.status_words import STATUSES, read_status, status_word
from learnsession.errors import RefusedError
from learnsession.session.dates import NotADayError, read_day

UNASKED = Filter(status="open")
"""What is shown while nothing is asked for: what teams still owe."""

MOST_WORDS = 7
"""The most words of a date or a name."""

_WORD = re.compile(r'(?:[^\s"]|"[^"]*(?:"|$))+')
_STANDARD = re.compile(r"[1-9]\.[1-9]")
_BEFORE = re.compile(r"(?:due)?<|before(?:$|:)", re.IGNORECASE)
_TAKEN = re.compile(r"due|before|overdue|.*[@#:<].*", re.IGNORECASE)
"""Words of the line's own, which stand in quotes when they are to be looked for."""
_ALL = ("all", "any", "every")


@dataclass(frozen=True, slots=True)
class Search:
    """What was understood of a line."""

    wanted: Filter
    troubles: tuple[str, ...] = ()
    """What was asked for and cannot be, each a sentence with a hint; it is left out."""


def read_search(text: str, today: date, known: Known) -> Search:
    """What somebody typed to find actions. Never raises.

    Args:
        text: as typed, half-typed words included.
        today: the day on which it is typed.
        known: what there is: names of several words are read as far as there are such.

    """
    reading = _Reading(_WORD.findall(text), today, known)
    while reading.place < len(reading.words):
        reading.take()
    wanted = replace(reading.wanted, text=" ".join(reading.text))
    return Search(wanted, tuple(reading.troubles))


def as_search(wanted: Filter) -> str:
    """The line that asks for a filter; `read_search` reads it as the same one."""
    pack = _quoted(wanted.pack)
    parts = [
        *(_as_text(word) for word in wanted.text.split()),
        f"@{_quoted(wanted.owner)}" if wanted.owner else "",
        f"team:{_quoted(wanted.team)}" if wanted.team else "",
        f"#{_quoted(wanted.theme)}" if wanted.theme else "",
        f"#{wanted.standard}" if wanted.standard else "",
        f"review:{pack}" if wanted.pack else "",
        "" if wanted.status == "open" else f"status:{_status(wanted)}",
        "overdue" if wanted.overdue else "",
        f"before {wanted.due_before:%d/%m/%Y}" if wanted.due_before else "",
    ]
    return " ".join(part for part in parts if part)


@dataclass(slots=True)
class _Reading:
    """What was understood so far, word by word."""

    words: list[str]
    today: date
    known: Known
    place: int = 0
    wanted: Filter = UNASKED
    text: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def take(self) -> None:
        """Understand the next word, and those that belong to it."""
        word = self._next()
        head, colon, value = word.partition(":")
        named = _NAMED.get(head.casefold()) if colon else None
        before = _BEFORE.match(word)
        if named:
            named(self, value)
        elif word.startswith("@"):
            self._owner(word[1:])
        elif word.startswith("#"):
            self._tag(word[1:])
        elif word.casefold() == "overdue":
            self.wanted = replace(self.wanted, overdue=True)
            self.place += 1
        elif word.casefold() == "due" and _BEFORE.match(self._next(1)):
            self.place += 1
            self._before(_BEFORE.sub("", self._next(), count=1), sure=True)
        elif before:
            self._before(word[before.end() :], sure=before[0].endswith("<"))
        else:
            self._words(word)

    def _owner(self, value: str) -> None:
        name = self._name(value, self.known.owners, inside=True)
        self.wanted = replace(self.wanted, owner=name)

    def _team(self, value: str) -> None:
        name = self._name(value, self.known.teams)
        self.wanted = replace(self.wanted, team=self._one_of("team", name, self.known.teams))

    def _review(self, value: str) -> None:
        names = [name for pack in self.known.packs for name in pack]
        self.wanted = replace(self.wanted, pack=self._name(value, names, inside=True))

    def _status(self, value: str) -> None:
        typed = self._name(value, (*STATUSES, "cannot proceed"))
        if typed.casefold() in _ALL:
            self.wanted = replace(self.wanted, status="")
        elif typed:
            try:
                self.wanted = replace(self.wanted, status=read_status(typed))
            except RefusedError as error:
                self.troubles.append(f"{error.happened} {error.todo}")

    def _tag(self, value: str) -> None:
        name = self._name(value, ())
        if _STANDARD.fullmatch(name):
            self.wanted = replace(self.wanted, standard=name)
        else:
            theme = self._one_of("theme", name, self.known.themes)
            self.wanted = replace(self.wanted, theme=theme)

    def _before(self, first: str, *, sure: bool) -> None:
        """A date of as many words as can be read; `before` without one is a word to look for."""
        at = self.place + 1
        rest = self.words[at : at + MOST_WORDS]
        for count in range(len(rest), -1, -1):
            words = " ".join([*([first] if first else []), *rest[:count]])
            try:
                self.wanted = replace(self.wanted, due_before=read_day(words, self.today))
            except NotADayError:
                continue
            except RefusedError as error:
                self.troubles.append(f"{error.happened} {error.todo}")
            self.place = at + count
            return
        if sure:
            self.troubles.append("Before which day? For example: due<18/12")
            self.place += 1
        else:
            self._words(self._next())

    def _words(self, word: str) -> None:
        self.text += word.replace('"', " ").split()
        self.place += 1

    def _name(self, first: str, names: Iterable[str], *, inside: bool = False) -> str:
        """A name that begins with this word, and goes on as long as there is such a name."""
        self.place += 1
        if '"' in first or not first:
            return " ".join(first.replace('"', "").split())
        plain = [_plain(name) for name in names]
        found = first
        for word in self.words[self.place : self.place + MOST_WORDS]:
            longer = f"{found} {word}"
            typed = _plain(longer)
            if not any(typed in name if inside else name.startswith(typed) for name in plain):
                break
            found = longer
            self.place += 1
        return found

    def _one_of(self, what: str, typed: str, names: tuple[str, ...]) -> str:
        """The one name that is meant; where none or several could be, as typed, and it is said."""
        if not typed:
            return ""
        same = [name for name in names if _plain(name) == _plain(typed)]
        meant = same or [name for name in names if _plain(typed) in _plain(name)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            listed = ", ".join(meant[:4])
            self.troubles.append(f"The {what} '{typed}' could be {listed}.")
        else:
            self.troubles.append(f"No action here has the {what} '{typed}'.")
        return typed

    def _next(self, further: int = 0) -> str:
        at = self.place + further
        return self.words[at] if at < len(self.words) else ""


_NAMED: dict[str, Callable[[_Reading, str], None]] = {
    "team": _Reading._team,
    "owner": _Reading._owner,
    "status": _Reading._status,
    "review": _Reading._review,
    "theme": _Reading._tag,
    "standard": _Reading._tag,
}


def _plain(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.replace('"', "").casefold().split())


def _status(wanted: Filter) -> str:
    return _quoted(status_word(wanted.status)) if wanted.status else _ALL[0]


def _quoted(name: str) -> str:
    """A name as one word of the line."""
    plain = " ".join(name.replace('"', "").split())
    return f'"{plain}"' if " " in plain else plain


def _as_text(word: str) -> str:
    """A word to look for, so that it is taken for nothing else."""
    plain = word.replace('"', "")
    return f'"{plain}"' if _TAKEN.fullmatch(plain) else plain

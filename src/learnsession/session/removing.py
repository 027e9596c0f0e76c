"""Removing words for good: a phrase wherever it stands in a session, or an entry's whole text.

Works on events as plain JSON values, so that a file, a copy of it and a session in memory are all
changed in the same way. What is removed leaves '[removed]'; what was not typed by anybody (ids,
moments, numbers, the title of a published pack) is never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from learnsession.errors import RefusedError
from learnsession.session import events as ev
from learnsession.session.phrases import SHORTEST, Phrase
from learnsession.session.record import REMOVED

Values = Mapping[str, Any]
"""An event, or a half-written text, as plain JSON values."""

TYPED = frozenset(
    [
        *("text", "owner", "by", "reason", "roles"),
        *("team", "facilitator", "title", "partnership", "reference", "action"),
        *("difference", "note", "barrier", "to", "concern", "outcome"),
        *("rationale", "agency", "carried_by", "measure", "evidence", "themes", "recommendation"),
    ]
)
"""The fields of events that hold somebody's words, at any depth."""

DRAFTED = frozenset(["text", "owner", "due", "reason"])
"""The fields of a half-written text that hold somebody's words."""

_OWED = "what we said we would do"
"""What people call earlier actions, and what was said of them."""

_WRITTEN = ("reflection-added", "action-agreed")
_BROUGHT = "pack_title"
"""Typed only where the session is on a briefing of somebody's own, whose title it then is."""

_Change = Callable[[str], str]


class Removal(Protocol):
    """What is to be removed. Done again, it changes nothing more."""

    def event(self, values: Values) -> tuple[Values, int]:
        """An event without it, and in how many places it stood there."""
        ...

    def draft(self, values: Values) -> tuple[Values | None, int]:
        """One half-written text without it, None when nothing is left; and in how many places."""
        ...


class PhraseRemoval:
    """Removes a phrase wherever it stands.

    Args:
        phrase: as typed.
        entry: the id of the only entry that it is to be removed from; empty for everywhere.

    Raises:
        RefusedError: it is empty, or a single character.

    """

    def __init__(self, phrase: str, entry: str = "") -> None:
        self._phrase = Phrase(phrase)
        self._entry = entry
        if self._phrase.length < SHORTEST:
            short = "Only one character was given." if self._phrase.length else "Nothing was given."
            raise RefusedError(f"{short} Nothing was changed.", "Give the words to be removed.")

    def event(self, values: Values) -> tuple[Values, int]:
        """As `Removal.event`."""
        return self._without(values, _typed(values))

    def draft(self, values: Values) -> tuple[Values | None, int]:
        """As `Removal.draft`."""
        return self._without(values, DRAFTED)

    def inside_words(self, values: Values) -> int:
        """In how many places of an event it is a part of a longer word."""
        found = 0

        def look(text: str) -> str:
            nonlocal found
            found += sum(span.inside for span in self._phrase.spans(text))
            return text

        _with_words(values, _typed(values), look)
        return found

    def _without(self, values: Values, typed: frozenset[str]) -> tuple[Values, int]:
        if self._entry and values.get("entry") != self._entry:
            return values, 0
        count = 0

        def remove(text: str) -> str:
            nonlocal count
            changed, places = self._phrase.removed_from(text)
            count += places
            return changed

        changed = _with_words(values, typed, remove)
        return (changed, count) if count else (values, 0)


@dataclass(frozen=True, slots=True)
class EntryRemoval:
    """Removes all that was ever written of one entry in a session.

    Each wording, owner and reason, what else was said of an action when it was agreed or changed,
    and the words of every answer.
    """

    entry: str

    def event(self, values: Values) -> tuple[Values, int]:
        """As `Removal.event`."""
        if values.get("entry") != self.entry:
            return values, 0
        kept = {name: value for name, value in values.items() if name not in ("owner", "fields")}
        kept = dict(_with_words(kept, TYPED - {"by", "team"}, lambda _: REMOVED))
        return (values, 0) if kept == values else (kept, 1)

    def draft(self, values: Values) -> tuple[Values | None, int]:
        """As `Removal.draft`: what amends the entry goes as a whole."""
        return (None, 1) if values.get("entry") == self.entry else (values, 0)


@dataclass(slots=True)
class Places:
    """Where words stand in a session, by number or name; never the words."""

    entries: Counter[int] = field(default_factory=Counter)
    """By the number of the entry, its earlier wordings and reasons among them."""
    elsewhere: Counter[str] = field(default_factory=Counter)
    """By what people call the other parts."""
    inside_words: int = 0
    """How many of them are a part of a longer word."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.entries.total() + self.elsewhere.total()


def without(events: Sequence[ev.Event], removal: Removal) -> tuple[ev.Event, ...]:
    """Events without what is to be removed; those in which it does not stand are the very same."""
    kept = []
    for event in events:
        changed, count = removal.event(ev.to_plain(event))
        kept.append(ev.from_plain(changed) if count else event)
    return tuple(kept)


def entries_with(events: Iterable[ev.Event], removal: Removal) -> tuple[str, ...]:
    """The ids of the entries in which words stand, in any wording, in the order of the events."""
    plain = map(ev.to_plain, events)
    found = (str(values["entry"]) for values in plain if "entry" in values and _in(values, removal))
    return tuple(dict.fromkeys(found))


def _in(values: Values, removal: Removal) -> bool:
    return removal.event(values)[1] > 0


def places(events: Iterable[Values], removal: PhraseRemoval) -> Places:
    """Where a phrase stands in the events of a session, which are plain JSON values."""
    found = Places()
    numbers: dict[str, int] = {}
    for values in events:
        entry = str(values.get("entry", ""))
        if values.get("type") in _WRITTEN:
            numbers.setdefault(entry, len(numbers) + 1)
        count = removal.event(values)[1]
        if not count:
            continue
        found.inside_words += removal.inside_words(values)
        if entry in numbers:
            found.entries[numbers[entry]] += count
        else:
            _tell_apart(found.elsewhere, values, removal, count)
    return found


def _tell_apart(into: Counter[str], values: Values, removal: PhraseRemoval, count: int) -> None:
    """What an event is called that is about no entry of this session."""
    if "entry" in values:
        into[_OWED] += count
        return
    if values.get("type") == "attendance-recorded":
        into["who was here"] += count
        return
    owed = {"previous_actions": values.get("previous_actions", ())}
    carried = removal.event(owed)[1]
    for name, times in ((_OWED, carried), ("the set-up", count - carried)):
        if times:
            into[name] += times


def _typed(values: Values) -> frozenset[str]:
    """The fields of an event that hold somebody's words."""
    return TYPED | {_BROUGHT} if values.get("briefing") else TYPED


def _with_words(values: Values, typed: frozenset[str], change: _Change) -> Values:
    """The same values with every typed text changed, at any depth."""
    return {name: _value(name, value, typed, change) for name, value in values.items()}


def _value(name: str, value: Any, typed: frozenset[str], change: _Change) -> Any:
    if isinstance(value, str):
        return change(value) if name in typed else value
    if isinstance(value, Mapping):
        return _with_words(value, typed, change)
    if isinstance(value, list | tuple):
        return [_value(name, each, typed, change) for each in value]
    return value

"""What is meant by the words in the box of an agreed action: the line and the fields together."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from learnsession.errors import LearnSessionError, RefusedError
from learnsession.packs.framework import Framework
from learnsession.packs.smart_words import SmartWords
from learnsession.session.action_events import ActionFields
from learnsession.session.action_line import ActionLine, read_action_line
from learnsession.session.dates import read_day
from learnsession.session.line_dates import mentions
from learnsession.session.record import Entry
from learnsession.tui.widgets.entry import Writing
from learnsession.tui.widgets.heard import day


class Reader:
    """Reads action lines with the pack's framework, and knows the words of the advice.

    Args:
        framework: its id; empty when the pack names none.
        root: the folder of the store, where a team may keep its own.

    """

    def __init__(self, framework: str, root: Path) -> None:
        self._id = framework
        self._root = root
        self._lock = threading.Lock()
        self._framework: Framework | None = None
        self._words: SmartWords | None = None
        self.ready = False
        """True once nothing has to be read from the disk any more."""

    def prepare(self) -> None:
        """Read what is needed, off the event loop; the first line also loads the date library."""
        with self._lock:
            if self.ready:
                return
            from learnsession.packs.smart_words import read_smart_words

            self._framework = find_framework(self._id, self._root)
            try:
                self._words = read_smart_words(self._root)
            except (LearnSessionError, OSError):
                self._words = None  # then no advice is given, and nobody is kept from writing
            read_action_line("by Friday or in 6 weeks", date(2026, 1, 1), self._framework)
            self.ready = True

    @property
    def framework(self) -> Framework | None:
        """The framework, where the pack names one that can be read."""
        self.prepare()
        return self._framework

    @property
    def words(self) -> SmartWords | None:
        """The words of the advice."""
        self.prepare()
        return self._words

    def read(self, text: str, today: date) -> ActionLine:
        """What was typed as an action."""
        return read_action_line(text, today, self.framework)


def find_framework(spec: str, root: Path) -> Framework | None:
    """The framework with this id; None where there is none or it cannot be used. Never raises."""
    if not spec:
        return None
    from learnsession.packs import library

    try:
        return library.find_framework(spec, root).framework
    except (LearnSessionError, OSError):
        return None


@dataclass(frozen=True, slots=True)
class Meant:
    """An action as it would be kept."""

    text: str
    owner: str = ""
    due: date | None = None
    themes: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    fields: ActionFields | None = None
    """Themes and standards as they are kept; None when there are none."""
    troubles: tuple[str, ...] = ()
    """What was not understood in the line, a sentence each."""
    undated: str = ""
    """Why it has no date, where one was said that is none."""
    unread: LearnSessionError | None = None
    """What is wrong with the words in 'By when'."""
    past: bool = False
    """It would be due before today, and that is new."""


def meant(words: Writing, entry: Entry | None, reader: Reader, today: date) -> Meant:
    """What the box says: what was typed into a field counts before what the line says.

    Args:
        words: what stands in the box.
        entry: the action that is reworded, if one is.
        reader: reads the line.
        today: the day on which it is written.

    """
    line = reader.read(words.text, today)
    known = reader.read(entry.text, today) if entry is not None else None
    if known is not None and _said(line) == _said(known):
        # Nothing new is marked: the text stays to the letter.
        new = tuple(trouble for trouble in line.troubles if trouble not in known.troubles)
        line = ActionLine(action=words.text, troubles=new)
    before = entry.due if entry else None
    on, unread = _due(words.due.strip(), line, before, today)
    return Meant(
        text=line.action,
        owner=_owner(words.owner.strip(), line, (entry.owner or "") if entry else ""),
        due=on,
        themes=line.themes,
        standards=line.standards,
        fields=line.fields,
        troubles=line.troubles,
        undated="" if on else _no_day(words.text, line, today),
        unread=unread,
        past=on is not None and on < today and on != before,
    )


def _no_day(text: str, line: ActionLine, today: date) -> str:
    """What the line says about a due date that is no day; empty when nothing."""
    lines = text.split("\n") if line.troubles else []
    dates = [found.trouble for each in lines for found in mentions(each, today)]
    return next((trouble for trouble in line.troubles if trouble in dates), "")


def _said(line: ActionLine) -> tuple[object, ...]:
    return line.owner, line.due, line.themes, line.standards


def _owner(typed: str, line: ActionLine, before: str) -> str:
    """The field, unless it stands as it was found and the line names somebody."""
    if typed and typed != before:
        return typed
    return line.owner or typed


def _due(
    typed: str, line: ActionLine, before: date | None, today: date
) -> tuple[date | None, LearnSessionError | None]:
    found = day(before) if before else ""
    if not typed or (typed == found and line.due):
        return line.due, None
    if typed == found:
        return before, None
    try:
        return read_day(typed, today), None
    except RefusedError as error:
        return None, error

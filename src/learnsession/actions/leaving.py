"""Agreed actions as files that people use: CSV, Excel, calendar, Markdown and Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal, get_args

from learnsession.actions import telling as say
from learnsession.actions.columns import TITLE, action_grid
from learnsession.actions.diary import event
from learnsession.actions.paper import action_document
from learnsession.documents.blocks import Document
from learnsession.session.agreed import AgreedAction
from learnsession.session.dates import spoken
from learnsession.wording import counted

Form = Literal["csv", "xlsx", "ics", "md", "docx"]
"""Of the file."""

FORMS: tuple[Form, ...] = get_args(Form)


@dataclass(frozen=True, slots=True)
class Export:
    """A file to be written: its name, without names of people, and its whole content."""

    name: str
    data: bytes


def export(
    actions: Sequence[AgreedAction],
    form: Form,
    *,
    now: datetime,
    filter_words: str = "",
    one_file: bool = False,
    missing: str = "",
    marking: str = "",
    local: tzinfo | None = None,
) -> tuple[Export, ...]:
    """The actions, in the order given, as one file; in a calendar one file an action, or one.

    Args:
        actions: those that are meant.
        form: of the file.
        now: the moment, in UTC.
        filter_words: which ones these are, as a person would say it; empty for all.
        one_file: all due dates in one calendar file. Outlook opens such a file as another
            calendar, and a file of one event as an appointment.
        missing: what could not be read; CSV and calendars have no room for it.
        marking: how it is to be handled.
        local: the time zone of its days; the machine's own if None.

    Returns:
        Nothing for a calendar when no action has a due date; else one file or more.

    Raises:
        ExportError: there are more actions than an Excel sheet can hold.

    """
    if form == "ics":
        return _calendars(actions, now, one_file, marking, local)
    today = say.local_day(now, local)
    about = _about(actions, today, filter_words, missing, marking)
    how = _How(now, local, about, marking)
    data = _as_list(actions, form, how) if form in ("csv", "xlsx") else _as_text(actions, form, how)
    return (Export(f"{today.isoformat()}-agreed-actions.{form}", data),)


@dataclass(frozen=True, slots=True)
class _How:
    """How a list is made, in whatever form."""

    now: datetime
    local: tzinfo | None
    about: tuple[tuple[str, str], ...]
    marking: str


def _as_list(actions: Sequence[AgreedAction], form: Form, how: _How) -> bytes:
    grid = action_grid(actions, now=how.now, local=how.local, about=how.about, marking=how.marking)
    if form == "csv":
        from learnsession.documents.csv import to_csv

        return to_csv(grid)
    from learnsession.documents.excel import to_excel

    return to_excel(grid)


def _as_text(actions: Sequence[AgreedAction], form: Form, how: _How) -> bytes:
    paper = action_document(
        actions, now=how.now, local=how.local, about=how.about, marking=how.marking
    )
    return as_paper(paper, form)


def as_paper(document: Document, form: str) -> bytes:
    """A document as the bytes of a Word file (`docx`) or of Markdown."""
    if form == "docx":
        from learnsession.documents.word import to_word

        return to_word(document)
    from learnsession.documents.markdown import to_markdown

    return to_markdown(document).encode("utf-8")


def _about(
    actions: Sequence[AgreedAction], today: date, filter_words: str, missing: str, marking: str
) -> tuple[tuple[str, str], ...]:
    """What a reader must know of the list."""
    late = sum(action.overdue(today) for action in actions)
    unanswered = say.ABOUT_UNANSWERED if say.any_unanswered(actions) else ""
    rows = (
        ("Made on", spoken(today)),
        ("Which actions", filter_words or "All agreed actions"),
        ("How many", f"{counted(len(actions), 'action')}, {late} overdue on that day"),
        ("Could not be read", missing),
        ("Handling", marking),
        ("Made by", "learnsession, from what teams agreed in their sessions"),
        ("Added by it", unanswered and f"{say.UNANSWERED} {unanswered}"),
    )
    return tuple((label, text) for label, text in rows if text)


def _calendars(
    actions: Sequence[AgreedAction],
    now: datetime,
    one_file: bool,
    marking: str,
    local: tzinfo | None,
) -> tuple[Export, ...]:
    dated = [(action, action.due) for action in actions if action.due]
    if not dated:
        return ()
    from learnsession.documents.calendar import to_calendar

    days = [(action, event(action, due, local=local, marking=marking)) for action, due in dated]
    if one_file:
        name = f"{say.local_day(now, local).isoformat()}-agreed-actions.ics"
        every = [day for _, day in days]
        return (Export(name, to_calendar(every, now=now, name=TITLE)),)
    return tuple(
        Export(f"{_as_name(action.ref)}.ics", to_calendar([day], now=now)) for action, day in days
    )


def _as_name(ref: str) -> str:
    """A reference as the name of a file."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", ref)

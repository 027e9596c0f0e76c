"""All-day events -> a calendar file (.ics) that Outlook, Google and Apple read in the same way.

A day is a date without a time or a zone, and the end is the day after, as the standard has it
(RFC 5545). `METHOD:PUBLISH` lets Outlook open a file of one event as an appointment and not as a
meeting request. An event is known by its `uid`: the same one again, with a higher `sequence`,
takes the place of what was there. A cancelled one goes from Google's calendar and is struck out
in others; some show it as before, so its summary must say in words what became of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from learnsession.documents.text import one_line, printable

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//learnsession//learnsession//EN"


@dataclass(frozen=True, slots=True)
class AllDay:
    """An event of one whole day, during which people are free for other things."""

    uid: str
    """Known by this for ever."""
    on: date
    summary: str
    """One line."""
    description: str
    created: datetime
    changed: datetime
    """When it was last changed, in UTC, as all times here."""
    sequence: int = 0
    """Higher after each change, by however much; never goes back."""
    cancelled: bool = False


def to_calendar(events: Sequence[AllDay], *, now: datetime, name: str = "") -> bytes:
    """The events as the bytes of one .ics file.

    Args:
        events: one or more.
        now: the moment of writing, in UTC.
        name: what a program may call the calendar, where it makes one of a file.

    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", _text(one_line(name)))
    for event in events:
        _add(calendar, event, now)
    data: bytes = calendar.to_ical(sorted=False)
    return data


def _add(calendar: Calendar, day: AllDay, now: datetime) -> None:
    from icalendar import Event

    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", _moment(now))
    event.add("dtstart", day.on)
    _add_end(event, day.on)
    event.add("summary", _text(one_line(day.summary)))
    event.add("description", _text(printable(day.description)))
    event.add("created", _moment(day.created))
    event.add("last-modified", _moment(day.changed))
    event.add("sequence", day.sequence)
    event.add("status", "CANCELLED" if day.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-alldayevent", "TRUE")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    calendar.add_component(event)


def _add_end(event: Event, on: date) -> None:
    """The day after. The last day there is has none; without an end, a day lasts a day."""
    if on < date.max:
        event.add("dtend", on + timedelta(days=1))


def _text(text: str) -> str:
    """Line ends that every reader knows: some split a file at Unicode's own two as well."""
    return text.replace("\u2028", "\n").replace("\u2029", "\n")


def _moment(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)

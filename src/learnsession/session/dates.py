"""Days and times of day as people in the UK write them: day first, always."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from learnsession.errors import RefusedError

EXAMPLES = "Write it like 18/12/2026, 18/12, 18 Dec 2026 or 2026-12-18."

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_FIGURES = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}|\d{2}))?", re.ASCII
)
_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?(?:\s+(?P<year>\d{4}|\d{2}))?",
    re.ASCII,
)
_WEEKDAY = re.compile(r"(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+(?=\d)", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.ASCII)

_YEARS_AHEAD = 8
"""How far the next 29 February can be."""

EVENING = time(18)
EARLY_MORNING = time(6)
"""From the evening on, a time before this is after midnight; at any other hour it was mistyped."""


def read_day(text: str, today: date) -> date:
    """The day that a person means: `18/12/2026`, `18/12`, `Fri 18 Dec`, `2026-12-18`.

    Without a year it is the next such day, today included; a year of two figures is after 2000.

    Raises:
        RefusedError: it is no day, or could be read in two ways.

    """
    if not text.strip():
        raise RefusedError("No date was given.", EXAMPLES)
    words = _WEEKDAY.sub("", " ".join(text.casefold().split()), count=1)
    found = _ISO.fullmatch(words) or _FIGURES.fullmatch(words) or _WORDS.fullmatch(words)
    month = _month(found["month"]) if found else None
    if not found or month is None:
        raise RefusedError(f"'{text.strip()}' is not a date that can be read.", EXAMPLES)
    day = int(found["day"])
    years = (
        [_year(found["year"])] if found["year"] else range(today.year, today.year + _YEARS_AHEAD)
    )
    for year in years:
        try:
            meant = date(year, month, day)
        except ValueError:
            continue
        if found["year"] or meant >= today:
            return meant
    raise RefusedError(f"There is no such day as {text.strip()}: the day comes first.", EXAMPLES)


def read_time(text: str) -> time:
    """A time of day: `14:30`, `14.30`, `1430`, `2.30pm`, `2pm`.

    Raises:
        RefusedError: it is not a time of day.

    """
    refused = RefusedError(f"'{text.strip()}' is not a time of day.", "Write it like 14:30.")
    found = _TIME.fullmatch(text.strip().casefold())
    if found is None or not (found[2] or found[3]):
        raise refused
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise refused
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise refused
    return time(hour, minute)


def read_finish(text: str, now: datetime) -> datetime:
    """The moment, in the zone of `now`, at which a session must finish.

    In the evening, a time in the early morning is tomorrow's.

    Raises:
        RefusedError: it is no time of day, or has passed.

    """
    wanted = read_time(text)
    then = now.replace(hour=wanted.hour, minute=wanted.minute, second=0, microsecond=0)
    if then > now:
        return then
    if now.time() >= EVENING and wanted < EARLY_MORNING:
        return then + timedelta(days=1)
    afternoon = time((wanted.hour + 12) % 24, wanted.minute)
    if wanted.hour < 12 and afternoon > now.time():
        raise RefusedError(f"{wanted:%H:%M} has passed today.", f"Did you mean {afternoon:%H:%M}?")
    raise RefusedError(
        f"{wanted:%H:%M} has passed today.", f"It is {now:%H:%M} now: give a later time."
    )


def spoken(day: date) -> str:
    """A day as people say it: `18 December 2026`."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _month(text: str) -> int | None:
    """A month from its number, or from its name or the beginning of it."""
    if text.isdigit():
        return int(text)
    name = "sep" if text == "sept" else text
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name)), None)

"""Days and times of day as people in the UK write them: day first, always."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from learnsession.errors import RefusedError
from learnsession.session.calendar_words import (
    DAY_END,
    EXAMPLES,
    WEEKDAY,
    WEEKDAYS,
    month_of,
    refused,
    spoken,
    spoken_weekday,
    weekday_of,
)
from learnsession.session.relative_dates import plus, read_phrase
from learnsession.session.unclear_dates import unclear

__all__ = ["NotADayError", "read_day", "read_finish", "read_past_day", "read_time", "spoken"]

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_FIGURES = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-]['’]?(?P<year>\d{4}|\d{2}))?", re.ASCII
)
_WORDS = re.compile(
    r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ /.-]?(?P<month>[a-z]{3,9})\.?"
    r"(?:(?:,? |[/.-])['’]?(?P<year>\d{4}|\d{2}))?",
    re.ASCII,
)
_DAY_OF_MONTH = re.compile(r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)", re.ASCII)
_BARE_DAY = re.compile(r"(?:the )?(?P<day>\d{1,2})", re.ASCII)
_WEEKDAY_BEFORE = re.compile(
    rf"(?:(?:this|next|the|this coming|coming) )?(?P<weekday>{WEEKDAY})\.?,? "
    rf"(?P<open>[(\[])?(?P<rest>(?:the )?\d.*?)(?(open)[)\]]?)",
    re.ASCII,
)
_WEEKDAY_BEHIND = re.compile(rf"[(\[]?({WEEKDAY})[)\]]?", re.ASCII)
_LEAD = re.compile(
    r"^(?:by|on or before|on|due|not? later than|(?:the )?week ending|w/e)(?:: ?| )(?=.)",
    re.IGNORECASE,
)
_DAY_END = re.compile(
    rf"{DAY_END}(?:,? (?:on )?|$)|(?:the )?end of (?=(?:{WEEKDAY}|tomorrow)\b|(?:the )?\d)",
    re.ASCII,
)
_SLASH = re.compile(r"(?<=\d) ?/ ?(?=\d)")
_COMMA = re.compile(r",(?=\S)")
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.ASCII)

_YEARS_AHEAD = 8
"""How far the next 29 February can be."""
_MONTHS_AHEAD = 3
"""How far the next 31st can be, this month included."""

EVENING = time(18)
EARLY_MORNING = time(6)
"""From the evening on, a time before this is after midnight; at any other hour it was mistyped."""


class NotADayError(RefusedError):
    """Nothing in the words says that they are about a date; other refusals know what was meant."""


def read_day(text: str, today: date) -> date:
    """The day that a person means: `18/12`, `Fri 18 Dec`, `the 18th`, `Friday`, `in 6 weeks`.

    Without a year it is the next such day, today included; a year of two figures is after 2000. A
    weekday may stand before or behind a date, and has to fit.
    What depends on today is told in `relative_dates`, what is never a day in `unclear_dates`.

    Raises:
        NotADayError: there is no date in the words.
        RefusedError: there is one, and it is no day or could be read in two ways.

    """
    if not text.strip():
        raise NotADayError("No date was given.", EXAMPLES)
    typed = _LEAD.sub("", " ".join(text.split()), count=1)
    words = _tidied(typed.casefold().rstrip("."))
    numbers, weekday, forms = _apart(words)
    try:
        meant = _calendar(numbers, typed, today, forms)
        if meant and weekday:
            _check_weekday(meant, weekday_of(weekday))
        meant = meant or read_phrase(words, today)
    except (OverflowError, ValueError):
        raise refused(f"'{typed}' is too far away.") from None
    if meant is None:
        unreadable = NotADayError(f"'{typed}' is not a date that can be read.", EXAMPLES)
        raise unclear(words, typed) or unreadable
    return meant


def read_past_day(text: str, today: date) -> date:
    """A day that people look back to: without a year the last such day, today included.

    Raises:
        RefusedError: as `read_day`.

    """
    refusal: RefusedError | None = None
    ahead = set()
    for span in ({}, {"days": -7}, {"months": -1}, {"years": -1}):
        start = plus(plus(today, **span), days=1) if span else today
        try:
            day = read_day(text, start)
        except RefusedError as error:  # a weekday that is another one in that year
            refusal = error
            continue
        if day <= today and day - start not in ahead:  # else it is told from today: 'in 6 weeks'
            return day
        ahead.add(day - start)
    raise refusal or RefusedError(f"'{text.strip()}' has not come yet.", "Give a day that has.")


def _tidied(words: str) -> str:
    """Words without the end of the day: 'close of play on Friday' is Friday, and alone today."""
    words = _COMMA.sub(", ", _SLASH.sub("/", words))
    found = _DAY_END.match(words)
    return words[found.end() :] or "today" if found else words


_Forms = tuple[re.Pattern[str], ...]
_FORMS = (_ISO, _FIGURES, _WORDS, _DAY_OF_MONTH)


def _apart(words: str) -> tuple[str, str, _Forms]:
    """A date without the weekday that stands with it, that weekday, and the forms it may have."""
    before = _WEEKDAY_BEFORE.fullmatch(words)
    if before:
        return before["rest"], before["weekday"], (*_FORMS, _BARE_DAY)
    rest, _, last = words.rpartition(" ")
    behind = _WEEKDAY_BEHIND.fullmatch(last)
    if rest and behind:
        return rest.removesuffix(","), behind[1], _FORMS
    return words, "", _FORMS


def _calendar(words: str, typed: str, today: date, forms: _Forms) -> date | None:
    """The day that has this number in a calendar; None when the words are something else.

    Raises:
        RefusedError: there is no such day.

    """
    found = next((match for form in forms if (match := form.fullmatch(words))), None)
    parts = found.groupdict() if found else {}
    months = _months(parts, today)
    if not months:
        return None
    for year, month in months:
        try:
            meant = date(year, month, int(parts["day"]))
        except ValueError:
            continue
        if parts.get("year") or meant >= today:
            return meant
    raise refused(f"There is no such day as {typed}: the day comes first.")


def _months(parts: dict[str, str], today: date) -> list[tuple[int, int]]:
    """The years and months in which a day may be, in order; none where the month is no month."""
    if not parts:
        return []
    if "month" not in parts:
        start = today.year * 12 + today.month - 1
        counted = (divmod(start + ahead, 12) for ahead in range(_MONTHS_AHEAD))
        return [(year, month + 1) for year, month in counted]
    month = month_of(parts["month"])
    if month is None:
        return []
    if parts["year"]:
        return [(_year(parts["year"]), month)]
    return [(today.year + ahead, month) for ahead in range(_YEARS_AHEAD)]


def _check_weekday(day: date, weekday: int) -> None:
    """Refuse a date whose weekday is another than the one that was written with it."""
    if day.weekday() == weekday:
        return
    away = (weekday - day.weekday() + 3) % 7 - 3
    other = spoken_weekday(plus(day, days=away))
    named, is_on = WEEKDAYS[weekday].capitalize(), WEEKDAYS[day.weekday()].capitalize()
    raise refused(
        f"{spoken(day)} is a {is_on}, not a {named}.",
        f"Did you mean {spoken_weekday(day)} or {other}?",
    )


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


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)

"""Days that depend on today: 'Friday', 'next month', 'in 6 weeks', 'end of January'.

What the phrases mean here:

- A weekday alone is the next one, never today; 'this Friday' may be today; 'next Friday' is the
  Friday of next week, and weeks begin on Monday.
- 'Friday week' and 'a week on Friday' are seven days after Friday.
- 'Next week', 'next month' and 'next year' are this day then; a month that is too short gives its
  last day. 'This week', 'this month' and 'this year' are their ends.
- A week ends on Friday: at the weekend, the end of the week is the Friday to come.
- 'In 24 hours' is tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from learnsession.session.calendar_words import (
    MONTH,
    NUMBER,
    WEEKDAY,
    month_of,
    number_of,
    weekday_of,
)

_FRIDAY = 4

_LENGTH = (
    rf"(?:(?P<number>{NUMBER}) |(?P<figures>\d{{1,3}}))"
    r"(?P<unit>day|week|wk|fortnight|month|mth|year|yr)s?"
)
_HOURS = r"(?P<hours>24|48|72) ?(?:hours?|hrs?)"
_IN, _TIME = r"(?:in |within )?(?:the next )?", r"(?:['’]?s?['’]? time| from (?:now|today))?"
_DAYS = {
    "today": 0,
    "tonight": 0,
    "end of today": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "yesterday": -1,
    "the day after tomorrow": 2,
}
_NAMED = "|".join(_DAYS)


def read_phrase(words: str, today: date) -> date | None:
    """The day that a phrase means; None when it is none of these.

    Args:
        words: in small letters, with single spaces, no stop at the end.
        today: the day on which it is said.

    Raises:
        OverflowError: it is after the last day that can be written.
        ValueError: the same.

    """
    for pattern, day_of in _PHRASES:
        found = pattern.fullmatch(words)
        if found:
            return day_of(found, today)
    return None


def is_length(words: str) -> bool:
    """True for a length of time alone, such as '6 weeks': after 'by' it is seldom a date."""
    return re.fullmatch(f"{_LENGTH}|{_HOURS}", words) is not None


def plus(day: date, *, days: int = 0, months: int = 0, years: int = 0) -> date:
    """A day so much later; 31 January and a month is the last of February.

    Raises:
        OverflowError: it is after the last day that can be written.
        ValueError: the same.

    """
    from dateutil.relativedelta import relativedelta  # only where a phrase is read

    return day + relativedelta(days=days, months=months, years=years)


def _later(day: date, number: int, unit: str) -> date:
    """A day so many days, weeks, fortnights, months or years later."""
    if unit in ("month", "mth"):
        return plus(day, months=number)
    if unit in ("year", "yr"):
        return plus(day, years=number)
    return plus(day, days=number * {"day": 1, "week": 7, "wk": 7, "fortnight": 14}[unit])


def _last(day: date) -> date:
    """The last day of a month."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(day=31)


def _coming(weekday: int, start: date) -> date:
    """The first such weekday from a day on, that day included."""
    return plus(start, days=(weekday - start.weekday()) % 7)


def _next_week(weekday: int, today: date) -> date:
    return plus(today, days=7 - today.weekday() + weekday)


def _named(found: re.Match[str], today: date) -> date:
    return plus(today, days=_DAYS[found["named"]])


def _on_weekday(found: re.Match[str], today: date) -> date:
    weekday, which = weekday_of(found["weekday"]), found["which"]
    if which == "next":
        return _next_week(weekday, today)
    return _coming(weekday, today if which == "this" else plus(today, days=1))


def _length(found: re.Match[str], today: date) -> date:
    parts = found.groupdict()
    number = parts.get("figures") or parts["number"] or "a"
    return _later(today, number_of(number), found["unit"])


def _hours(found: re.Match[str], today: date) -> date:
    return plus(today, days=int(found["hours"]) // 24)


def _weeks_on(found: re.Match[str], today: date) -> date:
    """'A week on Friday', 'Friday fortnight', 'two weeks today'."""
    named = found["named"]
    start = (
        plus(today, days=_DAYS[named])
        if named
        else _coming(weekday_of(found["weekday"]), plus(today, days=1))
    )
    return _length(found, start)


def _next(found: re.Match[str], today: date) -> date:
    return _later(today, 1, found["unit"])


def _end(found: re.Match[str], today: date) -> date:
    """The end of the day, week, month or year; of this one or the next."""
    unit, later = found["unit"], int(found["which"] == "next")
    if unit == "week":
        friday = _coming(_FRIDAY, today)
        return _next_week(_FRIDAY, today) if later else friday
    if unit == "month":
        return _last(plus(today, months=later))
    return date(today.year + later, 12, 31) if unit == "year" else plus(today, days=later)


def _start(found: re.Match[str], today: date) -> date:
    """The start of next week, month or year."""
    unit = found["unit"]
    if unit == "week":
        return _next_week(0, today)
    day = plus(today, months=1) if unit == "month" else date(today.year + 1, 1, 1)
    return day.replace(day=1)


_STARTS = ("start", "beginning", "first day")


def _edge_of_month(found: re.Match[str], today: date) -> date:
    """The first or last day of a month by name: of this year, or the next once it has passed."""
    month = month_of(found["month"]) or 1
    years = [int(found["year"])] if found["year"] else [today.year, today.year + 1]
    firsts = [date(year, month, 1) for year in years]
    days = firsts if found["edge"] in _STARTS else [_last(day) for day in firsts]
    return next((day for day in days if day >= today), days[-1])


_PHRASES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = tuple(
    (re.compile(pattern, re.ASCII), day_of)
    for pattern, day_of in (
        (rf"(?P<named>{_NAMED})", _named),
        (rf"(?:(?P<which>this|next|the|this coming|coming) )?(?P<weekday>{WEEKDAY})", _on_weekday),
        (rf"{_IN}{_LENGTH}{_TIME}", _length),
        (rf"{_IN}{_HOURS}{_TIME}", _hours),
        (
            rf"{_LENGTH} (?:(?:on |from )?(?P<weekday>{WEEKDAY})|(?:from )?(?P<named>{_NAMED}))",
            _weeks_on,
        ),
        (
            rf"(?:(?P<weekday>{WEEKDAY})|(?P<named>today|tomorrow)) (?P<number>)"
            r"(?P<unit>week|fortnight)",
            _weeks_on,
        ),
        (r"(?:this time )?next (?P<unit>week|month|year)", _next),
        (
            r"(?:the )?(?:end|last day) of (?:the |(?P<which>this|next) )?"
            r"(?P<unit>day|week|month|year)",
            _end,
        ),
        (r"(?P<which>this) (?P<unit>week|month|year)", _end),
        (r"(?:the )?(?:start|beginning) of next (?P<unit>week|month|year)", _start),
        (
            r"(?:the )?(?P<edge>end|start|beginning|(?:first|last) day)(?: of)?[ -]"
            rf"(?P<month>{MONTH})(?: (?P<year>\d{{4}}))?",
            _edge_of_month,
        ),
    )
)

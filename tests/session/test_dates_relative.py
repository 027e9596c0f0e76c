"""Days that depend on today, as people in the UK say them."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.errors import RefusedError
from learnsession.session.dates import NotADayError, read_day

WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
MONTH_END = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("today", WEDNESDAY, date(2026, 11, 18)),
        ("Tomorrow", WEDNESDAY, date(2026, 11, 19)),
        ("the day after tomorrow", WEDNESDAY, date(2026, 11, 20)),
        ("yesterday", WEDNESDAY, date(2026, 11, 17)),
        ("in 6 weeks", WEDNESDAY, date(2026, 12, 30)),
        ("6 weeks", WEDNESDAY, date(2026, 12, 30)),
        ("in six weeks", WEDNESDAY, date(2026, 12, 30)),
        ("six weeks' time", WEDNESDAY, date(2026, 12, 30)),
        ("in six weeks’ time", WEDNESDAY, date(2026, 12, 30)),
        ("in a fortnight", WEDNESDAY, date(2026, 12, 2)),
        ("within a couple of weeks", WEDNESDAY, date(2026, 12, 2)),
        ("10 days from now", WEDNESDAY, date(2026, 11, 28)),
        ("a month", WEDNESDAY, date(2026, 12, 18)),
        ("in a month", MONTH_END, date(2027, 2, 28)),
        ("a year", date(2028, 2, 29), date(2029, 2, 28)),
        ("next week", WEDNESDAY, date(2026, 11, 25)),
        ("next month", WEDNESDAY, date(2026, 12, 18)),
        ("next month", MONTH_END, date(2027, 2, 28)),
        ("next year", WEDNESDAY, date(2027, 11, 18)),
        ("in 6 wks", WEDNESDAY, date(2026, 12, 30)),
        ("6wks", WEDNESDAY, date(2026, 12, 30)),
        ("2 mths", WEDNESDAY, date(2027, 1, 18)),
        ("within 24 hours", WEDNESDAY, date(2026, 11, 19)),
        ("48 hrs", WEDNESDAY, date(2026, 11, 20)),
        ("tonight", WEDNESDAY, WEDNESDAY),
        ("tmrw", WEDNESDAY, date(2026, 11, 19)),
    ],
)
def test_a_length_of_time_is_counted_from_today(typed: str, today: date, meant: date) -> None:
    assert read_day(typed, today) == meant


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("Friday", WEDNESDAY, date(2026, 11, 20)),
        ("fri", WEDNESDAY, date(2026, 11, 20)),
        ("on Friday", WEDNESDAY, date(2026, 11, 20)),
        ("Friday", FRIDAY, date(2026, 11, 27)),
        ("this Friday", FRIDAY, date(2026, 11, 20)),
        ("this Friday", SATURDAY, date(2026, 11, 27)),
        ("next Friday", WEDNESDAY, date(2026, 11, 27)),
        ("next Friday", FRIDAY, date(2026, 11, 27)),
        ("next Friday", SATURDAY, date(2026, 11, 27)),
        ("next Monday", WEDNESDAY, date(2026, 11, 23)),
        ("a week on Friday", WEDNESDAY, date(2026, 11, 27)),
        ("Friday week", WEDNESDAY, date(2026, 11, 27)),
        ("Tuesday fortnight", WEDNESDAY, date(2026, 12, 8)),
        ("two weeks on Monday", WEDNESDAY, date(2026, 12, 7)),
        ("a week today", WEDNESDAY, date(2026, 11, 25)),
        ("tomorrow week", WEDNESDAY, date(2026, 11, 26)),
        ("a month on Friday", WEDNESDAY, date(2026, 12, 20)),
    ],
)
def test_a_weekday_is_the_next_and_never_today_unless_this_is_said(
    typed: str, today: date, meant: date
) -> None:
    assert read_day(typed, today) == meant


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("end of January", WEDNESDAY, date(2027, 1, 31)),
        ("end Jan", WEDNESDAY, date(2027, 1, 31)),
        ("end of November", WEDNESDAY, date(2026, 11, 30)),
        ("the end of February 2028", WEDNESDAY, date(2028, 2, 29)),
        ("end of the month", WEDNESDAY, date(2026, 11, 30)),
        ("end of next month", MONTH_END, date(2027, 2, 28)),
        ("end of the week", WEDNESDAY, FRIDAY),
        ("end of the week", FRIDAY, FRIDAY),
        ("end of the week", SATURDAY, date(2026, 11, 27)),
        ("end of next week", WEDNESDAY, date(2026, 11, 27)),
        ("this week", WEDNESDAY, FRIDAY),
        ("end of the year", WEDNESDAY, date(2026, 12, 31)),
        ("end of the day", WEDNESDAY, WEDNESDAY),
        ("close of play", WEDNESDAY, WEDNESDAY),
        ("EOD", WEDNESDAY, WEDNESDAY),
        ("COP Friday", WEDNESDAY, FRIDAY),
        ("end of day on Friday", WEDNESDAY, FRIDAY),
        ("the end of Friday", WEDNESDAY, FRIDAY),
        ("the last day of the month", WEDNESDAY, date(2026, 11, 30)),
        ("last day of January", WEDNESDAY, date(2027, 1, 31)),
        ("start of next month", MONTH_END, date(2027, 2, 1)),
        ("beginning of March", WEDNESDAY, date(2027, 3, 1)),
        ("beginning of next week", WEDNESDAY, date(2026, 11, 23)),
        ("18th", WEDNESDAY, date(2026, 11, 18)),
        ("the 17th", WEDNESDAY, date(2026, 12, 17)),
        ("the 31st", WEDNESDAY, date(2026, 12, 31)),
        ("Friday the 18th", SATURDAY, date(2026, 12, 18)),
        ("18th of December", WEDNESDAY, date(2026, 12, 18)),
        ("18 December, 2026", WEDNESDAY, date(2026, 12, 18)),
        ("18-Dec-2026", WEDNESDAY, date(2026, 12, 18)),
        ("by 18/12", WEDNESDAY, date(2026, 12, 18)),
    ],
)
def test_edges_of_months_and_days_of_a_month(typed: str, today: date, meant: date) -> None:
    assert read_day(typed, today) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("end of term", "differ from school to school"),
        ("half-term", "differ from school to school"),
        ("the summer term", "differ from school to school"),
        ("end of the school year", "differ from school to school"),
        ("easter holidays", "differ from school to school"),
        ("Christmas", "Give the day and the month"),
        ("the summer", "Give the day and the month"),
        ("ASAP", "by which it should be done"),
        ("soon", "by which it should be done"),
        ("on-going", "by which it should be done"),
        ("in a few weeks", "by which it should be done"),
        ("January", "'end of' before it"),
        ("by May", "'May' is a whole month"),
        ("12/2026", "'12/2026' is a whole month"),
        ("mid January", "more than one day"),
        ("December 18th", "The day comes first"),
        ("12/13", "the day comes first"),
        ("32nd", "no such day"),
        ("10 working days", "depends on holidays"),
        ("the next team meeting", "for which it is planned"),
        ("end of the financial year", "Give the date"),
        ("end of Q4", "Give the date"),
        ("second half of term", "differ from school to school"),
        ("next child protection review", "for which it is planned"),
        ("Monday or Tuesday", "Give the last of them"),
        ("Mon-Fri", "Give the last of them"),
        ("18-20 Dec", "Give the last of them"),
        ("Fri 27 or Sat 28 Nov", "Give the last of them"),
        ("18/12 or 19/12", "Give the last of them"),
        ("w/c 7 December", "more than one day"),
        ("the first week of January", "more than one day"),
        ("the weekend", "more than one day"),
        ("last Friday of the month", "Give the day and the month"),
    ],
)
def test_what_is_no_day_is_refused_with_its_own_hint(typed: str, said: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        read_day(typed, WEDNESDAY)
    assert said in str(refusal.value)
    assert "18/12/2026" in refusal.value.todo
    assert not isinstance(refusal.value, NotADayError)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "phone",
        "3 people",
        "18",
        "the 18",
        "week",
        "by",
        "now",
        "Friday, due 18/12",
        "next Friday review",
        "2 to 3 weeks",
        "18 and 27 families",
        ".",
    ],
)
def test_words_without_a_date_are_told_from_a_date_that_is_wrong(typed: str) -> None:
    with pytest.raises(NotADayError):
        read_day(typed, WEDNESDAY)


def test_a_weekday_that_does_not_fit_is_refused_with_both_days() -> None:
    with pytest.raises(RefusedError) as refusal:
        read_day("Thu 18 Dec", WEDNESDAY)
    assert refusal.value.happened == "18 December 2026 is a Friday, not a Thursday."
    assert "Friday 18 December 2026 or Thursday 17 December 2026" in refusal.value.todo


@pytest.mark.parametrize("typed", ["in 999 weeks", "tomorrow", "next year", "end of next year"])
def test_a_day_that_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(RefusedError, match="too far away"):
        read_day(typed, date.max)


@given(st.dates(), st.sampled_from(["monday", "Tues", "wed", "Thursday", "fri", "sat", "Sunday"]))
def test_a_weekday_alone_is_within_the_next_seven_days(today: date, weekday: str) -> None:
    if today < date(9999, 12, 1):
        assert timedelta(1) <= read_day(weekday, today) - today <= timedelta(7)


@given(st.text(), st.dates())
def test_whatever_is_typed_gives_a_day_or_a_refusal(text: str, today: date) -> None:
    with suppress(RefusedError):
        assert isinstance(read_day(text, today), date)


def test_the_date_library_is_not_paid_for_until_a_phrase_is_read() -> None:
    code = (
        "import sys\nfrom datetime import date\n"
        "from learnsession.session.dates import read_day\n"
        "read_day('18/12', date(2026, 11, 18))\nassert 'dateutil' not in sys.modules\n"
        "read_day('in 6 weeks', date(2026, 11, 18))\nassert 'dateutil' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

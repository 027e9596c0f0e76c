"""Days and times as people write them."""

from datetime import UTC, date, datetime

import pytest

from learnsession.errors import RefusedError
from learnsession.session.dates import read_day, read_finish, read_past_day, spoken

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-18", date(2026, 12, 18)),
        ("18/12/2026", date(2026, 12, 18)),
        ("18.12.2026", date(2026, 12, 18)),
        ("18/12", date(2026, 12, 18)),
        ("3/2", date(2027, 2, 3)),
        ("21/11", date(2026, 11, 21)),
        ("20/11", date(2027, 11, 20)),
        ("18 Dec 2026", date(2026, 12, 18)),
        (" 18  december ", date(2026, 12, 18)),
        ("Fri 18 Dec", date(2026, 12, 18)),
        ("Friday, 18/12", date(2026, 12, 18)),
        ("1st Sept 2027", date(2027, 9, 1)),
        ("29/2", date(2028, 2, 29)),
        ("18/12/2025", date(2025, 12, 18)),
        ("18/12/26", date(2026, 12, 18)),
        ("1.2.30", date(2030, 2, 1)),
        ("18 Dec 27", date(2027, 12, 18)),
        ("18 Dec '26", date(2026, 12, 18)),
        ("18 / 12 / 26", date(2026, 12, 18)),
        ("Fri 18", date(2026, 12, 18)),
        ("Fri,18 Dec", date(2026, 12, 18)),
        ("next Friday 27 Nov", date(2026, 11, 27)),
        ("Friday (27 Nov)", date(2026, 11, 27)),
        ("27/11, Friday", date(2026, 11, 27)),
        ("27 Nov (Fri)", date(2026, 11, 27)),
        ("week ending 27 Nov", date(2026, 11, 27)),
        ("on or before 18/12", date(2026, 12, 18)),
        ("not later than 18/12", date(2026, 12, 18)),
    ],
)
def test_a_day_is_read_day_first(typed: str, meant: date) -> None:
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12/18/2026",
        "18/12/026",
        "31/11",
        "29/2/2027",
        "end of term",
        "0/1",
        "1/1/0000",
        "18 Foo 2026",
        "١٨/١٢/٢٠٢٦",
        "2026-18-12",
        "18 ma",
        "27 Nov (Thu)",
        "Mon 18",
        "12 / 18",
    ],
)
def test_what_is_no_day_or_two_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        read_day(typed, TODAY)
    assert "18/12/2026" in refusal.value.todo


def test_a_day_is_said_in_words() -> None:
    assert spoken(date(2026, 12, 3)) == "3 December 2026"


NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


def test_a_finish_is_later_today_or_just_after_midnight() -> None:
    assert read_finish("13:30", NOW) == datetime(2026, 11, 21, 13, 30, tzinfo=UTC)
    late = NOW.replace(hour=23, minute=30)
    assert read_finish("0:15", late) == datetime(2026, 11, 22, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["14:30", "14.30", "1430", "2.30pm", " 2:30 PM "])
def test_a_time_is_read_in_the_ways_people_write_it(typed: str) -> None:
    assert read_finish(typed, NOW) == NOW.replace(hour=14, minute=30)


def test_a_morning_time_in_the_afternoon_is_asked_about() -> None:
    with pytest.raises(RefusedError, match=r"14:30"):
        read_finish("2:30", NOW)


@pytest.mark.parametrize("typed", ["12:00", "13:00", "25:00", "13:60", "13pm", "14", "soon", ""])
def test_a_finish_that_has_passed_or_is_none_is_refused(typed: str) -> None:
    with pytest.raises(RefusedError):
        read_finish(typed, NOW)


def test_an_empty_day_is_called_that() -> None:
    with pytest.raises(RefusedError) as refusal:
        read_day("  ", TODAY)
    assert refusal.value.happened == "No date was given."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1/9", date(2026, 9, 1)),
        ("21/11", date(2026, 11, 21)),
        ("22/11", date(2025, 11, 22)),
        ("the 18th", date(2026, 11, 18)),
        ("Fri 20 Nov", date(2026, 11, 20)),
        ("Friday", date(2026, 11, 20)),
        ("1 Sep 2024", date(2024, 9, 1)),
    ],
)
def test_a_day_that_people_look_back_to_is_the_last_one(typed: str, meant: date) -> None:
    assert read_past_day(typed, date(2026, 11, 21)) == meant


@pytest.mark.parametrize("typed", ["1/9/2027", "in 6 weeks", "", "12/13", "end of term"])
def test_a_day_that_has_not_come_is_nothing_to_look_back_to(typed: str) -> None:
    with pytest.raises(RefusedError):
        read_past_day(typed, date(2026, 11, 21))

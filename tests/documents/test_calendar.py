"""A calendar file that Outlook, Google and Apple read in the same way; read back with vobject."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import vobject
from hypothesis import given, settings
from typed_text import NASTY, typed

from learnsession.documents.calendar import AllDay, to_calendar
from learnsession.documents.text import one_line, printable

NOW = datetime(2026, 11, 21, 10, 5, 30, 999, tzinfo=UTC)
DAY = AllDay(
    uid="01KA@learnsession",
    on=date(2026, 12, 18),
    summary="A-0042: Write it",
    description="Write it",
    created=NOW - timedelta(days=9),
    changed=NOW - timedelta(days=2),
    sequence=3,
)


def read(data: bytes) -> Any:
    return vobject.readOne(data.decode("utf-8"))


def as_read(text: str) -> str:
    """What any reader makes of it: the standard knows one kind of line end."""
    return printable(text).replace("\u2028", "\n").replace("\u2029", "\n")


@given(typed)
@settings(max_examples=150)
def test_what_is_typed_is_read_back(text: str) -> None:
    event = read(to_calendar([replace(DAY, summary=f"a{text}", description=f"a{text}")], now=NOW))
    assert event.vevent.summary.value == one_line(f"a{text}")
    assert event.vevent.description.value == as_read(f"a{text}")


@given(typed)
@settings(max_examples=100)
def test_lines_are_folded_at_75_octets_and_never_within_a_letter(text: str) -> None:
    data = to_calendar([replace(DAY, description=text * 20)], now=NOW, name=text)
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # a letter that was cut in two would raise
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_an_event_is_a_whole_day_and_ends_on_the_next() -> None:
    data = to_calendar([DAY], now=NOW)
    assert b"\r\nDTSTART;VALUE=DATE:20261218\r\n" in data
    assert b"\r\nDTEND;VALUE=DATE:20261219\r\n" in data
    event = read(data).vevent
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 12, 18), date(2026, 12, 19))
    assert event.transp.value == "TRANSPARENT"


def test_it_says_what_it_is_by_id_number_and_moment() -> None:
    calendar = read(to_calendar([DAY], now=NOW.astimezone(timezone(timedelta(hours=5)))))
    event = calendar.vevent
    assert calendar.prodid.value == "-//learnsession//learnsession//EN"
    assert (calendar.version.value, calendar.method.value) == ("2.0", "PUBLISH")
    assert (event.uid.value, event.sequence.value) == ("01KA@learnsession", "3")
    assert event.status.value == "CONFIRMED"
    assert event.dtstamp.value == NOW.replace(microsecond=0)
    assert event.last_modified.value == DAY.changed.replace(microsecond=0)


def test_a_cancelled_event_is_cancelled() -> None:
    event = read(to_calendar([replace(DAY, cancelled=True)], now=NOW)).vevent
    assert (event.status.value, event.uid.value) == ("CANCELLED", DAY.uid)


@pytest.mark.parametrize("on", [date.min, date(999, 2, 3), date(2028, 2, 29), date(9999, 12, 30)])
def test_any_day_can_be_written(on: date) -> None:
    event = read(to_calendar([replace(DAY, on=on)], now=NOW)).vevent
    assert (event.dtstart.value, event.dtend.value) == (on, on + timedelta(days=1))


def test_the_last_day_there_is_has_no_day_after_it() -> None:
    event = read(to_calendar([replace(DAY, on=date.max)], now=NOW)).vevent
    assert event.dtstart.value == date.max
    assert not hasattr(event, "dtend")


def test_several_events_stand_in_one_named_calendar() -> None:
    days = [replace(DAY, uid=f"{number}@learnsession") for number in range(3)]
    calendar = read(to_calendar(days, now=NOW, name="Agreed actions"))
    assert [event.uid.value for event in calendar.vevent_list] == [day.uid for day in days]
    assert calendar.x_wr_calname.value == "Agreed actions"


@pytest.mark.parametrize(
    "text", [*NASTY, "END:VEVENT\r\nBEGIN:VALARM", "a\x00b", "a\ud800b", "a;b,c\\n\\", '"' * 90]
)
def test_each_known_nasty_text_arrives_and_adds_nothing(text: str) -> None:
    calendar = read(to_calendar([replace(DAY, description=f"a{text}")], now=NOW))
    assert calendar.vevent.description.value == as_read(f"a{text}")
    assert [child.name for child in calendar.components()] == ["VEVENT"]

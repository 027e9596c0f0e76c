"""Due dates as events of a calendar, read back by another library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from leaving_actions import AGREED, NOW, action, done, full, told

from learnsession.actions.leaving import Export, export
from learnsession.session.agreed import AgreedAction


def leave(actions: list[AgreedAction], **more: Any) -> tuple[Export, ...]:
    return export(actions, "ics", now=NOW, local=UTC, **more)


def event(each: AgreedAction, **more: Any) -> Any:
    return vobject.readOne(leave([each], **more)[0].data.decode()).vevent


def sequence(each: AgreedAction) -> int:
    return int(event(each).sequence.value)


def test_an_event_says_what_is_due_and_whose_it_is() -> None:
    seen = event(full(), marking="Sensitive")
    assert (seen.dtstart.value, seen.dtend.value) == (date(2026, 11, 20), date(2026, 11, 21))
    assert seen.summary.value == "A-0042: Put a one-page chronology in each file"
    lines = seen.description.value.split("\n")
    assert lines[:4] == [
        "Put a one-page chronology in each file",
        "Owner: Team manager",
        "Due: 20/11/2026",
        "Status: In progress",
    ]
    assert lines[-1] == "Sensitive"


def test_a_second_export_is_the_same_event_with_a_higher_number() -> None:
    first = action()
    said = told("going", 1, due=date(2027, 1, 8))
    second = replace(first, due=date(2027, 1, 8), history=(*first.history, said))
    back = replace(first, history=(*first.history, replace(said, undone=True)))
    events = [event(each) for each in (first, second, back)]
    assert len({each.uid.value for each in events}) == 1
    days = 29 * 24 * 60 * 60
    assert [int(each.sequence.value) for each in events] == [0, days, days + 1]
    assert events[1].last_modified.value == said.at
    assert events[0].uid.value == "01KA0042@learnsession"


def test_what_is_said_later_on_another_laptop_has_the_higher_number() -> None:
    first = action()
    (agreed,) = first.history
    amended = [replace(agreed, what="amended", at=agreed.at + timedelta(minutes=n)) for n in (1, 2)]
    here = replace(first, history=(agreed, *amended))
    later = replace(agreed, what="going", id="x", at=agreed.at + timedelta(minutes=33))
    there = replace(first, due=date(2027, 1, 8), history=(agreed, later))
    assert sequence(there) > sequence(here) > sequence(first)


@given(st.lists(st.tuples(st.integers(-5, 10**8), st.booleans()), max_size=6), st.data())
def test_a_number_never_goes_back_when_more_is_known(
    said: list[tuple[int, bool]], data: st.DataObject
) -> None:
    known = [
        replace(told("going", 0), at=AGREED + timedelta(seconds=seconds), undone=undone)
        for seconds, undone in said
    ]
    some = [replace(each, undone=False) for each in known if data.draw(st.booleans())]
    assert 0 <= sequence(action(history=(*some,))) <= sequence(action(history=(*known,)))


@pytest.mark.parametrize(("status", "word"), [("complete", "Complete"), ("dropped", "Dropped")])
def test_what_is_no_longer_owed_is_cancelled_and_says_so(status: Any, word: str) -> None:
    seen = event(done(status=status))
    assert seen.status.value == "CANCELLED"
    assert seen.summary.value.startswith(f"{word}: A-0043: ")
    assert int(seen.sequence.value) > int(event(action()).sequence.value)


@pytest.mark.parametrize("status", ["not-started", "in-progress", "cannot-proceed"])
def test_what_is_still_owed_is_confirmed(status: Any) -> None:
    assert event(action(status=status)).status.value == "CONFIRMED"


def test_without_a_due_date_there_is_no_event() -> None:
    assert leave([action(due=None)]) == ()
    assert leave([], one_file=True) == ()
    assert len(leave([action(due=None), action(7)])) == 1


def test_all_due_dates_can_stand_in_one_file() -> None:
    data = leave([action(), action(due=None), done()], one_file=True)[0].data
    calendar = vobject.readOne(data.decode())
    assert [each.uid.value[:8] for each in calendar.vevent_list] == ["01KA0042", "01KA0043"]

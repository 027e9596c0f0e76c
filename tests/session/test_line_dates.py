"""Dates in a line of typing: what counts as one, what is asked about, and what goes with it."""

from __future__ import annotations

from datetime import date

import pytest

from learnsession.session.action_line import ActionLine, read_action_line

TODAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
THIRD = date(2026, 12, 3)
DECEMBER = date(2026, 12, 18)


def read(text: str) -> ActionLine:
    return read_action_line(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Put support in place by the 3rd visit", "by 3 December 2026"),
        ("Improve recording by 10/12 files", "by 10 December 2026"),
        ("Have it signed by 2/3 managers", "by 2 March 2027"),
        ("Reduce it by 10-12 families", "by 10 December 2026"),
        ("Visit before he turns up by the 18th birthday", "by 18 December 2026"),
        ("Raise it by 18.12 more", "by 18 December 2026"),
        ("Raise it by 18.12 for all", "by 18 December 2026"),
        ("Raise the share by 1.5", "by 1 May 2027"),
        ("Read with year six by end of year 6", "by 31 December 2026"),
        ("Close it by Sun Alliance", "by 22 November 2026"),
        ("Cared for by Wed Smith", "by 25 November 2026"),
    ],
)
def test_what_may_be_something_else_stays_and_is_asked_about(typed: str, offered: str) -> None:
    found = read(typed)
    assert (found.action, found.due) == (typed, None)
    (trouble,) = found.troubles
    assert f"Then write '{offered}'" in trouble


@pytest.mark.parametrize(
    "typed",
    [
        "Reduce the waiting list by 1.5 weeks",
        "Cut it by 2.5 days",
        "Improve it by 10.5 %",
        "Rated by 4.5 out of 5",
        "Seen by 2-3 times a week",
        "Agreed by May Jones",
        "Led by April Smith",
        "Improve it by 12/18 files",
        "Keep it for 6 weeks",
        "Scored 9/10",
        "Open 24/7",
        "Visit every Friday",
        "Join Friday duty",
        "Look at the notes of 18 December",
        "Work between 18 and 20 December",
    ],
)
def test_what_is_clearly_something_else_stays_without_a_question(typed: str) -> None:
    assert read(typed) == ActionLine(typed)


@pytest.mark.parametrize(
    ("typed", "action", "due"),
    [
        ("Ring by 3/12", "Ring", THIRD),
        ("Ring by 3/12.", "Ring.", THIRD),
        ("Ring by 3/12, then write", "Ring, then write", THIRD),
        ("Ring by 3/12 and write", "Ring and write", THIRD),
        ("Ring by 3/12 with the nurse", "Ring with the nurse", THIRD),
        ("Ring by 3/12 so that he is seen", "Ring so that he is seen", THIRD),
        ("Ring by 3/12 at the latest", "Ring", THIRD),
        ("Ring by 3/12 at the very latest", "Ring", THIRD),
        ("Ring by 3/12 latest", "Ring", THIRD),
        ("Ring by 3/12 or sooner", "Ring", THIRD),
        ("Ring by 3/12 (the nurse)", "Ring (the nurse)", THIRD),
        ("Ring by 3/12 please", "Ring please", THIRD),
        ("Ring by the 3rd #neglect", "Ring", THIRD),
        ("Ring by 03.12 please", "Ring please", THIRD),
        ("Ring by 3/12/26 the school", "Ring the school", THIRD),
        ("Ring by 3 Dec the school", "Ring the school", THIRD),
        ("by 18/12 ring the school", "ring the school", DECEMBER),
        ("due 3/12 ring", "ring", THIRD),
        ("Visit by 18 Dec 27 families", "Visit 27 families", DECEMBER),
        ("Visit by 18 Dec, 27 families", "Visit, 27 families", DECEMBER),
        ("Visit by 18 Dec 27", "Visit", date(2027, 12, 18)),
        ("Visit by 18 Dec 27 with the nurse", "Visit with the nurse", date(2027, 12, 18)),
        ("Visit by 18/12/27 families", "Visit families", date(2027, 12, 18)),
        ("Visit by Mon 3 families", "Visit 3 families", MONDAY),
    ],
)
def test_a_date_ends_where_the_line_does_or_goes_on(typed: str, action: str, due: date) -> None:
    found = read(typed)
    assert (found.action, found.due, found.troubles) == (action, due, ())


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("Ring by Mon am", MONDAY),
        ("Ring by Mon a.m.", MONDAY),
        ("Ring by Friday at 5", FRIDAY),
        ("Ring by Friday - 5pm", FRIDAY),
        ("Ring by Friday (by noon)", FRIDAY),
        ("Ring by Friday 12 noon", FRIDAY),
        ("Ring by Friday night", FRIDAY),
        ("Ring by Friday c.o.p.", FRIDAY),
        ("Ring by Friday before school", FRIDAY),
        ("Ring by Friday team meeting", FRIDAY),
        ("Ring by Friday if possible", FRIDAY),
        ("Ring by 18 Dec 1400", DECEMBER),
        ("Ring by 3/12 5pm", THIRD),
        ("Ring by 5pm Friday", FRIDAY),
        ("Ring by 10.30 on Monday", MONDAY),
        ("Ring by 10.12 on Monday", MONDAY),
        ("Ring by 12 noon on 18 December", DECEMBER),
        ("Ring by first thing Monday", MONDAY),
        ("Ring by this afternoon", TODAY),
        ("Ring due within 24 hours", date(2026, 11, 22)),
    ],
)
def test_a_date_with_a_time_of_day_is_understood_and_stays_whole(typed: str, due: date) -> None:
    found = read(typed)
    assert (found.action, found.due, found.troubles) == (typed, due, ())


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("Ring by next Friday 27 Nov", FRIDAY),
        ("Ring by Friday (27 Nov)", FRIDAY),
        ("Ring by 27 Nov (Friday) @nurse", FRIDAY),
        ("Ring by Fri 27", FRIDAY),
        ("Ring by 4.12 Fri", date(2026, 12, 4)),
        ("Ring by Fri,27 Nov,@nurse", FRIDAY),
        ("Ring by Fri., 27 Nov", FRIDAY),
        ("Ring by Fri. 27 Nov. 2026", FRIDAY),
        ("Ring by Friday [27 Nov]", FRIDAY),
        ("Ring by Sat 28", date(2026, 11, 28)),
        ("Ring by end-December", date(2026, 12, 31)),
        ("Ring by Fri 18th Dec '26", DECEMBER),
        ("Ring by 18 / 12 / 26", DECEMBER),
        ("Ring by end of day Friday", FRIDAY),
        ("Ring by close of play on Fri 27 Nov", FRIDAY),
        ("Ring by the end of the day on Friday 18 December 2026", DECEMBER),
        ("Ring by COP Friday", FRIDAY),
        ("Ring by EOD", TODAY),
        ("Ring by end of Friday", FRIDAY),
        ("Ring by the last day of the month", date(2026, 11, 30)),
        ("Ring no later than Friday", FRIDAY),
        ("Ring by no later than Friday", FRIDAY),
        ("Ring on or before 18/12", DECEMBER),
        ("Ring by or before 18/12", DECEMBER),
        ("Ring, deadline: Friday", FRIDAY),
        ("Ring due date 18/12", DECEMBER),
        ("Ring due by Friday", FRIDAY),
        ("Ring by:18/12", DECEMBER),
        ("Ring due in 6 wks", date(2027, 1, 2)),
    ],
)
def test_every_word_of_a_date_goes_with_it(typed: str, due: date) -> None:
    found = read(typed)
    assert (found.action, found.due, found.troubles) == ("Ring", due, ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ask by the 1st week of January", "is more than one day"),
        ("Ask by w/c 7 December", "is more than one day"),
        ("Ask by the weekend", "is more than one day"),
        ("Ask by Monday or Tuesday", "Give the last of them"),
        ("Ask by Mon/Tues", "Give the last of them"),
        ("Ask by 18-20 Dec", "Give the last of them"),
        ("Ask by 1 December 2026 and 2 December", "Give the last of them"),
        ("Ask by 3/12 or 4/12", "Give the last of them"),
        ("Ask by the first Monday in January", "Give the day and the month"),
        ("Ask by the second half of term", "differ from school to school"),
        ("Ask by the next CIN meeting", "is not a date yet"),
        ("Ask by Q1", "Give the date"),
    ],
)
def test_what_is_more_than_a_day_stays_whole_with_a_hint(typed: str, said: str) -> None:
    found = read(typed)
    assert (found.action, found.due) == (typed, None)
    (trouble,) = found.troubles
    assert said in trouble


@pytest.mark.parametrize(
    ("typed", "owner", "action"),
    [
        ("Start it w/c 7 December @nurse", "nurse", "Start it w/c 7 December"),
        ("Visit, baby due 18/12 @midwife", "midwife", "Visit, baby due 18/12"),
        ("Have it ready for Friday", "", "Have it ready for Friday"),
        ("The report is due by Friday", "", "The report is due by Friday"),
    ],
)
def test_a_date_that_nothing_makes_the_due_date_is_asked_about(
    typed: str, owner: str, action: str
) -> None:
    found = read(typed)
    assert (found.owner, found.action, found.due) == (owner, action, None)
    (trouble,) = found.troubles
    assert trouble.startswith("Is '")


@pytest.mark.parametrize(
    ("typed", "owner", "action"),
    [
        ("Ring @nurse Friday", "nurse", "Ring Friday"),
        ("Ring @nurse 3/12", "nurse", "Ring 3/12"),
        ("Ring @nurse 18 Dec #neglect", "nurse", "Ring 18 Dec"),
        ("Ring @nurse tomorrow", "nurse", "Ring tomorrow"),
        ("Ring next week", "", "Ring next week"),
        ("Stand by on Friday @nurse", "nurse", "Stand by on Friday"),
    ],
)
def test_a_date_at_the_end_needs_no_word_before_it(typed: str, owner: str, action: str) -> None:
    found = read(typed)
    assert (found.owner, found.action, found.troubles) == (owner, action, ())
    assert found.due is not None

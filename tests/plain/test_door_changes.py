"""Why something is changed after a closing, and what became of it, as lines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from at_the_door import AtTheDoor, texts

from learnsession.plain.place import Place
from learnsession.room.desk import Desk, SetUp
from learnsession.room.room import Room
from support import FakeClock
from support import at as moment


@pytest.fixture
def reopened(desk: Desk, setup: SetUp, clock: FakeClock) -> Iterator[AtTheDoor]:
    """A session that was closed with 'one' (1) and 'do it' (2), and was opened again."""
    room = desk.start(setup)
    room.add_reflection("one")
    room.agree_action("do it", "nurse")
    room.close()
    room.leave()
    session = room.record.started.session
    desk.reopen(session)
    again: Room = desk.resume(session, None)
    clock.advance(minutes=30)
    yield AtTheDoor(again, Place("the store"))
    again.leave()


def test_a_change_without_a_reason_is_refused_and_its_words_are_said_again(
    reopened: AtTheDoor,
) -> None:
    said = reopened.type("/amend 1 ONE")
    assert "Number 1 was there when S-0001 was closed: to change it needs a reason." in said
    assert "Write /because and the reason, then this line again." in said
    assert "Not kept: /amend 1 ONE" in said
    assert "/because" in reopened.type("/withdraw 1")
    assert "Not kept: /owner 2 the school lead" in reopened.type("/owner 2 the school lead")
    assert "/because" in reopened.type("/due 2 18/12/2026")
    assert texts(reopened) == ["one", "do it"]
    assert not any(entry.history for entry in reopened.room.record.entries)


def test_the_line_after_a_refusal_is_no_reason(reopened: AtTheDoor) -> None:
    reopened.type("/amend 1 ONE")
    assert reopened.type("misheard") == "Kept 3: misheard\n"
    assert "/because" in reopened.type("/amend 1 ONE")
    assert texts(reopened) == ["one", "do it", "misheard"]


def test_a_reason_said_before_holds_for_one_change(reopened: AtTheDoor) -> None:
    said = reopened.type("/because  it was misheard ")
    assert said == "The next change is kept with this reason: it was misheard\n"
    reopened.type("heard in between", "/list", "/amend 9 nothing there")
    assert reopened.type("/amend 1 ONE").splitlines() == [
        "Kept 1: ONE",
        "The earlier wording stays in its history.",
        "Reason: it was misheard",
    ]
    assert "/because" in reopened.type("/withdraw 1")
    reopened.type("/because said twice")
    assert reopened.type("/withdraw 1") == "Taken back 1: ONE\nReason: said twice\n"
    reopened.type("/because nobody was named", "/owner 2 school lead", "/because late")
    assert "Reason: late" in reopened.type("/due 2 18/12/2026")
    first, action, _ = reopened.room.record.entries
    assert (first.history[0].reason, first.withdrawn_because) == ("it was misheard", "said twice")
    assert [old.reason for old in action.history] == ["nobody was named", "late"]


def test_what_is_written_since_needs_no_reason(reopened: AtTheDoor) -> None:
    reopened.type("/action new", "/owner 3 nurse", "/amend 3 newer", "new too", "/withdraw 4")
    assert texts(reopened) == ["one", "do it", "newer"]


def test_a_reason_that_is_none_or_too_long_is_refused(reopened: AtTheDoor) -> None:
    assert "No reason was given" in reopened.type("/because ")
    reopened.type(f"/because {'x' * 1001}")
    assert "1,001 characters" in reopened.type("/amend 1 ONE")
    reopened.type("/because shorter")
    assert "Reason: shorter" in reopened.type("/amend 1 ONE")


def here(minutes: float) -> str:
    """So long after noon in Greenwich, as it is where the test runs."""
    return f"{moment(minutes).astimezone():%d/%m/%Y %H:%M}"


def test_the_history_of_an_entry_from_its_beginning(at: AtTheDoor, clock: FakeClock) -> None:
    at.type("/action one")
    clock.advance(minutes=5)
    at.type("/because misheard", "/amend 1 two\rlines")
    clock.advance(minutes=5)
    at.type("/owner 1 nurse", "/due 1 18/12/2026")
    clock.advance(minutes=5)
    at.type("/withdraw 1")
    assert at.type("/history 1") == (
        "1. (agreed) two\nlines; owner: nurse; due: 18 December 2026; A-0001\n"
        f"   {here(0)}: Written by facilitator.\n"
        f"   {here(5)}: Amended by facilitator. Reason: misheard\n"
        "      Before: one\n"
        "      After: two\n      lines\n"
        f"   {here(10)}: Amended by facilitator.\n"
        "      Owner before: not given; after: nurse\n"
        f"   {here(10)}: Amended by facilitator.\n"
        "      Due before: not given; after: 18 December 2026\n"
        f"   {here(15)}: Taken back by facilitator.\n"
    )
    assert "no entry 9" in at.type("/history 9")
    assert "No number" in at.type("/history")


def test_a_reason_is_said_back_masked_and_kept_as_it_is(at: AtTheDoor) -> None:
    at.type("One")
    assert at.type("/because Mrs Jones said so") == (
        "The next change is kept with this reason: [name] said so\n"
    )
    said = at.type("/amend 1 Two")
    assert "Reason: [name] said so" in said
    assert "Jones" not in said
    assert at.room.record.numbered(1).history[0].reason == "Mrs Jones said so"

"""Actions written, corrected, undone and filled in by keyboard, as they stand on disk then."""

from __future__ import annotations

from datetime import date

import pytest

from journeys.hand import SIZES, Table, in_session
from learnsession.session.agreeing import agreed_in


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_three_actions_from_the_first_line_to_the_closing(table: Table, size):
    async with in_session(table, size, step=9) as hand:
        session = hand.room.record.started.session
        await hand.press("a")
        await hand.type("Put a chronology in each file @team manager by Fri 18 Dec #neglect")
        await hand.press("enter")
        await hand.type("Discuss the tool in supervision")
        await hand.press("enter")
        await hand.type("Ask the nursery what it knows by Friday")
        await hand.press("tab")
        await hand.type("health visitor")
        await hand.press("f4", *"every nursery is rung", "escape")
        await hand.settle()
        await hand.press("escape", "e", "up", "enter")
        await hand.type(" and write down what is decided @deputy by 1/12")
        await hand.press("enter", "u")
        await hand.settle()
        assert hand.room.agreed[1].action == "Discuss the tool in supervision"
        await hand.press("c", "a", *"each file has one at the audit", "ctrl+n")
        await hand.settle()
        await hand.press(*"deputy", "enter", *"in 2 weeks", "escape")
        await hand.settle()
        assert hand.on == "ClosingScreen"
        await hand.press("y")
        await hand.settle()
    first, second, third = agreed_in(table.kept(session))
    assert (first.ref, first.owner, first.due) == ("A-0001", "team manager", date(2026, 12, 18))
    assert first.themes == ("neglect",)
    assert first.measure == "each file has one at the audit"
    assert (second.ref, second.owner, second.due) == ("A-0002", "deputy", date(2026, 12, 5))
    assert (third.action, third.owner) == ("Ask the nursery what it knows", "health visitor")
    assert (third.due, third.measure) == (date(2026, 11, 27), "every nursery is rung")
    assert third.source.prompt == first.source.prompt != ""

"""The closing screen says what the actions could still say, and offers to fill it in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journeys.hand import LARGE, SIZES, SMALL, Table, in_session, laid
from learnsession.session.action_events import ActionFields

DUE = date(2026, 12, 18)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


async def test_each_action_is_named_with_what_it_lacks(table: Table):
    async with in_session(table, LARGE, step=9) as hand:
        room = hand.room
        room.agree_action("Ask the nursery")
        room.agree_action("Visit the school", "lead", DUE, None, ActionFields(measure="it is seen"))
        room.agree_action(
            "Ask for a worker", "lead", DUE, None, ActionFields(level="service", measure="there")
        )
        room.agree_action("Discuss the tool", "lead", DUE, None, ActionFields(measure="seen"))
        await hand.press("c")
        seen = hand.words("#closing-summary")
        assert "A-0001  who  ·  by when  ·  how you will know it helped" in seen
        assert "A-0002" not in seen
        assert "A-0003  who takes it there  ·  when you hope for a reply" in seen
        assert "A-0004  what somebody will do" in seen
        assert "without a name" not in seen
        assert "a Actions" in hand.seen()


async def test_after_six_the_others_are_counted(table: Table):
    async with in_session(table, LARGE, step=9) as hand:
        for number in range(9):
            hand.room.agree_action(f"Ask {number}")
        await hand.press("c")
        assert "A-0006" in hand.seen()
        assert "A-0007" not in hand.seen()
        assert "and 3 more" in hand.seen()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_a_goes_through_those_that_lack_something(table: Table, size):
    async with in_session(table, size, step=9) as hand:
        hand.room.agree_action("Ask the nursery", "", DUE)
        hand.room.agree_action("Visit", "lead", DUE, None, ActionFields(measure="it is seen"))
        hand.room.agree_action("Write it down", "lead", DUE)
        await hand.press("c")
        assert "! Live concern" in hand.seen()
        await hand.press("a")
        assert "Every field of A-0001" in hand.seen()
        assert hand.app.focused.id == "owner-input"
        await hand.press(*"health visitor", "escape")
        await hand.settle()
        assert "Every field of A-0003" in hand.seen()
        assert hand.app.focused.id == "measure-input"
        await hand.press(*"each file has one", "escape")
        await hand.settle()
        assert hand.on == "ClosingScreen"
        seen = hand.words("#closing-summary")
        assert "A-0001  how you will know it helped" in seen
        assert "A-0003" not in seen
        assert hand.room.agreed[0].owner == "health visitor"
        assert hand.room.agreed[2].measure == "each file has one"


async def test_where_nothing_is_missing_nothing_is_offered(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        hand.room.agree_action("Visit", "lead", DUE, None, ActionFields(measure="it is seen"))
        await hand.press("c")
        assert "could still say" not in hand.seen()
        assert "a Actions" not in hand.seen()
        await hand.press("a")
        assert hand.on == "ClosingScreen"

"""The page before closing: what was answered that day, and what is not done yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import SIZES, SMALL, Table, at_keyboard, in_session, laid, let_go
from journeys.owing import CHRONOLOGY, DIFFERENCE, NURSERY, agreed_weeks_ago


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_it_begins_with_what_was_said_of_earlier_actions_and_what_was_not(table: Table, size):
    agreed_weeks_ago(table, 5, CHRONOLOGY, NURSERY, "Visit the school")
    async with at_keyboard(table, size, table.app(run=table.setup())) as hand:
        await hand.settle()
        hand.room.answer(hand.room.owed[0], "done", DIFFERENCE)
        await hand.press("c")
        await hand.settle()
        seen = hand.seen()
        assert "nothing said of A-0002, A-0003" in " ".join(seen.split())
        assert "What we said we would do   1 of 3 actions answered" in seen
        assert "A-0001  Put a one-page chronology" in seen
        assert "Done. Two children" in seen
        assert seen.index("Still open") < seen.index("What we said we would do")
        assert "s Answer" in seen
        await hand.press("s")
        assert hand.on == "OwedScreen"
        await hand.press("n", "d", *"It is read", "enter", "escape")
        await hand.settle()
        assert hand.on == "ClosingScreen"
        assert "2 of 3 actions answered" in hand.seen()
        assert "nothing said of A-0003" in " ".join(hand.seen().split())
        await let_go(hand)


async def test_where_nothing_was_owed_nothing_is_said_of_it(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await hand.press("c")
        await hand.settle()
        assert "said we would do" not in hand.seen()
        assert "nothing said of" not in hand.seen()
        assert "s Answer" not in hand.seen()
        await hand.press("s")
        assert hand.on == "ClosingScreen"


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_end_reaches_the_foot_and_home_the_top(table: Table, size):
    async with in_session(table, size, step=9) as hand:
        for number in range(30):
            hand.room.add_reflection(f"What was heard {number}")
        hand.room.agree_action("The very last")
        await hand.press("c")
        await hand.settle()
        assert "The very last" not in hand.seen().split("What we heard")[-1]
        await hand.press("end")
        await hand.settle()
        assert "The very last" in hand.seen()
        assert "31 · A-0001" in hand.seen()
        await hand.press("home")
        await hand.settle()
        assert "Close this session?" in hand.seen()


async def test_half_written_words_are_not_forgotten_before_closing(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await hand.add("One")
        await hand.press("a", *"half", "escape", "e", "enter", *"!", "escape", "c")
        await hand.settle()
        words = "half-written words (a for an action; e for number 1)"
        assert words in " ".join(hand.seen().split())
        await hand.press("escape", "e", "enter", "enter", "a", "enter", "escape", "c")
        await hand.settle()
        assert "half-written" not in hand.words("#closing-summary")

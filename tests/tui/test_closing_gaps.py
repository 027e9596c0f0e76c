"""The closing screen says what the actions could still say, and offers to fill it in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journeys.hand import LARGE, SIZES, SMALL, Hand, Table, in_session, laid
from learnsession.session.action_events import ActionFields

DUE = date(2026, 12, 18)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def gaps_of(hand: Hand) -> str:
    """What is said to be missing of the actions."""
    seen = hand.words("#closing-summary")
    return seen[seen.find("could still say") : seen.find("Press a to fill")]


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
        seen = gaps_of(hand)
        helped = "who  ·  by when  ·  how you will know it helped"
        assert f"A-0001  Ask the nursery\n        {helped}" in seen
        assert "A-0002" not in seen
        reply = "who takes it there  ·  when you hope for a reply"
        assert f"A-0003  Ask for a worker\n        {reply}" in seen
        assert "A-0004  Discuss the tool\n        what somebody will do" in seen
        assert "without a name" not in seen
        assert "a Actions" in hand.seen()


async def test_after_six_the_others_are_counted(table: Table):
    async with in_session(table, LARGE, step=9) as hand:
        for number in range(9):
            hand.room.agree_action(f"Ask {number}")
        await hand.press("c")
        assert "A-0006" in gaps_of(hand)
        assert "A-0007" not in gaps_of(hand)
        assert "and 3 more" in gaps_of(hand)


async def three(hand: Hand) -> None:
    """Three actions, of which the first and the last lack something; the closing page is open."""
    hand.room.agree_action("Ask the nursery", "", DUE)
    hand.room.agree_action("Visit", "lead", DUE, None, ActionFields(measure="it is seen"))
    hand.room.agree_action("Write it down", "lead", DUE)
    await hand.press("c")
    await hand.settle()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_a_goes_through_those_that_lack_something(table: Table, size):
    async with in_session(table, size, step=9) as hand:
        await three(hand)
        assert "! Live concern" in hand.seen()
        await hand.press("a")
        assert "A-0001 (1 of 2)  Ask the nursery" in hand.seen()
        assert "Ctrl+N Next action" in hand.seen()
        assert hand.app.focused.id == "owner-input"
        await hand.press(*"health visitor", "ctrl+n")
        await hand.settle()
        assert "A-0003 (2 of 2)  Write it down" in hand.seen()
        assert "Ctrl+N" not in hand.seen()
        assert hand.app.focused.id == "measure-input"
        await hand.press(*"each file has one", "escape")
        await hand.settle()
        assert hand.on == "ClosingScreen"
        seen = gaps_of(hand)
        assert "A-0001  Ask the nursery\n        how you will know it helped" in seen
        assert "A-0003" not in seen
        assert hand.room.agreed[0].owner == "health visitor"
        assert hand.room.agreed[2].measure == "each file has one"


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_esc_keeps_what_was_filled_in_and_goes_back_at_once(table: Table, key: str):
    async with in_session(table, SMALL, step=9) as hand:
        await three(hand)
        await hand.press("a", *"nurse", key)
        await hand.settle()
        assert hand.on == "ClosingScreen"
        assert hand.room.agreed[0].owner == "nurse"
        assert "Write it down" in gaps_of(hand)
        await hand.press("a", "escape", "escape")
        assert hand.on == "SessionScreen"


async def test_enter_in_the_last_field_goes_on_to_the_next(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await three(hand)
        await hand.press("a")
        for _ in range(30):
            if "(2 of 2)" in hand.seen():
                break
            await hand.press("enter")
        assert "A-0003 (2 of 2)  Write it down" in hand.seen()


async def test_the_words_stand_over_the_form_however_far_it_is_scrolled(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        hand.room.agree_action("Ask [/b] every nursery " * 9, "", DUE)
        hand.room.agree_action("Write it down", "lead", DUE)
        await hand.press("c", "a", *["down"] * 9)
        await hand.settle()
        assert "What will be done?" not in hand.seen()
        (line,) = [line for line in hand.seen().splitlines() if "(1 of 2)" in line]
        assert "A-0001 (1 of 2)  Ask [/b] every nursery" in line
        assert line.rstrip().endswith("…")


async def test_what_cannot_be_kept_comes_again_and_esc_still_ends_the_round(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await three(hand)
        await hand.press("a", "down", *"soon", "ctrl+n")
        assert hand.app.focused.id == "due-input"
        assert "A-0001 (1 of 2)" in hand.seen()
        await hand.press("escape")
        await hand.settle()
        assert hand.on == "ClosingScreen"


async def test_where_nothing_is_missing_nothing_is_offered(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        hand.room.agree_action("Visit", "lead", DUE, None, ActionFields(measure="it is seen"))
        await hand.press("c")
        assert "could still say" not in hand.seen()
        assert "a Actions" not in hand.seen()
        await hand.press("a")
        assert hand.on == "ClosingScreen"

"""`u` asks before a whole entry goes, and whatever was taken back can be put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journeys.hand import LARGE, SIZES, SMALL, Hand, Table, at_keyboard, in_session, laid, texts
from learnsession.session.action_events import ActionFields

DUE = date(2026, 12, 18)
FIELDS = ActionFields(
    measure="it is seen", rationale="they knew", level="service", carried_by="head of service"
)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def agree(hand: Hand, text: str = "Ask the school") -> None:
    hand.app.screen.do(lambda: hand.room.agree_action(text, "lead", DUE, None, FIELDS))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_a_whole_action_goes_with_the_second_u_alone(table: Table, size):
    async with in_session(table, size, step=9) as hand:
        agree(hand)
        await hand.press("u")
        assert "u again takes back A-0001: “Ask the school”" in hand.said()
        assert "u Take back A-0001" in hand.seen()
        assert texts(hand.room.record.standing) == ["Ask the school"]
        await hand.press("u")
        assert texts(hand.room.record.standing) == []
        assert "A-0001 is taken back. h, then t, puts it back." in hand.said()
        assert "u again" not in hand.said()


@pytest.mark.parametrize("key", ["escape", "w", "space", "1", "t", "b", "o", "ctrl+p", "r", "e"])
async def test_any_other_key_forgets_the_question(table: Table, key: str):
    async with in_session(table, step=9) as hand:
        await hand.add("One")
        await hand.press("u")
        assert "u again takes back number 1: “One”" in hand.said()
        await hand.press(key)
        assert "u again" not in hand.said()
        while hand.on != "SessionScreen" or hand.box.display:
            await hand.press("escape")
        await hand.press("escape", "u")
        assert texts(hand.room.record.standing) == ["One"]
        assert "u again takes back number 1" in hand.said()


async def test_a_long_entry_is_named_in_short(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await hand.add("what one said [/b] " * 40)
        await hand.press("u")
        assert "what one said [/b]" in hand.said()
        assert "…”" in hand.said()
        await hand.press("u", "u")
        assert "nothing to undo" in hand.said()


async def test_what_is_less_than_a_whole_entry_is_undone_at_once(table: Table):
    async with in_session(table, step=9) as hand:
        agree(hand)
        await hand.press("e", "enter", *"!", "enter")
        assert texts(hand.room.record.standing) == ["Ask the school!"]
        await hand.press("u")
        assert texts(hand.room.record.standing) == ["Ask the school"]
        assert "A-0001 has its earlier words again." in hand.said()


async def test_t_puts_back_what_u_took_with_all_its_fields(table: Table):
    async with in_session(table, LARGE, step=9) as hand:
        agree(hand)
        agree(hand, "Ring the nursery")
        before = hand.room.agreed
        await hand.press("u", "u", "h")
        assert hand.room.agreed == before[:1]
        assert "2 · A-0002" in hand.seen()
        assert "(taken back)" in hand.seen()
        assert "t Put back" in hand.seen()
        assert "Take back" not in hand.seen()
        assert "Amend" not in hand.seen()
        await hand.press("t")
        assert hand.room.agreed == before
        assert "A-0002 stands again." in hand.said()
        assert "t Take back" in hand.seen()
        await hand.press("escape")
        session = hand.room.record.started.session
        await hand.press("q")
        await hand.settle()
    assert table.kept(session).agreed_actions[1].fields == FIELDS
    (state,) = [each for each in table.desk.register().states if each["ref"] == "A-0002"]
    assert state["measure"] == "it is seen"


async def test_what_was_just_taken_back_stays_in_sight_to_be_put_back(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.add("One")
        await hand.add("Two")
        await hand.press("e", "up", "t")
        assert "Number 1 is taken back. t puts it back." in hand.said()
        assert "One (taken back)" in hand.seen()
        assert "t Put back" in hand.seen()
        await hand.press("delete")
        assert texts(hand.room.record.standing) == ["Two"], "delete only takes back"
        await hand.press("t")
        assert texts(hand.room.record.standing) == ["One", "Two"]
        await hand.press("t", "escape", "e")
        assert "One" not in hand.seen()
        await hand.press("t")
        assert "t Put back" in hand.seen()
        await hand.press("escape", "e")
        assert "All that was written down is taken back: s shows it" in hand.seen()


async def test_the_history_offers_for_each_what_can_be_done(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await hand.add("One")
        await hand.add("Two")
        await hand.press("u", "u", "h")
        assert "t Put back" in hand.seen()
        await hand.press("up")
        assert "t Take back" in hand.seen()
        await hand.press("down", "x", "enter", "y")
        await hand.settle()
        assert "Put back" not in hand.seen()
        await hand.press("t")
        assert "The words of number 2 are removed for good." in hand.said()


async def test_putting_back_after_a_closing_asks_for_the_reason(table: Table):
    room = table.session("One", close=True, facilitator="Team manager")
    session = room.record.started.session
    table.desk.reopen(session)
    async with at_keyboard(table, app=table.app(resume=session)) as hand:
        await hand.press("enter")
        await hand.settle()
        await hand.press("e", "t")
        assert "Why is number 1 taken back?" in hand.seen()
        await hand.press(*"misheard", "enter")
        assert texts(hand.room.record.standing) == []
        await hand.press("t")
        assert "Why is number 1 put back?" in hand.seen()
        assert "Enter Put back" in hand.seen()
        await hand.press("enter")
        assert "needs a reason" in hand.seen()
        await hand.press(*"not so", "enter")
        assert texts(hand.room.record.standing) == ["One"]
        assert hand.room.record.entries[0].returns[0].because == "not so"
        await hand.press("h")
        assert "Stands again after closing by Team manager" in hand.seen()
        hand.room.leave()

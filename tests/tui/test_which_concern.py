"""Several concerns about one action wait for an answer: which one was answered is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import SIZES, Hand, Table, at_keyboard, in_session, laid
from journeys.owing import CHRONOLOGY, LONG, agreed_weeks_ago
from learnsession.room.registering import Registrar
from learnsession.session.agreed import AgreedAction
from learnsession.tui.screens.action import ActionScreen

BOTH = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def taken(table: Table, *concerns: str) -> AgreedAction:
    """An action with these concerns, a day between them, each to another head of service."""
    agreed_weeks_ago(table, 4, CHRONOLOGY)
    registrar = Registrar(table.desk)
    for number, concern in enumerate(concerns, 1):
        table.advance(minutes=24 * 60)
        action = registrar.find("A-0001")
        registrar.escalate(action, concern, "line-manager", f"head of service {number}")
    return registrar.find("A-0001")


def outcomes(action: AgreedAction) -> list[str]:
    return [each.outcome for each in action.escalations]


async def give(hand: Hand, *words: str) -> None:
    for text in words:
        await hand.paste(text)
        await hand.press("enter")


@BOTH
async def test_they_are_listed_by_number_and_the_one_named_is_answered(table: Table, size):
    taken(table, "There is no time", "Nobody leads", "The forms come late")
    async with in_session(table, size) as hand:
        await hand.press("s", "o")
        for line in (
            "1  To head of service 1, 20 Dec 2026: There is no time",
            "2  To head of service 2, 21 Dec 2026: Nobody leads",
            "3  To head of service 3, 22 Dec 2026: The forms come late",
        ):
            assert line in hand.seen()
        await give(hand, "2", "Somebody leads from May")
        assert outcomes(hand.room.owed[0]) == ["", "Somebody leads from May", ""]
        await hand.press("o")
        assert "2  To head of service 3" in hand.seen(), "what is answered is listed no more"
        await give(hand, "2", "They come by e-mail now")
        await hand.press("o")
        assert "To head of service 1: There is no time" in hand.seen()
        await give(hand, "Two hours a week")
        assert all(not each.open for each in hand.room.owed[0].escalations)


async def test_outside_a_session_too(table: Table):
    action = taken(table, "There is no time", "Nobody leads")
    registrar = Registrar(table.desk)
    async with at_keyboard(table) as hand:
        hand.app.push_screen(ActionScreen(registrar, action))
        await hand.settle()
        await hand.press("o")
        await give(hand, "1", "Two hours a week")
        await hand.settle()
    assert outcomes(registrar.find("A-0001")) == ["Two hours a week", ""]


async def test_a_number_is_asked_for_until_it_is_one_of_them(table: Table):
    taken(table, "There is no time", "Nobody leads")
    async with in_session(table) as hand:
        await hand.press("s", "o", "enter")
        await give(hand, "Somebody leads")
        which = hand.app.screen.query_one("#answer-1")
        assert which.wrong == "Type the number of the one that was answered."
        for typed in ("3", "0", "one", "²"):
            which.input.value = typed
            await hand.press("enter", "enter")
            assert f"'{typed}' is none of them: type a number from 1 to 2." == which.wrong
        which.input.value = " 2 "
        await hand.press("enter", "enter")
        assert outcomes(hand.room.owed[0]) == ["", "Somebody leads"]


async def test_words_that_were_begun_stay_when_another_concern_has_come(table: Table):
    taken(table, "There is no time")
    async with in_session(table) as hand:
        await hand.press("s", "o")
        await hand.paste("Two hours a week")
        await hand.press("escape")
        hand.room.escalate(hand.room.owed[0], "Nobody leads", "partnership", "the board")
        await hand.press("o")
        assert hand.app.screen.query_one("#answer-1-input").value == ""
        assert hand.app.screen.query_one("#answer-2-input").value == "Two hours a week"
        await hand.press("escape")
        hand.room.answer_escalation(hand.room.owed[0], "Somebody leads")
        await hand.press("o")
        assert hand.app.screen.query_one("#answer-1-input").value == "Two hours a week"


async def test_one_long_concern_leaves_room_for_the_answer(table: Table):
    taken(table, f"{LONG} " * 12)
    async with in_session(table) as hand:
        await hand.press("s", "o")
        assert "To head of service 1: Agree with the health visitors" in hand.seen()
        assert "What came of it   A-0001" in hand.seen()
        assert "What we said we would do" in hand.seen()


@BOTH
async def test_many_long_ones_leave_room_for_the_answer(table: Table, size):
    taken(table, *(LONG for _ in range(11)))
    async with in_session(table, size) as hand:
        await hand.press("s", "o")
        assert "8  To head of service 8, 27 Dec 2026: Agree with the health" in hand.seen()
        assert "and 3 more, up to number 11" in hand.seen()
        await give(hand, "11", "It is decided")
        assert outcomes(hand.room.owed[0])[-1] == "It is decided"
        assert "What came of what was taken further?" not in hand.seen()

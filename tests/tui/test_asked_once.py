"""What looks like a personal detail in what is said of an action is asked about once, masked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from journeys.hand import SIZES, SMALL, Hand, Table, at_keyboard, in_session, laid
from journeys.owing import CHRONOLOGY, agreed_weeks_ago
from learnsession.room.registering import Registrar
from learnsession.tui.screens.action import ActionScreen
from learnsession.tui.screens.action_fields import LINES, Choosing
from learnsession.tui.screens.filled import Filled
from learnsession.tui.screens.form_reading import Sheet, Typed, read_form

BOTH = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
NUMBER = "The file of 999 247 5145 is read"
LOOKS = "It looks like an NHS number (999 …)."
AGAIN = f"{LOOKS} Enter again keeps it."


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


@asynccontextmanager
async def owed(table: Table, size: tuple[int, int] = SMALL) -> AsyncIterator[Hand]:
    """A session of a team that owes one action, on the page where it says what became of it."""
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with in_session(table, size) as hand:
        await hand.press("s")
        yield hand


def wrong(hand: Hand, line: int) -> str:
    """What is said below a line of the question."""
    return str(hand.app.screen.query_one(f"#answer-{line}").wrong)


@BOTH
@pytest.mark.parametrize("key", ["d", "x"])
async def test_an_answer_with_a_personal_detail_is_kept_by_a_second_enter(table: Table, size, key):
    async with owed(table, size) as hand:
        await hand.give(key, NUMBER)
        assert wrong(hand, 1) == AGAIN
        assert AGAIN in " ".join(hand.seen().split())
        assert hand.room.owed[0].open
        await hand.press("enter")
        assert not hand.room.owed[0].open
        assert hand.room.owed[0].history[-1].words == NUMBER


async def test_the_question_about_one_line_stands_below_it_and_the_cursor_stays_in_the_last(
    table: Table,
):
    async with owed(table) as hand:
        await hand.give("k", NUMBER, "Mrs Jones")
        assert wrong(hand, 1) == AGAIN
        assert wrong(hand, 2) == "It looks like a person's name (Mrs …). Enter again keeps it."
        assert "↑ ↓ Move" in hand.seen()
        assert hand.room.owed[0].status == "not-started"
        await hand.press("up", "ctrl+u")
        await hand.paste("Nobody reads the file")
        await hand.press("enter", "ctrl+u")
        await hand.paste("head of service")
        await hand.press("enter")
        assert hand.room.owed[0].history[-1].words == "Nobody reads the file"
        assert "999" not in str(hand.room.owed[0])


async def test_a_date_and_a_detail_are_asked_about_at_once(table: Table):
    async with owed(table) as hand:
        await hand.give("g", NUMBER, "2/11/2026")
        assert wrong(hand, 1) == AGAIN
        assert wrong(hand, 2) == "Monday 2 November 2026 has passed. Enter again keeps it."
        await hand.press("enter")
        assert str(hand.room.owed[0].due) == "2026-11-02"


async def test_other_words_are_asked_about_anew(table: Table):
    async with owed(table) as hand:
        await hand.give("d", NUMBER)
        await hand.paste(" by her mother Sarah")
        await hand.press("enter")
        assert "a person's name (mother …)" in wrong(hand, 1)
        assert hand.room.owed[0].open
        await hand.press("escape", "d", "enter")
        assert hand.room.owed[0].open, "left and come back: it is asked again"
        await hand.press("enter")
        assert not hand.room.owed[0].open


async def test_a_concern_taken_further_and_what_came_of_it_are_looked_at(table: Table):
    async with owed(table) as hand:
        await hand.give("t", NUMBER, "", "head of service")
        assert wrong(hand, 1) == AGAIN
        assert not hand.room.owed[0].escalations
        await hand.press("enter")
        assert hand.room.owed[0].escalations
        await hand.give("o", NUMBER)
        assert wrong(hand, 1) == AGAIN
        await hand.press("enter")
        assert not hand.room.owed[0].escalations[0].open


async def test_it_is_asked_outside_a_session_too(table: Table):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    registrar = Registrar(table.desk, by="Team manager")
    async with at_keyboard(table) as hand:
        hand.app.push_screen(ActionScreen(registrar, registrar.find("A-0001")))
        await hand.settle()
        await hand.give("d", NUMBER)
        await hand.settle()
        assert wrong(hand, 1) == AGAIN
        assert registrar.find("A-0001").open
        await hand.press("enter")
        await hand.settle()
        assert not registrar.find("A-0001").open


@BOTH
async def test_the_fuller_form_asks_once_about_what_is_new_in_it(table: Table, size):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    registrar = Registrar(table.desk, by="Team manager")
    registrar.change(registrar.find("A-0001"), owner="Mrs Jones")
    async with at_keyboard(table, size) as hand:
        hand.app.push_screen(ActionScreen(registrar, registrar.find("A-0001")))
        await hand.settle()
        await hand.press("f")
        await hand.settle()
        hand.app.screen.query_one("#barrier-input").value = NUMBER
        await hand.pilot.pause()
        await hand.press("escape")
        assert hand.on == "ActionFormScreen"
        assert hand.app.screen.query_one("#barrier").wrong == f"{LOOKS} Esc again keeps it."
        assert hand.app.screen.query_one("#owner").wrong == "", "it stood there already"
        assert hand.app.focused.id == "barrier-input"
        assert LOOKS in hand.seen()
        await hand.press("escape")
        await hand.settle()
        assert hand.on == "ActionScreen"
        assert registrar.find("A-0001").barrier == NUMBER


def test_new_words_and_reasons_in_the_form_are_looked_at_and_what_stood_there_is_not():
    stood = Filled(f"{NUMBER} by her mother Sarah", reason=NUMBER)
    on = Sheet(stood, stood, date(2026, 11, 21), Choosing(), asks_reason=True)
    lines = {line.name: on.stood(line) for line in LINES}
    assert read_form(on, Typed(stood.text, lines, stood.reason)).wrong == {}
    wrong = read_form(on, Typed(NUMBER, lines | {"themes": "Mrs Jones"}, f"{NUMBER}!")).wrong
    assert wrong == {
        "text": f"{LOOKS} Esc again keeps it.",
        "themes": "It looks like a person's name (Mrs …). Esc again keeps it.",
        "reason": f"{LOOKS} Esc again keeps it.",
    }

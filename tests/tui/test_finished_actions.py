"""An action that is finished says when and where; undoing is offered where it undoes something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journeys.hand import SIZES, Table, at_keyboard, in_session, laid
from journeys.owing import CHRONOLOGY, DIFFERENCE, agreed_weeks_ago
from learnsession.room.registering import Registrar
from learnsession.room.room import Room
from learnsession.tui.finished import can_undo, finished_words
from learnsession.tui.screens.action import ActionScreen

BOTH = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


@pytest.fixture
def registrar(table: Table) -> Registrar:
    return Registrar(table.desk, by="Team manager")


@pytest.fixture
def room(table: Table) -> Iterator[Room]:
    """A session that has agreed one thing; what is said of it elsewhere it is not told."""
    room = table.session(leave=False)
    room.agree_action(CHRONOLOGY)
    room.settle()
    yield room
    room.leave()


def test_what_was_done_elsewhere_says_where_and_that_the_register_undoes_it(
    table: Table, registrar: Registrar, room: Room
):
    table.advance(minutes=14 * 24 * 60)
    registrar.answer(registrar.find("1"), "done", DIFFERENCE)
    action = registrar.find("1")
    words = "A-0001 was done on 5 December 2026, outside a session. "
    assert finished_words(room, action) == f"{words}Open it in the register to undo that."
    assert not can_undo(room, action)
    assert finished_words(registrar, action) == f"{words}Press u to undo that."
    assert can_undo(registrar, action)


def test_what_was_dropped_in_a_session_names_it_everywhere_else(
    table: Table, registrar: Registrar, room: Room
):
    action = room.answer(room.agreed[0], "dropped", "No longer wanted")
    assert finished_words(room, action) == (
        "A-0001 was dropped in this session. Press u to undo that."
    )
    room.settle()
    assert finished_words(registrar, registrar.find("1")) == (
        "A-0001 was dropped on 21 November 2026, in S-0001. Press u to undo that."
    )


def test_what_was_said_since_is_undone_first(table: Table, registrar: Registrar, room: Room):
    room.answer(room.agreed[0], "done", DIFFERENCE)
    room.change(room.agreed[0], owner="team manager")
    assert finished_words(room, room.agreed[0]).endswith("Press u until that is undone.")


def test_what_is_not_known_is_not_said(registrar: Registrar, room: Room):
    known = replace(room.agreed[0], status="complete", history=(), finished=date(2026, 12, 5))
    register = "Open it in the register to undo that."
    assert finished_words(room, known) == f"A-0001 was done on 5 December 2026. {register}"
    unknown = replace(known, finished=None)
    assert finished_words(room, unknown) == f"A-0001 is done already. {register}"


@BOTH
async def test_no_key_is_offered_where_there_is_nothing_to_undo(table: Table, size):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with in_session(table, size) as hand:
        await hand.press("s")
        await hand.settle()
        assert "t take further   p headline   f fuller form" in hand.seen()
        await hand.press("p")
        assert "t take further   p not headline   u undo   f fuller form" in hand.seen()
        await hand.press("u")
        assert "u undo" not in hand.seen()


@BOTH
async def test_a_finished_action_offers_only_what_can_be_said_of_it(table: Table, size):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    registrar = Registrar(table.desk)
    async with at_keyboard(table, size) as hand:
        hand.app.push_screen(ActionScreen(registrar, registrar.find("1")))
        await hand.settle()
        assert "u undo" not in hand.seen()
        await hand.press("x")
        await hand.paste("No longer wanted")
        await hand.press("enter")
        await hand.settle()
        assert "u Undo" in hand.seen()
        assert "take further" not in hand.seen()
        await hand.press("d")
        said = "A-0001 was dropped on 16 January 2027, outside a session. Press u to undo that."
        assert said in hand.said()
        await hand.press("u")
        await hand.settle()
        assert "d Done" in hand.seen()

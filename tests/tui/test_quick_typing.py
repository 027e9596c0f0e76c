"""A quick typist, or a keyboard that sends a line at once: every letter lands where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from journeys.hand import SMALL, Table, at_keyboard, laid, let_go


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def owing(table: Table) -> None:
    room = table.session(leave=False)
    room.agree_action("Ask the nursery", "health visitor", date(2026, 12, 18))
    room.settle()
    room.leave()
    table.advance(minutes=60 * 24 * 30)


async def test_letters_right_after_enter_belong_to_the_next_line_of_an_answer(table: Table):
    owing(table)
    async with at_keyboard(table, SMALL, table.app(run=table.setup())) as hand:
        await hand.settle()
        await hand.press("s", "g")
        await hand.settle()
        await hand.strike(*"half of it", "enter", *"8/1/2027", "enter")
        (action,) = hand.room.owed
        assert (action.history[-1].words, action.due) == ("half of it", date(2027, 1, 8))
        await let_go(hand)


async def test_and_to_the_next_field_of_a_form(table: Table):
    async with at_keyboard(table, SMALL, table.app(run=table.setup())) as hand:
        await hand.settle()
        await hand.press("f")
        await hand.settle()
        await hand.strike(*"9", "enter", *"school, nursing")
        values = [field.value for field in hand.app.screen.query(Input)]
        assert values[:2] == ["9", "school, nursing"]
        await hand.press("escape")
        await let_go(hand)

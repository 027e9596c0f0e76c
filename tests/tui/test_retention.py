"""The question before the first session: asked once, never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journeys.hand import SIZES, Hand, Table, at_keyboard, laid
from learnsession.settings import FILE, read_settings


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        (made.root / FILE).unlink()
        yield made


def settings(hand: Hand):
    return read_settings(hand.table.root)


async def set_up_again(hand: Hand) -> None:
    """Home, and the same review once more."""
    await hand.press("escape")
    assert hand.on == "HomeScreen"
    await hand.press("enter")
    assert hand.on == "SetUpScreen"


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_the_years_are_asked_for_once_before_the_first_set_up(table: Table, size):
    async with at_keyboard(table, size) as hand:
        assert hand.on == "HomeScreen"
        await hand.press("enter")
        assert hand.on == "RetentionScreen"
        assert hand.app.focused.value == "", "no number is the usual one"
        assert "from 7 to 25 years" in hand.words("#retention-why")
        assert "Decide later" in hand.seen()
        await hand.type("7")
        assert "Keep 7 years" in hand.seen()
        await hand.press("enter")
        assert hand.on == "SetUpScreen"
        assert settings(hand).retain_years == 7
        await set_up_again(hand)


async def test_deciding_later_is_one_key_and_is_not_asked_again(table: Table):
    async with at_keyboard(table) as hand:
        await hand.press("enter", "enter")
        assert hand.on == "SetUpScreen"
        assert settings(hand).retain_years is None
        await set_up_again(hand)


async def test_what_is_no_number_of_years_is_pointed_out(table: Table):
    async with at_keyboard(table) as hand:
        for typed in ("x", "0", "101"):
            await hand.press("enter") if hand.on == "HomeScreen" else None
            await hand.press(*typed, "enter")
            assert hand.on == "RetentionScreen"
            assert "whole years, 1 to 100" in hand.seen()
            await hand.press(*["backspace"] * 3)
            assert "whole years" not in hand.words("#years .field-aid")
        assert settings(hand).asks_for_retention


async def test_esc_goes_home_and_it_is_asked_the_next_time(table: Table):
    async with at_keyboard(table) as hand:
        await hand.press("enter", "7", "escape")
        assert hand.on == "HomeScreen"
        assert settings(hand).asks_for_retention
        await hand.press("enter")
        assert hand.on == "RetentionScreen"


async def test_a_rehearsal_asks_nothing_and_writes_nothing(table: Table):
    async with at_keyboard(table) as hand:
        await hand.press("r")
        assert hand.on == "SetUpScreen"
    assert not (table.root / FILE).exists()


async def test_an_answer_that_cannot_be_kept_is_said_and_holds_nobody_up(table: Table, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    async with at_keyboard(table) as hand:
        await hand.press("enter", "7")
        monkeypatch.setattr("os.fsync", refuse)
        await hand.press("enter")
        assert hand.on == "SetUpScreen"
        assert "No space left" in hand.said()
        await set_up_again(hand)


async def test_a_file_that_cannot_be_understood_is_no_reason_to_ask(table: Table):
    (table.root / FILE).write_text("retain_years = \n", "utf-8")
    async with at_keyboard(table) as hand:
        await hand.press("enter")
        assert hand.on == "SetUpScreen"


async def test_the_note_says_until_when_as_the_rule_stands_when_it_is_exported(table: Table):
    room = table.session("One", leave=False)
    table.advance(minutes=60)
    from learnsession.room.desk import Opened, as_opened
    from learnsession.room.exporting import note
    from learnsession.settings.writing import change_setting

    def retained(opened: Opened) -> str:
        text = note(opened, "md", datetime(2027, 1, 1, tzinfo=UTC)).decode("utf-8")
        return next(line for line in text.splitlines() if "Retain until" in line)

    def says() -> str:
        return retained(as_opened(room))

    assert "Not yet decided" in says()
    change_setting(table.root, "retain_years", 7)
    assert "21 November 2033: 7 years after the session started" in says()
    room.close()
    assert "7 years after the session was closed" in says()
    session = room.record.started.session
    room.leave()
    assert "7 years after" in retained(table.desk.read(session))

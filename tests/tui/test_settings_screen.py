"""Settings in the app: every one by keyboard, kept at once, the file's problems shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from journeys.hand import SIZES, Hand, Table, at_keyboard, in_session, laid
from learnsession.settings import FILE, SETTINGS, read_settings
from learnsession.tui.widgets.tick import Tick


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def on(hand: Hand) -> list[str]:
    """The choices that are marked, by the name of their setting."""
    return [tick.value.split()[0] for tick in hand.app.screen.query(Tick) if tick.on]


def said(hand: Hand) -> str:
    return hand.words("#settings-said")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_every_choice_can_be_made_by_keyboard_and_is_kept_at_once(table: Table, size):
    async with at_keyboard(table, size) as hand:
        await hand.press("s")
        assert hand.on == "SettingsScreen"
        for tick in list(hand.app.screen.query(Tick)):
            while hand.app.focused is not tick:
                await hand.press("down")
            await hand.press("space")
            key, number = tick.value.split()
            (setting,) = (each for each in SETTINGS if each.key == key)
            choice = setting.choices[int(number)]
            assert read_settings(table.root).value(key) == choice.value
            assert said(hand) == f"✓ Kept: {choice.words}"
            assert on(hand) == [each.key for each in SETTINGS]
            assert hand.app.screen.can_view_entire(tick)
        await hand.press("escape")
        assert hand.on == "HomeScreen"


async def test_a_choice_is_put_to_use_at_once(table: Table):
    async with at_keyboard(table) as hand:
        await hand.press("s", "down", "enter")
        assert hand.app.theme == "paper"
        await hand.press("down", "down", "down", "space", "escape")
        table.advance(minutes=5)
        hand.app.curtain.look()
        await hand.pilot.pause()
        assert hand.on == "BlankScreen"


async def to_years(hand: Hand) -> None:
    await hand.press("s")
    while not isinstance(hand.app.focused, Input):
        await hand.press("up")


async def test_years_are_kept_on_enter_on_moving_on_and_on_leaving(table: Table):
    async with at_keyboard(table) as hand:
        await to_years(hand)
        await hand.press("7", "enter")
        assert read_settings(table.root).retain_years == 7
        assert said(hand) == "✓ Kept: 7 years"
        assert "retain_years" not in on(hand)
        await hand.press("backspace", "8", "up")
        assert read_settings(table.root).retain_years == 8
        await hand.press("down", "backspace", "9", "escape")
        assert hand.on == "HomeScreen"
        assert read_settings(table.root).retain_years == 9
        await to_years(hand)
        assert hand.app.focused.value == "9"
        await hand.press("down", "space")
        assert read_settings(table.root).retain_years is None
        assert hand.app.screen.query_one(Input).value == ""
        assert not read_settings(table.root).asks_for_retention


async def test_years_that_cannot_be_used_are_pointed_out_and_never_kept(table: Table):
    async with at_keyboard(table) as hand:
        await to_years(hand)
        await hand.press(*"700", "enter")
        assert "whole number from 1 to 100" in hand.seen()
        await hand.press("escape")
        assert hand.on == "SettingsScreen"
        await hand.press("escape")
        assert hand.on == "HomeScreen"
        assert read_settings(table.root).retain_years is None


async def test_what_is_wrong_in_the_file_is_shown_with_its_line_until_it_is_mended(table: Table):
    path = table.root / FILE
    async with at_keyboard(table) as hand:
        path.write_text('retain_years = 7\ntheme = "pink"\nthem = [1]\n', "utf-8")
        await hand.press("s")
        assert "Line 2: 'theme' cannot be 'pink'." in hand.words("#settings-problems")
        assert "Line 3: There is no setting 'them'" in hand.words("#settings-problems")
        assert hand.app.screen.query_one(Input).value == "7", "it is read again when it is shown"
        await hand.press("down", "space")
        assert "pink" not in hand.words("#settings-problems")
        assert path.read_text("utf-8") == 'retain_years = 7\ntheme = "paper"\nthem = [1]\n'


async def test_what_cannot_be_kept_is_said_and_holds_until_the_app_is_left(table: Table):
    path = table.root / FILE
    path.write_text("theme = \n", "utf-8")
    async with at_keyboard(table) as hand:
        await hand.press("s")
        assert "Line 1: This is not TOML" in hand.words("#settings-problems")
        await hand.press("down", "space")
        assert "'Colours' is not kept" in said(hand)
        assert hand.app.theme == "paper"
        assert path.read_text("utf-8") == "theme = \n"


async def test_it_is_in_the_palette_also_in_a_session(table: Table):
    async with in_session(table) as hand:
        offered = {each.title: each for each in hand.app.get_system_commands(hand.app.screen)}
        offered["Settings"].callback()
        await hand.pilot.pause()
        assert hand.on == "SettingsScreen"
        titles = [each.title for each in hand.app.get_system_commands(hand.app.screen)]
        assert "Settings" not in titles
        await hand.press("question_mark", "escape", "q")
        assert hand.on == "SessionScreen"

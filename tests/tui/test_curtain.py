"""The curtain: on a key, after a time without one, and with a lock. Time is the table's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input, Static

from journeys.hand import SMALL, Hand, Table, at_keyboard, in_session, laid
from learnsession.settings.writing import change_setting
from learnsession.tui.app import LearnSessionApp

MINUTES = 5


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        change_setting(made.root, "blank_after", MINUTES)
        yield made


async def idle(hand: Hand, minutes: float = MINUTES) -> None:
    """So long without a key, then the look that the app takes at itself every few seconds."""
    hand.table.advance(minutes=minutes)
    hand.app.curtain.look()
    await hand.pilot.pause()


def dark(hand: Hand) -> bool:
    """Nothing can be read but the one small line."""
    return hand.seen().split() == ["any", "key"]


PLACES = {
    "home": (),
    "set-up": ("enter", "tab"),
    "settings": ("s",),
    "help": ("question_mark",),
    "concern": ("exclamation_mark",),
    "palette": ("ctrl+p",),
}
IN_SESSION = {
    "session": (),
    "overview": ("o",),
    "entries": ("e",),
    "form": ("f", "9"),
    "moment": ("p",),
    "export": ("x",),
    "closing": ("c",),
    "typing": ("r", "h", "i"),
}


async def falls_and_is_lifted(hand: Hand) -> None:
    """Not too early, whole, and back as it was on a key that does nothing else."""
    on, before, focused = hand.on, hand.seen(), hand.app.focused
    await idle(hand, MINUTES - 0.1)
    assert hand.on == on
    await idle(hand, 0.1)
    assert dark(hand), hand.seen()
    await idle(hand)
    assert dark(hand)
    await hand.press("q")
    assert hand.on == on
    assert hand.app.focused is focused
    await hand.app.workers.wait_for_complete()
    await hand.pilot.pause()
    assert without_the_clock(hand.seen()) == without_the_clock(before)


def without_the_clock(seen: str) -> list[str]:
    """The minutes that passed show in the top line and in the plan, and are meant to."""
    return [line for line in seen.splitlines() if ":" not in line and "min left" not in line]


@pytest.mark.parametrize("place", PLACES)
async def test_it_falls_over_every_screen(table: Table, place: str):
    async with at_keyboard(table) as hand:
        await hand.press(*PLACES[place])
        await hand.pilot.pause(0.3)
        await falls_and_is_lifted(hand)


@pytest.mark.parametrize("place", IN_SESSION)
async def test_it_falls_over_every_page_of_a_session(table: Table, place: str):
    async with in_session(table, step=5) as hand:
        await hand.add("One")
        await hand.press(*IN_SESSION[place])
        await falls_and_is_lifted(hand)


async def test_every_key_begins_the_time_anew_and_off_is_off(table: Table):
    async with at_keyboard(table) as hand:
        for _ in range(3):
            await idle(hand, MINUTES - 1)
            await hand.press("down")
        assert hand.on == "HomeScreen"
        hand.app.keep_setting("blank_after", 0)
        await idle(hand, 600)
        assert hand.on == "HomeScreen"
        hand.app.keep_setting("blank_after", 30)
        await idle(hand, 29)
        assert hand.on == "HomeScreen"
        await idle(hand, 1)
        assert dark(hand)


async def test_the_app_looks_by_itself(table: Table, monkeypatch):
    monkeypatch.setattr("learnsession.tui.curtain.LOOK", 0.01)
    async with at_keyboard(table) as hand:
        table.advance(minutes=MINUTES)
        await hand.pilot.pause(0.1)
        assert dark(hand)


async def test_half_written_words_are_on_the_disk_before_it_is_dark(table: Table, monkeypatch):
    monkeypatch.setattr("learnsession.tui.session.capturing.DRAFT_PAUSE", 1000.0)
    async with in_session(table, step=5) as hand:
        await hand.press("a", *"Ask", "tab", *"Lead")
        await idle(hand)
        assert dark(hand)
        await hand.settle()
        draft = hand.app.desk.store.read(hand.room.record.started.session)
        assert draft is not None
        found = next((hand.table.root / "sessions").rglob("*draft*")).read_text("utf-8")
        assert "Ask" in found
        assert "Lead" in found
        await hand.press("x")
        assert hand.half_written == "Ask"
        await hand.press(*"er")
        assert hand.box.writing.owner == "Leader"


@pytest.mark.parametrize("key", ["b", "full_stop"])
async def test_a_key_blanks_at_once_wherever_nobody_types(table: Table, key: str):
    async with at_keyboard(table) as hand:
        await hand.press(key)
        assert dark(hand)
        await hand.press(key)
        assert hand.on == "HomeScreen"
        await hand.press("enter", key)
        assert hand.on == "SetUpScreen"
        assert hand.app.screen.query_one("#team-input", Input).value in "b."
        await hand.press("tab", key)
        assert dark(hand)


@pytest.mark.parametrize(
    "key", ["q", "ctrl+q", "ctrl+c", "ctrl+p", "escape", "enter", "space", "f1", "exclamation_mark"]
)
async def test_the_key_that_lifts_it_does_nothing_else(table: Table, key: str):
    async with in_session(table, step=5) as hand:
        before = hand.room.record.position
        await hand.press("b", key)
        await hand.app.workers.wait_for_complete()
        await hand.pilot.pause()
        assert hand.on == "SessionScreen"
        assert hand.room.record.position == before
        assert not hand.room.record.concerns


async def test_a_paste_lifts_it_and_is_not_taken(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.press("r", "h", "escape", "b")
        await hand.paste("somebody's clipboard")
        assert hand.on == "SessionScreen"
        assert hand.half_written == "h"


async def test_no_message_is_shown_on_it(table: Table):
    app = table.app()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        hand = Hand(app, pilot, table)
        app.notify("What was typed", timeout=60)
        await hand.press("b")
        app.notify("And more of it", timeout=60)
        await hand.pilot.pause(0.2)
        assert dark(hand)
        await hand.press("x")
        await hand.pilot.pause(0.2)
        assert "And more of it" in hand.seen()


class Lock(Screen[bool]):
    """Stands for the page that asks for a passphrase: `y` is the right one."""

    BINDINGS = [  # noqa: RUF012
        Binding("y", "dismiss(True)"),
        Binding("n", "dismiss(False)"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("Passphrase?")


class Protected(LearnSessionApp):
    def unlock_needed(self) -> bool:
        return True

    def unlock_screen(self) -> Screen[bool]:
        return Lock()


async def test_a_protected_store_asks_before_it_is_lifted(table: Table):
    app = Protected(table.desk)
    async with at_keyboard(table, SMALL, app) as hand:
        await idle(hand)
        assert dark(hand)
        await hand.press("y")
        assert "Passphrase?" in hand.seen()
        assert not list(app.get_system_commands(app.screen)), "the palette leads nowhere now"
        await hand.press("n")
        assert dark(hand)
        await hand.press("ctrl+c")
        assert hand.on == "Lock"
        await hand.press("ctrl+c")
        assert dark(hand)
        await idle(hand)
        await hand.press("x")
        await idle(hand)
        assert hand.on == "Lock"
        await hand.press("y")
        assert hand.on == "HomeScreen"
        await hand.press("b")
        assert dark(hand)

"""What goes on under the curtain stays under it: workers, messages, the mouse."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from journeys.hand import SMALL, Hand, Table, at_keyboard, in_session, laid
from learnsession.room.desk import Desk
from learnsession.settings.writing import change_setting


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        change_setting(made.root, "blank_after", 5)
        yield made


def dark(hand: Hand) -> bool:
    return hand.seen().split() == ["any", "key"]


def held(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> threading.Event:
    """A method that waits for this event before it does anything."""
    go, does = threading.Event(), getattr(owner, name)

    def waits(*given: object, **named: object) -> object:
        go.wait(10)
        return does(*given, **named)

    monkeypatch.setattr(owner, name, waits)
    return go


async def some_time(hand: Hand) -> None:
    for _ in range(10):
        await hand.pilot.pause(0.02)


async def test_a_session_that_was_asked_for_before_is_not_shown_over_it(table: Table, monkeypatch):
    table.session("One", close=True)
    async with at_keyboard(table) as hand:
        await hand.settle()
        go = held(monkeypatch, Desk, "read")
        await hand.press("end", "enter", "b")
        go.set()
        await some_time(hand)
        assert dark(hand), hand.seen()
        await hand.press("x")
        await hand.settle()
        assert hand.on == "ReadingScreen"


async def test_a_session_that_is_being_left_does_not_lift_it(table: Table, monkeypatch):
    async with in_session(table, step=5) as hand:
        room = hand.room
        go = held(monkeypatch, type(room), "leave")
        await hand.press("q", "r", "b")
        assert dark(hand), "the key blanks also while the last words go to the disk"
        go.set()
        await some_time(hand)
        assert dark(hand), hand.seen()
        await hand.press("x")
        await some_time(hand)
        assert hand.on == "HomeScreen"
        await hand.press("b")
        assert dark(hand)


async def test_the_mouse_finds_nothing_under_it(table: Table):
    async with in_session(table, step=5) as hand:
        before = hand.room.record.position
        await hand.press("b")
        for where in ((1, 1), (40, 12), (10, 23), (70, 23)):
            await hand.pilot.click(offset=where)
        assert dark(hand)
        await hand.press("x")
        assert hand.room.record.position == before
        assert hand.on == "SessionScreen"


def mouse(kind: type[events.MouseEvent]) -> events.MouseEvent:
    """As the terminal sends it."""
    return kind(None, 40, 0, 0, 0, 0, False, False, False, 40, 0)


@pytest.mark.parametrize(
    ("kind", "blanks"),
    [(events.MouseMove, True), (events.MouseDown, False), (events.MouseScrollDown, False)],
)
async def test_a_mouse_that_only_moves_is_nobody(table: Table, kind, blanks: bool):
    async with at_keyboard(table) as hand:
        table.advance(minutes=4)
        hand.app.post_message(mouse(kind))
        await hand.pilot.pause()
        table.advance(minutes=1)
        hand.app.curtain.look()
        await hand.pilot.pause()
        assert dark(hand) == blanks


PLACES = {
    "entries": ("e",),
    "history": ("h", "enter"),
    "help": ("question_mark",),
    "concern": ("exclamation_mark",),
    "moment": ("p",),
    "notes": ("n",),
    "export": ("x",),
    "findings": ("x", "enter"),
    "closing": ("c",),
}


@pytest.mark.parametrize("place", PLACES)
async def test_b_blanks_every_page_of_a_session(table: Table, place: str):
    async with in_session(table, step=5) as hand:
        await hand.add("NHS 999 247 5145")
        await hand.press(*PLACES[place])
        await hand.settle()
        on = hand.on
        assert on != "SessionScreen"
        await hand.press("b")
        assert dark(hand), hand.seen()
        await hand.press("q")
        assert hand.on == on


@pytest.mark.parametrize("keys", [("s",), ("question_mark",), ("exclamation_mark",)])
async def test_b_blanks_every_page_from_home(table: Table, keys: tuple[str, ...]):
    async with at_keyboard(table) as hand:
        await hand.press(*keys, "b")
        assert dark(hand), hand.seen()


async def test_b_blanks_a_closed_session(table: Table):
    table.session("One", close=True)
    async with at_keyboard(table, SMALL) as hand:
        await hand.settle()
        await hand.press("end", "enter")
        await hand.settle()
        assert hand.on == "ReadingScreen"
        await hand.press("b")
        assert dark(hand)


async def test_no_message_is_shown_while_the_passphrase_is_asked_for(table: Table):
    app = table.app()
    app.unlock_needed = lambda: True  # type: ignore[method-assign]
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        hand = Hand(app, pilot, table)
        app.notify("What was typed", timeout=60)
        await hand.press("b", "x")
        assert hand.on == "UnlockScreen"
        app.notify("And more of it", timeout=60)
        for keys in ((), ("f1",), ("escape",), ("x", "ctrl+p")):
            await hand.press(*keys)
            await some_time(hand)
            racks = app.screen.query("Toast")
            assert not [toast for toast in racks if toast.display], keys

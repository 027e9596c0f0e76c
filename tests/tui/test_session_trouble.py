"""A disk that refuses, a laptop that sleeps, a window that is too small."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journeys.hand import SMALL, Hand, Table, at_keyboard, in_session, laid, texts
from learnsession.errors import SaveError
from learnsession.store.opened import OpenSession
from learnsession.tui.widgets.key_line import KeyLine
from learnsession.tui.widgets.step import StepView

TOO_SMALL = (79, 23)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While it lasts, nothing can be kept."""

    def refuse(self: OpenSession, *_: object) -> None:
        raise SaveError("The disk is full.", "Make room on it.")

    with monkeypatch.context() as patch:
        patch.setattr(OpenSession, "append", refuse)
        patch.setattr(OpenSession, "keep_draft", refuse)
        patch.setattr("learnsession.room.running.LAST_SAVE", 0.2)
        yield


async def until_saved(hand: Hand) -> None:
    """The writer tries again by itself; draining merely makes it hurry."""
    assert await asyncio.to_thread(hand.table.desk.writer.drain, 10)
    await hand.pilot.pause()
    await hand.pilot.pause()


async def test_a_refusing_disk_is_said_and_nothing_is_lost(table: Table, monkeypatch):
    async with in_session(table, step=5) as hand:
        await hand.settle()
        with full_disk(monkeypatch):
            await hand.press("r", *"One", "enter", *"ha")
            await hand.pilot.pause(0.4)
            assert "not saved yet" in hand.words("#clock")
            assert "The disk is full" in hand.said()
            assert "1" in hand.seen()
            assert hand.half_written == "ha"
            await hand.press("q", "escape", "q")
            await hand.app.workers.wait_for_complete()
            await hand.pilot.pause()
            assert hand.on == "SessionScreen"
            assert "stays open" in hand.said()
            await hand.press("r")
            assert hand.half_written.startswith("ha")
            await hand.press("escape")
        await until_saved(hand)
        assert "saved 13:50" in hand.words("#clock")
        assert "not saved" not in hand.words("#clock")
        assert "saved again" in hand.said()
        session = hand.room.record.started.session
        assert texts(table.kept(session).reflections) == ["One"]
        await hand.press("q")
        await hand.settle()
        assert hand.on == "HomeScreen"


async def test_closing_is_refused_while_the_disk_refuses(table: Table, monkeypatch):
    async with in_session(table, step=5) as hand:
        await hand.settle()
        with full_disk(monkeypatch):
            await hand.press("r", *"One", "enter", "escape", "c", "y")
            await hand.app.workers.wait_for_complete()
            await hand.pilot.pause()
            assert hand.on == "SessionScreen"
            assert "stays open" in hand.said()
        await until_saved(hand)
        await hand.press("q")
        await hand.settle()
        assert hand.on == "ReadingScreen"
        assert "One" in hand.words("#reading-words")


async def test_nothing_can_be_typed_while_the_session_is_being_left(table: Table, monkeypatch):
    async with in_session(table, step=5) as hand:
        slow, leave = asyncio.Event(), hand.room.leave
        loop = asyncio.get_running_loop()

        def slowly():
            asyncio.run_coroutine_threadsafe(slow.wait(), loop).result(5)
            return leave()

        monkeypatch.setattr(hand.room, "leave", slowly)
        await hand.press("q")
        await hand.press("q", "r", "a", "e", "ctrl+c")
        assert not hand.box.display
        assert hand.on == "SessionScreen"
        slow.set()
        await hand.settle()
        assert hand.on == "HomeScreen"
        assert "not on the disk" not in hand.said()


async def test_a_laptop_that_slept_is_noticed(table: Table):
    async with in_session(table, step=5) as hand:
        before = hand.room.record.clock.until(table.now).total
        table.advance(minutes=45)
        hand.app.screen._tick()
        await hand.pilot.pause()
        assert "asleep" in hand.said()
        assert hand.room.record.clock.until(table.now).total - before < 5


async def test_what_can_be_seen_while_paused(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.press("r", *"half", "escape", "p")
        seen = hand.seen()
        assert "Taking a moment" in seen
        assert "ambulance" not in seen
        table.advance(minutes=10)
        await hand.press("exclamation_mark")
        assert "call 999" in hand.seen()
        await hand.press("escape", "p", "r")
        assert hand.half_written == "half"


PAGES = {
    "session": (),
    "overview": ("o",),
    "entries": ("e",),
    "form": ("f",),
    "moment": ("p",),
    "concern": ("exclamation_mark",),
    "notes": ("n",),
    "export": ("x",),
    "closing": ("c",),
    "help": ("f1",),
    "typing": ("r", "h", "i"),
}


async def test_every_page_asks_for_a_larger_window_and_comes_back(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.add("One")
        for page, keys in PAGES.items():
            await hand.press(*keys)
            before = hand.seen()
            await hand.pilot.resize_terminal(*TOO_SMALL)
            await hand.pilot.pause()
            assert "make this window larger" in hand.seen(), page
            await hand.pilot.resize_terminal(*SMALL)
            await hand.pilot.pause()
            await hand.pilot.pause()
            assert hand.seen() == before, page
            await hand.press(*(["p"] if page == "moment" else ["escape"]))
            assert hand.on == "SessionScreen", page


async def test_home_set_up_and_taking_up_ask_for_a_larger_window(table: Table):
    table.session("One")
    async with at_keyboard(table, TOO_SMALL) as hand:
        for keys in ((), ("enter",), ("escape", "down", "enter")):
            await hand.press(*keys)
            await hand.settle()
            assert "make this window larger" in hand.seen(), keys
        await hand.pilot.resize_terminal(*SMALL)
        await hand.pilot.pause()
        assert hand.on == "SetUpScreen"
        assert hand.app.screen.query_one(KeyLine).region.height == 1


async def test_folded_sides_unfold_and_moving_on_does_not_break(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.add("One")
        await hand.press("w", "right", "right", "r", *"Two", "enter", "escape", "right")
        assert hand.room.step.number == 5
        assert hand.room.points == 4
        await hand.press("w", "w", "w")
        await hand.pilot.resize_terminal(120, 36)
        await hand.pilot.pause()
        seen = hand.seen()
        assert "Two" in seen
        assert "ambulance" in seen


async def test_a_question_is_lit_when_it_is_reached(table: Table):
    async with in_session(table, step=9) as hand:
        step = hand.app.screen.query_one(StepView)
        before = lit(step)
        await hand.press("space")
        assert step.text.count("?") >= 3
        assert len(lit(step)) > len(before)


def lit(step: StepView) -> list[str]:
    """The lines of a step that stand in the full colour of the text."""
    text = step.rich_style.color
    lines = [step.render_line(y) for y in range(step.size.height)]
    return [
        line.text
        for line in lines
        if any(part.style and part.style.color == text and part.text.strip() for part in line)
    ]

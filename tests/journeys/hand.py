"""A hand on the keyboard of the whole app, over a store in a temporary folder and a set clock."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from learnsession.packs.library import find_format, find_pack
from learnsession.packs.reader import FormatFile, PackFile
from learnsession.room.desk import Desk, SetUp
from learnsession.room.room import Room
from learnsession.session.record import Session
from learnsession.settings import LATER
from learnsession.settings.writing import change_setting
from learnsession.tui.app import LearnSessionApp

START = datetime(2026, 11, 21, 13, 50, tzinfo=UTC)
SMALL, LARGE = (80, 24), (120, 36)
SIZES = (SMALL, LARGE)
NOWHERE = Path("no-such-store")
TALK_ONLY = "emotional-impact"


@cache
def _shipped(pack: str) -> PackFile:
    """A pack that ships, read once: hundreds of tests run it."""
    return find_pack(pack, NOWHERE)


@cache
def _form(name: str) -> FormatFile:
    return find_format(name, NOWHERE)


@dataclass
class Table:
    """A store, a folder for exports and the moment that both believe in."""

    folder: Path
    now: datetime = START
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.exports = self.folder / "exports"
        self.exports.mkdir(parents=True)
        self.desk = self.another_desk()

    @property
    def root(self) -> Path:
        return self.folder / "store"

    def another_desk(self) -> Desk:
        """What a second window, or the same one after a kill, would hold."""
        return Desk(self.root, now=lambda: self.now)

    def advance(self, *, seconds: float = 0, minutes: float = 0) -> None:
        self.now += timedelta(seconds=seconds, minutes=minutes)

    def setup(self, *, team: str = "North team", form: str = "team-30", **more: Any) -> SetUp:
        return SetUp(_shipped("norfolk-child-ai"), _form(form), team=team, **more)

    def session(self, *heard: str, close: bool = False, leave: bool = True, **more: Any) -> Room:
        """A session that was run without the app."""
        room = self.desk.start(self.setup(**more))
        for text in heard:
            room.add_reflection(text)
        if close:
            room.close()
        room.settle()
        if leave:
            room.leave()
        return room

    def app(self, desk: Desk | None = None, **how: Any) -> LearnSessionApp:
        return LearnSessionApp(desk or self.desk, export_folder=self.exports, **how)

    def kept(self, session: str) -> Session:
        """The session as it stands on disk."""
        return self.another_desk().read(session).record

    def tree(self) -> dict[str, bytes]:
        """Every file under the store, with what is in it."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


@dataclass
class Hand:
    """Presses keys and reads the screen."""

    app: LearnSessionApp
    pilot: Pilot[None]
    table: Table

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Letter by letter, without waiting in between."""
        self._strike(*text)
        await self.pilot.pause()
        await self.pilot.pause()

    async def strike(self, *keys: str) -> None:
        """Press keys faster than the app can follow."""
        self._strike(*keys)
        await self.settle()

    def _strike(self, *keys: str) -> None:
        for key in keys:
            named = _character_to_key(key) if len(key) == 1 else key
            character = key if len(key) == 1 else ("\r" if key == "enter" else None)
            self.app.post_message(events.Key(named, character))

    async def paste(self, text: str) -> None:
        """As a terminal does it: to whatever has the focus; a box may be just about to take it."""
        for _ in range(20):
            if isinstance(self.app.focused, Input | TextArea):
                break
            await self.pilot.pause(0.02)
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()
        await self.pilot.pause()

    async def add(self, text: str) -> None:
        """A reflection, from `r` to Esc."""
        await self.press("r")
        await self.paste(text)
        await self.press("enter", "escape")

    async def give(self, key: str, *words: str) -> None:
        """Press the key that asks, and give these words, one a line, each with its Enter."""
        await self.press(key)
        for text in words:
            if text:
                await self.paste(text)
            await self.press("enter")

    async def is_killed(self) -> str:
        """The process ends as it stands, once a pause has kept what was typed; which session."""
        await self.pilot.pause(0.4)
        await self.settle()
        self.room._saver._keeping._hold.release(settled=False)  # as the end of a process does
        self.room._gone = True
        return self.room.record.started.session

    def pass_time(self, *, seconds: int) -> None:
        """The clock goes on as it does on a laptop that is awake: one look at it a minute."""
        for start in range(0, seconds, 60):
            self.table.advance(seconds=min(60, seconds - start))
            self.room.tick()

    async def settle(self) -> None:
        """Until workers are done and everything is on disk and on the screen."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        self.app.desk.writer.drain(10)
        await self.pilot.pause()
        await self.pilot.pause()

    @property
    def on(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def room(self) -> Room:
        """The room of the session that is open."""
        for screen in reversed(self.app.screen_stack):
            if type(screen).__name__ == "SessionScreen":
                return screen.room
        raise AssertionError("No session is open.")

    @property
    def box(self) -> Any:
        """The entry box of the session."""
        return self.app.screen.query_one("#entry")

    @property
    def half_written(self) -> str:
        """What stands in the box, open or not."""
        (screen,) = [s for s in self.app.screen_stack if type(s).__name__ == "SessionScreen"]
        return screen.query_one("#entry-text").text

    def words(self, selector: str) -> str:
        return str(self.app.screen.query_one(selector, Static).render())

    def seen(self) -> str:
        """Every line on the screen, as text."""
        return "\n".join(lines(self.app))

    def said(self) -> str:
        """Every message that has been shown and has not gone yet."""
        return "\n".join(f"{each.title} {each.message}" for each in self.app._notifications)


def lines(app: LearnSessionApp) -> list[str]:
    """The lines of the screen on top."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


@contextmanager
def laid(folder: Path) -> Iterator[Table]:
    """A table in London, wherever the developer is; its writer is let go of at the end."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/London"
    time.tzset()
    table = Table(folder)
    change_setting(table.root, "retain_years", LATER)  # what is asked before the first session
    try:
        yield table
    finally:
        table.desk.close()
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


@asynccontextmanager
async def at_keyboard(
    table: Table, size: tuple[int, int] = SMALL, app: LearnSessionApp | None = None
) -> AsyncIterator[Hand]:
    """The app, open, with a hand on its keyboard."""
    app = app or table.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Hand(app, pilot, table)


@asynccontextmanager
async def in_session(
    table: Table, size: tuple[int, int] = SMALL, step: int = 1, **more: Any
) -> AsyncIterator[Hand]:
    """The app in a running session, on this step."""
    app = table.app(run=table.setup(**more))
    async with at_keyboard(table, size, app) as hand:
        await hand.settle()
        if step > 1:
            await hand.press(*str(step), "enter")
        yield hand
        await let_go(hand)


@asynccontextmanager
async def taken_up(table: Table, session: str) -> AsyncIterator[Hand]:
    """Another process goes on with a session, at the small window."""
    desk = table.another_desk()
    try:
        async with at_keyboard(table, app=table.app(desk, resume=session)) as hand:
            await hand.settle()
            await hand.press("enter")
            await hand.settle()
            yield hand
    finally:
        desk.close()


async def let_go(hand: Hand) -> None:
    """Leave whatever is still open, so that the store can be read."""
    for screen in hand.app.screen_stack:
        if type(screen).__name__ == "SessionScreen":
            screen.room.leave()


def texts(entries: Iterable[Any]) -> list[str]:
    return [entry.text for entry in entries]

"""Draws the README's picture, `docs/session.svg`: the real app in a session with made-up words.

.venv/bin/python docs/draw_session.py
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from learnsession.packs.library import find_format, find_pack
from learnsession.room.desk import Desk, SetUp
from learnsession.room.room import Room
from learnsession.tui.app import LearnSessionApp

PICTURE = Path(__file__).with_name("session.svg")
SIZE = (120, 36)

HEARD = (
    "Each of us sees one visit. Nobody here would have had the pattern.",
    "What the nursery notices in the mornings does not reach the health visitor.",
    "Who of us asks a child what the evenings are like?",
)
_OUTSIDE_FONTS = re.compile(r"@font-face\s*{.*?}", re.DOTALL)


class Clock:
    """The moment, set by hand, so that the picture is the same every time."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 13, 40, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment."""
        return self.now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def main() -> None:
    """Run a session as far as the talk, and keep what the screen shows."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    with tempfile.TemporaryDirectory() as store:
        clock = Clock()
        desk = Desk(Path(store), clock)
        try:
            drawn = asyncio.run(_draw(desk, clock))
        finally:
            desk.close()
    PICTURE.write_text(_at_home_anywhere(drawn), "utf-8")


async def _draw(desk: Desk, clock: Clock) -> str:
    setup = SetUp(
        find_pack("norfolk-child-ai", desk.root),
        find_format("team-30", desk.root),
        team="North team",
        facilitator="team manager",
        head_count=9,
    )
    app = LearnSessionApp(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        room = desk.start(setup)
        _talk(room, clock)
        app.show_session(room)
        await pilot.pause(0.5)
        drawn = app.export_screenshot(title="learnsession")
        room.leave()
    return drawn


def _talk(room: Room, clock: Clock) -> None:
    """The way to the second question of the first activity, and what was said on it."""
    activity = next(step for step in room.agenda.steps if step.activity)
    while room.step.number < activity.number - 1:
        clock.pass_by(82)
        room.tick()
        room.next_step()
    room.go(activity.number)
    room.next()
    room.toggle_timer()
    for text in HEARD:
        clock.pass_by(40)
        room.tick()
        room.add_reflection(text, room.prompt)
    due = clock.now.date() + timedelta(days=24)
    room.agree_action("A one-page chronology in each supervision file", "team manager", due)
    room.next()
    room.settle()


def _at_home_anywhere(drawn: str) -> str:
    """Nothing is fetched from elsewhere, and spaces stay spaces in every program that draws it."""
    own = _OUTSIDE_FONTS.sub("", drawn).replace("Fira Code, monospace", "monospace")
    own = own.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "\n".join(line.rstrip() for line in own.splitlines()) + "\n"


if __name__ == "__main__":
    main()

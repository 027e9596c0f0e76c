"""The real app in a real terminal, killed while somebody types."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journeys.hand import Table, at_keyboard, let_go, texts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")

ROUNDS = 3
PATIENCE = 30.0


class Terminal:
    """A process at 80×24, with somebody at its keys."""

    def __init__(self, *command: str) -> None:
        self.keys, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "learnsession", *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=env,
            start_new_session=True,
        )
        os.close(theirs)
        self.seen = b""

    def type(self, text: str) -> None:
        os.write(self.keys, text.encode())

    def read(self, seconds: float = 0.05) -> None:
        """Take what was painted, so that the app never waits for a full pipe."""
        if select.select([self.keys], [], [], seconds)[0]:
            try:
                self.seen += os.read(self.keys, 65536)
            except OSError:
                time.sleep(seconds)

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, self.seen[-2000:]
            assert time.monotonic() < end, self.seen[-2000:]
            self.read()

    def kill(self) -> None:
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def terminal(*command: str) -> Iterator[Terminal]:
    """A terminal whose process is gone at the end, and its pty closed."""
    made = Terminal(*command)
    try:
        yield made
    finally:
        made.kill()
        os.close(made.keys)


def kept(folder: Path, words: str) -> bool:
    """Whether some file of a session holds these words."""
    return any(words in path.read_text("utf-8") for path in folder.glob("sessions/*/S-*.json"))


@pytest.mark.parametrize("round_", range(ROUNDS))
async def test_step_entry_and_half_written_words_come_back(table: Table, round_: int):
    said, half = f"Said in round {round_}", f"half of a sentence {round_}"
    with terminal("--store", str(table.root), "run", "norfolk-child-ai") as app:
        app.until(lambda: b"Welcome" in app.seen)
        app.type("5\r")
        app.until(lambda: b"step 5 of" in app.seen)
        app.type(" " * round_ + "r")
        app.until(lambda: b"stop typing" in app.seen)
        app.type(f"{said}\r")
        app.until(lambda: kept(table.root, said))
        app.type(half)
        end = time.monotonic() + 0.6
        while time.monotonic() < end:
            app.read()
        app.until(lambda: any(half in p.read_text() for p in table.root.rglob("*.draft.json")))
        app.kill()
    (row,) = table.desk.store.rows()
    async with at_keyboard(table, app=table.app(resume=row.id)) as hand:
        await hand.settle()
        await hand.press("enter")
        await hand.settle()
        assert (hand.room.step.number, hand.room.points) == (5, 1 + round_)
        assert texts(hand.room.record.standing) == [said]
        await hand.press("r")
        assert hand.half_written == half
        await let_go(hand)


def test_letters_struck_before_the_box_is_open_are_not_lost(table: Table):
    with terminal("--store", str(table.root), "run", "norfolk-child-ai") as app:
        app.until(lambda: b"Welcome" in app.seen)
        app.type("rSaid it, all of it\r")
        app.until(lambda: kept(table.root, "Said it, all of it"))

"""Somebody at a terminal, for as many lives of the program as are wanted."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import terminal_child

PATIENCE = 30.0
SIZE = (24, 100)
_CONTROLS = re.compile(
    rb"\x1b(?:\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|.)"
)


class Program:
    """The mother of all lives."""

    def __init__(self) -> None:
        env = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(terminal_child.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )

    def start(self, *arguments: str) -> Life:
        """One life, at a terminal of its own."""
        assert self._process.stdin
        keys, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self._process.stdin.write(json.dumps([os.ttyname(theirs), *arguments]) + "\n")
        self._process.stdin.flush()
        return Life(keys, theirs, int(self._said()), self)

    def ended(self, within: float) -> int:
        """Wait until the life has ended; gives its exit code, or minus the signal.

        Raises:
            TimeoutError: it goes on.

        """
        assert self._process.stdout
        if not select.select([self._process.stdout], [], [], within)[0]:
            raise TimeoutError
        return os.waitstatus_to_exitcode(int(self._said()))

    def close(self) -> None:
        """A life that a failed test has left is not waited for."""
        try:
            self._process.communicate(timeout=1.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def _said(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


class Life:
    """The program at a terminal, from its start to its end."""

    def __init__(self, keys: int, theirs: int, pid: int, program: Program) -> None:
        self._keys = keys
        self._theirs = theirs
        self._program = program
        self.pid = pid
        self._raw = b""
        self.hung_up = False

    @property
    def seen(self) -> str:
        """Everything that was painted, without what only moves and colours."""
        return _CONTROLS.sub(b"", self._raw).decode("utf-8", "replace")

    def type(self, text: str) -> None:
        os.write(self._keys, text.encode())

    def read(self, seconds: float = 0.0) -> None:
        """Take what was painted, so that the program never waits for a full pipe."""
        end = time.monotonic() + seconds
        while select.select([self._keys], [], [], max(0.0, end - time.monotonic()))[0]:
            try:
                self._raw += os.read(self._keys, 65536)
            except OSError:
                return

    def until(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words not in self.seen:
            if time.monotonic() > end:
                self._give_up()
                raise AssertionError(words, self.seen[-1500:])
            self.read(0.01)

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed."""
        self.hung_up = True
        os.close(self._theirs)
        os.close(self._keys)

    def _give_up(self) -> None:
        """End it for good, so that the next life begins with a mother who waits for none."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, 9)
        with suppress(TimeoutError):
            self._program.ended(5.0)

    def end(self) -> int:
        """Wait for the end; gives the exit code, or minus the signal."""
        end = time.monotonic() + PATIENCE
        try:
            while True:
                if not self.hung_up:
                    self.read(0.005)
                try:
                    return self._program.ended(0.01)
                except TimeoutError:
                    assert time.monotonic() < end, ("it goes on", self.seen[-1500:])
        except BaseException:
            self._give_up()
            raise
        finally:
            if not self.hung_up:
                self.read()
                self.hang_up()

"""A program in a real terminal, as a person has it, and how long until words stand on its screen.

Only the standard library: a pseudo-terminal, its size, and reading until the words have come.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

COLUMNS, ROWS = 120, 36
_PATIENCE = 60.0
"""Seconds after which words that have not come will not come."""

_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}


def surroundings() -> dict[str, str]:
    """The environment as a person has it, in which Python keeps its byte code.

    Without, each start would compile the whole program again, which nobody's installation does.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Terminal:
    """One program in a terminal of its own; ended when the `with` block is left.

    Args:
        command: the program and its arguments.
        environment: set for it on top of this process's own.

    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = command
        self._environment = {**surroundings(), **_TERMINAL, **environment}
        self._seen = b""

    def __enter__(self) -> Terminal:
        """Start the program; the clock runs from here."""
        self._handle, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            self._command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=self._environment,
            start_new_session=True,
        )
        os.close(theirs)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program at once: nothing of what was measured is to be kept."""
        self._process.kill()
        self._process.wait()
        os.close(self._handle)

    def wait_for(self, words: str) -> float:
        """The moment at which these words have come to the screen.

        Raises:
            RuntimeError: they do not come, or the program ends.

        """
        wanted = words.encode()
        until = time.perf_counter() + _PATIENCE
        while wanted not in self._seen:
            if not self._read(until - time.perf_counter()):
                raise RuntimeError(f"{words!r} did not come; instead:\n{self._tail()}")
        return time.perf_counter()

    def settle(self, quiet: float = 0.15) -> None:
        """Wait until nothing more is drawn, then forget what was."""
        while self._read(quiet):
            pass
        self._seen = b""

    def press(self, key: str, words: str) -> float:
        """Seconds from a key to these words, which must not be on the way already."""
        began = time.perf_counter()
        os.write(self._handle, key.encode())
        seconds = self.wait_for(words) - began
        self.settle()
        return seconds

    def _read(self, seconds: float) -> bool:
        """Take what is there; False when nothing comes in time, or the program has ended."""
        ready, _, _ = select.select([self._handle], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            found = os.read(self._handle, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self._seen += found
        return bool(found)

    def _tail(self) -> str:
        return self._seen[-2000:].decode(errors="replace")

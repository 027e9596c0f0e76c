"""Starts the real program at a terminal, again and again, without an interpreter each time.

Each line on standard input is JSON: the terminal's name, then what is typed after `learnsession`.
Everything is imported once, here; a child is forked, gets the terminal as its own, and runs the
program from its first line to its last. Prints its id, and then how it ended.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys

IMPORTED = (
    "learnsession.cli.program",
    "learnsession.cli.running",
    "learnsession.tui.app",
    "learnsession.tui.starting",
    "learnsession.tui.screens.home",
    "learnsession.tui.screens.session",
    "learnsession.tui.screens.take_up",
    "learnsession.plain.door",
    "learnsession.room.opening",
    "learnsession.store.opened",
    "learnsession.store.vault",
    "learnsession.plain.conversation",
    "textual.drivers.linux_driver",
    "textual.widgets",
    "filelock",
    "cryptography.hazmat.primitives.kdf.argon2",
)


def sit_down(terminal: str) -> None:
    """Make a terminal one's own, as a shell does for what it starts.

    What was started in the background, as long runs are, would ignore the first two signals.
    """
    for name in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    handle = os.open(terminal, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(handle, number)
    os.close(handle)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115


def mother() -> None:
    for name in IMPORTED:
        importlib.import_module(name)
    for line in sys.stdin:
        terminal, *arguments = json.loads(line)
        child = os.fork()
        if not child:
            sit_down(terminal)
            sys.argv = ["learnsession", *arguments]
            from learnsession.__main__ import main

            main()
            return
        os.write(1, f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f"{status}\n".encode())


if __name__ == "__main__":
    mother()

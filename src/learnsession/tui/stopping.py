"""When the system asks the app to end: a shutdown, a closed window, `kill`.

What is half-written goes to the disk first. Then the app is left in the usual way, so that the
terminal is as it was; where that hangs, because there is no terminal any more, it is ended.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Thread
from time import sleep
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnsession.tui.app import LearnSessionApp

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""SIGBREAK is what Windows sends when the window is closed."""

_NOT_ASKED = 0

_PATIENCE = 5.0
"""Seconds for leaving in the usual way; Windows gives as many to a window that is closed."""


@contextmanager
def listening(app: LearnSessionApp) -> Iterator[None]:
    """Take the system's signals while the app runs; afterwards they mean what they did before.

    The app gives 128 and the signal's number as its `return_code`, as shells do.
    """
    asked: SimpleQueue[int] = SimpleQueue()
    Thread(target=_see_to_the_end, args=(app, asked), daemon=True).start()

    def came(number: int, _: FrameType | None) -> None:
        """Runs in the middle of anything, so it takes no lock: all it calls may be interrupted."""
        if app.loop is None:  # nothing is on the screen yet
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        asked.put(number)
        with suppress(RuntimeError):  # the loop has ended by itself
            app.loop.call_soon_threadsafe(app.end, number)

    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.signal(number, came) for number in numbers}
    try:
        yield
    finally:
        asked.put(_NOT_ASKED)
        for number, handler in before.items():
            signal.signal(number, handler)


def _see_to_the_end(app: LearnSessionApp, asked: SimpleQueue[int]) -> None:
    """End the program where leaving hangs. It does not outlive a program that ends by itself."""
    number = asked.get()
    if number == _NOT_ASKED:
        return
    sleep(_PATIENCE)
    try:
        app.desk.close()
    finally:
        os._exit(128 + number)

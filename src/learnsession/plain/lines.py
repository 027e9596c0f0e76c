"""Lines as they come in, read behind the door's back so that it can look at the clock meanwhile.

Bytes are split at line feeds alone, so a carriage return inside a line does not cut it in two, and
what is not UTF-8 arrives as lone surrogates, which are then left out and counted like any other.
"""

from __future__ import annotations

import sys
import threading
from enum import Enum
from queue import Empty, SimpleQueue
from typing import Protocol

_CHUNK = 65536
_AHEAD = 64
"""Lines that may wait, so that an endless input does not fill the memory."""

BOM = "\ufeff"


class Signal(Enum):
    """What can come instead of a line."""

    NOTHING_YET = "nothing yet"
    END = "end of input"
    INTERRUPTED = "interrupted"


class Source(Protocol):
    """Where bytes come from; gives what is there, and nothing at the end."""

    def read(self, size: int, /) -> bytes | None:
        """At most so many bytes, waiting for at least one."""
        ...


class Nothing:
    """Stands for an input that was closed before the program started."""

    def read(self, _size: int, /) -> bytes:
        """Nothing, ever."""
        return b""


def standard_input() -> Source:
    """What the process reads, without a buffer around it."""
    stream = sys.stdin
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return raw if raw is not None else Nothing()


class Lines:
    """Lines from a source, in order.

    Args:
        source: an unbuffered stream. A buffered one would be locked by the reading thread when
            the process ends, and Python then aborts.

    """

    def __init__(self, source: Source) -> None:
        self._source = source
        # SimpleQueue, because a signal handler may put into it while the door waits on it.
        self._queue: SimpleQueue[str | Signal] = SimpleQueue()
        self._places = threading.Semaphore(_AHEAD)
        threading.Thread(target=self._read, name="lines", daemon=True).start()

    def next(self, timeout: float) -> str | Signal:
        """The next line without its end, or what came instead, or nothing after a while."""
        try:
            item = self._queue.get(timeout=timeout)
        except Empty:
            return Signal.NOTHING_YET
        if isinstance(item, str):
            self._places.release()
        return item

    def interrupt(self) -> None:
        """Say that somebody wants to stop; what was typed before is dealt with first."""
        self._queue.put(Signal.INTERRUPTED)

    def _read(self) -> None:
        pending = b""
        first = True
        while chunk := self._some():
            *whole, pending = (pending + chunk).split(b"\n")
            for line in whole:
                self._put(line.removesuffix(b"\r"), first)
                first = False
        if pending:
            self._put(pending, first)
        self._queue.put(Signal.END)

    def _some(self) -> bytes:
        """The next bytes; an input that breaks off has ended."""
        try:
            return self._source.read(_CHUNK) or b""
        except (OSError, ValueError):
            return b""

    def _put(self, line: bytes, first: bool) -> None:
        """Pass a line on. A byte order mark in front of the first belongs to the file."""
        text = line.decode("utf-8", "surrogateescape")
        self._places.acquire()
        self._queue.put(text.removeprefix(BOM) if first else text)

"""Stands in front of the file calls of `os`: counts them, or makes the one in turn go wrong.

What the interpreter itself tells of each opening, moving and removing (audit events) is compared
with what passed here, so that a call by another way is not simply missed.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

NAMES = (
    "access", "chmod", "close", "copy_file_range", "fchmod", "fdatasync", "fstat", "fsync",
    "ftruncate", "link", "listdir", "lstat", "mkdir", "open", "pread", "pwrite", "read", "rename",
    "replace", "rmdir", "scandir", "sendfile", "stat", "symlink", "truncate", "unlink", "remove",
    "utime", "write", "writev",
)  # fmt: skip

AUDITED = {
    "open", "os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.rmdir",
    "os.truncate", "os.chmod", "os.utime", "os.listdir", "os.scandir",
}  # fmt: skip
"""What the interpreter tells of; `replace` and `unlink` go by the names of rename and remove."""

Wrong = Callable[[Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]
"""What happens in place of a call: gets the real one and what it was given."""


class Calls:
    """What passed while somebody looked."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.missed: list[str] = []
        """Opened, moved or removed by another way."""
        self.struck = ""
        """The call that went wrong."""
        self.inside = 0


_looking: list[Calls] = []


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if _looking and event in AUDITED and not _looking[-1].inside:
        # Modules that are imported late are none of the store's files.
        late = str(args[0]).endswith((".py", ".pyc", "__pycache__"))
        if not late and not isinstance(args[0], int):  # a handle that was opened here already
            _looking[-1].missed.append(f"{event} {args[0]}")


sys.addaudithook(_audit)


@contextmanager
def watched(place: int = 0, wrong: Wrong | None = None, lasting: bool = False) -> Iterator[Calls]:
    """While it lasts, file calls are counted, and the one at `place` (from 1) goes wrong.

    `lasting`: all from there on do, as on a disk that is gone.
    """
    calls = Calls()
    real = {name: getattr(os, name) for name in NAMES if hasattr(os, name)}

    def guard(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **more: Any) -> Any:
            if calls.inside:
                return call(*args, **more)
            calls.names.append(name)
            now = len(calls.names)
            calls.inside += 1
            try:
                if wrong and (now == place or (lasting and now > place)):
                    calls.struck = calls.struck or name
                    return wrong(call, args, more)
                return call(*args, **more)
            finally:
                calls.inside -= 1

        return guarded

    for name, call in real.items():
        setattr(os, name, guard(name, call))
    _looking.append(calls)
    try:
        yield calls
    finally:
        _looking.pop()
        for name, call in real.items():
            setattr(os, name, call)


def fails_with(number: int) -> Wrong:
    """The disk refuses; a file that was to be closed is closed all the same, as on Linux."""

    def wrong(call: Callable[..., Any], args: tuple[Any, ...], more: dict[str, Any]) -> Any:
        if call.__name__ == "close":
            call(*args, **more)
        raise OSError(number, os.strerror(number))

    return wrong


def takes_half(call: Callable[..., Any], args: tuple[Any, ...], more: dict[str, Any]) -> Any:
    """A short write: the disk takes a part, and says so."""
    if call.__name__ != "write":
        return call(*args, **more)
    handle, data = args
    return call(handle, bytes(data[: max(1, len(data) // 2)]))


def takes_nothing(call: Callable[..., Any], args: tuple[Any, ...], more: dict[str, Any]) -> Any:
    """A write of which not a byte is taken, without an error."""
    return 0 if call.__name__ == "write" else call(*args, **more)


def dies(*_: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def dies_in_the_middle(call: Callable[..., Any], args: Any, more: Any) -> Any:
    """Half of it is written, then the end; of a call that does not write, after it."""
    takes_half(call, args, more)
    os.kill(os.getpid(), signal.SIGKILL)

"""The processes that the kill test starts: one that forks, and its children that write.

Each line on standard input asks the mother for one child; its id is printed, and then what it
was told is safe on disk, a line each. A fork is quicker than an interpreter by a hundred times.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from fault_events import SESSION, draft, heard, started, text
from stores import open_store
from tinydb import JSONStorage, TinyDB
from tinydb.table import Document


def say(what: str, number: int) -> None:
    os.write(1, f"{what} {number}\n".encode())


def write_to_store(root: Path, sealed: bool) -> None:
    """Draft, entry, draft gone; again and again, until killed."""
    session = open_store(root, sealed).open(SESSION)
    number = len(session.events)
    while True:
        session.keep_draft(draft(number))
        say("draft", number)
        session.append(heard(number))
        say("kept", number)
        session.keep_draft(None)
        number += 1


class DiesBeforeTruncate(JSONStorage):
    """TinyDB's own storage, and a death at its weak moment."""

    def write(self, data: dict) -> None:
        handle = self._handle
        truncate = handle.truncate

        class Deadly:
            def __getattr__(self, name: str) -> object:
                return getattr(handle, name)

            def truncate(self) -> None:
                size = os.fstat(handle.fileno()).st_size
                if size > handle.tell():
                    os.kill(os.getpid(), signal.SIGKILL)
                truncate()

        self._handle = Deadly()
        try:
            super().write(data)
        finally:
            self._handle = handle


def write_to_json(root: Path, storage: type[JSONStorage]) -> None:
    """The same, kept by TinyDB as it comes."""
    database = TinyDB(root / "plain.json", storage=storage, encoding="utf-8")
    number = len(database.table("events")) + 1
    while True:
        database.table("draft").upsert(Document({"text": text(number)}, doc_id=1))
        say("draft", number)
        database.table("events").insert(Document({"text": text(number)}, doc_id=number))
        say("kept", number)
        database.table("draft").truncate()
        number += 1


def warm_up(sealed: bool) -> None:
    """Import and build everything once, here, rather than in each child."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder), sealed)
        session = store.create(started())
        session.append(heard(1))
        session.keep_draft(draft(1))
        session.leave()
        store.open(SESSION).leave()


def mother(root: Path, write: Callable[[Path], None]) -> None:
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            try:
                write(root)
            finally:
                os._exit(1)
        say("child", child)
        _, status = os.waitpid(child, 0)
        say("gone", status)


KINDS: dict[str, Callable[[Path], None]] = {
    "clear": partial(write_to_store, sealed=False),
    "sealed": partial(write_to_store, sealed=True),
    "json": partial(write_to_json, storage=JSONStorage),
    "dying-json": partial(write_to_json, storage=DiesBeforeTruncate),
}


if __name__ == "__main__":
    warm_up(sys.argv[2] == "sealed")
    mother(Path(sys.argv[1]), KINDS[sys.argv[2]])

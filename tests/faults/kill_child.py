"""The processes that the kill test starts: one that forks, and its children that write.

Each line on standard input asks the mother for one child; its id is printed, and then what it
was told is safe on disk, a line each. A fork is quicker than an interpreter by a hundred times.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tinydb import JSONStorage, TinyDB
from tinydb.table import Document

from learnsession.session import events as ev
from learnsession.store.drafts import Draft
from learnsession.store.sessions import SessionStore

SESSION = "01K00000000000000000000000"
START = datetime(2026, 7, 14, 10, 0, tzinfo=UTC)


def at(number: int) -> datetime:
    return START + timedelta(seconds=number)


def started() -> ev.SessionStarted:
    return ev.SessionStarted(
        at=START,
        session=SESSION,
        ref="S-0001",
        team="East",
        facilitator="team manager",
        pack="norfolk-child-ai",
        pack_title="Child AI",
        pack_sha256="a" * 64,
        format="team-30",
        format_sha256="b" * 64,
        activities=(),
        phases=(ev.PlannedPhase(id="talk", minutes=11),),
    )


def text(number: int) -> str:
    """Longer and shorter by turns, so that a write in place would leave a tail."""
    return f"{number} " + "what was heard in the room " * (number % 7)


def heard(number: int) -> ev.ReflectionAdded:
    return ev.ReflectionAdded(
        at=at(number), entry=str(number), text=text(number), phase="talk", step="talk-1"
    )


def draft(number: int) -> Draft:
    return Draft(text(number), "reflection", "talk-1", None, "", "", at(number))


def number_of(words: str) -> int:
    return int(words.split(" ")[0])


def say(what: str, number: int) -> None:
    os.write(1, f"{what} {number}\n".encode())


def write_to_store(root: Path) -> None:
    """Draft, entry, draft gone; again and again, until killed."""
    session = SessionStore(root).open(SESSION)
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


def write_to_json(root: Path) -> None:
    """The same, kept by TinyDB as it comes."""
    database = TinyDB(root / "plain.json", storage=DiesBeforeTruncate, encoding="utf-8")
    number = len(database.table("events")) + 1
    while True:
        database.table("draft").upsert(Document({"text": text(number)}, doc_id=1))
        say("draft", number)
        database.table("events").insert(Document({"text": text(number)}, doc_id=number))
        say("kept", number)
        database.table("draft").truncate()
        number += 1


def warm_up() -> None:
    """Import and build everything once, here, rather than in each child."""
    with TemporaryDirectory() as folder:
        store = SessionStore(Path(folder))
        session = store.create(started())
        session.append(heard(1))
        session.keep_draft(draft(1))
        session.leave()
        store.open(SESSION).leave()


def mother(root: Path, write: Callable[[Path], None]) -> None:
    warm_up()
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


if __name__ == "__main__":
    mother(Path(sys.argv[1]), {"store": write_to_store, "json": write_to_json}[sys.argv[2]])

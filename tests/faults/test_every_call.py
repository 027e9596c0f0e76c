"""An error, a short write or death at every file call of a save, a draft, a start and a leaving.

The calls are counted first; then each in turn goes wrong, once, and then for as long as the disk is
gone. Whatever went wrong is said as a refused save; nothing that was acknowledged is missing, and
once the disk is well again the next save writes everything.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import dying_child
import pytest
from fault_counts import SEALED, Tally, counts
from fault_events import (
    SESSION,
    draft,
    heard,
    must_be_in_words,
    numbers,
    session_id,
    started,
    up_to,
)
from file_calls import Wrong, fails_with, takes_half, takes_nothing, watched
from stores import open_store

from learnsession.errors import SaveError, StoreError
from learnsession.store.opened import OpenSession
from learnsession.store.sessions import SessionStore

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EPERM)
KINDS: dict[str, tuple[Wrong, bool]] = {
    **{errno.errorcode[number]: (fails_with(number), False) for number in ERRORS},
    **{f"{errno.errorcode[number]}-lasting": (fails_with(number), True) for number in ERRORS},
    "short-write": (takes_half, False),
    "short-writes": (takes_half, True),
    "no-write": (takes_nothing, False),
}
MOST = 400
"""More file calls than this no action makes."""


@dataclass
class Room:
    """A session that is being run, and what it has been given so far."""

    store: SessionStore
    session: OpenSession
    last: int = 0
    sessions: int = 1

    def add(self) -> None:
        """Keep an entry."""
        self.last += 1
        self.session.append(heard(self.last))

    def write(self) -> None:
        """Keep half-written words."""
        self.session.keep_draft(draft(self.last + 1, f"{self.last + 1} {os.urandom(4).hex()}"))

    def forget(self) -> None:
        """The half-written words have become an entry."""
        self.session.keep_draft(None)

    def leave(self) -> None:
        """Leave the session with an entry that waits; it is taken up again when all is checked."""
        self.last += 1
        self.session._events.append(heard(self.last))
        self.session.leave()

    def start(self) -> None:
        """Start one more session."""
        self.sessions += 1
        other = session_id(self.sessions)
        self.store.create(started(other, f"S-{self.sessions:04d}")).leave()

    def undo(self) -> None:
        """Remove what was started, so that a list has as many to look at each time."""
        for path in self.session.path.parent.glob(f"*{session_id(self.sessions)}*"):
            path.unlink()
        self.store.drop_row(session_id(self.sessions))

    def take_up(self) -> None:
        """Open another session, as one does to go on with it."""
        self.store.open(session_id(1)).leave()


PREPARE: dict[str, Callable[[Room], None]] = {"forget": Room.write}
ACTIONS: dict[str, Callable[[Room], None]] = {
    "save": Room.add,
    "draft": Room.write,
    "forget": Room.forget,
    "leave": Room.leave,
    "start": Room.start,
    "take-up": Room.take_up,
}


@pytest.fixture
def room(tmp_path: Path, sealed: bool) -> Iterator[Room]:
    store = open_store(tmp_path / "store", sealed)
    store.create(started(session_id(1), "S-0001")).leave()
    made = Room(store, store.create(started(ref="S-9999")))
    for _ in range(2):
        made.add()
    yield made
    made.session.leave()


@SEALED
@counts("kinds", ("EIO-lasting", "short-write"), tuple(KINDS))
@pytest.mark.parametrize("action", ACTIONS)
def test_an_error_at_every_file_call(room: Room, action: str, kinds: tuple[str, ...], tally: Tally):
    tally.fault = f"an error or a short write at every file call: {action}"
    for kind in kinds:
        for place in range(1, MOST):
            if not one_error(room, action, place, kind):
                break
            tally.count += 1
        assert 1 < place < MOST - 1, "every file call has had its turn"
    tally.note = f"{len(kinds)} kinds of error"


def one_error(room: Room, action: str, place: int, kind: str) -> bool:
    """One action with one call that goes wrong; False when there is no such call."""
    PREPARE.get(action, lambda _: None)(room)
    before = room.session.draft()
    wrong, lasting = KINDS[kind]
    with watched(place, wrong, lasting) as calls:
        try:
            ACTIONS[action](room)
            refused = None
        except StoreError as error:
            refused = error
    where = f"{action}, {kind} at call {place}: {calls.struck}"
    assert not calls.missed, (where, calls.missed)
    if kind.startswith("short"):
        assert not refused, (where, "the rest is written by the next call")
    if refused:
        must_be_in_words(refused)
    look(room, action, where, lasting, refused, before)
    return bool(calls.struck)


def look(room: Room, action: str, where: str, lasting: bool, refused, before) -> None:
    """The disk is well again: nothing acknowledged is missing, and the next save writes all."""
    store = room.store
    folder = room.session.path.parent
    left = [path for path in folder.iterdir() if path.name.endswith(".tmp")]
    assert lasting or not left, where
    for path in left:
        path.unlink()
    kept = store.read(SESSION)
    assert kept.notices == (), where
    safe = room.last - room.session.pending
    assert numbers(kept.events)[:safe] == up_to(safe), where
    if action == "save":
        assert bool(room.session.pending) is bool(refused), where
    if action == "leave":
        room.session.leave()
        room.session = store.open(SESSION)
    if action in ("draft", "forget"):
        stands = room.session.draft()
        assert (stands == before) is bool(refused), where
    room.session.save()
    room.session.keep_draft(None)
    assert room.session.notices == (), where
    assert numbers(store.read(SESSION).events) == up_to(room.last), where
    assert store.damaged() == (), where
    rows = {row.id for row in store.rows()}
    assert {SESSION, session_id(1)} <= rows, where
    if action == "start" and not refused:
        assert session_id(room.sessions) in rows, where
    if action == "start":
        room.undo()


@SEALED
@counts("actions", ("save", "draft"), ("save", "draft", "forget", "leave", "start", "take-up"))
def test_death_at_every_file_call(tmp_path: Path, sealed: bool, actions, tally: Tally):
    tally.fault = "death before, in the middle of and after every file call"
    form = "sealed" if sealed else "clear"
    command = [sys.executable, str(Path(dying_child.__file__)), str(tmp_path / "store"), form]
    done = subprocess.run([*command, *actions], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    tally.count = int(done.stdout)
    assert tally.count > 20 * len(actions)
    tally.note = ", ".join(actions)


def test_a_call_by_another_way_is_noticed(tmp_path: Path):
    """The harness is worth nothing where a save goes past it."""
    with watched() as calls:
        (tmp_path / "past").open("w").close()
        os.close(os.open(tmp_path / "through", os.O_WRONLY | os.O_CREAT))
    assert calls.names == ["open", "close"]
    (missed,) = calls.missed
    assert "past" in missed


@pytest.mark.parametrize("number", ERRORS)
def test_every_error_is_said_in_words(tmp_path: Path, number: int):
    session = open_store(tmp_path, False).create(started())
    with watched(1, fails_with(number), lasting=True), pytest.raises(SaveError) as refused:
        session.append(heard(1))
    assert "Errno" not in str(refused.value)
    session.leave()

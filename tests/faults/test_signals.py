"""SIGINT, SIGTERM, SIGHUP and a closed window at the real program, while words are being typed.

What was on the screen when it came is there afterwards: entries as entries, and what was being
written as half-written words. One store, never reset; the next life goes on where the one before
was ended.
"""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from at_terminal import Life, Program
from fault_counts import SEALED, Tally, counts
from fault_events import texts
from stores import PASSPHRASE, open_store

from learnsession.packs.library import find_format, find_pack
from learnsession.room.desk import Desk, SetUp
from learnsession.store.sessions import SessionStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
STEP = 5
"""A step on which things are written down."""


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    made = Program()
    yield made
    made.close()


@dataclass
class Place:
    """A store with one session that is gone on with in each life."""

    store: SessionStore
    command: tuple[str, ...]
    session: str
    typed: list[str]


@pytest.fixture
def place(tmp_path: Path, sealed: bool) -> Place:
    root = tmp_path / "store"
    store = open_store(root, sealed)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    pack = find_pack("norfolk-child-ai", root)
    desk = Desk(root, seal=store.seal)
    room = desk.start(SetUp(pack, find_format("team-30", root), team="North team"))
    room.go(STEP)
    room.leave()
    desk.close()
    opened = ("--passphrase-file", str(secret)) if sealed else ()
    command = ("--store", str(root), *opened, "resume", "last")
    return Place(store, command, room.record.started.session, [])


@dataclass
class Typed:
    """What one life is given to keep."""

    entry: str
    half: str

    @classmethod
    def of(cls, number: int) -> Typed:
        return cls(f"L{number}e what was heard in the room", f"L{number}h half of a sentence")

    @property
    def keys(self) -> str:
        return f"{self.entry}\r{self.half}"


def on_screen(seen: str, words: str) -> str:
    """As much of the words as was painted; nothing unless all that tells them from others was.

    A space at the end cannot be told from the empty box.
    """
    least = words.index(" ")
    for length in range(len(words), least - 1, -1):
        if words[:length] in seen:
            return words[:length].rstrip()
    return ""


def type_by_hand(life: Life, keys: str, chance: random.Random) -> None:
    """In bursts, and a moment's thought in between."""
    place = 0
    while place < len(keys):
        burst = chance.randint(1, 12)
        life.type(keys[place : place + burst])
        place += burst
        life.read(chance.random() * 0.008)


def end_by(life: Life, name: str, chance: random.Random) -> int:
    """The signal; of hang-ups every other is a window that is closed."""
    life.read()
    if name == "SIGHUP" and chance.random() < 0.5:
        life.hang_up()
    else:
        life.signal(getattr(signal, name))
    return life.end()


def left(place: Place) -> tuple[list[str], str]:
    """What whoever opens it next finds: entries, and half-written words."""
    session = place.store.open(place.session)
    try:
        assert session.notices == (), "being ended is no damage"
        draft = session.draft()
        return texts(session.events), draft.text if draft else ""
    finally:
        session.leave()


def check(place: Place, typed: Typed, seen: str, before: list[str], waiting: str) -> None:
    """Nothing that was on the screen is missing; nothing is there twice, or was never typed."""
    kept, half = left(place)
    assert kept[: len(before)] == before
    new = kept[len(before) :]
    assert set(new) <= {waiting, typed.entry}, new
    assert len(new) == len(set(new))
    entry = on_screen(seen, typed.entry)
    if entry and typed.entry not in kept:
        assert half.startswith(entry), (entry, half)
    half_seen = on_screen(seen, typed.half)
    if half_seen:
        assert half.startswith(half_seen), (half_seen, half)
    assert (typed.entry + "\n").startswith(half) or typed.half.startswith(half) or half == waiting


def expected(name: str) -> set[int]:
    """What a shell is told; before the program listens the system ends it."""
    number = getattr(signal, name)
    return {128 + number, -number}


@SEALED
@pytest.mark.parametrize("name", SIGNALS)
@counts("lives", 3, 200)
def test_the_app(program: Program, place: Place, sealed: bool, name: str, lives: int, tally: Tally):
    tally.fault = f"{name} at the app, in a pty"
    chance = random.Random(lives + sealed)
    for number in range(lives):
        before, waiting = left(place)
        typed = Typed.of(number)
        life = program.start(*place.command)
        if number % 10 == 9:  # while it is still opening
            life.read(chance.random() * 0.5)
        else:
            take_up_in_the_app(life, waiting)
            type_by_hand(life, typed.keys[: chance.randint(0, len(typed.keys))], chance)
            life.read(chance.choice((0.0, 0.02, chance.random() * 0.4)))
        life.read()
        seen = life.seen
        code = end_by(life, name, chance)
        gone = {1} if life.hung_up and not life.seen else set()  # before it looked for a terminal
        assert code in expected(name) | gone, life.seen[-1500:]
        check(place, typed, seen, before, waiting)
        tally.count += 1


def take_up_in_the_app(life: Life, waiting: str) -> None:
    """Go on with the session, and keep what was half-written when it was ended last."""
    life.until("Enter Continue")
    life.type("\r")
    life.until("o Overview")
    life.type("r")
    life.until("Enter Keep")
    if waiting:
        life.type("\r")

"""A desk over a store in a temporary folder, with a clock and ids that are set by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from learnsession.packs.reader import FormatFile, PackFile
from learnsession.room.desk import Desk, SetUp
from learnsession.room.opening import REHEARSAL
from learnsession.room.room import Room
from support import FakeClock, tiny_format, tiny_pack


@pytest.fixture
def desk(store_dir: Path, clock: FakeClock) -> Iterator[Desk]:
    """A desk over an empty store."""
    desk = Desk(store_dir, clock)
    yield desk
    desk.close()


@pytest.fixture
def setup() -> SetUp:
    """The tiny format on the tiny pack, with all its activities."""
    return SetUp(
        PackFile(tiny_pack(), Path("tiny.yaml"), "a" * 64),
        FormatFile(tiny_format(), Path("tiny-25.yaml"), "b" * 64),
        team="Duty team",
        facilitator="team manager",
        activities=("map", "letter", "quiet"),
    )


@pytest.fixture
def room(desk: Desk, setup: SetUp) -> Iterator[Room]:
    """A session that has just started."""
    room = desk.start(setup)
    yield room
    room.leave()


@pytest.fixture(autouse=True)
def _no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here waits for a disk for long."""
    monkeypatch.setattr("learnsession.room.running.LAST_SAVE", 5.0)
    assert REHEARSAL

"""A session at the linear door on a tiny pack, in a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from at_the_door import AtTheDoor

from learnsession.packs.reader import FormatFile, PackFile
from learnsession.plain.place import Place
from learnsession.room.desk import Desk, SetUp
from support import FakeClock, tiny_format, tiny_pack


@pytest.fixture
def desk(store_dir: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = Desk(store_dir, clock)
    yield desk
    desk.writer.close(5)


@pytest.fixture
def setup() -> SetUp:
    return SetUp(
        PackFile(tiny_pack(), Path("tiny.yaml"), "a" * 64),
        FormatFile(tiny_format(), Path("tiny-25.yaml"), "b" * 64),
        team="Duty team",
        activities=("map", "quiet"),
    )


@pytest.fixture
def at(desk: Desk, setup: SetUp) -> Iterator[AtTheDoor]:
    room = desk.start(setup)
    yield AtTheDoor(room, Place("the store"))
    room.leave()

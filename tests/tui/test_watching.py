"""A preview in the app: what is saved is shown at the same step; what is broken is told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import Hand, Table, laid
from learnsession.packs.library import find_format
from learnsession.packs.reader import read_pack
from learnsession.packs.writing import Beginning, new_pack
from learnsession.room.desk import SetUp

GOOD = new_pack(Beginning("child-b", "Child B"))


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


async def saved(hand: Hand, file: Path, text: str) -> None:
    """Save the file, and wait until the app has looked at it."""
    beside = file.with_suffix(".new")
    beside.write_text(text, "utf-8")
    beside.replace(file)
    await asyncio.sleep(0.7)
    await hand.pilot.pause()


def told(hand: Hand) -> list[str]:
    return [f"{each.title}: {each.message}" for each in hand.app._notifications]


async def test_what_is_saved_is_shown_where_the_room_was(table: Table) -> None:
    file = table.folder / "child-b.yaml"
    file.write_text(GOOD, "utf-8")
    setup = SetUp(read_pack(file), find_format("team-30", table.root))
    app = table.app(run=setup, rehearse=True, watch=file)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        hand = Hand(app, pilot, table)
        before = hand.room
        before.go(3)
        await saved(hand, file, GOOD.replace("What happened first", "A nurse rang first"))
        assert hand.on == "SessionScreen"
        assert hand.room is not before
        assert hand.room.step.number == 3
        assert any("Reloaded." in each for each in told(hand))
        assert "A nurse rang first" in str(hand.room.pack)

        kept = hand.room
        await saved(hand, file, GOOD.replace("minutes: 8", "minutes: ten"))
        assert hand.room is kept
        assert any("'minutes' is 'ten'" in each for each in told(hand))

        await hand.press("r")  # somebody types: nothing is taken from under the hands
        await saved(hand, file, GOOD)
        assert hand.room is kept
        await hand.press("escape")
        await saved(hand, file, GOOD)
        assert hand.room is not kept
        assert len(app.screen_stack) == 2
    assert not (table.root / "sessions").exists()

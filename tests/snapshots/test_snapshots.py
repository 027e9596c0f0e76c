"""Each screen as a picture, in both sizes and both looks, and readable in all three looks.

After a change that is meant: `pytest tests/snapshots --snapshot-update`, then look at every
picture that changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet
from contrast import NEEDED, weak_words
from pytest_textual_snapshot import SVGImageExtension
from scenes import SCENES, running
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input, TextArea

from journeys.hand import LARGE, SMALL, Hand, Table, at_keyboard, let_go

PICTURED = ("calm", "paper")
LOOKS = 3


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SVGImageExtension)


async def still(hand: Hand) -> None:
    """Nothing on its way to the disk, and no cursor that blinks."""
    await hand.settle()
    for field in hand.app.screen.query("Input, TextArea"):
        assert isinstance(field, Input | TextArea)
        field.cursor_blink = False
        field.notify_style_update()  # a line that was drawn while the cursor was dark is drawn anew
    await hand.pilot.pause()


def drawn(hand: Hand) -> str:
    """The screen as SVG, without fonts that would be fetched from elsewhere."""
    svg = hand.app.export_screenshot(title="", simplify=True)
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


async def at_rest(hand: Hand) -> str:
    """The screen as SVG, once several looks at it are the same: a busy machine paints late."""
    seen: list[str] = []
    while len(seen) < LOOKS or len(set(seen[-LOOKS:])) > 1:
        await hand.settle()
        seen.append(hand.seen())
        await hand.pilot.pause(0.05)
    return drawn(hand)


async def compare(hand: Hand, picture: SnapshotAssertion, *looks: str) -> list[str]:
    """The looks in which the picture is another one, and what is hard to read."""
    wrong = []
    for look in looks:
        hand.app.theme = look
        await hand.pilot.pause()
        if look in PICTURED and picture(name=look) != await at_rest(hand):
            wrong.append(f"It looks different in {look}.")
        wrong += [f"{look}: {weak}" for weak in weak_words(hand.app, NEEDED[look])]
    return wrong


def taken() -> Iterator[ParameterSet]:
    """Each scene in both sizes; `make test` leaves out the wide picture of what varies another."""
    for scene in SCENES:
        varies = any(scene.startswith(f"{other}-") for other in SCENES)
        yield pytest.param(scene, SMALL, id=f"{scene}-80x24")
        marks = pytest.mark.wide if varies else ()
        yield pytest.param(scene, LARGE, id=f"{scene}-120x36", marks=marks)


@pytest.mark.parametrize(("scene", "size"), taken())
async def test_screen(table: Table, picture: SnapshotAssertion, scene: str, size: tuple[int, int]):
    begin, act = SCENES[scene]
    async with at_keyboard(table, size, begin(table)) as hand:
        hand.app.animation_level = "none"
        await hand.settle()
        await act(hand)
        await still(hand)
        looks = NEEDED if size == SMALL else PICTURED[:1]  # the size changes no colour
        wrong = await compare(hand, picture, *looks)
        await let_go(hand)
    assert not wrong, "\n".join(wrong)


async def test_too_small(table: Table, picture: SnapshotAssertion):
    async with at_keyboard(table, (60, 18)) as hand:
        await still(hand)
        assert not await compare(hand, picture, *NEEDED)


@pytest.mark.parametrize("look", NEEDED)
async def test_palette(table: Table, picture: SnapshotAssertion, look: str):
    """The screen behind it is dimmed, and is no part of what is to be read."""
    async with at_keyboard(table, SMALL, running(table)) as hand:
        hand.app.theme = look
        await hand.settle()
        await hand.press("ctrl+p")
        await hand.pilot.pause(0.3)
        await still(hand)
        for part in ("#--input", "CommandList"):
            region = hand.app.screen.query_one(part).region
            assert not weak_words(hand.app, NEEDED[look], region)
        assert look not in PICTURED or picture(name=look) == await at_rest(hand)
        await let_go(hand)

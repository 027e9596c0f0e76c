"""What stands beside a step in the app: the team's own details on it, tags in its notes only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from home_journeys import Stand, standing

from learnsession.packs.library import find_format
from learnsession.packs.reader import PackFile
from learnsession.room.desk import SetUp
from learnsession.tui.screens.notes import NotesScreen
from learnsession.tui.widgets.step import StepView
from support import activity, tiny_pack

FILLED_IN = """\
details:
  procedure:
    text: Chapter 4 [/b] of our procedures
    link: https://ours.example/4
"""


@pytest.fixture
def stand(tmp_path: Path):
    with standing(tmp_path) as made:
        yield made


def setup(stand: Stand, **more: object) -> SetUp:
    chosen = activity(
        "map", 6, essential=True, local=["procedure", "neglect-strategy"],
        tags=["leadership", "6.3"], source_tags=["made-up"],
    )  # fmt: skip
    pack = tiny_pack(
        activities=[chosen],
        framework="norfolk-thematic-learning",
        contacts=[{"id": "line", "text": "Duty line 01 23"}],
    )
    file = PackFile(pack, Path("tiny.yaml"), "a" * 64)
    return replace(SetUp(file, find_format("team-30", stand.root)), **more)  # type: ignore[arg-type]


def write_local(root: Path) -> None:
    (root / "my-packs").mkdir()
    (root / "my-packs" / "local.yaml").write_text(FILLED_IN, encoding="utf-8")


async def at_step(app, pilot, step: str) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()
    room = app.screen.room
    await pilot.press(*str(room.agenda.step(step).number), "enter")
    await pilot.pause()
    assert room.step.id == step


def notes(app) -> str:
    assert isinstance(app.screen, NotesScreen)
    return "\n".join(str(each.render()) for each in app.screen.query("#card Static"))


async def test_what_is_filled_in_and_what_is_missing_stand_under_the_step(stand: Stand):
    write_local(stand.root)
    app = stand.app()
    app._run = setup(stand)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_step(app, pilot, "talk.map")
        extra = app.screen.query_one(StepView).text
        assert "Local procedure:  Chapter 4 [/b] of our procedures" in extra
        assert "https://ours.example/4" in extra
        assert "not filled in yet: Neglect strategy (neglect-strategy)" in extra
        assert "my-packs/local.yaml, under details:" in extra
        assert str(stand.root) not in extra  # the wall needs no path of this computer
        app.screen.room.leave()


async def test_tags_stand_in_the_notes_and_never_on_the_wall(stand: Stand):
    app = stand.app()
    app._run = setup(stand)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_step(app, pilot, "talk.map")
        wall = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Leadership" not in wall
        assert "made-up" not in wall
        room = app.screen.room
        await pilot.press("n")
        await pilot.pause()
        assert "Tags, chosen for this pack: Leadership: Ownership" in notes(app)
        assert "Named in the source: made-up" in notes(app)
        room.leave()


async def test_contacts_stand_in_the_notes_of_the_summary(stand: Stand):
    app = stand.app()
    app._run = setup(stand)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_step(app, pilot, "review.summary")
        room = app.screen.room
        await pilot.press("n")
        await pilot.pause()
        assert "From the source, check first: Duty line 01 23" in notes(app)
        room.leave()

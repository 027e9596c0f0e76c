"""The register on the screen says what could not be read, and so does the file it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from home_journeys import Stand, standing
from textual.pilot import Pilot
from textual.widgets import Static

from learnsession.room.registering import Registrar
from learnsession.tui.app import LearnSessionApp
from learnsession.tui.screens.register import RegisterScreen

MISSING = "What was agreed and said in S-0001 is missing here. Look with: learnsession store check"


@pytest.fixture
def stand(tmp_path: Path):
    with standing(tmp_path) as made:
        made.run("North team")
        yield made


def damage(stand: Stand) -> None:
    for path in stand.root.glob("sessions/*/S-0001_*"):
        path.write_bytes(b"damaged")


async def at_register(app: LearnSessionApp, pilot: Pilot[None]) -> None:
    await pilot.press("a")
    await app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(app.screen, RegisterScreen)


def said(app: LearnSessionApp, selector: str) -> str:
    """What a line says; empty when it is not shown."""
    line = app.screen.query_one(selector, Static)
    return str(line.render()) if line.display else ""


async def test_what_is_missing_is_told_under_the_count(stand: Stand):
    damage(stand)
    Registrar(stand.desk).enter("North team", "Ring the school")
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        assert said(app, "#register-count") == "1 of 1 action"
        assert said(app, "#register-missing") == MISSING


async def test_where_nothing_can_be_read_nobody_says_that_nothing_was_agreed(stand: Stand):
    damage(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        assert said(app, "#register-words") == "Nothing that was agreed can be shown."
        assert said(app, "#register-missing") == MISSING


async def test_where_all_can_be_read_there_is_no_such_line(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        assert said(app, "#register-missing") == ""


async def test_the_file_that_is_written_says_it_too(stand: Stand):
    damage(stand)
    Registrar(stand.desk).enter("North team", "Ring the school")
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.press("x", *["down"] * 5, "space", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
    (path,) = stand.root.glob("*.md")
    line = "**Could not be read:** What was agreed and said in S-0001"
    assert line in path.read_text("utf-8")

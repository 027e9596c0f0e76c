from __future__ import annotations

import pytest
from home_journeys import Stand, standing
from textual.widgets import Static

from learnsession.tui.screens.reading import ReadingScreen
from learnsession.tui.screens.take_up import TakeUpScreen
from learnsession.tui.widgets.field import Field


@pytest.fixture
def stand(tmp_path):
    with standing(tmp_path) as made:
        yield made


@pytest.fixture
def shown(monkeypatch):
    rooms = []
    monkeypatch.setattr(
        "learnsession.tui.app.LearnSessionApp.show_session", lambda self, room: rooms.append(room)
    )
    yield rooms
    for room in rooms:
        room.leave()


async def opened(app, pilot) -> None:
    await pilot.press("home", "enter")
    await app.workers.wait_for_complete()
    await pilot.pause()


def text(app, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


async def test_it_says_what_is_kept_and_goes_on(stand: Stand, shown):
    stand.run("North team", "One", "Two")
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        assert "North team" in text(app, "#take-up-title")
        assert "2 reflections" in text(app, "#take-up-words")
        assert "1 agreed action" in text(app, "#take-up-words")
        await pilot.press(*"14:30", "enter")
        await pilot.pause()
    assert shown[0].record.clock.finish_by == stand.now.replace(hour=14, minute=30)
    assert not shown[0].record.left


async def test_a_time_that_has_passed_is_refused_kindly(stand: Stand, shown):
    stand.run("North team", "One")
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press(*"13.40", "enter")
        assert "has passed" in app.screen.query_one("#finish", Field).wrong
        assert isinstance(app.screen, TakeUpScreen)
    assert shown == []


async def test_one_in_use_is_said_and_can_be_read(stand: Stand, shown):
    room = stand.run("North team", "One", leave=False)
    room.settle()
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "press Enter" in text(app, "#take-up-trouble")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
    room.leave()
    assert shown == []


async def test_one_that_cannot_be_read_is_said(stand: Stand, shown):
    stand.run("North team", "One")
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for path in stand.root.glob("sessions/*/S-*"):
            path.write_bytes(b"")
        await opened(app, pilot)
        assert text(app, "#take-up-trouble").strip()
        await pilot.press("enter")
        assert isinstance(app.screen, TakeUpScreen)
    assert shown == []

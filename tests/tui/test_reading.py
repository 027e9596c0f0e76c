from __future__ import annotations

import pytest
from home_journeys import Stand, standing
from textual.widgets import Static

from learnsession.tui.screens.home import HomeScreen
from learnsession.tui.screens.reading import ReadingScreen
from learnsession.tui.screens.take_up import TakeUpScreen


@pytest.fixture
def stand(tmp_path):
    with standing(tmp_path) as made:
        yield made


async def opened(app, pilot) -> None:
    await pilot.press("end", "enter")
    await app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(app.screen, ReadingScreen)


async def test_everything_kept_is_there_as_typed(stand: Stand):
    stand.run("North team", "Forms [/b] pile up", "Łukasz’s point", close=True)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        words = str(app.screen.query_one("#reading-words", Static).render())
        for expected in ("Forms [/b] pile up", "Łukasz’s point", "Ask the nursery", "Closed"):
            assert expected in words
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)


async def test_reopening_goes_on_to_taking_up(stand: Stand):
    room = stand.run("North team", "One", close=True)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("o")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, TakeUpScreen)
    assert stand.desk.read(room.record.started.session).record.state == "open"


async def test_an_open_one_is_not_reopened(stand: Stand):
    room = stand.run("North team", "One")
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ReadingScreen(stand.desk.read(room.record.started.session)))
        await pilot.pause()
        await pilot.press("o")
        assert isinstance(app.screen, ReadingScreen)
        assert all(hint.key != "o" for hint in app.screen.hints())

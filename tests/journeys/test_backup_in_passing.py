"""Opening the app makes the backup of the week in passing, unless the settings say no."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import pytest

from journeys.hand import Table
from learnsession.settings.writing import change_setting
from learnsession.store import weekly
from learnsession.store.backup_lists import backup_names
from learnsession.tui.app import LearnSessionApp


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learnsession.room.weekly.CALM", 0.05)


async def until(wanted, pilot, seconds: float = 5) -> bool:
    """Let the app live until this is true."""
    end = time.monotonic() + seconds
    while not wanted() and time.monotonic() < end:
        await pilot.pause()
        await asyncio.sleep(0.02)
    return bool(wanted())


def said(app: LearnSessionApp) -> list[str]:
    return [note.message for note in app._notifications]


async def test_opening_the_app_makes_it_when_it_is_due(table: Table) -> None:
    table.session("The nursery had written it down", close=True)
    for weeks, made in ((0, 1), (0, 1), (1, 2)):
        table.now += timedelta(weeks=weeks)
        app = table.app(desk := table.another_desk())
        async with app.run_test(size=(80, 24)) as pilot:
            assert await until(lambda made=made: len(backup_names(table.root)) == made, pilot)
            assert said(app) == []
        desk.close()
    assert backup_names(table.root) == ("2026-W47", "2026-W48")


async def test_none_is_made_while_the_setting_is_off(table: Table) -> None:
    table.session("The nursery had written it down", close=True)
    change_setting(table.root, "weekly_backup", False)
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert not await until(lambda: (table.root / "backups").exists(), pilot, 0.5)


async def test_leaving_the_first_session_of_a_store_makes_it(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert not await until(lambda: (table.root / "backups").exists(), pilot, 0.3)
        app.begin(table.setup())
        await pilot.pause()
        await pilot.press("q")
        assert await until(lambda: backup_names(table.root), pilot)
        held = weekly.read_backup(table.root, "2026-W47", table.desk.store.seal).files
        assert [name for name in held if name.startswith("sessions/")]


async def test_a_failure_is_mentioned_once_and_nothing_stops(table: Table, monkeypatch) -> None:
    table.session("The nursery had written it down", close=True)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(weekly, "make_weekly", refuse)
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert await until(lambda: said(app), pilot)
        app.back_up()
        table.now += timedelta(days=2)
        app.back_up()
        await until(lambda: len(said(app)) > 1, pilot, 0.3)
        (words,) = said(app)
        assert words.startswith("The weekly backup could not be made. No space left on device.")
        await pilot.press("question_mark")
        assert type(app.screen).__name__ == "HelpScreen"


async def test_leaving_the_app_does_not_wait_for_it(table: Table, monkeypatch) -> None:
    table.session("The nursery had written it down", close=True)
    monkeypatch.setattr("learnsession.room.weekly.REST", 0.4)
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert await until(lambda: (table.root / "backups").exists(), pilot)
        await pilot.press("q")
    begun = time.monotonic()
    table.desk.close()
    assert time.monotonic() - begun < 1
    assert backup_names(table.root) == ()

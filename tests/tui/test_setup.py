from __future__ import annotations

from datetime import UTC, datetime

import pytest
from home_journeys import START, Stand, standing
from textual.widgets import Input, Static

from learnsession.errors import RefusedError
from learnsession.tui.finish import finish_by
from learnsession.tui.screens.home import HomeScreen
from learnsession.tui.screens.setup import SetUpScreen
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.shelf import Shelf
from learnsession.tui.widgets.tick import Tick


@pytest.fixture
def stand(tmp_path):
    with standing(tmp_path) as made:
        yield made


@pytest.fixture
def shown(monkeypatch):
    """The rooms that the app was asked to show, instead of showing them."""
    rooms = []
    monkeypatch.setattr(
        "learnsession.tui.app.LearnSessionApp.show_session", lambda self, room: rooms.append(room)
    )
    yield rooms
    for room in rooms:
        room.leave()


def text(app, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


async def choose(app, pilot, *keys: str, pack: str = "norfolk-child-ai") -> None:
    """Go down the list on Home to a review, then press these keys there."""
    await pilot.pause()
    shelf = app.screen.query_one(Shelf)
    await pilot.press("home")
    while not (shelf.highlighted_key or "").endswith(f"{pack}.yaml"):
        await pilot.press("down")
    await pilot.press(*keys)


async def finish(app, pilot, typed: str) -> None:
    app.screen.query_one("#finish-input", Input).focus()
    await pilot.press(*typed)
    await pilot.pause()


async def test_a_session_is_set_up_by_keyboard_alone(stand: Stand, shown):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "enter", *"North team", "enter")
        while app.focused.id != "finish-input":
            await pilot.press("down")
        await pilot.press(*"1420", "enter", *"team manager", "enter", *"9", "enter")
        await pilot.press(*"nursery, school", "enter")
        assert app.focused.id == "begin"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    record = shown[0].record
    assert record.started.team == "North team"
    assert record.started.facilitator == "team manager"
    assert record.started.finish_by == START.replace(hour=14, minute=20)
    assert record.attendance.head_count == 9
    assert record.attendance.roles == ("nursery", "school")


async def test_the_plan_follows_each_change(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "enter")
        await pilot.pause()
        assert "30 minutes" in text(app, "#plan-rows")
        assert "ends 14:20" in text(app, "#plan-rows")
        await finish(app, pilot, "2.10pm")
        assert "20 minutes" in text(app, "#plan-rows")
        assert "Shortened from 30 minutes" in text(app, "#plan-remark")
        app.screen.query_one("#finish-input", Input).value = "13:53"
        await pilot.pause()
        assert "too soon" in text(app, "#plan-remark")
        app.screen.query_one("#finish-input", Input).value = "15:00"
        await pilot.pause()
        assert "40 minutes to spare" in text(app, "#plan-remark")


async def test_another_format_chooses_its_activities_again(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "enter", "down", "down", "space")
        await pilot.pause()
        on = [tick for tick in app.screen.query(Tick) if tick.on]
        assert on[0].value == "workshop-90"
        assert len(on) > 2
        assert [tick.value for tick in app.screen.query(".format").results(Tick) if tick.on] == [
            "workshop-90"
        ]


async def test_what_is_wrong_stands_beside_its_field_and_nothing_starts(stand: Stand, shown):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "enter")
        await finish(app, pilot, "13.40")
        app.screen.query_one("#people-input", Input).value = "nine"
        await pilot.press("f5")
        await pilot.pause()
        assert "13:40 has passed today" in app.screen.query_one("#finish", Field).wrong
        assert "whole number" in app.screen.query_one("#people", Field).wrong
        assert app.focused.id == "finish-input"
    assert shown == []


async def test_esc_loses_nothing(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "enter", *"North [/b] team", "down", "down", "space", "escape")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one("#team-input", Input).value == "North [/b] team"
        assert next(t for t in app.screen.query(Tick) if t.on).value == "workshop-90"


async def test_earlier_teams_are_offered_and_their_actions_come_back(tmp_path, stand: Stand):
    with standing(tmp_path) as earlier:
        earlier.run("North team", "One", close=True)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "enter")
        await app.workers.wait_for_complete()
        await pilot.press(*"nor")
        await pilot.pause(0.05)
        await pilot.press("right")
        assert app.screen.query_one("#team-input", Input).value == "North team"
        for _ in range(3):  # the message, the look-up in a thread, the words
            await pilot.pause()
            await app.workers.wait_for_complete()
        await pilot.pause()
        assert "1 action" in text(app, "#team .field-aid")


async def test_a_rehearsal_keeps_nothing_and_asks_less(stand: Stand, shown):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "r")
        assert isinstance(app.screen, SetUpScreen)
        assert not app.screen.query("#team")
        await pilot.press("f5")
        await pilot.pause()
    assert shown[0].rehearsal
    assert stand.desk.store.rows() == ()


async def test_a_refusal_is_said_in_the_form(stand: Stand, shown, monkeypatch):
    def refuse(setup):
        raise RefusedError("The disk is full.", "Make room.")

    monkeypatch.setattr(stand.desk, "start", refuse)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "enter", *"East", "f5")
        await pilot.pause()
        assert isinstance(app.screen, SetUpScreen)
        assert "The disk is full. Make room." in text(app, "#refused")
        assert app.screen.query_one("#team-input", Input).value == "East"


@pytest.mark.parametrize("typed", ["14:30", "1430", "14.30", "2.30pm"])
def test_a_finish_as_people_write_it(typed):
    assert finish_by(typed, START) == START.replace(hour=14, minute=30)


def test_no_finish_is_as_planned():
    assert finish_by("  ", START) is None


def test_after_midnight_only_in_the_evening():
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert finish_by("00:30", late) == datetime(2026, 11, 22, 0, 30, tzinfo=UTC)
    with pytest.raises(RefusedError, match="has passed"):
        finish_by("00:30", START)


def test_a_morning_time_in_the_afternoon_is_asked_about():
    with pytest.raises(RefusedError, match=r"Did you mean 14:30\?"):
        finish_by("2:30", START)

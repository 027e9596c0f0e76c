"""Set-up where it asks more: which briefing it is, and whether to stop at each event."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic

import pytest
from home_journeys import Stand, standing
from textual.widgets import Input, Static

from learnsession.tui.screens.home import HomeScreen
from learnsession.tui.screens.session import SessionScreen
from learnsession.tui.screens.setup import SetUpScreen
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.shelf import Shelf
from learnsession.tui.widgets.tick import Tick
from support import format_values

TITLE = "7-minute briefing [/b]: Child Z"
SIZES = [(80, 24), (120, 36)]


@pytest.fixture
def stand(tmp_path: Path):
    with standing(tmp_path) as made:
        yield made


def stopping_format(root: Path) -> None:
    """A format of the person's own, the shortest there is, that asks something at each event."""
    values = format_values()
    for phase in values["phases"]:  # type: ignore[attr-defined]
        if phase["kind"] == "review":
            phase["stop_questions"] = [{"id": "thought", "text": "What would you have thought?"}]
    folder = root / "my-packs" / "formats"
    folder.mkdir(parents=True)
    (folder / "tiny-25.yaml").write_text(json.dumps(values), encoding="utf-8")
    for each in values["phases"]:  # type: ignore[attr-defined]
        each.pop("stop_questions", None)
    plainer = values | {"id": "tiny-26", "title": "No stops"}
    (folder / "tiny-26.yaml").write_text(json.dumps(plainer), encoding="utf-8")


async def choose(app, pilot, pack: str, key: str = "enter") -> None:
    """Down the list on Home to a pack, by keyboard."""
    await pilot.pause()
    await pilot.press("home")
    while not (app.screen.query_one(Shelf).highlighted_key or "").endswith(f"{pack}.yaml"):
        await pilot.press("down")
    await pilot.press(key)
    await pilot.pause()


async def settled(app, pilot) -> None:
    await app.workers.wait_for_complete()
    app.desk.writer.drain(10)
    await pilot.pause()


def text(app, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def stops_tick(app) -> Tick:
    return app.screen.query_one(".stops", Tick)


# Any briefing


@pytest.mark.parametrize("size", SIZES)
async def test_any_briefing_starts_within_a_minute_by_keyboard(stand: Stand, size):
    app = stand.app()
    began = monotonic()
    async with app.run_test(size=size) as pilot:
        await choose(app, pilot, "any-briefing")
        assert app.focused.id == "title-input"
        assert "Asked at set-up" not in text(app, ".top-right")
        await pilot.press(*TITLE, "f5")  # nothing but its title is needed
        await settled(app, pilot)
        assert isinstance(app.screen, SessionScreen)
        assert TITLE in text(app, "#where")
        room = app.screen.room
        assert room.record.started.briefing.title == TITLE
        room.leave()
    assert monotonic() - began < 60
    (row,) = stand.desk.store.rows()
    assert row.title == TITLE


async def test_partnership_and_reference_are_kept_and_home_lists_the_briefing(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "any-briefing")
        await pilot.press(*TITLE, "enter", *"Harbour SCP", "enter", *"harbour.example/z", "enter")
        assert app.focused.id == "team-input"
        await pilot.press("f5")
        await settled(app, pilot)
        room = app.screen.room
        assert room.pack.partnership == "Harbour SCP"
        assert room.pack.source.reference == "harbour.example/z"
        await pilot.press("q")
        await settled(app, pilot)
        while not isinstance(app.screen, HomeScreen):
            app.screen.dismiss()
            await pilot.pause()
        await settled(app, pilot)
        options = app.screen.query_one(Shelf).options
        assert any(TITLE in str(option.prompt) for option in options)


async def test_a_briefing_without_a_title_is_asked_for_in_words(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "any-briefing")
        await pilot.press("enter", *"Harbour SCP", "f5")
        await pilot.pause()
        assert isinstance(app.screen, SetUpScreen)
        assert "give the briefing's title" in app.screen.query_one("#title", Field).wrong
        assert app.focused.id == "title-input"
        await pilot.press(*"Z")
        await pilot.pause()
        assert app.screen.query_one("#title", Field).wrong == ""
    assert stand.desk.store.rows() == ()


async def test_what_was_typed_of_a_briefing_is_still_there_after_esc(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "any-briefing")
        await pilot.press(*"Child Z", "escape")
        await settled(app, pilot)
        await choose(app, pilot, "any-briefing")
        assert app.screen.query_one("#title-input", Input).value == "Child Z"


async def test_a_pack_with_a_title_of_its_own_asks_for_none(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "norfolk-child-ai")
        assert not app.screen.query("#title, #partnership, #reference")
        assert app.focused.id == "team-input"


async def test_a_rehearsal_of_any_briefing_needs_no_title(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "any-briefing", "r")
        await pilot.press("f5")
        await settled(app, pilot)
        assert app.screen.room.rehearsal
        app.screen.room.leave()


# Stop at each event


async def test_the_plan_follows_the_stops_and_they_are_kept(stand: Stand):
    stopping_format(stand.root)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "norfolk-child-ai")
        assert "stop" not in text(app, "#plan-rows")
        while app.focused is not stops_tick(app):
            await pilot.press("down")
        await pilot.press("space")
        await pilot.pause()
        assert "stops" in text(app, "#plan-rows")
        assert "less than a minute for each" in text(app, "#plan-remark")
        await pilot.press("f5")
        await settled(app, pilot)
        room = app.screen.room
        assert room.record.started.stops is True
        assert any(step.id.startswith("review.events.") for step in room.agenda.steps)
        room.leave()


async def test_it_is_asked_only_where_the_format_asks_and_the_pack_has_events(stand: Stand):
    stopping_format(stand.root)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "any-briefing")
        assert not stops_tick(app).display
        await pilot.press("escape")
        await settled(app, pilot)
        await choose(app, pilot, "norfolk-child-ai")
        tick = stops_tick(app)
        assert tick.display
        tick.action_choose()
        other = next(t for t in app.screen.query(".format").results(Tick) if t.value == "tiny-26")
        other.action_choose()
        await pilot.pause()
        assert not tick.display
        assert "stop" not in text(app, "#plan-rows")
        await pilot.press("f5")
        await settled(app, pilot)
        assert app.screen.room.record.started.stops is None
        app.screen.room.leave()


async def test_the_choice_to_stop_is_still_there_after_esc(stand: Stand):
    stopping_format(stand.root)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, "norfolk-child-ai")
        stops_tick(app).action_choose()
        await pilot.press("escape")
        await settled(app, pilot)
        await choose(app, pilot, "norfolk-child-ai")
        assert stops_tick(app).on

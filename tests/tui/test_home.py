from __future__ import annotations

from pathlib import Path

import pytest
from home_journeys import Stand, standing
from textual.widgets import Static

from learnsession.packs.listing import own
from learnsession.settings import FILE
from learnsession.tui.screens.home import HomeScreen
from learnsession.tui.screens.reading import ReadingScreen
from learnsession.tui.screens.setup import SetUpScreen
from learnsession.tui.screens.take_up import TakeUpScreen
from learnsession.tui.widgets.on_home import MOST_SESSIONS
from learnsession.tui.widgets.shelf import Shelf


@pytest.fixture
def stand(tmp_path):
    with standing(tmp_path) as made:
        yield made


def words(app, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def shelf(app) -> list[str]:
    return [str(option.prompt) for option in app.screen.query_one(Shelf).options]


async def test_an_empty_store_explains_itself_and_previews_a_review(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "choose one and press Enter" in words(app, "#welcome")
        preview = words(app, "#preview-words")
        assert "say A-I" in preview
        assert "badly burned" in preview  # the content note
        assert "8 minutes" in preview
        await pilot.press("enter")
        assert isinstance(app.screen, SetUpScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_unfinished_come_first_and_closed_last(stand: Stand):
    stand.run("North team", "One")
    stand.run("South team", "Two", close=True)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        listed = "\n".join(shelf(app))
        places = [
            listed.index(text)
            for text in ("Continue where", "North team", "Reviews", "Closed", "South team")
        ]
        assert places == sorted(places)
        assert not app.screen.query_one("#welcome").display
        assert "1 reflection" in words(app, "#preview-words")
        await pilot.press("enter")
        assert isinstance(app.screen, TakeUpScreen)
        await pilot.press("escape", "end", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)


async def test_a_broken_pack_is_listed_with_its_first_problem(stand: Stand):
    folder = own(stand.root)
    folder.mkdir(parents=True)
    (folder / "broken[b].yaml").write_text("format: 1\ntitel: Case A1\n", encoding="utf-8")
    app = stand.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        preview = words(app, "#preview-words")
        assert "broken[b].yaml" in preview
        assert "Line 2:" in preview
        assert "learnsession check" in preview
        await pilot.press("enter")
        assert isinstance(app.screen, HomeScreen)


async def test_an_own_pack_says_what_it_replaces(stand: Stand):
    from learnsession.packs.listing import shipped

    folder = own(stand.root)
    folder.mkdir(parents=True)
    source = (shipped() / "norfolk-child-ai.yaml").read_text("utf-8")
    (folder / "mine.yaml").write_text(source, encoding="utf-8")
    app = stand.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "in place of the shipped one" in words(app, "#preview-words")
        assert str(folder / "mine.yaml") in words(app, "#preview-words")


async def test_long_lists_are_cut_and_say_where_the_rest_is(stand: Stand, monkeypatch):
    stand.run("North team", "One")
    listing = stand.desk.store.listing()
    rows = tuple(listing.rows[0]._replace(id=f"{n:026}") for n in range(60))
    monkeypatch.setattr(stand.desk.store, "listing", lambda: listing._replace(rows=rows))
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        listed = shelf(app)
        assert sum("North team" in line for line in listed) == MOST_SESSIONS
        assert any("10 more: learnsession sessions" in line for line in listed)


async def test_damage_and_a_synced_folder_are_said(tmp_path, monkeypatch):
    with standing(tmp_path / "OneDrive") as stand:
        listing = stand.desk.store.listing()._replace(damaged=((Path("x"), "Cut."),))
        monkeypatch.setattr(stand.desk.store, "listing", lambda: listing)
        app = stand.app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            said = words(app, "#home-notices")
            assert "1 session could not be read: learnsession sessions" in said
            assert "OneDrive" in said


async def test_home_looks_again_when_it_comes_back(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        stand.run("West team", "New")
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert any("West team" in line for line in shelf(app))


async def test_reopening_from_home(stand: Stand):
    room = stand.run("South team", "Two", close=True)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "o")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, TakeUpScreen)
        assert stand.desk.read(room.record.started.session).record.state == "open"


async def test_live_concern_and_quit(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert type(app.screen).__name__ == "ConcernScreen"
        await pilot.press("escape", "q")
        await pilot.pause()
    assert not app.is_running


async def test_a_slip_in_the_settings_is_said_until_it_is_mended(stand: Stand):
    (stand.root / FILE).write_text('theme = "pink"\nretain_years = 7\n', "utf-8")
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "settings can be understood: press s" in words(app, "#home-notices")
        await pilot.press("s", "space", "escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not app.screen.query_one("#home-notices").display

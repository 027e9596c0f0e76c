from __future__ import annotations

import pytest
from home_journeys import Stand, standing
from textual.widgets import Input, Static

from learnsession.tui.screens.export import ExportScreen
from learnsession.tui.screens.reading import ReadingScreen
from learnsession.tui.widgets.field import Field


@pytest.fixture
def stand(tmp_path):
    with standing(tmp_path) as made:
        yield made


async def at_export(app, pilot) -> None:
    await pilot.press("end", "enter")
    await app.workers.wait_for_complete()
    await pilot.press("x")
    await pilot.pause()
    assert isinstance(app.screen, ExportScreen)


async def written(app, pilot) -> str:
    await pilot.press("enter")
    await app.workers.wait_for_complete()
    await pilot.pause()
    return str(app.screen.query_one("#export-said", Static).render())


async def test_enter_writes_word_says_where_and_any_key_goes_back(stand: Stand):
    stand.run("North team", "One", close=True)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_export(app, pilot)
        said = await written(app, pilot)
        (path,) = stand.root.glob("*.docx")
        assert str(path) in said.replace("\n", "")
        await pilot.press("k")
        assert isinstance(app.screen, ReadingScreen)


async def test_markdown_beside_one_that_is_there_already(stand: Stand):
    stand.run("North team", "Forms pile up", close=True)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_export(app, pilot)
        name = str(app.screen.query_one("#export-file", Static).render()).replace(".docx", ".md")
        (stand.root / name).write_text("somebody's own", encoding="utf-8")
        await pilot.press("down", "space")
        assert str(app.screen.query_one("#export-file", Static).render()) == name
        await written(app, pilot)
    second = stand.root / name.replace(".md", " (2).md")
    assert "Forms pile up" in second.read_text("utf-8")
    assert (stand.root / name).read_text("utf-8") == "somebody's own"


async def test_a_folder_that_is_not_there(stand: Stand):
    stand.run("North team", "One", close=True)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_export(app, pilot)
        app.screen.query_one("#folder-input", Input).value = str(stand.root / "nowhere")
        await written(app, pilot)
        assert "no such folder" in app.screen.query_one("#folder", Field).wrong
        await pilot.press("escape")
        assert isinstance(app.screen, ReadingScreen)
    assert not list(stand.root.glob("*.docx"))

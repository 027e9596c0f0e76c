"""After the curtain, a protected store asks for its passphrase again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from learnsession.room.desk import Desk
from learnsession.store import vault
from learnsession.store.vault_file import Derivation
from learnsession.tui.app import LearnSessionApp

PASSPHRASE = "four calm green boats"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    root = tmp_path / "store"
    seal = vault.protect(root, vault.prepare(PASSPHRASE, Derivation(b"salt" * 4, 1, 1, 64)))
    desk = Desk(root, seal=seal)
    yield desk
    desk.close()


async def settled(pilot) -> None:
    await pilot.app.workers.wait_for_complete()
    for _ in range(20):
        await pilot.pause(0.02)


def on(app: LearnSessionApp) -> str:
    return type(app.screen).__name__


async def test_only_the_passphrase_lifts_the_curtain(desk):
    app = LearnSessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        assert on(app) == "BlankScreen"
        await pilot.press("x")
        assert on(app) == "UnlockScreen"
        await pilot.press(*"not this one", "enter")
        await settled(pilot)
        assert on(app) == "UnlockScreen"
        assert "not the passphrase" in str(app.screen.query_one("#unlock-word").render())
        await pilot.press(*PASSPHRASE, "enter")
        await settled(pilot)
        assert on(app) == "HomeScreen"


@pytest.mark.parametrize("key", ["escape", "ctrl+q", "ctrl+c"])
async def test_no_key_shows_what_is_hidden(desk, key):
    app = LearnSessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "x", *PASSPHRASE, key)
        await settled(pilot)
        assert on(app) == "BlankScreen"
        await pilot.press("x")
        assert on(app) == "UnlockScreen"
        assert app.screen.query_one("#passphrase").value == ""


async def test_the_passphrase_is_never_on_the_screen(desk):
    app = LearnSessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "x", *"four")
        shown = app.export_screenshot()
        assert "four" not in shown
        assert "Passphrase" in shown


@pytest.fixture
def go(monkeypatch) -> threading.Event:
    """What the trial of a passphrase, which is then right, waits for."""
    event = threading.Event()
    monkeypatch.setattr(Desk, "is_passphrase", lambda *_: event.wait(5))
    return event


async def strike(app: LearnSessionApp, *keys: str) -> None:
    """Without waiting for what the keys set going, as `press` does."""
    for key in keys:
        app.post_message(events.Key(key, None))
        await asyncio.sleep(0.1)


async def test_a_palette_that_stands_over_it_goes_with_it(desk, go):
    app = LearnSessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "x")
        await strike(app, "enter", "ctrl+p")
        assert on(app) == "CommandPalette"
        go.set()
        await settled(pilot)
        assert on(app) == "HomeScreen"
        assert not app.curtain.drawn


async def test_esc_while_it_is_being_tried_stays_dark(desk, go):
    app = LearnSessionApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "x")
        await strike(app, "enter", "escape")
        go.set()
        await settled(pilot)
        assert on(app) == "BlankScreen"
        assert app.curtain.drawn

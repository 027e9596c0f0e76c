"""An app that breaks leaves nothing in the terminal of what was typed into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from rich.console import Console

from journeys.hand import Hand, Table, in_session, laid
from learnsession.room.room import Room
from learnsession.tui.session.view import SessionView


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def last_words(hand: Hand) -> str:
    console = Console(width=200)
    with console.capture() as said:
        for each in hand.app._exit_renderables:
            console.print(each)
    return said.get()


async def broken(table: Table, *keys: str) -> str:
    """What stays in the terminal after these keys, the last of which breaks the app."""
    said = ""
    with suppress(Exception):  # Textual raises it once more where there is no terminal
        async with in_session(table, step=5) as hand:
            await hand.press(*keys)
            await hand.pilot.pause()
            said = last_words(hand)
    return said


async def test_half_written_words_are_not_printed(table: Table, monkeypatch):
    def breaks(_: Room, text: str, *__: object) -> None:
        raise RuntimeError(f"not {text}")

    monkeypatch.setattr(Room, "add_reflection", breaks)
    said = await broken(table, "r", *"Zebedee", "enter")
    assert "fault of its own" in said
    assert "RuntimeError" in said
    assert "capturing.py" in said
    assert "Zebedee" not in said


async def test_nor_what_a_worker_held(table: Table, monkeypatch):
    async def breaks(view: SessionView) -> None:
        raise RuntimeError(view.box.writing.text)

    monkeypatch.setattr("learnsession.tui.session.opening.Opening._let_go", breaks)
    said = await broken(table, "r", *"Zebedee", "ctrl+q")
    assert "RuntimeError" in said
    assert "Zebedee" not in said

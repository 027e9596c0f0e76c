"""A rehearsal that begins anew whenever the file of its pack is saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from learnsession.errors import LearnSessionError
from learnsession.packs.watching import Watched
from learnsession.room.desk import SetUp

if TYPE_CHECKING:
    from learnsession.tui.app import LearnSessionApp

LOOK = 0.5
"""Seconds between looks at the file."""


class Watching:
    """Looks at a pack's file, and shows what was saved at the step that was on the screen."""

    def __init__(self, app: LearnSessionApp, path: Path, setup: SetUp) -> None:
        self._app = app
        self._watched = Watched(path)
        self._setup = setup

    async def look(self) -> None:
        """Reload, if the file was saved. Waits while another page is open or somebody types."""
        from learnsession.packs.reader import read_pack
        from learnsession.tui.screens.session import SessionScreen

        screen = self._app.screen
        if not isinstance(screen, SessionScreen) or screen.box.display:
            return
        if not self._watched.changed():
            return
        try:
            pack = read_pack(self._watched.path)
            room = self._app.desk.rehearse(replace(self._setup, pack=pack))
        except LearnSessionError as error:
            told = f"{error.where}: {error.happened} {error.todo}".removeprefix(": ")
            self._app.notify(told, title="Not reloaded", severity="error", timeout=12, markup=False)
            return
        room.go(min(screen.room.step.number, len(room.agenda.steps)), revealed=True)
        await self._app.switch_screen(SessionScreen(room))
        screen.room.leave()
        self._app.notify("Reloaded.", timeout=3)

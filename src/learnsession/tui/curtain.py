"""The curtain: a blank screen over whatever is there, on a key or when nobody seems to be."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

if TYPE_CHECKING:
    from learnsession.tui.app import LearnSessionApp
    from learnsession.tui.screens.blank import BlankScreen

DARK = "-dark"
"""The class of the app while the curtain is drawn: no screen shows messages then."""

LOOK = 5.0
"""Seconds between looks at how long nobody has pressed a key."""


class Curtain:
    """Hides every screen of the app until a key is pressed, which does nothing else.

    Time is the desk's, so that tests and demonstrations need not wait.

    A protected store opens by its passphrase only. The app says so in two places:
    `unlock_needed()`, asked each time the curtain is to be lifted, and `unlock_screen()`, which is
    then put over the blank screen. The curtain is lifted when that screen is dismissed with True,
    and stays for any other answer; the next key asks again.
    """

    def __init__(self, app: LearnSessionApp) -> None:
        self._app = app
        self._minutes = 0
        self._touched = app.desk.now()
        self._timer: Timer | None = None
        self._blank: BlankScreen | None = None
        self._light = asyncio.Event()
        self._light.set()

    @property
    def drawn(self) -> bool:
        """True while it hides what is below."""
        return self._blank is not None and self._blank in self._app.screen_stack

    async def lifted(self) -> None:
        """Wait until nothing is hidden. Who is about to change screens by himself waits here."""
        await self._light.wait()

    def fall_after(self, minutes: int) -> None:
        """Be drawn by itself after so many minutes in which nothing is pressed; 0: never."""
        self._minutes = minutes
        self._touched = self._app.desk.now()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_interval(LOOK, self.look) if minutes else None

    def look(self) -> None:
        """Draw it, if nobody has been there for long enough."""
        idle = self._app.desk.now() - self._touched
        if self._minutes and idle >= timedelta(minutes=self._minutes):
            self.draw()

    def draw(self) -> None:
        """Hide everything at once; half-written words go to the disk first."""
        if self.drawn:
            return
        from learnsession.tui.screens.blank import BlankScreen

        self._app.keep_words()
        self._light.clear()
        self._app.add_class(DARK)
        self._blank = BlankScreen()
        self._app.push_screen(self._blank)

    def took(self, event: events.InputEvent | events.Paste) -> bool:
        """Somebody is there. True when the curtain took what they pressed, to be lifted.

        A mouse that only moves says nothing: a table that is leaned on does that.
        """
        if isinstance(event, events.MouseMove):
            return False
        self._touched = self._app.desk.now()
        lifts = isinstance(event, events.Key | events.Paste)
        if not lifts or self._blank is None or self._app.screen is not self._blank:
            return False
        if self._app.unlock_needed():
            self._app.push_screen(self._app.unlock_screen(), self._unlocked)
        else:
            self._unlocked(True)
        return True

    def _unlocked(self, opened: bool | None) -> None:
        if opened and self._blank is not None:
            self._blank.dismiss()
            self._blank = None
            self._app.remove_class(DARK)
            self._light.set()

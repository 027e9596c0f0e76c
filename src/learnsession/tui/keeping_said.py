"""Keeping what is said of agreed actions; outside a session the screen waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import work
from textual.app import App

from learnsession.errors import LearnSessionError
from learnsession.room.registering import Registrar
from learnsession.room.room import Room
from learnsession.session.agreed import AgreedAction
from learnsession.tui.keeping_actions import Doing, Keeper
from learnsession.tui.page import Page
from learnsession.tui.saving import SavingScreen


def tell_notices(app: App[object], registrar: Registrar) -> None:
    """Tell what people have to know about the registers that were opened, once."""
    for notice in registrar.notices:
        app.notify(notice, severity="warning", timeout=12, markup=False)
    registrar.notices.clear()


Refused = Callable[[], None] | None
"""Called after it was told that something could not be kept."""


class KeepingPage(Page[None], SavingScreen):
    """A screen that keeps what is said of actions, one thing after the other.

    Args:
        keeper: a running session, or the register outside of one.

    """

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.keeper = keeper
        self._saving = False

    @property
    def saving(self) -> bool:
        """True while what was said of an action is on its way to the disk."""
        return self._saving

    def hold(self, *, saving: bool) -> None:
        """Nothing more is typed into what is being saved; afterwards it can be."""
        raise NotImplementedError

    def kept(self, action: AgreedAction, *, more: bool) -> None:
        """It is kept: show the action as it is now. `more` as in `keep`."""
        raise NotImplementedError

    def refused(self, error: LearnSessionError) -> None:
        """It is not kept: say why, with the words where they were typed."""
        raise NotImplementedError

    def keep(self, wanted: Doing, *, more: bool = False, refused: Refused = None) -> None:
        """Do it at once in a session, whose writer takes it; outside one, wait for the disk.

        Args:
            wanted: what is to be done.
            more: it may concern what only the register tells.
            refused: called after it was told that it could not be kept.

        """
        if self.saving:
            return
        if not isinstance(self.keeper, Room):
            self._wait(saving=True)
            self._keep_on_the_side(wanted, more, refused)
            return
        try:
            action = wanted(self.keeper)
        except LearnSessionError as error:
            self._refuse(error, refused)
        else:
            self.kept(action, more=more)

    @work(group="saying")
    async def _keep_on_the_side(self, wanted: Doing, more: bool, refused: Refused) -> None:
        try:
            action = await asyncio.to_thread(wanted, self.keeper)
        except LearnSessionError as error:
            self._wait(saving=False)
            self._refuse(error, refused)
        else:
            self._wait(saving=False)
            self.kept(action, more=more)
        if isinstance(self.keeper, Registrar):
            tell_notices(self.app, self.keeper)

    def _wait(self, *, saving: bool) -> None:
        self._saving = saving
        self.hold(saving=saving)
        self.show_hints()

    def _refuse(self, error: LearnSessionError, refused: Refused) -> None:
        self.refused(error)
        if refused is not None:
            refused()

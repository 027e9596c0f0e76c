"""What keeps what is said of agreed actions: a running session, or the register outside of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from learnsession.errors import LearnSessionError
from learnsession.room.desk import Desk
from learnsession.room.registering import Registrar
from learnsession.room.room import Room
from learnsession.session.agreed import AgreedAction
from learnsession.session.states import to_action

DRAINED = 2.0
"""Seconds to wait for what was just said to reach the disk before the register is read."""


Keeper = Room | Registrar
"""Both are `room.sayings.Sayings`; they undo, and know the time, each in a way of its own."""

Doing = Callable[[Keeper], AgreedAction]
"""Something to do to an action, given what keeps it."""


def undoing(action: AgreedAction) -> Doing:
    """Undo the last thing that was said of it."""
    return lambda keeper: (
        keeper.undo_said(action) if isinstance(keeper, Room) else keeper.undo(action)
    )


def moment_of(keeper: Keeper) -> datetime:
    """The moment, in UTC."""
    return keeper.now if isinstance(keeper, Room) else keeper.desk.now()


def known(desk: Desk, keeper: Keeper, action_id: str) -> AgreedAction | None:
    """What the register tells of an action. Waits for the disk: call it on another thread.

    None when the register cannot be read, or does not have it: the session then tells what it
    knows itself.
    """
    try:
        if isinstance(keeper, Room):
            keeper.settle(DRAINED)
        states = desk.register().states
    except LearnSessionError:
        return None
    return next((to_action(state) for state in states if state["id"] == action_id), None)

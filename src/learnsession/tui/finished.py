"""What is told of an action that is finished, and whether there is something of it to undo."""

from __future__ import annotations

from learnsession.room.room import Room
from learnsession.session.agreed import AgreedAction, Told
from learnsession.session.dates import spoken
from learnsession.tui.keeping_actions import Keeper

_HOW = {"complete": "done", "dropped": "dropped"}


def can_undo(keeper: Keeper, action: AgreedAction) -> bool:
    """Whether something was said of it that can be undone here.

    Args:
        keeper: a session, which undoes what was said in it, or the register, which undoes all.
        action: with all that is known of it.

    """
    return _last(keeper, action) is not None


def finished_words(keeper: Keeper, action: AgreedAction) -> str:
    """When and where a finished action was finished, and what to do if that is wrong."""
    ends = (told for told in reversed(action.history) if told.what in _HOW.values())
    ended = next((told for told in ends if not told.undone), None)
    when = _when(keeper, action, ended)
    how = _HOW[action.status]
    first = f"{action.ref} was {how} {when}." if when else f"{action.ref} is {how} already."
    return f"{first} {_remedy(keeper, action, ended)}"


def _when(keeper: Keeper, action: AgreedAction, ended: Told | None) -> str:
    """'on 5 December 2026, in S-0041', as far as it is known."""
    if ended is None:
        return f"on {spoken(action.finished)}" if action.finished else ""
    if isinstance(keeper, Room) and _said_here(keeper, ended):
        return "in this session"
    where = f"in {ended.session}" if ended.session else "outside a session"
    return f"on {spoken(action.finished or ended.at.astimezone().date())}, {where}"


def _remedy(keeper: Keeper, action: AgreedAction, ended: Told | None) -> str:
    """What undoes the end: the key, once or several times, where the key reaches it."""
    if ended is None or not _said_here(keeper, ended):
        return "Open it in the register to undo that."
    first = _last(keeper, action) == ended
    return "Press u to undo that." if first else "Press u until that is undone."


def _last(keeper: Keeper, action: AgreedAction) -> Told | None:
    """What `u` would undo."""
    holds = (told for told in reversed(action.history) if told.id and not told.undone)
    return next((told for told in holds if _said_here(keeper, told)), None)


def _said_here(keeper: Keeper, told: Told) -> bool:
    """Whether this keeper can undo it."""
    return not isinstance(keeper, Room) or any(told.id == said.id for said in keeper.record.said)

"""What stands in the fuller form of an agreed action, and what of it is another than before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from learnsession.room.room import Room
from learnsession.session.action_events import ActionFields
from learnsession.session.agreed import AgreedAction


@dataclass(frozen=True, slots=True)
class Filled:
    """An action with all that can be said of it."""

    text: str = ""
    owner: str = ""
    due: date | None = None
    fields: ActionFields = field(default_factory=ActionFields)
    """All that is said; what is None is empty."""
    cleared: tuple[str, ...] = ()
    """The names of what stood there before and is empty now; `owner` and `due` among them."""
    reason: str = ""
    """Why it is reworded; asked for where the session was closed with it."""


class Changes(TypedDict, total=False):
    """What `Room.change` and `Registrar.change` are to be told."""

    text: str
    owner: str
    due: date
    fields: ActionFields
    cleared: tuple[str, ...]


def filled_from(action: AgreedAction) -> Filled:
    """What is known of an action, as the form shows it."""
    said = {name: held(action, name) for name in ActionFields.model_fields}
    fields = ActionFields.model_validate({name: value for name, value in said.items() if value})
    return Filled(action.action, action.owner, action.due, fields)


def held(action: AgreedAction, name: str) -> object:
    """What an action holds under the name of a field."""
    return action.source.recommendation if name == "recommendation" else getattr(action, name)


def changes(action: AgreedAction, filled: Filled) -> Changes:
    """What is another than the action says now; empty when nothing is."""
    found: Changes = {}
    if filled.text and filled.text != action.action:
        found["text"] = filled.text
    if filled.owner and filled.owner != action.owner:
        found["owner"] = filled.owner
    if filled.due and filled.due != action.due:
        found["due"] = filled.due
    said = filled.fields.model_dump(exclude_none=True)
    other = {name: value for name, value in said.items() if value != held(action, name)}
    if other:
        found["fields"] = ActionFields.model_validate(other)
    emptied = tuple(name for name in filled.cleared if held(action, name))
    if emptied:
        found["cleared"] = emptied
    return found


def keep_changes(room: Room, action: AgreedAction, filled: Filled) -> bool:
    """Keep what is another now; False when nothing is.

    An action of this session is reworded as an entry of it; what else is said of it is a change, as
    is everything that is said of an earlier one.

    Raises:
        RefusedError: the session cannot do it now.
        ReasonNeededError: it was there when the session was closed, and no reason is given.

    """
    found = changes(action, filled)
    entry = room.record.entry(action.id)
    emptied = found.get("cleared", ())
    words = {"text", "owner", "due"} & found.keys() or {"owner", "due"}.intersection(emptied)
    if entry is not None and words:
        room.amend(entry, filled.text, filled.owner, filled.due, filled.reason)
        found = changes(room.action(action.id), filled)
    if found:
        room.change(action, **found)
    return bool(found or words)

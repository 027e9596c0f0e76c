"""An agreed action as plain values, and as a frozen one.

A *state* is an action as plain JSON values, without what is empty; it is also what the register's
index and `--json` are made of. Thirty thousand of them are added up when a register opens, hence
plain dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from learnsession.session.agreed import AgreedAction, Escalation, Source, Told

State = dict[str, Any]
"""An action as plain values: moments and days as ISO 8601, tuples as lists."""

REWORDED = ("action", "owner", "due")
"""What a session can reword of an action that it agreed."""

_DAYS = ("due", "reply_by", "review_date", "finished")
_MOMENTS = ("agreed", "last")
_LISTS = ("themes", "standards")
_SOURCE = tuple(Source.__dataclass_fields__)


def to_action(state: State) -> AgreedAction:
    """The state as a frozen value, with days and moments read."""
    values = {"ref": "", "action": "", "team": ""} | {
        name: value
        for name, value in state.items()
        if name in AgreedAction.__dataclass_fields__ and name not in _SOURCE
    }
    values |= {name: date.fromisoformat(values[name]) for name in _DAYS if name in values}
    values |= {name: tuple(values[name]) for name in _LISTS if name in values}
    values |= {name: datetime.fromisoformat(state[name]) for name in _MOMENTS if name in state}
    values["source"] = Source(**{name: state.get(name, "") for name in _SOURCE})
    values["escalations"] = tuple(map(_escalation, state.get("escalations", ())))
    values["history"] = tuple(map(_history, state.get("history", ())))
    return AgreedAction(**values)


def to_state(action: AgreedAction) -> State:
    """The frozen value as a state; `to_action` gives the same value back."""
    source = _plain(action.source)
    parts = {
        "escalations": [_plain(each) for each in action.escalations],
        "history": [_plain(each) for each in action.history],
    }
    return {**source, **_plain(action, without=("source", *parts)), **parts}


def _plain(
    value: AgreedAction | Source | Escalation | Told, without: tuple[str, ...] = ()
) -> State:
    """The fields of a frozen value, without what is empty."""
    every = {name: getattr(value, name) for name in value.__dataclass_fields__}
    kept = {name: part for name, part in every.items() if part and name not in without}
    return {name: _as_plain(part) for name, part in kept.items()}


def _as_plain(part: Any) -> Any:
    if isinstance(part, datetime):
        return as_moment(part)
    if isinstance(part, date):
        return as_day(part)
    return list(part) if isinstance(part, tuple) else part


def _history(values: Mapping[str, Any]) -> Told:
    moments = ("at", "not_before")
    read = {name: datetime.fromisoformat(values[name]) for name in moments if name in values}
    due = date.fromisoformat(values["due"]) if "due" in values else None
    return Told(**{**values, **read, "due": due})


def _escalation(values: Mapping[str, Any]) -> Escalation:
    days = {
        name: date.fromisoformat(values[name]) for name in ("on", "answered_on") if name in values
    }
    return Escalation(**{**values, **days})


def without_empty(state: State) -> State:
    """The state without what says nothing."""
    return {name: value for name, value in state.items() if value}


def as_moment(at: datetime) -> str:
    """A moment (UTC) as it stands in a state."""
    return at.isoformat().replace("+00:00", "Z")


def as_day(on: date | None) -> str | None:
    """A day as it stands in a state."""
    return on.isoformat() if on else None

"""A team's open actions as one file, for another laptop, with a checksum of its own.

The file is JSON: a line of its kind and format, the team, and for each action the event that enters
it into a register and everything that was said of it, each with its id. By these ids the other
laptop knows what it has already; nothing is doubled, however often a file goes back and forth.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, cast, get_args

from learnsession.actions.received import must_be_ours
from learnsession.errors import DamagedError, NewerError, RefusedError
from learnsession.session.action_events import ActionEntered, ActionEvent, ActionFields
from learnsession.session.agreed import AgreedAction
from learnsession.session.agreeing import entered, sayings_of
from learnsession.session.effects import Saying, tell_all
from learnsession.session.events import from_plain, to_plain
from learnsession.session.references import as_there
from learnsession.session.states import State, to_action

KIND = "learnsession-handover"
FORMAT = 1

LARGEST = 50_000_000
"""Bytes; what is larger is no handover, and is not read."""

_SOURCE = ("session", "session_id", "pack", "pack_title", "activity", "prompt")
_FIELDS = tuple(ActionFields.model_fields)


@dataclass(frozen=True, slots=True)
class Carried:
    """An action in a handover: how it was agreed, and what was said of it, oldest first."""

    entered: ActionEntered
    said: tuple[ActionEvent, ...]

    @property
    def parts(self) -> tuple[ActionEntered | ActionEvent, ...]:
        """All that stands in the file of it."""
        return self.entered, *self.said

    @property
    def action(self) -> AgreedAction:
        """How it stands, by what the file says."""
        return to_action(tell_all(entered(self.entered), sayings_of(self.said)))


@dataclass(frozen=True, slots=True)
class Handover:
    """What a file carries."""

    team: str
    made: datetime
    """UTC."""
    actions: tuple[Carried, ...]


def carried(state: State, said: Iterable[Saying], made: datetime) -> Carried:
    """An action of this laptop, ready to be carried to another.

    Args:
        state: as it was agreed.
        said: what was said of it.
        made: the moment, UTC.

    """
    fields = {name: state[name] for name in _FIELDS if name in state}
    agreed: Saying = next((told for told in state["history"] if told["what"] == "agreed"), {})
    event = ActionEntered(
        at=made,
        entry=state["id"],
        ref=state["ref"],
        text=state["action"],
        team=state.get("team", ""),
        owner=state.get("owner"),
        due=state.get("due"),
        by=agreed.get("by"),
        agreed=state["agreed"],
        amended=state.get("amended"),
        fields=ActionFields(**fields) if fields else None,
        **{name: as_there(state[name]) for name in _SOURCE if name in state},
    )
    return Carried(event, tuple(map(_event, said)))


def write(handover: Handover) -> bytes:
    """The file."""
    values = {
        "team": handover.team,
        "made": handover.made.isoformat(),
        "actions": [
            {"entered": to_plain(each.entered), "said": [to_plain(event) for event in each.said]}
            for each in handover.actions
        ],
    }
    text = _canonical(values)
    whole = {"kind": KIND, "format": FORMAT, "sha256": sha256(text).hexdigest(), "holds": values}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def read(data: bytes, where: str) -> Handover:
    """What a file carries; all of it, or a refusal.

    Args:
        data: the file.
        where: what people call it.

    Raises:
        RefusedError: it is no handover.
        NewerError: a newer learnsession wrote it.
        DamagedError: it was cut or changed, or holds what no learnsession writes.

    """
    whole = _whole(data, where)
    try:
        values = whole["holds"]
        if sha256(_canonical(values)).hexdigest() != whole["sha256"]:
            raise ValueError("its checksum is another one")
        handover = Handover(
            team=str(values["team"]),
            made=datetime.fromisoformat(values["made"]),
            actions=tuple(map(_carried, values["actions"])),
        )
        must_be_ours(handover.team, *(part for each in handover.actions for part in each.parts))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedError(
            f"'{where}' was cut or changed on its way.",
            "Copy it from the other laptop again.",
            where,
        ) from error
    return handover


def _whole(data: bytes, where: str) -> dict[str, Any]:
    """The values of the file, of our kind and format."""
    try:
        whole = json.loads(data.decode("utf-8-sig"))
        kind, number = whole["kind"], whole["format"]
    except (ValueError, TypeError, KeyError, RecursionError):
        kind, number = "", 0
    if kind != KIND or not isinstance(number, int) or number < 1:
        raise RefusedError(
            f"'{where}' is no handover of agreed actions.",
            "Make one on the other laptop: learnsession actions handover FILE",
        )
    if number > FORMAT:
        raise NewerError(
            f"'{where}' was written by a newer learnsession.",
            "Install the same version here.",
            where,
        )
    return cast("dict[str, Any]", whole)


def _carried(values: Any) -> Carried:
    event = from_plain(values["entered"])
    if not isinstance(event, ActionEntered):
        raise TypeError("not an entered action")
    said = tuple(map(_event, values["said"]))
    if any(each.entry != event.entry for each in said):
        raise ValueError("said of another action")
    return Carried(event, said)


def _event(saying: Saying) -> ActionEvent:
    values = {name: value for name, value in saying.items() if value != "" and name != "undoes"}
    if "session" in values:
        values["session"] = as_there(values["session"])
    event = from_plain(values)
    if not isinstance(event, get_args(ActionEvent)):
        raise TypeError("nothing that is said of an action")
    return cast("ActionEvent", event)


def _canonical(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )

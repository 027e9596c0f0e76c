"""From what was agreed and said of an action to how it stands.

A *state* is an action as plain JSON values, without what is empty; it is also what the register's
index and `--json` are made of. `begun` gives it as it was agreed, `tell` adds one thing that was
said of it. Thirty thousand of them are added up when a register opens, hence plain dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from learnsession.session.action_events import (
    ActionEntered,
    ActionEvent,
    ActionFields,
    PreviousAction,
)
from learnsession.session.agreed import AgreedAction, Escalation, Source, Told
from learnsession.session.record import Entry, Session
from learnsession.session.terms import STATUS_AFTER

State = dict[str, Any]
"""An action as plain values: moments and days as ISO 8601, tuples as lists."""

Saying = Mapping[str, Any]
"""One of `action_events.ActionEvent` as plain values, and under `session` where it was said."""

REGISTER = "register"
"""Stands as the format of a team's register, which is kept like a session and is none."""

_OWN = ("action", "owner", "due")
"""What a session can reword of an action that it agreed."""

_REWORDED = frozenset({"owner", "due"})
"""What a rewording in the session that agreed it can empty, as a later change can."""

_MAY_BE_EMPTY = _REWORDED | frozenset(ActionFields.model_fields)

_WORDS = ("difference", "note", "barrier", "reason")
_DAYS = ("due", "reply_by", "review_date", "finished")
_LISTS = ("themes", "standards")
_SOURCE = tuple(Source.__dataclass_fields__)


def begun(entry: Entry, session: Session) -> State:
    """An action as the session that agreed it has it, rewordings there included."""
    started = session.started
    state: State = {
        "id": entry.id,
        "ref": entry.ref or f"{started.ref}/{entry.number}",
        "action": entry.text,
        "team": started.team,
        "agreed": _moment(entry.at),
        "owner": entry.owner,
        "due": _day(entry.due),
        "session": started.ref,
        "session_id": started.session,
        "pack": started.pack,
        "pack_title": started.pack_title,
        "activity": entry.activity,
        "prompt": entry.prompt,
        **(entry.fields.model_dump(mode="json", exclude_none=True) if entry.fields else {}),
    }
    history = [_told("agreed", entry.at, started.ref, entry.by)]
    history += [
        _told("amended", old.until, started.ref, old.by, old.reason) for old in entry.history
    ]
    state["amended"] = _amended(entry)
    state["history"] = history
    return _without_empty(state)


def _amended(entry: Entry) -> dict[str, str]:
    """When each part was last reworded in the session that agreed the action."""
    wordings = [(old.text, old.owner, old.due) for old in entry.history]
    wordings.append((entry.text, entry.owner, entry.due))
    return {
        part: _moment(old.until)
        for old, (before, after) in zip(entry.history, pairwise(wordings), strict=True)
        for part, was, now in zip(_OWN, before, after, strict=True)
        if was != now
    }


def entered(event: ActionEntered) -> State:
    """An action that no session here agreed, as it was entered."""
    values = event.model_dump(mode="json", exclude_none=True, exclude={"at", "type", "fields"})
    fields = event.fields.model_dump(mode="json", exclude_none=True) if event.fields else {}
    state: State = {**values, **fields, "id": event.entry, "action": event.text}
    agreed = event.agreed or event.at
    state["agreed"] = _moment(agreed)
    if event.amended:
        state["amended"] = dict.fromkeys(_OWN, _moment(event.amended))
    state["history"] = [_told("agreed", agreed, event.session or "", event.by)]
    for name in ("entry", "text", "by"):
        state.pop(name, None)
    return _without_empty(state)


def sayings(session: Session) -> Iterable[Saying]:
    """What was said of actions in a session, as plain values, with where it was said."""
    ref = "" if session.started.format == REGISTER else session.started.ref
    yield from sayings_of(session.said, ref)


def sayings_of(said: Iterable[ActionEvent], ref: str = "") -> Iterable[Saying]:
    """Sayings as plain values; `ref` is the session in which those were said that name none."""
    for event in said:
        yield {"session": ref, **event.model_dump(mode="json", exclude_none=True)}


def owed_at_start(session: Session) -> tuple[AgreedAction, ...]:
    """What the team owed when a session started, with what was said of it there since."""
    said = list(sayings(session))
    return tuple(
        to_action(
            tell_all(
                _carried(action, session), (each for each in said if each["entry"] == action.id)
            )
        )
        for action in session.started.previous_actions
        if action.id
    )


def _carried(action: PreviousAction, session: Session) -> State:
    """An action as it was carried into a session."""
    values = action.model_dump(mode="json", exclude_none=True)
    state: State = {"team": session.started.team, "history": [], **values}
    state["agreed"] = values.get("agreed") or _moment(session.started.at)
    return {**_without_empty(state), "history": []}


def tell(state: State, saying: Saying) -> None:
    """Add one thing that was said of it; a rewording of later than that stays."""
    told = _TELL.get(saying["type"])
    if told is not None:
        told(state, saying)


def tell_all(state: State, said: Iterable[Saying]) -> State:
    """Add all that was said, in the order of time; what was undone is told, and has no effect.

    The order in which it is given is of no matter, and what is there twice counts once: two files
    can hold the same saying after a restore or a handover.
    """
    ordered = sorted({saying["id"]: saying for saying in said}.values(), key=_in_order)
    undone = {saying["said"] for saying in ordered if saying["type"] == "said-undone"}
    for saying in ordered:
        if saying["id"] in undone:
            _tell_undone(state, saying)
        else:
            tell(state, saying)
    if "amended" in state:
        state["history"][1:] = sorted(state["history"][1:], key=_when)
    return state


def to_action(state: State) -> AgreedAction:
    """The state as a frozen value, with days and moments read."""
    values = {"ref": "", "action": "", "team": ""} | {
        name: value
        for name, value in state.items()
        if name in AgreedAction.__dataclass_fields__ and name not in _SOURCE
    }
    values |= {name: date.fromisoformat(values[name]) for name in _DAYS if name in values}
    values |= {name: tuple(values[name]) for name in _LISTS if name in values}
    values["agreed"] = datetime.fromisoformat(state["agreed"])
    values["source"] = Source(**{name: state.get(name, "") for name in _SOURCE})
    values["escalations"] = tuple(map(_escalation, state.get("escalations", ())))
    values["history"] = tuple(map(_history, state.get("history", ())))
    return AgreedAction(**values)


def agreed_in(session: Session) -> tuple[AgreedAction, ...]:
    """The actions that a session agreed, with what was said of them in this session alone."""
    said = list(sayings(session))
    return tuple(
        to_action(
            tell_all(begun(entry, session), (each for each in said if each["entry"] == entry.id))
        )
        for entry in session.agreed_actions
    )


def _progressed(state: State, saying: Saying) -> None:
    answer = saying["answer"]
    state["status"] = STATUS_AFTER[answer]
    for name in ("difference", "barrier"):
        if saying.get(name):
            state[name] = saying[name]
    if saying.get("due") and _later(state, saying, "due"):
        state["due"] = saying["due"]
    if answer in ("done", "dropped"):
        state["finished"] = saying["at"][:10]
        state.pop("pinned", None)
    else:
        state.pop("finished", None)
    _write(state, saying, answer)


def _changed(state: State, saying: Saying) -> None:
    new = {"action": saying.get("text"), "owner": saying.get("owner"), "due": saying.get("due")}
    fields = saying.get("fields") or {}
    emptied = _MAY_BE_EMPTY.intersection(saying.get("cleared", ()))
    emptied |= {name for name, value in fields.items() if not value}
    said_last = {name for name in _OWN if _later(state, saying, name)}
    state |= {name: value for name, value in new.items() if value and name in said_last}
    emptied -= _REWORDED - said_last
    state |= fields
    for name in emptied:
        state.pop(name, None)
    _write(state, saying, "changed")


def _pinned(state: State, saying: Saying) -> None:
    if saying["pinned"] and "finished" not in state:
        state["pinned"] = True
    else:
        state.pop("pinned", None)
    _write(state, saying, "pinned" if saying["pinned"] else "unpinned")


def _escalated(state: State, saying: Saying) -> None:
    kept = {name: saying[name] for name in ("id", "concern", "stage", "to", "on")}
    state.setdefault("escalations", []).append(kept)
    _write(state, saying, "escalated")


def _answered(state: State, saying: Saying) -> None:
    for escalation in state.get("escalations", ()):
        if escalation["id"] == saying["escalation"]:
            escalation |= {"outcome": saying["outcome"], "answered_on": saying["on"]}
    _write(state, saying, "escalation-answered")


_TELL: dict[str, Callable[[State, Saying], None]] = {
    "action-progressed": _progressed,
    "action-changed": _changed,
    "action-pinned": _pinned,
    "escalation-raised": _escalated,
    "escalation-answered": _answered,
}


def _tell_undone(state: State, saying: Saying) -> None:
    what = {
        "action-progressed": saying.get("answer"),
        "action-pinned": "pinned" if saying.get("pinned") else "unpinned",
        "action-changed": "changed",
        "escalation-raised": "escalated",
        "escalation-answered": "escalation-answered",
    }.get(saying["type"])
    if what:
        _write(state, saying, what, undone=True)


def _later(state: State, saying: Saying, part: str) -> bool:
    """Whether it was said after this part was last reworded in the session that agreed it."""
    amended = state.get("amended")
    return not amended or _when(saying) >= str(amended.get(part, "")).removesuffix("Z")


def _when(saying: Saying) -> str:
    """Its moment, so that parts of a second sort behind the second itself."""
    return str(saying["at"]).removesuffix("Z")


def _in_order(saying: Saying) -> tuple[str, str]:
    """By time; what was said in the same moment by id, so that the order is always the same."""
    return _when(saying), saying["id"]


def _write(state: State, saying: Saying, what: str, *, undone: bool = False) -> None:
    words = next((saying[name] for name in _WORDS if saying.get(name)), "")
    told = {
        "what": what,
        "at": saying["at"],
        "session": saying.get("session", ""),
        "by": saying.get("by"),
        "words": words or saying.get("concern") or saying.get("outcome"),
        "due": saying.get("due"),
        "to": saying.get("to"),
        "id": saying["id"],
        "undone": undone,
    }
    state["history"].append({name: value for name, value in told.items() if value})


def _told(what: str, at: datetime, ref: str, by: str | None, words: str | None = None) -> State:
    told = {"what": what, "at": _moment(at), "session": ref, "by": by, "words": words}
    return {name: value for name, value in told.items() if value}


def _history(values: Mapping[str, Any]) -> Told:
    due = date.fromisoformat(values["due"]) if "due" in values else None
    return Told(**{**values, "at": datetime.fromisoformat(values["at"]), "due": due})


def _escalation(values: Mapping[str, Any]) -> Escalation:
    days = {
        name: date.fromisoformat(values[name]) for name in ("on", "answered_on") if name in values
    }
    return Escalation(**{**values, **days})


def _without_empty(state: State) -> State:
    return {name: value for name, value in state.items() if value}


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None

"""What was agreed and said of actions in a session, and how they stand by that.

`begun` gives an action as it was agreed; what is said of it later is added by `effects`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from learnsession.session.action_events import ActionEntered, ActionEvent, PreviousAction
from learnsession.session.agreed import AgreedAction
from learnsession.session.effects import Saying, tell, tell_all
from learnsession.session.record import Entry, Session
from learnsession.session.states import (
    REWORDED,
    State,
    as_day,
    as_moment,
    to_action,
    to_state,
    without_empty,
)

REGISTER = "register"
"""Stands as the format of a team's register, which is kept like a session and is none."""


def begun(entry: Entry, session: Session) -> State:
    """An action as the session that agreed it has it, rewordings there included."""
    started = session.started
    state: State = {
        "id": entry.id,
        "ref": entry.ref or f"{started.ref}/{entry.number}",
        "action": entry.text,
        "team": started.team,
        "agreed": as_moment(entry.at),
        "owner": entry.owner,
        "due": as_day(entry.due),
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
    return without_empty(state)


def _amended(entry: Entry) -> dict[str, str]:
    """When each part was last reworded in the session that agreed the action."""
    wordings = [(old.text, old.owner, old.due) for old in entry.history]
    wordings.append((entry.text, entry.owner, entry.due))
    return {
        part: as_moment(old.until)
        for old, (before, after) in zip(entry.history, pairwise(wordings), strict=True)
        for part, was, now in zip(REWORDED, before, after, strict=True)
        if was != now
    }


def entered(event: ActionEntered) -> State:
    """An action that no session here agreed, as it was entered."""
    values = event.model_dump(mode="json", exclude_none=True, exclude={"at", "type", "fields"})
    fields = event.fields.model_dump(mode="json", exclude_none=True) if event.fields else {}
    state: State = {**values, **fields, "id": event.entry, "action": event.text}
    agreed = event.agreed or event.at
    state["agreed"] = as_moment(agreed)
    if event.amended:
        state["amended"] = dict.fromkeys(REWORDED, as_moment(event.amended))
    state["history"] = [_told("agreed", agreed, event.session or "", event.by)]
    for name in ("entry", "text", "by"):
        state.pop(name, None)
    return without_empty(state)


def sayings(session: Session) -> Iterable[Saying]:
    """What was said of actions in a session, as plain values, with where it was said."""
    ref = "" if session.started.format == REGISTER else session.started.ref
    yield from sayings_of(session.said, ref)


def sayings_of(said: Iterable[ActionEvent], ref: str = "") -> Iterable[Saying]:
    """Sayings as plain values; `ref` is the session in which those were said that name none."""
    for event in said:
        yield {"session": ref, **event.model_dump(mode="json", exclude_none=True)}


def with_said(action: AgreedAction, *said: ActionEvent) -> AgreedAction:
    """The action with more said of it outside a session, later than all that was said before.

    Nothing that `said` undoes may stand in the action already: its effects cannot be taken out.
    """
    state = to_state(action)
    for saying in sayings_of(said):
        tell(state, saying)
    return to_action(state)


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
    state["agreed"] = values.get("agreed") or as_moment(session.started.at)
    return {**without_empty(state), "history": []}


def agreed_in(session: Session) -> tuple[AgreedAction, ...]:
    """The actions that a session agreed, with what was said of them in this session alone."""
    said = list(sayings(session))
    return tuple(
        to_action(
            tell_all(begun(entry, session), (each for each in said if each["entry"] == entry.id))
        )
        for entry in session.agreed_actions
    )


def _told(what: str, at: datetime, ref: str, by: str | None, words: str | None = None) -> State:
    told = {"what": what, "at": as_moment(at), "session": ref, "by": by, "words": words}
    return {name: value for name, value in told.items() if value}

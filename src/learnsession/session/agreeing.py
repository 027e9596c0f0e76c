"""What was agreed and said of actions in a session, and how they stand by that.

`begun` gives an action as it was agreed; what is said of it later is added by `effects`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType

from learnsession.session.action_events import ActionEntered, ActionEvent, PreviousAction
from learnsession.session.agreed import AgreedAction
from learnsession.session.effects import Saying, one_headline, tell, tell_all
from learnsession.session.record import Entry, Session
from learnsession.session.references import on_another_laptop
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


Beyond = Mapping[str, tuple[State, tuple[Saying, ...]]]
"""What other files say of actions, by their ids: as they were agreed, and what was said of them."""

NOTHING: Beyond = MappingProxyType({})


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
        state["amended"] = _moments(event.amended)
    state["session"] = on_another_laptop(event.session or "")
    state["history"] = [_told("agreed", agreed, state["session"], event.by)]
    for name in ("entry", "text", "by"):
        state.pop(name, None)
    return without_empty(state)


def _moments(amended: Mapping[str, datetime] | datetime) -> dict[str, str]:
    """When each part was last reworded where it was agreed."""
    if isinstance(amended, datetime):
        amended = dict.fromkeys(REWORDED, amended)
    return {part: as_moment(at) for part, at in amended.items() if part in REWORDED}


def sayings(session: Session) -> Iterable[Saying]:
    """What was said of actions in a session, as plain values, with where it was said."""
    ref = "" if session.started.format == REGISTER else session.started.ref
    yield from sayings_of(session.said, ref)


def sayings_of(said: Iterable[ActionEvent], ref: str = "") -> Iterable[Saying]:
    """Sayings as plain values; `ref` is the session in which those were said that name none.

    Those that name one were said on another laptop.
    """
    for event in said:
        where = on_another_laptop(event.session) if event.session else ref
        yield {**event.model_dump(mode="json", exclude_none=True), "session": where}


def with_said(action: AgreedAction, *said: ActionEvent) -> AgreedAction:
    """The action with more said of it outside a session, later than all that was said before.

    Nothing that `said` undoes may stand in the action already: its effects cannot be taken out.
    """
    state = to_state(action)
    for saying in sayings_of(said):
        tell(state, saying)
    return to_action(state)


def owed_at_start(session: Session, beyond: Beyond = NOTHING) -> tuple[AgreedAction, ...]:
    """What the team owed when a session started, with what was said of it since.

    Args:
        session: the session.
        beyond: what other files say of these actions, where that is known. Its effects count; only
            what was said in this session stands in the history.

    """
    return standing_in(session, beyond)[0]


def agreed_in(session: Session, beyond: Beyond = NOTHING) -> tuple[AgreedAction, ...]:
    """The actions that a session agreed, with what was said of them; `beyond` as before."""
    return standing_in(session, beyond)[1]


def standing_in(
    session: Session, beyond: Beyond = NOTHING
) -> tuple[tuple[AgreedAction, ...], tuple[AgreedAction, ...]]:
    """`owed_at_start` and `agreed_in`, in one go."""
    said: defaultdict[str, list[Saying]] = defaultdict(list)
    for saying in sayings(session):
        said[saying["entry"]].append(saying)
    owed = [
        _with_said(_carried(action, session, beyond), said[action.id], beyond)
        for action in session.started.previous_actions
        if action.id
    ]
    agreed = [
        _with_said(begun(entry, session), said[entry.id], beyond)
        for entry in session.agreed_actions
    ]
    one_headline([*owed, *agreed])
    return tuple(map(to_action, owed)), tuple(map(to_action, agreed))


def _with_said(state: State, said: Sequence[Saying], beyond: Beyond) -> State:
    """An action with all that was said of it, of which only `said` is told."""
    _, elsewhere = beyond.get(state["id"], (state, ()))
    tell_all(state, (*elsewhere, *said))
    ours = {saying["id"] for saying in said}
    told = state["history"]
    state["history"] = [each for each in told if "id" not in each or each["id"] in ours]
    return state


def _carried(action: PreviousAction, session: Session, beyond: Beyond) -> State:
    """An action as it was carried into a session, or as the session has it that agreed it."""
    if action.id and action.id in beyond:
        return {**deepcopy(beyond[action.id][0]), "history": []}
    values = action.model_dump(mode="json", exclude_none=True)
    state: State = {"team": session.started.team, "history": [], **values}
    state["agreed"] = values.get("agreed") or as_moment(session.started.at)
    return {**without_empty(state), "history": []}


def _told(what: str, at: datetime, ref: str, by: str | None, words: str | None = None) -> State:
    told = {"what": what, "at": as_moment(at), "session": ref, "by": by, "words": words}
    return {name: value for name, value in told.items() if value}

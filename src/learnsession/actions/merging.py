"""What a handover brings, compared with what is known here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from learnsession.actions.filters import is_open, waits
from learnsession.actions.handover import Carried, Handover
from learnsession.session.action_events import ActionChanged, ActionEvent
from learnsession.session.agreed import AgreedAction, Told
from learnsession.session.agreeing import entered, sayings_of
from learnsession.session.effects import Saying, tell_all
from learnsession.session.states import REWORDED, State, as_moment, to_action

_REWORDING = "reworded-"
"""Begins the id of a rewording that a handover brought: it was an amendment in a session there."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An action of which something was said on both laptops since they last met."""

    here: AgreedAction
    there: AgreedAction
    said_here: tuple[str, ...]
    """The ids of what only this laptop knows."""
    news: tuple[ActionEvent, ...]
    """What only the other one knew."""

    def told(self, side: Literal["here", "there"]) -> tuple[Told, ...]:
        """What was said on one side alone, oldest first; what was undone there is among it."""
        action = self.here if side == "here" else self.there
        only = set(self.said_here) if side == "here" else {event.id for event in self.news}
        undone = {getattr(event, "said", "") for event in self.news} if side == "there" else set()
        return tuple(told for told in action.history if told.id in only | (undone - {""}))


@dataclass(frozen=True, slots=True)
class Merge:
    """What opening a handover would do."""

    fresh: tuple[Carried, ...]
    """Open actions that are not known here."""
    further: tuple[tuple[Carried, tuple[ActionEvent, ...]], ...]
    """Known ones of which more was said there."""
    conflicts: tuple[Conflict, ...]
    gone: tuple[str, ...]
    """The references of those that were taken back here; they stay so."""
    same: int
    """How many bring nothing new."""


def merge(
    handover: Handover,
    known: Sequence[tuple[State, Sequence[Saying]]],
    withdrawn: Collection[str] = (),
) -> Merge:
    """Compare a handover with what is known here.

    Args:
        handover: what the file carries.
        known: each action of this laptop as agreed, and what was said of it.
        withdrawn: the ids of actions that were taken back here.

    """
    here = {state["id"]: (state, said) for state, said in known}
    fresh: list[Carried] = []
    further: list[tuple[Carried, tuple[ActionEvent, ...]]] = []
    conflicts: list[Conflict] = []
    gone: list[str] = []
    same = 0
    for each in handover.actions:
        entry = each.entered.entry
        if entry not in here:
            if entry in withdrawn:
                gone.append(each.entered.ref)
            elif _is_owed(each):
                fresh.append(each)
            continue
        state, said = here[entry]
        news, mine = _apart(each, state, said)
        if not news:
            same += 1
        elif mine and not all(event.id.startswith(_REWORDING) for event in news):
            now = to_action(tell_all({**state, "history": [*state["history"]]}, said))
            conflicts.append(Conflict(now, each.action, mine, news))
        else:
            further.append((each, news))
    return Merge(tuple(fresh), tuple(further), tuple(conflicts), tuple(gone), same)


def _apart(
    each: Carried, state: State, said: Sequence[Saying]
) -> tuple[tuple[ActionEvent, ...], tuple[str, ...]]:
    """What only the other laptop knows of an action, and the ids of what only this one does."""
    ids = {saying["id"] for saying in said}
    told = (*_rewordings(each, state), *each.said)
    news = tuple(event for event in told if event.id not in ids and not _is_known(event, state))
    mine = ids - {event.id for event in each.said}
    return news, tuple(sorted(one for one in mine if not one.startswith(_REWORDING)))


def _is_known(event: ActionEvent, state: State) -> bool:
    """Whether it is a rewording of this laptop's own session, on its way back."""
    if not (isinstance(event, ActionChanged) and event.id.startswith(_REWORDING)):
        return False
    given = {"action": event.text, "owner": event.owner, "due": event.due}
    (part,) = (name for name in REWORDED if given[name] or name in event.cleared)
    return as_moment(event.at) <= str(state.get("amended", {}).get(part, ""))


def _rewordings(each: Carried, state: State) -> Iterator[ActionChanged]:
    """What the session there that agreed an action has reworded since it was handed over.

    Each part for itself, and only where it is newer than what is known here. Its id follows from
    what it says, so that the same file brings it once.
    """
    there = entered(each.entered)
    known = state.get("amended", {})
    for part, at in there.get("amended", {}).items():
        if at.removesuffix("Z") <= known.get(part, "").removesuffix("Z"):
            continue
        if there.get(part) == state.get(part) or part not in REWORDED:
            continue
        name = sha256(f"{there['id']} {part} {at}".encode()).hexdigest()[:24]
        value = {"text" if part == "action" else part: there[part]} if there.get(part) else {}
        yield ActionChanged.model_validate(
            {
                "at": datetime.fromisoformat(at),
                "entry": there["id"],
                "id": f"{_REWORDING}{name}",
                "session": each.entered.session,
                "cleared": () if value else (part,),
                **value,
            }
        )


def _is_owed(each: Carried) -> bool:
    """What is finished is carried for those who have it; others need not have it."""
    state = tell_all(entered(each.entered), sayings_of(each.said))
    return is_open(state) or waits(state)

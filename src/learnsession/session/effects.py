"""What each thing that is said of an action does to its state.

`tell` adds one thing that was said; `tell_all` adds all of it, in whatever order it comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from learnsession.session.action_events import ActionFields
from learnsession.session.states import REWORDED, State
from learnsession.session.terms import STATUS_AFTER

Saying = Mapping[str, Any]
"""One of `action_events.ActionEvent` as plain values, and under `session` where it was said."""

_EMPTIED = frozenset({"owner", "due"})
"""What a rewording in the session that agreed it can empty, as a later change can."""

_MAY_BE_EMPTY = _EMPTIED | frozenset(ActionFields.model_fields)

_WORDS = ("difference", "note", "barrier", "reason")


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
    undone = _undone(ordered)
    for saying in ordered:
        if saying["id"] in undone:
            _tell_undone(state, saying)
        else:
            tell(state, saying)
    if "amended" in state:
        state["history"][1:] = sorted(state["history"][1:], key=_when)
    return state


def one_headline(states: Iterable[State]) -> None:
    """Leave each team the one that was pinned last, among those that are pinned and still open.

    What was pinned before comes back when that is undone, or done.
    """
    pinned = [state for state in states if state.get("pinned")]
    last: dict[str, State] = {}
    for state in sorted(pinned, key=lambda each: (each.get("pinned_at", ""), each["id"])):
        last[state.get("team", "").strip().casefold()] = state
    for state in pinned:
        if state is not last[state.get("team", "").strip().casefold()]:
            del state["pinned"]


def _undone(said: Sequence[Saying]) -> set[str]:
    """The ids of what is undone. Where two laptops disagreed an undoing can itself be undone."""
    undoing = {saying["id"]: saying["said"] for saying in said if saying["type"] == "said-undone"}
    against: defaultdict[str, list[str]] = defaultdict(list)
    for each, undone in undoing.items():
        against[undone].append(each)

    def holds(each: str, asked: frozenset[str]) -> bool:
        others = (other for other in against[each] if other not in asked)
        return not any(holds(other, asked | {other}) for other in others)

    return {undone for each, undone in undoing.items() if holds(each, frozenset({each}))}


def _progressed(state: State, saying: Saying) -> None:
    answer = saying["answer"]
    state["status"] = STATUS_AFTER[answer]
    for name in ("difference", "barrier"):
        if saying.get(name):
            state[name] = saying[name]
    if saying.get("due") and _later(state, saying, "due"):
        state["due"] = saying["due"]
    if answer in ("done", "dropped"):
        state["finished"] = saying.get("on") or saying["at"][:10]
        state.pop("pinned", None)
    else:
        state.pop("finished", None)
    _write(state, saying, answer)


def _changed(state: State, saying: Saying) -> None:
    new = {"action": saying.get("text"), "owner": saying.get("owner"), "due": saying.get("due")}
    fields = saying.get("fields") or {}
    emptied = _MAY_BE_EMPTY.intersection(saying.get("cleared", ()))
    emptied |= {name for name, value in fields.items() if not value}
    said_last = {name for name in REWORDED if _later(state, saying, name)}
    state |= {name: value for name, value in new.items() if value and name in said_last}
    emptied -= _EMPTIED - said_last
    state |= fields
    for name in emptied:
        state.pop(name, None)
    _write(state, saying, "changed")


def _pinned(state: State, saying: Saying) -> None:
    if saying["pinned"] and "finished" not in state:
        state["pinned"] = True
        state["pinned_at"] = _when(saying)
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
    """The moment it counts as, so that parts of a second sort behind the second itself."""
    return str(saying.get("not_before") or saying["at"]).removesuffix("Z")


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
        "not_before": saying.get("not_before"),
    }
    state["history"].append({name: value for name, value in told.items() if value})
    state["last"] = max(state.get("last", "").removesuffix("Z"), _when(saying)) + "Z"

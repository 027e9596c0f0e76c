"""Which actions are meant, and in which order: filters and sorting of the register.

They work on states (see `session.agreeing`), thirty thousand of them at a time, and read no dates:
days as ISO 8601 sort and compare as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, Literal, get_args

from learnsession.actions.status_words import Wanted, status_word
from learnsession.session.states import State
from learnsession.session.terms import OPEN_STATUSES, STATUS_WORDS, Status

Sort = Literal["due", "ref", "owner", "team", "status", "agreed"]
"""What the register can be sorted by; by default what is most pressing comes first."""

SORTS: tuple[Sort, ...] = get_args(Sort)

_LATEST = "9999-12-31"
_SEARCHED = (
    *("ref", "action", "owner", "team", "agency", "rationale", "measure", "evidence"),
    *("barrier", "difference", "pack_title"),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What an action has to be, all of it together. Empty: everything is meant."""

    team: str = ""
    owner: str = ""
    """A part of the owner's role or name."""
    status: Wanted | Literal[""] = ""
    overdue: bool = False
    due_before: date | None = None
    """Only what is still open, unless a status is asked for."""
    theme: str = ""
    standard: str = ""
    pack: str = ""
    """The id of the source review, or a part of its title."""
    text: str = ""
    """Every one of its words stands somewhere in the action."""

    @property
    def words(self) -> str:
        """What was asked for, as people say it: 'team North, overdue'; empty for everything."""
        due = f"due before {self.due_before:%d/%m/%Y}" if self.due_before else ""
        named = {
            "team": self.team,
            "owner": self.owner,
            "theme": self.theme,
            "standard": self.standard,
            "review": self.pack,
        }
        parts = [f"{name} {value}" for name, value in named.items() if value]
        status = status_word(self.status) if self.status else ""
        parts += [status, "overdue" if self.overdue else "", due]
        parts.append(f"with '{self.text.strip()}'" if self.text.strip() else "")
        return ", ".join(part for part in parts if part)


def searched(state: State) -> str:
    """All that words are looked for in, in small letters, a line each."""
    return "\n".join([state[name] for name in _SEARCHED if name in state]).casefold()


def select(
    states: Iterable[State],
    wanted: Filter,
    today: date,
    text_of: Callable[[State], str] = searched,
) -> list[State]:
    """The actions that a filter means, in the order given.

    Args:
        states: the actions.
        wanted: what they have to be.
        today: the local day, for what is overdue.
        text_of: what words are looked for in, in small letters; for whoever remembers it.

    """
    for test in _tests(wanted, today.isoformat(), text_of):
        states = filter(test, states)
    return list(states)


def ordered(states: Iterable[State], by: Sort | None = None) -> list[State]:
    """Actions in order: what is pressing first, or by one column.

    Pressing is the headline improvement, then what is due, the earliest and so the overdue first,
    then what has no date; what is finished comes last, the newest first.
    """
    if by is not None:
        return sorted(states, key=_KEYS[by], reverse=by == "agreed")
    pinned: list[State] = []
    others: list[State] = []
    finished: list[State] = []
    for state in sorted(states, key=itemgetter("agreed"), reverse=True):
        if not is_open(state):
            finished.append(state)
        else:
            (pinned if state.get("pinned") else others).append(state)
    return [*sorted(pinned, key=_due), *sorted(others, key=_due), *finished]


def owed(states: Iterable[State], team: str) -> list[State]:
    """What a team still has to do, across all its sessions: pinned first, then overdue first.

    What was taken further and waits for an answer is among it, finished or not.
    """
    mine = filter(_is("team", team), states)
    return ordered(state for state in mine if is_open(state) or waits(state))


def is_of_review(wanted: str, pack: str, title: str) -> bool:
    """Whether a review is the one that was asked for, by its id or a part of its title."""
    part = wanted.strip().casefold()
    return part == pack.casefold() or part in title.casefold()


def waits(state: State) -> bool:
    """True while a concern about it was taken further and nobody has answered."""
    return any("answered_on" not in each for each in state.get("escalations", ()))


def status_of(state: State) -> Status:
    """Where an action stands."""
    status: Status = state.get("status", "not-started")
    return status


def is_open(state: State) -> bool:
    """True while a team still owes it."""
    return state.get("status", "not-started") in OPEN_STATUSES


def is_overdue(state: State, today: str) -> bool:
    """True when it should have been done before today (ISO 8601) and is not."""
    return state.get("due", _LATEST) < today and is_open(state)


def how_many_overdue(states: Iterable[State], today: date) -> int:
    """How many should have been done before today and are not."""
    day = today.isoformat()
    late = [state for state in states if "due" in state and state["due"] < day]
    return sum(map(is_open, late))


_Test = Callable[[State], bool]


def _tests(wanted: Filter, today: str, text_of: Callable[[State], str]) -> Iterable[_Test]:
    """One test for each thing that is asked for; the cheap ones come first."""
    if wanted.status == "open":
        yield is_open
    elif wanted.status == "finished":
        yield lambda state: not is_open(state)
    elif wanted.status:
        yield lambda state: status_of(state) == wanted.status
    if wanted.overdue:
        yield lambda state: is_overdue(state, today)
    if wanted.due_before:
        limit = wanted.due_before.isoformat()
        if not wanted.status:
            yield is_open
        yield lambda state: state.get("due", _LATEST) < limit
    if wanted.team:
        yield _is("team", wanted.team)
    if wanted.owner:
        yield _owned(wanted.owner)
    if wanted.theme:
        yield _listed("themes", wanted.theme)
    if wanted.standard:
        yield _listed("standards", wanted.standard)
    if wanted.pack:
        yield lambda state: is_of_review(
            wanted.pack, state.get("pack", ""), state.get("pack_title", "")
        )
    for word in wanted.text.casefold().split():
        yield lambda state, word=word: word in text_of(state)  # type: ignore[misc]


def _is(name: str, value: str) -> _Test:
    """Names of teams are compared without capitals and outer blanks."""
    wanted = value.strip().casefold()
    return lambda state: state.get(name, "").strip().casefold() == wanted


def _owned(value: str) -> _Test:
    wanted = value.strip().casefold()
    return lambda state: wanted in state.get("owner", "").casefold()


def _listed(name: str, value: str) -> _Test:
    wanted = value.strip().lstrip("#").casefold()
    return lambda state: any(wanted == each.casefold() for each in state.get(name, ()))


def _due(state: State) -> str:
    due: str = state.get("due", _LATEST)
    return due


_ORDER = {name: place for place, name in enumerate(STATUS_WORDS)}

_KEYS: dict[Sort, Callable[[State], Any]] = {
    "due": _due,
    "ref": lambda state: (len(state["ref"]), state["ref"]),
    "owner": lambda state: (not state.get("owner"), state.get("owner", "").casefold()),
    "team": lambda state: (not state.get("team"), state.get("team", "").casefold()),
    "status": lambda state: _ORDER.get(status_of(state), 0),
    "agreed": itemgetter("agreed"),
}

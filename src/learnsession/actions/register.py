"""The register: every agreed action of the store, found, listed and told whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from learnsession.actions.filters import (
    Filter,
    Sort,
    is_overdue,
    ordered,
    searched,
    select,
    status_of,
)
from learnsession.actions.known import Known, known_in
from learnsession.errors import NotFoundError, StoreError
from learnsession.session.agreed import AgreedAction
from learnsession.session.references import begins, is_called
from learnsession.session.states import State, to_action


class Register:
    """Actions as they stood when the register was read.

    Order and searched text are made once, when they are first asked for: whoever types a word
    letter by letter filters thirty thousand actions at each.

    Args:
        states: every action of the store.
        today: the local day, for what is overdue.
        unread: the references of the files that could not be read, each with what is wrong with
            it. What was agreed there is missing, and so is what was said there of other actions.
        noticed: in words, what is wrong with files that lost their last save.

    """

    def __init__(
        self,
        states: Sequence[State],
        today: date,
        unread: Sequence[tuple[str, str]] = (),
        noticed: Sequence[str] = (),
    ) -> None:
        self.states = states
        self.today = today
        self.unread = tuple(sorted(unread))
        self.noticed = tuple(noticed)
        self._ordered: dict[Sort | None, list[State]] = {}
        self._texts: dict[str, str] = {}
        self._known: Known | None = None

    def __len__(self) -> int:
        return len(self.states)

    def select(self, wanted: Filter, by: Sort | None = None) -> list[State]:
        """The actions that a filter means, what is most pressing first or by one column."""
        every = self._ordered.get(by)
        if every is None:
            every = self._ordered[by] = ordered(self.states, by)
        return select(every, wanted, self.today, self._text)

    def _text(self, state: State) -> str:
        text = self._texts.get(state["id"])
        if text is None:
            text = self._texts[state["id"]] = searched(state)
        return text

    @property
    def missing(self) -> str:
        """What is missing, for a list on paper; empty when all could be read."""
        return f"What was agreed and said in {self._unread_refs}" if self.unread else ""

    @property
    def trouble(self) -> StoreError | None:
        """What is missing and what to do about it, to be told beside what is there."""
        if not (self.unread or self.noticed):
            return None
        from learnsession.store.envelope import LOOK

        if self.unread:
            return StoreError(f"{self.missing} is missing here. {self.unread[0][1]}", LOOK)
        return StoreError(self.noticed[0], LOOK)

    @property
    def _unread_refs(self) -> str:
        return ", ".join(ref for ref, _ in self.unread)

    def find(self, spec: str) -> AgreedAction:
        """The action that a person names: `A-0042`, `a42`, `42`, an id or its beginning.

        Raises:
            NotFoundError: none is meant, or more than one.

        """
        wanted = spec.strip()
        meant = [each for each in self.states if is_called(wanted, each["ref"], each["id"])]
        meant = meant or [each for each in self.states if begins(wanted, each["id"])]
        if len(meant) == 1:
            return to_action(meant[0])
        if meant:
            listed = ", ".join(f"{state['ref']} ({state['id']})" for state in meant[:5])
            raise NotFoundError(
                f"'{wanted}' could be any of {listed}.", "Give its id, or the beginning of it."
            )
        trouble = self.trouble
        raise NotFoundError(
            f"There is no agreed action '{wanted}'.",
            str(trouble) if trouble else "See them all: learnsession actions",
        )

    def teams(self) -> tuple[str, ...]:
        """The teams that have agreed something, in the order of the alphabet."""
        return self.known().teams

    @property
    def several_teams(self) -> bool:
        """True when the actions are those of more than one team."""
        teams = {state.get("team", "") for state in self.states}
        return len({team.strip().casefold() for team in teams}) > 1

    def known(self) -> Known:
        """The teams, owners, themes, standards and reviews that stand in the actions."""
        if self._known is None:
            self._known = known_in(self.states)
        return self._known


def to_json(state: State, today: date) -> dict[str, Any]:
    """An action as `--json` gives it: always the same keys, null where nothing is known."""
    return {
        **{name: state.get(name) for name in ("id", "ref", "action", "rationale", "owner")},
        **{name: state.get(name) for name in ("agency", "level", "carried_by")},
        **{name: state.get(name) for name in ("due", "reply_by", "review_date")},
        "status": status_of(state),
        "overdue": is_overdue(state, today.isoformat()),
        "pinned": bool(state.get("pinned")),
        **{name: state.get(name) for name in ("measure", "evidence", "barrier", "difference")},
        "finished": state.get("finished"),
        "themes": state.get("themes", []),
        "standards": state.get("standards", []),
        "team": state.get("team"),
        "agreed": state["agreed"],
        "source": {
            name: state.get(name)
            for name in ("session", "pack", "activity", "prompt", "recommendation")
        },
        "escalations": [dict(each) for each in state.get("escalations", ())],
        "history": [dict(each) for each in state.get("history", ())],
    }


def actions_of(states: Iterable[State]) -> tuple[AgreedAction, ...]:
    """States as frozen values."""
    return tuple(map(to_action, states))

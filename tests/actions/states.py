"""States of actions made up for the tests of the register, and ways to draw them at random."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from learnsession.actions.known import Known
from learnsession.session.states import State
from learnsession.session.terms import STATUS_WORDS

TODAY = date(2026, 11, 21)
OWNERS = ("Team manager", "health visitor", "Head of service")
TEAMS = ("North team", "North West", "South")
THEMES = ("chronology", "professional-curiosity")
STANDARDS = ("1.4", "2.3")
PACKS = (("norfolk-child-ai", "Child AI"), ("own-review", "Our own review"))
KNOWN = Known(TEAMS, OWNERS, THEMES, STANDARDS, PACKS)


def state(number: int = 42, **more: Any) -> State:
    """An action as the register has it, without what is empty."""
    values = {
        "id": f"01KA{number:022}",
        "ref": f"A-{number:04}",
        "action": "Put a one-page chronology in each file",
        "team": "North team",
        "agreed": "2026-11-01T10:00:00Z",
        "history": [],
    }
    return {name: value for name, value in (values | more).items() if value}


days = st.dates(date(2026, 11, 1), date(2026, 12, 31))


@st.composite
def states(draw: st.DrawFn) -> list[State]:
    """A register of a few actions, no two of them alike in reference and id."""
    some = st.sampled_from
    return [
        state(
            number,
            action=draw(some(("Put a chronology in each file", "Ask the nursery", "Łódź #1"))),
            agreed=f"{draw(days).isoformat()}T10:00:00Z",
            due=draw(st.none() | days.map(date.isoformat)),
            owner=draw(st.none() | some(OWNERS)),
            team=draw(st.none() | some(TEAMS)),
            status=draw(st.none() | some(tuple(STATUS_WORDS))),
            themes=draw(st.lists(some(THEMES), unique=True)),
            standards=draw(st.lists(some(STANDARDS), unique=True)),
            pack=(pack := draw(st.none() | some(PACKS))) and pack[0],
            pack_title=pack and pack[1],
            pinned=draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(0, 12)) + 1)
    ]

"""Whatever was said of an action, in whatever order and files, it can be told how it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

from action_samples import AGREED, FIELDS, JUNE, action_of, reworded, state_of, undone
from hypothesis import given
from hypothesis import strategies as st
from test_events import made

from learnsession.session import action_events as said
from learnsession.session import events as ev
from learnsession.session.agreeing import with_said
from learnsession.session.record import Session
from learnsession.session.states import to_action, to_state
from support import at, session

SESSIONS = (
    session(AGREED),
    session(AGREED.model_copy(update={"fields": FIELDS})),
    session(AGREED, reworded(3, due=JUNE), reworded(5 + 0.25 / 60, "Ask all")),
)
MOMENTS = [at(minutes) for minutes in (-5, 1, 3, 4, 5, 5 + 0.1 / 60, 5 + 0.25 / 60, 9, 99_999)]
CLEARED = st.lists(
    st.sampled_from(["owner", "due", "measure", "themes", "id", "action", "team", "history", "?"])
).map(tuple)


@st.composite
def any_saying(draw: st.DrawFn, number: int) -> ev.ActionEvent:
    """What may stand in a file, about any of the sayings where it is about another one."""
    event = draw(st.sampled_from(get_args(ev.ActionEvent)).flatmap(made))
    another = st.integers(0, 8).map(lambda other: f"X{other}")
    changes: dict[str, Any] = {"entry": "A1", "id": f"X{number}"}
    changes["at"] = draw(st.sampled_from(MOMENTS))
    changes["not_before"] = draw(st.none() | st.sampled_from(MOMENTS))
    named = type(event).model_fields
    for name in {"concern", "to", "outcome"} & named.keys():
        changes[name] = getattr(event, name) or "said"  # an empty one is refused
    for name in {"said", "escalation"} & named.keys():
        changes[name] = draw(another)
    if "cleared" in named:
        changes["cleared"] = draw(CLEARED)
    return event.model_copy(update=changes)


ANY_SAYINGS = st.integers(0, 8).flatmap(lambda n: st.tuples(*map(any_saying, range(n))))


def without_history(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in ("history", "last")}


@given(ANY_SAYINGS, st.sampled_from(SESSIONS), st.randoms(use_true_random=False))
def test_any_sayings_add_up_in_any_order(
    events: tuple[ev.ActionEvent, ...], agreed: Session, chance: Any
) -> None:
    state = state_of(*events, agreed=agreed)
    mixed = list(events) * 2
    chance.shuffle(mixed)
    assert state_of(*mixed, agreed=agreed) == state
    assert json.loads(json.dumps(state)) == state
    action = to_action(state)
    told = [event.id for event in events if not isinstance(event, said.SaidUndone)]
    assert sorted(each.id for each in action.history if each.id) == sorted(told)
    assert action.history[0].what == "agreed"
    assert list(action.history[1:]) == sorted(
        action.history[1:], key=lambda each: each.not_before or each.at
    )


@given(ANY_SAYINGS, st.sampled_from(SESSIONS))
def test_a_state_holds_nothing_empty(events: tuple[ev.ActionEvent, ...], agreed: Session) -> None:
    state = state_of(*events, agreed=agreed)
    for values in (state, *state["history"], *state.get("escalations", ())):
        assert not [name for name, value in values.items() if value in (None, "", [], {}, False)]


@given(ANY_SAYINGS, st.sampled_from(SESSIONS))
def test_a_value_made_plain_is_the_same_value_again(
    events: tuple[ev.ActionEvent, ...], agreed: Session
) -> None:
    action = action_of(*events, agreed=agreed)
    assert to_action(json.loads(json.dumps(to_state(action)))) == action


@given(ANY_SAYINGS, any_saying(9), st.sampled_from(SESSIONS))
def test_one_thing_more_does_the_same_without_reading_all_of_it_again(
    events: tuple[ev.ActionEvent, ...], last: ev.ActionEvent, agreed: Session
) -> None:
    last = last.model_copy(update={"at": at(200_000), "not_before": None, "session": "S-0009"})
    if isinstance(last, said.SaidUndone):
        last = last.model_copy(update={"said": "nothing of this"})
    more = with_said(action_of(*events, agreed=agreed), last)
    # Something undone before it is said was undone by a file with its own order of things.
    if last.id not in {each.said for each in events if isinstance(each, said.SaidUndone)}:
        assert more == action_of(*events, last, agreed=agreed)


def in_no_circle(events: tuple[ev.ActionEvent, ...]) -> tuple[ev.ActionEvent, ...]:
    """Without undoings that undo themselves or a later undoing; only spoilt files have those."""
    undoings = {event.id for event in events if isinstance(event, said.SaidUndone)}
    return tuple(
        event
        for event in events
        if not (
            isinstance(event, said.SaidUndone) and event.said in undoings and event.said >= event.id
        )
    )


@given(ANY_SAYINGS, st.sampled_from(SESSIONS))
def test_what_was_undone_counts_as_if_it_had_not_been_said(
    events: tuple[ev.ActionEvent, ...], agreed: Session
) -> None:
    events = in_no_circle(events)
    gone: set[str] = set()
    for event in reversed(events):  # whatever takes back an undoing was said after it
        if isinstance(event, said.SaidUndone) and event.id not in gone:
            gone.add(event.said)
    counts = [event for event in events if event.id not in gone]
    assert without_history(state_of(*events, agreed=agreed)) == without_history(
        state_of(*counts, agreed=agreed)
    )


@given(ANY_SAYINGS, st.sampled_from(SESSIONS))
def test_undoing_everything_gives_back_what_was_agreed(
    events: tuple[ev.ActionEvent, ...], agreed: Session
) -> None:
    undoing = [undone(f"Y{event.id}", 200_000, event.id) for event in events]
    action = action_of(*events, *undoing, agreed=agreed)
    assert replace(action, history=(), last=None) == replace(action_of(agreed=agreed), history=())
    assert (action.status, action.due) == ("not-started", agreed.entries[0].due)

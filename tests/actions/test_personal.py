"""Whatever is typed of an action and leaves with it is looked at before it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from leaving_actions import action
from test_evidence import held

from learnsession.actions.personal import in_evidence, personal_details, typed
from learnsession.packs.library import packs
from learnsession.privacy.finding import find
from learnsession.session import action_events as ev
from learnsession.session.agreeing import entered, sayings_of
from learnsession.session.effects import tell_all
from learnsession.session.states import to_action

MARK = "what somebody typed"
AT = {"at": datetime(2026, 11, 21, tzinfo=UTC), "entry": "E"}
DAY = date(2026, 11, 21)

LEAST: dict[type, dict[str, Any]] = {
    ev.ActionEntered: {**AT, "ref": "A-0001", "text": "Ask", "team": "North"},
    ev.ActionChanged: {**AT, "id": "2"},
    ev.ActionProgressed: {**AT, "id": "2", "answer": "stuck"},
    ev.ActionPinned: {**AT, "id": "2"},
    ev.EscalationRaised: AT
    | {"id": "2", "concern": "No reply", "stage": "partnership", "to": "director", "on": DAY},
    ev.EscalationAnswered: {**AT, "id": "2", "escalation": "1", "outcome": "Agreed", "on": DAY},
    ev.SaidUndone: {**AT, "id": "2", "said": "1"},
}
"""Each event with no more than it must have. `1` is a concern that was taken further before."""

NOT_TYPED = {
    "amended": "moments, by the names of fields",
    "entry": "an id",
    "id": "an id",
    "ref": "a number that the program gives",
    "session": "a number that the program gives",
    "session_id": "an id",
    "pack": "an id",
    "activity": "an id of the pack",
    "prompt": "an id of the pack",
    "escalation": "an id",
    "said": "an id",
    "cleared": "names of fields",
}
NOT_EXPORTED = {(ev.SaidUndone, "by"): "what was undone is told, but not by whom"}


def words_in(model: type) -> Iterator[str]:
    """The names of the fields that hold a text, or several."""
    for name, annotation in get_type_hints(model).items():
        leaves, hints = set(), [annotation]
        while hints:
            hint = hints.pop()
            hints += get_args(hint)
            leaves.add(hint)
        if str in leaves and name not in NOT_TYPED and (model, name) not in NOT_EXPORTED:
            yield name


def holding(model: type, name: str) -> Any:
    """The mark as this field takes it: alone, or as one of several."""
    several = "tuple" in str(get_type_hints(model)[name])
    return (MARK,) if several else MARK


def test_every_kind_of_saying_is_looked_at() -> None:
    assert {*LEAST} - {ev.ActionEntered} == {*get_args(ev.ActionEvent)}


@pytest.mark.parametrize("name", [*words_in(ev.ActionFields)])
def test_each_field_of_an_action_is_looked_at(name: str) -> None:
    fields = ev.ActionFields(**{name: holding(ev.ActionFields, name)})
    event = ev.ActionEntered(**LEAST[ev.ActionEntered], fields=fields)
    assert MARK in typed(to_action(entered(event)))


@pytest.mark.parametrize(
    ("model", "name"), [(model, name) for model in LEAST for name in words_in(model)]
)
def test_each_thing_that_is_said_of_an_action_is_looked_at(model: type, name: str) -> None:
    event = model(**{**LEAST[model], name: holding(model, name)})
    if isinstance(event, ev.ActionEntered):
        assert MARK in typed(to_action(entered(event)))
        return
    before = ev.EscalationRaised(**{**LEAST[ev.EscalationRaised], "id": "1"})
    state = entered(ev.ActionEntered(**LEAST[ev.ActionEntered]))
    assert MARK in typed(to_action(tell_all(state, sayings_of((before, event)))))


def test_the_words_of_a_session_that_evidence_shows_are_looked_at_too() -> None:
    number = "07911 123456"
    session = held(action(measure=number), team=number, roles=(number,), pack_title=number)
    lines = in_evidence([session])
    assert [line.split(":")[0] for line in lines] == ["S-0042", "A-0042"]
    assert number not in "".join(lines)


def test_what_ships_asks_no_question_whenever_a_list_is_exported() -> None:
    titles = [each.file.pack.title for each in packs(Path("nowhere")) if each.file]
    assert titles
    assert not [title for title in titles if find(title)]
    assert not personal_details([action()])

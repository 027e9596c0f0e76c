"""Which actions a filter means, and their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from states import OWNERS, PACKS, STANDARDS, TEAMS, THEMES, TODAY, days, state, states

from learnsession.actions.filters import (
    SORTS,
    Filter,
    Sort,
    how_many_overdue,
    is_open,
    ordered,
    owed,
    select,
)
from learnsession.actions.status_words import STATUSES, read_status, status_word
from learnsession.errors import RefusedError
from learnsession.session.states import State
from learnsession.session.terms import STATUS_WORDS, Status

filters = st.builds(
    Filter,
    team=st.sampled_from(("", *TEAMS)),
    owner=st.sampled_from(("", "manager", *OWNERS)),
    status=st.sampled_from(("", "open", "finished", "complete", "cannot-proceed")),
    overdue=st.booleans(),
    due_before=st.none() | days,
    theme=st.sampled_from(("", *THEMES)),
    standard=st.sampled_from(("", *STANDARDS)),
    pack=st.sampled_from(("", "child", PACKS[1][0])),
    text=st.sampled_from(("", "chronology", "the nursery", "łódź", "nowhere")),
)


@given(states(), filters)
def test_what_a_filter_means_is_a_part_of_what_there_is_in_the_same_order(
    every: list[State], wanted: Filter
) -> None:
    found = select(every, wanted, TODAY)
    assert found == [each for each in every if each in found]
    assert select(every, Filter(), TODAY) == every


@given(states(), filters, filters)
def test_all_that_is_asked_for_must_be_so(every: list[State], one: Filter, other: Filter) -> None:
    by_text = Filter(text=one.text)
    without = Filter(**{**{name: getattr(one, name) for name in one.__slots__}, "text": ""})
    both = select(select(every, without, TODAY), by_text, TODAY)
    assert select(every, one, TODAY) == both
    crossed = select(select(every, one, TODAY), other, TODAY)
    assert crossed == select(select(every, other, TODAY), one, TODAY)


@given(states(), st.sampled_from((None, *SORTS)), st.randoms())
def test_an_order_loses_nothing_and_putting_in_order_again_changes_nothing(
    every: list[State], by: Sort | None, chance: Any
) -> None:
    once = ordered(every, by)
    assert sorted(once, key=_id) == sorted(every, key=_id)
    assert ordered(once, by) == once
    mixed = [*every]
    chance.shuffle(mixed)
    if by == "ref":  # references are told apart, so it is one order whatever came first
        assert ordered(mixed, by) == once


@given(states())
def test_what_is_pressing_comes_first(every: list[State]) -> None:
    def rank(each: State) -> tuple[bool, bool, str]:
        if not is_open(each):
            return True, False, ""
        return False, not each.get("pinned"), each.get("due", "9999")

    ranks = [rank(each) for each in ordered(every)]
    assert ranks == sorted(ranks)
    finished = [each["agreed"] for each in ordered(every) if not is_open(each)]
    assert finished == sorted(finished, reverse=True)


@given(states())
def test_overdue_are_as_many_as_the_filter_finds(every: list[State]) -> None:
    late = select(every, Filter(overdue=True), TODAY)
    assert how_many_overdue(every, TODAY) == len(late)
    assert all(is_open(each) and each["due"] < TODAY.isoformat() for each in late)


def _id(each: State) -> str:
    return str(each["id"])


@pytest.mark.parametrize(
    ("wanted", "means"),
    [
        (Filter(team=" north TEAM "), {1}),
        (Filter(owner="manager"), {1, 2}),
        (Filter(status="open"), {1, 3}),
        (Filter(status="finished"), {2}),
        (Filter(overdue=True), {1}),
        (Filter(due_before=date(2026, 11, 20)), set()),
        (Filter(due_before=date(2026, 11, 20), status="finished"), {2}),
        (Filter(due_before=date(2026, 11, 21)), {1}),
        (Filter(theme="#Chronology"), {1}),
        (Filter(standard="1.4"), {2}),
        (Filter(pack="norfolk-child-ai"), {3}),
        (Filter(pack="CHILD ai"), {3}),
        (Filter(text="FILE one-page"), {1, 2}),
        (Filter(text="nursery north"), set()),
    ],
)
def test_each_thing_that_can_be_asked_for(wanted: Filter, means: set[int]) -> None:
    every = [
        state(1, owner="Team manager", due="2026-11-20", themes=["chronology"]),
        state(
            2,
            owner="manager of the nursery",
            due="2026-11-19",
            status="complete",
            team="South",
            standards=["1.4"],
        ),
        state(3, action="Ask", team="", pack="norfolk-child-ai", pack_title="Child AI"),
    ]
    found = select(every, wanted, TODAY)
    assert {int(each["ref"][2:]) for each in found} == means


def test_what_a_team_owes_is_open_or_waits_for_an_answer() -> None:
    asked = {"id": "e", "concern": "No reply", "stage": "partnership", "to": "x", "on": "2026-11-1"}
    every = [
        state(1),
        state(2, team="South"),
        state(3, status="dropped"),
        state(4, status="complete", escalations=[asked]),
        state(5, status="complete", escalations=[asked | {"answered_on": "2026-11-02"}]),
        state(6, pinned=True),
    ]
    assert [each["ref"] for each in owed(every, "north team")] == ["A-0006", "A-0001", "A-0004"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("done", "complete"),
        ("In progress", "in-progress"),
        ("stuck", "cannot-proceed"),
        ("cannot proceed", "cannot-proceed"),
        ("cannot-proceed", "cannot-proceed"),
        ("OPEN", "open"),
    ],
)
def test_a_status_as_people_type_it(typed: str, meant: str) -> None:
    assert read_status(typed) == meant


def test_a_status_that_is_none_names_those_there_are() -> None:
    with pytest.raises(RefusedError) as refused:
        read_status("nearly")
    for named in ("in progress", "stuck", "done", "finished"):
        assert named in refused.value.todo
    assert "cannot" not in refused.value.todo


@pytest.mark.parametrize("status", STATUS_WORDS)
def test_every_status_there_is_can_be_typed_and_is_told_as_it_is_typed(status: Status) -> None:
    word = status_word(status)
    assert read_status(word) == status
    assert word in STATUSES


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Filter(), ""),
        (Filter(team="North", overdue=True), "team North, overdue"),
        (Filter(status="in-progress", text=" a b "), "in progress, with 'a b'"),
        (Filter(status="cannot-proceed"), "stuck"),
        (Filter(status="complete"), "complete"),
        (Filter(due_before=TODAY, theme="t", standard="1.4"), None),
    ],
)
def test_a_filter_in_words(wanted: Filter, words: str | None) -> None:
    expected = "theme t, standard 1.4, due before 21/11/2026" if words is None else words
    assert wanted.words == expected


def test_words_are_looked_for_where_they_are_remembered() -> None:
    remember: Callable[[State], str] = lambda each: "other words"  # noqa: E731
    assert select([state()], Filter(text="other"), TODAY, remember) == [state()]

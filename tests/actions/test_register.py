"""The register: found by whatever people call an action, and listed as it is asked for."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from states import PACKS, THEMES, TODAY, state, states

from learnsession.actions.filters import SORTS, Filter, Sort, ordered, select
from learnsession.actions.personal import personal_details
from learnsession.actions.register import Register, actions_of, to_json
from learnsession.errors import NotFoundError
from learnsession.session.states import State


@given(states())
def test_an_action_is_found_by_reference_number_and_id(every: list[State]) -> None:
    register = Register(every, TODAY)
    for each in every:
        number = int(each["ref"][2:])
        for spec in (each["ref"], each["ref"].lower(), f"a{number}", str(number), each["id"]):
            assert register.find(f" {spec} ").id == each["id"]


def test_what_could_be_several_names_them_and_what_is_none_says_so() -> None:
    register = Register([state(1), state(2)], TODAY)
    with pytest.raises(NotFoundError) as several:
        register.find("01KA")
    assert "A-0001" in several.value.happened
    assert "A-0002" in several.value.happened
    for spec in ("A-0003", "3", "01K", "", "chronology"):
        with pytest.raises(NotFoundError):
            register.find(spec)


def test_an_older_action_is_found_by_session_and_number_alone() -> None:
    register = Register([state(1, ref="S-0042/5"), state(42)], TODAY)
    assert register.find("s-0042/5").ref == "S-0042/5"
    assert register.find("42").ref == "A-0042"


@given(
    states(),
    st.sampled_from((None, *SORTS)),
    st.sampled_from((Filter(), Filter(status="open"), Filter(text="file"), Filter(overdue=True))),
)
def test_what_is_listed_is_filtered_and_in_order_also_when_it_is_asked_again(
    every: list[State], by: Sort | None, wanted: Filter
) -> None:
    register = Register(every, TODAY)
    expected = ordered(select(every, wanted, TODAY), by)
    assert register.select(wanted, by) == expected
    assert register.select(wanted, by) == expected
    assert register.states == every


def test_a_register_knows_what_could_not_be_read() -> None:
    whole = Register([state(1)], TODAY)
    assert (whole.missing, whole.trouble) == ("", None)
    lost = Register([state(1)], TODAY, [("S-0003", "It is cut."), ("R-0001", "It is damaged.")])
    assert lost.missing == "What was agreed and said in R-0001, S-0003"
    told = str(lost.trouble)
    assert told.startswith(
        f"{lost.missing} is missing here. It is damaged. Look with: learnsession"
    )
    assert lost.find("1").ref == "A-0001"
    with pytest.raises(NotFoundError) as refused:
        lost.find("2")
    assert refused.value.todo == told


def test_another_order_is_not_the_one_that_was_asked_for_before() -> None:
    register = Register([state(1, due="2026-12-01"), state(2, due="2026-11-01")], TODAY)
    assert [each["ref"] for each in register.select(Filter())] == ["A-0002", "A-0001"]
    assert [each["ref"] for each in register.select(Filter(), "ref")] == ["A-0001", "A-0002"]


def test_a_list_can_be_changed_without_changing_the_register() -> None:
    register = Register([state(1), state(2)], TODAY)
    register.select(Filter()).clear()
    assert len(register.select(Filter())) == 2


def test_what_there_is_to_ask_for() -> None:
    register = Register(
        [
            state(1, owner="Team manager", pack=PACKS[0][0], pack_title=PACKS[0][1]),
            state(2, owner=" team MANAGER", team="north team", themes=[*THEMES], standards=["2.3"]),
            state(3, team="", owner="health visitor"),
        ],
        TODAY,
    )
    known = register.known()
    assert register.teams() == known.teams == ("North team",)
    assert known.owners == ("health visitor", "Team manager")
    assert (known.themes, known.standards, known.packs) == (THEMES, ("2.3",), PACKS[:1])


@pytest.mark.parametrize(
    ("teams", "several"), [((), False), (("A", "a "), False), (("A", ""), True), (("A", "B"), True)]
)
def test_whether_there_is_more_than_one_team(teams: tuple[str, ...], several: bool) -> None:
    every = [state(number, team=team) for number, team in enumerate(teams, 1)]
    assert Register(every, TODAY).several_teams is several


@given(states())
def test_programs_are_always_given_the_same_keys(every: list[State]) -> None:
    plain = [to_json(each, TODAY) for each in every]
    assert len({tuple(each) for each in plain}) <= 1
    assert json.loads(json.dumps(plain)) == plain


def test_personal_details_are_told_masked_and_by_reference() -> None:
    every = [
        state(1, action="Ring 07911 123456", barrier="Ring 07911 123456"),
        state(2, measure="Child 999 247 5145"),
        state(3),
    ]
    lines = personal_details(actions_of(every))
    assert [line[:6] for line in lines] == ["A-0001", "A-0002"]
    assert "5145" not in " ".join(lines)

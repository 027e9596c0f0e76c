"""Names become roles, whatever a team has chosen for its owners, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.actions.owners import as_role, roles_by_name, without_names

NAMES = ("Priya", "Shah", "priya", "Łukasz", "O'Neill", "Smith-Jones", "Ng")


@pytest.mark.parametrize(
    ("owner", "role"),
    [
        ("Priya Shah (team manager)", "team manager"),
        ("Team manager (Priya Shah)", "Team manager"),
        ("Priya Shah, health visitor", "health visitor"),
        ("Priya Shah - school nurse", "school nurse"),
        ("Priya / Tom, social workers", "social workers"),
        ("priya shah team manager", "team manager"),
        ("Priya, lead for neglect", "lead for neglect"),
        ("lead for Priya", "lead"),
        ("Priya and the duty worker", "duty worker"),
        ("Priya (lead), Tom (lead)", "lead"),
        ("Priya Shah", "a colleague"),
        ("Dr Po", "a colleague"),
        ("PS", "a colleague"),
        ("Sarah Ward", "a colleague"),
        ("Xyz-lead", "a colleague"),
        ("Young", "a colleague"),
        ("Hall and Ward", "a colleague"),
        ("Norfolk lead", "lead"),
        ("?", "a colleague"),
        ("", ""),
    ],
)
def test_a_role_stands_for_the_owner(owner: str, role: str) -> None:
    assert as_role(owner) == role


@pytest.mark.parametrize(
    "role",
    ["Team manager", "social worker", "Health visitor", "School nurse", "Class teacher", "GP",
     "Neglect lead", "Duty officer", "Head of service", "SENCO", "Midwives", "the whole team",
     "Designated safeguarding lead", "Children’s social worker", "Co-lead", "Everyone", "Head",
     "Advanced practitioner", "Team manager / deputy", "Independent reviewing officer", "School",
     "MASH", "Early help", "Housing and health", "Young people", "  "],
)  # fmt: skip
def test_a_role_that_is_known_stays(role: str) -> None:
    assert as_role(role) == role


@given(st.lists(st.sampled_from([*NAMES, "manager", "the", "and", "(", ")", ","]), max_size=8))
def test_no_name_is_ever_left_in_a_role(words: list[str]) -> None:
    role = as_role(" ".join(words))
    assert not [name for name in NAMES if name in role.split()]


@given(st.text(max_size=40))
def test_any_owner_has_a_role(owner: str) -> None:
    role = as_role(owner)
    assert bool(role.strip()) == bool(owner.strip())


def test_the_names_of_owners_go_from_what_was_typed() -> None:
    roles = roles_by_name(["Priya Shah (team manager)", "Tom", "School nurse", ""])
    text = "Priya Shah wrote it, PRIYA  SHAH's view; Priya and Tom agreed. Tomorrow, Shahs, tom."
    assert without_names(text, roles) == (
        "[team manager] wrote it, [team manager]'s view; [team manager] and [a colleague] agreed. "
        "Tomorrow, Shahs, tom."
    )


def test_a_name_that_is_a_common_word_goes_only_as_a_whole() -> None:
    roles = roles_by_name(["Will May", "Sarah Ward (nurse)"])
    text = "Will May and Sarah went to the ward. Will it do? May be. Ward 3."
    assert without_names(text, roles) == (
        "[a colleague] and [nurse] went to the ward. Will it do? May be. Ward 3."
    )


@pytest.mark.parametrize("owner", ["Team manager", "", "(", "Health visitor, school nurse"])
def test_without_names_what_was_typed_stays(owner: str) -> None:
    text = "The team manager (health) asked."
    assert without_names(text, roles_by_name([owner])) == text


@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=60))
def test_no_owner_breaks_the_search(owners: list[str], text: str) -> None:
    assert isinstance(without_names(text, roles_by_name(owners)), str)

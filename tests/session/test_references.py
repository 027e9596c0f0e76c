"""How people type the references of sessions and actions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.session.references import begins, is_called, is_lettered, taken_off

ID = "01M7ZK3Q8W5R2T9Y6P4D1C0B7N"


@pytest.mark.parametrize(
    "spec", ["A-0042", "a-0042", "a-42", "a42", "A42", "a 42", "A 0042", "42", " 0042 ", ID.lower()]
)
def test_an_action_is_called_as_people_type_it(spec: str):
    assert is_called(spec, "A-0042", ID)


@pytest.mark.parametrize("spec", ["S-0042", "s42", "43", "A-00421", "", "a", "-", "4 2", "٤٢"])
def test_something_else_is_meant(spec: str):
    assert not is_called(spec, "A-0042", ID)


def test_what_a_rehearsal_agreed_is_called_by_its_place():
    assert is_called("3", "S-0042/3", ID)
    assert is_called("03", "Rehearsal/3", ID)
    assert is_called("s-0042/3", "S-0042/3", ID)
    assert not is_called("42", "S-0042/3", ID)
    assert not is_called("s3", "S-0042/3", ID)


@given(st.integers(1, 10**9), st.sampled_from("SRA"))
def test_every_number_is_found_and_no_other(number: int, letter: str):
    ref = f"{letter}-{number:04d}"
    for spec in (ref, f"{letter.lower()}{number}", f"{number}"):
        assert is_called(spec, ref, ID)
        assert not is_called(spec, f"{letter}-{number + 1:04d}", ID)


@pytest.mark.parametrize("spec", ["A-0042", "a42", "a-42", "A 42"])
def test_a_reference_is_known_by_its_letter(spec: str):
    assert is_lettered(spec, "A")
    assert not is_lettered(spec, "S")


@pytest.mark.parametrize("spec", ["42", "-42", "a", "", "S-0042/3", "ab42", "a 42 b"])
def test_a_number_alone_is_no_reference_with_a_letter(spec: str):
    assert not is_lettered(spec, "A")


@pytest.mark.parametrize(
    ("text", "spec", "rest"),
    [
        ("A-0042 words  here ", "A-0042", "words  here"),
        ("  a 42 words", "a 42", "words"),
        ("a 42", "a 42", ""),
        ("a 42nd word", "a", "42nd word"),
        ("42", "42", ""),
        ("", "", ""),
    ],
)
def test_a_reference_is_taken_off_the_front(text: str, spec: str, rest: str):
    assert taken_off(text) == (spec, rest)


@given(st.text())
def test_whatever_is_typed_is_an_answer(spec: str):
    assert is_called(spec, "A-0042", ID) in (True, False)


def test_the_beginning_of_an_id_must_be_long_enough():
    assert begins("01m7", ID)
    assert begins(ID, ID)
    assert not begins("01m", ID)
    assert not begins("", ID)
    assert not begins("1m7z", ID)

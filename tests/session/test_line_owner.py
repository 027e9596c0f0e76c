"""Owners and tags in the middle of a sentence: where they end, and what the sentence keeps."""

from __future__ import annotations

from datetime import date

import pytest

from learnsession.session.action_events import ActionFields
from learnsession.session.action_line import ActionLine, read_action_line

TODAY = date(2026, 11, 21)


def read(text: str) -> ActionLine:
    return read_action_line(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "owner", "action"),
    [
        ("Cut waits @nurse by 1.5 weeks", "nurse", "Cut waits by 1.5 weeks"),
        ("Put it in place @nurse by the 3rd visit", "nurse", "Put it in place by the 3rd visit"),
        ("Ring school @DSL asap", "DSL", "Ring school asap"),
        ("@nurse 18/12 ring school", "nurse", "18/12 ring school"),
        ("Visit @nurse every Friday", "nurse", "Visit every Friday"),
        ("Visit @nurse every other week", "nurse", "Visit every other week"),
        ("Ask @Siân ap Rhys, @rheolwr tîm", "Siân ap Rhys", "Ask, @rheolwr tîm"),
        ("Ring school @manager/@nurse by Friday", "manager/nurse", "Ring school"),
        ("Ring school @Ffion ap Gwilym by Friday", "Ffion ap Gwilym", "Ring school"),
        ("Ring a.b@example.org @O'Brien", "O'Brien", "Ring a.b@example.org"),
    ],
)
def test_an_owner_ends_where_a_date_or_an_amount_begins(
    typed: str, owner: str, action: str
) -> None:
    found = read(typed)
    assert (found.owner, found.action) == (owner, action)


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("Speak to @nurse by Friday", "Speak to @nurse"),
        ("Visit with @nurse, then ring", "Visit with @nurse, then ring"),
        ("To be done by @nurse by Friday", "To be done by @nurse"),
        ("Ring the school and @nurse by Friday", "Ring the school and @nurse"),
        ("Ring the school and by Friday @nurse", "Ring the school and by Friday"),
        ("Train on #neglect by Friday @nurse", "Train on #neglect"),
        ("Read standard #1.4 by Friday @nurse", "Read standard #1.4"),
        ("Ring the school by Friday @nurse", "Ring the school"),
    ],
)
def test_what_a_word_of_the_sentence_waits_for_stays_in_it(typed: str, action: str) -> None:
    found = read(typed)
    assert (found.action, found.owner, found.troubles) == (action, "nurse", ())
    assert found.due == (None if "then ring" in typed else date(2026, 11, 27))


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("Ring #neglect and #1.4 by Friday", "Ring"),
        ("Ring @nurse and #neglect", "Ring"),
        ("Ring by Friday and @nurse", "Ring"),
        ("Ring @nurse, and write", "Ring, and write"),
        ("Visit and by Friday write", "Visit and write"),
        ("Ring by Friday and @nurse to write", "Ring and to write"),
        ("Ring by Friday and @nurse, #neglect.", "Ring."),
    ],
)
def test_an_and_between_two_parts_goes_with_them(typed: str, action: str) -> None:
    assert read(typed).action == action


def test_the_number_of_a_recommendation_is_no_practice_standard() -> None:
    typed = "Follow up recommendation #1.4 and Rec. #2.1, see Recommendation #3"
    assert read(f"{typed} #1.2") == ActionLine(typed, standards=("1.2",))


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("Ring the school @nurse. By Friday.", "Ring the school."),
        ("Ring the school! By Friday!", "Ring the school!"),
        ("Ring the school. @nurse. Then write", "Ring the school. Then write"),
        ("Ring by Friday…", "Ring…"),
        ("Ring by Friday...", "Ring..."),
    ],
)
def test_a_sentence_keeps_one_stop(typed: str, action: str) -> None:
    assert read(typed).action == action


def test_themes_and_standards_are_given_as_they_are_kept() -> None:
    assert read("Ring #neglect").fields == ActionFields(themes=("neglect",))
    assert read("Ring #1.4 #neglect").fields == ActionFields(
        themes=("neglect",), standards=("1.4",)
    )
    assert read("Ring @nurse by Friday").fields is None


@pytest.mark.parametrize(
    ("typed", "owner", "action"),
    [
        ("@manager Ring the school", "manager", "Ring the school"),
        ("@Team manager Ring the school by Friday", "Team manager", "Ring the school"),
        ("@head of service Write to Ofsted", "head of service", "Write to Ofsted"),
        ("@team manager and Duty lead Ask them", "team manager and Duty lead", "Ask them"),
        (" @health visitor Ask Nursery One", "health visitor", "Ask Nursery One"),
        ("Ring @nurse at Hill School by Friday", "nurse at Hill School", "Ring"),
        ("@Siân ap Rhys, ring the school", "Siân ap Rhys", "ring the school"),
        ("@Siân ap Rhys Ring the school", "Siân ap Rhys Ring the school", ""),
        ("@lead for Early Help, ring them", "lead for Early Help", "ring them"),
        ("@manager ring the school", "manager ring the school", ""),
    ],
)
def test_an_owner_that_comes_first_ends_before_a_capital_letter(
    typed: str, owner: str, action: str
) -> None:
    found = read(typed)
    assert (found.owner, found.action) == (owner, action)
    assert any("Put a comma where the owner ends." in said for said in found.troubles) != bool(
        action
    )


def test_a_date_alone_is_no_action_and_not_when_it_is_due() -> None:
    found = read("@manager ring the school in 6 weeks")
    assert (found.action, found.due) == ("in 6 weeks", None)
    assert found.troubles

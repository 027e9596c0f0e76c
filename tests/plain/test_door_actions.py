"""Agreed actions at the linear door, as they are written: in one line, and a field at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from at_the_door import AtTheDoor, go_to, texts

from learnsession.packs.library import find_pack
from learnsession.plain.place import Place
from learnsession.room.desk import Desk, SetUp
from support import FakeClock

LINE = (
    "/action Put a one-page chronology in each file @team manager by Fri 18 Dec "
    "#professional-curiosity"
)


@pytest.fixture
def norfolk(desk: Desk, setup: SetUp, store_dir: Path) -> AtTheDoor:
    """A session on a pack that names a framework."""
    from dataclasses import replace

    pack = find_pack("norfolk-child-ai", store_dir)
    return AtTheDoor(desk.start(replace(setup, pack=pack, activities=None)), Place())


def test_one_line_gives_action_owner_date_and_theme(norfolk: AtTheDoor) -> None:
    said = norfolk.type(LINE).splitlines()
    assert said[:2] == [
        "Kept 1: Put a one-page chronology in each file",
        "A-0001. Owner: team manager. Due: Friday 18 December 2026. Theme: Professional curiosity.",
    ]
    (action,) = norfolk.room.agreed
    assert (action.action, action.owner) == (
        "Put a one-page chronology in each file",
        "team manager",
    )
    assert (action.due, action.themes) == (date(2026, 12, 18), ("professional-curiosity",))
    norfolk.room.leave()


def test_a_theme_that_the_framework_lacks_is_kept_and_said(norfolk: AtTheDoor) -> None:
    said = norfolk.type("/action Ask the school #fathers #1.4")
    assert "Theme: fathers. Practice standard: 1.4." in said
    assert "Did you mean #engaging-fathers?" in said
    norfolk.type("/more 1 theme professional curiosity", "/more 1 standard #1.1")
    assert "not the number" in norfolk.type("/more 1 standard curiosity")
    (action,) = norfolk.room.agreed
    assert action.themes == ("fathers", "professional-curiosity")
    assert action.standards == ("1.4", "1.1")
    norfolk.room.leave()


def test_one_line_of_advice_says_what_could_be_added_and_how(at: AtTheDoor) -> None:
    said = at.type("/action Ask the school about Mondays").splitlines()
    assert len(said) == 3
    assert said[2].startswith("Who will take this on")
    assert "/owner 1 ROLE. " in said[2]
    assert said[2].endswith("/due 1 DATE")
    complete = at.type("/action Ask the school @nurse by 18/12", "/more 2 measure A reply is here")
    assert complete.splitlines()[2].endswith("/more A-0002 measure TEXT")
    assert at.type("/action Ask the nurse @nurse by 18/12 ").count("\n") == 3


def test_what_cannot_be_understood_stays_in_the_text_and_is_said(at: AtTheDoor) -> None:
    said = at.type("/action Ask the school by end of term @nurse @head")
    assert "There are two owners: nurse is taken" in said
    assert "end of term" in said.splitlines()[0]
    assert texts(at) == ["Ask the school by end of term @head"]


def test_a_day_that_has_passed_is_asked_about_once_and_nothing_is_lost(at: AtTheDoor) -> None:
    line = "/action Ask the school by 1/3/2026"
    said = at.type(line)
    assert "Sunday 1 March 2026 has passed." in said
    assert "the same line again, to keep it" in said
    assert f"Not kept: {line}" in said
    assert texts(at) == []
    assert "Kept 1: heard" in at.type("heard")
    assert "Due: Sunday 1 March 2026" in at.type(line)
    assert "has passed" in at.type(line)
    assert texts(at) == ["heard", "Ask the school"]


def test_a_line_without_an_action_is_refused(at: AtTheDoor) -> None:
    assert "No action is left" in at.type("/action @nurse by 18/12")
    assert "nothing to keep" in at.type("/action")
    assert at.room.record.entries == ()


def test_what_could_not_be_read_of_a_line_is_counted(at: AtTheDoor) -> None:
    said = at.type("/action Ask\x00 the school @nur\u202ese by 18/12")
    assert "Kept 1: Ask the school\n" in said
    assert "Owner: nurse." in said
    assert "2 unreadable characters left out." in said


def test_an_action_that_looks_like_it_holds_a_name_is_not_said_again(at: AtTheDoor) -> None:
    said = at.type("/action Ring Mrs Jones @Mr Smith by 18/12")
    assert "Jones" not in said
    assert "Smith" not in said
    assert "/keep 1 REASON" in said


def test_in_a_rehearsal_an_action_has_no_reference_and_its_number_serves(
    desk: Desk, setup: SetUp
) -> None:
    at = AtTheDoor(desk.rehearse(setup), Place())
    said = at.type("/action Ask the school @nurse by 18/12")
    assert said.startswith("Rehearsal, not kept: 1: Ask the school\nOwner: nurse.")
    assert "/more 1 measure TEXT" in said
    assert at.type("/more 1 measure A reply").startswith("Rehearsal, not kept: ")
    assert at.room.agreed[0].measure == "A reply"


def test_nothing_is_agreed_in_a_talk_only_activity(at: AtTheDoor) -> None:
    go_to(at, "talk.quiet")
    assert "Not kept: /action Ask the school" in at.type("/action Ask the school")
    assert at.room.record.entries == ()


# The fuller form, a field at a time


def test_every_field_can_be_said_and_emptied(at: AtTheDoor) -> None:
    at.type("/action Ask the school")
    assert at.type("/more A-0001 rationale They see her daily") == (
        "A-0001. Why: They see her daily\n"
    )
    at.type(
        "/more a1 measure A reply", "/more 1 agency School", "/more 1 evidence The letter",
        "/more 1 review date 18/12", "/more 1 barrier Holidays",
        "/more 1 carried by head of service", "/more 1 reply-by in 6 weeks",
        "/more 1 theme fathers", "/more 1 recommendation rec-1", "/more 1 standard 1.4",
        "/more 1 level partnership",
    )  # fmt: skip
    (action,) = at.room.agreed
    assert (action.rationale, action.measure, action.agency) == (
        "They see her daily",
        "A reply",
        "School",
    )
    assert (action.evidence, action.barrier) == ("The letter", "Holidays")
    assert (action.review_date, action.reply_by) == (date(2026, 12, 18), date(2026, 4, 13))
    assert (action.carried_by, action.level) == ("head of service", "partnership")
    assert (action.themes, action.standards) == (("fathers",), ("1.4",))
    assert action.source.recommendation == "rec-1"
    assert "empty from now on" in at.type("/more 1 barrier none")
    assert at.room.agreed[0].barrier == ""


def test_a_level_above_the_team_asks_who_carries_it_there(at: AtTheDoor) -> None:
    at.type("/action Ask the school")
    assert "/more A-0001 carried-by ROLE" in at.type("/more 1 level Service")
    assert at.type("/more 1 level team") == "A-0001. Level: Team\n"


def test_more_without_a_field_or_words_says_how_to_write_it(at: AtTheDoor) -> None:
    at.type("/action Ask the school")
    assert "No field was named. Write /more A-0001 and one of: rationale, measure" in at.type(
        "/more 1"
    )
    assert "There is no field 'colour'" in at.type("/more 1 colour red")
    assert "Write /more A-0001 measure and the words" in at.type("/more 1 measure")
    assert "Use one of: individual, team" in at.type("/more 1 level high")
    assert "not a date" in at.type("/more 1 reply-by someday")
    assert "No action was named" in at.type("/more")
    assert "no agreed action 'A-0009'" in at.type("/more A-0009 measure x")
    assert at.room.record.said == ()


def test_personal_details_in_a_field_are_masked_and_said(at: AtTheDoor) -> None:
    at.type("/action Ask the school")
    said = at.type("/more 1 measure Mrs Jones is content")
    assert "Jones" not in said
    assert "It looks like a person's name (Mrs …). /undo takes it back" in said
    assert at.type("/undo").startswith("What was said last of A-0001 is undone.")
    assert at.room.agreed[0].measure == ""


def test_owner_and_date_can_be_given_by_reference(at: AtTheDoor) -> None:
    at.type("/action Ask the school", "/owner A-0001 nurse", "/due a1 18/12")
    (entry,) = at.room.record.agreed_actions
    assert (entry.owner, entry.due) == ("nurse", date(2026, 12, 18))
    assert "1. (agreed) Ask the school; owner: nurse; due: 18 December 2026; A-0001" in at.type(
        "/list"
    )
    assert "Write /owner A-0001 and the role." in at.type("/owner A-0001")
    assert "has passed" in at.type("/due 1 1/3/2026")
    assert "Due: Sunday 1 March 2026" in at.type("/due 1 1/3/2026")


def test_a_change_made_elsewhere_is_not_lost_when_the_words_change(
    at: AtTheDoor, clock: FakeClock
) -> None:
    at.type("/action Ask the school @nurse by 18/12")
    clock.advance(minutes=1)
    at.room.change(at.room.agreed[0], due=date(2027, 1, 18))
    clock.advance(minutes=1)
    at.type("/amend 1 Ask both schools")
    (action,) = at.room.agreed
    assert (action.action, action.due) == ("Ask both schools", date(2027, 1, 18))
    line = "1. (agreed) Ask both schools; owner: nurse; due: 18 January 2027; A-0001\n"
    assert at.type("/list") == line
    assert at.type("/history 1").startswith(line)


def test_before_closing_each_action_says_what_is_missing(at: AtTheDoor) -> None:
    at.type("/action be aware of fathers", "/action Ask the school @nurse by 18/12")
    at.type("/more 2 measure A reply is in the file")
    said = at.type("/close")
    assert "What could still be said of what was agreed:\nA-0001: After 'be aware'" in said
    assert "Who will take this on" in said
    assert "A-0002:" not in said

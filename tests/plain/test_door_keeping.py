"""What the linear door keeps, and on what."""

from __future__ import annotations

from at_the_door import AtTheDoor, go_to, texts


def test_any_other_line_is_kept_exactly_as_typed(at: AtTheDoor) -> None:
    assert at.type("  two words  ") == "Kept 1:   two words  \n"
    assert at.type("//x") == "Kept 2: /x\n"
    hint = "A command starts with / at the very beginning of the line."
    assert at.type(" /next") == f"Kept 3:  /next\n{hint}\n"
    at.type("café Łódź 👩‍👧 e\u0301")
    assert texts(at) == ["  two words  ", "/x", " /next", "café Łódź 👩‍👧 e\u0301"]


def test_what_cannot_be_kept_is_left_out_and_counted(at: AtTheDoor) -> None:
    said = at.type("a\x00b\udcffc\u202ed")
    assert said == "Kept 1: abcd\n3 unreadable characters left out.\n"
    assert "nothing to keep" in at.type("\x00\x01")
    assert texts(at) == ["abcd"]


def test_a_carriage_return_inside_a_line_is_kept_as_a_line_of_the_same_entry(
    at: AtTheDoor,
) -> None:
    assert at.type("one\rtwo") == "Kept 1: one\ntwo\n"


def test_an_action_keeps_its_text_after_one_space(at: AtTheDoor) -> None:
    assert at.type("/action  do it ").startswith("Kept 1:  do it \n")
    (entry,) = at.room.record.agreed_actions
    assert entry.text == " do it "
    assert "nothing to keep" in at.type("/action")
    assert len(at.room.record.entries) == 1


def test_owner_and_due_stay_when_an_action_is_amended(at: AtTheDoor) -> None:
    at.type("/action a chronology", "/owner 1 team manager", "/due 1 18/12/2026", "/amend 1 better")
    (entry,) = at.room.record.agreed_actions
    assert (entry.text, entry.owner, f"{entry.due}") == ("better", "team manager", "2026-12-18")
    assert [version.text for version in entry.history] == ["a chronology"] * 3
    said = at.type("/list")
    assert "1. (agreed) better; owner: team manager; due: 18 December 2026" in said
    assert "has passed" in at.type("/due 1 1/3/2026")


def test_owner_and_due_belong_to_actions(at: AtTheDoor) -> None:
    at.type("heard")
    assert "was heard, not agreed" in at.type("/owner 1 nurse")
    assert "was heard, not agreed" in at.type("/due 1 18/12")


def test_amend_and_withdraw_by_number(at: AtTheDoor) -> None:
    at.type("one", "two", "three")
    assert at.type("/amend 2  TWO ").startswith("Kept 2:  TWO \n")
    assert at.type("/withdraw 1") == "Taken back 1: one\n"
    assert at.type("/list") == "2. (heard)  TWO \n3. (heard) three\n"
    for bad in ("/withdraw 1", "/withdraw 9", "/withdraw", "/amend 3", "/amend x y", "/amend 0 y"):
        at.type(bad)
    assert texts(at) == [" TWO ", "three"]
    assert "Not kept: /amend 9 long words" in at.type("/amend 9 long words")


def test_a_line_is_kept_on_the_only_question_or_on_the_chosen_one(at: AtTheDoor) -> None:
    go_to(at, "talk.own_questions")
    at.type("of the only question")
    go_to(at, "talk.map")
    at.type("of none in particular")
    assert "Question 2 of map?" in at.type("/question 2")
    at.type("of the second", "/action agreed on it")
    at.type("/back", "/next", "still of the second", "/question none", "of none again")
    assert [entry.prompt for entry in at.room.record.entries] == [
        "this-child",
        None,
        "map-2",
        "map-2",
        "map-2",
        None,
    ]
    assert "There is no question 3" in at.type("/question 3")
    at.type("/first")
    assert "no question" in at.type("/question 1")


def test_nothing_said_in_a_talk_only_activity_is_kept(at: AtTheDoor) -> None:
    go_to(at, "talk.quiet")
    assert "For talking only" in at.out.getvalue()
    said = at.type("a feeling")
    assert "talking only" in said
    assert "Not kept: a feeling" in said
    assert at.room.record.entries == ()


def test_the_steps_that_read_back_show_what_the_room_wrote(at: AtTheDoor) -> None:
    at.type("/action one thing")
    at.type("/last")
    assert "1. (agreed) one thing" in at.type("/back", "/next")


def test_here(at: AtTheDoor) -> None:
    assert at.type("/here 9") == "Here: 9\n"
    assert at.type("/here 9 school, health visiting ,") == "Here: 9, school, health visiting\n"
    stays = "The head count stays as it was."
    assert at.type("/here social work") == f"Here: 9, social work\n{stays}\n"
    assert at.type("/here 8") == "Here: 8, social work\nThe roles stay as they were.\n"
    assert at.type("/here 7, school") == "Here: 7, school\n"
    before = at.room.record.attendance
    for bad in ("/here", "/here 5000", "/here ,", "/here -1", "/here +3 school", "/here 9.5",
                "/here 3rd sector", "/here ½", "/here 1234567890"):  # fmt: skip
        at.type(bad)
        assert at.room.record.attendance == before, bad
    assert "Write the number in figures." in at.type("/here Nine")
    assert at.room.record.attendance == before


def test_roles_without_a_head_count_say_so(at: AtTheDoor) -> None:
    assert at.type("/here school") == "Here: school\nHow many is not given: /here 9\n"


def test_a_number_with_nothing_after_it_says_what_is_lacking(at: AtTheDoor) -> None:
    at.type("/action One page")
    new = "There is no new wording. Write /amend 1 and the new text.\n"
    assert at.type("/amend 1").startswith(new)
    assert at.type("/owner 1").startswith("No owner was named. Write /owner 1 and the role.\n")
    assert at.type("/due 1 ").startswith("No date was given.")
    assert at.type("/review").startswith("No date was given.")


def test_advice_names_the_store(at: AtTheDoor) -> None:
    at.type("/close", "y")
    assert "learnsession --store 'the store' reopen S-0001" in at.type("too late")


def test_confidence_replaces_what_was_given(at: AtTheDoor) -> None:
    at.type("/confidence before 1 1", "/confidence before 2, 3 4", "/confidence AFTER 5")
    assert at.room.record.confidence_before == (2, 3, 4)
    assert at.room.record.confidence_after == (5,)
    for bad in ("/confidence", "/confidence before", "/confidence before 6", "/confidence now 3",
                "/confidence before 2 x", "/confidence after 0"):  # fmt: skip
        assert "1 to 5" in at.type(bad), bad
    assert at.room.record.confidence_before == (2, 3, 4)


def test_review_dates(at: AtTheDoor) -> None:
    assert at.type("/review 18/12") == "Review date: 18 December 2026\n"
    for bad in ("/review 12/18/2026", "/review", "/review 1/3/2026", "/review soon"):
        at.type(bad)
    assert f"{at.room.record.review_date}" == "2026-12-18"

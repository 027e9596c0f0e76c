"""What the team said it would do, at the linear door: how it stands, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from at_the_door import AtTheDoor, go_to

from learnsession.plain.conversation import Conversation
from learnsession.plain.output import Saying
from learnsession.plain.place import Place
from learnsession.room.desk import Desk, SetUp
from learnsession.room.registering import Registrar
from support import FakeClock


@pytest.fixture
def later(desk: Desk, setup: SetUp, clock: FakeClock) -> Iterator[AtTheDoor]:
    """A session weeks after one that agreed A-0001 (due 1 April), A-0002 and A-0003 (overdue)."""
    first = AtTheDoor(desk.start(setup), Place())
    first.type(
        "/action Ask the school @nurse by 1/4/2026",
        "/action Share the tool",
        "/action Ring the clinic @team manager by 3/3/2026",
        "/more 1 measure A reply",
        "/close",
        "y",
    )
    first.room.leave()
    clock.now += timedelta(days=14)
    at = AtTheDoor(desk.start(setup), Place("the store"))
    at.talk.register = desk.register
    yield at
    at.room.leave()


def test_owed_tells_what_is_open_the_overdue_first(later: AtTheDoor) -> None:
    assert later.type("/owed").splitlines() == [
        "A-0003. Ring the clinic; owner: team manager; overdue by 13 days, since 3 March 2026; "
        "not started; from S-0001",
        "A-0001. Ask the school; owner: nurse; due Wed 1 Apr 2026; not started; from S-0001",
        "A-0002. Share the tool; no owner yet; no date yet; not started; from S-0001",
    ]


def test_the_headline_stands_first_and_what_is_done_last(later: AtTheDoor) -> None:
    assert "is the headline improvement" in later.type("/pin a2")
    later.type("/done 3 The clinic answers now")
    lines = [line for line in later.type("/owed").splitlines() if not line.startswith(" ")]
    assert lines[0].startswith("Headline improvement: A-0002. Share the tool")
    assert lines[-1].startswith("A-0003. Ring the clinic")
    assert "is no longer" in later.type("/pin A-0002")
    assert "Nothing stands after the reference" in later.type("/pin A-0002 please")


def test_the_step_tells_it_as_it_stands_now_and_how_to_answer(later: AtTheDoor) -> None:
    later.type("/going 3 by 1 May The first call is made")
    go_to(later, "previous.main")
    said = later.type("/go 3")
    assert "due Fri 1 May 2026; in progress; from S-0001" in said
    assert "   Said in this session: Still going. The first call is made" in said
    assert said.count("Ring the clinic") == 1
    assert "/stuck A-0001 [by DATE] BARRIER [@ROLE]" in said
    later.type("/done 1 She is seen", "/drop 2 overtaken", "/done 3 It works")
    assert "/stuck" not in later.type("/go 3")


def test_a_team_that_owes_nothing_is_told_so_once(at: AtTheDoor) -> None:
    nothing = "Nothing is kept here from an earlier session of this team."
    assert at.type("/owed") == f"{nothing}\n"
    go_to(at, "previous.main")
    said = at.type("/go 3")
    assert said.count("earlier session") <= 1
    assert "/done" not in said


def test_done_keeps_the_difference(later: AtTheDoor) -> None:
    said = later.type("/done A-0001 The school rings us on the first day")
    assert said == "A-0001 is done. What difference it made: The school rings us on the first day\n"
    action = later.room.action("A-0001")
    assert (action.status, action.difference) == (
        "complete",
        "The school rings us on the first day",
    )
    assert "A-0001 is done already." in later.type("/done 1 again")


def test_going_keeps_note_and_new_date(later: AtTheDoor) -> None:
    said = later.type("/going 1 by Fri 29 May, half of it; they answer by Friday")
    assert (
        said == "A-0001 goes on: half of it; they answer by Friday\nNew date: Friday 29 May 2026.\n"
    )
    assert later.room.action("A-0001").due == date(2026, 5, 29)
    assert later.type("/going 1 the school answers by Friday").splitlines() == [
        "A-0001 goes on: the school answers by Friday"
    ]
    assert later.room.action("A-0001").due == date(2026, 5, 29)
    assert "has passed" in later.type("/going 1 by 1/3/2026 late")
    assert "New date: Sunday 1 March 2026" in later.type("/going 1 by 1/3/2026 late")
    assert "The new date cannot be taken." in later.type("/going 1 by 31/4/2026 late")


def test_stuck_keeps_the_barrier_and_who_is_asked(later: AtTheDoor) -> None:
    said = later.type("/stuck 1 no access to old files @head of service")
    assert said == (
        "A-0001 is stuck. What stands in the way: no access to old files\n"
        "Needs help from head of service.\n"
    )
    action = later.room.action("A-0001")
    assert (action.status, action.barrier) == ("cannot-proceed", "no access to old files")
    assert action.history[-1].to == "head of service"
    assert "Who is asked for help?" in later.type("/stuck 2 no time")


@pytest.mark.parametrize(
    "line",
    [
        "/stuck 1 by Fri 29 May no access @head of service",
        "/stuck a 1 by Fri 29 May: no access @head of service",
        "/stuck 1 no access @head of service by Fri 29 May",
        "/stuck 1 @head of service by Fri 29 May no access",
        "/stuck 1 no access, @head of service, by Fri 29 May.",
    ],
)
def test_stuck_takes_a_new_date_which_is_no_part_of_the_role(later: AtTheDoor, line: str) -> None:
    said = later.type(line)
    assert "is stuck. What stands in the way: no access" in said
    assert "New date: Friday 29 May 2026.\nNeeds help from head of service." in said
    action = later.room.action("A-0001")
    assert (action.due, action.barrier.rstrip(".")) == (date(2026, 5, 29), "no access")
    assert action.history[-1].to == "head of service"


def test_a_date_among_the_words_of_an_answer_is_no_new_date(later: AtTheDoor) -> None:
    later.type("/stuck 1 they answer by Friday, waiting for @head of service")
    action = later.room.action("A-0001")
    assert (action.due, action.history[-1].to) == (date(2026, 4, 1), "head of service")
    assert action.barrier == "they answer by Friday, waiting for @head of service"
    later.type("/going 1 by 12/18 files, more to come")
    assert [said.due for said in later.room.record.said] == [None, None]


def test_what_may_be_a_new_date_is_asked_about_and_stays(later: AtTheDoor) -> None:
    said = later.type("/going 1 by the 3rd visit we know more")
    assert said.splitlines() == [
        "A-0001 goes on: by the 3rd visit we know more",
        "Is 'the 3rd' a new date? Then: /due A-0001 3 April 2026",
    ]
    assert later.room.action("A-0001").due == date(2026, 4, 1)
    later.type("/due A-0001 3 April 2026")
    assert later.room.action("A-0001").due == date(2026, 4, 3)


def test_a_new_date_with_a_time_of_day_loses_nothing(later: AtTheDoor) -> None:
    later.type("/going 1 by Fri 29 May 5pm they ring")
    action = later.room.action("A-0001")
    assert action.due == date(2026, 5, 29)
    assert action.history[-1].words == "by Fri 29 May 5pm they ring"


def test_a_new_date_of_stuck_that_cannot_be_or_has_passed_is_not_kept_unasked(
    later: AtTheDoor,
) -> None:
    assert "The new date cannot be taken." in later.type("/stuck 1 no access @head by 31/4/2026")
    assert "has passed" in later.type("/stuck 1 by 1/3/2026 no access")
    assert later.room.record.said == ()
    assert "New date: Sunday 1 March 2026" in later.type("/stuck 1 by 1/3/2026 no access")


def test_dropped_keeps_why(later: AtTheDoor) -> None:
    assert later.type("/drop 2 overtaken") == "A-0002 is dropped, because: overtaken\n"
    assert later.room.action("A-0002").history[-1].words == "overtaken"


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ("/done 1", "Write /done A-0001 and what difference"),
        ("/going A-0001 by 1 May", "Write /going A-0001 and how far"),
        ("/stuck a1 @nurse", "Write /stuck A-0001 and what stands in the way"),
        ("/drop 1 ", "Write /drop A-0001 and why."),
        ("/outcome 1", "Write /outcome A-0001 and what came of it."),
        ("/escalate 1 @nurse: late", "Say one of: practitioner, line-manager"),
        ("/escalate 1 partnership no reply", "not said to whom"),
        ("/escalate 1 partnership @head of service by Friday", "there is only a date"),
        ("/escalate 1 partnership @head of service no reply", "Put a colon after the role."),
        ("/done", "No action was named."),
        ("/done 9 words", "There is no agreed action '9' here."),
        ("/outcome 1 fine", "Nothing about A-0001 waits for an answer."),
    ],
)
def test_what_is_missing_is_refused_with_how_to_write_it(
    later: AtTheDoor, line: str, how: str
) -> None:
    assert how in later.type(line)
    assert later.room.record.said == ()


def test_words_of_a_refused_answer_are_said_again(later: AtTheDoor) -> None:
    for line in ("/done 9 a long story", "/going 9 x", "/stuck 9 x", "/drop 9 x", "/outcome 9 x",
                 "/escalate 9 partnership @x: y", "/more 9 measure x"):  # fmt: skip
        assert f"Not kept: {line}" in later.type(line)


def test_a_concern_is_taken_further_and_answered(later: AtTheDoor) -> None:
    said = later.type("/escalate 1 Line managers @service manager: nobody answers")
    assert said.startswith(
        "A-0001 is taken further. Line managers, to service manager: nobody answers\n"
    )
    assert "Taken further: 16/03/2026, Line managers, to service manager" in later.type("/owed")
    assert "They will" in later.type("/outcome 1 They will")
    (escalation,) = later.room.action("A-0001").escalations
    assert (escalation.stage, escalation.outcome) == ("line-manager", "They will")
    assert "Taken further" not in later.type("/owed")


@pytest.mark.parametrize(
    ("line", "concern"),
    [
        ("/escalate 1 partnership @head of service by Friday: no reply", "by Friday: no reply"),
        ("/escalate 1 partnership no reply by Friday @head of service", "no reply by Friday"),
        ("/escalate 1 partnership to @head of service: no reply", "no reply"),
    ],
)
def test_a_date_in_a_concern_is_no_part_of_the_role(
    later: AtTheDoor, line: str, concern: str
) -> None:
    later.type(line)
    (escalation,) = later.room.action("A-0001").escalations
    assert (escalation.to, escalation.concern) == ("head of service", concern)


def test_undo_takes_the_last_thing_back_and_tells_how_it_stands(later: AtTheDoor) -> None:
    later.type("heard", "/done 1 All seen")
    said = later.type("/undo")
    assert said.startswith("What was said last of A-0001 is undone.\nA-0001. Ask the school;")
    assert later.room.action("A-0001").open
    assert later.type("/undo") == "Number 1 is taken back.\n"
    assert "There is nothing to undo." in later.type("/undo")


def test_personal_details_in_an_answer_are_masked_and_said(later: AtTheDoor) -> None:
    said = later.type("/done 1 Mrs Jones is seen", "/stuck 2 no time @Mr Smith")
    assert "Jones" not in said
    assert "Smith" not in said
    assert said.count("/undo takes it back") == 2


def test_an_answer_is_refused_while_the_room_takes_a_moment(later: AtTheDoor) -> None:
    said = later.type("/pause", "/done 1 All seen")
    assert "/continue" in said
    assert "Not kept: /done 1 All seen" in said
    assert later.room.record.said == ()


def test_the_story_tells_what_only_the_register_knows(
    later: AtTheDoor, desk: Desk, clock: FakeClock
) -> None:
    Registrar(desk, by="Clerk").answer(desk.register().find("1"), "going", "One call made")
    clock.advance(minutes=5)
    later.type("/done 1 She is seen")
    said = later.type("/story a1")
    assert "How success will be seen: A reply" in said
    assert "What difference it made: She is seen" in said
    story = said[said.index("What became of it:") :]
    assert story.index("Agreed.") < story.index("One call made") < story.index("She is seen")
    assert story.count("She is seen") == 1
    later.talk.register = None
    assert "She is seen" in later.type("/story a1")


def test_owner_and_date_of_what_is_owed_can_change(later: AtTheDoor) -> None:
    said = later.type("/owner A-0002 social worker", "/due a-2 18/12/2026")
    assert "A-0002. Owner: social worker. Due: Friday 18 December 2026." in said
    assert later.room.action("2").due == date(2026, 12, 18)


def test_a_theme_is_added_to_those_that_only_the_register_knows(
    desk: Desk, setup: SetUp, clock: FakeClock
) -> None:
    first = AtTheDoor(desk.start(setup), Place())
    first.type("/action Ask the school #fathers")
    first.room.leave()
    clock.now += timedelta(days=7)
    at = AtTheDoor(desk.start(setup), Place())
    at.talk = Conversation(at.room, Saying(at.out, at.err), Place(), desk.register)
    at.door._talk = at.talk
    at.type("/more 1 theme neglect")
    assert at.room.action("1").themes == ("fathers", "neglect")
    at.room.leave()


def test_before_closing_it_says_of_what_nothing_was_said(later: AtTheDoor) -> None:
    later.type("/done 1 She is seen", "/pin 2")
    assert "nothing said of A-0003, A-0002" in later.type("/close")


def test_a_rehearsal_answers_too_and_keeps_nothing(
    later: AtTheDoor, desk: Desk, setup: SetUp
) -> None:
    at = AtTheDoor(desk.rehearse(setup), Place())
    assert at.type("/done 1 She is seen").startswith("Rehearsal, not kept: A-0001 is done.")
    assert not at.room.action("1").open
    assert desk.register().find("1").open


def test_a_number_alone_that_could_mean_two_actions_is_asked_about(later: AtTheDoor) -> None:
    later.type("/action Four", "Something that was heard", "/action Five")
    said = later.type("/going 1 halfway")
    assert "1 could be A-0001, or number 1 of /list, which is A-0004." in said
    assert "Write A-0001 or A-0004." in said
    assert later.type("/going A-0001 halfway").startswith("A-0001")
    assert later.type("/going a4 halfway").startswith("A-0004")
    assert later.type("/going 2 halfway").startswith("A-0002")  # number 2 was heard
    assert later.type("/going 5 halfway").startswith("A-0005")


def test_a_number_of_the_list_means_its_action_where_no_reference_has_it(
    later: AtTheDoor,
) -> None:
    later.type("One", "Two", "Three", "Four", "Five", "Six", "/action Seven")
    assert later.type("/going 7 halfway").startswith("A-0004")

"""What the team said it would do comes back: on its step, and answered one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import LARGE, SIZES, Hand, Table, at_keyboard, in_session, laid, let_go, taken_up
from journeys.owing import (
    CHRONOLOGY,
    DIFFERENCE,
    LONG,
    NURSERY,
    WEEK,
    agreed_weeks_ago,
    owing,
)
from learnsession.session.agreed import AgreedAction
from learnsession.store.drafts import read_draft
from learnsession.store.sealing import CLEAR

BOTH = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
PREVIOUS = 3
"""The number of the step, in team-30."""


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def states(table: Table) -> dict[str, AgreedAction]:
    """Every action as the register on disk tells it."""
    register = table.another_desk().register()
    return {ref: register.find(ref) for ref in (state["ref"] for state in register.states)}


def rows(hand: Hand) -> list[str]:
    """The list as it stands, one text an action."""
    shown = hand.app.screen.query_one("#owed-list")
    return [str(shown.get_option_at_index(n).prompt) for n in range(shown.option_count)]


@BOTH
async def test_s_lists_what_is_owed_the_headline_first_with_the_story_of_the_marked_one(
    table: Table, size
):
    owing(table)
    async with in_session(table, size) as hand:
        await hand.press("s")
        await hand.settle()
        assert hand.on == "OwedScreen"
        assert [row[:6] for row in rows(hand)] == ["A-0003", "A-0001", "A-0002"]
        assert "Headline improvement" in rows(hand)[0]
        assert "overdue by 2 weeks" in rows(hand)[1]
        assert "Stuck: needs help" in rows(hand)[1]
        assert "waits for service manager" in rows(hand)[2]
        assert LONG in hand.words("#owed-story")
        await hand.press("n")
        assert CHRONOLOGY in hand.words("#owed-story")
        assert "needs help from head of service" in " ".join(hand.words("#owed-story").split())
        assert "How success will be seen:  Read in each supervision" in hand.words("#owed-story")
        for hint in ("d Done", "g Still going", "k Stuck", "x Drop", "! Live concern"):
            assert hint in hand.seen()
        await hand.press("escape")
        assert hand.on == "SessionScreen"


@BOTH
async def test_every_answer_is_kept_shown_at_once_and_told_in_the_register(table: Table, size):
    agreed_weeks_ago(table, 8, CHRONOLOGY, NURSERY, "Ask why", "Stop the form")
    async with in_session(table, size) as hand:
        await hand.press("s")
        await hand.give("d", DIFFERENCE)
        assert f"This session:  Done. {DIFFERENCE[:20]}" in rows(hand)[0]
        assert "1 of 4 actions answered in this session" in hand.words("#owed-title")
        await hand.press("n")
        await hand.give("g", "Half of the teams", "5 Feb")
        await hand.press("down")
        await hand.give("k", "Nobody may ask", "head of service")
        await hand.press("n")
        await hand.give("x", "The form is gone")
        assert [row.rpartition("This session:  ")[2][:12] for row in rows(hand)] == [
            "Done. Two ch",
            "Still going.",
            "Stuck: needs",
            "Dropped. The",
        ]
        assert "from head of service" in rows(hand)[2]
        await hand.press("escape")
        await hand.settle()
    kept = states(table)
    assert (kept["A-0001"].status, kept["A-0001"].difference) == ("complete", DIFFERENCE)
    assert (kept["A-0002"].status, str(kept["A-0002"].due)) == ("in-progress", "2027-02-05")
    assert (kept["A-0003"].status, kept["A-0003"].barrier) == ("cannot-proceed", "Nobody may ask")
    assert kept["A-0003"].history[-1].to == "head of service"
    assert (kept["A-0004"].status, kept["A-0004"].history[-1].words) == (
        "dropped",
        "The form is gone",
    )


async def test_three_sessions_weeks_apart_show_the_headline_until_it_is_done(table: Table):
    agreed_weeks_ago(table, 4, CHRONOLOGY, NURSERY)
    async with in_session(table) as hand:
        await hand.press("s", "n", "p")
        assert "Headline improvement" in rows(hand)[0]
        assert rows(hand)[0].startswith("A-0002")
        await hand.press("escape")
        assert "Headline improvement:  A-0002" in hand.app.screen.query_one("#step").text
    table.advance(minutes=3 * WEEK)
    async with in_session(table) as hand:
        assert "Headline improvement:  A-0002" in hand.app.screen.query_one("#step").text
        await hand.press(str(PREVIOUS), "enter")
        assert hand.app.screen.query_one("#step").text.index("A-0002") < (
            hand.app.screen.query_one("#step").text.index("A-0001")
        )
        await hand.press("c")
        assert "Headline improvement:  A-0002" in hand.words("#closing-summary")
        await hand.press("escape", "s")
        await hand.give("d", DIFFERENCE)
        await hand.press("escape")
    table.advance(minutes=3 * WEEK)
    async with in_session(table) as hand:
        assert "Headline" not in hand.app.screen.query_one("#step").text
        await hand.press("s")
        assert [row[:6] for row in rows(hand)] == ["A-0001"]


async def test_a_session_that_goes_on_another_day_does_not_call_it_today(table: Table):
    agreed_weeks_ago(table, 4, CHRONOLOGY)
    room = table.session(leave=False)
    room.answer(room.owed[0], "going", "Half of the teams")
    room.settle()
    room.leave()
    table.advance(minutes=2 * 24 * 60)
    async with at_keyboard(table, app=table.app(resume=room.record.started.session)) as hand:
        await hand.settle()
        await hand.press("enter")
        await hand.settle()
        await hand.press("s")
        assert rows(hand)[0].endswith("This session:  Still going. Half of the teams")
        assert "1 of 1 action answered in this session" in hand.words("#owed-title")
        assert "today" not in hand.seen()


@BOTH
async def test_what_was_said_takes_one_line_of_the_list(table: Table, size):
    agreed_weeks_ago(table, 4, LONG)
    async with in_session(table, size) as hand:
        await hand.press("s")
        await hand.give("k", LONG, "head of service")
        shown = hand.app.screen.query_one("#owed-list")
        assert "Stuck: needs help" in rows(hand)[0]
        assert shown.virtual_size.height == 2
        assert shown.size.width - 12 < max(map(len, rows(hand)[0].splitlines())) <= shown.size.width


@BOTH
async def test_the_step_shows_how_things_stand_now_and_names_the_key(table: Table, size):
    owing(table)
    async with in_session(table, size, step=PREVIOUS) as hand:
        text = hand.app.screen.query_one("#step").text
        assert text.index("A-0003") < text.index("A-0001") < text.index("A-0002")
        assert "overdue by 2 weeks" in text
        assert "Press s to say what became of each." in hand.seen()
        assert "s Answer" in hand.seen()
        assert "due 12/12/2026" not in text  # the line of set-up is not shown beside it
        await hand.press("s")
        await hand.give("d", DIFFERENCE)
        await hand.press("escape")
        assert f"This session:  Done. {DIFFERENCE[:30]}" in hand.app.screen.query_one("#step").text


@BOTH
async def test_each_of_forty_actions_can_be_answered(table: Table, size):
    agreed_weeks_ago(table, 60, *(f"{n} {LONG}" for n in range(40)))
    async with in_session(table, size, step=PREVIOUS) as hand:
        await hand.press("s", "end")
        await hand.settle()
        assert len(rows(hand)) == 40
        assert f"39 {LONG[:30]}" in hand.words("#owed-story")
        await hand.give("d", DIFFERENCE)
        assert "This session:  Done" in rows(hand)[39]
        assert "This session:  Done" in hand.seen()


@BOTH
async def test_nothing_owed_is_said_and_no_key_fails(table: Table, size):
    async with in_session(table, size) as hand:
        await hand.press("s")
        assert "Nothing is owed" in hand.seen()
        for key in "dgkxptofun":
            await hand.press(key)
            assert hand.on == "OwedScreen", key
        await hand.press("enter", "escape")
        assert hand.on == "SessionScreen"


async def test_what_was_agreed_today_can_be_made_the_headline(table: Table):
    async with in_session(table) as hand:
        hand.room.agree_action(CHRONOLOGY, "team manager")
        await hand.press("s", "p")
        assert "Headline improvement" in rows(hand)[0]
        assert hand.room.agreed[0].pinned


async def test_words_that_were_typed_come_back_with_the_question(table: Table):
    owing(table)
    async with in_session(table) as hand:
        await hand.press("s", "g")
        await hand.paste("Half of them")
        await hand.press("escape")
        assert hand.on == "OwedScreen"
        await hand.press("n", "g")
        assert hand.app.screen.query_one("#answer-1-input").value == ""
        await hand.press("escape", "home", "g")
        assert hand.app.screen.query_one("#answer-1-input").value == "Half of them"
        await hand.press("enter", "enter")
        await hand.press("g")
        assert hand.app.screen.query_one("#answer-1-input").value == ""


async def test_letters_struck_right_after_the_key_are_words_of_the_answer(table: Table):
    owing(table)
    async with in_session(table) as hand:
        await hand.press("s")
        await hand.strike("d", *"godown next")
        assert hand.app.screen.query_one("#answer-1-input").value == "godown next"


async def test_a_date_is_read_as_people_write_it_and_asked_about_once_when_it_has_passed(
    table: Table,
):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with in_session(table) as hand:
        await hand.press("s")
        await hand.give("g", "Half of them", "the 45th")
        complaint = hand.app.screen.query_one("#answer-2")
        assert complaint.wrong
        assert hand.app.screen.query_one("#answer-1-input").value == "Half of them"
        complaint.input.value = "2/11/2026"
        await hand.press("enter")
        assert complaint.wrong == "Monday 2 November 2026 has passed. Enter again keeps it."
        await hand.press("enter")
        assert str(hand.room.owed[0].due) == "2026-11-02"
        await hand.give("g", "More of them", "1/11/2026")
        assert "has passed" in complaint.wrong
        complaint.input.value = "31/10/2026"
        await hand.press("enter")
        assert "Saturday 31 October 2026 has passed" in complaint.wrong
        complaint.input.value = ""
        await hand.press("enter")
        assert str(hand.room.owed[0].due) == "2026-11-02"
        assert hand.room.owed[0].history[-1].words == "More of them"


@BOTH
async def test_a_concern_is_taken_further_and_answered(table: Table, size):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with in_session(table, size) as hand:
        await hand.press("s", "o")
        assert "Nothing about A-0001 waits for an answer." in hand.said()
        await hand.press("t")
        await hand.paste("There is no time for it")
        await hand.press("enter")
        stage = hand.app.screen.query_one("#answer-2-input")
        assert stage.value == "1"
        stage.value = "nine"
        await hand.press("enter", "enter")
        assert "Name a role" in hand.app.screen.query_one("#answer-3").wrong
        await hand.paste("head of service")
        await hand.press("enter")
        assert "'nine' is none of them" in hand.app.screen.query_one("#answer-2").wrong
        stage.value = "senior"
        await hand.press("enter", "enter")
        (taken,) = hand.room.owed[0].escalations
        assert (taken.concern, taken.stage, taken.to) == (
            "There is no time for it",
            "senior-manager",
            "head of service",
        )
        assert "waits for head of service" in rows(hand)[0]
        await hand.give("o", "Two hours a week from May")
        assert not hand.room.owed[0].escalations[0].open
        assert "waits for" not in rows(hand)[0]
        assert "Two hours a week from May" in hand.words("#owed-story")


async def test_undo_takes_back_what_was_said_last_of_the_marked_one(table: Table):
    owing(table)
    async with in_session(table) as hand:
        await hand.press("s", "n")
        await hand.press("u")
        assert "Nothing was said of A-0001 in this session." in hand.said()
        await hand.give("d", DIFFERENCE)
        await hand.press("n")
        await hand.give("g", "Half of them", "")
        await hand.press("up", "u")
        assert "This session:" not in rows(hand)[1]
        assert "This session:  Still going" in rows(hand)[2]
        assert hand.room.action("A-0001").status == "cannot-proceed"
        await hand.settle()
        assert "undone later" in hand.words("#owed-story")
        await hand.press("escape")
    assert states(table)["A-0001"].status == "cannot-proceed"


async def test_what_is_finished_says_so_and_can_be_undone(table: Table):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with in_session(table) as hand:
        await hand.press("s")
        await hand.give("x", "No longer wanted")
        for key in "dgkxt":
            hand.app.clear_notifications()
            await hand.press(key)
            said = "A-0001 was dropped in this session. Press u to undo that."
            assert said in hand.said(), key
        assert "u Undo" in hand.seen()
        await hand.press("u")
        assert hand.room.owed[0].open


async def test_a_refusal_is_said_below_the_answer_and_the_words_stay(table: Table):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with in_session(table) as hand:
        await hand.press("s", "d", "enter")
        assert "Say what difference it made" in hand.app.screen.query_one("#answer-1").wrong
        hand.room.take_moment()
        await hand.paste(DIFFERENCE)
        await hand.press("enter")
        assert hand.app.screen.query_one("#answer-1").wrong
        assert hand.app.screen.query_one("#answer-1-input").value == DIFFERENCE
        hand.room.end_moment()
        await hand.press("enter")
        assert hand.room.owed[0].status == "complete"


async def test_an_answer_may_be_long_and_brackets_are_words(table: Table):
    agreed_weeks_ago(table, 8, "[b]Ask[/b] why", team="[North]")
    async with in_session(table, team="[North]") as hand:
        await hand.press("s")
        await hand.give("d", f"[/] {LONG}")
        await hand.press("enter")
        assert hand.on == "ActionScreen"
        await hand.settle()
        assert f"[/] {LONG}" in hand.words("#action-story")
        assert "[b]Ask[/b] why" in hand.words("#action-story")


async def test_live_concern_is_one_key_away_also_while_typing(table: Table):
    owing(table)
    async with in_session(table) as hand:
        await hand.press("s", "exclamation_mark")
        assert hand.on == "ConcernScreen"
        await hand.press("escape", "d")
        assert "F9 Live concern" in hand.seen()
        await hand.press("f9")
        assert hand.on == "ConcernScreen"
        await hand.press("escape", "escape", "f1")
        assert hand.on == "HelpScreen"
        assert "Enter" in hand.seen()


async def test_set_up_says_how_many_come_back(table: Table):
    owing(table)
    async with at_keyboard(table, LARGE) as hand:
        await hand.press("enter")
        await hand.press(*"North team", "enter")
        await hand.settle()
        assert "3 actions" in hand.seen()


async def half_answered(table: Table, *, answer_it: bool = False) -> str:
    """A session whose process ends with half an answer on two actions; gives its id."""
    async with in_session(table) as hand:
        await hand.press("s", "g")
        await hand.paste("Two of the three families, and the")
        await hand.press("enter", *"29 J")
        await hand.pilot.pause(0.4)
        if answer_it:
            await hand.press(*"an", "enter")
        else:
            await hand.press("escape")
        await hand.press("n", "k")
        await hand.paste("Nobody has the time")
        return await hand.is_killed()


async def test_half_an_answer_comes_back_after_a_kill(table: Table):
    owing(table)
    session = await half_answered(table)
    async with taken_up(table, session) as hand:
        said = "Your half-written words are here: s, then g for A-0003; s, then k for A-0001."
        assert said in hand.said()
        await hand.press("s", "g")
        assert hand.app.screen.form.values == ("Two of the three families, and the", "29 J")
        await hand.press("down", *"an", "enter", "n", "k")
        assert hand.app.screen.form.values[0] == "Nobody has the time"
        await hand.press("escape", "escape")
        await hand.settle()
        (found,) = (table.root / "sessions").rglob("*.draft.json")
        draft = read_draft(found.with_name(found.name.replace(".draft", "")), CLEAR)
        assert draft is not None
        assert [each.text.split("\n")[0] for each in draft.every] == ["Nobody has the time"]
        await let_go(hand)


async def test_an_answer_that_was_given_does_not_come_back_half_written(table: Table):
    owing(table)
    session = await half_answered(table, answer_it=True)
    async with taken_up(table, session) as hand:
        assert "s, then g" not in hand.said()
        assert "s, then k" in hand.said()
        await let_go(hand)

"""An agreed action in one line: what is understood is shown, kept, corrected and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import SIZES, SMALL, Hand, Table, in_session, laid, texts
from learnsession.settings.writing import change_setting
from learnsession.tui.session.agreeing import MOST_SHOWN

LINE = "Put a one-page chronology in each file @team manager by Fri 18 Dec #professional-curiosity"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def understood(hand: Hand) -> str:
    return hand.words("#entry-understood")


async def write(hand: Hand, text: str) -> None:
    """In the open box, letter by letter, until what is understood is on the screen."""
    await hand.type(text)
    await hand.settle()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_what_is_understood_of_a_line_is_shown_before_it_is_kept(table: Table, size):
    async with in_session(table, size, step=9) as hand:
        await hand.press("a")
        await write(hand, LINE)
        due = "Due: Friday 18 December 2026"
        said = f"Owner: team manager · {due} · Theme: Professional curiosity"
        assert said in understood(hand)
        assert all(part in hand.seen() for part in ("Owner: team manager", due, "curiosity", "F4"))
        assert not hand.room.agreed
        await hand.press("enter")
        (action,) = hand.room.agreed
        assert action.action == "Put a one-page chronology in each file"
        assert (action.owner, str(action.due)) == ("team manager", "2026-12-18")
        assert action.themes == ("professional-curiosity",)
        assert hand.half_written == ""


async def test_the_receipt_says_the_reference_until_the_next_is_typed(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, "Ask the nursery")
        await hand.press("enter")
        await hand.settle()
        (action,) = hand.room.agreed
        assert action.ref == "A-0001"
        assert "Kept as A-0001." in understood(hand)
        await write(hand, "And")
        assert "Kept" not in understood(hand)
        await hand.press(*["backspace"] * 3, "escape", "a")
        await hand.settle()
        assert "Kept" not in understood(hand)


async def test_what_is_typed_into_a_field_counts_before_the_line(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, "Ask the nursery @lead by 1/12")
        await hand.press("tab")
        await write(hand, "health visitor")
        await hand.press("tab")
        await write(hand, "2/12")
        assert "Owner: health visitor · Due: Wednesday 2 December 2026" in understood(hand)
        await hand.press("enter")
        (action,) = hand.room.agreed
        assert (action.action, action.owner) == ("Ask the nursery", "health visitor")
        assert str(action.due) == "2026-12-02"


async def test_a_due_date_that_has_passed_is_asked_about_once(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, "Ask the nursery by 1/11/2026")
        assert "which has passed" in understood(hand)
        await hand.press("enter")
        assert "Sunday 1 November 2026 has passed. Enter again keeps it." in hand.said()
        assert not hand.room.agreed
        assert hand.half_written == "Ask the nursery by 1/11/2026"
        await hand.press("!", "enter")
        assert not hand.room.agreed, "it is asked anew once something is changed"
        await hand.press("enter")
        assert str(hand.room.agreed[0].due) == "2026-11-01"


async def test_what_is_not_understood_is_said_and_kept_as_it_was_typed(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, "Ask the nursery by end of term")
        assert "'end of term' is not the same day everywhere" in understood(hand)
        assert "18 Dec 2026 or" not in understood(hand), "the field has an example"
        await hand.press("enter")
        await write(hand, "Ask the school #neglekt")
        assert "Did you mean #neglect?" in understood(hand)
        await hand.press("enter")
        first, second = hand.room.agreed
        assert first.action == "Ask the nursery by end of term"
        assert (second.action, second.themes) == ("Ask the school", ("neglekt",))


async def test_one_kind_word_is_given_after_a_few_words(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, "Discuss the")
        assert understood(hand).strip() == ""
        await write(hand, " tool")
        assert "After 'discuss', what will somebody do" in understood(hand)
        await hand.press(*["backspace"] * 16)
        await write(hand, "Ask the nursery")
        assert "Who will take this on" in understood(hand)
        await write(hand, " @lead by 1/12")
        assert "How will you know" in understood(hand)
        assert "(F4)" in understood(hand)


async def test_a_line_without_any_action_is_not_kept_and_stays(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, "@lead by 1/12")
        await hand.press("enter")
        assert "Write what somebody will do." in hand.said()
        assert hand.half_written == "@lead by 1/12"
        assert not hand.room.agreed


async def test_what_is_struck_before_anything_was_read_is_understood_too(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await hand.strike(*"Ask @lead by 1/12", "enter", *"Visit #neglect", "enter", *"Ri")
        first, second = hand.room.agreed
        assert (first.action, first.owner, str(first.due)) == ("Ask", "lead", "2026-12-01")
        assert (second.action, second.themes) == ("Visit", ("neglect",))
        assert hand.half_written == "Ri"


async def test_of_an_endless_text_nothing_is_said_before_enter(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await hand.settle()
        await hand.paste("word " * (MOST_SHOWN // 5) + "@lead")
        await hand.settle()
        assert "lead" not in understood(hand)
        await hand.press("enter")
        assert hand.room.agreed[0].owner == "lead"


async def test_rewording_keeps_what_stands_and_takes_what_is_typed_anew(table: Table):
    async with in_session(table, step=9) as hand:
        hand.app.screen.do(lambda: hand.room.agree_action("Ask @ the door", "lead", None))
        await hand.press("e", "enter")
        await hand.settle()
        assert (hand.half_written, hand.box.writing.owner) == ("Ask @ the door", "lead")
        await write(hand, " @health visitor by 1/12 #neglect")
        assert "Owner: health visitor" in understood(hand)
        await hand.press("enter")
        (action,) = hand.room.agreed
        assert (action.action, action.owner) == ("Ask @ the door", "health visitor")
        assert (str(action.due), action.themes) == ("2026-12-01", ("neglect",))


async def test_rewording_without_new_marks_changes_no_letter_of_the_rest(table: Table):
    async with in_session(table, step=9) as hand:
        text = "Ask by 3/12 @lead #neglect"
        hand.app.screen.do(lambda: hand.room.agree_action(text, "head of service", None))
        await hand.press("e", "enter", "home", *"Do: ", "enter")
        (action,) = hand.room.agreed
        assert (action.action, action.owner) == (f"Do: {text}", "head of service")
        assert action.due is None
        assert action.themes == ()


async def test_an_old_due_date_is_not_asked_about_again(table: Table):
    async with in_session(table, step=9) as hand:
        from datetime import date

        hand.app.screen.do(lambda: hand.room.agree_action("Ask", "", date(2026, 11, 1)))
        await hand.press("e", "enter", *"!", "enter")
        (action,) = hand.room.agreed
        assert (action.action, str(action.due)) == ("Ask!", "2026-11-01")


async def test_half_a_line_is_kept_as_it_was_typed(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, LINE)
        await hand.press("escape")
        hand.app.desk.writer.drain(10)
        assert any(LINE in path.read_text("utf-8") for path in table.root.rglob("*.draft.json"))
        await hand.press("a")
        assert hand.half_written == LINE


async def test_owners_are_roles_until_the_team_chooses_otherwise(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await hand.press("a")
        await hand.settle()
        assert "Owners are roles." in hand.seen()
        assert "Who (a role)" in hand.seen()
        await write(hand, "Ask the nursery")
        await hand.press("enter", "escape", "a")
        await hand.settle()
        assert "Owners are roles." not in hand.seen(), "said in the first box of a team alone"


async def test_where_owners_may_be_names_the_field_says_so(table: Table):
    change_setting(table.root, "owners", "names")
    async with in_session(table, (120, 36), step=9) as hand:
        await hand.press("a")
        await hand.settle()
        assert "Who (a role, or a colleague as Name (role))" in hand.seen()
        assert "Owners are roles." not in hand.seen()


async def test_u_undoes_what_was_added_reworded_and_taken_back(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.add("One")
        await hand.press("a", *"Ask", "enter", "escape")
        await hand.press("e", "enter", *" them", "enter")
        assert texts(hand.room.record.agreed_actions) == ["Ask them"]
        await hand.press("e", "t", "escape")
        assert texts(hand.room.record.agreed_actions) == []
        await hand.press("u")
        assert "A-0001 stands again." in hand.said()
        assert texts(hand.room.record.agreed_actions) == ["Ask them"]
        await hand.press("u")
        assert "A-0001 has its earlier words again." in hand.said()
        assert texts(hand.room.record.agreed_actions) == ["Ask"]
        await hand.press("u", "u", "u", "u")
        assert texts(hand.room.record.standing) == []
        assert "Number 1 is taken back." in hand.said()
        await hand.press("u")
        assert "nothing to undo" in hand.said()


async def test_the_question_stays_in_sight_while_the_box_grows(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        while hand.room.points < 2:
            await hand.press("space")
        await hand.press("a")
        await hand.settle()
        assert "Where is the pattern written down" in hand.seen()
        await write(hand, LINE)
        assert "Where is the pattern written down" in hand.seen()


async def test_a_reference_is_asked_for_at_the_first_letter_of_an_action(table: Table, monkeypatch):
    async with in_session(table, step=9) as hand:
        asked: list[str] = []
        monkeypatch.setattr(hand.room, "expect_action", lambda: asked.append("now"))
        await hand.press("r", *"One", "enter", "escape")
        await hand.press("a")
        assert asked == []
        await hand.press("A")
        assert asked == ["now"]


# What was said as a date and is none


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
@pytest.mark.parametrize(
    ("date_said", "why"),
    [
        ("31 February", "There is no such day as 31 February: the day comes first."),
        ("end of term", "'end of term' is not the same day everywhere."),
    ],
)
async def test_what_is_kept_without_its_date_is_said_and_f4_gives_it_one(
    table: Table, size, date_said: str, why: str
):
    async with in_session(table, size, step=9) as hand:
        await hand.press("a")
        await write(hand, f"Ask the school by {date_said}")
        await hand.press("enter")
        await hand.settle()
        said = " ".join(hand.words("#entry-understood").split())
        assert said.startswith(f"✓ Kept as A-0001, without a date. {why}")
        assert "F4 gives it one." in said
        await hand.press("f4")
        assert "Every field of A-0001" in hand.seen()
        for _ in range(6):
            if hand.app.focused.id == "due-input":
                break
            await hand.press("down")
        await hand.press(*"18/12/2026", "escape")
        await hand.settle()
        (action,) = hand.room.agreed
        assert str(action.due) == "2026-12-18"
        assert "without a date" not in hand.words("#entry-understood")
        await hand.press("f4")
        assert "Every field of this action" in hand.seen(), "the next one"


async def test_f4_belongs_to_the_next_action_once_it_is_begun(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, "Ask by soon")
        await hand.press("enter")
        await write(hand, "Ring")
        assert "without a date" not in hand.words("#entry-understood")
        await hand.press("f4")
        assert "Every field of this action" in hand.seen()


async def test_another_trouble_is_said_again_after_it_is_kept(table: Table):
    async with in_session(table, SMALL, step=9) as hand:
        await hand.press("a")
        await write(hand, "Ask @lead, @nurse by 18 Dec")
        await hand.press("enter")
        await hand.settle()
        said = hand.words("#entry-understood")
        assert said.startswith("✓ Kept as A-0001.\nThere are two owners: lead is taken")
        await hand.press("f4")
        assert "Every field of this action" in hand.seen()


async def test_a_rewording_says_too_that_it_has_no_date(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, "Ask")
        await hand.press("enter", "escape", "e", "enter")
        await write(hand, " by 31 February")
        await hand.press("enter")
        assert "Kept as A-0001, without a date. There is no such day" in hand.said()
        assert "e, then f, gives it one." in hand.said()

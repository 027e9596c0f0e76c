"""One facilitator, from Home to an exported note and back, by keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest
from docx import Document

from journeys.hand import SIZES, SMALL, Hand, Table, at_keyboard, in_session, texts

PASTED = "First line of a pasted note\n\n\tand a third, with Łukasz’s words\nand the last"


async def set_up(hand: Hand) -> None:
    """From Home into a session of North team that must end at 14:20."""
    await hand.press("enter")
    assert hand.on == "SetUpScreen"
    await hand.type("North team")
    while hand.app.focused is None or hand.app.focused.id != "finish-input":
        await hand.press("down")
    await hand.type("14:20")
    await hand.press("f5")
    await hand.settle()
    assert hand.on == "SessionScreen"


async def agree(hand: Hand) -> None:
    """An action with who and by when, kept from the last of its fields."""
    await hand.press("a")
    await hand.paste("Put a one-page chronology in each file")
    await hand.press("tab")
    await hand.paste("team manager")
    await hand.press("tab")
    await hand.paste("18/12/2026")
    await hand.press("enter", "escape")


async def through_every_step(hand: Hand) -> None:
    """Next until the session asks whether to close; every step has been shown by then.

    On the closing page Space only scrolls, so that it may be pressed once too often.
    """
    for _ in range(20):
        await hand.press(*["space"] * 8)
        if hand.on == "ClosingScreen":
            shown = set(hand.room.record.revealed)
            assert shown == {step.id for step in hand.room.agenda.steps}
            return
    raise AssertionError("The last step was never reached.")


async def fill_in_at_the_end(hand: Hand) -> None:
    """Head count, roles, confidence and the review date, from the closing page."""
    await hand.press("f")
    assert hand.on == "FormScreen"
    await hand.paste("9")
    await hand.press("enter")
    await hand.paste("nursery, school [/b]")
    for score in ["", "1", "", "5", "3"] * 2:
        await hand.press("enter", *score)
    await hand.press("enter")
    await hand.paste("18/12/2026")
    await hand.press("enter")
    assert hand.on == "ClosingScreen"


async def export_both(hand: Hand) -> None:
    """Word, then Markdown, from the page that is on top."""
    for keys in (("enter",), ("down", "space", "enter")):
        await hand.press("x")
        assert hand.on == "ExportScreen"
        await hand.press(*keys)
        await hand.settle()
        assert "Exported" in hand.words("#export-said")
        await hand.press("escape")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_from_home_to_a_note_and_back(table: Table, size):
    async with at_keyboard(table, size) as hand:
        await set_up(hand)
        session = hand.room.record.started.session
        await hand.add("Said at the welcome")
        await hand.press("5", "enter")
        await hand.add(PASTED)
        await hand.press("9", "enter")
        await agree(hand)
        await hand.press("home")
        assert hand.room.step.number == 1
        if size == SMALL:
            await through_every_step(hand)
        else:
            await hand.press("end", "c")
        await fill_in_at_the_end(hand)
        await export_both(hand)
        assert hand.on == "ClosingScreen"
        await hand.press("y")
        await hand.settle()
        assert hand.on == "ReadingScreen"
        await read_reopen_and_leave(hand)
    check(table, session)


async def read_reopen_and_leave(hand: Hand) -> None:
    """The closed session is read, opened again, gone on with and left."""
    words = hand.words("#reading-words")
    for expected in ("Said at the welcome", "Łukasz’s words", "one-page chronology", "Closed"):
        assert expected in words
    await hand.press("o")
    await hand.settle()
    assert hand.on == "TakeUpScreen"
    await hand.press("enter")
    await hand.settle()
    assert hand.on == "SessionScreen"
    await hand.add("After opening again")
    await hand.press("q")
    await hand.settle()
    assert hand.on == "HomeScreen"
    assert "North team" in hand.seen()
    assert "Continue where" in hand.seen()


def check(table: Table, session: str) -> None:
    """What is on disk, and in the files that were exported."""
    record = table.kept(session)
    assert record.state == "open"
    assert texts(record.reflections) == ["Said at the welcome", PASTED, "After opening again"]
    (action,) = record.agreed_actions
    assert (action.owner, action.due) == ("team manager", date(2026, 12, 18))
    assert record.attendance.head_count == 9
    assert record.attendance.roles == ("nursery", "school [/b]")
    assert record.confidence_before == (2, *[4] * 5, *[5] * 3)
    assert record.confidence_after == record.confidence_before
    assert record.review_date == date(2026, 12, 18)
    (word,) = table.exports.glob("*.docx")
    (plain,) = table.exports.glob("*.md")
    assert "one-page chronology" in plain.read_text("utf-8")
    document = Document(str(word))
    told = "\n".join(p.text for p in document.paragraphs)
    assert "Said at the welcome" in told


async def test_a_rehearsal_leaves_nothing_behind(table: Table):
    table.session("Something from before")
    async with at_keyboard(table) as hand:
        await hand.settle()
        before = table.tree()
        while not any(hint.key == "r" for hint in hand.app.screen.hints()):
            await hand.press("down")
        await hand.press("r")
        assert hand.on == "SetUpScreen"
        await hand.press("f5")
        await hand.settle()
        assert "rehearsal, nothing is kept" in hand.words("#where")
        await hand.add("Tried out")
        await hand.press("r")
        await hand.type("half")
        await hand.pilot.pause(0.4)
        await hand.press("escape", "exclamation_mark", "escape", "p", "p", "c", "y")
        await hand.settle()
        assert hand.on == "HomeScreen"
    table.desk.close()
    assert table.tree() == before


async def test_leaving_and_taking_up_again_stops_the_clock(table: Table):
    async with at_keyboard(table) as hand:
        await set_up(hand)
        session = hand.room.record.started.session
        await hand.press("5", "enter", "space")
        hand.pass_time(seconds=240)
        await hand.press("r")
        await hand.type("half of it")
        await hand.press("ctrl+c")
        await hand.settle()
        assert hand.on == "HomeScreen"
        table.advance(minutes=60)
        await hand.press("home", "enter")
        await hand.settle()
        assert hand.on == "TakeUpScreen"
        assert "step 5 of 12" in hand.words("#take-up-words")
        await hand.type("15:30")
        await hand.press("enter")
        await hand.settle()
        assert hand.room.record.started.session == session
        assert (hand.room.step.number, hand.room.points) == (5, 2)
        assert 240 <= hand.room.record.clock.until(table.now).total <= 250
        assert "half-written" in hand.said()
        await hand.press("r")
        assert hand.half_written == "half of it"
        await hand.press("enter", "escape", "q")
        await hand.settle()
    assert texts(table.kept(session).reflections) == ["half of it"]


async def test_a_second_window_is_told_who_has_it_and_may_read(table: Table):
    async with in_session(table) as hand:
        await hand.add("Said in the first window")
        await hand.settle()
        session = hand.room.record.started.session
        other = table.another_desk()
        async with at_keyboard(table, app=table.app(other)) as second:
            await second.press("enter")
            await second.settle()
            assert second.on == "TakeUpScreen"
            await second.press("enter")
            await second.settle()
            assert hand.room.record.started.ref in second.words("#take-up-trouble")
            assert "read" in second.words("#take-up-trouble")
            await second.press("enter")
            await second.settle()
            assert second.on == "ReadingScreen"
            assert "Said in the first window" in second.words("#reading-words")
            await second.press("o")
            assert second.on == "ReadingScreen"
        other.close()
        await hand.add("And the first goes on")
        await hand.settle()
        assert len(table.kept(session).reflections) == 2

"""Why something is changed after a closing, and what became of it, on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from journeys.hand import (
    LARGE,
    SMALL,
    Hand,
    Table,
    at_keyboard,
    in_session,
    laid,
    let_go,
    taken_up,
    texts,
)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


@asynccontextmanager
async def reopened(table: Table, *heard: str) -> AsyncIterator[Hand]:
    """A session that was closed with these, and is gone on with."""
    session = table.session(*heard, close=True, facilitator="Team manager").record.started.session
    table.desk.reopen(session)
    table.advance(minutes=90)
    async with at_keyboard(table, app=table.app(resume=session)) as hand:
        await hand.settle()
        await hand.press("enter")
        await hand.settle()
        yield hand
        await let_go(hand)


async def test_amending_after_a_closing_asks_why_in_the_same_box(table: Table):
    async with reopened(table, "One", "Two") as hand:
        await hand.press("e", "enter")
        assert "Why is it changed?" in hand.seen()
        await hand.press(*"!", "enter")
        assert "to change it needs a reason" in hand.said()
        assert texts(hand.room.record.standing) == ["One", "Two"]
        assert hand.half_written == "Two!"
        await hand.press(*"misheard", "enter")  # the cursor is where the reason is missing
        assert texts(hand.room.record.standing) == ["One", "Two!"]
        (old,) = hand.room.record.entries[1].history
        assert (old.by, old.reason, old.after_closing) == ("Team manager", "misheard", True)
        assert not hand.box.display
        await hand.press("r")
        assert "Why is it changed?" not in hand.seen()
        await hand.press(*"Three", "enter", "escape")
        await hand.press("e", "enter")
        assert "Why is it changed?" not in hand.seen()  # written since: nothing to explain
        await hand.press(*"!", "enter")
        assert texts(hand.room.record.standing) == ["One", "Two!", "Three!"]


async def test_a_half_written_reason_is_not_lost(table: Table):
    async with reopened(table, "One") as hand:
        await hand.press("e", "enter", *"!", "tab", *"mish", "escape")
        session = await hand.is_killed()
    async with taken_up(table, session) as hand:
        await hand.press("e", "enter")
        assert (hand.half_written, hand.box.writing.reason) == ("One!", "mish")
        await hand.press("tab", *"eard", "enter")
        assert hand.room.record.entries[0].history[0].reason == "misheard"
        await let_go(hand)


async def test_taking_back_after_a_closing_asks_why_on_the_same_page(table: Table):
    async with reopened(table, "One", "Two") as hand:
        await hand.press("e", "t")
        assert "Why is number 2 taken back?" in hand.seen()
        await hand.press("enter")
        assert "to change it needs a reason" in hand.seen()
        await hand.press(*"not ours!", "escape")
        assert hand.on == "EntriesScreen"
        assert "Why is number 2 taken back?" not in hand.seen()
        assert texts(hand.room.record.standing) == ["One", "Two"]
        await hand.press("t", *" at all", "enter")
        taken = hand.room.record.entries[1]
        assert (taken.withdrawn_because, taken.withdrawn_by) == ("not ours! at all", "Team manager")
        assert "Why is number 2 taken back?" not in hand.seen()
        await hand.press("up", "t")
        assert hand.app.screen.query_one("#why-input").value == ""
        await hand.press(*"half", "escape", "down", "t")
        assert "Why is number 2 put back?" in hand.seen()
        assert hand.app.screen.query_one("#why-input").value == "", "that was of number 1"
        await hand.press("f9")
        assert hand.on == "ConcernScreen"


async def test_taking_back_before_a_closing_asks_nothing(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.add("One")
        await hand.press("e", "t")
        assert hand.room.record.entries[0].withdrawn_by == "facilitator"
        assert "Why is number 1 taken back?" not in hand.seen()
        await hand.press("escape")


async def test_the_history_of_an_entry_says_who_when_before_after_and_why(table: Table):
    async with reopened(table, "One") as hand:
        await hand.press("e", "enter", *"!", "tab", *"misheard", "enter")
        await hand.press("h", "enter")
        assert hand.on == "HistoryScreen"
        seen = hand.seen()
        for words in (
            "History of number 1",
            "Written by Team manager   Sat 21 November 2026, 13:50",
            "Amended after closing by Team manager   Sat 21 November 2026, 15:20",
            "Before:  One",
            "After:  One!",
            "Reason:  misheard",
        ):
            assert words in seen
        assert seen.index("Written") < seen.index("Amended")
        await hand.press("h")
        assert hand.on == "EntriesScreen"
        await hand.press("t", *"not ours", "enter", "h")
        assert "Taken back after closing by Team manager" in hand.seen()
        assert "Reason:  not ours" in hand.seen()


async def test_owner_and_due_date_are_told_too(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.press("a", *"Do", "tab", *"Lead", "tab", *"1/12", "enter", "escape")
        action = hand.room.record.entries[0]
        hand.room.amend(action, "Do", None, action.due)
        hand.app.screen.show()
        await hand.press("h", "h")
        seen = hand.seen()
        for words in ("Owner:  Lead", "Due:  1 December 2026", "Owner before:  Lead"):
            assert words in seen
        assert "Owner after:  not given" in seen
        assert "Due before" not in seen
        await hand.press("escape", "escape")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_long_history_is_read_to_its_end(table: Table, size: tuple[int, int]):
    async with in_session(table, size, step=5) as hand:
        hand.room.add_reflection("start [/b] $x " + "word " * 1_000 + "END OF FIRST")
        hand.room.amend(hand.room.numbered(1), "again " + "word " * 1_000 + "END OF ALL")
        hand.app.screen.show()
        await hand.press("h", "enter")
        assert "start [/b] $x word" in hand.seen()
        pages = [hand.seen()]
        while "END OF ALL" not in pages[-1] and len(pages) < 99:
            await hand.press("space")
            pages.append(hand.seen())
        assert any("END OF FIRST" in page for page in pages)
        assert "END OF ALL" in pages[-1]
        await hand.press("backspace")
        assert "END OF ALL" not in hand.seen()
        await hand.press("escape", "escape")


async def test_nothing_is_cut_off_in_a_small_window(table: Table):
    async with reopened(table, "One") as hand:
        await hand.press("e", "enter", "tab")
        await hand.type("word " * 30 + "last")
        await hand.press("enter", "h", "enter")
        seen = " ".join(hand.seen().split())
        assert "Amended after closing by Team manager Sat 21 November 2026, 15:20" in seen
        assert "word last" in seen


async def test_a_closed_session_tells_the_history_of_every_entry(table: Table):
    table.session("One", "Two", close=True)
    async with at_keyboard(table, LARGE) as hand:
        await hand.settle()
        await hand.press("end", "enter")
        await hand.settle()
        assert hand.on == "ReadingScreen"
        await hand.press("h")
        seen = hand.seen()
        assert "History of every entry" in seen
        assert seen.index("One") < seen.index("Two")
        await hand.press("escape")
        assert hand.on == "ReadingScreen"


async def test_a_session_without_entries_has_no_history(table: Table):
    table.session(close=True)
    async with at_keyboard(table) as hand:
        await hand.settle()
        await hand.press("end", "enter")
        await hand.settle()
        await hand.press("h")
        assert "Nothing was written down." in hand.seen()


async def test_what_was_taken_back_is_shown_and_hidden(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.add("One")
        await hand.press("e", "t", "escape", "e")
        assert "(taken back)" not in hand.seen()
        await hand.press("s")
        assert "(taken back)" in hand.seen()
        await hand.press("escape", "h")
        assert "(taken back)" in hand.seen()
        await hand.press("e")
        assert hand.on == "EntriesScreen"  # what was taken back is not amended
        await hand.press("s")
        assert "(taken back)" not in hand.seen()
        await hand.press("escape")

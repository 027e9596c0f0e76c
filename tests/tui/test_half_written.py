"""Each box has its own half-written words: what is heard, what is agreed, each amendment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.hand import (
    SIZES,
    SMALL,
    Hand,
    Table,
    in_session,
    laid,
    let_go,
    taken_up,
    texts,
)
from learnsession.session.record import REMOVED
from learnsession.store.drafts import read_draft
from learnsession.store.sealing import CLEAR
from learnsession.tui.session.half_written import HalfWritten
from learnsession.tui.widgets.entry import Writing
from support import at


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


async def write(hand: Hand, text: str) -> None:
    await hand.paste(text)
    await hand.settle()


async def agreed(hand: Hand, *words: str) -> None:
    for text in words:
        await hand.press("a")
        await write(hand, text)
        await hand.press("enter", "escape")


def on_disk(table: Table) -> list[str]:
    """The half-written texts of the only session, the newest first."""
    (found,) = list((table.root / "sessions").rglob("*.draft.json")) or [None]
    if found is None:
        return []
    draft = read_draft(found.with_name(found.name.replace(".draft", "")), CLEAR)
    return [each.text for each in draft.every]


async def test_an_amendment_that_changes_nothing_is_left_by_esc(table: Table):
    async with in_session(table, step=9) as hand:
        await agreed(hand, "Ask the school @lead by 18 Dec", "Ring the nursery")
        await hand.press("e", "up", "enter")
        assert "Amend 1 · A-0001" in hand.words("#entry-head")
        await hand.press("escape", "a")
        assert "What we will do" in hand.words("#entry-head")
        assert hand.half_written == ""
        await write(hand, "Read the chronology")
        await hand.press("enter", "escape")
        assert texts(hand.room.record.agreed_actions) == [
            "Ask the school",
            "Ring the nursery",
            "Read the chronology",
        ]
        assert not list(table.root.rglob("*.draft.json"))


@pytest.mark.parametrize("text", ["One\n\ntwo", "Trailing \n", "a\u2028b", "tab\there"])
async def test_looking_at_any_words_changes_none_of_them(table: Table, text: str):
    async with in_session(table, step=5) as hand:
        hand.app.screen.do(lambda: hand.room.add_reflection(text))
        await hand.press("e", "enter", *"x", "backspace", "escape")
        await hand.settle()
        assert on_disk(table) == []
        assert "half-written" not in hand.said()


@pytest.mark.parametrize("key", ["r", "a"])
async def test_r_and_a_begin_something_new_whatever_is_half_amended(table: Table, key: str):
    async with in_session(table, step=9) as hand:
        await hand.add("One")
        await agreed(hand, "Ask the school")
        await hand.press("e", "up", "enter", *" and half", "escape")
        assert "Your change of number 1 is half-written: e, then Enter" in hand.said()
        await hand.press("e", "enter", *" twice", "escape")
        assert "Your change of A-0001 is half-written" in hand.said()
        await hand.press(key)
        assert hand.half_written == ""
        assert not hand.box.amending
        await write(hand, "Three")
        await hand.press("enter", "escape")
        assert texts(hand.room.record.standing) == ["One", "Ask the school", "Three"]
        await hand.press("e", "up", "enter")
        assert hand.half_written == "Ask the school twice"
        await hand.press("enter", "e", "up", "up", "enter")
        assert hand.half_written == "One and half"
        await hand.press("enter")
        assert texts(hand.room.record.standing) == ["One and half", "Ask the school twice", "Three"]
        await hand.settle()
        assert on_disk(table) == []


async def test_what_was_heard_and_what_was_agreed_never_mix(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.press("a")
        await write(hand, "Halftyped thought about @duty")
        await hand.press("tab", *"nurse", "escape", "r")
        assert hand.half_written == ""
        await write(hand, "Ring Sara")
        await hand.press("enter", *"and", "escape")
        assert texts(hand.room.record.reflections) == ["Ring Sara"]
        await hand.settle()
        assert on_disk(table) == ["and", "Halftyped thought about @duty"]
        await hand.press("a")
        assert hand.half_written == "Halftyped thought about @duty"
        assert hand.box.writing.owner == "nurse"
        await hand.press("escape", "r")
        assert hand.half_written == "and"


async def test_a_kill_loses_none_of_them(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.add("One")
        await agreed(hand, "Ask the school")
        await hand.press("r", *"heard", "escape", "a", *"do", "escape")
        await hand.press("e", "enter", *" soon", "escape", "e", "up", "enter", *" thing")
        session = await hand.is_killed()
    assert on_disk(table) == ["One thing", "Ask the school soon", "do", "heard"]
    async with taken_up(table, session) as hand:
        said = "half-written words are here: r for what was heard; a for an action; e for number 1,"
        assert said in hand.said()
        await hand.press("r")
        assert hand.half_written == "heard"
        await hand.press("enter", "escape", "a")
        assert hand.half_written == "do"
        await hand.press("enter", "escape")
        await hand.settle()
        assert on_disk(table) == ["One thing", "Ask the school soon"]
        await hand.press("e")
        assert "One (half amended)" in hand.seen()
        assert "Ask the school (half" in hand.seen()
        await hand.press("home", "enter")
        assert hand.half_written == "One thing"
        await hand.press("enter", "e", "home", "down", "enter")
        assert hand.half_written == "Ask the school soon"
        await hand.press("enter")
        standing = ["One thing", "Ask the school soon", "heard", "do"]
        assert texts(hand.room.record.standing) == standing
        await hand.settle()
        assert on_disk(table) == []
        await let_go(hand)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_f8_gives_an_amendment_up(table: Table, size):
    async with in_session(table, size, step=9) as hand:
        await hand.add("One")
        await agreed(hand, "Ask the school")
        await hand.press("r", *"new", "escape", "e", "enter", *" soon")
        await hand.settle()
        assert "F8 Give up" in hand.seen()
        assert "F8 gives the change up" in hand.words("#entry-head")
        await hand.press("f8")
        await hand.settle()
        assert not hand.box.display
        assert "The change of A-0001 is given up." in hand.said()
        assert on_disk(table) == ["new"]
        await hand.press("e", "enter")
        assert hand.half_written == "Ask the school"
        await hand.press("escape", "r")
        assert hand.half_written == "new"
        assert "F8" not in hand.seen()
        await hand.press("f8")
        assert hand.half_written == "new", "it is for amendments alone"
        assert hand.box.display


async def test_enter_on_an_amendment_that_changes_nothing_keeps_nothing(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.add("One")
        await agreed(hand, "Ask the school @lead by 18 Dec")
        before = len(hand.room._events)
        await hand.press("e", "enter", "enter", "e", "up", "enter", *"x", "backspace", "enter")
        assert not hand.box.display
        assert len(hand.room._events) == before


async def test_emptying_an_amendment_leaves_the_entry_as_it_was(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.add("One")
        await hand.press("e", "enter", *["backspace"] * 3, "enter")
        assert not hand.box.display
        assert texts(hand.room.record.standing) == ["One"]
        await hand.press("e", "enter")
        assert hand.half_written == "One"


async def test_what_is_removed_for_good_goes_from_every_box(table: Table):
    async with in_session(table, step=9) as hand:
        await hand.add("Sara Finch came")
        await hand.add("Sara Finch too")
        await hand.press("r")
        await write(hand, "and Sara Finch")
        await hand.press("escape", "a")
        await write(hand, "Ring Sara Finch")
        await hand.press("escape", "e", "enter")
        await write(hand, ", with Sara Finch")
        await hand.press("escape", "e", "up", "x")
        await write(hand, "Sara Finch")
        await hand.press("enter", "a")
        await hand.settle()
        await hand.press("escape")
        both = f"{REMOVED} too, with {REMOVED}"
        assert on_disk(table) == [both, f"Ring {REMOVED}", f"and {REMOVED}"]
        for key, words in (("r", f"and {REMOVED}"), ("a", f"Ring {REMOVED}")):
            await hand.press(key)
            assert hand.half_written == words
            await hand.press("escape")
        await hand.press("e", "enter")
        assert hand.half_written == both


async def test_words_of_an_entry_that_is_taken_back_wait_for_it(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.add("One")
        await hand.press("e", "enter", *" more", "escape", "e", "t", "escape", "c")
        await hand.settle()
        assert "half-written words (e for number 1 (taken back))" in hand.seen()
        await hand.press("escape")
        await hand.press("r")
        assert hand.half_written == ""
        await hand.press("escape", "u", "e", "enter")
        assert hand.half_written == "One more"


async def test_the_list_never_opens_over_a_box_that_is_typed_in(table: Table):
    """As the palette can: what was typed is put by, and comes back with its key."""
    async with in_session(table, SMALL, step=5) as hand:
        await hand.add("One")
        await hand.press("r", *"half")
        hand.app.screen.action_entries()
        await hand.settle()
        assert hand.on == "EntriesScreen"
        await hand.press("enter", *"!", "enter", "r")
        assert texts(hand.room.record.standing) == ["One!"]
        assert hand.half_written == "half"


BOXES = [("reflection", None), ("agreed-action", None), ("reflection", "E1"), ("reflection", "E2")]


@given(st.lists(st.tuples(st.sampled_from(BOXES), st.text(max_size=4), st.booleans())))
def test_whatever_is_written_each_box_holds_its_last_words_also_after_a_kill(steps):
    half, wanted = HalfWritten(), {}
    for minute, (box, text, kept) in enumerate(steps):
        words = Writing(*box[:1], text, amends=box[1])
        half.put(words, "step", at(minute))
        wanted[box] = text if text.strip() else ""
        if kept:
            half.drop(words)
            wanted[box] = ""
    for seen in (half, HalfWritten(half.draft)):
        assert {box: seen.of(*box).text for box in wanted} == wanted
        assert seen.draft == half.draft
    if half.draft:
        written = [each.at for each in half.draft.every]
        assert written == sorted(written, reverse=True)

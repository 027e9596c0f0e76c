"""What looks like a personal detail is kept, told quietly, and answered without losing a key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from journeys.hand import LARGE, SIZES, Hand, Table, in_session, laid, let_go, texts

NHS = "NHS 999 247 5145"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def line(hand: Hand) -> str:
    """The quiet line, or nothing while it is hidden."""
    return hand.words("#notice-line") if hand.app.screen.query_one("#notice").display else ""


def answers(hand: Hand, number: int = 1) -> list[tuple[tuple[str, ...], str]]:
    kept = hand.room.record.numbered(number).kept_knowingly
    return [(each.kinds, each.reason) for each in kept]


async def heard(hand: Hand, text: str) -> None:
    """Kept, and the box still open."""
    await hand.press("r")
    await hand.paste(text)
    await hand.press("enter")


async def test_it_is_kept_at_once_and_told_masked(table: Table):
    async with in_session(table, size=LARGE, step=5) as hand:
        await heard(hand, NHS)
        assert texts(hand.room.record.reflections) == [NHS]
        assert line(hand).startswith("Kept 1. It looks like an NHS number (999 …).")
        assert "F2 edit" in line(hand)
        assert "F3 keep, because" in line(hand)
        assert "check: NHS number" in hand.words("#heard-text")


async def test_ordinary_words_say_nothing(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, "Case R, 26 % by 12:30")
        assert line(hand) == ""
        assert "check" not in hand.words("#heard-text")


async def test_no_key_is_swallowed_from_the_next_entry(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, NHS)
        await hand.type("yes keep edit 23 ")
        assert hand.half_written == "yes keep edit 23 "
        await hand.press("enter")
        assert texts(hand.room.record.reflections) == [NHS, "yes keep edit 23 "]
        assert answers(hand) == []
        assert line(hand).startswith("Kept 1.")


async def test_f3_and_a_reason_answer_it_and_typing_goes_on(table: Table):
    async with in_session(table, size=LARGE, step=5) as hand:
        await heard(hand, NHS)
        await hand.type("half ")
        await hand.press("f3")
        assert "Why is it kept as it is?" in line(hand)
        await hand.type("made up, b!")
        await hand.press("enter")
        assert answers(hand) == [(("nhs-number",), "made up, b!")]
        assert line(hand) == ""
        assert "check" not in hand.words("#heard-text")
        await hand.type("written")
        assert hand.half_written == "half written"
        await hand.settle()
        kept = table.kept(hand.room.record.started.session).numbered(1).kept_knowingly
        assert [each.reason for each in kept] == ["made up, b!"]


@pytest.mark.parametrize("leave", [("escape",), ("enter",)])
async def test_a_reason_can_be_left_for_later(table: Table, leave: tuple[str, ...]):
    async with in_session(table, step=5) as hand:
        await heard(hand, NHS)
        await hand.press("f3", *leave)
        assert answers(hand) == []
        assert line(hand).startswith("Kept 1.")
        await hand.type("on")
        assert hand.half_written == "on"


async def test_a_reason_that_was_left_is_still_there(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, NHS)
        await hand.press("f3", *"so far", "escape", "f3", *" so good", "enter")
        assert answers(hand) == [(("nhs-number",), "so far so good")]


async def test_while_a_reason_is_typed_no_key_moves_the_session(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, NHS)
        await hand.press("escape", "f3")
        for key in ("up", "down", "pageup", "pagedown", "left", "right", "home", "end", "space"):
            await hand.press(key)
        assert hand.room.step.number == 5
        assert hand.on == "SessionScreen"
        assert hand.app.screen.query_one("#notice-reason", Input).has_focus


async def test_f2_edits_it_and_the_line_goes_when_nothing_is_left(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, NHS)
        await hand.press("f2")
        assert hand.half_written == NHS
        await hand.press(*["backspace"] * 12, *"number left out", "enter")
        assert texts(hand.room.record.reflections) == ["NHS number left out"]
        assert line(hand) == ""


async def test_f2_never_takes_the_place_of_words_in_the_box(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, NHS)
        await hand.type("half")
        await hand.press("f2")
        assert hand.half_written == NHS
        await hand.press(*["backspace"] * 12, *"number left out", "enter", "r")
        assert texts(hand.room.record.reflections) == ["NHS number left out"]
        assert hand.half_written == "half"


async def test_the_line_stays_after_esc_and_goes_with_the_step(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, NHS)
        await hand.press("escape")
        assert line(hand).startswith("Kept 1.")
        await hand.press("6", "enter")
        assert line(hand) == ""
        await hand.press("f3", *"a test", "enter")
        assert answers(hand) == [(("nhs-number",), "a test")]


async def test_taken_back_it_is_told_no_longer(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, NHS)
        await hand.press("escape", "e", "t", "escape")
        assert line(hand) == ""


async def test_with_nothing_to_answer_the_keys_say_so(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.add("nothing")
        await hand.press("f3")
        assert "Nothing that was kept looks like a personal detail" in hand.said()
        await hand.press("f2")
        assert not hand.box.display


async def test_what_is_agreed_and_who_does_it_are_looked_at_too(table: Table):
    async with in_session(table, size=LARGE, step=5) as hand:
        await hand.press("a")
        await hand.paste("Ring the school")
        await hand.press("tab")
        await hand.paste("Mrs Jones")
        await hand.press("enter")
        assert "a person's name (Mrs …)" in line(hand)
        assert "check: name" in hand.words("#heard-text")
        await hand.press("f2")
        await hand.press("tab", *["backspace"] * 9, *"school", "enter")
        assert line(hand) == ""


async def at_export(hand: Hand) -> None:
    await hand.press("escape", "x", "enter")
    await hand.settle()


async def test_export_lists_and_asks_first(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, NHS)
        await hand.press("f3", *"made up", "enter")
        await heard(hand, "at SW1A 1AA")
        await at_export(hand)
        assert hand.on == "FindingsScreen"
        assert not hand.said(), "no message covers the question"
        assert hand.words("#findings-lines").splitlines() == [
            "1: looks like an NHS number (999 …), kept because: made up",
            "2: looks like a postcode (SW …)",
        ]
        await hand.press("escape")
        await hand.settle()
        assert hand.on == "ExportScreen"
        assert not list(table.exports.iterdir())
        await hand.press("enter", "y")
        await hand.settle()
        assert len(list(table.exports.glob("*.docx"))) == 1


async def test_export_asks_nothing_when_there_is_nothing(table: Table):
    async with in_session(table, step=5) as hand:
        await heard(hand, "nothing")
        await at_export(hand)
        assert hand.on == "ExportScreen"
        assert len(list(table.exports.glob("*.docx"))) == 1


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_what_is_said_covers_neither_the_box_nor_the_keys(table: Table, size):
    app = table.app(run=table.setup())
    async with app.run_test(size=size, notifications=True) as pilot:
        hand = Hand(app, pilot, table)
        await hand.settle()
        await heard(hand, NHS)
        await hand.press("f3", *"made up", "enter")
        await hand.pilot.pause(0.2)
        (toast,) = app.screen.query("Toast")
        assert "kept as it is" in hand.seen()
        for part in ("#entry", "#keys"):
            assert not toast.region.overlaps(app.screen.query_one(part).region)
        await let_go(hand)

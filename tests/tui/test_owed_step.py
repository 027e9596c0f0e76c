"""The step 'What we said we would do': all can read their own action, what waits comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from journeys.hand import LARGE, SIZES, SMALL, Hand, Table, in_session, laid
from journeys.owing import CHRONOLOGY, LONG, NURSERY, agreed_weeks_ago, owing
from learnsession.session.agreed import AgreedAction
from learnsession.tui.session.owed import MOST_SHOWN, in_order, owed_blocks
from support import at

PREVIOUS = 3
TODAY = date(2026, 11, 21)
BOTH = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def text(hand: Hand) -> str:
    return hand.app.screen.query_one("#step").text


def on_the_step(hand: Hand) -> str:
    """Everything that can be read on the step, page by page, one line behind the other."""
    view = hand.app.screen.query_one("#step")
    return "\n".join(strip.text.strip() for strip in view._shown.strips)


def owed(ref: str, due: date | None, **more: object) -> AgreedAction:
    return AgreedAction(ref, ref, "Ask", "North", at(0), due=due, **more)  # type: ignore[arg-type]


def test_the_headline_first_then_overdue_then_by_date():
    late, later = owed("LATE", date(2026, 11, 1)), owed("LATER", date(2026, 11, 20))
    assert in_order((late, replace(later, pinned=True)), TODAY)[0].ref == "LATER"
    soon, never = owed("SOON", date(2026, 12, 1)), owed("NEVER", None)
    pinned = owed("PINNED", date(2027, 3, 1), pinned=True)
    done = owed("DONE", date(2026, 10, 1), status="complete")
    ordered = in_order((never, done, pinned, soon, later, late), TODAY)
    assert [each.ref for each in ordered] == ["PINNED", "LATE", "LATER", "SOON", "NEVER", "DONE"]


@BOTH
async def test_what_was_answered_makes_way_for_what_was_not(table: Table, size):
    agreed_weeks_ago(table, 5, CHRONOLOGY, NURSERY, "Visit the school")
    async with in_session(table, size, step=PREVIOUS) as hand:
        hand.app.screen.do(lambda: hand.room.answer(hand.room.owed[0], "done", "It is read"))
        await hand.settle()
        words = text(hand)
        assert words.index("A-0002") < words.index("A-0003") < words.index("A-0001")
        assert words.index("A-0001") < words.index("This session:  Done. It is read")


@BOTH
async def test_words_that_have_room_are_never_cut(table: Table, size):
    agreed_weeks_ago(table, 5, CHRONOLOGY, NURSERY, f"{NURSERY}. {CHRONOLOGY}")
    async with in_session(table, size, step=PREVIOUS) as hand:
        seen = " ".join(on_the_step(hand).split())
        assert "…" not in seen
        assert f"A-0003 {NURSERY}. {CHRONOLOGY}" in seen
        assert "Press s to say what became of each." in hand.seen()
        assert not hand.app.screen.query_one("#step").more_below


@BOTH
async def test_six_long_ones_can_all_be_read_by_going_on(table: Table, size):
    agreed_weeks_ago(table, 60, *(f"{n}. {LONG}" for n in range(6)))
    async with in_session(table, size, step=PREVIOUS) as hand:
        lines = on_the_step(hand).splitlines()
        for number in range(1, 7):
            start = next(n for n, line in enumerate(lines) if line.startswith(f"A-000{number}"))
            assert "overdue by" in lines[start + 3], "three lines of its words, then its facts"
            assert lines[start + 2].endswith("…")
        assert "and" not in lines[-2]
        for _ in range(9):
            if "A-0006" in hand.seen():
                break
            assert "Space More" in hand.seen()
            await hand.press("space")
        assert hand.room.step.number == PREVIOUS
        assert "A-0006" in hand.seen()


@BOTH
async def test_three_long_ones_fill_the_room_there_is(table: Table, size):
    owing(table)
    async with in_session(table, size, step=PREVIOUS) as hand:
        assert not hand.app.screen.query_one("#step").more_below
        seen = " ".join(on_the_step(hand).split())
        assert f"A-0001 {CHRONOLOGY}" in seen
        assert f"A-0002 {NURSERY}" in seen
        assert f"A-0003 {LONG[:100]}" in seen
        assert (LONG in seen) is (size == LARGE)


async def test_of_forty_the_most_pressing_are_shown_and_the_others_counted(table: Table):
    agreed_weeks_ago(table, 60, *(f"{n} {LONG}" for n in range(40)))
    async with in_session(table, SMALL, step=PREVIOUS) as hand:
        assert text(hand).count("overdue by") == MOST_SHOWN
        assert f"and {40 - MOST_SHOWN} more: press s to say what became of each." in text(hand)
        before = perf_counter()
        owed_blocks(hand.room, 76, 18)
        assert perf_counter() - before < 0.5, "it is drawn at every key"


async def test_the_step_follows_the_size_of_the_window(table: Table):
    owing(table)
    async with in_session(table, SMALL, step=PREVIOUS) as hand:
        assert LONG not in " ".join(on_the_step(hand).split())
        await hand.pilot.resize_terminal(*LARGE)
        await hand.pilot.pause()
        await hand.pilot.pause()
        assert LONG in " ".join(on_the_step(hand).split())

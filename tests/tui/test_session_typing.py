"""What is typed is never lost, whatever is pressed, pasted or opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import (
    TALK_ONLY,
    Hand,
    Table,
    in_session,
    laid,
    let_go,
    taken_up,
    texts,
)
from learnsession.packs.listing import own, shipped

HARD = [
    "[/b] [red] $x \\[ [bold]{x} %s",
    "שלום לכולם, مرحبا",
    "👩‍👧‍👦 family, ☕ and e\u0301 n\u0303 Ŵ Ł",
    "tab\there\nand a second line",
    "]" * 30 + "[" * 30,
]


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


async def test_what_looks_like_markup_and_other_scripts_survive_everywhere(table: Table):
    folder = own(table.root)
    folder.mkdir(parents=True)
    source = (shipped() / "norfolk-child-ai.yaml").read_text("utf-8")
    lines = source.splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("title:"))
    lines[place] = "title: '[/b] [red] $x \\['"
    (folder / "mine.yaml").write_text("\n".join(lines), encoding="utf-8")
    async with in_session(table, team="Team [/b] [red] $x \\[", step=5) as hand:
        for text in HARD:
            await hand.add(text)
        await hand.press("a")
        await hand.paste("Act [/b]")
        await hand.press("tab")
        await hand.paste("[red]owner $x \\[")
        await hand.press("enter", "escape")
        assert texts(hand.room.record.reflections) == HARD
        assert "[/b] [red] $x \\[" in hand.words("#where")
        for key in ("w", "e", "escape", "h", "escape", "c", "escape", "o", "escape", "x", "escape"):
            await hand.press(key)
        await hand.press("e", "enter", "escape")
        await hand.press("c", "y")
        await hand.settle()
        assert hand.on == "ReadingScreen"
        assert all(text in hand.words("#reading-words") for text in HARD)
        await hand.press("escape")
        await hand.settle()
        assert "[red]" in hand.seen()


async def test_a_long_entry_is_kept_and_an_endless_one_stays_in_the_box(table: Table):
    async with in_session(table, step=5) as hand:
        long = "word " * 19_999 + "end"
        await hand.press("r")
        await hand.paste(long)
        await hand.press("enter")
        assert texts(hand.room.record.reflections) == [long]
        await hand.paste(long + long)
        await hand.press("enter")
        assert "Keep it in parts" in hand.said()
        assert hand.half_written == long + long
        await hand.press("escape", "e")
        assert hand.on == "EntriesScreen"
        assert "…" in hand.seen()
        await hand.press("escape")


async def test_what_is_left_out_is_said(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.press("r")
        await hand.paste("a\u202eb\x07c")
        await hand.press("enter")
        assert texts(hand.room.record.reflections) == ["abc"]
        assert "2" in hand.said()


async def test_amending_ends_with_an_empty_box(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.add("One")
        await hand.add("Two")
        await hand.press("e", "enter", *"!", "enter")
        await hand.settle()
        assert texts(hand.room.record.standing) == ["One", "Two!"]
        await hand.press("r")
        assert hand.half_written == ""
        await hand.press(*"Three", "enter", "escape")
        assert texts(hand.room.record.standing) == ["One", "Two!", "Three"]
        assert not list(table.root.rglob("*.draft.json"))


async def test_a_date_that_cannot_be_read_keeps_everything_in_the_box(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.press("a", *"Do", "tab", "tab", *"soon", "enter")
        assert "a different day to everyone" in hand.said()
        assert hand.box.writing.due == "soon"
        assert not hand.room.record.agreed_actions


async def test_jumping_with_words_in_the_box_keeps_them(table: Table):
    async with in_session(table, step=8) as hand:
        await hand.press("r", *"half")
        assert "question 1" in hand.words("#entry-head")
        await hand.press("escape", "9", "enter", "o", *"check-out", "enter")
        assert hand.room.step.number == 12
        await hand.press("r")
        assert hand.half_written == "half"
        hand.app.screen.do(lambda: hand.room.go(5))  # as the palette can, with the box open
        await hand.pilot.pause()
        assert "question" not in hand.words("#entry-head")
        await hand.press("enter", "escape")
        assert hand.room.record.reflections[0].step == "review.events"


async def test_what_is_struck_right_after_enter_belongs_to_the_next_entry(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.press("r")
        await hand.strike(*"one", "enter", *"two", "enter", *"thr")
        assert texts(hand.room.record.entries) == ["one", "two"]
        assert hand.half_written == "thr"
        await hand.press("escape", "a")
        await hand.type("thr agreed")
        await hand.press("tab")
        await hand.strike(*"nurse", "enter")
        (agreed,) = hand.room.record.agreed_actions
        assert (agreed.text, agreed.owner) == ("thr agreed", "nurse")


async def test_a_number_does_not_wait_behind_other_keys(table: Table):
    async with in_session(table, step=5) as hand:
        for other in (("r", "escape"), ("o", "escape"), ("b", "x"), ("p", "p"), ("t",)):
            await hand.press("2", *other)
            assert "Go to step" not in hand.seen(), other
            await hand.press("right", "left")
            assert hand.room.step.number == 5, other
        await hand.press("9", "9", "enter")
        assert "There is no step 99" in hand.said()


async def test_talk_only_takes_no_words(table: Table):
    async with in_session(table, activities=(TALK_ONLY,), step=9) as hand:
        assert hand.room.step.talk_only
        assert "nothing that is said here is written down" in hand.seen()
        for key in ("r", "a"):
            await hand.press(key)
            assert not hand.box.display
            assert "for talking only" in hand.said()
        await hand.press("8", "enter", "r", *"before", "escape")
        hand.app.screen.do(lambda: hand.room.go(9))
        await hand.pilot.pause()
        await hand.press("r")
        assert not hand.box.display
        assert hand.half_written == "before"
        assert not hand.room.record.entries


async def test_next_two_hundred_times_and_r_on_the_last_step(table: Table):
    async with in_session(table, step=12) as hand:
        await hand.press(*["space"] * 20)
        assert hand.on == "ClosingScreen"
        await hand.press(*["right", "pagedown", "enter"] * 10)
        assert hand.room.record.state == "open"
        await hand.press("escape", *["down"] * 5, "escape", "r", *"last", "enter", "escape")
        assert texts(hand.room.record.reflections) == ["last"]


OVER_A_SESSION = {
    "o": "OverviewScreen",
    "e": "EntriesScreen",
    "h": "EntriesScreen",
    "f": "FormScreen",
    "p": "MomentScreen",
    "b": "BlankScreen",
    "exclamation_mark": "ConcernScreen",
    "n": "NotesScreen",
    "x": "ExportScreen",
    "c": "ClosingScreen",
    "f1": "HelpScreen",
    "ctrl+p": "CommandPalette",
}


async def test_esc_on_every_page_neither_quits_nor_loses_a_word(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.press("r", *"half", "escape")
        for key, screen in OVER_A_SESSION.items():
            await hand.press(key)
            assert hand.on == screen
            await hand.press("escape")
            assert hand.on == "SessionScreen", screen
        await hand.press(*["escape"] * 3)
        assert hand.on == "SessionScreen"
        await hand.press("r")
        assert hand.half_written == "half"


async def test_the_live_concern_page_is_one_key_away_from_every_page(table: Table):
    without = {"b", "exclamation_mark", "ctrl+p"}  # any key leaves; it is that page; the palette
    async with in_session(table, step=5) as hand:
        missing = []
        for key, screen in OVER_A_SESSION.items():
            if key in without:
                continue
            await hand.press(key, "f9")
            if hand.on == "ConcernScreen":
                await hand.press("escape")
            else:
                missing.append(screen)
            await hand.press("escape")
            assert hand.on == "SessionScreen"
        assert missing == []
        await hand.press("r", "f9")
        assert hand.on == "ConcernScreen"


async def test_the_form_keeps_what_can_be_read_and_says_what_cannot(table: Table):
    async with in_session(table) as hand:
        await hand.press("f", *"-5", "enter")
        await hand.paste("nursery")
        await hand.press("enter", *"2", "escape")
        assert hand.on == "FormScreen"
        assert "not a number of people" in hand.words("#form-trouble")
        await hand.press("escape")
        assert hand.on == "SessionScreen"
        record = hand.room.record
        assert record.attendance.roles == ("nursery",)
        assert record.attendance.head_count is None
        assert record.confidence_before == (1, 1)


async def test_a_kill_gives_back_step_entry_and_half_written_words(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.add("Kept")
        await hand.press("space", "a", *"Half", "tab", *"Lead")
        session = await hand.is_killed()
        position = hand.room.record.position
    async with taken_up(table, session) as hand:
        assert hand.room.record.position == position
        assert texts(hand.room.record.standing) == ["Kept"]
        assert "half-written words are here: a for an action." in hand.said()
        await hand.press("a")
        assert hand.half_written == "Half"
        assert hand.box.writing.owner == "Lead"
        await hand.press("enter", "escape")
        assert hand.room.record.agreed_actions[0].owner == "Lead"
        await let_go(hand)


async def words_cleared(hand: Hand) -> None:
    await hand.press(*["backspace"] * 4)


async def test_words_that_were_deleted_do_not_come_back(table: Table):
    async with in_session(table, step=5) as hand:
        await hand.press("r", *"half")
        await hand.pilot.pause(0.4)
        await words_cleared(hand)
        await hand.press("escape", "q")
        await hand.settle()
        assert hand.on == "HomeScreen"
        assert not list(table.root.rglob("*.draft.json"))

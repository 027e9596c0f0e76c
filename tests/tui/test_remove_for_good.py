"""Removing an entry, or some words of it, for good: asked twice, and gone from the disk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import SIZES, SMALL, Hand, Table, in_session, laid, texts
from learnsession.errors import SaveError
from learnsession.session.record import REMOVED
from learnsession.store.opened import OpenSession

sys.path.append(str(Path(__file__).parents[1] / "store"))

from whole_store import files_with

NAME = "Zoe Quill"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def left(table: Table, words: str) -> list[str]:
    """The files of the store in which some words still stand."""
    return files_with(table.root, words)


async def two(hand: Hand) -> None:
    """Two entries, both of which say the name."""
    await hand.add(f"{NAME} was not asked")
    await hand.add(f"Nobody told {NAME}")
    await hand.settle()


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_an_entry_is_removed_for_good_after_two_questions(table: Table, size):
    async with in_session(table, size, step=5) as hand:
        await two(hand)
        await hand.press("e")
        assert "x Remove for good" in hand.seen()
        assert "! Live concern" in hand.seen()
        await hand.press("x")
        assert hand.on == "RemovingScreen"
        assert "Remove words of number 2 for good?" in hand.seen()
        await hand.press("enter")
        assert "All of number 2 will go: its text" in hand.seen()
        assert "This cannot be undone." in " ".join(hand.words("#removing-question").split())
        assert texts(hand.room.record.standing)[1] == f"Nobody told {NAME}"
        await hand.press("y")
        await hand.settle()
        assert hand.on == "EntriesScreen"
        assert "Number 2 is removed for good." in hand.said()
        assert left(table, "Nobody told") == []
        assert texts(hand.room.record.standing) == [f"{NAME} was not asked", REMOVED]
        assert REMOVED in hand.words("#entry-story")
        assert "Removed for good" in hand.words("#entry-story")
        await hand.press("x")
        assert hand.on == "EntriesScreen"
        assert "Number 2 is removed for good already." in hand.said()
        await hand.press("escape")
        assert REMOVED in hand.words("#heard-text")
        assert "Nobody told" not in hand.words("#heard-text")


async def test_the_keys_that_matter_fit_whichever_way_the_list_was_opened(table: Table):
    async with in_session(table, SMALL, step=5) as hand:
        await two(hand)
        for key in "eh":
            await hand.press(key)
            for hint in ("t Take back", "x Remove for good", "Esc Back", "! Live concern"):
                assert hint in hand.seen()
            await hand.press("escape")


async def test_enter_alone_and_escape_remove_nothing(table: Table):
    async with in_session(table, step=5) as hand:
        await two(hand)
        before = hand.room.record.entries
        await hand.press("e", "x", "enter", "enter", "enter", "space")
        assert hand.on == "RemovingScreen"
        await hand.press("escape")
        assert hand.app.screen.query_one("#words-input").has_focus
        await hand.press("escape")
        assert hand.on == "EntriesScreen"
        await hand.press("x", "enter", "n", "escape", "escape")
        await hand.settle()
        assert hand.room.record.entries == before
        assert left(table, NAME)


async def test_some_words_go_from_one_entry_or_from_the_whole_session(table: Table):
    async with in_session(table, step=5, team=f"{NAME}'s team") as hand:
        await two(hand)
        await hand.press("e", "x")
        await hand.paste("zoe QUILL")
        await hand.press("enter")
        assert "These words will go from number 2, where they stand once" in hand.seen()
        assert "They also stand in: number 1, the set-up." in hand.seen()
        assert "y From this entry" in hand.seen()
        await hand.press("y")
        await hand.settle()
        assert "The words are removed from number 2 for good." in hand.said()
        assert texts(hand.room.record.standing) == [
            f"{NAME} was not asked",
            f"Nobody told {REMOVED}",
        ]
        assert "Words removed for good" in hand.words("#entry-story")
        await hand.press("x")
        await hand.paste(NAME)
        await hand.press("enter")
        assert "These words do not stand in number 2." in hand.seen()
        await hand.press("y")  # nothing to remove here
        assert hand.on == "RemovingScreen"
        await hand.press("a")
        await hand.settle()
        assert "The words are removed from the whole session for good." in hand.said()
        assert left(table, NAME) == []
        assert hand.room.record.started.team == f"{REMOVED}'s team"
        await hand.press("escape")
        assert NAME not in hand.seen()
        assert f"{REMOVED}'s team" in hand.words("#where")


@pytest.mark.parametrize("words", ["Somebody else", "Z"])
async def test_words_that_stand_nowhere_are_not_asked_about(table: Table, words: str):
    async with in_session(table, step=5) as hand:
        await two(hand)
        await hand.press("e", "x")
        await hand.paste(words)
        await hand.press("enter")
        assert hand.app.screen.query_one("#words").wrong
        await hand.press("!")  # still in the box
        assert not hand.app.screen.query_one("#words").wrong
        await hand.press("escape", "escape")
        assert texts(hand.room.record.standing)[1] == f"Nobody told {NAME}"


async def test_half_written_words_do_not_bring_them_back(table: Table):
    async with in_session(table, step=5) as hand:
        await two(hand)
        await hand.press("e", "enter", *"!!", "escape")
        await hand.settle()
        await hand.press("e", "x", "enter", "y")
        await hand.settle()
        await hand.press("escape", "r")
        assert hand.half_written == ""
        await hand.paste(f"And {NAME} came")
        await hand.press("escape")
        await hand.press("e", "up", "x")
        await hand.paste(NAME)
        await hand.press("enter")
        await hand.press("y")
        await hand.settle()
        await hand.press("escape", "r")
        assert hand.half_written == f"And {NAME} came"  # only number 1 was meant
        await hand.press("escape")
        await hand.pilot.pause(0.4)
        await hand.settle()
        assert left(table, "Nobody told") == []


async def test_removed_everywhere_also_means_the_half_written_words(table: Table):
    async with in_session(table, step=5) as hand:
        await two(hand)
        await hand.press("r")
        await hand.paste(f"And {NAME} came")
        await hand.press("escape", "e", "x")
        await hand.paste(NAME)
        await hand.press("enter", "a")
        await hand.settle()
        await hand.press("escape", "r")
        assert hand.half_written == f"And {REMOVED} came"
        await hand.press("escape")
        await hand.pilot.pause(0.4)
        await hand.settle()
        assert left(table, NAME) == []


async def test_it_is_not_called_removed_before_the_disk_has_it(table: Table, monkeypatch):
    remove_words = OpenSession.remove_words

    def full(*_):
        raise SaveError("The disk is full.", "Free some space.")

    async with in_session(table, step=5) as hand:
        await two(hand)
        monkeypatch.setattr(OpenSession, "remove_words", full)
        await hand.press("e", "x", "enter", "y")
        await hand.pilot.pause(0.8)
        assert "Not removed yet. The disk is full." in hand.seen()
        assert REMOVED in hand.words("#removing-title")
        assert "removed for good" not in hand.said()
        monkeypatch.setattr(OpenSession, "remove_words", remove_words)
        await hand.settle()
        assert hand.on == "EntriesScreen"
        assert "Number 2 is removed for good." in hand.said()
        assert left(table, "Nobody told") == []


async def test_what_cannot_be_removed_everywhere_is_said(table: Table, monkeypatch):
    def partly(self, removal, event):
        self._notices.append("A backup could not be changed.")

    async with in_session(table, SMALL, step=5) as hand:
        await two(hand)
        monkeypatch.setattr(OpenSession, "remove_words", partly)
        await hand.press("e", "x", "enter", "y")
        await hand.settle()
        assert hand.on == "RemovingScreen"
        assert "A backup could not be changed." in hand.seen()
        await hand.press("y", "a", "escape")
        assert hand.on == "EntriesScreen"
        assert "removed for good." not in hand.said()

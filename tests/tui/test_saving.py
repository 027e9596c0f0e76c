"""While an action is saved outside a session nobody can leave it behind, and no word is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from journeys.hand import LARGE, SIZES, SMALL, Hand, Table, at_keyboard, in_session, laid
from journeys.owing import CHRONOLOGY, NURSERY, agreed_weeks_ago
from learnsession.errors import SaveError
from learnsession.room.registering import Registrar
from learnsession.session.agreed import AgreedAction
from learnsession.store import sessions
from learnsession.store.opened import OpenSession

BOTH = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
HALF = "Half of it is there"


class Disk:
    """A slow one: it answers when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._answers = Event()
        self._refuses = False
        self._append = OpenSession.append
        monkeypatch.setattr(OpenSession, "append", lambda *what: self._slowly(*what))

    def _slowly(self, *what: Any) -> None:
        assert self._answers.wait(20)
        if self._refuses:
            raise SaveError("The disk is full.", "Make room and try again.")
        self._append(*what)

    async def answer(self, hand: Hand, *, refuse: bool = False) -> None:
        """It keeps what it was given, or refuses it."""
        self._refuses = refuse
        self._answers.set()
        await hand.settle()
        self._answers.clear()


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def kept(table: Table, ref: str = "A-0001") -> AgreedAction:
    return table.another_desk().register().find(ref)


@asynccontextmanager
async def at_register(table: Table, size: tuple[int, int] = SMALL) -> AsyncIterator[Hand]:
    """The register of a team that agreed two things, without a search."""
    agreed_weeks_ago(table, 2, CHRONOLOGY, NURSERY)
    async with at_keyboard(table, size) as hand:
        await hand.press("a")
        await hand.settle()
        yield hand


def value(hand: Hand, box: str) -> str:
    """What stands in a box."""
    return str(hand.app.screen.query_one(f"#{box}").value)


@BOTH
async def test_esc_does_nothing_while_an_answer_is_saved_and_a_refusal_gives_the_words_back(
    table: Table, monkeypatch: pytest.MonkeyPatch, size
):
    async with at_register(table, size) as hand:
        await hand.press("enter")
        await hand.settle()
        disk = Disk(monkeypatch)
        await hand.give("g", HALF, "")
        assert "Saving …" in hand.seen()
        await hand.press("escape", "escape", "ctrl+q", "ctrl+c")
        assert hand.on == "ActionScreen"
        assert "! Live concern" in hand.seen()
        await disk.answer(hand, refuse=True)
        assert "Saving …" not in hand.seen()
        assert "The disk is full. Make room and try again." in " ".join(hand.seen().split())
        assert value(hand, "answer-1-input") == HALF
        await hand.press("enter")
        await disk.answer(hand)
        assert kept(table).history[-1].words == HALF


async def test_the_list_shows_what_was_saved_slowly(table: Table, monkeypatch: pytest.MonkeyPatch):
    async with at_register(table, LARGE) as hand:
        assert "In progress" not in hand.seen()
        await hand.press("enter")
        await hand.settle()
        disk = Disk(monkeypatch)
        await hand.give("g", HALF, "")
        await hand.press("escape", "escape")
        await disk.answer(hand)
        await hand.press("escape")
        await hand.settle()
        assert hand.on == "RegisterScreen"
        assert "In progress" in hand.seen()


async def test_no_letter_begins_anything_while_an_answer_is_saved(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    async with at_register(table) as hand:
        await hand.press("enter")
        await hand.settle()
        disk = Disk(monkeypatch)
        await hand.give("g", HALF, "")
        await hand.type("xdptuf q")
        await hand.press("enter", "backspace")
        assert "Still going   A-0001" in hand.seen()
        assert value(hand, "answer-1-input") == HALF
        await disk.answer(hand)
        assert hand.on == "ActionScreen"
        assert [told.what for told in kept(table).history] == ["agreed", "going"]
        assert kept(table).history[-1].words == HALF
        assert not hand.app.screen.query_one("#answer").asking


async def test_the_live_concern_page_opens_while_an_answer_is_saved_and_a_refusal_waits_below(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    async with at_register(table) as hand:
        await hand.press("enter")
        await hand.settle()
        disk = Disk(monkeypatch)
        await hand.give("x", "It is done elsewhere")
        await hand.press("f9")
        assert hand.on == "ConcernScreen"
        await disk.answer(hand, refuse=True)
        assert hand.on == "ConcernScreen"
        await hand.press("escape")
        assert hand.on == "ActionScreen"
        assert "The disk is full." in hand.seen()
        assert value(hand, "answer-1-input") == "It is done elsewhere"


async def test_what_was_filled_in_comes_back_in_the_form_when_it_is_refused_slowly(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    async with at_register(table) as hand:
        await hand.press("enter")
        await hand.settle()
        await hand.press("f")
        await hand.settle()
        disk = Disk(monkeypatch)
        hand.app.screen.query_one("#rationale-input").value = "Nobody had it all"
        await hand.press("escape")
        await hand.press("escape", "escape")
        assert hand.on == "ActionScreen"
        await disk.answer(hand, refuse=True)
        assert hand.on == "ActionFormScreen"
        assert value(hand, "rationale-input") == "Nobody had it all"
        assert "The disk is full." in hand.said()
        await hand.press("escape")
        await disk.answer(hand)
        assert kept(table).rationale == "Nobody had it all"


async def test_nobody_is_kept_in_a_form_that_cannot_be_kept(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    async with at_register(table) as hand:
        await hand.press("enter", "f")
        await hand.settle()
        disk = Disk(monkeypatch)
        hand.app.screen.query_one("#rationale-input").value = "Nobody had it all"
        await hand.pilot.pause()
        for _ in range(2):
            await hand.press("escape")
            await disk.answer(hand, refuse=True)
        assert hand.on == "ActionScreen"
        assert "What you filled in for A-0001 is not kept. Press f to go on with it." in hand.said()
        await hand.press("escape", "enter", "f")
        await hand.settle()
        assert value(hand, "rationale-input") == "Nobody had it all"
        await hand.press("escape")
        await disk.answer(hand)
        assert kept(table).rationale == "Nobody had it all"
        await hand.press("f")
        await hand.settle()
        await hand.press("escape")
        assert "Saving …" not in hand.seen(), "nothing is another"


async def test_what_was_said_in_another_window_is_seen_first_and_no_word_is_lost(table: Table):
    async with at_register(table) as hand:
        other = Registrar(table.another_desk())
        other.change(other.find("A-0001"), owner="head of service")
        await hand.press("enter")
        await hand.settle()
        await hand.give("g", HALF, "")
        await hand.settle()
        assert "Something else was said of A-0001 in another window" in hand.seen()
        await hand.press("escape", "f")
        await hand.settle()
        hand.app.screen.query_one("#rationale-input").value = "Nobody had it all"
        await hand.pilot.pause()
        for _ in range(2):
            await hand.press("escape")
            await hand.settle()
        assert hand.on == "ActionScreen"
        await hand.press("escape")
        await hand.settle()
        await hand.press("enter")
        await hand.settle()
        assert "head of service" in hand.seen()
        await hand.press("f")
        await hand.settle()
        assert value(hand, "owner-input") == "head of service"
        assert value(hand, "rationale-input") == "Nobody had it all"
        await hand.press("escape")
        await hand.settle()
        await hand.press("g", "enter", "enter")
        await hand.settle()
        action = kept(table)
        assert (action.rationale, action.owner) == ("Nobody had it all", "head of service")
        assert action.history[-1].words == HALF


async def test_what_a_session_said_since_the_list_was_read_is_not_said_over(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sessions, "_SLACK", 0)
    async with at_register(table) as hand:
        other = table.another_desk()
        room = other.start(table.setup())
        room.answer(room.action("A-0001"), "dropped", "No longer wanted")
        room.leave()
        other.close()
        await hand.press("enter")
        await hand.settle()
        await hand.give("d", "Two children are seen")
        await hand.settle()
        assert "Something else was said of A-0001 in another window" in hand.seen()
        assert kept(table).status == "dropped"


async def test_what_people_have_to_know_about_a_register_is_told_once(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    told = ["The register was damaged; the good copy of it is used."]
    monkeypatch.setattr(OpenSession, "notices", property(lambda _: tuple(told)))
    async with at_register(table) as hand:
        await hand.give("n", "Ring the school")
        await hand.settle()
        assert told[0] in hand.said()
        hand.app.clear_notifications()
        await hand.press("enter")
        await hand.settle()
        await hand.give("g", HALF, "")
        await hand.settle()
        assert told[0] in hand.said()
        hand.app.clear_notifications()
        told.clear()
        await hand.give("g", HALF, "")
        await hand.settle()
        assert not hand.said()


async def test_no_form_opens_over_a_question_or_what_is_being_saved(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    async with at_register(table) as hand:
        await hand.press("enter")
        await hand.settle()
        await hand.strike("f", "d")
        assert hand.on == "ActionScreen"
        await hand.press("escape")
        disk = Disk(monkeypatch)
        hand._strike("f", "p")
        await hand.pilot.pause(0.5)
        await hand.press("f")
        assert hand.on == "ActionScreen"
        await disk.answer(hand)
        assert kept(table).pinned


@BOTH
async def test_esc_does_nothing_while_a_new_action_is_saved_and_a_refusal_gives_it_back(
    table: Table, monkeypatch: pytest.MonkeyPatch, size
):
    async with at_register(table, size) as hand:
        disk = Disk(monkeypatch)
        await hand.give("n", "Ring the school")
        assert "Saving …" in hand.seen()
        await hand.press("escape", "escape", "ctrl+q")
        await hand.type("xqf")
        assert hand.on == "RegisterScreen"
        await disk.answer(hand, refuse=True)
        assert "Saving …" not in hand.seen()
        assert "The disk is full. Make room and try again." in hand.seen()
        assert value(hand, "new-line") == "Ring the school"
        await hand.press("enter")
        await hand.press("escape", "escape")
        await disk.answer(hand)
        assert "Ring the school" in hand.seen()
        assert not hand.app.screen.query_one("NewAction").display
        assert kept(table, "A-0004").team == "North team", "a reference is given out once"


# What was begun and not kept


async def test_words_that_were_begun_come_back_after_the_page_was_left(table: Table):
    async with at_register(table) as hand:
        await hand.press("enter")
        await hand.settle()
        await hand.press("g")
        await hand.paste(HALF)
        await hand.press("escape", "escape")
        await hand.settle()
        assert hand.on == "RegisterScreen"
        await hand.press("down", "enter", "g")
        assert value(hand, "answer-1-input") == "", "of the other action nothing was begun"
        await hand.press("escape", "escape", "up", "enter", "d")
        assert value(hand, "answer-1-input") == "", "nor of another answer"
        await hand.press("escape", "g")
        assert value(hand, "answer-1-input") == HALF
        await hand.press("enter", "enter")
        await hand.settle()
        await hand.press("g")
        assert value(hand, "answer-1-input") == "", "it is kept"


async def test_what_is_prepared_in_a_question_is_not_what_somebody_began(table: Table):
    agreed_weeks_ago(table, 2, CHRONOLOGY)
    async with in_session(table) as hand:
        await hand.press("s", "t", "escape")
        hand.room.escalate(hand.room.owed[0], "No time", "line-manager", "head of service")
        await hand.press("t")
        assert value(hand, "answer-2-input") == "3", "one stage further"


async def test_a_new_action_that_was_begun_comes_back_after_the_register_was_left(table: Table):
    async with at_register(table) as hand:
        await hand.press("n")
        await hand.paste("Ring the school @")
        await hand.press("escape", "escape")
        assert hand.on == "HomeScreen"
        await hand.press("a")
        await hand.settle()
        await hand.press("n")
        assert value(hand, "new-line") == "Ring the school @"
        await hand.paste("team manager")
        await hand.press("enter")
        await hand.settle()
        assert kept(table, "A-0003").owner == "team manager"
        await hand.press("n")
        assert value(hand, "new-line") == ""


async def test_what_is_removed_for_good_does_not_come_back_with_a_question(table: Table):
    agreed_weeks_ago(table, 2, CHRONOLOGY)
    async with in_session(table) as hand:
        await hand.add("Wren House")
        await hand.add("The nursery of Wren House rang")
        await hand.press("s", "g")
        await hand.paste("Wren House has half of it")
        await hand.press("escape", "escape", "e", "x")
        await hand.paste("Wren House")
        await hand.press("enter", "a")
        await hand.settle()
        while hand.on != "SessionScreen":
            await hand.press("escape")
        await hand.press("s", "g")
        assert "Wren House" not in value(hand, "answer-1-input")
        assert "has half of it" in value(hand, "answer-1-input")

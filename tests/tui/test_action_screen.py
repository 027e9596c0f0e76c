"""One agreed action with its whole story, in a session and outside one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from journeys.hand import SIZES, SMALL, Hand, Table, at_keyboard, in_session, laid
from journeys.owing import CHRONOLOGY, DIFFERENCE, LONG, agreed_weeks_ago, owing
from learnsession.errors import SaveError
from learnsession.room.registering import Registrar
from learnsession.session.agreed import AgreedAction
from learnsession.store.opened import OpenSession
from learnsession.tui.screens.action import ActionScreen
from learnsession.wording import NOT_GIVEN

BOTH = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


@asynccontextmanager
async def opened(
    table: Table, ref: str = "A-0001", size: tuple[int, int] = SMALL
) -> AsyncIterator[Hand]:
    """The action outside any session."""
    registrar = Registrar(table.desk, by="Team manager")
    async with at_keyboard(table, size) as hand:
        hand.app.push_screen(ActionScreen(registrar, registrar.find(ref)))
        await hand.settle()
        yield hand


def kept(table: Table, ref: str = "A-0001") -> AgreedAction:
    return table.another_desk().register().find(ref)


def told(hand: Hand) -> str:
    """The story, without line breaks."""
    return " ".join(hand.words("#action-story").split())


async def answer(hand: Hand, key: str, *words: str) -> None:
    await hand.give(key, *words)
    await hand.settle()


@BOTH
async def test_the_whole_story_is_told(table: Table, size):
    owing(table)
    async with opened(table, "A-0002", size) as hand:
        assert "A-0002 · North team" in " ".join(hand.seen().split())
        for words in (
            "health visitor",
            "overdue by 7 days",
            "Due: 19 December 2026",
            "Taken further: Line managers, to service manager, 21 November 2026",
            "The forms still come late",
            "No answer yet",
            "Came from: Child AI · S-0001",
            "Agreed 21 November 2026, 13:50 · S-0001 · Team manager",
        ):
            assert words in told(hand), words
        for hint in ("d Done", "g Still going", "k Stuck", "Esc Back", "! Live concern"):
            assert hint in hand.seen()


@BOTH
async def test_in_a_session_it_tells_also_what_was_said_before(table: Table, size):
    owing(table)
    async with in_session(table, size) as hand:
        await hand.press("s", "n", "enter")
        await hand.settle()
        assert hand.on == "ActionScreen"
        assert "Read in each supervision" in told(hand)
        assert told(hand).count("Nobody has the time to write them") == 2
        await answer(hand, "g", "One in three", "12 Mar")
        assert "Still going 26 December 2026, 13:50 · S-0002" in told(hand)
        assert "New date: 12 March 2027" in told(hand)
        assert told(hand).count("Agreed 21 November") == 1
        await hand.press("escape")
        assert hand.on == "OwedScreen"
        assert "Still going. One in three" in hand.seen()
        assert told_of_marked(hand).startswith(CHRONOLOGY)


def told_of_marked(hand: Hand) -> str:
    return " ".join(hand.words("#owed-story").split())


async def test_it_is_answered_outside_a_session_and_kept_at_once(table: Table):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with opened(table) as hand:
        await answer(hand, "g", "Half of them", "next month")
        assert kept(table).status == "in-progress"
        assert "Half of them" in told(hand)
        await answer(hand, "k", "Nobody has time", "head of service")
        assert "needs help from head of service" in told(hand)
        await answer(hand, "d", DIFFERENCE)
        assert (kept(table).status, kept(table).difference) == ("complete", DIFFERENCE)
        assert f"Difference for children: {DIFFERENCE}" in told(hand)
        assert "u Undo" in hand.seen()
        await answer(hand, "u")
        assert kept(table).status == "cannot-proceed"
        assert "undone later" in told(hand)
        await answer(hand, "x", "It is done elsewhere")
        assert kept(table).status == "dropped"


async def test_pin_and_take_further_outside_a_session(table: Table):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with opened(table) as hand:
        await answer(hand, "p")
        assert kept(table).pinned
        assert "Headline improvement of North team" in told(hand)
        await answer(hand, "p")
        assert not kept(table).pinned
        await answer(hand, "t", "There is no time for it", "", "head of service")
        assert kept(table).escalations[0].stage == "practitioner"
        assert (
            "o what came of it   t take further   p headline   u undo   f fuller form"
            in hand.seen()
        )
        await hand.press("t")
        assert hand.app.screen.query_one("#answer-2-input").value == "2"
        await hand.press("escape")
        await answer(hand, "o", "Two hours a week")
        assert not kept(table).escalations[0].open


async def test_it_says_on_what_it_was_agreed(table: Table):
    room = table.desk.start(table.setup())
    room.go(9)
    room.next()
    prompt = room.agenda.prompt(room.prompt)
    assert prompt is not None
    room.agree_action(CHRONOLOGY, prompt=room.prompt)
    room.leave()
    async with opened(table) as hand:
        assert " ".join(prompt.text.split()) in told(hand)
        assert "no date yet" in told(hand)
        assert "nobody named yet" in told(hand)


async def test_what_the_disk_refuses_is_said_and_no_word_is_lost(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with opened(table) as hand:
        with monkeypatch.context() as broken:

            def refuse(*_: object) -> None:
                raise SaveError("The disk is full.", "Make room and try again.")

            broken.setattr(OpenSession, "append", refuse)
            await answer(hand, "d", DIFFERENCE)
            assert "The disk is full." in hand.app.screen.query_one("#answer-1").wrong
        assert hand.app.screen.query_one("#answer-1-input").value == DIFFERENCE
        await hand.press("enter")
        await hand.settle()
        assert kept(table).difference == DIFFERENCE


@BOTH
async def test_a_long_story_is_scrolled(table: Table, size):
    agreed_weeks_ago(table, 8, LONG)
    registrar = Registrar(table.desk, by="Team manager")
    for _ in range(6):
        registrar.answer(registrar.find("A-0001"), "going", LONG)
    async with opened(table, size=size) as hand:
        scroll = hand.app.screen.query_one("#action")
        assert scroll.max_scroll_y > 0
        await hand.press("space")
        assert scroll.scroll_y > 0
        await hand.press("backspace")
        assert scroll.scroll_y == 0


@BOTH
async def test_the_fuller_form_keeps_what_is_another_and_nothing_else(table: Table, size):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with opened(table, size=size) as hand:
        await hand.press("f")
        await hand.settle()
        assert hand.on == "ActionFormScreen"
        assert hand.app.screen.query_one("#measure-input").value == "Read in each supervision"
        await hand.press("escape")
        await hand.settle()
        assert len(kept(table).history) == 1
        await hand.press("f")
        await hand.settle()
        hand.app.screen.query_one("#rationale-input").value = "Nobody had the whole history"
        hand.app.screen.query_one("#measure-input").value = ""
        await hand.press("escape")
        await hand.settle()
        assert kept(table).rationale == "Nobody had the whole history"
        assert kept(table).measure == ""
        assert kept(table).owner == "team manager"
        assert "Why: Nobody had the whole history" in told(hand)


async def test_the_fuller_form_in_a_session_knows_what_only_the_register_tells(table: Table):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with in_session(table) as hand:
        await hand.press("s")
        await hand.settle()
        await hand.press("f")
        await hand.settle()
        assert hand.app.screen.query_one("#measure-input").value == "Read in each supervision"
        hand.app.screen.query_one("#measure-input").value = ""
        await hand.press("escape")
        await hand.settle()
        assert "Read in each supervision" not in hand.words("#owed-story")
        await hand.press("u")
        await hand.settle()
        assert "Read in each supervision" in hand.words("#owed-story")
        await hand.press("f")
        await hand.settle()
        hand.app.screen.query_one("#evidence-input").value = "The files of March"
        await hand.press("escape")
        await hand.settle()
        assert "What shows it:  The files of March" in hand.words("#owed-story")
    assert kept(table).evidence == "The files of March"
    assert kept(table).measure == "Read in each supervision"


async def test_what_nobody_said_stands_in_brackets(table: Table):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    registrar = Registrar(table.desk)
    registrar.escalate(registrar.find("1"), NOT_GIVEN, "line-manager", NOT_GIVEN)
    registrar.answer_escalation(registrar.find("1"), NOT_GIVEN)
    registrar.answer(registrar.find("1"), "stuck", NOT_GIVEN, to=NOT_GIVEN)
    registrar.answer(registrar.find("1"), "done", NOT_GIVEN)
    async with opened(table) as hand:
        assert "Difference for children: (not given)" in told(hand)
        assert "Asked for help: (not given)" in told(hand)
        assert told(hand).count(NOT_GIVEN) == told(hand).count(f"({NOT_GIVEN})") > 8


@BOTH
async def test_a_date_that_cannot_be_read_takes_little_room_to_say_so(table: Table, size):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    async with opened(table, size=size) as hand:
        await hand.press("g")
        await hand.paste("Half of it")
        await hand.press("enter")
        await hand.paste("soon " * 1_000)
        await hand.paste("soon " * 15)
        await hand.press("enter")
        assert hand.app.screen.query_one("#answer-2").wrong
        assert "How far is it?" in hand.seen()
        assert "What became of it" in hand.seen()

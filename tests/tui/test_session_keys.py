"""Every key of a session does what the table says it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from journeys.hand import Hand, Table, at_keyboard, in_session, laid, texts
from learnsession.tui.keys import EXTRA, SESSION_KEYS, TYPING
from learnsession.tui.themes import NAMES

Exercise = Callable[[Hand, str], Awaitable[None]]
EXERCISES: dict[str, Exercise] = {}

ACTIVITY = 9


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def exercise(name: str) -> Callable[[Exercise], Exercise]:
    def keep(function: Exercise) -> Exercise:
        EXERCISES[name] = function
        return function

    return keep


async def to_step(hand: Hand, number: int) -> None:
    """Without a key, so that the keys under test are all that is pressed."""
    hand.app.screen.do(lambda: hand.room.go(number))
    await hand.pilot.pause()


async def opens(hand: Hand, key: str, screen: str) -> None:
    await hand.press(key)
    assert hand.on == screen, key
    await hand.press("escape")
    assert hand.on == "SessionScreen", key


@exercise("next")
async def _next(hand: Hand, key: str) -> None:
    await to_step(hand, 3)
    await hand.press(key)
    assert hand.room.step.number == 4, key


@exercise("back")
async def _back(hand: Hand, key: str) -> None:
    await to_step(hand, 3)
    await hand.press(key)
    assert hand.room.step.number == 2, key


@exercise("first")
async def _first(hand: Hand, key: str) -> None:
    await to_step(hand, 3)
    await hand.press(key)
    assert hand.room.step.number == 1


@exercise("last")
async def _last(hand: Hand, key: str) -> None:
    await hand.press(key)
    assert hand.room.step.number == len(hand.room.agenda.steps)


@exercise("overview")
async def _overview(hand: Hand, key: str) -> None:
    await hand.press(key, *"check-out", "enter")
    assert hand.room.step.title == "Check-out"


@exercise("add")
async def _add(hand: Hand, key: str) -> None:
    await hand.press(key, *"One", "enter")
    assert texts(hand.room.record.reflections) == ["One"]
    assert hand.box.display
    await hand.press(*"Two", "enter", "escape")
    assert texts(hand.room.record.reflections) == ["One", "Two"]
    assert not hand.box.display


@exercise("action")
async def _action(hand: Hand, key: str) -> None:
    await hand.press(key, *"Do", "tab", *"Lead", "tab", *"1/12", "enter", "escape")
    (action,) = hand.room.record.agreed_actions
    assert (action.text, action.owner, str(action.due)) == ("Do", "Lead", "2026-12-01")


@exercise("undo")
async def _undo(hand: Hand, key: str) -> None:
    standing = texts(hand.room.record.standing)
    hand.app.screen.do(lambda: hand.room.add_reflection("Too soon"))
    await hand.press(key)
    assert texts(hand.room.record.standing) == [*standing, "Too soon"]
    await hand.press(key)
    assert texts(hand.room.record.standing) == standing
    assert "taken back" in hand.said()


@exercise("entries")
async def _entries(hand: Hand, key: str) -> None:
    count = len(hand.room.record.standing)
    await hand.press(key, "t", "escape")
    assert len(hand.room.record.standing) == count - 1
    await hand.press(key, "enter", *"!", "enter")
    assert hand.room.record.standing[-1].text == "Two!"
    assert not hand.box.display


@exercise("owed")
async def _owed(hand: Hand, key: str) -> None:
    await opens(hand, key, "OwedScreen")


@exercise("history")
async def _history(hand: Hand, key: str) -> None:
    await hand.press(key)
    seen = hand.seen()
    assert "(taken back)" in seen
    assert "(amended)" in seen
    await hand.press("escape")


@exercise("edit-noticed")
async def _edit_noticed(hand: Hand, key: str) -> None:
    await hand.press("r", *"at SW1A 1AA", "enter", "escape", key)
    assert hand.half_written == "at SW1A 1AA"
    await hand.press("!", "enter")
    assert hand.room.record.standing[-1].text == "at SW1A 1AA!"
    assert not hand.box.display


@exercise("keep-noticed")
async def _keep_noticed(hand: Hand, key: str) -> None:
    await hand.press(key, *"public", "enter")
    (kept,) = hand.room.record.standing[-1].kept_knowingly
    assert kept.reason == "public"


@exercise("fill")
async def _fill(hand: Hand, key: str) -> None:
    await to_step(hand, 1)
    await hand.press(key, *"12", "escape")
    assert hand.room.record.attendance.head_count == 12


@exercise("timer")
async def _timer(hand: Hand, key: str) -> None:
    await to_step(hand, ACTIVITY)
    await hand.press(key)
    assert hand.room.status().timer == "running"
    before = hand.room.status().left
    hand.pass_time(seconds=60)
    await hand.press(key)
    hand.pass_time(seconds=60)
    assert hand.room.status().timer == "stopped"
    assert hand.room.status().left == pytest.approx(before - 60, abs=1)


@exercise("more-time")
async def _more_time(hand: Hand, key: str) -> None:
    await to_step(hand, ACTIVITY)
    before = hand.room.status().left
    await hand.press(key)
    assert hand.room.status().left == pytest.approx(before + 60, abs=1)


@exercise("pause")
async def _pause(hand: Hand, key: str) -> None:
    await hand.press(key)
    assert hand.on == "MomentScreen"
    assert "Taking a moment" in hand.seen()
    before = hand.room.record.clock.until(hand.table.now).total
    hand.table.advance(seconds=30)
    assert hand.room.record.clock.until(hand.table.now).total == before
    await hand.press("r", key)
    assert hand.on == "SessionScreen"
    assert not hand.box.display
    assert hand.room.record.clock.running


@exercise("blank")
async def _blank(hand: Hand, key: str) -> None:
    step = hand.room.step
    await hand.press(key)
    assert hand.on == "BlankScreen"
    assert hand.seen().split() == ["any", "key"]
    await hand.press("space")
    assert hand.on == "SessionScreen"
    assert hand.room.step is step


@exercise("concern")
async def _concern(hand: Hand, key: str) -> None:
    await hand.press(key)
    assert "call 999" in hand.seen()
    await hand.press("escape")


@exercise("swap")
async def _swap(hand: Hand, key: str) -> None:
    assert not hand.app.screen.heard.region
    await hand.press(key)
    assert "Two!" in hand.seen()
    await hand.press(key)
    assert not hand.app.screen.heard.region


@exercise("notes")
async def _notes(hand: Hand, key: str) -> None:
    await hand.press(key)
    assert "The room can see this." in hand.seen()
    await hand.press("escape")


@exercise("export")
async def _export(hand: Hand, key: str) -> None:
    await opens(hand, key, "ExportScreen")


@exercise("close")
async def _close(hand: Hand, key: str) -> None:
    await hand.press(key)
    assert "Close this session?" in hand.seen()
    await hand.press("n")
    assert hand.on == "SessionScreen"
    assert hand.room.record.state == "open"


@exercise("help")
async def _help(hand: Hand, key: str) -> None:
    await opens(hand, key, "HelpScreen")


@exercise("leave-session")
async def _leave(hand: Hand, key: str) -> None:
    await hand.press(key)
    await hand.settle()
    assert hand.on == "HomeScreen"


@exercise("a number, Enter")
async def _number(hand: Hand, key: str) -> None:
    await hand.press("1", "1")
    assert "Go to step 11" in hand.seen()
    await hand.press("enter")
    assert hand.room.step.number == 11


@exercise("0")
async def _reset(hand: Hand, key: str) -> None:
    await to_step(hand, ACTIVITY)
    await hand.press("0")
    assert hand.room.record.clock.timer(hand.room.step.activity).spent == 0


@exercise("Ctrl+P")
async def _palette(hand: Hand, key: str) -> None:
    await hand.press("ctrl+p")
    assert hand.on == "CommandPalette"
    await hand.press("escape")


@exercise("Ctrl+Q, Ctrl+C")
async def _as_q(hand: Hand, key: str) -> None:
    for chord in ("ctrl+q", "ctrl+c"):
        await hand.press("o", chord)
        assert hand.on == "SessionScreen", chord


def test_the_table_is_exercised_in_full():
    assert set(EXERCISES) == {key.id for key in SESSION_KEYS} | {shown for shown, _ in EXTRA}


async def test_every_key_does_what_the_table_says(table: Table):
    """In the order of the table: later keys find what earlier ones wrote. Leaving comes last."""
    async with in_session(table) as hand:
        for shown, _ in EXTRA[:1]:
            await EXERCISES[shown](hand, "")
        for key in SESSION_KEYS:
            names = key.keys if key.id not in ("add", "action") else key.keys[:1]
            if key.id == "leave-session":
                for shown, _ in EXTRA[1:]:
                    await EXERCISES[shown](hand, "")
            for name in names:
                await EXERCISES[key.id](hand, name)


async def test_keys_while_typing(table: Table):
    """Each line of TYPING, in the order of that table."""
    shown = [shown for shown, _ in TYPING]
    assert shown == ["Enter", "Ctrl+J, Shift+Enter", "Tab", "F4", "F8", "Esc"]
    async with in_session(table, step=5) as hand:
        await hand.press("a", *"Do", "ctrl+j", *"it", "shift+enter", *"now")
        assert hand.half_written == "Do\nit\nnow"
        await hand.press("tab", *"Lead", "f4")
        assert hand.on == "ActionFormScreen"
        assert hand.app.screen.query_one("#owner-input").value == "Lead"
        await hand.press("escape")
        await hand.settle()
        (action,) = hand.room.record.agreed_actions
        assert (action.text, action.owner) == ("Do\nit\nnow", "Lead")
        await hand.press("escape", "e", "enter", *"!", "f8")
        assert not hand.box.display
        assert hand.room.agreed[0].action == "Do\nit\nnow"
        await hand.press("u", "u", "a", *"Do", "ctrl+j", *"it", "tab", *"Lead", "escape")
        assert not hand.box.display
        await hand.press("a")
        assert hand.half_written == "Do\nit"
        await hand.press("enter")
        assert hand.box.display
        (action,) = hand.room.record.agreed_actions
        assert (action.text, action.owner) == ("Do\nit", "Lead")


async def test_a_letter_types_while_typing_and_moves_nothing(table: Table):
    letters = [key for row in SESSION_KEYS for key in row.keys if len(key) == 1]
    async with in_session(table, step=5) as hand:
        before = hand.room.record.position
        await hand.press("r", *letters, *"0123456789!?.+=", "space")
        assert hand.half_written == f"{''.join(letters)}0123456789!?.+= "
        assert hand.on == "SessionScreen"
        await hand.press("home", "end", "pageup", "pagedown", "up", "down", "left", "right")
        assert hand.room.record.position == before
        await hand.press("escape", "a", "tab", *letters, "tab", *letters)
        for key in ("shift+tab", "down", "up", "pagedown", "pageup", "home", "end", "left"):
            await hand.press(key)
        assert hand.room.record.position == before
        assert hand.box.writing.owner == hand.box.writing.due == "".join(letters)
        assert hand.box.display


async def test_the_palette_runs_what_it_lists(table: Table):
    async with in_session(table, step=5) as hand:
        offered = {
            command.title: command for command in hand.app.get_system_commands(hand.app.screen)
        }
        words = {key.word for key in SESSION_KEYS if key.id not in ("next", "back")}
        assert words <= set(offered)
        for name, look in NAMES.items():
            assert any(look in title for title in offered) == (name != hand.app.theme)
        await hand.press("ctrl+p", *"live conc")
        await hand.pilot.pause(0.3)
        await hand.press("enter")
        await hand.pilot.pause(0.2)
        assert hand.on == "ConcernScreen"


async def test_a_look_is_kept_for_the_next_time(table: Table):
    async with at_keyboard(table) as hand:
        assert hand.app.theme == "calm"
        for look in ("paper", "contrast"):
            hand.app.wear(look)
            await hand.pilot.pause()
            assert table.app().theme == look

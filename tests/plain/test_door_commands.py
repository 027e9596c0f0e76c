"""The commands of the linear door: the table, the timer, pause and concern."""

from __future__ import annotations

from pathlib import Path

from at_the_door import AtTheDoor, go_to, texts

from learnsession.plain.commands import COMMANDS
from learnsession.plain.place import Place
from learnsession.room.desk import Desk, SetUp
from support import FakeClock


def test_an_unknown_command_is_refused_with_what_is_possible(at: AtTheDoor) -> None:
    before = at.room.record
    said = at.type("/axtion a long text")
    assert "Did you mean /action?" in said
    assert "Not kept: /axtion a long text" in said
    for command in COMMANDS:
        assert f"/{command.name}" in said
    for bad in ("/", "/ next", "/\x1b[31m", "/next week we meet", "/close now"):
        at.type(bad)
    assert at.room.record.entries == before.entries
    assert at.room.record.position == before.position
    assert "\x1b" not in at.out.getvalue()


def test_every_command_is_in_the_help_and_capitals_make_no_difference(at: AtTheDoor) -> None:
    said = at.type("/HELP")
    for command in COMMANDS:
        assert f"{command.usage}: {command.help}" in said
    for name in ("next", "back", "overview", "go", "action", "here", "confidence", "review",
                 "notes", "where", "list", "amend", "withdraw", "timer", "pause", "concern",
                 "export", "close", "quit", "help"):  # fmt: skip
        assert f"/{name}" in said


def test_the_timer_belongs_to_an_activity(at: AtTheDoor, clock: FakeClock) -> None:
    assert "belongs to an activity" in at.type("/timer")
    go_to(at, "talk.map")
    assert at.type("/timer").startswith("Timer running: ")
    clock.advance(seconds=30)
    at.type("/timer +")
    assert at.type("/timer").startswith("Timer stopped: ")
    timer = at.room.record.clock.timer("map")
    assert (timer.spent, timer.extra, timer.running) == (30, 60, False)
    at.type("/timer reset")
    assert at.room.record.clock.timer("map").spent == 0
    assert "does not know" in at.type("/timer fast")


def test_pause_shows_only_that_and_the_contacts_and_keeps_nothing(at: AtTheDoor) -> None:
    at.type("/question 1")
    said = at.type("/pause")
    assert said.splitlines()[0] == "Taking a moment"
    assert "local.yaml" in said
    assert len(said.splitlines()) == 2
    said = at.type("said meanwhile")
    assert "Not kept: said meanwhile" in said
    assert "/continue" in said
    assert "999" in at.type("/concern")
    step = at.room.step
    at.type("")
    assert not at.room.record.moment
    assert at.room.step == step
    at.type("/pause", "/continue", "and on")
    assert texts(at) == ["and on"]
    assert "not paused" in at.type("/continue")


def test_the_teams_own_contacts_are_shown(desk: Desk, setup: SetUp, store_dir: Path) -> None:
    own = store_dir / "my-packs" / "local.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("support: ['Staff line: ask for it at the desk']\nconcern: ['The duty desk']\n")
    at = AtTheDoor(desk.start(setup), Place())
    assert at.type("/pause") == "Taking a moment\nStaff line: ask for it at the desk\n"
    said = at.type("/concern")
    assert "The duty desk" in said
    assert "not here" in said
    assert len(at.room.record.concerns) == 1
    at.room.leave()

"""Closing, exporting, leaving and going on at the linear door."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from at_the_door import AtTheDoor, texts

from learnsession.plain.place import Place
from learnsession.room.desk import Desk, SetUp
from support import FakeClock


def test_close_asks_once_with_what_is_incomplete_and_y_closes(at: AtTheDoor) -> None:
    said = at.type("/close")
    for part in ("steps 2 to", "not shown", "no attendance", "nothing heard", "no agreed actions"):
        assert part in said, part
    assert at.room.record.state == "open"
    said = at.type(" Yes ")
    assert at.room.record.state == "closed"
    assert at.talk.over
    for part in ("show S-0001", "export S-0001", "reopen S-0001", "--store 'the store'"):
        assert part in said, part


@pytest.mark.parametrize("answer", ["", "n", "No"])
def test_an_answer_that_is_not_yes_does_not_close(at: AtTheDoor, answer: str) -> None:
    step = at.room.step
    assert at.type("/close", answer).endswith("Not closed.\n")
    assert (at.room.record.state, at.room.step, texts(at)) == ("open", step, [])
    assert at.type("y") == "Kept 1: y\n"


def test_a_text_or_command_after_close_is_not_lost(at: AtTheDoor) -> None:
    assert at.type("/close", "yes we should").endswith("Not closed.\nKept 1: yes we should\n")
    assert "Close S-0001?" in at.type("/close", "/close")
    at.type("/next")
    assert at.room.step.number == 2
    assert at.room.record.state == "open"


def test_closing_works_while_paused(at: AtTheDoor) -> None:
    at.type("/pause", "/close", "y")
    assert at.room.record.state == "closed"


def test_export_writes_here_and_never_over_a_file(
    at: AtTheDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    at.type("what was heard")
    said = at.type("/export md")
    (path,) = folder.iterdir()
    assert said == f"Exported: {path}\n"
    assert "what was heard" in path.read_text("utf-8")
    at.type("said-afterwards")
    assert "Exported" not in at.type("/export md")
    assert "said-afterwards" not in path.read_text("utf-8").split()
    assert "Exported" in at.type("/export md --force")
    assert "Exported" in at.type("/export")
    assert {each.suffix for each in folder.iterdir()} == {".md", ".docx"}
    assert "docx or md" in at.type("/export pdf")


def test_the_end_of_input_keeps_all_and_says_how_to_go_on(at: AtTheDoor, desk: Desk) -> None:
    code, said = at.run("one\r\n\r\n/close\n")
    assert code == 0
    assert "learnsession --store 'the store' resume S-0001 --plain" in said
    row = desk.store.find("last")
    assert (row.state, row.reflections) == ("open", 1)


def test_quit_leaves_the_rest_of_the_lines_alone(at: AtTheDoor, desk: Desk) -> None:
    code, said = at.run("one\n/quit\ntwo\n")
    assert (code, "resume S-0001" in said) == (0, True)
    assert desk.store.find("last").reflections == 1


def test_a_resumed_session_shows_the_same_step_and_the_half_written_text(
    at: AtTheDoor, desk: Desk, clock: FakeClock
) -> None:
    from learnsession.store.drafts import Draft, together

    half = Draft("half a thou", "reflection", at.room.step.id, None, "", "", clock.now)
    action = replace(half, text="Ask the nur", kind="agreed-action")
    at.room.keep_draft(together((half, action)))
    at.run("one\n/go 4\n/quit\n")
    again = AtTheDoor(desk.resume(desk.store.find("last").id), Place())
    code, said = again.run("two\n")
    assert code == 0
    assert "Step 4 of" in said
    assert "half a thou\nAsk the nur\n" in said
    assert "Kept 2: two" in said


def test_a_rehearsal_says_that_nothing_is_kept(desk: Desk, setup: SetUp, store_dir: Path) -> None:
    at = AtTheDoor(desk.rehearse(setup), Place())
    code, said = at.run("heard\n/action agreed\n/where\n/close\ny\n")
    assert code == 0
    assert "This is a rehearsal" in said
    assert "Kept 1" not in said
    assert "Rehearsal, not kept: 1: heard" in said
    assert "resume" not in said
    assert not (store_dir / "sessions").exists()

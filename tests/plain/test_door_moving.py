"""Moving through a session at the linear door."""

from __future__ import annotations

from pathlib import Path

import pytest
from at_the_door import AtTheDoor, go_to, texts

from learnsession.packs.reader import PackFile
from learnsession.plain.place import Place
from learnsession.room.desk import Desk, SetUp
from support import FakeClock, tiny_pack


@pytest.mark.parametrize("line", ["", " ", "   \t "])
def test_an_empty_line_shows_the_whole_next_step(at: AtTheDoor, line: str) -> None:
    go_to(at, "review.summary")
    said = at.type(line)
    assert at.room.step.id == "review.events"
    for text in ("The first thing.", "The second thing.", "The third thing."):
        assert text in said
    assert at.room.points == 3
    assert texts(at) == []


def test_on_the_last_step_it_says_so_and_stays(at: AtTheDoor) -> None:
    at.type("/last")
    last = at.room.step
    said = at.type("", "/next", " ")
    assert said.count("This is the last step.") == 3
    assert at.room.step == last
    assert at.room.record.state == "open"
    assert not at.talk.over


def test_back_first_go_and_their_refusals(at: AtTheDoor) -> None:
    assert "This is the first step." in at.type("/back")
    at.type("/go 4", "/back")
    assert at.room.step.number == 3
    for bad in ("/go", "/go 99", "/go two", "/go -1", "/go 1_0", "/go " + "9" * 5000):
        at.type(bad)
        assert at.room.step.number == 3, bad
    assert at.type("/first").count("Step 1 of") == 1


def test_the_overview_numbers_the_steps_as_go_does(at: AtTheDoor) -> None:
    at.type("/go 3")
    said = at.type("/overview")
    for step in at.room.agenda.steps:
        assert f"  {step.number}. {step.title}" in said
    assert "3. Previous (you are here)" in said


def test_where_says_step_phase_pace_end_and_saved(at: AtTheDoor, clock: FakeClock) -> None:
    at.type("/go 4")
    clock.advance(minutes=1)
    said = at.type("/where")
    for part in ("Step 4 of", "Phase: Review", "5:00 of 6 left", "ahead", "ends about", "saved"):
        assert part in said, part


def test_sources_stand_in_the_notes_alone(desk: Desk, setup: SetUp) -> None:
    pack = tiny_pack(learning_points=[{"id": "p", "text": "A point.", "source": "slide 9"}])
    setup = SetUp(PackFile(pack, Path("x"), "c" * 64), setup.form)
    at = AtTheDoor(desk.start(setup), Place())
    go_to(at, "review.learning-points")
    assert "slide 9" not in at.out.getvalue()
    assert "A point.: slide 9" in at.type("/notes")
    at.room.leave()


def test_what_was_written_for_the_pack_is_labelled(desk: Desk, setup: SetUp) -> None:
    points = [
        {"id": "ours", "text": "Ours.", "written_for_pack": True},
        {"id": "theirs", "text": "Theirs.", "source": "slide 1"},
    ]
    pack = tiny_pack(learning_points=points)
    at = AtTheDoor(desk.start(SetUp(PackFile(pack, Path("x"), "c" * 64), setup.form)), Place())
    go_to(at, "review.learning-points")
    said = at.out.getvalue()
    assert "- Ours. (written for this pack)\n- Theirs.\n" in said
    at.room.leave()

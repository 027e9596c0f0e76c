"""Every pack that ships is run to its end in every format through the linear door."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeys.hand import Table
from learnsession.packs.library import find_format, find_pack
from learnsession.plain.place import Place
from learnsession.room.desk import SetUp
from learnsession.session.events import Briefing
from packs.shipped_packs import FORMATS, NAMES, pack
from plain.at_the_door import AtTheDoor

every_session = pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name in NAMES for form in FORMATS]
)


def at_the_door(table: Table, name: str, form: str, *, stops: bool = False) -> AtTheDoor:
    """A session of a pack, with its preselected activities."""
    asks = pack(name).asks
    setup = SetUp(
        find_pack(name, table.root),
        find_format(form, table.root),
        team="North team",
        briefing=Briefing(title="A briefing on a bruise") if asks else None,
        stops=stops,
    )
    return AtTheDoor(table.desk.start(setup), Place("the store"))


def to_the_end(at: AtTheDoor) -> list[str]:
    """From the first step to the last, an empty line at a time; what was said at each."""
    said = [at.type("/first")]
    while at.room.step.number < len(at.room.agenda.steps):
        before = at.room.step.number
        said.append(at.type(""))
        assert at.room.step.number == before + 1
    assert "last step" in at.type("")
    return said


def same(text: str) -> str:
    """Text without regard to how its lines are broken."""
    return " ".join(text.split())


@every_session
def test_it_runs_to_the_end_and_closes(
    table: Table, name: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    at = at_the_door(table, name, form)
    said = to_the_end(at)
    for step, words in zip(at.room.agenda.steps, said, strict=True):
        heard = same(words)
        assert f"Step {step.number} of {len(said)}." in heard
        assert same(step.text) in heard, step.id
        for point in step.points:
            assert same(point.text) in heard, point.id
            assert same(point.label.rstrip(".")) in heard, point.id
        assert at.err.getvalue() == ""
    at.type("We will look at the weekend rota", "/export md", "/close", "y")
    assert at.room.record.state == "closed"
    (note,) = tmp_path.glob("*.md")
    title = "A briefing on a bruise" if pack(name).asks else pack(name).title
    assert title in note.read_text("utf-8")
    at.room.leave()


@every_session
def test_its_facilitator_hears_the_notes_of_every_step(table: Table, name: str, form: str) -> None:
    at = at_the_door(table, name, form)
    for step in at.room.agenda.steps:
        at.type(f"/go {step.number}")
        heard = same(at.type("/notes"))
        for note in step.notes:
            assert same(note) in heard, step.id
    assert at.err.getvalue() == ""
    at.room.leave()


@pytest.mark.parametrize("name", [name for name in NAMES if pack(name).case_summary.events])
def test_it_stops_at_each_event_and_asks(table: Table, name: str) -> None:
    at = at_the_door(table, name, "workshop-90", stops=True)
    said = to_the_end(at)
    summary = pack(name).case_summary
    for each in (*summary.events, *summary.episodes):
        (stop,) = [words for words in said if same(each.text) in same(words)]
        assert "What would you have thought then?" in stop, each.id
        assert "What would you have done next?" in stop, each.id
    at.room.leave()

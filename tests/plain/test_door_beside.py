"""What stands beside a step at the linear door: the team's own details, contacts and tags."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from at_the_door import AtTheDoor, go_to

from learnsession.packs.reader import PackFile
from learnsession.plain.place import Place
from learnsession.room.desk import Desk, SetUp
from support import activity, tiny_pack

FILLED_IN = """\
details:
  procedure:
    text: Chapter 4 of our procedures
    link: https://ours.example/4
"""


@pytest.fixture
def setup(setup: SetUp) -> SetUp:
    chosen = activity(
        "map", 6, local=["procedure", "neglect-strategy"], tags=["leadership", "6.3"],
        source_tags=["made-up"],
    )  # fmt: skip
    pack = tiny_pack(
        activities=[chosen, activity("quiet", 5)],
        framework="norfolk-thematic-learning",
        contacts=[{"id": "line", "text": "Duty line 01 23"}],
    )
    return replace(setup, pack=PackFile(pack, Path("tiny.yaml"), "a" * 64))


def write_local(root: Path, text: str) -> None:
    folder = root / "my-packs"
    folder.mkdir(parents=True)
    (folder / "local.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def filled(desk: Desk, setup: SetUp):
    write_local(desk.root, FILLED_IN)
    room = desk.start(setup)
    yield AtTheDoor(room, Place("the store"))
    room.leave()


def shown(at: AtTheDoor) -> str:
    go_to(at, "welcome.start")
    return at.type(f"/go {at.room.agenda.step('talk.map').number}")


def test_what_the_team_filled_in_is_said_with_its_link(filled: AtTheDoor):
    said = shown(filled)
    assert "Local procedure: Chapter 4 of our procedures. https://ours.example/4" in said
    assert "Neglect strategy (neglect-strategy)" in said


def test_what_is_missing_is_said_with_where_to_put_it(at: AtTheDoor):
    said = shown(at)
    assert "not filled in yet: Local procedure (procedure); Neglect strategy" in said
    assert f"{at.room.local.path}, under details:" in said


def test_a_step_that_needs_nothing_says_nothing(at: AtTheDoor):
    go_to(at, "talk.quiet")
    assert "Your own" not in at.type("/back", "/next")[-400:]


def test_notes_name_the_tags_as_ours_and_the_source_s_own_apart(at: AtTheDoor):
    go_to(at, "talk.map")
    said = at.type("/notes")
    chosen = next(line for line in said.splitlines() if line.startswith("Tags"))
    assert chosen.startswith("Tags, chosen for this pack: Leadership: Ownership")
    assert "; 6.3 Robust" in chosen
    assert "Named in the source: made-up" in said


def test_tags_are_never_said_with_the_step(at: AtTheDoor):
    said = shown(at)
    assert "Tags" not in said
    assert "leadership" not in said.casefold()


def test_contacts_are_in_the_notes_of_the_summary(at: AtTheDoor):
    go_to(at, "review.summary")
    assert "From the source, check first: Duty line 01 23" in at.type("/notes")

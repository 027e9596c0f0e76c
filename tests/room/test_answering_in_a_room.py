"""What is said of agreed actions in a session, and undone for one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import Table, laid
from journeys.owing import CHRONOLOGY, NURSERY, agreed_weeks_ago
from learnsession.errors import RefusedError


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def test_the_last_thing_said_of_one_action_is_undone_whatever_came_after(table: Table):
    agreed_weeks_ago(table, 8, CHRONOLOGY, NURSERY)
    room = table.desk.start(table.setup())
    first, second = room.owed
    room.answer(first, "done", "Read as a whole")
    room.answer(second, "going", "Half of them")
    room.add_reflection("Something else was said")
    assert room.undo_said(first).status == "not-started"
    assert room.action(second.ref).status == "in-progress"
    with pytest.raises(RefusedError, match="Nothing was said of A-0001 in this session"):
        room.undo_said(first)
    room.undo()  # the reflection, and then the other action: what is undone is not undone again
    room.undo()
    assert room.action(second.ref).status == "not-started"
    with pytest.raises(RefusedError, match="nothing to undo"):
        room.undo()
    room.leave()


def test_a_field_that_only_the_register_knows_can_be_emptied_in_a_session(table: Table):
    agreed_weeks_ago(table, 8, CHRONOLOGY)
    room = table.desk.start(table.setup())
    known = table.desk.register().find("A-0001")
    room.change(known, cleared=("measure",))
    room.leave()
    assert table.another_desk().register().find("A-0001").measure == ""

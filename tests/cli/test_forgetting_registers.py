"""What was typed of agreed actions outside sessions can be removed for good as well."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from test_commands import Program, program  # noqa: F401 - a fixture

from learnsession.store.catalogue import CatalogueRow
from learnsession.store.expiring import expired
from learnsession.store.sessions import SessionStore

NAME = "Kyle Marsh"


@pytest.fixture
def spoken(program: Program) -> Program:  # noqa: F811
    """A session with an action, and a name that was typed of it outside of it."""
    program.session("/action Ask the school\n", "--team", "Duty")
    assert program("actions", "going", "1", "--note", f"{NAME} was seen") == 0
    return program


def left(program: Program) -> list[str]:  # noqa: F811
    """The files in which the name still stands."""
    files = (path for path in program.store.rglob("*") if path.is_file())
    return [path.name for path in files if NAME.encode() in path.read_bytes()]


def test_a_store_with_a_register_is_well(spoken: Program):
    assert spoken("store", "check") == 0, spoken.out
    assert "All is well." in spoken.out


def test_a_phrase_goes_from_a_register_and_its_copies(spoken: Program, tmp_path: Path):
    assert spoken("actions", "update", "1", "--measure", f"{NAME} says so") == 0
    assert len(left(spoken)) == 2
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(NAME)
    assert spoken("redact", "S-0001", "--phrase-file", str(phrase), "--yes") == 1
    assert "They stand in R-0001" in spoken.err
    assert spoken("redact", "R-0001", "--phrase-file", str(phrase), "--yes") == 0
    assert left(spoken) == []
    assert spoken("actions", "show", "1") == 0
    assert "[removed] was seen" in spoken.out
    assert spoken("store", "check") == 0


def test_erasing_a_session_names_the_register_that_speaks_of_it(spoken: Program):
    assert spoken("erase", "S-0001", "--yes") == 0
    assert "carried on: in R-0001" in spoken.out


def test_a_register_can_be_erased(spoken: Program):
    assert spoken("erase", "R-0001", "--yes") == 0
    assert "R-0001: the register of Duty" in spoken.out
    assert "1 thing said of actions outside sessions" in spoken.out
    assert "as if nothing of that had been said" in spoken.out
    assert left(spoken) == []
    assert spoken.json("actions")[0]["status"] == "not-started"
    spoken.session("again\n", "--team", "Duty")
    assert spoken.json("show", "last")["ref"] == "S-0002"


def test_a_register_is_no_session_and_is_named_in_the_list(spoken: Program):
    for spec in ("R-0001", "r1"):
        assert spoken("show", spec) == 1
        assert "R-0001 is no session: it is the register of the team Duty." in spoken.err
    assert spoken("show", "1") == 0
    assert spoken("sessions") == 0
    assert "R-0001  Duty" in spoken.out
    assert [row["ref"] for row in spoken.json("sessions")] == ["S-0001"]


def test_a_register_expires_when_nothing_was_written_into_it_for_long(spoken: Program):
    (row,) = SessionStore(spoken.store).registers()
    old: CatalogueRow = row._replace(
        started_at=datetime(2000, 1, 1, tzinfo=UTC).isoformat(),
        written_at=datetime(2015, 1, 1, tzinfo=UTC).isoformat(),
    )
    assert expired([old], 7, date(2022, 1, 1), UTC) == ()
    (found,) = expired([old], 7, date(2022, 1, 1) + timedelta(days=1), UTC)
    assert found.row.ref == "R-0001"

"""The rows of a store: right whatever happened to the catalogue, and cheap for thousands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest
from stored_samples import START, agreed, at, heard, make, new_id

from learnsession.session import events as ev
from learnsession.store.catalogue import CatalogueRow
from learnsession.store.catalogue_file import Catalogue
from learnsession.store.names import Name, path_for
from learnsession.store.sealing import CLEAR, close_plain
from learnsession.store.sessions import SessionStore


@pytest.fixture
def opened(monkeypatch):
    """The paths of session files that a list had to open, in order."""
    paths: list[str] = []
    read = SessionStore._read_row

    def counted(self, name: Name) -> CatalogueRow:
        paths.append(name.ref)
        return read(self, name)

    monkeypatch.setattr(SessionStore, "_read_row", counted)
    return paths


def refs(store) -> list[str]:
    return [row.ref for row in SessionStore(store.root).rows()]


def test_a_row_says_what_the_session_adds_up_to(store):
    session = make(store, entries=3)
    session.append(agreed(4), ev.EntryWithdrawn(at=at(5), entry="entry-1"))
    session.append(ev.SessionClosed(at=at(6)))
    session.leave()
    (row,) = SessionStore(store.root).rows()
    assert row == CatalogueRow(
        id=new_id(1),
        ref="S-0001",
        path=f"sessions/2026/S-0001_{new_id(1)}.json",
        pack="norfolk-child-ai",
        title="Child AI",
        team="East",
        format="team-30",
        state="closed",
        started_at="2026-07-14T10:00:00.000000+00:00",
        closed_at="2026-07-14T10:00:06.000000+00:00",
        written_at="2026-07-14T10:00:06.000000+00:00",
        reflections=2,
        agreed_actions=1,
        size=session.path.stat().st_size,
    )
    assert (row.started, row.closed, row.written) == (START, at(6), at(6))


def test_the_newest_comes_first_and_nothing_is_opened(store, opened):
    for number, seconds in enumerate([50, 10, 99.5, 99], start=1):
        make(store, entries=0, number=number, seconds=seconds).leave()
    opened.clear()
    assert refs(store) == ["S-0003", "S-0004", "S-0001", "S-0002"]
    assert opened == []


@pytest.mark.parametrize("folders_tell", [True, False])
def test_only_what_is_in_use_is_opened(store, opened, monkeypatch, folders_tell):
    """Even on a disk whose folders do not say when they changed."""
    if not folders_tell:
        monkeypatch.setattr("learnsession.store.names._changed", lambda folder: 1)
    for number in (1, 2, 3):
        make(store, number=number).leave()
    session = store.open(new_id(2))
    session.append(heard(7))
    opened.clear()
    rows = SessionStore(store.root).rows()
    assert opened == ["S-0002"]
    assert rows[0].reflections == 3
    session.leave()
    opened.clear()
    assert SessionStore(store.root).rows()[0].reflections == 3
    assert opened == []


@pytest.mark.parametrize("harm", ["missing", "empty", "flipped", "older", "foreign"])
def test_a_catalogue_that_cannot_be_trusted_is_made_anew(store, opened, harm):
    make(store, number=1).leave()
    catalogue = store.root / "catalogue.json"
    older = catalogue.read_bytes()
    make(store, number=2).leave()
    again = store.open(new_id(1))
    again.append(heard(8))
    again.leave()
    expected = store.rows()
    contents = {
        "empty": b"",
        "flipped": catalogue.read_bytes().replace(b"East", b"Easu", 1),
        "older": older,
        "foreign": close_plain(CLEAR, "catalogue", catalogue, {"rows": [[1, 2]], "years": {}}),
    }
    catalogue.unlink()
    if harm in contents:
        catalogue.write_bytes(contents[harm])
    opened.clear()
    assert SessionStore(store.root).rows() == expected
    assert sorted(opened) == ["S-0001", "S-0002"]
    opened.clear()
    assert SessionStore(store.root).rows() == expected
    assert opened == [], "mended by the list before"


def test_sessions_copied_in_and_taken_away(store, tmp_path, opened):
    make(store, number=1).leave()
    other = SessionStore(tmp_path / "other")
    make(other, number=5).leave()
    copied = path_for("S-0005", new_id(5), START)
    shutil.copy(other.root / copied, store.root / copied)
    (store.root / path_for("S-0001", new_id(1), START)).unlink()
    assert refs(store) == ["S-0005", "S-0001"], "its last good generation is still there"
    for file in store.root.rglob("S-0001*"):
        file.unlink()
    opened.clear()
    assert refs(store) == ["S-0005"]
    assert opened == []


def test_a_damaged_session_is_named_and_hides_no_other(store):
    for number in (1, 2):
        make(store, entries=0, number=number).leave()
    path = store.root / path_for("S-0001", new_id(1), START)
    path.unlink()
    path.write_bytes(b"")
    assert refs(store) == ["S-0002"]
    ((named, words),) = store.damaged()
    assert (named, "It is empty" in words) == (path, True)


def test_ten_thousand_rows_open_no_session(store, opened):
    """Reads are counted, not seconds: those belong in the benchmarks."""
    year = store.root / "sessions" / "2026"
    make(store, entries=1).leave()
    template = store.rows()[0]
    rows = []
    for number in range(2, 10_001):
        path = path_for(f"S-{number:04d}", f"01K{number:06d}", START)
        os.close(os.open(store.root / path, os.O_CREAT))
        moment = START + timedelta(seconds=(number * 7919) % 10_007)
        row = template._replace(id=f"01K{number:06d}", ref=f"S-{number:04d}", path=path, size=0)
        rows.append(row._replace(written_at=moment.isoformat(timespec="microseconds")))
    catalogue = Catalogue(store.root, pytest.fail, CLEAR)
    catalogue._save([template, *rows], {"2026": year.stat().st_mtime_ns})
    session = store.open(new_id(1))
    session.append(heard(2))
    opened.clear()
    found = SessionStore(store.root).rows()
    assert opened == ["S-0001"]
    assert len(found) == 10_000
    assert [row.written for row in found] == sorted((row.written for row in found), reverse=True)
    session.leave()
    opened.clear()
    assert len(SessionStore(store.root).rows()) == 10_000
    assert opened == []


def test_rows_written_by_two_processes_at_once_are_all_there(store, opened):
    code = (
        "import sys; sys.path.insert(0, sys.argv[3]); from pathlib import Path\n"
        "from learnsession.store.sessions import SessionStore\n"
        "from stored_samples import make\n"
        "for number in range(int(sys.argv[2]), int(sys.argv[2]) + 15):\n"
        "    make(SessionStore(Path(sys.argv[1])), entries=1, number=number).leave()\n"
    )
    here = str(__import__("pathlib").Path(__file__).parent)
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(store.root), str(first), here])
        for first in (1, 101)
    ]
    assert [child.wait(timeout=60) for child in running] == [0, 0]
    assert len(refs(store)) == 30
    assert opened == []


def test_a_list_brings_in_neither_pydantic_nor_tinydb_nor_filelock(store):
    make(store).leave()
    code = (
        "import sys; from pathlib import Path\n"
        "from learnsession.store.sessions import SessionStore\n"
        "assert SessionStore(Path(sys.argv[1])).find('last').ref == 'S-0001'\n"
        "print(sorted({'pydantic', 'tinydb', 'filelock', 'textual', 'docx'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", code, str(store.root)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout
    assert said.strip() == "[]"

"""The TinyDB storage on its own, with the traps that TinyDB has."""

from __future__ import annotations

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from learnsession.errors import DamagedError, SaveError
from learnsession.store.files import previous
from learnsession.store.moves import move_aside
from learnsession.store.sealing import CLEAR
from learnsession.store.storage import SessionStorage, read_tables


@pytest.fixture
def path(tmp_path):
    return tmp_path / "S-0001_x.json"


def database(path) -> TinyDB:
    return TinyDB(
        storage=lambda: SessionStorage(
            path, lambda file: move_aside(file, path.parent / "q", "x"), CLEAR
        )
    )


def test_tables_come_back_and_the_generation_before_is_kept(path):
    table = database(path).table("events")
    table.insert_multiple([Document({"a": 1}, doc_id=1), Document({"a": "ż"}, doc_id=2)])
    table.insert(Document({"a": None}, doc_id=3))
    expected = {"events": {"1": {"a": 1}, "2": {"a": "ż"}, "3": {"a": None}}}
    assert read_tables(path, CLEAR)[0] == expected
    assert list(read_tables(previous(path), CLEAR)[0]["events"]) == ["1", "2"]
    assert database(path).table("events").all() == [{"a": 1}, {"a": "ż"}, {"a": None}]


def test_several_tables_removals_and_empty_ones_are_written_as_they_are(path):
    opened = database(path)
    for name in ("events", "more"):
        opened.table(name).insert_multiple(Document({"n": n}, doc_id=n) for n in (1, 2, 3))
    opened.table("events").remove(doc_ids=[2])
    opened.table("more").truncate()
    assert read_tables(path, CLEAR)[0] == {"events": {"1": {"n": 1}, "3": {"n": 3}}, "more": {}}
    opened.drop_tables()
    assert read_tables(path, CLEAR)[0] == {}


def test_an_update_in_place_fails_rather_than_being_lost(path):
    table = database(path).table("events")
    table.insert(Document({"a": 1}, doc_id=1))
    with pytest.raises(AttributeError):
        table.upsert(Document({"a": 2}, doc_id=1))
    assert read_tables(path, CLEAR)[0] == {"events": {"1": {"a": 1}}}


def test_a_refused_save_leaves_no_trace_in_memory(path, monkeypatch):
    table = database(path).table("events")
    table.insert(Document({"a": 1}, doc_id=1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("learnsession.store.storage.put_in_place", refuse)
        with pytest.raises(SaveError):
            table.insert(Document({"a": 2}, doc_id=2))
    assert len(table) == 1
    table.insert(Document({"a": 3}, doc_id=2))
    assert read_tables(path, CLEAR)[0]["events"]["2"] == {"a": 3}


def refuse(*_args, **_more):
    raise SaveError("The disk is full.", "Free some space.")


@pytest.mark.parametrize("content", [b"", b"{}", b'{"events": {}}', b"\x00" * 200])
def test_no_content_of_another_kind_is_taken_for_a_new_store(path, content):
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        database(path).table("events").insert({"a": 1})
    assert path.read_bytes() == content

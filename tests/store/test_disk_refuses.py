"""An error at every file call of a save: said in words, nothing lost, the next save writes all."""

from __future__ import annotations

import errno
import os

import pytest
from stored_samples import heard, make, texts

from learnsession.errors import SaveError
from learnsession.store.files import previous, write_atomically
from learnsession.store.sessions import SessionStore

CALLS = ["open", "write", "fsync", "close", "link", "unlink", "replace", "lstat", "fstat"]


class Refusing:
    """Stands in for the file calls of `os`; the one in turn fails."""

    def __init__(self, monkeypatch, fail_at: int, number: int, only_under) -> None:
        self.count = 0
        self.failed = ""
        self._fail_at = fail_at
        self._number = number
        for name in CALLS:
            monkeypatch.setattr(os, name, self._guard(name, getattr(os, name)))

    def _guard(self, name, call):
        def guarded(*args, **more):
            self.count += 1
            if self.count == self._fail_at:
                self.failed = name
                if name == "close":
                    call(*args, **more)
                raise OSError(self._number, os.strerror(self._number))
            return call(*args, **more)

        return guarded


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_an_error_at_each_file_call_of_one_save(store, number):
    session = make(store, entries=2)
    said = 2
    failed = []
    for place in range(1, 40):
        before = session.path.read_bytes()
        said += 1
        with pytest.MonkeyPatch.context() as patch:
            refusing = Refusing(patch, place, number, store.root)
            try:
                session.append(heard(said))
                refused = False
            except SaveError:
                refused = True
        if not refusing.failed:
            break
        failed.append(refusing.failed)
        left = [path.name for path in session.path.parent.iterdir() if path.name.endswith(".tmp")]
        assert refused or not session.pending, refusing.failed
        assert not left, refusing.failed
        after = store.read(session.id)
        assert after.notices == ()
        moved = session.path.read_bytes() != before
        assert len(texts(after.events)) == (said if moved else said - session.pending)
        session.save()
        assert session.pending == 0
        assert session.notices == (), refusing.failed
    assert {"open", "write", "fsync", "link", "replace"} <= set(failed)
    assert failed.count("fsync") == 2
    session.leave()
    assert texts(store.read(session.id).events) == [f"heard {n}" for n in range(1, said + 1)]


def test_several_refused_saves_are_all_written_by_the_next(store, monkeypatch):
    session = make(store, entries=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", refuse(errno.ENOSPC))
        for number in (2, 3):
            event = heard(number)
            for _ in range(2):
                with pytest.raises(SaveError):
                    session.append(event)
        assert session.pending == 2
        with pytest.raises(SaveError):
            session.leave()
    session.append(heard(4))
    assert session.pending == 0
    session.leave()
    assert texts(store.read(session.id).events) == ["heard 1", "heard 2", "heard 3", "heard 4"]


def refuse(number):
    def call(*_args, **_more):
        raise OSError(number, os.strerror(number))

    return call


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EDQUOT, "The disk is full."),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "may not write"),
        (errno.ENOENT, "is gone"),
        (errno.EIO, "The disk refused: "),
    ],
)
def test_the_refusal_is_in_words(store, monkeypatch, number, words):
    session = make(store, entries=1)
    monkeypatch.setattr(os, "fsync", refuse(number))
    with pytest.raises(SaveError) as refused:
        session.append(heard(2))
    assert words in refused.value.happened
    assert refused.value.todo
    monkeypatch.undo()
    session.leave()


def test_short_writes_are_finished(tmp_path, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:3])))
    write_atomically(tmp_path / "x", b"0123456789")
    assert (tmp_path / "x").read_bytes() == b"0123456789"


def test_a_disk_without_hard_links_keeps_a_copy(store, monkeypatch):
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    session = make(store, entries=1)
    before = session.path.read_bytes()
    session.append(heard(2))
    assert previous(session.path).read_bytes() == before
    assert not list(session.path.parent.glob(".*.tmp"))


def test_a_session_that_could_not_be_made_leaves_nothing(store, monkeypatch):
    store.next_reference()
    fsync = os.fsync
    calls = []

    def second_file_refused(handle):
        calls.append(handle)
        if len(calls) == 3:  # the marker and its folder come first
            raise OSError(errno.ENOSPC, "full")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", second_file_refused)
    with pytest.raises(SaveError):
        make(store)
    monkeypatch.undo()
    assert store.rows() == ()
    assert not list((store.root / "in-use").iterdir())
    make(store).leave()


def test_a_session_can_be_left_when_its_row_cannot_be_written(store, monkeypatch):
    session = make(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("learnsession.store.catalogue_file.write_atomically", fail_to_save)
        session.leave()
    assert [row.reflections for row in store.rows()] == [2]
    again = SessionStore(store.root).open(session.id)
    again.leave()


def fail_to_save(path, data):
    raise SaveError("The disk is full.", "Free some space.", str(path))


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_made_read_only_is_said_and_then_goes_on(store):
    session = make(store, entries=1)
    session.path.parent.chmod(0o500)
    try:
        with pytest.raises(SaveError, match="may not write"):
            session.append(heard(2))
    finally:
        session.path.parent.chmod(0o700)
    session.save()
    assert session.notices == ()
    session.leave()

"""A disk that is full, and then has space again: said in words, nothing lost, the next save writes
everything that waited."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fault_counts import SEALED, Tally, counts
from fault_events import SESSION, draft, heard, numbers, started, text, texts, up_to
from stores import open_store

from learnsession.errors import SaveError
from learnsession.store.opened import OpenSession
from learnsession.store.sessions import SessionStore

resource = pytest.importorskip("resource", reason="needs RLIMIT_FSIZE")

FAULT = "disk full, then space again"
TMPFS_KIB = 512


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The system takes so many bytes of a file, then refuses."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS_KIB}k", "tmpfs", str(disk)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        refused = done.stderr.strip() if done.returncode else ""
    except OSError as error:
        refused = str(error)
    if refused:
        pytest.skip(f"a small tmpfs may not be mounted here: {refused}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def refused_until_there_is_space(session: OpenSession, last: int) -> int:
    """Type on while the disk refuses: every refusal is in words, and every word is still there."""
    for _ in range(3):
        last += 1
        with pytest.raises(SaveError) as refused:
            session.append(heard(last))
        assert "Errno" not in str(refused.value)
        assert refused.value.todo
    with pytest.raises(SaveError):
        session.keep_draft(draft(last + 1))
    assert session.pending == 3
    assert numbers(session.events) == up_to(last)
    return last


def well_again(session: OpenSession, store: SessionStore, last: int) -> None:
    session.save()
    session.keep_draft(draft(last + 1))
    assert not session.pending
    assert session.notices == ()
    kept = store.read(SESSION)
    assert kept.notices == ()
    assert numbers(kept.events) == up_to(last)
    assert not list(session.path.parent.glob(".*.tmp")), "a full disk is not filled further"


Full = Callable[[OpenSession, int], AbstractContextManager[None]]
"""Fills the disk for as long as it lasts. Gets the session and its last entry."""


def rounds_of(store: SessionStore, rounds: int, full: Full, tally: Tally) -> int:
    """A disk that is full and then has space again, a few times; gives the last entry."""
    session = store.create(started())
    last = 0
    for _ in range(rounds):
        last += 1
        session.append(heard(last))
        with full(session, last):
            last = refused_until_there_is_space(session, last)
        well_again(session, store, last)
        session.keep_draft(None)
        tally.count += 1
    session.leave()
    return last


@SEALED
@counts("rounds", 5, 50)
def test_no_file_may_grow(tmp_path: Path, sealed: bool, rounds: int, tally: Tally):
    tally.fault = f"{FAULT}: RLIMIT_FSIZE"
    chance = random.Random(5)
    store = open_store(tmp_path / "store", sealed)
    last = rounds_of(store, rounds, lambda *_: no_file_larger_than(chance.randrange(0, 200)), tally)
    (row,) = store.rows()
    assert row.reflections == last


@SEALED
@counts("rounds", 5, 50)
def test_a_small_disk_is_full(small_disk: Path, sealed: bool, rounds: int, tally: Tally):
    tally.fault = f"{FAULT}: a tmpfs of {TMPFS_KIB} KiB"
    chance = random.Random(6)

    @contextmanager
    def full(session: OpenSession, last: int) -> Iterator[None]:
        filler = small_disk / "filler"
        fill(filler)
        if chance.random() < 0.5:  # a little is free, and not enough
            os.truncate(filler, max(0, filler.stat().st_size - 4096))
            session.keep_draft(draft(last + 1))
            fill(filler)
        yield
        filler.unlink()

    last = rounds_of(open_store(small_disk / "store", sealed), rounds, full, tally)
    reopened = open_store(small_disk / "store", sealed).open(SESSION)
    assert texts(reopened.events) == [text(number) for number in up_to(last)]
    reopened.leave()


def fill(filler: Path) -> None:
    """Until there is no room for one more byte."""
    with filler.open("ab", buffering=0) as file:
        for size in (65536, 4096, 1):
            while True:
                try:
                    if not file.write(b"x" * size):
                        break
                except OSError:
                    break

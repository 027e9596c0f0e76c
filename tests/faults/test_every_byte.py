"""Files cut at every byte and with one bit flipped at every byte.

Of a session at most the last save is missing, and it is said; a half-written text is said to be
unreadable; what is derived (catalogue, counter, who has what open) is made anew. Nothing that was
damaged is ever taken for what was typed, and the damaged file itself is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fault_counts import SEALED, Tally, counts
from fault_events import SESSION, draft, heard, numbers, started, up_to
from stores import PASSPHRASE, open_store

from learnsession.errors import DamagedError, LearnSessionError
from learnsession.store.drafts import draft_path
from learnsession.store.files import previous
from learnsession.store.opened import OpenSession
from learnsession.store.sessions import SessionStore
from learnsession.store.vault import unlock

ENTRIES = 3
SHA = "c" * 64
PACK = {"title": "Child AI", "events": ["a", "b"]}
LOST = "at most the last save is missing"

EVERY = 1
"""Step from byte to byte in the full form; the short one takes a sample."""


def cut(whole: bytes, step: int) -> Iterator[tuple[str, bytes]]:
    for place in range(0, len(whole), step):
        yield f"cut at {place}", whole[:place]


def flip(whole: bytes, step: int) -> Iterator[tuple[str, bytes]]:
    for place in range(0, len(whole), step):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << (place % 8)
        yield f"flipped at {place}", bytes(flipped)


HARMS = {"cut": cut, "one bit flipped": flip}


@dataclass
class Kept:
    """A store with one session that has been left, with half-written words and a pack."""

    store: SessionStore
    path: Path

    def opened(self, last: int, where: str) -> OpenSession:
        """The session with its entries up to one, open for writing."""
        session = self.store.open(SESSION)
        assert numbers(session.events) == up_to(last), where
        return session

    def set_aside(self) -> list[Path]:
        folder = self.store.root / "quarantine"
        return sorted(folder.iterdir()) if folder.exists() else []

    def must_be_set_aside(self, data: bytes, where: str) -> Path:
        """A damaged file is kept as it was, and nothing else is; gives its place."""
        (aside,) = self.set_aside()
        assert aside.read_bytes() == data, (where, "the damaged file is kept as it was")
        return aside

    def forget_set_aside(self) -> None:
        for path in self.set_aside():
            path.unlink()


@pytest.fixture
def kept(tmp_path: Path, sealed: bool) -> Kept:
    store = open_store(tmp_path / "store", sealed)
    assert store.next_reference() == "S-0001"
    store.keep_pack(SHA, PACK)
    session = store.create(started())
    for number in up_to(ENTRIES):
        session.append(heard(number))
    session.keep_draft(draft(ENTRIES + 1))
    session.leave()
    return Kept(store, session.path)


def harmed(path: Path, harm: Callable, step: int, tally: Tally) -> Iterator[tuple[str, bytes]]:
    """The file with one harm after another, and as it was at the end."""
    whole = path.read_bytes()
    for where, data in harm(whole, step):
        path.write_bytes(data)
        tally.count += 1
        yield where, data
    path.write_bytes(whole)


both = pytest.mark.parametrize("harm", HARMS)


@SEALED
@both
@counts("step", 37, EVERY)
def test_a_session(kept: Kept, sealed: bool, harm: str, step: int, tally: Tally):
    tally.fault = f"the session file {harm} at every byte"
    kept_before = previous(kept.path).read_bytes()
    for where, data in harmed(kept.path, HARMS[harm], step, tally):
        shown = kept.store.read(SESSION)
        assert numbers(shown.events) == up_to(ENTRIES - 1), where
        (notice,) = shown.notices
        assert kept.path.name in notice, where
        assert "at most its last save is missing" in notice, where
        session = kept.opened(ENTRIES - 1, where)
        aside = kept.must_be_set_aside(data, where)
        assert LOST in session.notices[0], where
        assert str(aside) in session.notices[0], where
        session.leave()
        assert previous(kept.path).read_bytes() == kept_before, (where, "and so is the good one")
        kept.forget_set_aside()
    assert numbers(kept.store.read(SESSION).events) == up_to(ENTRIES)


@SEALED
@both
@counts("step", 67, EVERY)
def test_its_last_good_generation(kept: Kept, sealed: bool, harm: str, step: int, tally: Tally):
    """While the file itself is whole nothing is missing; with both damaged nothing is made up."""
    tally.fault = f"its last good generation {harm} at every byte; then both"
    whole = kept.path.read_bytes()
    for where, data in harmed(previous(kept.path), HARMS[harm], step, tally):
        assert numbers(kept.store.read(SESSION).events) == up_to(ENTRIES), where
        kept.path.write_bytes(whole[:-1])
        for opening in (kept.store.read, kept.store.open):
            with pytest.raises(DamagedError) as refused:
                opening(SESSION)
            assert kept.path.name in str(refused.value), where
        assert kept.path.read_bytes() == whole[:-1], (where, "and nothing is moved")
        assert previous(kept.path).read_bytes() == data
        kept.path.write_bytes(whole)


@SEALED
@both
@counts("step", 29, EVERY)
def test_half_written_words(kept: Kept, sealed: bool, harm: str, step: int, tally: Tally):
    tally.fault = f"the half-written text {harm} at every byte"
    path = draft_path(kept.path)
    for where, data in harmed(path, HARMS[harm], step, tally):
        session = kept.opened(ENTRIES, where)
        assert session.draft() is None, where
        (notice,) = session.notices
        assert "half-written text could not be read" in notice, where
        kept.must_be_set_aside(data, where)
        session.leave()
        kept.forget_set_aside()


@SEALED
@both
@counts("step", 61, EVERY)
def test_what_is_derived(kept: Kept, sealed: bool, harm: str, step: int, tally: Tally):
    """The catalogue and the counter can be lost at any time."""
    tally.fault = f"catalogue and counter {harm} at every byte"
    before = kept.store.rows()
    for where, _ in harmed(kept.store.root / "catalogue.json", HARMS[harm], step, tally):
        assert kept.store.rows() == before, where
    counter = kept.store.root / "counter.json"
    whole = counter.read_bytes()
    for where, _ in harmed(counter, HARMS[harm], step, tally):
        assert kept.store.next_reference() == "S-0002", where
    counter.write_bytes(whole)


@SEALED
@both
@counts("step", 41, EVERY)
def test_a_kept_pack(kept: Kept, sealed: bool, harm: str, step: int, tally: Tally):
    tally.fault = f"a kept pack {harm} at every byte"
    path = kept.store.root / "packs" / f"{SHA}.json"
    for where, data in harmed(path, HARMS[harm], step, tally):
        with pytest.raises(DamagedError) as refused:
            kept.store.kept_pack(SHA)
        assert path.name in str(refused.value), where
        kept.store.keep_pack(SHA, PACK)
        assert kept.store.kept_pack(SHA) == PACK, where
        kept.must_be_set_aside(data, where)
        kept.forget_set_aside()


@pytest.mark.parametrize("sealed", [True], ids=["sealed"])
@both
@counts("step", 31, EVERY)
def test_the_keys(kept: Kept, sealed: bool, harm: str, step: int, tally: Tally):
    """Without its keys nothing of a protected store can be read: they are kept twice."""
    tally.fault = f"the keys of a protected store {harm} at every byte; then both copies"
    vault = kept.store.root / "vault.json"
    whole = vault.read_bytes()
    for where, data in harmed(vault, HARMS[harm], step, tally):
        store = SessionStore(kept.store.root, seal=unlock(kept.store.root, PASSPHRASE))
        assert numbers(store.read(SESSION).events) == up_to(ENTRIES), where
        previous(vault).write_bytes(data)
        with pytest.raises(LearnSessionError) as refused:
            unlock(kept.store.root, PASSPHRASE)
        assert "vault.json" in str(refused.value), where
        previous(vault).write_bytes(whole)

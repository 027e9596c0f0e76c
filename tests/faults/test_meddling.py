"""Files and folders that are swapped, removed or replaced by a link while a session is open.

What others put in our place never wins and is never written through; what was acknowledged is
there; and where a save has to be refused, it is said in words and the next one writes everything.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import locked_out_child
import pytest
from fault_counts import SEALED, Tally, counts
from fault_events import SESSION, draft, heard, must_be_in_words, numbers, started, up_to
from stores import open_store

from learnsession.errors import SaveError
from learnsession.store.drafts import draft_path
from learnsession.store.files import previous
from learnsession.store.opened import OpenSession
from learnsession.store.sessions import SessionStore

FOREIGN = b"from elsewhere, and not ours to touch"


@dataclass
class Open:
    """A session that is open, and a folder outside the store."""

    store: SessionStore
    session: OpenSession
    outside: Path
    last: int = 2

    @property
    def file(self) -> Path:
        return self.session.path

    @property
    def year(self) -> Path:
        return self.file.parent

    @property
    def foreign(self) -> Path:
        """A file of somebody else's, outside."""
        path = self.outside / "foreign"
        path.write_bytes(FOREIGN)
        return path


@pytest.fixture
def opened(tmp_path: Path, sealed: bool) -> Iterator[Open]:
    store = open_store(tmp_path / "store", sealed)
    session = store.create(started())
    for number in up_to(2):
        session.append(heard(number))
    (tmp_path / "outside").mkdir()
    yield Open(store, session, tmp_path / "outside")
    session.leave()


# --- what is done to the file ---


def swapped(it: Open) -> None:
    it.foreign.replace(it.file)


def removed(it: Open) -> None:
    it.file.unlink()


def linked(it: Open) -> None:
    it.file.unlink()
    it.file.symlink_to(it.foreign)


def a_folder(it: Open) -> None:
    it.file.unlink()
    it.file.mkdir()


def cut(it: Open) -> None:
    os.truncate(it.file, it.file.stat().st_size // 2)


def older(it: Open) -> None:
    shutil.copy2(previous(it.file), it.file)


def changed_in_place(it: Open) -> None:
    """One letter, with the size and the moment as they were."""
    status = it.file.stat()
    with it.file.open("r+b") as file:
        file.seek(status.st_size - 40)
        letter = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([letter[0] ^ 1]))
    os.utime(it.file, ns=(status.st_atime_ns, status.st_mtime_ns))


# --- what is done to a folder ---


def folder_removed(folder: Path, it: Open) -> None:
    shutil.rmtree(folder)


def folder_swapped(folder: Path, it: Open) -> None:
    folder.rename(it.outside / "ours")
    folder.mkdir()
    (folder / "theirs.txt").write_bytes(FOREIGN)


def folder_linked(folder: Path, it: Open) -> None:
    """Moved away, a copy made elsewhere, and a link to the copy put in its place."""
    shutil.copytree(folder, it.outside / "copy")
    folder.rename(it.outside / "ours")
    folder.symlink_to(it.outside / "copy", target_is_directory=True)


def folder_a_file(folder: Path, it: Open) -> None:
    folder.rename(it.outside / "ours")
    folder.write_bytes(FOREIGN)


FILES = (swapped, removed, linked, a_folder, cut, older, changed_in_place)
FOLDERS = (folder_removed, folder_swapped, folder_linked, folder_a_file)
WHICH: dict[str, Callable[[Open], Path]] = {
    "year": lambda it: it.year,
    "sessions": lambda it: it.year.parent,
    "store": lambda it: it.store.root,
}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def goes_on(it: Open) -> SaveError | None:
    """Keep one more entry; a refusal is in words, and the entry waits."""
    it.last += 1
    try:
        it.session.append(heard(it.last))
    except SaveError as error:
        must_be_in_words(error)
        refused = error
    else:
        refused = None
    assert it.session.pending == bool(refused)
    return refused


def all_is_there(it: Open) -> None:
    """Everything that was acknowledged, read as whoever comes next reads it."""
    kept = it.store.read(SESSION)
    assert kept.notices == ()
    assert numbers(kept.events) == up_to(it.last)
    assert not it.file.is_symlink()


@SEALED
@counts("rounds", 1, 5)
@pytest.mark.parametrize("meddle", FILES, ids=lambda each: each.__name__)
def test_the_file(opened: Open, sealed: bool, meddle, rounds: int, tally: Tally):
    tally.fault = f"the file of an open session: {meddle.__name__.replace('_', ' ')}"
    for round_ in range(1, rounds + 1):
        kept = previous(opened.file).read_bytes()
        meddle(opened)
        assert goes_on(opened) is None
        assert previous(opened.file).read_bytes() == kept, "the last good one is not theirs"
        assert len(opened.session.notices) == round_
        aside = list((opened.store.root / "quarantine").glob("*"))
        assert len(aside) == (0 if meddle is removed else round_), "what was there is kept"
        assert (opened.outside / "foreign").exists() is (meddle is linked)
        all_is_there(opened)
        assert goes_on(opened) is None
        tally.count += 1
    assert opened.session.draft() is None


@SEALED
@counts("rounds", 1, 5)
@pytest.mark.parametrize("which", WHICH)
@pytest.mark.parametrize("meddle", FOLDERS, ids=lambda each: each.__name__)
def test_a_folder(tmp_path: Path, sealed: bool, meddle, which: str, rounds: int, tally: Tally):
    tally.fault = f"the {which} folder of an open session: {meddle.__name__.replace('_', ' ')}"
    for round_ in range(rounds):
        place = tmp_path / str(round_)
        store = open_store(place / "store", sealed)
        session = store.create(started())
        for number in up_to(2):
            session.append(heard(number))
        session.keep_draft(draft(3))
        (place / "outside").mkdir()
        it = Open(store, session, place / "outside")
        folder = WHICH[which](it)
        vault = (store.root / "vault.json").read_bytes() if sealed else b""
        meddle(folder, it)
        before = tree(it.outside)
        refused = goes_on(it)
        assert bool(refused) is must_refuse(meddle, which, sealed)
        try:
            session.keep_draft(draft(4))
        except SaveError:
            assert refused
        assert tree(it.outside) == before, "nothing outside the store is touched"
        if refused:
            put_back(folder, it, vault)
            session.save()
        all_is_there(it)
        session.keep_draft(None)
        session.leave()
        assert [row.reflections for row in store.rows()] == [it.last]
        if meddle is folder_swapped and not refused:
            assert (folder / "theirs.txt").read_bytes() == FOREIGN
        tally.count += 1


def must_refuse(meddle, which: str, sealed: bool) -> bool:
    """A folder that is gone is made again, unless the keys are gone with it; a link or a file in
    its place is not ours to remove."""
    if meddle in (folder_removed, folder_swapped):
        return sealed and which == "store"
    return True


def put_back(folder: Path, it: Open, vault: bytes) -> None:
    """What was in the way is moved away, and our own folder is where it was."""
    if not (it.outside / "ours").exists():
        folder.mkdir(exist_ok=True)
        (folder / "vault.json").write_bytes(vault)
        return
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        folder.rename(it.outside / "put there")
    (it.outside / "ours").rename(folder)


@SEALED
@counts("rounds", 1, 5)
def test_the_half_written_words(opened: Open, sealed: bool, rounds: int, tally: Tally):
    tally.fault = "the file of half-written words: replaced by a link, by a folder, removed"
    path = draft_path(opened.file)
    for number in range(3 * rounds):
        opened.session.keep_draft(draft(3, f"3 half {number}"))
        path.unlink()
        if number % 3 == 0:
            path.symlink_to(opened.foreign)
        elif number % 3 == 1:
            path.mkdir()
        words = draft(3, f"3 more {number}")
        try:
            opened.session.keep_draft(words)
        except SaveError as error:
            must_be_in_words(error)
            path.rmdir()
            opened.session.keep_draft(words)
        assert not path.is_symlink()
        opened.session.leave()
        opened.session = opened.store.open(SESSION)
        assert opened.session.draft() == words
        tally.count += 1
    assert opened.foreign.read_bytes() == FOREIGN


# --- read-only ---


@SEALED
@counts("rounds", 1, 5)
@pytest.mark.parametrize("which", WHICH)
def test_mounted_read_only(opened: Open, sealed: bool, which: str, rounds: int, tally: Tally):
    """Bites even those who may do everything."""
    tally.fault = f"the {which} folder of an open session: mounted read-only"
    folder = WHICH[which](opened)
    for _ in range(rounds):
        with mounted_read_only(folder):
            refused = goes_on(opened)
            assert refused
            assert "can only be read" in refused.happened
            with pytest.raises(SaveError):
                opened.session.keep_draft(draft(opened.last + 1))
        opened.session.save()
        assert opened.session.notices == ()
        all_is_there(opened)
        tally.count += 1


class mounted_read_only:  # noqa: N801 - reads as a sentence where it is used
    """A folder mounted over itself, which can then only be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)

    def __enter__(self) -> None:
        for options in (["--bind", self.folder, self.folder], ["-o", "remount,bind,ro"]):
            command = ["mount", *options] + ([self.folder] if len(options) == 2 else [])
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.skip(f"nothing may be mounted here: {done.stderr.strip()}")

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", self.folder], check=True)


@SEALED
@counts("rounds", 1, 5)
def test_the_right_to_write_is_taken_away(sealed: bool, rounds: int, tally: Tally):
    """As somebody who is bound by rights, which the one who runs these tests may not be."""
    tally.fault = "file, year, sessions or store folder: the right to write (or read) taken away"
    form = "sealed" if sealed else "clear"
    command = [sys.executable, str(Path(locked_out_child.__file__)), form, str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    tally.count = int(done.stdout)

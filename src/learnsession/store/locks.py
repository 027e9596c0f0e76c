"""Who may write: the store's own lock, held for moments, and one a session, held while it runs.

A lock is taken on a file of its own, never on the file that is replaced, and is given up by the
system when its process dies. Beside it a marker in `in-use/` says in words who has the session;
it also tells the catalogue which sessions may have changed since their rows were written.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from learnsession.errors import InUseError, LockedError, SaveError, StoreError
from learnsession.store.files import FILE_MODE, make_folder, write_atomically
from learnsession.store.layout import IN_USE, LOCKS
from learnsession.store.moves import remove, tidy
from learnsession.store.names import names
from learnsession.store.refusals import in_words
from learnsession.store.sealing import CLEAR, Seal, close_plain, read_plain
from learnsession.store.vault_file import key_id_of, read_vault

if TYPE_CHECKING:
    from filelock import BaseFileLock

KIND = "in-use"
_MARKER = ".json"
LOCK = ".lock"
"""Ends the name of a file that a lock is taken on."""

STORE_LOCK_SECONDS = 15.0
"""How long to wait for another window that takes a number or writes a row."""


@contextmanager
def store_lock(root: Path, seal: Seal, timeout: float = STORE_LOCK_SECONDS) -> Iterator[None]:
    """Hold the store's own lock, for as short as possible.

    Raises:
        LockedError: the store has been protected, or its protection taken off, since it was opened.
        SaveError: another window holds it for too long, or the disk refused.

    """
    with whole_store_lock(root, timeout):
        _must_be_as_opened(root, seal)
        yield


@contextmanager
def whole_store_lock(root: Path, timeout: float = STORE_LOCK_SECONDS) -> Iterator[None]:
    """Hold the store's own lock however the store is protected now: for changing just that.

    Raises:
        SaveError: another window holds it for too long, or the disk refused.

    """
    lock = _lock(root, "store")
    if not _acquire(lock, root, timeout):
        raise SaveError(
            "Another window is busy with the store.", "Try again in a moment.", str(root)
        )
    try:
        yield
    finally:
        lock.release()


def _must_be_as_opened(root: Path, seal: Seal) -> None:
    """Nothing may be written in clear text into a protected store, nor sealed into another."""
    vault = read_vault(root)
    if key_id_of(vault) == seal.key_id and (not vault or vault.state == "sealed"):
        return
    raise LockedError(
        "The protection of this store was changed in another window.",
        "Close this window and open it again.",
        str(root),
    )


class Hold:
    """The lock of one session and its marker.

    Args:
        root: the store.
        session_id: the session's id.
        ref: its reference, for words.

    """

    def __init__(self, root: Path, session_id: str, ref: str) -> None:
        self._root = root
        self.ref = ref
        self.id = session_id
        self._lock = _lock(root, session_id)
        self._marker = marker_path(root, session_id)

    def take(self, since: datetime) -> None:
        """Take the lock and write the marker.

        Raises:
            InUseError: another window or process has the session; who, and since when.
            SaveError: the disk refused.

        """
        if not _acquire(self._lock, self._root, 0):
            raise self._in_use()
        who = {"host": platform.node(), "process": os.getpid(), "since": since.isoformat()}
        try:
            tidy(self._marker)
            write_atomically(self._marker, close_plain(CLEAR, KIND, self._marker, who))
        except BaseException:
            self._lock.release()
            raise

    def release(self, *, settled: bool) -> None:
        """Give the session up. `settled`: its row is written, so the marker goes as well."""
        if settled:
            with suppress(StoreError):
                remove(self._marker)
        self._lock.release()

    def _in_use(self) -> InUseError:
        return InUseError(
            f"{self.ref} is open in {_who(self._marker)}.",
            f"Leave it there first, or read it here: learnsession show {self.ref}",
        )


def marker_path(root: Path, session_id: str) -> Path:
    """What says in words who has a session."""
    return root / IN_USE / f"{session_id}{_MARKER}"


def lock_path(root: Path, name: str) -> Path:
    """The file that a lock is taken on: a session's has its id."""
    return root / LOCKS / f"{name}{LOCK}"


@contextmanager
def named_lock(root: Path, name: str, timeout: float) -> Iterator[bool]:
    """Hold a lock that is neither the store's nor a session's; gives False when others keep it.

    Raises:
        SaveError: the disk refused.

    """
    lock = _lock(root, name)
    if not _acquire(lock, root, timeout):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def refuse_while_run(root: Path) -> None:
    """Before all of a store is changed. To be called by whoever holds its own lock.

    Sessions are taken under that lock as well, so none can begin meanwhile.

    Raises:
        InUseError: a session is being run.
        SaveError: the disk refused.

    """
    taken = _held_elsewhere(root)
    if taken:
        raise InUseError(
            f"{taken} is open in another window.", "Leave it there first, then try again."
        )


def _held_elsewhere(root: Path) -> str:
    """Who has a session open, in words for one of them: its reference or id; empty for nobody.

    A marker that a kill left counts for nothing: its lock is free.
    """
    for session_id in sorted(in_use(root)):
        lock = _lock(root, session_id)
        if not _acquire(lock, root, 0):
            return _ref_of(root, session_id)
        lock.release()
    return ""


def in_use(root: Path) -> frozenset[str]:
    """The ids of the sessions that are being run, or were when their process was killed."""
    try:
        markers = list((root / IN_USE).iterdir())
    except OSError:
        return frozenset()
    return frozenset(
        path.stem for path in markers if path.suffix == _MARKER and not path.name.startswith(".")
    )


def _ref_of(root: Path, session_id: str) -> str:
    return next((name.ref for name in names(root) if name.id == session_id), session_id)


def _who(marker: Path) -> str:
    """In words: 'another window (process 4711 on LAPTOP-3, since 13:52)'."""
    try:
        who, _ = read_plain(CLEAR, KIND, marker)
        since = datetime.fromisoformat(who["since"]).astimezone()
        place = f"process {who['process']} on {who['host']}, since {since:%H:%M}"
    except (OSError, StoreError, ValueError, KeyError, TypeError):
        return "another window"
    here = who["process"] == os.getpid() and who["host"] == platform.node()
    return f"this window already ({place})" if here else f"another window ({place})"


def _lock(root: Path, name: str) -> BaseFileLock:
    # Costs as much as a quarter of the app's start; a list of sessions needs no lock.
    from filelock import FileLock

    # Taken by the thread of the screen, given up by the one that writes: hence not thread-local.
    return FileLock(lock_path(root, name), thread_local=False, mode=FILE_MODE)


def _acquire(lock: BaseFileLock, root: Path, timeout: float) -> bool:
    from filelock import Timeout

    with in_words(root):
        make_folder(root / LOCKS)
        try:
            lock.acquire(timeout=timeout, poll_interval=0.01)
        except Timeout:
            return False
    return True

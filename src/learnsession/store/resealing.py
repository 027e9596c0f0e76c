"""Every file of a store into sealed form, and back: what protecting and its undoing do.

The backups that the store keeps come first; what they cannot trust goes to quarantine.

Each file is put in its place in one move, so a kill leaves each in the one form or the other, and
what a file says of itself tells which; beginning again finishes the rest.

Left as they are: the vault itself, locks and markers (who has what open), the counter, the person's
settings and own packs. Nothing that was typed in a session stands in them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from learnsession.errors import DamagedError, LockedError, NewerError, SaveError, StoreError
from learnsession.store.backed_up import is_sealed_kind
from learnsession.store.backup_lists import backup_names
from learnsession.store.envelope import FORMAT, head_of, is_sealed, newer
from learnsession.store.files import is_temporary, write_atomically
from learnsession.store.kept_backups import rewrite
from learnsession.store.layout import BACKUPS, QUARANTINE, SEALED_FOLDERS, below
from learnsession.store.moves import move_aside, remove, stem_at, tidy_folder
from learnsession.store.sealing import CLEAR, Seal, Sealed
from learnsession.store.stamps import read_whole
from learnsession.store.top_level import sealed_there
from learnsession.store.walking import files_below, head_at, is_sealed_file, walk

RAW = "raw"
"""The kind of a file whose content is not ours to understand: damaged, or put there by others."""

_OWN_NAME = re.compile(
    r"[SR]-\d{4,9}_[0-9A-Za-z-]{4,40}|[0-9a-f]{16,64}|catalogue|actions", re.ASCII
)
"""What of a name is bound into a sealed file, before `(conflicted copy)` and the like."""


def must_be_sealable(root: Path) -> None:
    """Before a store is protected: every folder can be listed and written, every file read.

    Raises:
        SaveError: a folder may not be written, or the disk can only be read.
        StoreError: a folder or a file may not be read, or leads out of the store.

    """
    _must_be_writable(root)
    for path in kept_files(root):
        head_at(path)


def must_be_unsealable(root: Path) -> None:
    """Before the protection is taken off: as `must_be_sealable`, and nothing is too new for us.

    Raises:
        NewerError: a file is sealed in a newer form; nobody could open it once the keys are gone.

    """
    _must_be_writable(root)
    for path in kept_files(root):
        head = head_at(path)
        if head and head.sealed and head.format > FORMAT:
            raise newer(path)


def seal_all(root: Path, seal: Sealed) -> None:
    """Seal every file of a store. `unseal_all` undoes it.

    To be called by whoever holds the store's own lock while no session is being run.

    Raises:
        SaveError: the disk refused; what is done is done, and the rest is as it was.
        StoreError: a folder or a file may not be read.

    """
    list(kept_files(root))  # refuses a folder that may not be listed before anything is changed

    def in_backup(path: str, data: bytes) -> bytes:
        changed = sealed_form(root / path, data, seal) if is_sealed_kind(path) else None
        return data if changed is None else changed

    rewrite(root, CLEAR, seal, in_backup)
    _change_all(root, lambda path, data: sealed_form(path, data, seal))
    _must_all_be(root, sealed=True)


def unseal_all(root: Path, seal: Sealed) -> tuple[str, ...]:
    """Put every file of a store back into clear text. Raises as `seal_all`.

    What cannot be opened, being damaged or sealed with another key, goes to quarantine as it is.

    Returns:
        What is still sealed, by its path below the store, now.

    """
    list(kept_files(root))
    closed: list[str] = []

    def in_backup(path: str, data: bytes) -> bytes:
        changed = clear_form(root / path, data, seal) if is_sealed_kind(path) else None
        if changed is None and is_sealed_kind(path) and is_sealed(data):
            closed.append(f"{BACKUPS}: {path}")
        return data if changed is None else changed

    lists = backup_names(root)
    rewrite(root, seal, CLEAR, in_backup)
    closed += [f"{BACKUPS}/{name}.json" for name in lists if name not in backup_names(root)]
    _change_all(root, lambda path, data: clear_form(path, data, seal))
    aside = {_put_aside(root, path) for path in kept_files(root) if is_sealed_file(path)}
    _must_all_be(root, sealed=False, but=aside)
    left = sorted(below(root, path) for path in aside)
    return (*dict.fromkeys(closed), *left)


def sealed_form(path: Path, data: bytes, seal: Sealed) -> bytes | None:
    """What a file holds once it is sealed; None when it is already.

    What cannot be trusted is sealed as it is, byte for byte, so that it stays what it was: damaged.
    """
    head = head_of(data)
    if head and _opened(seal, head.kind, path, data) is not None:
        return None
    aside = path.parent.name == QUARANTINE
    body = _opened(CLEAR, head.kind, path, data) if head and not aside else None
    if head is None or body is None:
        return seal.close(RAW, path, data)
    return seal.close(head.kind, path, body, number=head.format)


def clear_form(path: Path, data: bytes, seal: Sealed) -> bytes | None:
    """What a file holds in clear text; None when it is not sealed, or can no longer be opened."""
    head = head_of(data)
    body = _opened(seal, head.kind, path, data) if head else None
    if head is None or body is None:
        return None
    return body if head.kind == RAW else CLEAR.close(head.kind, path, body, number=head.format)


def kept_files(root: Path) -> Iterator[Path]:
    """The files of a store that are sealed when it is protected, those in quarantine among them.

    Temporary files that a kill left on the way are removed: they may hold clear text.

    Raises:
        SaveError: the disk refused to remove one.
        StoreError: a folder may not be listed, so nobody knows what is in it.

    """
    tidy_folder(root)
    for name in (*SEALED_FOLDERS, QUARANTINE):
        for path in files_below(root / name):
            if is_temporary(path):
                remove(path)
            else:
                yield path
    yield from sealed_there(root)


def _change_all(root: Path, change: Callable[[Path, bytes], bytes | None]) -> None:
    for path in kept_files(root):
        with suppress(FileNotFoundError):
            data, _ = read_whole(path)
            changed = change(path, data)
            if changed is not None:
                write_atomically(path, changed)


def _put_aside(root: Path, path: Path) -> Path:
    """Where a file that cannot be opened is from now on; in its place it would bar the session."""
    if path.is_relative_to(root / QUARANTINE):
        return path
    return move_aside(path, root / QUARANTINE, stem_at(datetime.now(UTC)))


def _must_all_be(root: Path, *, sealed: bool, but: set[Path] | None = None) -> None:
    """Nothing may be said to be done while a file has the other form."""
    for path in kept_files(root):
        if is_sealed_file(path) != sealed and path not in (but or ()) and path.exists():
            still = "not sealed yet" if sealed else "still sealed"
            raise SaveError(f"{path.name} is {still}.", "Try again.", str(path))


def _must_be_writable(root: Path) -> None:
    """Before anything is changed: every folder of the store can be listed and written."""
    folders = [root] if root.is_dir() else []
    for name in (*SEALED_FOLDERS, QUARANTINE, BACKUPS):
        for folder, files in walk(root / name):
            folders += [folder] if folder.is_dir() else []
            for path in files if name in SEALED_FOLDERS else ():
                _must_stay_inside(path)
    for folder in folders:
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise SaveError(
                f"You may not write in the folder {folder.name} of the store.",
                "Ask for the right to write there, then try again; nothing was changed.",
                str(folder),
            )


def _must_stay_inside(path: Path) -> None:
    if path.is_symlink() and path.is_dir():
        raise StoreError(
            f"{path.name} is a link to another folder, which would stay as it is.",
            "Put the folder itself in its place, then try again; nothing was changed.",
            str(path),
        )


def _opened(seal: Seal, kind: str, path: Path, data: bytes) -> bytes | None:
    """The content; a file that was given a longer name by others opens under its own as well."""
    own = _OWN_NAME.search(path.name)
    for name in dict.fromkeys((path.name, own[0] if own else path.name)):
        with suppress(DamagedError, NewerError, LockedError):
            return seal.open(kind, path.with_name(name), data).body
    return None

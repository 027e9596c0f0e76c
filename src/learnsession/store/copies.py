"""Every file of one session, wherever in the store it stands, and taking words out of a copy.

Beside the session itself: its last good generation, its half-written text, temporary files that a
kill left, second versions that a cloud service or an editor put there, damaged or foreign files of
it in quarantine, and the kept backups.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import to_json

from learnsession.errors import DamagedError, SaveError, StoreError
from learnsession.session.events import WordsRemoved, to_plain
from learnsession.session.removing import Removal
from learnsession.store.backup_lists import read_object, readable_backups
from learnsession.store.drafts import KIND as DRAFT
from learnsession.store.drafts import draft_path, removed_from_plain
from learnsession.store.envelope import head_of
from learnsession.store.files import is_temporary, previous, write_atomically
from learnsession.store.kept_backups import backups_lock, rewrite, sweep_unlisted
from learnsession.store.layout import BACKUPS, QUARANTINE, SESSIONS
from learnsession.store.moves import remove
from learnsession.store.reading import EVENTS
from learnsession.store.resealing import RAW
from learnsession.store.sealing import CLEAR, Seal, bound_name, close_plain, open_plain
from learnsession.store.stamps import read_whole
from learnsession.store.storage import KIND as SESSION

_PATIENCE = 600.0
"""Seconds to wait for another window that makes a backup of a large store."""


class Cleaned(NamedTuple):
    """A copy without the words."""

    data: bytes | None
    """What it holds from now on; None when it cannot be read, and so has to go as a whole."""
    places: int
    """In how many places they stood."""


def beside(session_file: Path) -> Iterator[Path]:
    """The files of a session in its own folder, itself last and temporary ones first.

    In this order they can be removed: for as long as one is left, the session is there as it was
    last saved, or it is not there at all.
    """
    yield from sorted(filter(is_temporary, _within(session_file.parent, session_file)))
    yield from strays(session_file)
    yield from filter(os.path.lexists, _own(session_file))


def strays(session_file: Path) -> tuple[Path, ...]:
    """Files beside a session whose names begin with its own, and that we never made.

    A cloud service leaves second versions, an editor what it kept; they say what the session says.
    """
    own = _own(session_file)
    found = _within(session_file.parent, session_file)
    return tuple(sorted(path for path in found if path not in own and not is_temporary(path)))


def set_aside(root: Path, session_file: Path) -> tuple[Path, ...]:
    """What of a session stands in quarantine, links among it; folders are never ours."""
    return tuple(sorted(_within(root / QUARANTINE, session_file)))


def copies_in_backups(root: Path, session_file: Path, seal: Seal) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each copy of a session in the kept backups, every one once."""
    seen = set()
    for backup in readable_backups(root, seal):
        for path, copy in backup.files.items():
            if is_of(path, session_file) and copy.sha256 not in seen:
                seen.add(copy.sha256)
                with suppress(FileNotFoundError, DamagedError):
                    yield path, read_object(root, copy)


def is_of(path: str, session_file: Path) -> bool:
    """Whether a path below the store, with `/`, is that of a file of this session."""
    return path.startswith(f"{SESSIONS}/") and _names(Path(path), session_file)


def cleaned(
    path: Path, data: bytes, seal: Seal, removal: Removal, event: WordsRemoved | None = None
) -> Cleaned:
    """A copy of a session or of its half-written text without some words.

    Args:
        path: where it stands, or stood when it was written; of a second version, the session's.
        data: everything that it holds.
        seal: closes and opens it.
        removal: the words.
        event: added to a session that held them, so that a copy brought back says so as well.

    """
    head = head_of(data)
    if head is None:
        return Cleaned(None, 0)
    try:
        if head.kind == RAW:  # set aside before the store was protected
            inner = cleaned(path, seal.open(RAW, path, data).body, CLEAR, removal, event)
            if inner.data is None or not inner.places:
                return inner if inner.data is None else Cleaned(data, 0)
            return Cleaned(seal.close(RAW, path, inner.data), inner.places)
        values = open_plain(seal, head.kind, path, data)
        if head.kind == DRAFT:
            return _draft(path, data, values, seal, removal)
        return _session(path, data, values, seal, removal, event)
    except (StoreError, KeyError, TypeError, AttributeError):
        return Cleaned(None, 0)


def clean_copies(
    root: Path, session_file: Path, seal: Seal, removal: Removal, event: WordsRemoved | None
) -> tuple[str, ...]:
    """Take words out of all that is kept of a session elsewhere than in its own three files.

    To be called by whoever holds the store's own lock and the session's. What cannot be reached is
    told rather than raised: it must not keep the words in the session itself.

    Returns:
        What could not be done, in words.

    Raises:
        SaveError: the disk refused; call this again.

    """

    def change(path: str, data: bytes) -> bytes | None:
        if not is_of(path, session_file):
            return data
        return cleaned(session_file, data, seal, removal, event).data

    left = [path for path in beside(session_file) if is_temporary(path)]
    others = [(path, session_file) for path in strays(session_file)]
    others += [(path, path) for path in set_aside(root, session_file)]
    jobs: list[Callable[[], None]] = [lambda: rewrite(root, seal, seal, change)]
    jobs += [partial(remove, path) for path in left]
    jobs += [partial(_clean, path, known, seal, removal, event) for path, known in others]
    trouble = []
    for job in jobs:
        try:
            job()
        except SaveError:
            raise
        except StoreError as error:
            trouble.append(f"The words could not be removed everywhere. {error}")
    return tuple(trouble)


def drop_from_backups(root: Path, session_file: Path, seal: Seal) -> None:
    """Take a session out of every kept backup. Raises as `rewrite`."""
    rewrite(root, seal, seal, lambda path, data: None if is_of(path, session_file) else data)


def sweep_backups(root: Path, seal: Seal) -> None:
    """Remove what a backup that was being made meanwhile had copied and not yet listed.

    To be called last, by whoever holds the store's own lock.

    Raises:
        SaveError: the disk refused, or another window is busy with the backups for too long.

    """
    if not (root / BACKUPS).is_dir():
        return
    with backups_lock(root, _PATIENCE):
        sweep_unlisted(root, seal)


def _clean(
    path: Path, known: Path, seal: Seal, removal: Removal, event: WordsRemoved | None
) -> None:
    """Take words out of a file, which was written under another name if `known` is one."""
    try:
        data, _ = read_whole(path)
    except DamagedError:  # a link, most likely
        remove(path)
        return
    after = cleaned(known, data, seal, removal, event)
    if after.data is None:
        remove(path)
    elif after.places:
        write_atomically(path, after.data)


def _draft(path: Path, data: bytes, values: Any, seal: Seal, removal: Removal) -> Cleaned:
    kept, places = removed_from_plain(values, removal)
    if not places:
        return Cleaned(data, 0)
    return Cleaned(None if kept is None else close_plain(seal, DRAFT, path, kept), places)


def _session(
    path: Path, data: bytes, values: Any, seal: Seal, removal: Removal, event: WordsRemoved | None
) -> Cleaned:
    """Raises KeyError, TypeError or AttributeError for what is no session."""
    if list(values) != [EVENTS]:
        raise KeyError(EVENTS)
    table: dict[str, Any] = {}
    places = 0
    for place, happened in values[EVENTS].items():
        table[place], count = removal.event(happened)
        places += count
    if not places:
        return Cleaned(data, 0)
    if event:
        told = event.model_copy(update={"count": places})
        table[str(len(table) + 1)] = to_plain(told)
    return Cleaned(seal.close(SESSION, path, to_json({EVENTS: table})), places)


def _own(session_file: Path) -> tuple[Path, ...]:
    """The three files that a session has, itself last."""
    return draft_path(session_file), previous(session_file), session_file


def _names(path: Path, session_file: Path) -> bool:
    """Whether it is a file of the session, or something of one that a kill or others left."""
    ours, name = bound_name(session_file), bound_name(path.with_name(path.name.removeprefix(".")))
    return name.startswith(ours) and not name[len(ours) :][:1].isalnum()


def _within(folder: Path, session_file: Path) -> list[Path]:
    """What in a folder is of a session, links among it; folders are never ours."""
    try:
        found = [path for path in folder.iterdir() if _names(path, session_file)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [path for path in found if path.is_symlink() or not path.is_dir()]

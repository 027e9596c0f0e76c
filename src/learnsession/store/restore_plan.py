"""What restoring a backup would do: everything is verified and compared, and nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from learnsession.errors import DamagedError, LockedError, RefusedError, StoreError
from learnsession.session.dates import spoken
from learnsession.store.backed_up import is_sealed_kind, is_session, is_sound, kind_of
from learnsession.store.backup_reading import Backup
from learnsession.store.envelope import FORMAT, head_of, newer
from learnsession.store.files import is_temporary, previous
from learnsession.store.layout import BACKUPS, COUNTER, QUARANTINE, SEALED_FOLDERS, VAULT
from learnsession.store.names import names, parse
from learnsession.store.reading import EVENTS
from learnsession.store.references import number_in
from learnsession.store.sealing import CLEAR, Seal, open_plain
from learnsession.store.stamps import read_whole, stamp_of
from learnsession.store.vault_file import is_protected, vault_in


class Overwrite(NamedTuple):
    """A file that stands here and in the backup, and is not the same."""

    path: str
    words: str
    """How the two differ, for a session; else empty."""
    lost: bool = False
    """The one here cannot be used any more, so nothing is lost by replacing it."""


class Plan(NamedTuple):
    """What restoring would do. Paths are below the store."""

    made: datetime
    """When the backup was made."""
    added: tuple[str, ...]
    same: tuple[str, ...]
    overwritten: tuple[Overwrite, ...]
    notes: tuple[str, ...]
    """What the person has to know, in plain words."""


def plan_restore(root: Path, seal: Seal, backup: Backup) -> Plan:
    """Verify a whole backup, and compare it with the store. Nothing is changed and no lock taken.

    Raises:
        DamagedError: something in the backup cannot be trusted.
        NewerError: a newer learnsession wrote something in it.
        LockedError: it is sealed with other keys than the store.
        RefusedError: there is nothing in it.
        StoreError: something in the store may not be read.

    """
    if not backup.files:
        raise RefusedError("This backup is empty.", "Use another one.")
    inside = _seal_of(root, seal, backup)
    if bool(backup.key_id) != (VAULT in backup.files):
        raise _not_trusted(VAULT)
    added, same, overwritten = [], [], []
    for path in sorted(backup.files):
        data = backup.read(path)
        _must_be_sound(root, path, data, inside, backup.key_id)
        if path == VAULT and is_protected(root):
            continue  # its keys are those of this store, and the passphrase here may be newer
        here = _here(root, path)
        if here is None:
            added.append(path)
        elif _is_same(root, path, here, data, seal, inside):
            same.append(path)
        elif path != COUNTER:
            overwritten.append(_compared(root, path, here, data, seal, inside))
        elif number_in(here) < number_in(data):
            added.append(path)
        else:
            same.append(path)
    notes = tuple(_notes(root, backup, inside))
    return Plan(backup.made, tuple(added), tuple(same), tuple(overwritten), notes)


def _seal_of(root: Path, seal: Seal, backup: Backup) -> Seal | None:
    """What opens the files in a backup; None when only its own passphrase does, which is unknown.

    Raises:
        LockedError: it is sealed, and its files could not be read in this store.

    """
    if backup.key_id is None or backup.key_id == seal.key_id:
        return seal
    if not backup.key_id:
        return CLEAR
    if not is_protected(root) and _is_bare(root):
        return None
    here = "another passphrase than this store" if is_protected(root) else "a passphrase"
    raise LockedError(
        f"This backup is sealed with {here}.",
        "Restore it into an empty folder: learnsession --store FOLDER store restore FILE",
    )


def _is_bare(root: Path) -> bool:
    """Nothing was ever kept here, so a sealed store can begin.

    What a kill left half-written when this was tried before is nothing.
    """
    folders = (*SEALED_FOLDERS, QUARANTINE, BACKUPS)
    found = (path for folder in folders for path in (root / folder).rglob("*"))
    return not any(path.is_file() and not is_temporary(path) for path in found)


def _must_be_sound(
    root: Path, path: str, data: bytes, inside: Seal | None, key_id: str | None
) -> None:
    head = head_of(data)
    if head and head.format > FORMAT:
        raise newer(Path(path))
    if not is_sealed_kind(path) or inside is not None:
        good = is_sound(inside or CLEAR, root, path, data)
    else:
        good = bool(head and head.sealed and head.kind == kind_of(path))
    if path == VAULT and good:
        vault = vault_in(data, Path(path))
        good = vault.state == "sealed" and vault.key_id == key_id
    if not good:
        raise _not_trusted(path)


def _not_trusted(path: str) -> DamagedError:
    return DamagedError(
        f"This backup cannot be trusted. {path} in it is damaged or missing.",
        "Nothing of it was restored. Use another backup.",
    )


def _here(root: Path, path: str) -> bytes | None:
    """What the store holds; of a session without its file the last good generation counts."""
    for place in (root / path, previous(root / path))[: 2 if is_session(path) else 1]:
        try:
            return read_whole(place)[0]
        except FileNotFoundError:
            continue
        except DamagedError:
            return b""
    return None


def _is_same(
    root: Path, path: str, here: bytes, data: bytes, seal: Seal, inside: Seal | None
) -> bool:
    """Whether both say the same, however they are closed."""
    if is_session(path) and stamp_of(root / path) is None:
        return False
    if here == data or not is_sealed_kind(path) or inside is None:
        return here == data
    try:
        return bool(_opened(root, path, here, seal) == _opened(root, path, data, inside))
    except StoreError:
        return False


def _opened(root: Path, path: str, data: bytes, seal: Seal) -> Any:
    return open_plain(seal, kind_of(path), root / path, data)


def _compared(
    root: Path, path: str, here: bytes, data: bytes, seal: Seal, inside: Seal | None
) -> Overwrite:
    """How what is here differs from what is in the backup."""
    if not is_sealed_kind(path) or inside is None:
        return Overwrite(path, "")
    if not is_sound(seal, root, path, here):
        return Overwrite(path, "the one here is damaged", lost=True)
    if not is_session(path):
        return Overwrite(path, "")
    theirs = _last_at(_opened(root, path, data, inside))
    try:
        ours = _last_at(_opened(root, path, here, seal))
    except StoreError:
        return Overwrite(path, "the one here was written by a newer version of learnsession")
    words = f"here it was last added to on {_said(ours)}, in the backup on {_said(theirs)}"
    if ours and theirs and ours != theirs:
        words += f": the backup is {'older' if theirs < ours else 'newer'}"
    if stamp_of(root / path) is None:
        words = f"its file is missing here, and an earlier save of it is left; {words}"
    return Overwrite(path, words)


def _last_at(tables: Any) -> datetime | None:
    """When something last happened in a session."""
    try:
        *_, last = tables[EVENTS].values()
        return datetime.fromisoformat(last["at"]).astimezone()
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _said(moment: datetime | None) -> str:
    return f"{spoken(moment.date())} at {moment:%H:%M}" if moment else "a day unknown"


def _notes(root: Path, backup: Backup, inside: Seal | None) -> Iterator[str]:
    if inside is None:
        yield "The store will be protected, and open with the passphrase of the backup."
    ours = {name.ref: name.id for name in names(root)}
    for path in sorted(filter(is_session, backup.files)):
        name = parse(path)
        if name and ours.get(name.ref, name.id) != name.id:
            yield f"{name.ref} is the reference of two sessions then; name them by their ids."

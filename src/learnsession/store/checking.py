"""Looking through a whole store: what is well, what is not, and what to do. Changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from learnsession.errors import StoreError
from learnsession.settings import FILE as SETTINGS
from learnsession.settings import read_settings
from learnsession.store.backed_up import is_sound, left_out
from learnsession.store.backup_lists import (
    Copy,
    KeptBackup,
    backup_names,
    is_whole,
    list_path,
    object_files,
    object_path,
    read_backup,
)
from learnsession.store.checking_sessions import catalogue_part, session_parts
from learnsession.store.files import is_temporary
from learnsession.store.findings import REPAIR, Finding, Part, finding_of
from learnsession.store.layout import (
    BACKUPS,
    COUNTER,
    FOLDERS,
    OWN_PACKS,
    QUARANTINE,
    SESSIONS,
    below,
)
from learnsession.store.names import belongs_to
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.stamps import read_whole
from learnsession.store.vault_copies import vault_part

_MOVE_AWAY = "Move it out of the store, then look again: learnsession store check"


def check_store(root: Path, seal: Seal) -> tuple[Part, ...]:
    """Read everything that a store holds. Takes no lock; sessions may be running.

    Args:
        root: the store.
        seal: opens its files.

    Raises:
        StoreError: the folders may not be read.

    """
    sessions = session_parts(root, seal)
    return (
        folders_part(root),
        *sessions.parts,
        catalogue_part(root, seal, sessions.rows),
        _counter(root),
        vault_part(root),
        _settings(root),
        *_backups(root, seal),
        _aside(root),
        _strays(root),
    )


def folders_part(root: Path) -> Part:
    """The folders of a store: a file in the place of one keeps commands from working."""
    there = [name for name in FOLDERS if os.path.lexists(root / name)]
    wrong = tuple(
        Finding("folder", name, f"The folder {name} of the store is no folder.", _MOVE_AWAY)
        for name in there
        if not (root / name).is_dir()
    )
    return Part("folders", len(there) - len(wrong), wrong)


def _counter(root: Path) -> Part:
    try:
        data, _ = read_whole(root / COUNTER)
    except FileNotFoundError:
        return Part("counters of sessions", 0)
    except StoreError as error:
        return Part("counters of sessions", 0, (finding_of("counter", COUNTER, error, REPAIR),))
    if is_sound(CLEAR, root, COUNTER, data):
        return Part("counters of sessions", 1)
    wrong = f"{COUNTER} is damaged."
    return Part("counters of sessions", 0, (Finding("counter", COUNTER, wrong, REPAIR),))


def _settings(root: Path) -> Part:
    if not (root / SETTINGS).exists():
        return Part("settings files", 0)
    wrong = tuple(
        Finding("settings", f"{SETTINGS}:{each.line}", each.wrong, each.todo, damage=False)
        for each in read_settings(root).problems
    )
    return Part("settings files", int(not wrong), wrong)


def _backups(root: Path, seal: Seal) -> Iterator[Part]:
    lists: list[KeptBackup] = []
    wrong: list[Finding] = []
    for name in backup_names(root):
        path = below(root, list_path(root, name))
        try:
            lists.append(read_backup(root, name, seal))
        except FileNotFoundError:
            continue  # pruned a moment ago
        except StoreError as error:
            wrong.append(finding_of("list", path, error, REPAIR))
    yield Part("weekly backups", len(lists), tuple(wrong))
    needed = {
        copy.sha256: (backup.name, path, copy)
        for backup in lists
        for path, copy in backup.files.items()
    }
    spoilt = tuple(
        _spoilt(root, *each) for each in needed.values() if not is_whole(root, each[2].sha256)
    )
    well = len(needed) - len(spoilt)
    spare = sum(path.name not in needed for path in object_files(root))
    if spare and not wrong:
        said = f"{spare} copies belong to no backup: one was interrupted."
        todo = "Nothing has to be done; the next backup removes them."
        spoilt = (*spoilt, Finding("stray", BACKUPS, said, todo, damage=False))
    yield Part("copies in backups", well, spoilt)


def _spoilt(root: Path, name: str, path: str, copy: Copy) -> Finding:
    wrong = f"The copy of {path} in the backup {name} is damaged or missing."
    return Finding("object", below(root, object_path(root, copy.sha256)), wrong, REPAIR)


def _aside(root: Path) -> Part:
    """Quarantine: what is there was set aside on purpose, and is no damage."""
    todo = "Nothing has to be done; remove it by hand once nobody needs it."
    found = tuple(
        Finding("aside", below(root, path), "It was set aside and is kept.", todo, damage=False)
        for path in sorted((root / QUARANTINE).rglob("*"))
        if not path.is_dir() and not is_temporary(path)
    )
    return Part("files set aside", 0, found)


def _strays(root: Path) -> Part:
    """What has no place in a store, and what backups leave out."""
    found = []
    for path in sorted((root / SESSIONS).rglob("*")):
        if path.is_dir() or is_temporary(path) or belongs_to(path.name):
            continue
        wrong = "This is no file of a session, so nothing shows it."
        todo = "Compare it with its session: a cloud service may have put a second version here."
        found.append(Finding("stray", below(root, path), wrong, todo, damage=False))
    for name in left_out(root):
        wrong = "It goes into no backup: it is a link, very large, or its name is not possible "
        wrong += "everywhere."
        todo = "Give it another name, or keep a copy elsewhere."
        found.append(Finding("stray", name, wrong, todo, damage=False))
    return Part(f"files that do not belong in sessions or {OWN_PACKS}", 0, tuple(found))

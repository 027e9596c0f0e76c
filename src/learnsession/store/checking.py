"""Looking through a whole store: what is well, what is not, and what to do. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from learnsession.errors import DamagedError, NewerError, StoreError
from learnsession.settings import FILE as SETTINGS
from learnsession.settings import read_settings
from learnsession.store.backed_up import COUNTER, OWN_PACKS, is_sound, left_out
from learnsession.store.backup_lists import (
    BACKUPS,
    Copy,
    KeptBackup,
    backup_names,
    object_files,
    read_backup,
    read_object,
)
from learnsession.store.checking_sessions import catalogue_part, session_parts
from learnsession.store.files import previous, read_whole
from learnsession.store.findings import Finding, Part
from learnsession.store.moves import QUARANTINE
from learnsession.store.names import parse
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.vault_file import FILE as VAULT
from learnsession.store.vault_file import Vault, vault_in, vault_in_backups

_REPAIR = "Mend it with: learnsession store repair"


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
        *sessions.parts,
        catalogue_part(root, seal, sessions.rows),
        _counter(root),
        vault_part(root),
        _settings(root),
        *_backups(root, seal),
        _aside(root),
        _strays(root),
    )


def vault_part(root: Path) -> Part:
    """The vault of a protected store and its copies; they have to say the same."""
    places = [root / VAULT, previous(root / VAULT)]
    if (root / BACKUPS).is_dir():
        places.append(vault_in_backups(root))
    found: list[Vault | str] = []
    for path in places:
        try:
            found.append(vault_in(read_whole(path)[0], path))
        except FileNotFoundError:
            found.append(f"{path.name} is missing.")
        except NewerError as error:
            finding = Finding("newer", _below(root, path), error.happened, error.todo, damage=False)
            return Part("copies of the vault", 0, (finding,))
        except StoreError as error:
            found.append(error.happened)
    vaults = [each for each in found if isinstance(each, Vault)]
    if not vaults and all(str(each).endswith("missing.") for each in found):
        return Part("copies of the vault", 0)
    if not vaults:
        todo = "Bring vault.json back from a backup; without it nothing here can be read."
        words = [(path, each) for path, each in zip(places, found, strict=True)]
        return Part(
            "copies of the vault",
            0,
            tuple(Finding("vault", _below(root, path), str(why), todo) for path, why in words),
        )
    wrong = []
    for path, each in zip(places, found, strict=True):
        if isinstance(each, str):
            wrong.append(Finding("vault", _below(root, path), each, _REPAIR))
        elif each != vaults[0]:
            said = "This copy of the vault opens with an earlier passphrase."
            wrong.append(Finding("vault", _below(root, path), said, _REPAIR))
    return Part("copies of the vault", len(places) - len(wrong), tuple(wrong))


def _counter(root: Path) -> Part:
    try:
        data, _ = read_whole(root / COUNTER)
    except FileNotFoundError:
        return Part("counters", 0)
    except StoreError as error:
        return Part("counters", 0, (Finding("counter", COUNTER, error.happened, _REPAIR),))
    if is_sound(CLEAR, root, COUNTER, data):
        return Part("counters", 1)
    wrong = f"{COUNTER} is damaged."
    return Part("counters", 0, (Finding("counter", COUNTER, wrong, _REPAIR),))


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
        path = f"{BACKUPS}/{name}.json"
        try:
            lists.append(read_backup(root, name, seal))
        except NewerError as error:
            wrong.append(Finding("newer", path, error.happened, error.todo, damage=False))
        except (StoreError, FileNotFoundError) as error:
            said = getattr(error, "happened", f"{path} is missing.")
            wrong.append(Finding("list", path, said, _REPAIR))
    yield Part("weekly backups", len(lists), tuple(wrong))
    needed = {
        copy.sha256: (backup.name, path, copy)
        for backup in lists
        for path, copy in backup.files.items()
    }
    spoilt = tuple(_spoilt(root, *each) for each in needed.values() if not _is_whole(root, each[2]))
    spare = sum(path.name not in needed for path in object_files(root))
    if spare and not wrong:
        said = f"{spare} copies belong to no backup: one was interrupted."
        todo = "Nothing; the next backup removes them."
        spoilt = (*spoilt, Finding("stray", BACKUPS, said, todo, damage=False))
    yield Part(
        "copies in backups", sum(_is_whole(root, each[2]) for each in needed.values()), spoilt
    )


def _is_whole(root: Path, copy: Copy) -> bool:
    try:
        read_object(root, copy)
    except (StoreError, FileNotFoundError):
        return False
    return True


def _spoilt(root: Path, name: str, path: str, copy: Copy) -> Finding:
    del root
    wrong = f"The copy of {path} in the backup {name} is damaged or missing."
    return Finding("object", f"{BACKUPS}/objects/{copy.sha256[:2]}/{copy.sha256}", wrong, _REPAIR)


def _aside(root: Path) -> Part:
    """Quarantine: what is there was set aside on purpose, and is no damage."""
    todo = "Nothing; remove it by hand once nobody needs it."
    found = tuple(
        Finding("aside", _below(root, path), "It was set aside and is kept.", todo, damage=False)
        for path in sorted((root / QUARANTINE).rglob("*"))
        if not path.is_dir() and path.suffix != ".tmp"
    )
    return Part("files set aside", 0, found)


def _strays(root: Path) -> Part:
    """What has no place in a store, and what backups leave out."""
    found = []
    for path in sorted((root / "sessions").rglob("*")):
        if path.is_dir() or path.suffix == ".tmp" or _is_ours(path.name):
            continue
        wrong = "This is no file of a session, so nothing shows it."
        todo = "Compare it with its session: a cloud service may have put a second version here."
        found.append(Finding("stray", _below(root, path), wrong, todo, damage=False))
    for name in left_out(root):
        wrong = "It goes into no backup: it is a link, very large, or its name is not possible "
        wrong += "everywhere."
        todo = "Give it another name, or keep a copy elsewhere."
        found.append(Finding("stray", name, wrong, todo, damage=False))
    return Part(f"files that do not belong in sessions or {OWN_PACKS}", 0, tuple(found))


def _is_ours(name: str) -> bool:
    plain = name.removesuffix(".bak")
    return bool(parse(plain) or parse(plain.replace(".draft.json", ".json")))


def _below(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


__all__ = ["DamagedError", "check_store", "vault_part"]

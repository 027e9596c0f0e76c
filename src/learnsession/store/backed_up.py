"""Which files of a store go into a backup, and by what names they may come back out of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from learnsession.errors import DamagedError, LockedError, NewerError
from learnsession.settings import FILE as SETTINGS
from learnsession.store.files import previous
from learnsession.store.layout import (
    COUNTER,
    DRAFT,
    FORMATS,
    OWN_PACKS,
    PACKS,
    PREVIOUS,
    SEALED_FOLDERS,
    SESSIONS,
    VAULT,
    below,
)
from learnsession.store.references import KIND as COUNTER_KIND
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.vault_file import KIND as VAULT_KIND
from learnsession.store.walking import entries, walk

_PLAIN = {COUNTER: COUNTER_KIND, VAULT: VAULT_KIND}
"""What the seal does not close, and has a checksum all the same."""

_SESSION = rf"{SESSIONS}/\d{{4}}/[SR]-\d{{4,9}}_[0-9A-Za-z-]{{4,40}}"
_OURS = re.compile(
    rf"{_SESSION}(\.draft)?\.json|({PACKS}|{FORMATS})/[0-9a-f]{{16,64}}\.json|"
    + "|".join(map(re.escape, (COUNTER, SETTINGS, VAULT))),
    re.ASCII,
)
_WHOLE_SESSION = re.compile(rf"{_SESSION}\.json", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_NEVER = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff<>:"|?*\\]')
"""Characters that lead out of a folder, or cannot stand in a name everywhere."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
"""Names that are devices on Windows."""

LARGEST = 256 * 1024 * 1024
"""The most bytes of one file: a session of 1,000 entries has less than a hundredth of it. What is
larger is left out of backups, and that is said."""


def goes_in(path: str) -> bool:
    """True when this is the path of a file that backups hold, and leads nowhere else.

    Args:
        path: below the store, with `/`.

    """
    if _OURS.fullmatch(path):
        return True
    first, *rest = path.split("/")
    return first == OWN_PACKS and 0 < len(rest) <= 8 and all(map(_is_name, rest))


def is_session(path: str) -> bool:
    """True for a session itself; a draft is none."""
    return _WHOLE_SESSION.fullmatch(path) is not None


def is_sealed_kind(path: str) -> bool:
    """True for what the store's seal closes: everything that was typed in a session."""
    return path.partition("/")[0] in SEALED_FOLDERS


def kind_of(path: str) -> str:
    """What a file that the seal closes says it is: `session`, `draft`, `pack` or `format`."""
    if path.endswith(DRAFT):
        return "draft"
    return path.partition("/")[0].removesuffix("s")


def is_sound(seal: Seal, root: Path, path: str, data: bytes) -> bool:
    """Whether these bytes can be trusted as that file; those of a newer version can be as well.

    What a person wrote carries no checksum, and is taken as it is.

    Args:
        seal: opens it, where it is closed by one.
        root: the store.
        path: below it.
        data: what the file holds.

    """
    plain = _PLAIN.get(path)
    if not plain and not is_sealed_kind(path):
        return True
    try:
        (CLEAR if plain else seal).open(plain or kind_of(path), root / path, data)
    except NewerError:
        return True
    except (DamagedError, LockedError):
        return False
    return True


def files_for_backup(root: Path) -> Iterator[str]:
    """The paths below the store of all files that go into a backup, links never.

    A session of which only the last good generation is left counts as well; so does the vault.

    Raises:
        StoreError: a folder may not be read, or something else has its name.

    """
    if _is_file(root / VAULT) or _is_file(previous(root / VAULT)):
        yield VAULT
    yield from (name for name in (COUNTER, SETTINGS) if _is_file(root / name))
    for folder in _folders(root):
        found = (entry for entry in entries(root / folder) if entry.is_file(follow_symlinks=False))
        names = {f"{folder}/{entry.name.removesuffix(PREVIOUS)}" for entry in found}
        yield from sorted(filter(goes_in, names))
    for _ in walk(root / OWN_PACKS) if (root / OWN_PACKS).is_dir() else ():
        pass  # refuses what may not be listed
    yield from (name for name in _own_files(root) if _fits(root, name))


def _folders(root: Path) -> Iterator[str]:
    """Those that hold what the seal closes, below the store."""
    for year in entries(root / SESSIONS):
        if _YEAR.fullmatch(year.name) and year.is_dir():
            yield f"{SESSIONS}/{year.name}"
    yield from (PACKS, FORMATS)


def left_out(root: Path) -> tuple[str, ...]:
    """What stands among the person's own packs and goes into no backup.

    Links, very large files, names that cannot stand on every disk. Hidden files do not either, and
    are not worth a word.
    """
    return tuple(name for name in _own_files(root) if not _fits(root, name))


def _own_files(root: Path) -> list[str]:
    found = (path for path in (root / OWN_PACKS).rglob("*") if not path.is_dir())
    names = sorted(below(root, path) for path in found)
    return [name for name in names if "/." not in name]


def _fits(root: Path, name: str) -> bool:
    path = root / name
    return goes_in(name) and _is_file(path) and path.lstat().st_size <= LARGEST


def _is_name(part: str) -> bool:
    if part[:1] in ("", ".") or part[-1] in ". " or len(part.encode("utf-8", "replace")) > 255:
        return False
    return not _NEVER.search(part) and not _RESERVED.match(part)


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file() and not path.is_symlink()
    return False

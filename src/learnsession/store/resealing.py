"""Every file of a store into sealed form, and back: what protecting and its undoing do.

The backups that the store keeps come first; what they cannot trust goes to quarantine.

Each file is put in its place in one move, so a kill leaves each in the one form or the other, and
what a file says of itself tells which; beginning again finishes the rest.

Left as they are: the vault itself, locks and markers (who has what open), the counter, the person's
settings and own packs. Nothing that was typed in a session stands in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from learnsession.errors import DamagedError, LockedError, NewerError
from learnsession.store.backed_up import SEALED_FOLDERS, is_sealed_kind
from learnsession.store.envelope import head_of
from learnsession.store.files import read_whole, write_atomically
from learnsession.store.kept_backups import rewrite
from learnsession.store.moves import QUARANTINE
from learnsession.store.sealing import CLEAR, Seal, Sealed

RAW = "raw"
"""The kind of a file whose content is not ours to understand: damaged, or put there by others."""


def seal_all(root: Path, seal: Sealed) -> None:
    """Seal every file of a store. `unseal_all` undoes it.

    To be called by whoever holds the store's own lock while no session is being run.

    Raises:
        SaveError: the disk refused; what is done is done, and the rest is as it was.
        StoreError: a file may not be read.

    """
    _change_all(root, CLEAR, seal, lambda path, data: sealed_form(path, data, seal))


def unseal_all(root: Path, seal: Sealed) -> None:
    """Put every file of a store back into clear text. Raises as `seal_all`."""
    _change_all(root, seal, CLEAR, lambda path, data: clear_form(path, data, seal))


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
    """
    for path in root.glob(".*.tmp"):
        path.unlink(missing_ok=True)
    for name in (*SEALED_FOLDERS, QUARANTINE):
        for path in sorted((root / name).rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            if path.name.startswith(".") and path.suffix == ".tmp":
                path.unlink(missing_ok=True)
            else:
                yield path
    if (root / "catalogue.json").exists():
        yield root / "catalogue.json"


def _change_all(
    root: Path, before: Seal, after: Seal, change: Callable[[Path, bytes], bytes | None]
) -> None:
    def in_backup(path: str, data: bytes) -> bytes:
        changed = change(root / path, data) if is_sealed_kind(path) else None
        return data if changed is None else changed

    rewrite(root, before, after, in_backup)
    for path in kept_files(root):
        with suppress(FileNotFoundError):
            data, _ = read_whole(path)
            changed = change(path, data)
            if changed is not None:
                write_atomically(path, changed)


def _opened(seal: Seal, kind: str, path: Path, data: bytes) -> bytes | None:
    try:
        return seal.open(kind, path, data).body
    except (DamagedError, NewerError, LockedError):
        return None

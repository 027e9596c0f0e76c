"""Every word in a store, wherever it stands: in clear text, sealed, or in a kept backup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from learnsession.errors import StoreError
from learnsession.store.backup_lists import object_path, readable_backups
from learnsession.store.envelope import head_of
from learnsession.store.sealing import CLEAR, Seal


def words_in(root: Path, seal: Seal) -> Iterator[tuple[str, str]]:
    """Each file's path and all that it says: its bytes as text, its content, its content's texts.

    A sealed file that nobody can open says only its bytes.
    """
    named = {
        object_path(root, copy.sha256): name
        for backup in readable_backups(root, seal)
        for name, copy in backup.files.items()
    }
    for path in sorted(root.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        data = path.read_bytes()
        yield f"{path.relative_to(root)}", f"{path.name}\n{_said(data)}"
        yield f"{path.relative_to(root)}", _opened(named.get(path, path.name), data, seal)


def _opened(name: str, data: bytes, seal: Seal) -> str:
    head = head_of(data)
    if not head:
        return ""
    for closed_by in (seal, CLEAR):
        with suppress(StoreError):
            body = closed_by.open(head.kind, Path(name), data).body
            if head.kind == "raw":
                return f"{_said(body)}\n{_opened(name, body, CLEAR)}"
            return f"{_said(body)}\n{json.dumps(json.loads(body), ensure_ascii=False)}"
    return ""


def _said(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def files_with(root: Path, words: str, seal: Seal = CLEAR) -> list[str]:
    """The files in which some words stand, capitals aside."""
    wanted = words.casefold()
    return sorted({path for path, said in words_in(root, seal) if wanted in said.casefold()})

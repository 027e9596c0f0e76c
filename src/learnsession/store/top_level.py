"""What stands in the folder of a store itself, beside the folders of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from learnsession.settings import FILE as SETTINGS
from learnsession.store.files import previous
from learnsession.store.layout import (
    ACTIONS,
    CATALOGUE,
    COUNTER,
    FOLDERS,
    VAULT,
)
from learnsession.store.locks import KIND as MARKER_KIND
from learnsession.store.references import KIND as COUNTER_KIND
from learnsession.store.vault_file import KIND as VAULT_KIND
from learnsession.store.walking import entries, head_at

_PLAIN = {each for name in (COUNTER, SETTINGS, VAULT) for each in (name, previous(Path(name)).name)}
"""Files that are never sealed."""
_DERIVED = tuple(Path(name).stem for name in (CATALOGUE, ACTIONS))
_PLAIN_KINDS = (COUNTER_KIND, VAULT_KIND, MARKER_KIND)


def sealed_there(root: Path) -> Iterator[Path]:
    """The files in the store's own folder that are sealed when it is protected.

    The catalogue, the index of actions, and whatever a cloud service or a person has put beside
    them that says or looks as if it came from a store. Other people's files are not ours to make
    unreadable.

    Raises:
        StoreError: the folder, or a file in it, may not be read.

    """
    for entry in entries(root):
        if entry.name in _PLAIN or not entry.is_file(follow_symlinks=False):
            continue
        path = Path(entry.path)
        if entry.name.lstrip(".").startswith(_DERIVED):
            yield path
            continue
        head = head_at(path)
        if head and head.kind not in _PLAIN_KINDS:
            yield path


def strangers(root: Path) -> tuple[str, ...]:
    """The names of what stands there, is none of a store's own, and is not sealed either."""
    known = {*_PLAIN, *FOLDERS, *(path.name for path in sealed_there(root))}
    return tuple(entry.name for entry in entries(root) if entry.name not in known)

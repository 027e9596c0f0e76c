"""Short references that people can say: `S-0001`, then `S-0002`, and so on.

The last number given out is kept in `counter.json`, so that the number of a session that was erased
is never used again. It is mended from the names of the session files, whatever happens to it; for
what they no longer show, erasing keeps the number once more in `counter.json.bak`.
"""

from __future__ import annotations

from pathlib import Path

from learnsession.errors import StoreError
from learnsession.store.files import previous, write_atomically
from learnsession.store.locks import store_lock
from learnsession.store.moves import tidy
from learnsession.store.names import names
from learnsession.store.sealing import CLEAR, Seal, close_plain, read_plain

_KIND = "counter"


def next_reference(root: Path, seal: Seal) -> str:
    """The next free reference, taken under the store's lock.

    Raises:
        SaveError: the disk refused, or another window is busy with the store for too long.

    """
    path = root / "counter.json"
    with store_lock(root, seal):
        tidy(path)
        number = max(counted(root), _highest(root)) + 1
        write_atomically(path, close_plain(CLEAR, _KIND, path, {"last": number}))
    return f"S-{number:04d}"


def never_again(root: Path, ref: str) -> None:
    """Before a session is erased: its number is not given out again, wherever it came from.

    To be called by whoever holds the store's own lock.

    Raises:
        SaveError: the disk refused.

    """
    path = root / "counter.json"
    number = max(counted(root), int(ref[2:]))
    tidy(path)
    for place in (path, previous(path)):
        if _counted(place) < number:
            write_atomically(place, close_plain(CLEAR, _KIND, path, {"last": number}))


def counted(root: Path) -> int:
    """The last number given out, as either file says; 0 when neither can be read."""
    path = root / "counter.json"
    return max(_counted(path), _counted(previous(path)))


def _counted(path: Path) -> int:
    try:
        values, _ = read_plain(CLEAR, _KIND, path)
        return int(values["last"])
    except (FileNotFoundError, StoreError, KeyError, TypeError, ValueError):
        return 0


def _highest(root: Path) -> int:
    """The highest number in a file name: sessions may have been copied in from elsewhere."""
    return max((int(name.ref[2:]) for name in names(root)), default=0)

"""Short references that people can say: `S-0001`, then `S-0002`, and so on; `A-0001` for actions.

The last number given out is kept in `counter.json`, so that the number of a session that was erased
is never used again. It is mended from the names of the session files, whatever happens to it; for
what they no longer show, erasing keeps the number once more in `counter.json.bak`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from learnsession.errors import StoreError
from learnsession.session.references import number_of
from learnsession.store.files import previous, write_atomically
from learnsession.store.layout import COUNTER
from learnsession.store.locks import store_lock
from learnsession.store.moves import tidy
from learnsession.store.names import names
from learnsession.store.sealing import CLEAR, Seal, close_plain, open_plain
from learnsession.store.stamps import read_whole

KIND = "counter"

_HIGHEST = 99_999
"""Higher numbers from elsewhere are not taken over: nobody could say them."""

ACTION = "last_action"
"""Under this name the number of the last agreed action stands; under `last` that of a session."""


def next_reference(root: Path, seal: Seal) -> str:
    """The next free reference of a session, taken under the store's lock.

    Raises:
        SaveError: the disk refused, or another window is busy with the store for too long.

    """
    with store_lock(root, seal):
        number = max(counted(root), _highest(root, "S")) + 1
        _write(root, {"last": number})
    return f"S-{number:04d}"


def next_action_reference(root: Path, seal: Seal, at_least: int = 0) -> str:
    """The next free reference of an agreed action, as `next_reference`.

    Args:
        root: the store.
        seal: as the store was opened.
        at_least: the highest number that is known to be in use.

    Raises:
        SaveError: as `next_reference`.

    """
    with store_lock(root, seal):
        number = max(_counted(root / COUNTER, ACTION), at_least) + 1
        _write(root, {ACTION: number})
    return f"A-{number:04d}"


def settle_action_references(
    root: Path, seal: Seal, wanted: Sequence[str], at_least: int = 0
) -> tuple[str, ...]:
    """References for actions from elsewhere: their own, where its number was never given out here.

    Args:
        root: the store.
        seal: as the store was opened.
        wanted: the references that they have elsewhere.
        at_least: the highest number that is known to be in use.

    Raises:
        SaveError: as `next_reference`.

    """
    with store_lock(root, seal):
        last = max(_counted(root / COUNTER, ACTION), at_least)
        own = [number_of(ref, "A") for ref in wanted]
        kept = {each for each in own if last < each <= _HIGHEST}
        numbers = []
        following = max(kept, default=last)
        for each in own:
            if each in kept:
                kept.remove(each)  # where two have the same one, the first keeps it
                numbers.append(each)
            else:
                following += 1
                numbers.append(following)
        _write(root, {ACTION: max(following, last)})
    return tuple(f"A-{number:04d}" for number in numbers)


def register_reference(root: Path) -> str:
    """The reference of a new register; to be called by whoever holds the store's lock."""
    return f"R-{_highest(root, 'R') + 1:04d}"


def _write(root: Path, numbers: dict[str, int]) -> None:
    """Write numbers that were given out; the others stay."""
    path = root / COUNTER
    tidy(path)
    known = {name: number for name in ("last", ACTION) if (number := _counted(path, name))}
    write_atomically(path, close_plain(CLEAR, KIND, path, {**known, **numbers}))


def never_again(root: Path, ref: str) -> None:
    """Before a session is erased: its number is not given out again, wherever it came from.

    To be called by whoever holds the store's own lock.

    Raises:
        SaveError: the disk refused.

    """
    path = root / COUNTER
    number = max(counted(root), int(ref[2:]))
    tidy(path)
    for place in (path, previous(path)):
        if _counted(place) < number:
            kept = _counted(place, ACTION)
            values = {"last": number, **({ACTION: kept} if kept else {})}
            write_atomically(place, close_plain(CLEAR, KIND, path, values))


def counted(root: Path) -> int:
    """The last number given out, as either file says; 0 when neither can be read."""
    path = root / COUNTER
    return max(_counted(path), _counted(previous(path)))


def number_in(data: bytes, name: str = "last") -> int:
    """The last number given out, as the bytes of a counter say; 0 when they cannot be read."""
    try:
        return int(open_plain(CLEAR, KIND, Path(COUNTER), data)[name])
    except (StoreError, KeyError, TypeError, ValueError):
        return 0


def _counted(path: Path, name: str = "last") -> int:
    try:
        return number_in(read_whole(path)[0], name)
    except (FileNotFoundError, StoreError):
        return 0


def _highest(root: Path, letter: str) -> int:
    """The highest number in a file name: sessions may have been copied in from elsewhere."""
    return max((int(each.ref[2:]) for each in names(root) if each.ref[0] == letter), default=0)

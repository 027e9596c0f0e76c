"""What it costs to keep one reflection, against the least that a safe write can cost."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from benchmarks.measuring import Pair, timed
from benchmarks.sessions import heard, started
from learnsession.store.opened import OpenSession
from learnsession.store.sessions import SessionStore

ENTRIES = 40
"""How much a session holds before it is measured: a lively one half-way through."""


def keeping_one(store: SessionStore, floor: Path) -> Pair:
    """The whole save of one reflection, against the raw cost of the same bytes.

    The floor writes, beside it on the same disk, a file of the size that the session's file has
    by then: write, flush, move into place, flush the folder.
    """
    session = _in_use(store)
    keep = _keeper(session)
    floor.mkdir(parents=True, exist_ok=True)

    def raw() -> float:
        data = session.path.read_bytes()
        return timed(lambda: write_safely(floor / "floor.json", data))

    return Pair(
        name="keep one reflection",
        against="write, fsync, rename, fsync folder",
        bound=1.4,
        measured=lambda: timed(keep),
        compared=raw,
        rounds=151,
        warm_up=10,
    )


def keeping_among_many(many: SessionStore, few: SessionStore, counts: tuple[int, int]) -> Pair:
    """The same in a store of thousands, against a store of a few."""
    keep_among_many, keep_among_few = _keeper(_in_use(many)), _keeper(_in_use(few))
    return Pair(
        name=f"keep one reflection, {counts[0]:,} sessions",
        against=f"the same, {counts[1]:,} sessions",
        bound=1.3,
        measured=lambda: timed(keep_among_many),
        compared=lambda: timed(keep_among_few),
        rounds=151,
        warm_up=10,
    )


def keeping_one_sealed(sealed: SessionStore, clear: SessionStore) -> Pair:
    """The same in a protected store, against one in clear text."""
    keep_sealed, keep_clear = _keeper(_in_use(sealed)), _keeper(_in_use(clear))
    return Pair(
        name="keep one reflection, protected",
        against="the same in clear text",
        bound=1.15,
        measured=lambda: timed(keep_sealed),
        compared=lambda: timed(keep_clear),
        rounds=151,
        warm_up=10,
    )


_NUMBERS = itertools.count(900_000)
"""Sessions that are measured stand apart from those that are only there."""


def _in_use(store: SessionStore) -> OpenSession:
    """A new session with some entries. It is left when the process ends."""
    first = started(next(_NUMBERS))
    session = store.create(first)
    session.append(*(heard(place, first.at + timedelta(seconds=place)) for place in range(ENTRIES)))
    return session


def _keeper(session: OpenSession) -> Callable[[], None]:
    """Keeps one more reflection at each call."""
    numbers = itertools.count(ENTRIES)
    began = session.events[0].at

    def keep() -> None:
        number = next(numbers)
        session.append(heard(number, began + timedelta(seconds=number)))

    return keep


def write_safely(path: Path, data: bytes) -> None:
    """The least that a safe write can cost."""
    temporary = path.with_suffix(".tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(temporary, path)  # noqa: PTH105 - a path's own method is the same call and dearer
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

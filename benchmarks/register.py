"""How quickly the register is there, and how quickly it follows a filter.

Both are taken as a person has them, in a real terminal, from the key to the words on the screen.
They are held against reading the index of agreed actions raw: its bytes, made into Python values,
and nothing else. While that is timed the collector rests, as it does where the program reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import Pair, timed
from benchmarks.starting import PROGRAM, TITLE
from benchmarks.terminal import Terminal
from learnsession.store.catalogue_file import no_collecting
from learnsession.store.layout import ACTIONS
from learnsession.store.sessions import SessionStore

OPEN, LEAVE, SEARCH, LETTER, BACKSPACE = "a", "q", "/", "n", "\x7f"
_FIRST, _HOME = "actions  ·", "Closed sessions"
_FILTERED, _UNFILTERED = f"with '{LETTER}'", "open  ·"


@contextmanager
def register(store: SessionStore, sessions: int) -> Iterator[tuple[Pair, Pair]]:
    """The register's first page, and a filter on it. The index must have been made.

    Args:
        store: with thousands of sessions and what they agreed.
        sessions: how many.

    """
    store.action_states()
    index = store.root / ACTIONS
    around = {"LEARNSESSION_STORE": str(store.root)}
    with Terminal((PROGRAM,), around) as listed, Terminal((PROGRAM,), around) as searched:
        for terminal in (listed, searched):
            terminal.wait_for(TITLE)
            terminal.settle(1)
        searched.press(OPEN, _FIRST)
        searched.press(SEARCH, "Stop typing")

        def first_page() -> float:
            seconds = listed.press(OPEN, _FIRST)
            listed.press(LEAVE, _HOME)
            return seconds

        def letter() -> float:
            seconds = searched.press(LETTER, _FILTERED)
            searched.press(BACKSPACE, _UNFILTERED)
            return seconds

        against, raw = "reading its index raw", lambda: _raw(index)
        yield (
            Pair(f"register, first page, {sessions:,} sessions", against, 3, first_page, raw, 15),
            Pair("register, a filter, key to paint", against, 1, letter, raw, 15),
        )


def _raw(path: Path) -> float:
    """How long it takes to read a file and to make values of its JSON."""
    with no_collecting():
        return timed(lambda: json.loads(path.read_bytes()))

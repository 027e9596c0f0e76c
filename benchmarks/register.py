"""How quickly the register is there, how quickly it follows a filter, and keeps what is said.

The first two are taken as a person has them, in a real terminal, from the key to the words on the
screen. They are held against reading the index of agreed actions raw: its bytes, made into Python
values, and nothing else. While that is timed the collector rests, as it does where the program
reads.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import Pair, timed
from benchmarks.saving import write_safely
from benchmarks.starting import PROGRAM, TITLE
from benchmarks.terminal import Terminal
from learnsession.room.desk import Desk
from learnsession.room.registering import Registrar
from learnsession.session.action_events import ActionFields
from learnsession.store.derived import no_collecting
from learnsession.store.layout import ACTIONS, CATALOGUE
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


def update(store: SessionStore, floor: Path, sessions: int) -> Pair:
    """Say more of an action outside any session, against the two files that have to be written.

    The floor is the least that keeping it safely can cost: the bytes of the team's register, and
    the catalogue read, made into values, and written with the row.
    """
    registrar = Registrar(Desk(store.root), "team manager")
    actions = [registrar.find("A-0012")]
    numbers = itertools.count(time.time_ns())

    def change() -> float:
        fields = ActionFields(measure=f"Seen in {next(numbers)} files")
        return timed(lambda: actions.append(registrar.change(actions.pop(), fields=fields)))

    def raw() -> float:
        (register,) = store.root.glob("sessions/*/R-*.json")
        data = register.read_bytes()
        catalogue = store.root / CATALOGUE
        with no_collecting():
            return timed(lambda: _write_both(floor, data, catalogue))

    against = "its file and the catalogue, raw"
    return Pair(f"update an action, {sessions:,} sessions", against, 1.4, change, raw, 31, 3)


def _write_both(floor: Path, register: bytes, catalogue: Path) -> None:
    write_safely(floor, register)
    values = json.loads(catalogue.read_bytes())
    write_safely(floor, json.dumps(values, ensure_ascii=False).encode())


def _raw(path: Path) -> float:
    """How long it takes to read a file and to make values of its JSON."""
    with no_collecting():
        return timed(lambda: json.loads(path.read_bytes()))

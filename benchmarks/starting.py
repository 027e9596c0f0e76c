"""How quickly the program is there: Home's first paint, and the shortest command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import Pair, timed
from benchmarks.terminal import Terminal, surroundings
from learnsession.store.vault import unlock

HELLO = (sys.executable, "-m", "benchmarks.hello")
PROGRAM = str(Path(sys.executable).with_name("learnsession"))
TITLE = "Child AI"
"""A review's title on Home: when it can be read, Home is there."""


def first_paint_of_home(empty: Path) -> Pair:
    """Home with nothing kept, against a hello-world."""
    return Pair(
        name="Home, first paint",
        against="a Textual hello-world",
        bound=1.75,
        measured=lambda: _painted((PROGRAM,), empty, TITLE),
        compared=lambda: _painted(HELLO, empty, "hello"),
        rounds=21,
    )


def first_paint_with_many(many: Path, empty: Path, count: int) -> Pair:
    """Home with thousands of sessions in the store, against Home with none."""
    return Pair(
        name=f"Home, first paint, {count:,} sessions",
        against="Home with none",
        bound=1.3,
        measured=lambda: _painted((PROGRAM,), many, TITLE),
        compared=lambda: _painted((PROGRAM,), empty, TITLE),
        rounds=21,
    )


def unlocking(protected: Path, passphrase: str, empty: Path) -> Pair:
    """Opening a protected store, deriving its key included, against a hello-world's first paint."""
    return Pair(
        name="unlock a protected store",
        against="a Textual hello-world, first paint",
        bound=2,
        measured=lambda: timed(lambda: unlock(protected, passphrase)),
        compared=lambda: _painted(HELLO, empty, "hello"),
        rounds=21,
    )


def version() -> Pair:
    """`learnsession --version` against an interpreter that does nothing."""
    return Pair(
        name="learnsession --version",
        against="python -c pass",
        bound=8,
        measured=lambda: _ran(PROGRAM, "--version"),
        compared=lambda: _ran(sys.executable, "-c", "pass"),
        rounds=31,
    )


def _painted(command: tuple[str, ...], store: Path, words: str) -> float:
    with Terminal(command, {"LEARNSESSION_STORE": str(store)}) as terminal:
        return terminal.wait_for(words) - terminal.began


def _ran(*command: str) -> float:
    around = surroundings()
    return timed(lambda: subprocess.run(command, check=True, capture_output=True, env=around))

"""Several processes at once: each on its own session, then all on one, which only one may have."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import crowd_child
import pytest
from crowd_child import THOUSAND
from fault_counts import SEALED, Tally, counts
from fault_events import SESSION, numbers, session_id, started
from stores import open_store

from learnsession.store.sessions import SessionStore


def crowd(root: Path, sealed: bool, size: int, entries: int, how: str) -> list[int]:
    """So many processes, begun together; gives how often each was refused."""
    form = "sealed" if sealed else "clear"
    script = str(Path(crowd_child.__file__))
    ones = [
        subprocess.Popen(
            [sys.executable, script, str(root), form, str(which), str(entries), how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for which in range(1, size + 1)
    ]
    for one in ones:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in ones:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    said = [one.communicate(timeout=300) for one in ones]
    for one, (_, err) in zip(ones, said, strict=True):
        assert one.returncode == 0, err[-2000:]
    return [int(out) for out, _ in said]


def all_of(store: SessionStore, session: str) -> dict[int, list[int]]:
    """What was heard, by process, in the order of the file."""
    kept = store.read(session)
    assert kept.notices == ()
    by_process: dict[int, list[int]] = defaultdict(list)
    for number in numbers(kept.events):
        by_process[number // THOUSAND].append(number % THOUSAND)
    return by_process


@SEALED
@pytest.mark.parametrize("size", [2, 4])
@counts("amount", (1, 20), (10, 200))
def test_nothing_is_lost(tmp_path: Path, sealed: bool, size: int, amount, tally: Tally):
    rounds, entries = amount
    tally.fault = f"{size} processes, {entries} entries each: own sessions, then all on one"
    refused = 0
    for round_ in range(rounds):
        root = tmp_path / str(round_)
        store = open_store(root, sealed)
        crowd(root, sealed, size, entries, "own")
        for which in range(1, size + 1):
            assert all_of(store, session_id(which)) == {which: list(range(1, entries + 1))}
        assert len({row.ref for row in store.rows()}) == size, "each has a number of its own"
        store.create(started(ref="S-0900")).leave()
        refused += sum(crowd(root, sealed, size, entries, "shared"))
        assert all_of(store, SESSION) == {
            which: list(range(1, entries + 1)) for which in range(1, size + 1)
        }
        rows = {row.id: row.reflections for row in store.rows()}
        assert rows == {SESSION: size * entries} | {
            session_id(which): entries for which in range(1, size + 1)
        }
        assert not list((root / "in-use").iterdir())
        tally.count += 1
    # In a single short round, on a busy machine, one may be through before the next begins.
    assert refused or rounds == 1, "nobody was in anybody's way: this has shown nothing"
    tally.note = f"{refused} refusals"

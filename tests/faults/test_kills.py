"""kill -9 at random moments: nothing that was acknowledged is lost, and the session opens.

One store is never reset, so each kill meets what the ones before have left. The same harness over
TinyDB's own storage must fail: it would not be worth much if it passed whatever it is given.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import kill_child
import pytest
from fault_counts import SEALED, Tally, counts
from fault_events import SESSION, number_of, numbers, started, up_to
from stores import open_store

FAULT = "kill -9 at random moments, one store never reset"
CONTROL = "negative control: TinyDB's own JSONStorage must fail"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9")


@dataclass
class Found:
    """What is there after a kill, by number."""

    entries: list[int]
    draft: int | None


@dataclass
class Told:
    """What the child was told is safe before it died, by number; 0 for nothing."""

    kept: int = 0
    draft: int = 0


class Mother:
    """Starts children that write, and kills them."""

    def __init__(self, root: Path, kind: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(kill_child.__file__)), str(root), kind],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def one_life(self, told: Told, lines: int, wait: float) -> None:
        """A child that is killed `wait` seconds after it has said so many lines."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        child, said = 0, 0
        for line in self._process.stdout:
            what, number = line.split()
            if what == "gone":
                assert os.WTERMSIG(int(number)) == signal.SIGKILL, "it died of something else"
                return
            if what == "child":
                child = int(number)
            else:
                setattr(told, what, int(number))
                said += 1
            if child and said >= lines:
                time.sleep(wait)
                os.kill(child, signal.SIGKILL)
                child = 0
        raise AssertionError("the mother died")

    def close(self) -> None:
        self._process.communicate(timeout=30)


def run(root: Path, kind: str, look: Callable[[Path], Found], tally: Tally, kills: int) -> None:
    """So many lives, and after each a look at what is left."""
    chance = random.Random(2026)
    told = Told()
    mother = Mother(root, kind)
    try:
        for _ in range(kills):
            tally.count += 1
            mother.one_life(told, chance.randrange(0, 7), chance.random() * 0.004)
            check(told, look(root))
    finally:
        mother.close()


def check(told: Told, found: Found) -> None:
    count = len(found.entries)
    assert found.entries == up_to(count), "in order, none twice, none missing"
    assert count >= told.kept, "an acknowledged entry is lost"
    if told.draft > count:
        assert found.draft is not None, "an acknowledged draft is lost"
        assert found.draft >= told.draft
    if found.draft is not None:
        assert found.draft == count + 1, "a draft whose entry is kept comes back"


def look_in_store(root: Path, sealed: bool) -> Found:
    """Open it as the app does."""
    session = open_store(root, sealed).open(SESSION)
    try:
        assert session.notices == (), "a kill is no damage"
        folder = session.path.parent
        assert not [path.name for path in folder.iterdir() if path.suffix == ".tmp"]
        draft = session.draft()
        return Found(numbers(session.events), number_of(draft.text) if draft else None)
    finally:
        session.leave()


def look_in_json(root: Path) -> Found:
    kept = root / "plain.json"
    tables = json.loads(kept.read_text(encoding="utf-8") or "{}") if kept.exists() else {}
    drafts = [number_of(one["text"]) for one in tables.get("draft", {}).values()]
    return Found([int(number) for number in tables.get("events", {})], max(drafts, default=None))


@SEALED
@counts("kills", 40, 1000)
def test_kills_at_random_moments_lose_nothing(tmp_path: Path, sealed: bool, kills: int, tally):
    open_store(tmp_path, sealed).create(started()).leave()
    kind = "sealed" if sealed else "clear"
    run(tmp_path, kind, partial(look_in_store, sealed=sealed), tally, kills)
    (row,) = open_store(tmp_path, sealed).rows()
    assert row.reflections > kills
    assert not list((tmp_path / "in-use").glob("*"))


@counts("kind", "dying-json", "json")
def test_the_harness_bites(tmp_path: Path, kind: str, tally):
    """TinyDB's own storage writes in place and cuts the rest off afterwards: a death in between, or
    in the middle of writing, is the end of it."""
    tally.fault = CONTROL
    with pytest.raises((AssertionError, json.JSONDecodeError)) as caught:
        run(tmp_path, kind, look_in_json, tally, kills=1000)
    assert "mother" not in str(caught.value)
    assert "something else" not in str(caught.value)
    tally.note = f"fails, as it must, at kill {tally.count}"

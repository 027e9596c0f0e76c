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
from pathlib import Path

import kill_child
import pytest

from learnsession.session import events as ev
from learnsession.store.sessions import SessionStore

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


def run(root: Path, kind: str, look: Callable[[Path], Found], kills: int, seed: int) -> None:
    """So many lives, and after each a look at what is left."""
    chance = random.Random(seed)
    told = Told()
    mother = Mother(root, kind)
    try:
        for _ in range(kills):
            mother.one_life(told, chance.randrange(0, 7), chance.random() * 0.004)
            check(told, look(root))
    finally:
        mother.close()


def check(told: Told, found: Found) -> None:
    count = len(found.entries)
    assert found.entries == list(range(1, count + 1)), "in order, none twice, none missing"
    assert count >= told.kept, "an acknowledged entry is lost"
    if told.draft > count:
        assert found.draft is not None, "an acknowledged draft is lost"
        assert found.draft >= told.draft
    if found.draft is not None:
        assert found.draft == count + 1, "a draft whose entry is kept comes back"


def look_in_store(root: Path) -> Found:
    """Open it as the app does."""
    session = SessionStore(root).open(kill_child.SESSION)
    try:
        assert session.notices == (), "a kill is no damage"
        folder = session.path.parent
        assert not [path.name for path in folder.iterdir() if path.suffix == ".tmp"]
        heard = [event for event in session.events if isinstance(event, ev.ReflectionAdded)]
        for event in heard:
            assert event.text == kill_child.text(int(event.entry))
        draft = session.draft()
        entries = [int(event.entry) for event in heard]
        return Found(entries, kill_child.number_of(draft.text) if draft else None)
    finally:
        session.leave()


def look_in_json(root: Path) -> Found:
    kept = root / "plain.json"
    tables = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    drafts = [kill_child.number_of(one["text"]) for one in tables.get("draft", {}).values()]
    return Found([int(number) for number in tables.get("events", {})], max(drafts, default=None))


@pytest.mark.parametrize("kills", [60, pytest.param(1000, marks=pytest.mark.faults)])
def test_kills_at_random_moments_lose_nothing(tmp_path, kills):
    SessionStore(tmp_path).create(kill_child.started()).leave()
    run(tmp_path, "store", look_in_store, kills=kills, seed=2026)
    (row,) = SessionStore(tmp_path).rows()
    assert row.reflections > kills
    assert not list((tmp_path / "in-use").glob("*"))


def test_the_harness_bites(tmp_path):
    """TinyDB's own storage truncates after it has written: a death in between is the end of it."""
    with pytest.raises((AssertionError, json.JSONDecodeError)) as caught:
        run(tmp_path, "json", look_in_json, kills=5, seed=2026)
    assert "mother" not in str(caught.value)
    assert "something else" not in str(caught.value)

"""How figures are taken and shown. No test here measures anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import Figure, Pair, take
from benchmarks.sessions import STILL_OPEN, fill
from benchmarks.table import as_json, table


def figure(seconds: float) -> Figure:
    return Figure("keep one", "the floor", seconds, 1.0, bound=1.4, rounds=3)


def test_a_figure_over_its_bound_is_shown_in_words() -> None:
    _, within, over = table([figure(1.4), figure(1.5)]).splitlines()
    assert within.endswith("1.40   1.4    within")
    assert over.endswith("1.50   1.4    OVER ITS BOUND")
    assert [each["over"] for each in json.loads(as_json([figure(1.4), figure(1.5)]))] == [
        False,
        True,
    ]


def test_two_things_take_turns_and_the_medians_are_compared() -> None:
    order: list[str] = []

    def timed(name: str, seconds: list[float]) -> Callable[[], float]:
        def once() -> float:
            order.append(name)
            return seconds.pop(0)

        return once

    ours, theirs = timed("a", [99, 2, 90, 4]), timed("b", [99, 2, 1, 50])
    taken = take(Pair("a", "b", 2, ours, theirs, rounds=3))
    assert "".join(order) == "ab" + "ba" + "ab" + "ba"
    assert (taken.seconds, taken.against_seconds, taken.ratio) == (4, 2, 2)
    assert not taken.over


def test_many_sessions_are_such_as_the_store_itself_would_have_kept(store_dir: Path) -> None:
    store = fill(store_dir, 8)
    rows = store.rows()
    assert sorted(row.ref for row in rows) == [f"S-{number:04d}" for number in range(1, 9)]
    assert sum(row.state == "open" for row in rows) == STILL_OPEN
    assert all(row.reflections == 4 and row.agreed_actions == 1 for row in rows)
    session = store.open(rows[0].id)
    assert session.notices == ()
    session.leave()
    assert all(path.stat().st_mode & 0o77 == 0 for path in store_dir.rglob("*.json"))

"""How quickly the next step is on the screen after its key.

Both programs run in a real terminal, and the time runs from writing the key to reading the new
words. Measured inside the app, by Textual's own test driver, each press would carry the driver's
waiting on both sides, and a ratio of two waits says little; here it is what a person waits for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import Pair
from benchmarks.starting import HELLO, PROGRAM
from benchmarks.terminal import Terminal

NEXT, FIRST = " ", "\x1b[H"
_PACK = "norfolk-child-ai"
_TITLES = ("How we work together", "What we said we would do", "What the review is about")
"""The steps after the first: a list, next to nothing, a paragraph."""


@contextmanager
def next_step(store: Path) -> Iterator[Pair]:
    """A session and a hello-world, each in its terminal; the next step of one, a word of the other.

    The session walks through its first steps, again and again; going back to the first is not
    measured.
    """
    around = {"LEARNSESSION_STORE": str(store)}
    with Terminal((PROGRAM, "run", _PACK), around) as ours, Terminal(HELLO, around) as floor:
        ours.wait_for("step 1 of")
        floor.wait_for("hello")
        ours.settle()
        floor.settle()
        numbers = itertools.count(1)
        titles = itertools.cycle(_TITLES)

        def forward() -> float:
            title = next(titles)
            seconds = ours.press(NEXT, title)
            if title == _TITLES[-1]:
                ours.press(FIRST, "step 1 of")
            return seconds

        yield Pair(
            name="next step, key to paint",
            against="a word of the hello-world",
            bound=2,
            measured=forward,
            compared=lambda: floor.press(NEXT, f"number {next(numbers)}."),
            rounds=45,
            warm_up=3,
        )

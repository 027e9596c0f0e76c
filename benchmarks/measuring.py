"""How a figure is taken: two things by turns, their medians, and the ratio held against a bound.

The machine is noisy and gets slower and quicker while a run goes on. So nothing is compared with a
number from another day or another machine: what is measured and what it is compared with take
turns (A B A B …), and both feel the same weather.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Timed = Callable[[], float]
"""Does a thing once and says how many seconds it took."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. Times are medians, in seconds."""

    name: str
    against: str
    """What it is compared with, in words."""
    seconds: float
    against_seconds: float
    bound: float
    """The ratio that shall not be passed."""
    rounds: int

    @property
    def ratio(self) -> float:
        """How many times as long as what it is compared with."""
        return self.seconds / self.against_seconds

    @property
    def over(self) -> bool:
        """Whether the ratio is over its bound."""
        return self.ratio > self.bound


@dataclass(frozen=True, slots=True)
class Pair:
    """A thing and what it is compared with, ready to be measured."""

    name: str
    against: str
    bound: float
    measured: Timed
    compared: Timed
    rounds: int
    warm_up: int = 1
    """Rounds that are not counted: byte code is written, files come into the cache."""


def take(pair: Pair) -> Figure:
    """Measure a pair by turns."""
    for _ in range(pair.warm_up):
        pair.measured()
        pair.compared()
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(pair.rounds):
        # Whoever goes second finds the machine as the first has left it; so they swap.
        turns = [(pair.measured, ours), (pair.compared, theirs)]
        for timed, seconds in turns if number % 2 else reversed(turns):
            seconds.append(timed())
    return _figure(pair, ours, theirs)


def _figure(pair: Pair, ours: Sequence[float], theirs: Sequence[float]) -> Figure:
    return Figure(
        name=pair.name,
        against=pair.against,
        seconds=statistics.median(ours),
        against_seconds=statistics.median(theirs),
        bound=pair.bound,
        rounds=pair.rounds,
    )


def timed(do: Callable[[], object]) -> float:
    """How long it takes to do something, in seconds."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began

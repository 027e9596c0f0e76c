"""How often: a short form for every day, the full count on request, and what is told of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

SEALED = pytest.mark.parametrize("sealed", [False, True], ids=["clear", "sealed"])


def counts(name: str, short: Any, full: Any) -> pytest.MarkDecorator:
    """A parameter with its short form for `make test` and its full count for `make faults`."""
    long = pytest.param(full, id="full", marks=pytest.mark.faults)
    return pytest.mark.parametrize(name, [pytest.param(short, id="short"), long])


@dataclass
class Tally:
    """What the table says of one test."""

    fault: str
    form: str = ""
    """`clear` or `sealed`."""
    count: int = 0
    note: str = ""

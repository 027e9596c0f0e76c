"""From older file formats to today's: what a file lacks is made good when it is read.

    1  the first
    2  an amendment says by whom and why; what was kept knowingly and what was removed for good are
       events; files may be sealed. Whatever format 1 holds is valid as it stands.
    3  agreed actions have references and fields; what is said of them, undoing, and standing again
       are events; a half-written text may have others under `beside`. Whatever format 2 holds is
       valid as it stands.

A step that changes something is added to `UPGRADES` under its kind and the number it leads away
from; it gets the plain JSON values and gives those of the next format. Files are only written anew
when something else changes in them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from learnsession.store.envelope import FORMAT

UPGRADES: dict[tuple[str, int], Callable[[Any], Any]] = {}


def upgraded(kind: str, values: Any, number: int) -> Any:
    """Plain JSON values of a kind, as kept in format `number`, in today's format."""
    for step in range(number, FORMAT):
        change = UPGRADES.get((kind, step))
        if change:
            values = change(values)
    return values

"""What a look through a store finds, as values that can be shown and acted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from learnsession.errors import DamagedError, NewerError, StoreError

Kind = Literal[
    "session",
    "double",
    "generation",
    "draft",
    "pack",
    "format",
    "counter",
    "catalogue",
    "vault",
    "list",
    "object",
    "settings",
    "aside",
    "stray",
    "newer",
    "folder",
    "unreadable",
]
"""What sort of thing is not well; `repair` goes by it."""


REPAIR = "Mend it with: learnsession store repair"
"""What to do about damage for which something good can stand in."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be, or has to be known."""

    kind: Kind
    path: str
    """Below the store, with `/`."""
    wrong: str
    """One sentence."""
    todo: str
    """One sentence."""
    damage: bool = True
    """False for what only has to be known: nothing is lost by it."""


def finding_of(kind: Kind, path: str, error: StoreError, todo: str) -> Finding:
    """What an error in reading a file means for the store.

    Only a damaged file is one to mend. One that a newer version wrote is well, and one that may not
    be read, or whose passphrase is missing, can be well too.

    Args:
        kind: what it is if it is damaged.
        path: below the store.
        error: what reading it came to.
        todo: what to do if it is damaged.

    """
    if isinstance(error, NewerError):
        return Finding("newer", path, error.happened, error.todo, damage=False)
    if isinstance(error, DamagedError):
        return Finding(kind, path, error.happened, todo)
    return Finding("unreadable", path, error.happened, error.todo)


@dataclass(frozen=True, slots=True)
class Part:
    """What was found in one part of a store."""

    what: str
    """What was counted, in the plural: `sessions`."""
    well: int
    """How many of them are as they should be."""
    findings: tuple[Finding, ...] = ()


def is_damaged(parts: tuple[Part, ...]) -> bool:
    """Whether anything is damaged or lost."""
    return any(finding.damage for part in parts for finding in part.findings)

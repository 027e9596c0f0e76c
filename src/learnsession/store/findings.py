"""What a look through a store finds, as values that can be shown and acted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "session",
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
    "unreadable",
]
"""What sort of thing is not well; `repair` goes by it."""


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

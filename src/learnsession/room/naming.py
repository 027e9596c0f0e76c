"""What tags are called: in the facilitator's notes, on agreed actions and in what is exported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from learnsession.errors import LearnSessionError

if TYPE_CHECKING:
    from learnsession.packs.framework import Framework


def tag_names(framework: str, store: Path) -> Mapping[str, str]:
    """What every tag of a framework is called. Never raises: without it, tags stand as they are.

    Args:
        framework: its id; may be empty.
        store: the folder of the store, where a team may keep its own.

    """
    found = framework_called(framework, store)
    return found.names if found else {}


def framework_called(framework: str, store: Path) -> Framework | None:
    """The framework with this id; None where there is none, or it cannot be used. Never raises."""
    if not framework:
        return None
    from learnsession.packs.library import find_framework  # only once somebody needs its words

    try:
        return find_framework(framework, store).framework
    except (LearnSessionError, OSError):
        return None


def usual_framework(store: Path) -> Framework | None:
    """The framework whose tags can be named outside sessions: the team's own, else what ships.

    None where none can be used. Never raises.
    """
    from learnsession.packs.library import frameworks

    try:
        listed = [each for each in frameworks(store) if each.file]
    except (LearnSessionError, OSError):
        return None
    own_first = sorted(listed, key=lambda each: not each.own)
    return own_first[0].file.framework if own_first and own_first[0].file else None

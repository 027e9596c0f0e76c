"""What the tags of a step are called, for the facilitator's notes at both doors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from learnsession.errors import LearnSessionError


def tag_names(framework: str, store: Path) -> Mapping[str, str]:
    """What every tag of a framework is called. Never raises: without it, tags stand as they are.

    Args:
        framework: its id; may be empty.
        store: the folder of the store, where a team may keep its own.

    """
    if not framework:
        return {}
    from learnsession.packs.library import find_framework  # only once somebody reads the notes

    try:
        return find_framework(framework, store).framework.names
    except (LearnSessionError, OSError):
        return {}

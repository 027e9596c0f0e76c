"""What became of an entry, as lines; and a moment as all lists show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # listing sessions needs none of this to run
    from learnsession.session.history import Change
    from learnsession.session.record import Entry


def when(at: datetime) -> str:
    """A moment as it is here: `21/11/2026 14:05`."""
    return f"{at.astimezone():%d/%m/%Y %H:%M}"


def story_lines(entry: Entry) -> list[str]:
    """The history of an entry, to stand below its own line, which says how it reads now."""
    from learnsession.session.history import story

    return [f"   {line}" for change in story(entry) for line in _change(change)]


def _change(change: Change) -> Iterator[str]:
    from learnsession.session.history import NOT_GIVEN, differences

    reason = f" Reason: {change.reason}" if change.reason else ""
    yield f"{when(change.at)}: {change.headline}.{reason}"
    for each in differences(change):
        before, after = (
            (text or NOT_GIVEN).replace("\n", "\n      ") for text in (each.before, each.after)
        )
        if each.part == "text":
            yield f"   Before: {before}"
            yield f"   After: {after}"
        else:
            yield f"   {each.part.capitalize()} before: {before}; after: {after}"

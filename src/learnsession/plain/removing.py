"""Removing an entry for good, at the linear door."""

from __future__ import annotations

from learnsession.errors import RefusedError
from learnsession.plain.conversation import Conversation

_YES = "yes"


def remove(talk: Conversation, rest: str) -> None:
    """Say what would go; with the word yes, remove it. No other line is ever taken as that yes."""
    number, _, answer = rest.strip().partition(" ")
    entry = talk.entry(number)
    if entry.removed_at:
        raise RefusedError(
            f"Number {entry.number} has been removed for good.", "There is nothing left of it."
        )
    if not answer.strip():
        talk.say(
            f"This removes all of number {entry.number} for good, with every earlier wording, here "
            "and in every kept copy. It cannot be undone.\n"
            f"To do it, write: /remove {entry.number} {_YES}"
        )
        return
    if answer.strip().casefold() != _YES:
        raise RefusedError(
            f"Number {entry.number} was not removed.",
            f"To remove it for good, write exactly: /remove {entry.number} {_YES}",
        )
    told: list[str] = []
    talk.room.remove_entry(entry, told.append)
    talk.receipts.settle()
    talk.say(_outcome(entry.number, told))


def _outcome(number: int, told: list[str]) -> str:
    """What became of it: nothing was told while the disk has not taken it."""
    if not told:
        return f"Number {number} is not removed yet; it is tried again until it is."
    if told[0]:
        return f"Number {number} is not removed everywhere. {told[0]}"
    return (
        f"Removed for good: {number}. '[removed]' stands in its place, and when. Notes that were "
        "exported, and backups made elsewhere, may still hold it."
    )

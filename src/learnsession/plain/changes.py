"""Why an entry is changed, and what became of it, at the linear door."""

from __future__ import annotations

from collections.abc import Callable

from learnsession.errors import ReasonNeededError, RefusedError
from learnsession.plain.conversation import Conversation
from learnsession.plain.story import story_lines
from learnsession.plain.words import as_it_stands, entry_line
from learnsession.privacy.finding import masked
from learnsession.room.room import Kept


def because(talk: Conversation, rest: str) -> None:
    """Say why, before the line that changes something. It holds for the next change alone."""
    if not rest.strip():
        raise RefusedError("No reason was given.", "Write /because and the reason.")
    talk.reason = rest.strip()
    talk.say(f"The next change is kept with this reason: {masked(talk.reason)}")


def changed(talk: Conversation, change: Callable[[str], Kept]) -> tuple[Kept, str]:
    """Change an entry with the reason that /because gave. Gives what to say of it, or nothing.

    A refused change leaves the reason for the next try.
    """
    try:
        kept = change(talk.reason)
    except ReasonNeededError as refusal:
        todo = "Write /because and the reason, then this line again."
        raise RefusedError(refusal.happened, todo) from refusal
    said, talk.reason = f"Reason: {masked(talk.reason)}" if talk.reason else "", ""
    return kept, said


def history(talk: Conversation, rest: str) -> None:
    """Everything that became of an entry, oldest first."""
    entry = talk.entry(rest)
    talk.receipts.settle()
    (stands,) = as_it_stands(talk.room.record, [entry])
    talk.say("\n".join([entry_line(stands), *story_lines(entry)]))

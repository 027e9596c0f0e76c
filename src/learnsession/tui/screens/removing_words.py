"""What is said while words are removed for good."""

from __future__ import annotations

from textual.content import Content

from learnsession.session.record import Entry
from learnsession.session.removing import Places
from learnsession.tui.phrases import counted

STILL = (
    "'[removed]' stays in their place, and when. Notes that were exported, backups made elsewhere "
    "and the disk itself may still hold the words."
)
"""What the person has to know beforehand."""

UNDO = "This cannot be undone."

LATER = (
    "Meetings since then that were shown this action keep its words in their own records: "
    "learnsession redact SESSION removes them there."
)
"""What has to be known beforehand of an action."""


def title(entry: Entry) -> Content:
    """The question as a whole, and the entry as it reads now."""
    asked = f"Remove words of number {entry.number} for good?"
    return Content.assemble((asked, "bold"), "\n", (entry.text, "$text-muted"))


def question(entry: Entry, count: int | None) -> Content:
    """What goes. `count`: in how many places of the entry the words stand; None for all of it."""
    number = f"number {entry.number}"
    if count is None:
        earlier = f", {counted(len(entry.history), 'earlier wording')}" if entry.history else ""
        owner = ", its owner" if entry.kind == "agreed-action" else ""
        goes = f"All of {number} will go: its text{earlier}{owner} and any reasons,"
    elif count:
        goes = f"These words will go from {number}, where they stand {_times(count)},"
    else:
        return Content(f"These words do not stand in {number}.")
    return Content.styled(f"{goes} here and in every kept copy. {UNDO}", "bold $warning")


def elsewhere(found: Places, entry: Entry) -> str:
    """Where else in the session the words stand; empty where they do not."""
    numbers = (number for number in sorted(found.entries) if number != entry.number)
    named = [*(f"number {number}" for number in numbers), *found.elsewhere]
    return f"They also stand in: {', '.join(named)}." if named else ""


def later(entry: Entry) -> str:
    """What removing the whole of an entry does not reach; empty where it reaches everything."""
    return LATER if entry.kind == "agreed-action" else ""


def waiting(failing: str) -> Content:
    """That it is not done yet, and why where the disk has refused."""
    if failing:
        return Content.styled(f"Not removed yet. {failing} It is tried again.", "$error")
    return Content("Removing …")


def finished(entry: Entry, *, whole: bool, everywhere: bool) -> str:
    """What is said once the words are gone from the disk."""
    if whole:
        return f"Number {entry.number} is removed for good."
    where = "the whole session" if everywhere else f"number {entry.number}"
    return f"The words are removed from {where} for good."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")

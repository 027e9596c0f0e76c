"""The words of a note: dates as the UK writes them, labels, what an empty part says."""

from __future__ import annotations

from datetime import date

from learnsession.documents.blocks import Block, Paragraph, Run, Words

NONE_RECORDED = "None recorded"
NOT_GIVEN = "Not given"
NOT_NAMED = "Not yet named"
NO_DATE = "No date yet"
WRITTEN_FOR_PACK = " (written for the pack, not in the source)"

# By hand: strftime follows the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(on: date) -> str:
    """A day as `21 November 2026`."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def count(number: int, one: str, several: str = "") -> str:
    """A number with its noun: `1 person`, `3 people`."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def minutes(seconds: float) -> str:
    """A span in whole minutes, rounded: `0` for none, `under 1` for less than half a minute."""
    whole = int(seconds / 60 + 0.5)
    return str(whole) if whole or not seconds else "under 1"


def lasting(seconds: float) -> str:
    """A span with its noun: `7 minutes`, `under 1 minute`."""
    span = minutes(seconds)
    return f"{span} minute" if span.endswith("1") and seconds < 90 else f"{span} minutes"


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a stop of its own."""
    return text if text.rstrip().endswith((".", "?", "!", ":")) else f"{text}."


def with_remark(text: str, *, added: bool, label: str = "") -> Words:
    """A point of a pack with its label, marked when the source does not contain it."""
    lead = (Run(f"{label}:", "strong"), Run(" ")) if label else ()
    remark = (Run(WRITTEN_FOR_PACK, "aside"),) if added else ()
    return (*lead, Run(text), *remark)


def added(text: str) -> Block:
    """A paragraph that the software put in, labelled as such."""
    return Paragraph((Run("Added by learnsession:", "strong"), Run(f" {text}")), "added")


def lead(text: str) -> Block:
    """A line that says what follows it."""
    return Paragraph((Run(text, "strong"),), "lead")


def nothing() -> list[Block]:
    """What an empty part says."""
    return [Paragraph(NONE_RECORDED)]

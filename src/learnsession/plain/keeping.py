"""The commands that keep something: what was heard, who is here, what people said."""

from __future__ import annotations

import re

from learnsession.errors import RefusedError
from learnsession.plain import words
from learnsession.plain.changes import changed
from learnsession.plain.conversation import Conversation, whole_number
from learnsession.plain.privacy import notice
from learnsession.privacy.finding import masked
from learnsession.session.calendar_words import NUMBERS
from learnsession.session.dates import read_day, spoken
from learnsession.session.record import Entry

_HEADS = re.compile(r"(\d{1,9})(?:[\s,]+(.*))?", re.ASCII | re.DOTALL)
_HERE = "Write /here 9, or /here 9 social work, school."


def heard(talk: Conversation, text: str) -> None:
    """A line that is no command: something that was heard on this step."""
    kept = talk.room.add_reflection(text, talk.prompt_id)
    indented = text[:1].isspace() and text.lstrip().startswith("/")
    hint = "A command starts with / at the very beginning of the line." if indented else ""
    talk.took(kept, more=hint)


def amend(talk: Conversation, rest: str) -> None:
    """Reword an entry; its owner and due date stay."""
    entry, text = numbered(
        talk, rest, "There is no new wording.", "Write /amend {} and the new text."
    )
    kept, why = changed(
        talk, lambda reason: talk.room.amend(entry, text, entry.owner, entry.due, reason)
    )
    talk.took(kept, more=lines_of("The earlier wording stays in its history.", why))


def withdraw(talk: Conversation, rest: str) -> None:
    """Take an entry back."""
    entry = talk.entry(rest)
    kept, why = changed(talk, lambda reason: talk.room.withdraw(entry, reason))
    talk.took(kept, "Taken back", more=why)


def keep(talk: Conversation, rest: str) -> None:
    """Keep knowingly what looks like a personal detail in an entry."""
    entry, reason = numbered(
        talk, rest, "No reason was given.", "Write /keep {} and why it is kept."
    )
    kept = talk.room.keep_findings(entry, reason)
    because = kept.entry.kept_knowingly[-1].reason
    talk.owe(f"Kept {entry.number} as it is, because: {masked(because)}", because)


def listing(talk: Conversation, _: str) -> None:
    """Everything heard and agreed, with its numbers."""
    talk.receipts.settle()
    record = talk.room.record
    standing = words.as_it_stands(record, record.standing)
    notices = [f"{entry.number}: {notice(entry)}" for entry in standing if notice(entry)]
    talk.say("\n".join([words.entries(standing), *notices]))


def question(talk: Conversation, rest: str) -> None:
    """Keep what follows on one of the step's questions."""
    prompts = [point for point in talk.room.step.points if point.prompt]
    if not prompts:
        raise RefusedError("This step has no question.", "Type what was heard; it is kept here.")
    if rest.strip().casefold() == "none":
        talk.choose(None)
        talk.say("What follows is kept on this step, on no question in particular.")
        return
    possible = f"Write /question and a number from 1 to {len(prompts)}, or /question none."
    number = whole_number(rest, possible)
    if not 1 <= number <= len(prompts):
        raise RefusedError(f"There is no question {number} on this step.", possible)
    talk.choose(prompts[number - 1])
    talk.say(f"What follows is kept on question {number}: {prompts[number - 1].text}")


def here(talk: Conversation, rest: str) -> None:
    """Who is present: how many, and in which roles. What is not said stays as it was."""
    number, roles = _present(rest.strip())
    before = talk.room.record.attendance
    count = before.head_count if number is None else number
    talk.room.record_attendance(count, before.roles if roles is None else roles)
    present = talk.room.record.attendance
    head = "" if present.head_count is None else str(present.head_count)
    said = f"Here: {', '.join(part for part in (head, *present.roles) if part)}"
    stays = ""
    if number is None:
        stays = "The head count stays as it was." if head else "How many is not given: /here 9"
    elif roles is None and present.roles:
        stays = "The roles stay as they were."
    talk.owe("\n".join(line for line in (said, stays) if line), rest.strip())


def _present(text: str) -> tuple[int | None, list[str] | None]:
    """Head count and roles as they were typed, each None where it was not."""
    if not text.strip(", "):
        raise RefusedError("Nobody was named.", _HERE)
    found = _HEADS.fullmatch(text)
    if found:
        roles = [role for role in (found[2] or "").split(",") if role.strip()]
        return int(found[1]), roles or None
    first = text.split()[0].strip(",")
    if first.casefold() in NUMBERS[1:]:
        raise RefusedError(f"'{first}' is a number in words.", "Write the number in figures.")
    if first[:1].isnumeric() or first[:1] in ("-", "+", "\N{MINUS SIGN}"):
        raise RefusedError(f"'{first}' is not a whole number of people.", _HERE)
    return None, text.split(",")


def confidence(talk: Conversation, rest: str) -> None:
    """Confidence before or after, a score a person; replaces what was given."""
    when, _, numbers = rest.strip().partition(" ")
    figures = numbers.replace(",", " ").split()
    if when.casefold() not in ("before", "after") or not all(_is_score(one) for one in figures):
        raise RefusedError(
            "Confidence is before or after, and a number from 1 to 5 for each person.",
            "Write it like /confidence before 2 3 4",
        )
    talk.room.give_confidence(when.casefold(), [int(one) for one in figures])
    said = f"Confidence {when.casefold()}: {' '.join(figures)}"
    talk.owe(said)


def review(talk: Conversation, rest: str) -> None:
    """When the team looks at this again."""
    talk.room.set_review_date(read_day(rest, talk.room.now.astimezone().date()))
    on = talk.room.record.review_date
    if on:
        talk.owe(f"Review date: {spoken(on)}")


def numbered(talk: Conversation, rest: str, lacking: str, todo: str) -> tuple[Entry, str]:
    """An entry by its number, and what stands after the one space behind it, as it is.

    `lacking` and `todo` refuse a number with nothing after it; {} in `todo` is the number.
    """
    number, _, more = rest.lstrip(" ").partition(" ")
    entry = talk.entry(number)
    if not more.strip():
        raise RefusedError(lacking, todo.format(entry.number))
    return entry, more


def lines_of(*said: str) -> str:
    """What is said, a line each, without what is empty."""
    return "\n".join(line for line in said if line)


def _is_score(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 3

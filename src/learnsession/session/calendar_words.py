"""Months, weekdays and small numbers by name, and the sentences that every refused date shares."""

from __future__ import annotations

from datetime import date

from learnsession.errors import RefusedError

EXAMPLES = "Write it like 18/12/2026, 18/12, 18 Dec 2026 or 2026-12-18."
"""How a date is written; ends the hint of every date that is refused."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""From Monday on, as `date.weekday` counts them."""

WEEKDAY = (
    r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?"
)
"""A weekday as people write it, as a regular expression for small letters."""

MONTH = "|".join(rf"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS) + "|sept"
"""A month in full or by its first three letters, as a regular expression for small letters."""

DAY_END = (
    r"(?:(?:the )?(?:end|close) of (?:the )?(?:day|play|business|work(?:ing day)?|school day)"
    r"|eod|cop|cob)"
)
"""The end of a working day, as a regular expression for small letters."""

NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
"""As people write them, each at its own place."""
NUMBER = rf"\d{{1,3}}|an?|a couple of|{'|'.join(NUMBERS[1:13])}"
"""How many weeks, in figures or in words, as a regular expression for small letters."""


def month_of(text: str) -> int | None:
    """A month from its number, or from its name or the beginning of it."""
    if text.isdigit():
        return int(text)
    name = "sep" if text == "sept" else text
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name)), None)


def weekday_of(text: str) -> int:
    """A weekday from what `WEEKDAY` finds; Monday is 0."""
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(text[:3]))


def number_of(text: str) -> int:
    """A number from what `NUMBER` finds."""
    if text.isdigit():
        return int(text)
    if text in ("a", "an"):
        return 1
    return 2 if text == "a couple of" else NUMBERS.index(text)


def spoken(day: date) -> str:
    """A day as people say it: `18 December 2026`."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def spoken_weekday(day: date) -> str:
    """A day with its weekday: `Friday 18 December 2026`."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {spoken(day)}"


def refused(happened: str, hint: str = "") -> RefusedError:
    """A date that was meant and cannot be taken; the hint comes before the examples."""
    return RefusedError(happened, f"{hint} {EXAMPLES}".strip())

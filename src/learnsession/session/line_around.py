"""What stands before and behind a date in a line, and what it says about the date.

'By 10/12, ring' has a date and 'by 10/12 files' has none; 'by Friday 5pm' has a time of day, which
belongs to the date although no field holds it.
"""

from __future__ import annotations

import re

from learnsession.session.calendar_words import MONTH, WEEKDAY

_HARD = re.compile(r"\s*(?:$|[,;:!?)\]…]|\.(?=\s|\.|$))|\s+[@#(]|\s+[-–—|]\s|\s*[–—]")
"""A date ends here, whatever it looks like."""
_ENDS_A_DATE = re.compile(
    r"\s+(?:(?:at\s+the\s+(?:very\s+)?)?latest|and|or|please)\b(?!\s+\d)", re.IGNORECASE
)
"""These words hardly stand behind a number that is no date."""
_GOES_ON = re.compile(
    r"\s+(?:but|to|so|if|with|then|when|where|who|because|unless|via|using|for|before|after"
    r"|until|while|as|ready)\b(?!\s+\d)",
    re.IGNORECASE,
)
"""Nor these, unless the number has a decimal point."""

_NTH = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)", re.ASCII)
_DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}", re.ASCII)
_ONE_PLACE = re.compile(r"\d{1,2}\.\d", re.ASCII)
_FRACTION = re.compile(r"(?:0?\d|1[0-2])[/-]\d{1,2}|24/7", re.ASCII)
"""'18/12' is none: there is no 18th part of twelve."""
_NAME = re.compile(r"sat|sun|mon|wed|jan|april|may|june|august", re.ASCII)
"""A day or a month that is also a name or another word."""
_EDGE_OF = re.compile(r"(?:the )?(?:end|start|beginning) of (?:the )?(?:week|year)", re.ASCII)
_NUMBER_ON = re.compile(r"\s+\d")
"""'End of year 6'."""
_NAMED_ON = re.compile(r"\s+[A-Z][a-z]")
_FIGURES_LAST = re.compile(rf"(?:.* )?(?:{WEEKDAY}|{MONTH})\.?,? \d{{1,2}}", re.ASCII)
"""'18 Dec 27' and 'Fri 18': the last figures belong to the date only where the date ends there."""
_NO_YEAR = re.compile(r"(?:.* )?(?!19|20|21)\d{4}", re.ASCII)

_AMOUNT = re.compile(
    r"\d+[/.-]\d+\s*(?:%|(?:(?:out )?of|hours?|hrs?|minutes?|mins?|days?|weeks?|wks?|months?|years?"
    r"|points?|times|per|percent|[fw]te|million)\b)",
    re.IGNORECASE,
)
_O_CLOCK = r"\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock\b)|\d{1,2}[.:]\d\d\b"
_PART_OF_DAY = r"(?:12\s)?(?:noon|midday|midnight)\b|lunch(?:time)?\b|first thing\b"
_WORK_OVER = r"close\b|end of (?:play|day|the day)\b|c\.?o\.?[pb]\b\.?|e\.?o\.?d\b\.?"
_HOUR_BEFORE = re.compile(
    rf"(?:{_O_CLOCK}|{_PART_OF_DAY}|(?:the )?(?:morning|afternoon|evening) of\b),?\s+(?:on\s+)?",
    re.IGNORECASE,
)
_HOUR_BEHIND = re.compile(
    r"(?:,|\s[-–—])?\s+\(?(?:(?:at|in the|by|before|around|about)\s+)?"
    rf"(?:(?:early|late|mid)[\s-])?(?:{_O_CLOCK}|{_PART_OF_DAY}|{_WORK_OVER}|[ap]\.?m\b\.?"
    r"|(?:(?<=\bat )|(?<=\bby )|(?<=\bbefore ))\d{1,2}\b|(?:[01]\d|2[0-3])[0-5]\d\b"
    r"|(?:morning|afternoon|evening|eve|night)\b|(?:(?<=\bbefore )|after )(?:school|work|lunch)\b)",
    re.IGNORECASE,
)
_HOUR_WITHIN = re.compile(r"\b(?:tonight|morning|afternoon|evening|hours?|hrs?)\b", re.IGNORECASE)
_OCCASION = re.compile(
    r"\s+(?:week(?:end)?\b|(?:(?!(?:the|an?|our|his|her|their|all|each|every|to|with|for|and|in|at"
    r"|of)\b)[\w-]+\s+){0,2}(?:meeting|conference|panel|hearing|clinic|shift|handover|briefing"
    r"|huddle|core group|supervision|lesson|assembly)\b)",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"\s+(?:(?:if|where|when(?:ever)?)\s+(?:at\s+all\s+)?(?:possible|you\s+can|we\s+can)"
    r"|at\s+the\s+earliest|ideally)\b",
    re.IGNORECASE,
)
_SAID_AGAIN = re.compile(
    r"(?:,?\s+(?:at\s+the\s+(?:very\s+)?)?latest|\s+or\s+(?:sooner|earlier))\b", re.IGNORECASE
)


def closes(line: str, end: int) -> bool:
    """Whether the line stops at this place, for a moment or for good."""
    return _HARD.match(line, end) is not None


def is_doubtful(line: str, start: int, end: int, *, due: bool) -> bool:
    """Whether the words between two places may be something else than the date that they read as.

    'The 3rd visit', '10/12 files', '1.5 more', 'Sun Alliance'.

    Args:
        line: one line.
        start: where the date begins, without the word that leads to it.
        end: where it ends.
        due: a word leads to it that is never said of an amount, such as 'due'.

    """
    words = _plain(line[start:end])
    if _NAME.fullmatch(words):
        return _NAMED_ON.match(line, end) is not None
    if _EDGE_OF.fullmatch(words):
        return _NUMBER_ON.match(line, end) is not None
    if _ONE_PLACE.fullmatch(words):
        return not due
    nth, decimal = _NTH.fullmatch(words), _DECIMAL.fullmatch(words)
    if not (nth or ((decimal or _FRACTION.fullmatch(words)) and not due)):
        return False
    return not _ends_here(line, end, or_goes_on=decimal is None)


def is_cut_off(line: str, start: int, end: int) -> bool:
    """Whether the last figures between two places belong to what follows.

    '18 Dec 27 families', 'Friday 9 am'.
    """
    words = _plain(line[start:end])
    if _FIGURES_LAST.fullmatch(words):
        hour = _HOUR_BEHIND.match(line, len(line[:end].rstrip("0123456789")) - 1)
        return hour is not None or not _ends_here(line, end, or_goes_on=True)
    return _NO_YEAR.fullmatch(words) is not None


def is_amount(line: str, start: int) -> bool:
    """Whether an amount stands at this place: '3/4 of the team', '1.5 weeks'."""
    return _AMOUNT.match(line, start) is not None


def behind_hour(line: str, start: int) -> int | None:
    """Where a time of day ends that begins at this place and leads to a day: '5pm on Friday'."""
    found = _HOUR_BEFORE.match(line, start)
    return found.end() if found else None


def keeps_words(line: str, start: int, end: int) -> bool:
    """Whether something of the date would be lost, or left alone, if it were taken out.

    A time of day, an occasion or a condition belongs to it, and no field holds that.
    """
    behind = (_HOUR_BEHIND, _OCCASION, _PERHAPS)
    within = _HOUR_WITHIN.search(line, start, end)
    return within is not None or any(each.match(line, end) for each in behind)


def with_said_again(line: str, end: int) -> int:
    """The end of a date with what only says again that it is one: 'at the latest'."""
    found = _SAID_AGAIN.match(line, end)
    return found.end() if found else end


def _ends_here(line: str, end: int, *, or_goes_on: bool) -> bool:
    """Whether what follows a place is no part of a number or an amount that ends there."""
    closing = (_ENDS_A_DATE, _HOUR_BEHIND, *((_GOES_ON,) if or_goes_on else ()))
    return closes(line, end) or any(each.match(line, end) for each in closing)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())

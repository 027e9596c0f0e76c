"""Where a line of typing speaks of a day: 'by Fri 18 Dec', 'due in 6 weeks', 'by end of term'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from learnsession.errors import RefusedError
from learnsession.session.dates import NotADayError, read_day
from learnsession.session.relative_dates import is_length

MOST_WORDS = 7
"""The most words of a date: 'the day after tomorrow', 'a week on Friday'."""

_LEAD = re.compile(
    r"(?<![^\s(\[,;])(?:(?P<mark>by|due)[ \t]*:?|(?P<other>in|within|on|before|until))\s+(?=\S)",
    re.IGNORECASE,
)
_PART_OF_THE_DATE = ("in ", "within ")
_TELLS = re.compile(
    r"\b(?:is|are|was|were|be|been|being|falls?|when|if|it['’]s|not|past)\s+$", re.I
)
"""Before 'due' this makes it a part of the sentence."""

_STOPS = ".,;:!?)]}\"'“”’"
_AMOUNT = re.compile(r"\d+[/.-]\d+\s+(?:of|hours?|minutes?|points?|times|per|percent|fte)\b", re.I)
_AT_THE_LATEST = re.compile(r"\s+at the latest\b", re.IGNORECASE)
_HOUR = re.compile(
    r",?\s+(?:(?:at|in the)\s+)?(?:morning|afternoon|evening|lunch(?:time)?|noon|midday"
    r"|\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)|\d{1,2}[.:]\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A day that a line speaks of, as places between its characters."""

    start: int
    """Before the word that leads to it."""
    end: int
    words: str
    """The date as typed, without that word."""
    day: date | None
    """None when it was refused."""
    trouble: str = ""
    """Why it was refused, and what to do."""
    is_due: bool = True
    """False when 'by' or 'due' does not lead to it: it is said, and perhaps not meant as due."""
    stays: bool = False
    """True when a time of day follows: taken out, it would leave that behind."""


def mentions(line: str, today: date) -> Iterator[Mention]:
    """Every day that a line speaks of, from left to right; they never overlap.

    The longest date that can be read wins; where one is meant that cannot be taken, that wins.
    """
    before = 0
    for lead in _LEAD.finditer(line):
        if lead.start() >= before:
            found = _mention(line, lead, today)
            if found:
                yield found
                before = found.end


def as_due(words: str) -> str:
    """How a date that was said is written as the due date: `by Friday`, `due in 6 weeks`."""
    small = " ".join(words.casefold().split())
    if is_length(small):
        return f"due in {words}"
    return f"{'due' if small.startswith(_PART_OF_THE_DATE) else 'by'} {words}"


def _mention(line: str, lead: re.Match[str], today: date) -> Mention | None:
    """The longest date behind a leading word."""
    part = line[lead.start() : lead.end()].casefold().startswith(_PART_OF_THE_DATE)
    start = lead.start() if part else lead.end()
    for end in _ends(line, start):
        words = line[start:end]
        try:
            day, trouble = read_day(words, today), ""
        except NotADayError:
            continue
        except RefusedError as error:
            day, trouble = None, f"{error.happened} {error.todo}"
        if _AMOUNT.match(line, start):
            return None
        return _weighed(line, lead, Mention(lead.start(), end, words, day, trouble))
    return None


def _weighed(line: str, lead: re.Match[str], found: Mention) -> Mention:
    """Whether it is said as a due date, and what follows it."""
    mark = (lead["mark"] or "").casefold()
    told = mark == "due" and _TELLS.search(line, 0, lead.start())
    length = mark == "by" and is_length(" ".join(found.words.casefold().split()))
    latest = _AT_THE_LATEST.match(line, found.end)
    return Mention(
        found.start,
        latest.end() if latest else found.end,
        found.words,
        found.day,
        found.trouble,
        is_due=bool(mark) and not told and not length,
        stays=_HOUR.match(line, found.end) is not None,
    )


def _ends(line: str, start: int) -> list[int]:
    """Where the words after a place end, the most words first, without the stops behind them."""
    ends: list[int] = []
    for word in re.finditer(r"\S+", line[start:]):
        if ends and _is_over(line[: start + word.start()].rstrip(), word[0]):
            break
        if len(ends) == MOST_WORDS:
            break
        ends.append(start + word.start() + len(word[0].rstrip(_STOPS)))
    return [end for end in reversed(ends) if end > start]


def _is_over(before: str, word: str) -> bool:
    """A sentence ends before this word; 'Dec.' with its year goes on."""
    year = re.match(r"\d{4}\b", word)
    return before.endswith((";", ":", "!", "?", ")", "]")) or (
        before.endswith(".") and year is None
    )

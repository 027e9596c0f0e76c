"""Where a line of typing speaks of a day: 'by Fri 18 Dec', 'due in 6 weeks', 'by end of term'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from learnsession.errors import RefusedError
from learnsession.session.calendar_words import MONTH, WEEKDAYS, spoken
from learnsession.session.dates import NotADayError, read_day
from learnsession.session.line_around import (
    behind_hour,
    closes,
    is_amount,
    is_cut_off,
    is_doubtful,
    keeps_words,
    with_said_again,
)
from learnsession.session.relative_dates import is_length

MOST_WORDS = 10
"""The most words of a date: 'the end of the day on Friday 18 December 2026'."""

_BARE = (
    rf"(?:(?:this|next)\s+)?(?:{'|'.join(WEEKDAYS)}|mon|tues?|thurs?|fri)\b"
    rf"|(?:the\s+)?\d{{1,2}}(?:/\d|(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH})\b)|\d{{4}}-\d"
    r"|(?:today|tonight|tomorrow|tmrw|(?:this|next)\s+(?:week|month))\b"
)
"""How a date begins that no word leads to."""
_ANOTHER = r"(?:by|on|due|before|not?\s+later)\b"
"""The last of several leading words counts: 'stand by on Friday'."""
_LEAD = re.compile(
    r"(?<![^\s(\[,;])(?:"
    r"(?:(?P<due>due(?:\s+date)?(?:[ \t]*:)?(?:\s+(?:by|on))?|deadline"
    r"|(?:by\s+)?(?:not?\s+later\s+than|on\s+or\s+before))"
    r"|(?P<by>by(?:\s+or\s+before)?)"
    r"|(?P<other>in|within|on|before|until|till|for|w/?c|w/b|week\s+(?:commencing|beginning)))"
    rf"(?:[ \t]*:\s*|\s+)(?=\S)(?!{_ANOTHER})|(?P<bare>)(?={_BARE}))",
    re.IGNORECASE,
)
_PART_OF_THE_DATE = ("in ", "within ")
_TELLS = re.compile(
    r"\b(?:is|are|was|were|be|been|being|falls?|when|if|it['’]s|not|past|the|an?|this|that|our|its"
    r"|his|her|their|baby|babies|twins|birth|mother|mum|mam|she)[\s(]+$",
    re.IGNORECASE,
)
"""Before 'due' or 'deadline' these make it a part of the sentence."""
_NOT_BARE = re.compile(
    r"\b(?:every|each|of|since|from|last|dated|per|the|an?|between|and|or|to|till|most|some|at)\s+$"
    r"|[/-]$",
    re.IGNORECASE,
)
"""After these a date that no word leads to is a part of the sentence."""
_NEAR = 30
"""Characters before a date in which these are looked for."""
_AN_OWNER = re.compile(r"(?<![^\s(\[,;/])@[^\W\d_][^@#,;:.!?()\[\]]*\s$")

_OPENED = re.compile(r"[(\[]")
_WORD = re.compile(r"[^\s,;]+[,;]*|[,;]+")
_NEVER_LAST = re.compile(
    r"the|an?|and|or|to|of|in|on|for|with|by|at|from|as|is|are|will|that|it|they", re.IGNORECASE
)
"""With these no date ends: it need not be tried."""
_YEAR = re.compile(r"\d{4}\b")
_SHORT_DAY = re.compile(r"\b(?:mon|tues?|wed|thur?s?|fri|sat|sun)\.,?$", re.IGNORECASE)
_STOPS = ".,;:!?)]}\"'“”’…"


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
    """False when it is not clearly said as the due date: no 'by' or 'due' leads to it, or what
    stands there may be something else, like 'by the 3rd visit'."""
    stays: bool = False
    """True when a time of day belongs to it: taken out, it would lose that or leave it behind."""
    doubtful: bool = False
    """True when its words may be no date."""
    is_plain: bool = False
    """True when nothing or only 'in' or 'on' leads to it: at the end of an action it is as good as
    due, elsewhere it may tell when something is or was."""

    @property
    def as_due(self) -> str:
        """How it is written so that it is clearly the due date: 'by Friday', 'due in 6 weeks'."""
        small = " ".join(self.words.casefold().split())
        if self.doubtful and self.day:
            return f"by {spoken(self.day)}"
        if is_length(small):
            return f"due in {self.words}"
        return f"{'due' if small.startswith(_PART_OF_THE_DATE) else 'by'} {self.words}"


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


def _mention(line: str, lead: re.Match[str], today: date) -> Mention | None:
    """The date behind a leading word; a time of day may stand between them."""
    part = line[lead.start() : lead.end()].casefold().startswith(_PART_OF_THE_DATE)
    found = _dated(line, lead, lead.start() if part else lead.end(), today)
    hour = behind_hour(line, lead.end()) if lead["by"] or lead["due"] else None
    if hour is None or (found and found.is_due and found.day):
        return found
    later = _dated(line, lead, hour, today, hour=True)
    return later if later and later.day else found


def _dated(
    line: str, lead: re.Match[str], start: int, today: date, *, hour: bool = False
) -> Mention | None:
    """The longest date at a place, as it is meant behind that word."""
    for end in _ends(line, start):
        if is_cut_off(line, start, end):
            continue
        words = line[start:end]
        try:
            day, trouble = read_day(words, today), ""
        except NotADayError:
            continue
        except RefusedError as error:
            day, trouble = None, f"{error.happened} {error.todo}"
        if is_amount(line, start):
            return None
        shut = _shut(line, start, end)
        doubtful = is_doubtful(line, start, end, due=bool(lead["due"]))
        found = Mention(
            lead.start(),
            with_said_again(line, shut),
            words,
            day,
            trouble,
            is_due=_is_due(line, lead, words) and not doubtful,
            stays=hour or keeps_words(line, start, shut),
            doubtful=doubtful,
            is_plain=not doubtful and (lead["bare"] is not None or _is_plain(lead["other"])),
        )
        return found if _counts(line, lead, found) else None
    return None


def _is_plain(lead: str | None) -> bool:
    return lead is not None and lead.casefold() in ("in", "on")


def _is_due(line: str, lead: re.Match[str], words: str) -> bool:
    """Whether a word leads to a date that makes it the due date."""
    if lead["due"]:
        return not _TELLS.search(line, max(0, lead.start() - _NEAR), lead.start())
    return bool(lead["by"]) and not is_length(" ".join(words.casefold().split()))


def _counts(line: str, lead: re.Match[str], found: Mention) -> bool:
    """Whether a date is worth a question, where it is not clearly the due date."""
    if lead["by"] or lead["due"]:
        return found.day is not None or not found.doubtful
    if lead["other"]:
        return not is_length(" ".join(found.words.casefold().split()))
    part = _NOT_BARE.search(line, max(0, found.start - _NEAR), found.start)
    if part or found.day is None or not closes(line, found.end):
        return False
    return "/" not in found.words or not _is_small(found.words) or _follows_owner(line, found)


def _is_small(words: str) -> bool:
    """'3/12' alone is seldom a date, '18/12' always."""
    return is_doubtful(f"{words} of", 0, len(words), due=False)


def _follows_owner(line: str, found: Mention) -> bool:
    at = line.rfind("@", 0, found.start)
    return at >= 0 and _AN_OWNER.match(line, at, found.start) is not None


def _shut(line: str, start: int, end: int) -> int:
    """Where a date ends with its closing bracket: 'Friday (18 Dec)'."""
    opened = _OPENED.search(line, start, end)
    return end + (opened is not None and line[end : end + 1] in (")", "]"))


def _ends(line: str, start: int) -> list[int]:
    """Where the words after a place end, the most words first, without the stops behind them."""
    ends: list[int] = []
    for count, word in enumerate(_WORD.finditer(line, start)):
        if count == MOST_WORDS or (count and _is_over(line[: word.start()].rstrip(), word[0])):
            break
        bare = word[0].rstrip(_STOPS)
        if bare and not _NEVER_LAST.fullmatch(bare):
            ends.append(word.start() + len(bare))
    return ends[::-1]


def _is_over(before: str, word: str) -> bool:
    """A sentence ends before this word; 'Dec.' with its year goes on, and 'Fri.' with its day."""
    if before.endswith((".", ".,")):
        return not (_YEAR.match(word) or (_SHORT_DAY.search(before) and word[0].isdigit()))
    return before.endswith((";", ":", "!", "?", ")", "]"))

"""Dates of birth: a whole date, and near it a word that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnsession.privacy.kinds import Finding

_SAYS_SO = re.compile(
    r"\b(?:born|d\.o\.b|dob|date[ -]of[ -]birth|birth[ -]?da(?:y|te)|bday)\b", re.IGNORECASE
)
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:(?:19|20)[0-9]{2}|['’]?[0-9]{2})"
_DATE = re.compile(
    rf"(?<![0-9])(?:{_DAY}(?:st|nd|rd|th)?(?: of)?[ .-]{{0,2}}{_MONTH}[ .,-]{{0,2}}{_YEAR}"
    rf"|{_MONTH}[ .]{{1,2}}{_DAY}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|{_DAY}(?P<gap> ?[./ -] ?)(?:0?[1-9]|1[0-2])(?P=gap){_YEAR}"
    r"|(?:19|20)[0-9]{2}[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12][0-9]|3[01]))(?![0-9])",
    re.IGNORECASE,
)
_AFTER, _BEFORE = 45, 30
"""Characters after the word, and before it, within which the date begins or ends."""

_ROOM = 25
"""Characters of the longest date, such as '31st of September, 2012', and of what parts it off."""

_SENTENCE_ENDS = re.compile(r"[!?;]|\.(?=\s+[A-Z])")
_OTHER = re.compile(
    r"\b(?:before|after|since|until|review(?:ed)?|meeting|met|conference|visit(?:ed)?|strategy|"
    r"published|report(?:ed)?|hearing|referr(?:al|ed)|seen|today|died|death)\b",
    re.IGNORECASE,
)
"""Between the word and the date these say that the date is of something else."""


def births(text: str) -> Iterator[Finding]:
    """Every date of birth; what is shown of it is the word beside it."""
    for cue in _SAYS_SO.finditer(text):
        date = _following(text, cue.end()) or _preceding(text, cue.start())
        if date:
            yield Finding("date-of-birth", *date, f"{cue[0]} …")


def _following(text: str, start: int) -> tuple[int, int] | None:
    date = _DATE.search(text, start, start + _AFTER + _ROOM)
    if date is None or date.start() > start + _AFTER or _apart(text[start : date.start()]):
        return None
    return date.span()


def _preceding(text: str, end: int) -> tuple[int, int] | None:
    """The last date that ends shortly before."""
    window = text[max(0, end - _BEFORE - _ROOM) : end]
    dates = [each.span() for each in _DATE.finditer(window)]
    if not dates:
        return None
    start, stop = dates[-1]
    if len(window) - stop > _BEFORE or _apart(window[stop:]):
        return None
    shift = end - len(window)
    return start + shift, stop + shift


def _apart(between: str) -> bool:
    """Whether these words part a date from the word beside it."""
    # The point of 'd.o.b.' ends no sentence.
    return bool(_SENTENCE_ENDS.search(between.lstrip(".")) or _OTHER.search(between))

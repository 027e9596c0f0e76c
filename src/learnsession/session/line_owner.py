"""The owners in a line of typing: `@team manager`, a role or a name of one word or more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from learnsession.session.calendar_words import WEEKDAY

_EVERY = rf"(?:every|each)\s+(?:other\s+)?(?:{WEEKDAY}|day|week|fortnight|month|term|year)"
_AT = re.compile(r"(?<![^\s(\[,;])@(?=[^\W\d_])")
_ENDS = re.compile(
    r"[,;:()\[\]\n]|\s[#@]|\s[-–—|]\s|\s\d{1,2}/\d{1,2}\b"
    rf"|\s(?:by|due|before|until|till|asap|please|via|who|when|if|because|(?i:{_EVERY}))\b"
    r"|(?<!\b[A-Z])(?<!\b[DM]r)(?<!\bMs)(?<!\bMrs)(?<!\bSt)[.!?](?=\s|$)"
    r"|\s(?:will|should|must|shall)\b|\sto\b(?!\s+(?:the|a|an|our)\b)"
)
_PART_OF_A_NAME = r"(?:for|of|at|in|and|the|on|with|to|ap|ab|van|von|de|der|bin)\s"
_SENTENCE = re.compile(rf"(?<=\s)(?!{_PART_OF_A_NAME})[^\W\d_A-Z]\S*\s+(?=[A-Z][a-z]+\s+\S)")
"""A small word before a capital one with more behind it: 'manager Ring the school'."""
_HANGING = re.compile(r"\s+(?:and|or|with|&|\+|/)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner in a line, as places between its characters; the `@` is inside."""

    start: int
    end: int
    name: str


def owners(line: str, dates: Sequence[int]) -> Iterator[Owner]:
    """Every owner that a line names, from left to right.

    An owner ends where a date, a tag, another owner or a new part of the sentence begins; one that
    begins the line also before a capital letter, as in '@team manager Ring the school'.

    Args:
        line: one line.
        dates: where the dates in it begin, with the words that lead to them.

    """
    for at in _AT.finditer(line):
        stop = _ENDS.search(line, at.end())
        ends = [stop.start() if stop else len(line), *(day for day in dates if day > at.end())]
        if not line[: at.start()].strip():
            begun = _SENTENCE.search(f" {line[at.end() :]}")
            ends += [at.end() + begun.end() - 1] if begun else []
        typed = _HANGING.sub("", line[at.end() : min(ends)].rstrip())
        name = " ".join(typed.split()).replace("/@", "/")
        yield Owner(at.start(), at.end() + len(typed), name)

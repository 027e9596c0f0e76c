"""Counts and moments in the words that screens show. Times are local."""

from __future__ import annotations

from datetime import datetime, timedelta

DOT = "  ·  "
"""Between two facts on one line."""


def counted(number: int, noun: str, nouns: str = "") -> str:
    """'1 minute', '12 minutes', 'no reflections', '10,000 sessions'.

    `nouns` is for more than one where an s does not do: 'activities'.
    """
    words = f"{number:,}" if number else "no"
    return f"{words} {noun}" if number == 1 else f"{words} {nouns or noun + 's'}"


def moment(at: datetime, now: datetime) -> str:
    """'today, 13:52', 'yesterday, 13:52', 'Thu 19 Nov, 13:52'; the year when it is another one."""
    here, today = at.astimezone(), now.astimezone()
    if here.date() == today.date():
        day = "today"
    elif here.date() == (today - timedelta(days=1)).date():
        day = "yesterday"
    else:
        year = "" if here.year == today.year else f" {here.year}"
        day = f"{here:%a} {here.day} {here:%b}{year}"
    return f"{day}, {here:%H:%M}"


def full_moment(at: datetime) -> str:
    """'Sat 21 November 2026, 13:52'."""
    here = at.astimezone()
    return f"{here:%a} {here.day} {here:%B %Y}, {here:%H:%M}"


def dotted(*facts: str) -> str:
    """The facts that there are, on one line."""
    return DOT.join(fact for fact in facts if fact)

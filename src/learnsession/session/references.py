"""What people say for a session or an agreed action (`S-0042`, `A-0042`), and how they type it."""

from __future__ import annotations

import re

SHORTEST = 4
"""The shortest beginning of an id that is looked up."""

_ELSEWHERE = " (another laptop)"

_TYPED = re.compile(r"([^\W\d_])?[- ]?0*(\d{1,12})", re.ASCII)
_FIRST = re.compile(r"\s*([^\W\d_] \d{1,12}(?=\s|$)|\S*)\s*", re.ASCII)
_SHORT = re.compile(r"([A-Z])-0*(\d+)|[^/]*/(\d+)")


def is_called(spec: str, ref: str, entry: str) -> bool:
    """Whether this is what somebody means by `A-0042`, `a-42`, `a42`, `42`, or the whole id.

    What a rehearsal agrees has no number of its own; it is called `S-0042/3`, or `3`.

    Args:
        spec: what was typed.
        ref: the reference.
        entry: the id.

    """
    wanted = spec.strip().casefold()
    if wanted in (ref.casefold(), entry.casefold()):
        return True
    typed = _TYPED.fullmatch(wanted)
    short = _SHORT.fullmatch(ref) if typed else None
    if not typed or not short:
        return False
    if typed[1] and typed[1].upper() != short[1]:
        return False
    return int(typed[2]) == int(short[2] or short[3])


def taken_off(text: str) -> tuple[str, str]:
    """The reference that a text begins with, as typed, and what stands behind it.

    It is the first word, or `a 42`; nothing is said of whether there is such a reference.
    """
    found = _FIRST.match(text)
    return (found[1], text[found.end() :].rstrip()) if found else ("", text)


def is_lettered(spec: str, letter: str) -> bool:
    """Whether this is typed as a reference with this letter: `A-0042`, `a42`; not `42` alone."""
    typed = _TYPED.fullmatch(spec.strip())
    return typed is not None and (typed[1] or "").upper() == letter


def on_another_laptop(ref: str) -> str:
    """The reference of a session that is not in this store: two laptops both begin at `S-0001`."""
    return f"{ref}{_ELSEWHERE}" if ref else ""


def as_there(ref: str) -> str:
    """The same reference as the laptop has it where the session was run."""
    return ref.removesuffix(_ELSEWHERE)


def number_of(ref: str, letter: str) -> int:
    """The number of a reference: 42 of `A-0042`; 0 where it is none of this letter."""
    found = _SHORT.fullmatch(ref)
    return int(found[2]) if found and found[1] == letter else 0


def begins(spec: str, entry: str) -> bool:
    """Whether an id begins with what somebody typed, which must be long enough to mean it."""
    wanted = spec.strip().casefold()
    return len(wanted) >= SHORTEST and entry.casefold().startswith(wanted)

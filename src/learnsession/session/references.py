"""What people say for a session or an agreed action (`S-0042`, `A-0042`), and how they type it."""

from __future__ import annotations

import re

SHORTEST = 4
"""The shortest beginning of an id that is looked up."""

_TYPED = re.compile(r"([^\W\d_])?[- ]?0*(\d{1,12})", re.ASCII)
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


def begins(spec: str, entry: str) -> bool:
    """Whether an id begins with what somebody typed, which must be long enough to mean it."""
    wanted = spec.strip().casefold()
    return len(wanted) >= SHORTEST and entry.casefold().startswith(wanted)

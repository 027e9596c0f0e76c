"""What looks like a personal detail, at the linear door: told after it is kept, and answered."""

from __future__ import annotations

from learnsession.session.findings import sentence, unanswered
from learnsession.session.record import Entry


def notice(entry: Entry) -> str:
    """What an entry looks like it holds, and the three ways; empty when nothing is unanswered."""
    looks = sentence(unanswered(entry))
    number = entry.number
    ways = f"/keep {number} REASON, /amend {number} …, or /withdraw {number}."
    return f"{looks} {ways}" if looks else ""

"""Agreed actions made up for the tests of what leaves the register."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from learnsession.session.agreed import AgreedAction, Escalation, Source, Told

NOW = datetime(2026, 11, 21, 10, 5, tzinfo=UTC)
AGREED = NOW - timedelta(days=30)
NASTY = '=HYPERLINK("x"); Ł, 🙂 مرحبا\n# not a heading | not a cell'


def told(what: Any, days_ago: int, words: str = "", **more: Any) -> Told:
    at = NOW - timedelta(days=days_ago)
    return Told(what, at, "S-0044", "Team manager", words, **more)


def action(number: int = 42, **more: Any) -> AgreedAction:
    values: dict[str, Any] = {
        "id": f"01KA{number:04}",
        "ref": f"A-{number:04}",
        "action": "Put a one-page chronology in each file",
        "team": "East team",
        "agreed": AGREED,
        "owner": "Team manager",
        "due": date(2026, 12, 18),
        "history": (Told("agreed", AGREED, "S-0042", "Facilitator"),),
    }
    return AgreedAction(**values | more)


def full(**more: Any) -> AgreedAction:
    """An action of which everything is known."""
    values: dict[str, Any] = {
        "due": date(2026, 11, 20),
        "status": "in-progress",
        "rationale": "The review found no chronology",
        "level": "service",
        "agency": "Health visiting",
        "carried_by": "Head of service",
        "reply_by": date(2027, 1, 8),
        "measure": "Nine files in ten have one",
        "evidence": "File audit",
        "review_date": date(2027, 2, 1),
        "barrier": "No template",
        "difference": "Staff ask sooner",
        "themes": ("chronology", "voice"),
        "standards": ("1.4",),
        "source": Source("S-0042", "01K0", "child-ai", "Child AI", "Risk over time"),
        "pinned": True,
        "escalations": (
            Escalation("e1", "No reply", "line-manager", "Head of service", date(2026, 11, 2)),
        ),
        "history": (
            Told("agreed", AGREED, "S-0042", "Facilitator"),
            told("going", 3, "Half of the files", due=date(2026, 11, 20)),
            told("stuck", 2, "No template", to="Head of service", undone=True),
        ),
    }
    return action(**values | more)


def done(number: int = 43, **more: Any) -> AgreedAction:
    """An action that is complete."""
    values: dict[str, Any] = {
        "status": "complete",
        "difference": "Children were seen alone",
        "finished": date(2026, 11, 19),
        "history": (
            Told("agreed", AGREED, "S-0042", "Facilitator"),
            told("done", 2, "Children were seen alone"),
        ),
    }
    return action(number, **values | more)

"""The terms for agreed actions: in files as they stand here, on screens in words.

Statuses, levels and stages are those of the action plans that safeguarding partnerships ask teams
to return; stages are those of a professional disagreement policy.
"""

from __future__ import annotations

from typing import Literal

Status = Literal["not-started", "in-progress", "complete", "cannot-proceed", "dropped"]
"""Where an agreed action stands. Overdue is no status: it follows from the date."""

STATUS_WORDS: dict[Status, str] = {
    "not-started": "Not started",
    "in-progress": "In progress",
    "complete": "Complete",
    "cannot-proceed": "Stuck: needs help",
    "dropped": "Dropped",
}

OPEN_STATUSES: frozenset[Status] = frozenset({"not-started", "in-progress", "cannot-proceed"})
"""What a team still owes."""

Answer = Literal["done", "going", "stuck", "dropped"]
"""What a team says of an action when it comes back."""

ANSWER_WORDS: dict[Answer, str] = {
    "done": "Done",
    "going": "Still going",
    "stuck": "Stuck: needs help from …",
    "dropped": "Dropped",
}

ANSWER_ASKS: dict[Answer, str] = {
    "done": "What difference did it make for children?",
    "going": "How far is it?",
    "stuck": "What stands in the way?",
    "dropped": "Why is it dropped?",
}

STATUS_AFTER: dict[Answer, Status] = {
    "done": "complete",
    "going": "in-progress",
    "stuck": "cannot-proceed",
    "dropped": "dropped",
}

Level = Literal["individual", "team", "service", "partnership"]
"""Who is asked to change something."""

LEVEL_WORDS: dict[Level, str] = {
    "individual": "Individual",
    "team": "Team",
    "service": "Service",
    "partnership": "Partnership",
}

ABOVE_THE_TEAM: frozenset[Level] = frozenset({"service", "partnership"})
"""What a team cannot do itself: somebody carries it there, and a reply is expected."""

NOT_NAMED = "Not yet named"
"""Stands where nobody is named who does it, or to whom it goes."""

Stage = Literal["practitioner", "line-manager", "senior-manager", "partnership"]
"""How far a professional disagreement has been taken."""

STAGE_WORDS: dict[Stage, str] = {
    "practitioner": "Practitioner to practitioner",
    "line-manager": "Line managers",
    "senior-manager": "Senior managers",
    "partnership": "The partnership",
}

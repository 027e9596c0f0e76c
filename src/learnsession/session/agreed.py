"""An agreed action as the register knows it: how it stands, and what became of it until now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from learnsession.session.terms import OPEN_STATUSES, Level, Stage, Status

What = Literal[
    "agreed",
    "amended",
    "changed",
    "done",
    "going",
    "stuck",
    "dropped",
    "pinned",
    "unpinned",
    "escalated",
    "escalation-answered",
]
"""What happened to an action."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened to an action."""

    what: What
    at: datetime
    """UTC."""
    session: str = ""
    """The reference of the session in which it was said, e.g. `S-0042`; empty outside sessions."""
    by: str = ""
    """A role, not a name."""
    words: str = ""
    """The note, the difference, the barrier, the reason: what was said."""
    due: date | None = None
    """The new date, where one was given."""
    to: str = ""
    """Who is asked for help, by role."""
    id: str = ""
    """Of the answer or change; empty for what has none. What was undone is told under its own."""
    undone: bool = False
    """True when it was taken back again: told, and without effect."""
    not_before: datetime | None = None
    """What it counts as, UTC, where the clock stood behind what had been said already."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """A concern about an action that was taken to somebody who can decide."""

    id: str
    concern: str
    stage: Stage
    to: str
    """By role."""
    on: date
    outcome: str = ""
    answered_on: date | None = None

    @property
    def open(self) -> bool:
        """True while nobody has answered."""
        return self.answered_on is None


@dataclass(frozen=True, slots=True)
class Source:
    """Where an action came from. Empty texts: not known, or agreed outside any session."""

    session: str = ""
    """The reference, e.g. `S-0042`."""
    session_id: str = ""
    pack: str = ""
    pack_title: str = ""
    activity: str = ""
    prompt: str = ""
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """An action with everything that was ever said of it."""

    id: str
    ref: str
    """What people say: `A-0042`."""
    action: str
    team: str
    agreed: datetime
    """UTC."""
    owner: str = ""
    """A role, or a colleague's name where the team has chosen so."""
    due: date | None = None
    status: Status = "not-started"
    rationale: str = ""
    level: Level | None = None
    agency: str = ""
    carried_by: str = ""
    """Who takes it to the service or the partnership."""
    reply_by: date | None = None
    """When a reply from there is expected."""
    measure: str = ""
    """How success will be seen."""
    evidence: str = ""
    """What shows that it was done."""
    review_date: date | None = None
    barrier: str = ""
    difference: str = ""
    """What difference it made for children; said when it is done."""
    finished: date | None = None
    """The day on which it was said to be done or dropped."""
    themes: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    source: Source = Source()
    pinned: bool = False
    """True for the team's headline improvement."""
    escalations: tuple[Escalation, ...] = ()
    history: tuple[Told, ...] = ()
    """Oldest first; the first one tells that it was agreed."""
    last: datetime | None = None
    """When something was last said of it, as far as that counts, UTC; None: nothing, or unknown."""

    @property
    def open(self) -> bool:
        """True while the team still owes it."""
        return self.status in OPEN_STATUSES

    def overdue(self, today: date) -> bool:
        """True when it should have been done before today and is not."""
        return self.open and self.due is not None and self.due < today

"""What can happen to an agreed action, in the session that agreed it, in a later one, or between.

Each carries the action's id, so that it can stand in any file: progress is kept in the session in
which it was said, and outside sessions in the team's register. `session.agreeing` adds them up.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from learnsession.session.happening import Happening, Instant, Kept
from learnsession.session.terms import Answer, Level, Stage, Status


class ActionFields(Kept):
    """What can be said of an action beside its words, owner and due date. None: not said."""

    rationale: str | None = None
    level: Level | None = None
    agency: str | None = None
    carried_by: str | None = None
    """Who takes it to the service or the partnership, by role."""
    reply_by: date | None = None
    """When a reply from there is expected."""
    measure: str | None = None
    """How success will be seen."""
    evidence: str | None = None
    """What shows that it was done."""
    review_date: date | None = None
    barrier: str | None = None
    themes: tuple[str, ...] | None = None
    """Ids of the framework's themes, or words of the team's own."""
    standards: tuple[str, ...] | None = None
    """Numbers of practice standards, e.g. `1.4`."""
    recommendation: str | None = None
    """The id of the recommendation or learning point that it came from."""


class OpenEscalation(Kept):
    """A concern that was taken further and waits for an answer."""

    id: str
    concern: str
    stage: Stage
    to: str
    on: date


class PreviousAction(Kept):
    """An action that the team owed when a session started, as it stood then."""

    action: str
    owner: str | None = None
    due: date | None = None
    session: str
    """The reference of the session in which it was agreed, e.g. `S-0042`; empty outside any."""
    id: str | None = None
    ref: str | None = None
    """What people say: `A-0042`."""
    status: Status | None = None
    pinned: bool | None = None
    """True for the team's headline improvement."""
    agreed: Instant | None = None
    barrier: str | None = None
    escalations: tuple[OpenEscalation, ...] | None = None
    """What waits for an answer."""
    last: Instant | None = None
    """When something was last said of it, as far as that counts."""

    @property
    def line(self) -> str:
        """The action with owner and due date, as one line."""
        parts = [
            self.ref or "",
            self.action,
            self.owner or "",
            f"due {self.due:%d/%m/%Y}" if self.due else "",
            f"from {self.session}" if self.session else "",
        ]
        return " · ".join(part for part in parts if part)


class ActionAgreed(Happening):
    """Something that the team agreed to do."""

    type: Literal["action-agreed"] = "action-agreed"
    entry: str
    """The action's id."""
    text: str
    phase: str
    step: str
    activity: str | None = None
    prompt: str | None = None
    owner: str | None = None
    due: date | None = None
    ref: str | None = None
    """What people say: `A-0042`. None where none could be given out, as in a rehearsal."""
    fields: ActionFields | None = None


class ActionEntered(Happening):
    """An action that no session here agreed: written into the register, or from another laptop."""

    type: Literal["action-entered"] = "action-entered"
    entry: str
    """The action's id; one from another laptop keeps its own."""
    ref: str
    text: str
    team: str
    owner: str | None = None
    due: date | None = None
    by: str | None = None
    agreed: Instant | None = None
    """When, where that was not now."""
    amended: dict[str, Instant] | Instant | None = None
    """When its words (`action`), owner and due date were last reworded in the session that agreed
    it; one moment stands for all of them."""
    session: str | None = None
    """The reference of the session on the other laptop, as are the next five."""
    session_id: str | None = None
    pack: str | None = None
    pack_title: str | None = None
    activity: str | None = None
    prompt: str | None = None
    fields: ActionFields | None = None


class _Said(Happening):
    """What is said of an action that was agreed before."""

    entry: str
    """The action's id."""
    id: str
    """Of this saying, a ULID; by it another laptop knows what it has already, and it is undone."""
    by: str | None = None
    """The role of whoever kept it, not a name."""
    session: str | None = None
    """The reference of the session on another laptop in which it was said; None when said here."""
    not_before: Instant | None = None
    """What it counts as, where the clock stood behind what had been said of the action already."""


class ActionChanged(_Said):
    """An action was reworded, or more was said of it. What is None stays as it was."""

    type: Literal["action-changed"] = "action-changed"
    text: str | None = None
    owner: str | None = None
    due: date | None = None
    fields: ActionFields | None = None
    cleared: tuple[str, ...] = ()
    """The names of fields that are empty from now on."""
    reason: str | None = None


class ActionProgressed(_Said):
    """What a team said of an action when it came back."""

    type: Literal["action-progressed"] = "action-progressed"
    answer: Answer
    difference: str | None = None
    """What difference it made for children; with `done`."""
    note: str | None = None
    """How far it is; with `going`."""
    barrier: str | None = None
    """What stands in the way; with `stuck`."""
    to: str | None = None
    """Who is asked for help, by role; with `stuck`."""
    reason: str | None = None
    """Why; with `dropped`."""
    due: date | None = None
    """A new date."""
    on: date | None = None
    """The local day, with `done` and `dropped`; None in older files, where `at` stands for it."""


class ActionPinned(_Said):
    """An action became the team's headline improvement, or is it no longer.

    A team has one: the last that was pinned and is still open. The others need no word.
    """

    type: Literal["action-pinned"] = "action-pinned"
    pinned: bool = True


class EscalationRaised(_Said):
    """A concern about an action was taken to somebody who can decide. Its own id is `id`."""

    type: Literal["escalation-raised"] = "escalation-raised"
    concern: str
    stage: Stage
    to: str
    """By role."""
    on: date


class EscalationAnswered(_Said):
    """What came of a concern that was taken further."""

    type: Literal["escalation-answered"] = "escalation-answered"
    escalation: str
    """The id of the `EscalationRaised`."""
    outcome: str
    on: date


class SaidUndone(_Said):
    """Something that was said of an action is undone: it is told, and has no effect."""

    type: Literal["said-undone"] = "said-undone"
    said: str
    """The id of what is undone."""
    undoes: int | None = None
    """Its place in this session, from 1, as in `EntryAmended`; None outside sessions."""


ActionEvent = (
    ActionChanged
    | ActionProgressed
    | ActionPinned
    | EscalationRaised
    | EscalationAnswered
    | SaidUndone
)
"""What is said of an action once it is there."""

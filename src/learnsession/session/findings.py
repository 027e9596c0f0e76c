"""What in a session looks like a personal detail: in an entry, and in all that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from learnsession.privacy.finding import find, masked
from learnsession.privacy.kinds import Finding
from learnsession.session.action_events import ActionEvent, ActionFields, SaidUndone
from learnsession.session.record import Entry, Session

MOST_TOLD = 3
"""How many findings of an entry one sentence tells; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, where it stands, and why it was kept all the same."""

    where: str
    """The number of an entry and which part of it, or what was filled in."""
    finding: Finding
    kept_because: str = ""
    """Empty while nobody has answered it."""

    def __str__(self) -> str:
        """On one line, masked: '3: looks like a postcode (SW …), kept because: …'."""
        because = f", kept because: {masked(self.kept_because)}" if self.kept_because else ""
        return f"{self.where}: {self.finding}{because}"


def in_entry(entry: Entry) -> tuple[Finding, ...]:
    """What an entry's text, owner and other fields look like they hold, answered or not."""
    parts = (entry.text, entry.owner or "", *(text for _, text in _fields(entry.fields)))
    return tuple(finding for part in parts for finding in find(part))


def unanswered(entry: Entry) -> tuple[Finding, ...]:
    """What of it nobody has kept knowingly yet. Nothing once the entry is taken back."""
    if entry.withdrawn:
        return ()
    return tuple(each for each in in_entry(entry) if not _kept_because(entry, each.kind))


def sentence(findings: Iterable[Finding]) -> str:
    """'It looks like an NHS number (999 …) and a postcode (SW …).'; empty for none."""
    told = list(dict.fromkeys(each.words for each in findings))
    if not told:
        return ""
    shown, more = told[:MOST_TOLD], len(told) - MOST_TOLD
    if more > 0:
        shown.append(f"{more} more")
    first = ", ".join(shown[:-1])
    return f"It looks like {f'{first} and ' if first else ''}{shown[-1]}."


def in_session(session: Session) -> tuple[Found, ...]:
    """Everything that a note of this session would take along, in the order of the note.

    What was taken back is not in a note, nor are earlier wordings.
    """
    filled_in = (Found(where, each) for where, text in _filled_in(session) for each in find(text))
    entries = (found for entry in session.standing for found in _of(entry))
    said = (Found(where, each) for where, text in _said(session) for each in find(text))
    return (*filled_in, *entries, *said)


def _filled_in(session: Session) -> Iterator[tuple[str, str]]:
    """What was typed beside the entries, with what people call it."""
    started = session.started
    yield "Team", started.team
    yield "Facilitator", started.facilitator
    for role in session.attendance.roles:
        yield "Who is here", role
    for action in started.previous_actions:
        named = f"Action from {action.session}" if action.session else action.ref or "Action"
        yield named, action.action
        yield f"{named}, who", action.owner or ""
        for escalation in action.escalations or ():
            yield f"{named}, taken further", escalation.concern
            yield f"{named}, to whom", escalation.to
    if started.briefing:
        yield "Title of the briefing", started.briefing.title
        yield "Partnership", started.briefing.partnership
        yield "Reference of the briefing", started.briefing.reference


def _of(entry: Entry) -> Iterator[Found]:
    """What an entry holds, and the reasons that a note gives for its amendments."""
    number = str(entry.number)
    reasons = [old.reason or "" for old in entry.history if old.after_closing]
    parts = [(number, entry.text), (f"{number}, who", entry.owner or "")]
    parts += [(f"{number}, {what}", text) for what, text in _fields(entry.fields)]
    parts += [(f"{number}, why it was amended", reason) for reason in reasons]
    for where, text in parts:
        for finding in find(text):
            yield Found(where, finding, _kept_because(entry, finding.kind))


_SAID = {
    "text": "its words",
    "owner": "who",
    "difference": "the difference it made",
    "note": "how far it is",
    "barrier": "what stands in the way",
    "reason": "why",
    "to": "who is asked",
    "concern": "the concern",
    "outcome": "what came of it",
}
"""What can be said of an action, and what people call it."""


def _said(session: Session) -> Iterator[tuple[str, str]]:
    """What was said of actions here and holds; of those that were taken back nothing is told."""
    undone = {event.said for event in session.said if isinstance(event, SaidUndone)}
    gone = {entry.id for entry in session.entries if entry.withdrawn}
    called = _called(session)
    for event in session.said:
        if event.id not in undone and event.entry not in gone:
            ref = called.get(event.entry, "An action")
            yield from ((f"{ref}, {what}", text) for what, text in _parts(event))


def _called(session: Session) -> dict[str, str]:
    """What people call the actions of which something can be said here, by their ids."""
    called = {each.id: each.ref or "" for each in session.started.previous_actions if each.id}
    return called | {entry.id: entry.ref or str(entry.number) for entry in session.entries}


def _parts(event: ActionEvent) -> Iterator[tuple[str, str]]:
    for name, what in _SAID.items():
        yield what, getattr(event, name, None) or ""
    yield from _fields(getattr(event, "fields", None))


def _fields(fields: ActionFields | None) -> Iterator[tuple[str, str]]:
    """The fields of an action that hold somebody's words, with what people call them."""
    values = fields.model_dump(exclude_none=True) if fields else {}
    for name, value in values.items():
        if isinstance(value, str):
            yield name.replace("_", " "), value
        elif isinstance(value, tuple):
            yield from ((name.rstrip("s"), each) for each in value)


def _kept_because(entry: Entry, kind: str) -> str:
    """The last reason given for keeping this kind in its present wording."""
    reasons = [kept.reason for kept in entry.kept_knowingly if kind in kept.kinds]
    return reasons[-1] if reasons else ""

"""An agreed action, and what is said of it, for the tests of what became of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from learnsession.session import action_events as said
from learnsession.session import events as ev
from learnsession.session.agreed import AgreedAction
from learnsession.session.agreeing import begun, sayings_of
from learnsession.session.effects import tell_all
from learnsession.session.record import Session
from learnsession.session.states import State, to_action
from learnsession.session.terms import Answer
from support import at, session

APRIL = date(2026, 4, 1)
MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)

AGREED = ev.ActionAgreed(
    at=at(1),
    entry="A1",
    text="Ask the school",
    phase="talk",
    step="talk.map",
    activity="map",
    prompt="map-1",
    owner="manager",
    due=APRIL,
    ref="A-0012",
)

FIELDS = said.ActionFields(
    rationale="They knew", level="service", agency="School", carried_by="service manager",
    reply_by=MAY, measure="A name in each file", evidence="The audit", review_date=JUNE,
    barrier="Half-term", themes=("voice",), standards=("1.4",), recommendation="rec-1",
)  # fmt: skip
"""All that can be said of an action beside its words, owner and due date."""

_WORDS: dict[Answer, str] = {
    "done": "difference",
    "going": "note",
    "stuck": "barrier",
    "dropped": "reason",
}


def reworded(minutes: float, text: str = "Ask both", **more: Any) -> ev.EntryAmended:
    """The session that agreed it rewords it."""
    return ev.EntryAmended(at=at(minutes), entry="A1", text=text, by="team manager", **more)


def progressed(
    name: str, minutes: float, answer: Answer, words: str = "", **more: Any
) -> said.ActionProgressed:
    values = {_WORDS[answer]: words or f"Words of {name}", "entry": "A1", **more}
    return said.ActionProgressed(at=at(minutes), id=name, answer=answer, **values)


def changed(name: str, minutes: float, **more: Any) -> said.ActionChanged:
    return said.ActionChanged(at=at(minutes), entry="A1", id=name, **more)


def pinned(name: str, minutes: float, *, pinned: bool = True) -> said.ActionPinned:
    return said.ActionPinned(at=at(minutes), entry="A1", id=name, pinned=pinned)


def raised(name: str, minutes: float, concern: str = "No reply") -> said.EscalationRaised:
    return said.EscalationRaised(
        at=at(minutes), entry="A1", id=name, concern=concern, stage="line-manager",
        to="head of service", on=at(minutes).date(),
    )  # fmt: skip


def answered(name: str, minutes: float, escalation: str) -> said.EscalationAnswered:
    on = (at(minutes) + timedelta(days=1)).date()
    return said.EscalationAnswered(
        at=at(minutes), entry="A1", id=name, escalation=escalation, outcome="They will", on=on
    )


def undone(name: str, minutes: float, of: str) -> said.SaidUndone:
    return said.SaidUndone(at=at(minutes), entry="A1", id=name, said=of)


def plain(event: ev.ActionEvent, ref: str = "S-0002") -> dict[str, Any]:
    """A saying as the register has it, said in the session with this reference."""
    (saying,) = sayings_of([event], ref)
    return dict(saying)


def state_of(*events: ev.ActionEvent, agreed: Session | None = None) -> State:
    """How the action stands after these sayings, as plain values."""
    base = agreed or session(AGREED)
    return tell_all(begun(base.entries[0], base), map(plain, events))


def action_of(*events: ev.ActionEvent, agreed: Session | None = None) -> AgreedAction:
    """How the action stands after these sayings."""
    return to_action(state_of(*events, agreed=agreed))

"""Personal details in what was said of agreed actions: found as they are in entries."""

from __future__ import annotations

from datetime import date

from learnsession.session import action_events as said
from learnsession.session import events as ev
from learnsession.session import facilitation as does
from learnsession.session.findings import in_session, unanswered
from learnsession.session.folding import apply, fold
from support import at, session, started

OWED = ev.PreviousAction(
    id="a1",
    ref="A-0001",
    action="Ask",
    session="S-0001",
    escalations=(
        said.OpenEscalation(
            id="x", concern="Mr Shah waits", stage="practitioner", to="nurse", on=date(2026, 3, 1)
        ),
    ),
)


def told(*events: ev.Event, **more: object) -> list[str]:
    begun = started().model_copy(update={"previous_actions": (OWED,), **more})
    return [str(found) for found in in_session(fold([begun, *events]))]


def done(name: str, words: str) -> said.ActionProgressed:
    return said.ActionProgressed(at=at(1), entry="a1", id=name, answer="done", difference=words)


def test_every_part_of_what_was_said_is_looked_at() -> None:
    fields = said.ActionFields(measure="Mrs Jones is content", themes=("Mr Lane",))
    found = told(
        done("s1", "Dr Khan sees her"),
        said.ActionProgressed(
            at=at(2), entry="a1", id="s2", answer="stuck", barrier="No", to="Mrs Lamb"
        ),
        said.ActionChanged(at=at(3), entry="a1", id="s3", owner="Mr Smith", fields=fields),
        said.EscalationRaised(
            at=at(4), entry="a1", id="s4", concern="at SW1A 1AA", stage="partnership", to="board",
            on=date(2026, 3, 2),
        ),
        said.EscalationAnswered(
            at=at(5), entry="a1", id="s5", escalation="s4", outcome="Dr Li came",
            on=date(2026, 3, 2),
        ),
    )  # fmt: skip
    assert [line.partition(":")[0] for line in found] == [
        "Action from S-0001, taken further",
        "A-0001, the difference it made",
        "A-0001, who is asked",
        "A-0001, who",
        "A-0001, measure",
        "A-0001, theme",
        "A-0001, the concern",
        "A-0001, what came of it",
    ]
    assert not any(name in "".join(found) for name in ("Khan", "Lamb", "Smith", "Jones", "Li "))


def test_what_was_undone_is_in_no_note() -> None:
    before = told()
    undone = said.SaidUndone(at=at(2), entry="a1", id="u1", said="s1")
    assert told(done("s1", "Dr Khan sees her"), undone) == before


def agreed() -> ev.ActionAgreed:
    fields = said.ActionFields(rationale="Mrs Jones asked", level="team")
    return ev.ActionAgreed(
        at=at(1), entry="E1", text="Ask", phase="talk", step="talk.map", fields=fields, ref="A-0002"
    )


def test_the_fields_of_an_action_are_found_and_can_be_kept_knowingly() -> None:
    record = session(agreed())
    assert [finding.kind for finding in unanswered(record.numbered(1))] == ["name"]
    kept = apply(record, does.keep_findings(record, record.numbered(1), "a made-up name", at(2)))
    assert not unanswered(kept.numbered(1))
    (found,) = in_session(kept)
    assert str(found).startswith("1, rationale: looks like a person's name (Mrs …), kept because")


def test_what_was_said_of_an_action_that_was_taken_back_is_in_no_note() -> None:
    change = said.ActionChanged(at=at(2), entry="E1", id="c1", owner="Mr Smith")
    record = session(agreed(), change)
    assert any(found.where == "A-0002, who" for found in in_session(record))
    assert in_session(session(agreed(), change, ev.EntryWithdrawn(at=at(3), entry="E1"))) == ()

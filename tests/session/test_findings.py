"""What in a session looks like a personal detail, and what has been answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from learnsession.errors import RefusedError
from learnsession.session import events as ev
from learnsession.session import facilitation as does
from learnsession.session.findings import in_session, sentence, unanswered
from learnsession.session.folding import apply
from support import at, heard, session, started


def told(record) -> list[str]:
    return [str(found) for found in in_session(record)]


def kinds(record, number: int = 1) -> list[str]:
    return [finding.kind for finding in unanswered(record.numbered(number))]


def test_what_is_kept_knowingly_is_no_longer_asked_about() -> None:
    record = session(heard("E1", "NHS 999 247 5145 of Mr Smith"))
    assert kinds(record) == ["nhs-number", "name"]
    event = does.keep_findings(record, record.numbered(1), "a made-up number", at(2))
    assert event == ev.FindingsKept(
        at=at(2), entry="E1", kinds=("nhs-number", "name"), reason="a made-up number"
    )
    record = apply(record, event)
    assert kinds(record) == []
    assert told(record) == [
        "1: looks like an NHS number (999 …), kept because: a made-up number",
        "1: looks like a person's name (Mr …), kept because: a made-up number",
    ]


def test_amending_asks_again() -> None:
    record = session(heard("E1", "at SW1A 1AA"))
    record = apply(record, does.keep_findings(record, record.numbered(1), "public", at(2)))
    amended = does.amend(record, record.numbered(1), "at M1 1AE", at(3))
    assert kinds(apply(record, amended)) == ["postcode"]


def test_the_last_reason_is_the_one_that_is_told() -> None:
    record = session(heard("E1", "at SW1A 1AA"))
    for minute, reason in enumerate(("first", "second"), 2):
        event = does.keep_findings(record, record.numbered(1), reason, at(minute))
        record = apply(record, event)
    assert told(record)[0].endswith("kept because: second")


def test_a_reason_is_masked_too() -> None:
    record = session(heard("E1", "at SW1A 1AA"))
    event = does.keep_findings(record, record.numbered(1), "asked Dr Khan", at(2))
    assert told(apply(record, event))[0].endswith("kept because: asked [name]")


@pytest.mark.parametrize(("text", "reason"), [("at SW1A 1AA", "  "), ("nothing", "a reason")])
def test_keeping_needs_a_reason_and_something_to_keep(text: str, reason: str) -> None:
    record = session(heard("E1", text))
    with pytest.raises(RefusedError):
        does.keep_findings(record, record.numbered(1), reason, at(2))


def test_what_is_taken_back_is_neither_asked_about_nor_told() -> None:
    record = session(heard("E1", "at SW1A 1AA"))
    entry = record.numbered(1)
    record = apply(record, does.withdraw(record, entry, at(2)))
    assert kinds(record) == []
    assert told(record) == []
    with pytest.raises(RefusedError):
        does.keep_findings(record, entry, "a reason", at(3))


def test_everything_that_was_typed_counts() -> None:
    agreed = ev.ActionAgreed(
        at=at(2), entry="E1", text="Ring 07700 900123", phase="talk", step="talk.map", owner="Dr Po"
    )
    here = ev.AttendanceRecorded(at=at(3), roles=("school", "Mrs Jones"))
    before = ev.PreviousAction(action="See Mr Smith", owner="Ms Ali", session="S-0000")
    briefing = ev.Briefing(title="On baby Alfie", partnership="a@example.org", reference="SW1A 1AA")
    first = started(
        team="Team of Mr Odd",
        facilitator="Miss Tell",
        previous_actions=(before,),
        briefing=briefing,
    )
    record = apply(apply(session(), agreed), here)
    record = replace(record, started=first)
    assert [line.partition(":")[0] for line in told(record)] == [
        "Team",
        "Facilitator",
        "Who is here",
        "Action from S-0000",
        "Action from S-0000, who",
        "Title of the briefing",
        "Partnership",
        "Reference of the briefing",
        "1",
        "1, who",
    ]


def test_earlier_wordings_do_not_count_but_reasons_that_a_note_tells_do() -> None:
    record = session(heard("E1", "at SW1A 1AA"))
    record = apply(record, ev.SessionClosed(at=at(2)))
    record = apply(record, ev.SessionReopened(at=at(3)))
    entry = record.numbered(1)
    amended = does.amend(record, entry, "at her home", at(4), reason="Mr Smith asked")
    assert told(apply(record, amended)) == [
        "1, why it was amended: looks like a person's name (Mr …)"
    ]


def test_a_sentence_tells_three_and_counts_the_rest() -> None:
    record = session(heard("E1", "Mr A1 at SW1A 1AA, 07700 900123, a@example.org, Ms Po, M1 1AE"))
    assert sentence(unanswered(record.numbered(1))) == (
        "It looks like a postcode (SW …), a phone number (077…), an e-mail address (a…@…) "
        "and 2 more."
    )
    assert sentence(()) == ""


def test_an_event_never_holds_the_value() -> None:
    record = session(heard("E1", "NHS 999 247 5145"))
    event = does.keep_findings(record, record.numbered(1), "made up", at(2))
    assert "247" not in str(ev.to_plain(event))

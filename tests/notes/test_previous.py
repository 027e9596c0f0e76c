"""What a note tells of agreed actions: those that came back, and those of this session."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import docx
import pytest
from made_up import ZONE, Telling, agenda_of
from test_session_note import part

from learnsession.documents.blocks import Document
from learnsession.documents.markdown import to_markdown
from learnsession.documents.word import to_word
from learnsession.notes.session_note import session_note
from learnsession.session import action_events as said
from learnsession.session import events as ev

AGREED_ON = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
DUE = date(2026, 12, 18)


def owed(number: int, text: str, **more: object) -> ev.PreviousAction:
    values = {"owner": "Team manager", "due": DUE, "session": "S-0007", "agreed": AGREED_ON}
    return ev.PreviousAction.model_validate(
        {"id": f"a{number}", "ref": f"A-000{number}", "action": text, **values, **more}
    )


CHRONOLOGY = owed(1, "Write a chronology")
SCHOOL = owed(2, "Ask the school", owner=None, due=None)
TOOL = owed(3, "Share the tool", pinned=True)
CLINIC = owed(4, "Ring the clinic")
QUIET = owed(5, "Look at rotas")
ALL = (TOOL, CHRONOLOGY, SCHOOL, CLINIC, QUIET)


def answered(told: Telling, number: int, answer: str, **more: object) -> Telling:
    name = f"say-{len(told.events)}"
    return told.then(said.ActionProgressed, entry=f"a{number}", id=name, answer=answer, **more)


def meeting() -> Telling:
    """A session in which each of five actions was answered in another way, one of them in none."""
    told = answered(Telling(previous_actions=ALL), 1, "done", difference="Gaps are seen sooner")
    answered(told, 2, "stuck", barrier="No lead there", to="head of service")
    answered(told, 3, "going", note="Half of us use it.", due=date(2027, 1, 29))
    answered(told, 4, "dropped", reason="It has closed")
    return told


def rows(note: Document, number: int) -> dict[str, str]:
    """The rows of the table in a part, by what stands in their first cell."""
    lines = [line for line in part(note, number) if " | " in line]
    return {line.partition(" | ")[0]: line for line in lines[1:]}


def test_each_action_that_was_owed_says_what_became_of_it() -> None:
    told = rows(meeting().note(), 5)
    assert list(told) == ["A-0003", "A-0001", "A-0002", "A-0004", "A-0005"]
    assert told["A-0001"].endswith(
        "| Done. The difference it made for children: Gaps are seen sooner."
    )
    assert told["A-0002"] == (
        "A-0002 | Ask the school\nAgreed in S-0007 | Not yet named | No date yet | "
        "Stuck: No lead there. Asked for help: head of service."
    )
    assert "29 January 2027\n(was 18 December 2026)" in told["A-0003"]
    assert told["A-0003"].endswith("Still going. Half of us use it. New date: 29 January 2027.")
    assert told["A-0004"].endswith("Dropped, because: It has closed.")
    assert told["A-0005"].endswith("| Not spoken of in this session")


def test_the_headline_improvement_is_named_also_once_it_is_done() -> None:
    named = "Headline improvement: A-0003, Share the tool"
    assert part(meeting().note(), 5)[0] == named
    done = answered(Telling(previous_actions=ALL), 3, "done", difference="We all use it")
    assert part(done.note(), 5)[0] == named
    other = Telling(previous_actions=ALL)
    other.then(said.ActionPinned, entry="a3", id="p1", pinned=False)
    other.then(said.ActionPinned, entry="a1", id="p2")
    assert part(other.note(), 5)[0] == "Headline improvement: A-0001, Write a chronology"
    assert rows(other.note(), 5)["A-0001"].endswith("Not spoken of in this session")


def test_several_answers_stand_in_their_order_and_what_was_undone_does_not() -> None:
    told = answered(Telling(previous_actions=(CHRONOLOGY,)), 1, "going", note="Begun")
    answered(told, 1, "dropped", reason="A mistake")
    told.then(said.SaidUndone, entry="a1", id="u1", said="say-2")
    answered(told, 1, "done", difference="It helps")
    assert rows(told.note(), 5)["A-0001"].endswith(
        "Still going. Begun.\nDone. The difference it made for children: It helps."
    )


def test_what_was_changed_is_told_in_words() -> None:
    told = Telling(previous_actions=(CHRONOLOGY,))
    fields = said.ActionFields(level="service", measure="Ten files", themes=("neglect",))
    told.then(said.ActionChanged, entry="a1", id="c1", owner="Nurse", fields=fields)
    told.then(said.ActionChanged, entry="a1", id="c2", cleared=("due",))
    row = rows(told.note(), 5)["A-0001"]
    assert "| Nurse | No date yet\n(was 18 December 2026) |" in row
    assert row.endswith(
        "Owner: Nurse. Level: Service. Measure of success: Ten files. Themes: neglect.\n"
        "Due: now empty."
    )


def test_an_action_of_an_older_session_stands_beside_the_others() -> None:
    older = ev.PreviousAction(action="Look", session="S-0001")
    lines = part(Telling(previous_actions=(CHRONOLOGY, older)).note(), 5)
    assert lines[-2:] == [
        "Action | Owner | Due | Agreed in",
        "Look | Not yet named | No date yet | S-0001",
    ]


# What was agreed in this session


def agreed() -> Telling:
    told = Telling()
    fields = said.ActionFields(
        rationale="It was asked twice", level="partnership", carried_by="Head of service",
        reply_by=date(2027, 1, 8), measure="A reply", evidence="The letter", agency="School",
        review_date=date(2027, 2, 1), barrier="Holidays", themes=("curiosity", "our own"),
        standards=("1.4",), recommendation="time",
    )  # fmt: skip
    told.agreed("Ask the school", owner="Nurse", due="2026-12-18", ref="A-0042", fields=fields)
    return told.agreed("Share the tool", ref="A-0043")


def test_agreed_actions_have_reference_status_and_place() -> None:
    told = agreed()
    told.then(said.ActionProgressed, entry=told.last, id="s1", answer="stuck", barrier="No time",
              to="head of service")  # fmt: skip
    lines = part(told.note(), 11)
    assert lines[:3] == [
        "Ref | Action | Owner | Due | Status | From",
        "A-0042 | Ask the school | Nurse | 18 December 2026 | Not started | What we will do",
        "A-0043 | Share the tool | Not yet named | No date yet | "
        "Stuck: needs help from head of service | What we will do",
    ]
    assert "What was said of it: Stuck: No time. Asked for help: head of service." in lines


def test_what_else_is_known_of_an_action_stands_below_in_the_frameworks_words() -> None:
    told = agreed()
    lines = part(_with_names(told), 11)
    start = lines.index("More on A-0042:")
    assert lines[start + 1 :] == [
        "Rationale: It was asked twice",
        "Level: Partnership",
        "Agency: School",
        "Carried there by: Head of service",
        "Reply expected by: 8 January 2027",
        "Measure of success: A reply",
        "Evidence: The letter",
        "Review date: 1 February 2027",
        "Barrier: Holidays",
        "Themes: Professional curiosity; our own",
        "Practice standards: 1.4 Everyone looks again",
        "From the recommendation: Time to reflect was missing.",
    ]


def test_what_was_said_later_of_an_action_is_how_it_stands() -> None:
    told = Telling().agreed("Ask the school", ref="A-0042")
    fields = said.ActionFields(measure="A reply")
    told.then(said.ActionChanged, entry=told.last, id="c1", text="Ask both", owner="Nurse",
              fields=fields)  # fmt: skip
    lines = part(told.note(), 11)
    assert "A-0042 | Ask both | Nurse | No date yet" in lines[1]
    assert lines[2:] == ["More on A-0042:", "Measure of success: A reply"]


def _with_names(told: Telling) -> Document:
    from made_up import FORM, LAYOUT, PACK

    names = {"curiosity": "Professional curiosity", "1.4": "Everyone looks again."}
    record = told.record
    return session_note(
        record, PACK, FORM, agenda_of(record), LAYOUT, local=ZONE, now=told.at, names=names
    )


# Taken further


def test_what_was_taken_further_is_listed_with_what_was_open_before() -> None:
    waiting = said.OpenEscalation(
        id="x1", concern="No lead", stage="line-manager", to="Service manager", on=date(2026, 10, 1)
    )
    told = Telling(previous_actions=(owed(1, "Ask", escalations=(waiting,)), CLINIC))
    told.then(said.EscalationRaised, entry="a4", id="x2", concern="No reply",
              stage="partnership", to="Partnership board", on=date(2026, 11, 21))  # fmt: skip
    told.then(said.EscalationAnswered, entry="a1", id="x3", escalation="x1",
              outcome="A lead is named", on=date(2026, 11, 21))  # fmt: skip
    assert part(told.note(), 12) == [
        "Ref | Concern | Stage | To | Date | Outcome",
        "A-0001 | No lead | Line managers | Service manager | 1 October 2026 | "
        "21 November 2026: A lead is named",
        "A-0004 | No reply | The partnership | Partnership board | 21 November 2026 | "
        "No answer yet",
    ]
    assert rows(told.note(), 5)["A-0004"].endswith("Taken further, to Partnership board.")
    assert rows(told.note(), 5)["A-0001"].endswith("Answered: A lead is named.")


def test_live_concerns_stand_below_what_was_taken_further() -> None:
    told = Telling(previous_actions=(CLINIC,))
    told.then(said.EscalationRaised, entry="a4", id="x2", concern="No reply",
              stage="practitioner", to="Health visitor", on=date(2026, 11, 21))  # fmt: skip
    lines = part(told.then(ev.ConcernRaised).note(), 12)
    assert lines[1].startswith("A-0004 | No reply | Practitioner to practitioner")
    assert lines[2].startswith("The live concern page was opened:")


@pytest.mark.parametrize("telling", [meeting(), agreed()])
def test_word_and_markdown_both_tell_it(telling: Telling) -> None:
    note = telling.note()
    marked = to_markdown(note)
    tables = docx.Document(io.BytesIO(to_word(note))).tables
    cells = {cell.text for table in tables for row in table.rows for cell in row.cells}
    for lines in (rows(note, 5), rows(note, 11)):
        for line in lines.values():
            last = line.rpartition(" | ")[2]
            assert last in cells, last
            assert last.partition("\n")[0] in marked

"""Where an agreed action stands, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from learnsession.session.agreed import AgreedAction, Escalation, Told
from learnsession.session.standing import answered, due_words, headline, status_words, waiting

TODAY = date(2026, 12, 5)
THEN = datetime(2026, 11, 1, 10, tzinfo=UTC)


def action(**more: object) -> AgreedAction:
    values = {"id": "01A", "ref": "A-0001", "action": "Ask", "team": "North", "agreed": THEN}
    return AgreedAction(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-800, "overdue by 2 years"),
        (-729, "overdue by 23 months"),
        (-70, "overdue by 2 months"),
        (-69, "overdue by 9 weeks"),
        (-21, "overdue by 3 weeks"),
        (-14, "overdue by 2 weeks"),
        (-13, "overdue by 13 days"),
        (-1, "overdue by 1 day"),
        (0, "due today"),
        (1, "due tomorrow"),
        (13, "due Fri 18 Dec 2026"),
    ],
)
def test_the_date_is_said_in_words(days: int, words: str):
    assert due_words(action(due=TODAY + timedelta(days=days)), TODAY) == words


def test_without_a_date_and_when_finished():
    assert due_words(action(), TODAY) == "no date yet"
    done = action(due=date(2026, 11, 6), status="complete", finished=date(2026, 12, 1))
    assert due_words(done, TODAY) == "was due Fri 6 Nov 2026"
    assert status_words(done) == "Complete, 1 December 2026"


def test_what_is_stuck_says_who_is_asked_for_help():
    stuck = Told("stuck", THEN, words="No time", to="head of service", id="1")
    assert status_words(action(status="cannot-proceed")) == "Stuck: needs help"
    told = action(status="cannot-proceed", history=(stuck,))
    assert status_words(told) == "Stuck: needs help from head of service"


def test_the_last_answer_that_holds():
    going, done = Told("going", THEN, id="1"), Told("done", THEN, id="2", undone=True)
    assert answered(action(history=(Told("agreed", THEN), going, done))) == going
    assert answered(action(history=(Told("agreed", THEN), Told("pinned", THEN)))) is None


def test_what_waits_and_what_is_the_headline():
    first = Escalation("1", "Slow", "practitioner", "nursery", TODAY, "Better", TODAY)
    second = Escalation("2", "Still slow", "line-manager", "head", TODAY)
    assert waiting(action(escalations=(first, second))) == (second,)
    plain, pinned = action(), action(pinned=True)
    assert headline((plain, pinned)) is pinned
    assert headline((plain, action(pinned=True, status="complete"))) is None

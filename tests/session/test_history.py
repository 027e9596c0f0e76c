"""What became of an entry."""

from __future__ import annotations

from datetime import date

import pytest

from learnsession.errors import ReasonNeededError, RefusedError
from learnsession.session import events as ev
from learnsession.session import facilitation as does
from learnsession.session.folding import apply
from learnsession.session.history import (
    Difference,
    Wording,
    amended_after_closing,
    differences,
    story,
)
from learnsession.session.record import Entry, Session
from support import at, heard, session

AGREED = ev.ActionAgreed(
    at=at(1), entry="E1", text="Ask", phase="talk", step="talk.map", due=date(2026, 4, 1)
)
CLOSED = (ev.SessionClosed(at=at(5)), ev.SessionReopened(at=at(6)))


def amended(minutes: float, text: str, **more: object) -> ev.EntryAmended:
    return ev.EntryAmended.model_validate(
        {"at": at(minutes), "entry": "E1", "text": text, "by": "team manager", **more}
    )


def first(*events: ev.Event) -> Entry:
    return session(*events).entries[0]


def test_an_entry_that_nobody_touched_was_written() -> None:
    (change,) = story(first(AGREED))
    assert (change.what, change.at, change.by, change.before) == (
        "written",
        at(1),
        "team manager",
        None,
    )
    assert change.after == Wording("Ask", None, date(2026, 4, 1))
    assert change.headline == "Written by team manager"


def test_a_whole_story_is_told_from_its_beginning() -> None:
    changes = story(
        first(
            heard("E1", "one"),
            ev.FindingsKept(at=at(2), entry="E1", kinds=("date-of-birth",), reason="made up"),
            amended(3, "two"),
            amended(4, "three", reason="misheard"),
            ev.FindingsKept(
                at=at(4.5), entry="E1", kinds=("nhs-number", "shoe-size"), reason="ours"
            ),
            *CLOSED,
            ev.EntryWithdrawn(at=at(7), entry="E1", by="facilitator", reason="not ours"),
        )
    )
    assert [(change.at, change.headline, change.reason) for change in changes] == [
        (at(1), "Written by team manager", None),
        (at(2), "Kept knowingly by team manager: date of birth", "made up"),
        (at(3), "Amended by team manager", None),
        (at(4), "Amended by team manager", "misheard"),
        (at(4.5), "Kept knowingly by team manager: NHS number, shoe-size", "ours"),
        (at(7), "Taken back after closing by facilitator", "not ours"),
    ]
    wordings = [(change.before, change.after) for change in changes if change.kinds == ()]
    one, two, three = Wording("one"), Wording("two"), Wording("three")
    assert wordings == [(None, one), (one, two), (two, three), (three, None)]


def test_what_was_removed_for_good_keeps_its_story_without_its_words() -> None:
    changes = story(
        first(
            heard("E1", "one"),
            amended(2, "two", reason="misheard"),
            ev.WordsRemoved(at=at(3), entry="E1", count=2),
            amended(4, "in other words"),
        )
    )
    assert [change.headline for change in changes] == [
        "Written by team manager",
        "Amended by team manager",
        "Removed for good by team manager",
        "Amended by team manager",
    ]
    assert differences(changes[1]) == ()
    assert differences(changes[3]) == (Difference("text", "[removed]", "in other words"),)
    assert not any(words in repr(changes) for words in ("'one'", "'two'", "misheard"))


def test_the_differences_are_what_changed_and_nothing_else() -> None:
    later = amended(2, "Ask", owner="nurse", due=date(2026, 5, 2))
    _, owner_and_due, all_gone = story(first(AGREED, later, amended(3, "Ask now")))
    assert differences(owner_and_due) == (
        Difference("owner", "", "nurse"),
        Difference("due", "1 April 2026", "2 May 2026"),
    )
    assert differences(all_gone) == (
        Difference("text", "Ask", "Ask now"),
        Difference("owner", "nurse", ""),
        Difference("due", "2 May 2026", ""),
    )
    assert differences(story(first(AGREED))[0]) == ()


def test_only_what_was_there_at_the_closing_is_amended_after_it() -> None:
    both = session(
        heard("E1", "one"),
        amended(2, "two", reason="before the closing"),
        *CLOSED,
        heard("E2", "new", minutes=7),
        amended(8, "three", reason="after"),
        ev.EntryAmended(at=at(9), entry="E2", text="newer"),
    )
    old, new = both.entries
    assert [change.reason for change in amended_after_closing(old)] == ["after"]
    assert amended_after_closing(new) == ()
    again = apply(apply(both, ev.SessionClosed(at=at(10))), ev.SessionReopened(at=at(11)))
    assert again.needs_reason(new)


class TestAReason:
    def closed_with_one(self) -> Session:
        return session(heard("E1", "one"), *CLOSED)

    def test_is_needed_for_what_was_there_at_the_closing(self) -> None:
        now = self.closed_with_one()
        for reason in ("", " \n"):
            with pytest.raises(ReasonNeededError, match=r"Number 1 .* S-0001 was closed"):
                does.amend(now, now.entries[0], "x", at(7), reason=reason)
            with pytest.raises(ReasonNeededError):
                does.withdraw(now, now.entries[0], at(7), reason=reason)
        assert does.amend(now, now.entries[0], "x", at(7), reason="why").reason == "why"
        assert does.withdraw(now, now.entries[0], at(7), reason="why").reason == "why"

    def test_is_not_needed_before_a_closing_or_for_what_is_new_since(self) -> None:
        before = session(heard("E1", "one"))
        assert does.amend(before, before.entries[0], "x", at(2)).reason is None
        now = apply(self.closed_with_one(), heard("E2", "two", minutes=7))
        assert does.amend(now, now.entries[1], "x", at(8)).reason is None
        assert does.withdraw(now, now.entries[1], at(8)).reason is None

    def test_is_said_in_a_few_sentences(self) -> None:
        now = self.closed_with_one()
        most = "x" * does.LONGEST_REASON
        assert does.withdraw(now, now.entries[0], at(7), reason=most).reason == most
        with pytest.raises(RefusedError, match="1,001 characters"):
            does.withdraw(now, now.entries[0], at(7), reason=most + "x")

    def test_the_role_of_whoever_does_it_is_kept(self) -> None:
        now = session(heard("E1", "one"))
        assert does.amend(now, now.entries[0], "x", at(2), by="school lead").by == "school lead"
        assert does.amend(now, now.entries[0], "x", at(2)).by == "facilitator"
        assert does.withdraw(now, now.entries[0], at(2)).by == "facilitator"

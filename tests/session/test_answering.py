"""What is wanted of an agreed action becomes an event, or is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import pytest
from action_samples import (
    APRIL,
    JUNE,
    MAY,
    action_of,
    answered,
    changed,
    pinned,
    progressed,
    raised,
)

from learnsession.errors import RefusedError
from learnsession.session import action_events as said
from learnsession.session import answering as says
from learnsession.session.agreed import AgreedAction
from learnsession.session.terms import (
    ABOVE_THE_TEAM,
    ANSWER_ASKS,
    ANSWER_WORDS,
    LEVEL_WORDS,
    OPEN_STATUSES,
    STAGE_WORDS,
    STATUS_AFTER,
    STATUS_WORDS,
    Answer,
    Level,
    Stage,
    Status,
)
from learnsession.wording import NOT_GIVEN
from support import NOON, at

NOW: dict[str, Any] = {"saying": "X9", "now": at(9), "by": "nurse"}
"""The id of what is said, the moment, and who says it."""

ASKED = said.ActionFields(measure="A name", themes=("voice",), level="team", review_date=JUNE)
OPEN = action_of(changed("X1", 2, fields=ASKED))
DONE = action_of(progressed("X1", 2, "done"))
DROPPED = action_of(progressed("X1", 2, "dropped"))
TOO_LONG = "x" * (says.LONGEST_ANSWER + 1)


def ask(action: AgreedAction, **more: Any) -> said.ActionChanged:
    return says.change(action, **NOW, **more)


def progress(*arguments: Any, **more: Any) -> said.ActionProgressed:
    return says.progress(*arguments, on=MAY, **more)


class TestProgress:
    @pytest.mark.parametrize(
        ("answer", "field"),
        [("done", "difference"), ("going", "note"), ("stuck", "barrier"), ("dropped", "reason")],
    )
    def test_keeps_the_words_under_what_the_answer_asks_for(
        self, answer: Answer, field: str
    ) -> None:
        event = progress(OPEN, answer, "  What was said \n", **NOW)
        assert (event.at, event.entry, event.id, event.by) == (at(9), "A1", "X9", "nurse")
        assert (event.answer, getattr(event, field)) == (answer, "What was said")
        others = {"difference", "note", "barrier", "reason"} - {field}
        assert not any(getattr(event, name) for name in others)

    @pytest.mark.parametrize(
        ("answer", "due", "to"),
        [("done", None, None), ("going", MAY, None), ("stuck", MAY, "chair"),
         ("dropped", None, None)],
    )  # fmt: skip
    def test_only_what_goes_on_has_a_new_date_and_only_what_is_stuck_asks_for_help(
        self, answer: Answer, due: date | None, to: str | None
    ) -> None:
        event = progress(OPEN, answer, "Words", due=MAY, to=" chair ", **NOW)
        assert (event.due, event.to) == (due, to)

    @pytest.mark.parametrize("answer", get_args(Answer))
    def test_what_finishes_it_carries_the_local_day(self, answer: Answer) -> None:
        event = progress(OPEN, answer, "Words", **NOW)
        assert event.on == (MAY if answer in ("done", "dropped") else None)

    def test_whoever_is_not_named_is_left_out(self) -> None:
        event = progress(OPEN, "stuck", "Words", saying="X9", now=at(9), to="  ")
        assert (event.by, event.to) == (None, None)

    @pytest.mark.parametrize("answer", get_args(Answer))
    def test_without_words_says_what_is_missing(self, answer: Answer) -> None:
        with pytest.raises(RefusedError, match=r"Nothing was said\.") as refused:
            progress(OPEN, answer, " \n", **NOW)
        assert refused.value.todo.startswith("Say ")
        assert progress(OPEN, answer, NOT_GIVEN, **NOW).answer == answer

    def test_has_at_most_so_many_characters(self) -> None:
        assert progress(OPEN, "going", TOO_LONG[1:], **NOW).note == TOO_LONG[1:]
        with pytest.raises(RefusedError, match=r"5,001 characters long; it has at most 5,000"):
            progress(OPEN, "going", TOO_LONG, **NOW)

    @pytest.mark.parametrize("status", ["stuck", "going"])
    def test_what_is_open_can_be_answered_again(self, status: Answer) -> None:
        event = progress(action_of(progressed("X1", 2, status)), "done", "Seen sooner", **NOW)
        assert event.answer == "done"


@pytest.mark.parametrize(
    "wanted",
    [
        lambda action: progress(action, "going", "Words", **NOW),
        lambda action: says.pin(action, **NOW),
        lambda action: says.escalate(action, "Words", "partnership", "chair", on=APRIL, **NOW),
    ],
    ids=["answer", "pin", "escalate"],
)
def test_what_is_finished_is_answered_no_more(wanted: Callable[[AgreedAction], object]) -> None:
    for action, how in ((DONE, "done"), (DROPPED, "dropped")):
        with pytest.raises(RefusedError, match=rf"A-0012 is {how} already\.") as refused:
            wanted(action)
        assert "undo it" in refused.value.todo


class TestChange:
    def test_keeps_what_is_said_and_leaves_out_the_rest(self) -> None:
        event = ask(OPEN, text=" Ask both ", owner=" nurse ", due=MAY, reason=" Two ")
        assert event == said.ActionChanged(
            at=at(9), entry="A1", id="X9", by="nurse", text="Ask both", owner="nurse", due=MAY,
            reason="Two",
        )  # fmt: skip
        event = ask(OPEN, fields=said.ActionFields(evidence="The audit"), cleared=("owner",))
        assert (event.text, event.owner, event.due, event.reason) == (None, None, None, None)
        assert event.fields == said.ActionFields(evidence="The audit")
        assert event.cleared == ("owner",)

    @pytest.mark.parametrize(
        "same",
        [
            {},
            {"text": "Ask the school"},
            {"text": " Ask the school\n", "owner": "manager", "due": APRIL},
            {"owner": ""},
            {"owner": "  "},
            {"fields": said.ActionFields()},
            {"fields": ASKED},
            {"fields": said.ActionFields(evidence="", standards=(), recommendation="")},
            {"cleared": ("evidence", "carried_by")},
            {"reason": "For nothing"},
        ],
    )
    def test_that_changes_nothing_is_refused(self, same: dict[str, Any]) -> None:
        with pytest.raises(RefusedError, match=r"Nothing would change\."):
            ask(OPEN, **same)

    @pytest.mark.parametrize(
        "other",
        [
            {"text": "Ask the schools"},
            {"owner": "nurse"},
            {"due": MAY},
            {"fields": said.ActionFields(themes=("voice", "other"))},
            {"fields": said.ActionFields(measure="")},
            {"fields": said.ActionFields(recommendation="rec-2")},
            {"fields": said.ActionFields(review_date=MAY)},
            {"cleared": ("measure",)},
            {"cleared": ("due",), "text": "Ask the school"},
        ],
    )
    def test_of_any_part_is_kept_and_has_its_effect(self, other: dict[str, Any]) -> None:
        event = ask(OPEN, **other)
        after = action_of(changed("X1", 2, fields=ASKED), event)
        assert (after.action, after.owner, after.due, after.measure, after.themes, after.source,
                after.review_date) != (
            OPEN.action, OPEN.owner, OPEN.due, OPEN.measure, OPEN.themes, OPEN.source,
            OPEN.review_date,
        )  # fmt: skip

    def test_to_no_words_is_refused(self) -> None:
        for text in ("", "  \n"):
            with pytest.raises(RefusedError, match="no new words"):
                ask(OPEN, text=text)

    def test_of_what_is_finished_is_possible_because_evidence_comes_later(self) -> None:
        assert ask(DONE, fields=said.ActionFields(evidence="The audit")).fields is not None


class TestPin:
    def test_makes_it_the_headline_improvement_and_no_longer(self) -> None:
        event = says.pin(OPEN, **NOW)
        assert (event.pinned, event.entry, event.id, event.by) == (True, "A1", "X9", "nurse")
        assert not says.pin(action_of(pinned("X1", 2)), pinned=False, **NOW).pinned

    def test_of_what_is_so_already_is_refused(self) -> None:
        with pytest.raises(RefusedError, match="A-0012 is the headline improvement already"):
            says.pin(action_of(pinned("X1", 2)), **NOW)
        with pytest.raises(RefusedError, match="A-0012 is not the headline improvement already"):
            says.pin(OPEN, pinned=False, **NOW)


class TestEscalation:
    def test_says_the_concern_the_stage_to_whom_and_when(self) -> None:
        event = says.escalate(OPEN, " No reply ", "senior-manager", " chair ", on=APRIL, **NOW)
        assert event == said.EscalationRaised(
            at=at(9), entry="A1", id="X9", by="nurse", concern="No reply", stage="senior-manager",
            to="chair", on=APRIL,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("concern", "to", "happened"),
        [(" ", "chair", "Nothing was said"), ("No reply", " ", "not said to whom"),
         (TOO_LONG, "chair", "5,001 characters")],
    )  # fmt: skip
    def test_is_refused_without_a_concern_or_a_role(
        self, concern: str, to: str, happened: str
    ) -> None:
        with pytest.raises(RefusedError, match=happened):
            says.escalate(OPEN, concern, "partnership", to, on=APRIL, **NOW)

    def test_the_newest_open_one_is_answered_or_the_one_named(self) -> None:
        two = action_of(raised("X1", 2), raised("X2", 3))
        newest = says.answer_escalation(two, " They will ", on=APRIL, **NOW)
        assert newest == said.EscalationAnswered(
            at=at(9), entry="A1", id="X9", by="nurse", escalation="X2", outcome="They will",
            on=APRIL,
        )  # fmt: skip
        named = says.answer_escalation(two, "They will", on=APRIL, escalation="X1", **NOW)
        assert named.escalation == "X1"

    def test_what_nobody_raised_or_somebody_answered_waits_for_nothing(self) -> None:
        over = action_of(raised("X1", 2), answered("X2", 3, "X1"))
        for action, escalation in ((OPEN, ""), (OPEN, "X1"), (over, ""), (over, "X1")):
            with pytest.raises(RefusedError, match="Nothing about A-0012 waits"):
                says.answer_escalation(action, "Words", on=APRIL, escalation=escalation, **NOW)

    def test_an_answer_without_words_is_refused(self) -> None:
        with pytest.raises(RefusedError, match="Nothing was said"):
            says.answer_escalation(action_of(raised("X1", 2)), " ", on=APRIL, **NOW)

    def test_of_what_is_finished_can_still_be_answered(self) -> None:
        over = action_of(raised("X1", 2), progressed("X2", 3, "done"))
        assert says.answer_escalation(over, "Words", on=APRIL, **NOW).escalation == "X1"


def test_undoing_names_the_action_what_was_said_and_its_place() -> None:
    assert says.undo("A1", "X1", undoes=7, **NOW) == said.SaidUndone(
        at=at(9), entry="A1", id="X9", by="nurse", said="X1", undoes=7
    )
    assert says.undo("A1", "X1", saying="X9", now=NOON).undoes is None


def test_every_term_has_its_words() -> None:
    for terms, told in (
        (Status, STATUS_WORDS), (Level, LEVEL_WORDS), (Stage, STAGE_WORDS),
        (Answer, ANSWER_WORDS), (Answer, ANSWER_ASKS), (Answer, STATUS_AFTER),
    ):  # fmt: skip
        assert set(get_args(terms)) == set(told)
    assert set(STATUS_WORDS) >= OPEN_STATUSES
    assert set(LEVEL_WORDS) >= ABOVE_THE_TEAM

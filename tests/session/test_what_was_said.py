"""What each saying does to an agreed action, and what it does once it is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest
from action_samples import (
    AGREED,
    APRIL,
    FIELDS,
    MAY,
    action_of,
    answered,
    changed,
    pinned,
    plain,
    progressed,
    raised,
    state_of,
    undone,
)

from learnsession.session import action_events as said
from learnsession.session import events as ev
from learnsession.session.answering import after_all
from learnsession.session.effects import one_headline, tell_all
from learnsession.session.terms import STATUS_AFTER, Answer
from support import NOON, at, session


class TestAnswers:
    @pytest.mark.parametrize("answer", get_args(Answer))
    def test_each_answer_gives_its_status_and_is_told_with_its_words(self, answer: Answer) -> None:
        action = action_of(progressed("X1", 9, answer, "What was said", by="nurse"))
        assert action.status == STATUS_AFTER[answer]
        told = action.history[-1]
        assert (told.what, told.words, told.by, told.session, told.id) == (
            answer, "What was said", "nurse", "S-0002", "X1",
        )  # fmt: skip

    def test_done_says_what_difference_it_made_and_on_which_day(self) -> None:
        action = action_of(progressed("X1", 60 * 24, "done", "Seen sooner"))
        assert (action.difference, action.finished) == ("Seen sooner", at(60 * 24).date())
        assert not action.open

    def test_dropped_is_finished_too_and_says_no_difference(self) -> None:
        action = action_of(progressed("X1", 9, "dropped", "Not ours"))
        assert (action.difference, action.finished) == ("", NOON.date())

    def test_stuck_says_what_stands_in_the_way_and_who_is_asked(self) -> None:
        action = action_of(progressed("X1", 9, "stuck", "No driver", to="head of service"))
        assert (action.barrier, action.history[-1].to) == ("No driver", "head of service")

    def test_a_new_date_takes_the_place_of_the_old_one(self) -> None:
        action = action_of(progressed("X1", 9, "going", due=MAY))
        assert (action.due, action.history[-1].due) == (MAY, MAY)
        assert action_of(progressed("X1", 9, "going")).due == APRIL

    def test_the_headline_improvement_is_it_until_it_is_finished(self) -> None:
        assert action_of(pinned("X1", 2)).pinned
        assert action_of(pinned("X1", 2), progressed("X2", 3, "going")).pinned
        assert not action_of(pinned("X1", 2), pinned("X2", 3, pinned=False)).pinned
        for answer in ("done", "dropped"):
            assert not action_of(pinned("X1", 2), progressed("X2", 3, answer)).pinned

    def test_going_on_again_is_finished_no_longer(self) -> None:
        """Two laptops can answer differently; the later answer stands."""
        action = action_of(progressed("X1", 3, "done"), progressed("X2", 4, "going"))
        assert (action.status, action.finished) == ("in-progress", None)


class TestChanges:
    def test_what_is_said_takes_the_place_of_what_was_there(self) -> None:
        action = action_of(
            changed("X1", 5, text="Ask both", owner="nurse", due=MAY, fields=FIELDS, reason="Two")
        )
        assert (action.action, action.owner, action.due) == ("Ask both", "nurse", MAY)
        assert (action.level, action.reply_by, action.themes) == ("service", MAY, ("voice",))
        assert (action.history[-1].what, action.history[-1].words) == ("changed", "Two")

    def test_what_is_not_said_stays(self) -> None:
        agreed = session(AGREED.model_copy(update={"fields": FIELDS}))
        measured = said.ActionFields(measure="Two names")
        action = action_of(changed("X1", 5, fields=measured), agreed=agreed)
        assert (action.measure, action.rationale, action.owner) == (
            "Two names", "They knew", "manager",
        )  # fmt: skip

    def test_what_is_cleared_is_empty(self) -> None:
        agreed = session(AGREED.model_copy(update={"fields": FIELDS}))
        action = action_of(changed("X1", 5, cleared=("owner", "due", "themes")), agreed=agreed)
        assert (action.owner, action.due, action.themes) == ("", None, ())
        assert action.barrier == "Half-term"

    def test_an_empty_value_is_as_cleared(self) -> None:
        agreed = session(AGREED.model_copy(update={"fields": FIELDS}))
        empty = said.ActionFields(measure="", themes=())
        state = state_of(changed("X1", 5, fields=empty), agreed=agreed)
        assert not {"measure", "themes"} & state.keys()

    @pytest.mark.parametrize("name", ["id", "ref", "action", "team", "agreed", "history", "x"])
    def test_nothing_else_can_be_cleared(self, name: str) -> None:
        changed_state = state_of(changed("X1", 5, cleared=(name,)))
        assert {**changed_state, "history": [], "last": ""} == {
            **state_of(),
            "history": [],
            "last": "",
        }


class TestEscalations:
    def test_one_is_open_until_it_is_answered(self) -> None:
        (one,) = action_of(raised("X1", 5)).escalations
        assert (one.id, one.concern, one.stage, one.to) == (
            "X1", "No reply", "line-manager", "head of service",
        )  # fmt: skip
        assert (one.on, one.open, one.outcome) == (NOON.date(), True, "")
        (one,) = action_of(raised("X1", 5), answered("X2", 6, "X1")).escalations
        assert (one.open, one.outcome) == (False, "They will")
        assert one.answered_on is not None

    def test_an_answer_is_for_the_one_that_it_names(self) -> None:
        action = action_of(raised("X1", 5), raised("X2", 6), answered("X3", 7, "X1"))
        assert [each.open for each in action.escalations] == [False, True]
        assert [told.what for told in action.history[1:]] == [
            "escalated", "escalated", "escalation-answered",
        ]  # fmt: skip
        assert action.history[1].words == "No reply"
        assert action.history[3].words == "They will"

    def test_an_answer_to_one_that_is_not_there_is_told(self) -> None:
        action = action_of(answered("X3", 7, "X9"))
        assert (action.escalations, action.history[-1].what) == ((), "escalation-answered")


class TestUndone:
    @pytest.mark.parametrize(
        "event",
        [
            progressed("X1", 5, "done"),
            progressed("X1", 5, "going", due=MAY),
            changed("X1", 5, text="Other", owner="nurse", fields=FIELDS),
            changed("X1", 5, cleared=("owner",)),
            pinned("X1", 5),
            raised("X1", 5),
        ],
        ids=lambda event: event.type,
    )
    def test_it_has_no_effect_and_is_told_all_the_same(self, event: ev.ActionEvent) -> None:
        action = action_of(event, undone("X2", 6, "X1"))
        assert replace(action, history=(), last=None) == replace(action_of(), history=())
        told = action.history[-1]
        assert (told.id, told.undone) == ("X1", True)
        assert told.what == action_of(event).history[-1].what
        assert told.words == action_of(event).history[-1].words

    def test_what_was_said_before_stands_again(self) -> None:
        action = action_of(
            progressed("X1", 5, "stuck", due=MAY),
            progressed("X2", 6, "done"),
            undone("X3", 7, "X2"),
        )
        assert (action.status, action.due, action.finished) == ("cannot-proceed", MAY, None)

    def test_an_unpinning_and_an_answer_can_be_undone(self) -> None:
        action = action_of(
            pinned("X1", 5), pinned("X2", 6, pinned=False), undone("X3", 7, "X2"),
            raised("X4", 8), answered("X5", 9, "X4"), undone("X6", 10, "X5"),
        )  # fmt: skip
        assert action.pinned
        assert [each.open for each in action.escalations] == [True]
        assert [told.what for told in action.history if told.undone] == [
            "unpinned", "escalation-answered",
        ]  # fmt: skip

    def test_another_file_can_undo_it_whatever_its_clock_says(self) -> None:
        assert action_of(undone("X2", 1, "X1"), progressed("X1", 5, "done")).open


class TestTheOrder:
    def test_what_counts_later_stands_although_the_clock_stood_behind(self) -> None:
        done = progressed("X1", 9, "done")
        event = after_all(action_of(done), progressed("X2", 3, "going"))
        assert event.not_before == done.at + timedelta(microseconds=1)
        action = action_of(done, event)
        assert (action.status, action.history[-1].id) == ("in-progress", "X2")
        again = after_all(action, progressed("X0", 3, "dropped"))
        assert action_of(done, event, again).status == "dropped"

    def test_a_clock_that_is_right_needs_no_word(self) -> None:
        event = progressed("X2", 10, "going")
        assert after_all(action_of(progressed("X1", 9, "done")), event) is event
        assert after_all(action_of(), event) is event

    def test_an_undoing_can_be_undone(self) -> None:
        done = progressed("X1", 3, "done")
        assert action_of(done, undone("X2", 4, "X1")).status == "not-started"
        action = action_of(done, undone("X2", 4, "X1"), undone("X3", 5, "X2"))
        assert (action.status, action.history[-1].undone) == ("complete", False)

    def test_it_is_finished_on_the_local_day(self) -> None:
        assert action_of(progressed("X1", 3, "done", on=MAY)).finished == MAY


class TestTheHeadline:
    def states(self, *events: ev.ActionEvent) -> list[bool]:
        """Whether each of two actions is the headline improvement."""
        states = [
            tell_all(
                {**state_of(), "id": entry},
                [{**plain(event), "entry": entry} for event in events if event.entry == entry],
            )
            for entry in ("A1", "A2")
        ]
        one_headline(states)
        return ["pinned" in state for state in states]

    def test_it_is_the_one_that_was_pinned_last(self) -> None:
        assert self.states(pinned("X1", 2), of_another(pinned("X2", 3))) == [False, True]
        assert self.states(pinned("X1", 4), of_another(pinned("X2", 3))) == [True, False]

    def test_the_one_before_comes_back_when_that_is_undone_or_done(self) -> None:
        two = pinned("X1", 2), of_another(pinned("X2", 3))
        assert self.states(*two, of_another(undone("X3", 4, "X2"))) == [True, False]
        assert self.states(*two, of_another(progressed("X3", 4, "done"))) == [True, False]

    def test_what_was_done_and_is_open_again_does_not_take_its_place(self) -> None:
        done = progressed("X3", 3, "done")
        two = pinned("X1", 2), done, of_another(pinned("X2", 4))
        assert self.states(*two, undone("X4", 5, "X3")) == [False, True]

    def test_each_team_has_its_own(self) -> None:
        states = [{**state_of(), "id": team, "team": team, "pinned": True} for team in ("A", "b")]
        states.append({**states[1], "id": "c", "team": " B", "pinned_at": "2026"})
        one_headline(states)
        assert ["pinned" in state for state in states] == [True, False, True]


def of_another(event: said.ActionEvent) -> said.ActionEvent:
    return event.model_copy(update={"entry": "A2"})

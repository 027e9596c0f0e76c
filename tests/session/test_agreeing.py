"""How an agreed action stands, after all that was said of it in whatever file."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import get_args

import pytest
from action_samples import (
    AGREED,
    APRIL,
    FIELDS,
    JUNE,
    MAY,
    action_of,
    answered,
    changed,
    pinned,
    plain,
    progressed,
    raised,
    reworded,
    state_of,
)

from learnsession.session import action_events as said
from learnsession.session import events as ev
from learnsession.session.agreed import Source
from learnsession.session.agreeing import (
    REGISTER,
    agreed_in,
    begun,
    entered,
    owed_at_start,
    sayings,
)
from learnsession.session.effects import tell, tell_all
from learnsession.session.folding import fold
from learnsession.session.states import to_action
from learnsession.session.terms import OPEN_STATUSES, Status
from support import NOON, at, heard, session, started


class TestAsItWasAgreed:
    def test_it_has_all_that_the_session_knows_of_it(self) -> None:
        action = action_of(agreed=session(AGREED.model_copy(update={"fields": FIELDS})))
        assert (action.id, action.ref, action.action) == ("A1", "A-0012", "Ask the school")
        assert (action.team, action.agreed) == ("Duty team", at(1))
        assert (action.owner, action.due, action.status) == ("manager", APRIL, "not-started")
        assert said.ActionFields(
            **{n: getattr(action, n) for n in said.ActionFields.model_fields
               if n != "recommendation"}, recommendation=action.source.recommendation,
        ) == FIELDS  # fmt: skip
        assert action.source == Source(
            "S-0001", "01JNOON", "tiny", "Tiny", "map", "map-1", "rec-1"
        )  # fmt: skip
        assert [(told.what, told.at, told.session, told.by) for told in action.history] == [
            ("agreed", at(1), "S-0001", "team manager")
        ]

    def test_what_nobody_said_does_not_stand_in_it(self) -> None:
        bare = ev.ActionAgreed(at=at(1), entry="A1", text="Ask", phase="talk", step="talk.map")
        made_in = session(bare)
        assert begun(made_in.entries[0], made_in).keys() == {
            "id", "ref", "action", "team", "agreed", "session", "session_id", "pack",
            "pack_title", "history",
        }  # fmt: skip

    def test_without_a_number_of_its_own_it_is_called_by_its_place(self) -> None:
        numbered = AGREED.model_copy(update={"ref": None})
        (action,) = agreed_in(session(heard("E1", "before"), numbered))
        assert action.ref == "S-0001/2"

    def test_a_session_without_a_team_has_actions_too(self) -> None:
        (action,) = agreed_in(fold([started(team=""), AGREED]))
        assert (action.team, action.action) == ("", "Ask the school")

    def test_rewordings_there_are_told_with_their_reasons(self) -> None:
        action = action_of(agreed=session(AGREED, reworded(5, owner="nurse", reason="Two of them")))
        assert (action.action, action.owner, action.due) == ("Ask both", "nurse", None)
        assert [(told.what, told.at, told.words) for told in action.history] == [
            ("agreed", at(1), ""),
            ("amended", at(5), "Two of them"),
        ]

    def test_only_what_stands_is_an_action_of_the_session(self) -> None:
        second = AGREED.model_copy(update={"entry": "A2", "ref": "A-0013"})
        taken_back = ev.EntryWithdrawn(at=at(3), entry="A1")
        there = session(AGREED, second, taken_back, heard("E1", "no action"))
        assert [action.ref for action in agreed_in(there)] == ["A-0013"]
        back = session(AGREED, second, taken_back, ev.EntryRestored(at=at(4), entry="A1"))
        assert [action.ref for action in agreed_in(back)] == ["A-0012", "A-0013"]

    def test_what_was_said_in_the_same_session_counts_and_of_others_does_not(self) -> None:
        other = progressed("X2", 4, "stuck", entry="A9")
        (action,) = agreed_in(session(AGREED, progressed("X1", 3, "going", "Half"), other))
        assert action.status == "in-progress"
        assert [(told.what, told.session, told.words) for told in action.history[1:]] == [
            ("going", "S-0001", "Half")
        ]


class TestOutsideSessions:
    ENTERED = said.ActionEntered(
        at=at(1), entry="A7", ref="A-0007", text="Ask the clinic", team="Duty team",
        owner="nurse", due=MAY, by="team manager", fields=FIELDS,
    )  # fmt: skip

    def test_an_action_that_was_written_into_the_register(self) -> None:
        action = to_action(entered(self.ENTERED))
        assert (action.id, action.ref, action.action) == ("A7", "A-0007", "Ask the clinic")
        assert (action.owner, action.due, action.agreed) == ("nurse", MAY, at(1))
        assert (action.measure, action.themes) == ("A name in each file", ("voice",))
        assert action.source == Source(recommendation="rec-1")
        assert [(told.what, told.session, told.by) for told in action.history] == [
            ("agreed", "", "team manager")
        ]

    def test_an_action_from_another_laptop_keeps_where_it_came_from(self) -> None:
        values = {"agreed": NOON, "session": "S-0003", "session_id": "01J", "pack": "tiny"}
        action = to_action(entered(self.ENTERED.model_copy(update=values)))
        assert action.agreed == NOON
        there = "S-0003 (another laptop)"
        assert action.source == Source(there, "01J", "tiny", recommendation="rec-1")
        assert action.history[0].at == NOON
        assert action.history[0].session == there

    def test_a_rewording_on_another_laptop_stays_before_what_was_said_earlier(self) -> None:
        event = self.ENTERED.model_copy(update={"amended": at(10)})
        earlier, later = (plain(changed(f"X{n}", n, due=JUNE)) for n in (5, 15))
        assert to_action(tell_all(entered(event), [earlier])).due == MAY
        assert to_action(tell_all(entered(event), [later])).due == JUNE

    def test_what_is_said_in_the_register_is_said_in_no_session(self) -> None:
        register = fold([started(format=REGISTER), progressed("X1", 2, "going")])
        assert [each["session"] for each in sayings(register)] == [""]

    def test_what_was_said_on_another_laptop_keeps_its_session(self) -> None:
        register = fold([started(format=REGISTER), progressed("X1", 2, "going", session="S-0009")])
        assert [each["session"] for each in sayings(register)] == ["S-0009 (another laptop)"]


class TestOwedAtStart:
    def test_is_what_was_carried_in_with_what_was_said_of_it_here(self) -> None:
        carried = said.PreviousAction(
            action="Ring", session="S-0000", id="A1", ref="A-0001", owner="nurse", due=APRIL,
            status="cannot-proceed", pinned=True, agreed=at(-9000), barrier="Nobody answers",
            escalations=(
                said.OpenEscalation(
                    id="X0", concern="No reply", stage="partnership", to="chair", on=APRIL
                ),
            ),
        )  # fmt: skip
        begin = started(previous_actions=(carried,))
        (before,) = owed_at_start(fold([begin]))
        assert (before.ref, before.status, before.pinned) == ("A-0001", "cannot-proceed", True)
        assert (before.agreed, before.barrier, before.history) == (
            at(-9000), "Nobody answers", (),
        )  # fmt: skip
        assert [each.open for each in before.escalations] == [True]
        (after,) = owed_at_start(
            fold([begin, answered("X1", 1, "X0"), progressed("X2", 2, "done", "Seen sooner")])
        )
        assert (after.status, after.pinned, after.difference) == ("complete", False, "Seen sooner")
        assert [each.outcome for each in after.escalations] == ["They will"]
        assert [told.what for told in after.history] == ["escalation-answered", "done"]

    def test_what_an_older_session_carried_without_an_id_cannot_be_answered(self) -> None:
        old = said.PreviousAction(action="Ring", session="S-0000")
        assert owed_at_start(fold([started(previous_actions=(old,))])) == ()

    def test_nothing_but_an_id_is_needed(self) -> None:
        bare = said.PreviousAction(action="", session="", id="A1")
        (action,) = owed_at_start(fold([started(previous_actions=(bare,), team="")]))
        assert (action.id, action.ref, action.agreed) == ("A1", "", NOON)


class TestRewordedLater:
    """The session that agreed it is opened again after something was said elsewhere."""

    LATER = session(AGREED, reworded(10, owner="nurse", due=JUNE))

    def test_its_words_owner_and_date_stay(self) -> None:
        action = action_of(
            changed("X1", 5, text="Ask none", owner="chair", due=MAY),
            progressed("X2", 6, "going", due=MAY),
            agreed=self.LATER,
        )
        assert (action.action, action.owner, action.due) == ("Ask both", "nurse", JUNE)
        assert action.status == "in-progress"

    def test_an_earlier_clearing_does_not_empty_them(self) -> None:
        action = action_of(changed("X1", 5, cleared=("owner", "due")), agreed=self.LATER)
        assert (action.owner, action.due) == ("nurse", JUNE)

    def test_what_only_later_sessions_say_counts_all_the_same(self) -> None:
        measured = changed("X1", 5, fields=said.ActionFields(measure="A name"))
        assert action_of(measured, agreed=self.LATER).measure == "A name"
        agreed = session(AGREED.model_copy(update={"fields": FIELDS}), reworded(10))
        assert action_of(changed("X1", 5, cleared=("measure",)), agreed=agreed).measure == ""

    @pytest.mark.parametrize("minutes", [10, 10.001, 11])
    def test_what_is_said_from_then_on_counts(self, minutes: float) -> None:
        action = action_of(changed("X1", minutes, owner="chair", due=MAY), agreed=self.LATER)
        assert (action.owner, action.due) == ("chair", MAY)

    def test_parts_of_a_second_are_told_apart(self) -> None:
        agreed = session(AGREED, reworded(10 + 0.5 / 60, due=JUNE))
        assert action_of(progressed("X1", 10, "going", due=MAY), agreed=agreed).due == JUNE
        assert action_of(progressed("X1", 10 + 0.6 / 60, "going", due=MAY), agreed=agreed).due == (
            MAY
        )

    def test_the_history_is_told_in_the_order_of_time(self) -> None:
        action = action_of(progressed("X1", 5, "going"), pinned("X2", 15), agreed=self.LATER)
        assert [told.what for told in action.history] == ["agreed", "going", "amended", "pinned"]


class TestOrder:
    def test_is_that_of_time_whatever_the_order_of_files(self) -> None:
        three = (
            progressed("X3", 3, "stuck", "No driver"),
            progressed("X2", 4, "done", "Seen sooner"),
            changed("X1", 5, due=MAY),
        )
        for events in permutations(three):
            action = action_of(*events)
            assert (action.status, action.due) == ("complete", MAY)
            assert [told.id for told in action.history[1:]] == ["X3", "X2", "X1"]

    def test_parts_of_a_second_count(self) -> None:
        """`12:05:00Z` would sort behind `12:05:00.250000Z` by its letters."""
        first, second = progressed("X2", 5, "going"), progressed("X1", 5 + 0.25 / 60, "done")
        assert plain(second)["at"] == "2026-03-02T12:05:00.250000Z"
        assert action_of(second, first).status == "complete"

    def test_in_the_same_moment_it_is_that_of_the_ids(self) -> None:
        events = progressed("X1", 5, "going"), progressed("X2", 5, "done")
        assert action_of(*events) == action_of(*reversed(events))
        assert action_of(*events).status == "complete"

    def test_what_two_files_hold_is_told_once(self) -> None:
        event = raised("X1", 5)
        assert action_of(event, event) == action_of(event)

    def test_one_thing_more_can_be_told(self) -> None:
        state = state_of(progressed("X1", 5, "going"))
        tell(state, plain(progressed("X2", 6, "done")))
        assert state == state_of(progressed("X1", 5, "going"), progressed("X2", 6, "done"))


def test_what_is_overdue_follows_from_the_date() -> None:
    action = action_of()
    assert not action.overdue(APRIL)
    assert action.overdue(MAY)
    assert not action_of(progressed("X1", 5, "done")).overdue(MAY)
    assert not action_of(changed("X1", 5, cleared=("due",))).overdue(MAY)
    assert set(get_args(Status)) - OPEN_STATUSES == {"complete", "dropped"}


def test_the_moments_of_a_state_are_those_of_the_events() -> None:
    precise = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
    agreed = session(AGREED.model_copy(update={"at": precise}))
    assert begun(agreed.entries[0], agreed)["agreed"] == "2026-03-02T12:00:00.123456Z"
    assert tell_all(begun(agreed.entries[0], agreed), [])["history"][0]["at"].endswith("Z")

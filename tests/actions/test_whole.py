"""The whole story of an action: what a session knows, and what only the register does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from learnsession.actions.whole import whole
from learnsession.session.agreed import AgreedAction, Source, Told

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def told(name: str, minutes: int, session: str = "S-0001") -> Told:
    return Told("going" if name else "agreed", NOON + timedelta(minutes=minutes), session, id=name)


IN_REGISTER = AgreedAction(
    "A1", "A-0001", "Ask", "North", NOON, measure="Ten files", source=Source("S-0001", "01J"),
    history=(told("", 0), told("X1", 5), told("X2", 9)),
)  # fmt: skip
IN_SESSION = replace(IN_REGISTER, measure="", source=Source("S-0001"), history=(told("X2", 9),))


def test_what_only_the_register_knows_is_told_once_and_in_order():
    action = whole(IN_SESSION, IN_REGISTER)
    assert [each.id for each in action.history] == ["", "X1", "X2"]
    assert (action.measure, action.source.session_id) == ("Ten files", "01J")


def test_two_laptops_may_each_have_a_session_of_the_same_number():
    """This one is S-0001 too, and was told of the action by a handover."""
    here = replace(IN_SESSION, history=(told("X9", 20, "S-0001"),))
    assert [each.id for each in whole(here, IN_REGISTER).history] == ["", "X1", "X2", "X9"]


def test_the_session_that_agreed_it_tells_that_itself():
    here = replace(IN_SESSION, history=(told("", 0), told("", 3), told("X2", 9)))
    assert [each.id for each in whole(here, IN_REGISTER).history] == ["", "", "X1", "X2"]


def test_without_a_register_it_is_what_the_session_knows():
    assert whole(IN_SESSION, None) is IN_SESSION

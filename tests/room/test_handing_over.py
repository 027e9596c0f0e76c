"""Two laptops of one team: open actions go from one to the other and back, and nothing doubles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from journeys.hand import Table, laid
from learnsession.actions import handover
from learnsession.errors import RefusedError
from learnsession.room.handing_over import Choice, compare, hand_over, take_in
from learnsession.room.registering import Registrar
from learnsession.session.action_events import ActionFields


@dataclass
class Laptops:
    here: Table
    there: Table


def keeper(table: Table) -> Registrar:
    return Registrar(table.another_desk(), "team manager")


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    """One with three agreed actions of a session, the last of them done; the other is empty."""
    with ExitStack() as stack:
        here, there = (stack.enter_context(laid(tmp_path / name)) for name in ("here", "there"))
        room = here.session(leave=False)
        fields = ActionFields(measure="10 files read", themes=("professional-curiosity",))
        room.agree_action("Ask the nursery", "health visitor", date(2026, 12, 18), None, fields)
        room.agree_action("Read the guidance")
        room.agree_action("Over already")
        room.settle()
        room.leave()
        keeper(here).answer(keeper(here).find("1"), "going", "half of it")
        keeper(here).answer(keeper(here).find("3"), "done", "it is")
        yield Laptops(here, there)


def carry(giver: Table, taker: Table, holds: Choice | None = None) -> tuple[str, ...]:
    data = handover.write(hand_over(giver.another_desk()))
    found = compare(taker.another_desk(), handover.read(data, "file"))
    choices = {each.here.id: holds for each in found.conflicts} if holds else {}
    return take_in(taker.another_desk(), found, choices)


def stands(table: Table) -> list[tuple[str, str, str]]:
    actions = table.another_desk().register().states
    return sorted((each["ref"], each.get("status", ""), each["action"]) for each in actions)


def test_open_actions_arrive_whole(laptops: Laptops):
    assert carry(laptops.here, laptops.there) == ()
    assert stands(laptops.there) == [
        ("A-0001", "in-progress", "Ask the nursery"),
        ("A-0002", "", "Read the guidance"),
    ]
    mine, theirs = keeper(laptops.here).find("1"), keeper(laptops.there).find("1")
    assert theirs == mine
    assert theirs.source.session == "S-0001"


def test_they_come_back_in_the_team_s_next_session_there(laptops: Laptops):
    carry(laptops.here, laptops.there)
    owed = laptops.there.session(leave=False).owed
    assert [action.ref for action in owed] == ["A-0001", "A-0002"]


def test_nothing_is_doubled_however_often_it_is_opened(laptops: Laptops):
    carry(laptops.here, laptops.there)
    before, tree = stands(laptops.there), laptops.there.tree()
    for _ in range(3):
        carry(laptops.here, laptops.there)
    assert stands(laptops.there) == before
    assert laptops.there.tree() == tree


def test_what_was_said_there_comes_back(laptops: Laptops):
    carry(laptops.here, laptops.there)
    laptops.there.advance(minutes=10)
    keeper(laptops.there).answer(keeper(laptops.there).find("2"), "stuck", "no time", to="lead")
    carry(laptops.there, laptops.here)
    back = keeper(laptops.here).find("2")
    assert (back.status, back.barrier, back.history[-1].by) == (
        "cannot-proceed", "no time", "team manager",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("holds", "status"), [("here", "complete"), ("there", "cannot-proceed"), ("both", "complete")]
)
def test_where_both_changed_it_is_asked_which_holds(laptops: Laptops, holds: Choice, status: str):
    carry(laptops.here, laptops.there)
    laptops.there.advance(minutes=10)
    laptops.here.advance(minutes=20)
    keeper(laptops.there).answer(keeper(laptops.there).find("1"), "stuck", "no form")
    keeper(laptops.here).answer(keeper(laptops.here).find("1"), "done", "all of it")
    with pytest.raises(RefusedError, match="A-0001 changed on both laptops"):
        carry(laptops.there, laptops.here)
    carry(laptops.there, laptops.here, holds)
    decided = keeper(laptops.here).find("1")
    assert decided.status == status
    assert [told.what for told in decided.history] == ["agreed", "going", "stuck", "done"]
    undone = {"here": "stuck", "there": "done", "both": ""}[holds]
    assert [told.what for told in decided.history if told.undone] == ([undone] if undone else [])


def test_a_reference_that_stands_for_something_else_here_becomes_another_one(laptops: Laptops):
    keeper(laptops.there).enter("South team", "Something else")
    told = carry(laptops.here, laptops.there)
    assert told == (
        "A-0001 of the other laptop is A-0002 here.",
        "A-0002 of the other laptop is A-0003 here.",
    )
    assert carry(laptops.here, laptops.there) == ()
    assert len(stands(laptops.there)) == 3


def test_only_one_team_s_when_asked(laptops: Laptops):
    keeper(laptops.here).enter("South team", "Something else")
    made = hand_over(laptops.here.another_desk(), " south TEAM")
    assert [each.entered.text for each in made.actions] == ["Something else"]
    with pytest.raises(RefusedError, match="'East' has no open actions"):
        hand_over(laptops.here.another_desk(), "East")


def test_a_rewording_in_its_session_is_not_undone_by_what_was_said_before(laptops: Laptops):
    here = laptops.here
    keeper(here).answer(keeper(here).find("1"), "going", "more", due=date(2027, 1, 1))
    here.advance(minutes=60)
    session = here.another_desk().store.rows()[0].id
    room = here.another_desk().resume(session)
    room.amend(room.numbered(1), "Ask both nurseries", "health visitor", date(2027, 2, 2))
    room.settle()
    room.leave()
    carry(here, laptops.there)
    arrived = keeper(laptops.there).find("1")
    assert (arrived.action, arrived.due) == ("Ask both nurseries", date(2027, 2, 2))

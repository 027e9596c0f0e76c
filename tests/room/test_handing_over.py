"""Two laptops of one team: open actions go from one to the other and back, and nothing doubles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from journeys.hand import Table, laid
from learnsession.actions import handover
from learnsession.errors import RefusedError, SaveError
from learnsession.room.handing_over import Choice, compare, hand_over, take_in
from learnsession.room.registering import Registrar
from learnsession.session.action_events import ActionFields
from learnsession.session.events import Event


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
    told: list[str] = []
    take_in(taker.another_desk(), found, choices, told.append)
    return tuple(told)


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
    assert theirs.source == replace(mine.source, session="S-0001 (another laptop)")
    told = tuple(replace(each, session="S-0001 (another laptop)") for each in mine.history[:1])
    assert theirs == replace(mine, source=theirs.source, history=(*told, *mine.history[1:]))


def test_where_it_came_from_is_said_once_however_far_it_travels(laptops: Laptops, tmp_path: Path):
    carry(laptops.here, laptops.there)
    with laid(tmp_path / "third") as third:
        carry(laptops.there, third)
        assert keeper(third).find("1").source.session == "S-0001 (another laptop)"


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
    assert told == ("A-0001 of the other laptop is A-0003 here.",)
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


def test_no_two_actions_ever_share_a_reference(laptops: Laptops):
    """A window that gave numbers out before, and a session that has one in reserve, count too."""
    open_all_day = keeper(laptops.there)
    open_all_day.enter("South team", "Something else")
    room = laptops.there.session(leave=False)
    room.expect_action()
    room.settle()
    carry(laptops.here, laptops.there)
    room.agree_action("In reserve")
    open_all_day.enter("South team", "One more")
    room.settle()
    references = [ref for ref, _, _ in stands(laptops.there)]
    assert len(references) == 5
    assert len(set(references)) == 5


def test_what_was_done_there_comes_back(laptops: Laptops):
    carry(laptops.here, laptops.there)
    laptops.there.advance(minutes=10)
    keeper(laptops.there).answer(keeper(laptops.there).find("2"), "done", "all know it")
    carry(laptops.there, laptops.here)
    assert keeper(laptops.here).find("2").difference == "all know it"


def test_what_was_done_here_is_known_there_the_next_time_and_else_stays_away(laptops: Laptops):
    carry(laptops.here, laptops.there)
    laptops.here.advance(minutes=10)
    keeper(laptops.here).answer(keeper(laptops.here).find("2"), "dropped", "not ours")
    carry(laptops.here, laptops.there)
    assert [(ref, status) for ref, status, _ in stands(laptops.there)] == [
        ("A-0001", "in-progress"),
        ("A-0002", "dropped"),
    ]


def test_what_was_finished_long_ago_is_not_carried(laptops: Laptops):
    carried = hand_over(laptops.here.another_desk()).actions
    assert [each.entered.ref for each in carried] == ["A-0001", "A-0002", "A-0003"]
    laptops.here.advance(minutes=60 * 24 * 400)
    carried = hand_over(laptops.here.another_desk()).actions
    assert [each.entered.ref for each in carried] == ["A-0001", "A-0002"]


def test_what_was_taken_back_here_does_not_come_back(laptops: Laptops):
    carry(laptops.here, laptops.there)
    room = laptops.here.another_desk().resume(laptops.here.another_desk().store.rows()[0].id)
    room.withdraw(room.numbered(2))
    room.settle()
    room.leave()
    back = handover.write(hand_over(laptops.there.another_desk()))
    found = compare(laptops.here.another_desk(), handover.read(back, "file"))
    assert (found.gone, found.fresh, found.same) == (("A-0002",), (), 1)
    carry(laptops.there, laptops.here)
    assert "A-0002" not in [ref for ref, _, _ in stands(laptops.here)]


def reword(table: Table, number: int, text: str, owner: str, due: date | None) -> None:
    """In the session that agreed it."""
    desk = table.another_desk()
    room = desk.resume(desk.store.rows()[0].id)
    room.amend(room.numbered(number), text, owner, due)
    room.settle()
    room.leave()


def test_what_its_session_reworded_since_is_known_there_the_next_time(laptops: Laptops):
    carry(laptops.here, laptops.there)
    laptops.here.advance(minutes=10)
    reword(laptops.here, 1, "Ask both nurseries", "", date(2026, 12, 18))
    for _ in range(2):
        carry(laptops.here, laptops.there)
        there = keeper(laptops.there).find("1")
        assert (there.action, there.owner, there.due) == (
            "Ask both nurseries", "", date(2026, 12, 18),
        )  # fmt: skip
        assert [told.what for told in there.history].count("changed") == 2
        before = laptops.here.tree()
        carry(laptops.there, laptops.here)
        assert laptops.here.tree() == before


def test_a_new_date_stays_although_the_words_were_reworded_after_it(laptops: Laptops):
    here = laptops.here
    keeper(here).answer(keeper(here).find("1"), "going", "more", due=date(2027, 1, 8))
    here.advance(minutes=10)
    reword(here, 1, "Ask both nurseries", "health visitor", date(2026, 12, 18))
    carry(here, laptops.there)
    dues = [keeper(table).find("1").due for table in (here, laptops.there)]
    assert dues == [date(2027, 1, 8)] * 2


@pytest.mark.parametrize(
    ("holds", "status"), [("here", "cannot-proceed"), ("there", "not-started"), ("both", "x")]
)
def test_a_choice_holds_against_what_was_undone(laptops: Laptops, holds: Choice, status: str):
    here, there = laptops.here, laptops.there
    keeper(here).answer(keeper(here).find("2"), "stuck", "no form")
    carry(here, there)
    there.advance(minutes=10)
    keeper(there).undo(keeper(there).find("2"))
    here.advance(minutes=5)
    keeper(here).change(keeper(here).find("2"), owner="lead")
    carry(there, here, holds)
    decided = keeper(here).find("2")
    assert decided.status == (status if holds != "both" else "not-started")
    assert decided.owner == ("" if holds == "there" else "lead")
    carry(here, there)
    assert keeper(there).find("2").status == decided.status


def test_what_was_said_on_each_laptop_is_told_before_the_choice(laptops: Laptops):
    carry(laptops.here, laptops.there)
    laptops.there.advance(minutes=10)
    keeper(laptops.there).pin(keeper(laptops.there).find("1"))
    keeper(laptops.there).answer(keeper(laptops.there).find("1"), "stuck", "no form")
    keeper(laptops.here).answer(keeper(laptops.here).find("1"), "done", "all of it")
    data = handover.write(hand_over(laptops.there.another_desk()))
    (conflict,) = compare(laptops.here.another_desk(), handover.read(data, "file")).conflicts
    assert [told.words for told in conflict.told("here")] == ["all of it"]
    assert [told.what for told in conflict.told("there")] == ["pinned", "stuck"]


def test_a_disk_that_refuses_half_way_says_how_far_it_got(
    laptops: Laptops, monkeypatch: pytest.MonkeyPatch
):
    keeper(laptops.here).enter("South team", "Something else")
    keeper(laptops.there).enter("East team", "Ours")
    keep = Registrar.keep

    def refuse_the_second(self: Registrar, team: str, *events: Event) -> None:
        if team == "South team":
            raise SaveError("The disk is full.", "Make room.")
        keep(self, team, *events)

    with monkeypatch.context() as patched:
        patched.setattr(Registrar, "keep", refuse_the_second)
        with pytest.raises(SaveError, match="of 1 of 2 teams are taken in"):
            carry(laptops.here, laptops.there)
    carry(laptops.here, laptops.there)
    assert sorted(text for _, _, text in stands(laptops.there)) == [
        "Ask the nursery", "Ours", "Read the guidance", "Something else",
    ]  # fmt: skip

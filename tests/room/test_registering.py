"""Agreed actions outside a session: written, answered, changed, taken further, undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journeys.hand import Table, laid
from learnsession.actions.filters import Filter
from learnsession.errors import InUseError, RefusedError
from learnsession.room import registering
from learnsession.room.registering import Registrar
from learnsession.session.action_events import ActionFields
from learnsession.store.layout import CATALOGUE


@pytest.fixture
def table(tmp_path: Path):
    with laid(tmp_path) as made:
        yield made


def keeper(table: Table, by: str = "team manager") -> Registrar:
    return Registrar(table.another_desk(), by)


def test_an_action_without_a_session_is_in_the_register(table: Table):
    fields = ActionFields(level="service", carried_by="head of service")
    written = keeper(table).enter(
        "North team", " Write the\u202e poster ", owner="lead", due=date(2026, 12, 1), fields=fields
    )
    assert (written.ref, written.action, written.owner) == ("A-0001", "Write the poster", "lead")
    assert (written.level, written.carried_by) == ("service", "head of service")
    assert [told.what for told in written.history] == ["agreed"]
    assert keeper(table).find("a1") == written


def test_a_register_is_no_session(table: Table):
    keeper(table).enter("North team", "Write the poster")
    store = table.another_desk().store
    assert (store.rows(), store.team_names(), store.last_of_team("North team")) == ((), (), None)
    room = table.session()
    assert room.record.started.ref == "S-0001"


def test_a_team_has_one_register_whatever_the_capitals(table: Table):
    keeper(table).enter("North team", "One")
    keeper(table).enter(" NORTH TEAM", "Two")
    keeper(table).enter("South team", "Three")
    names = sorted(path.name[:6] for path in table.root.glob("sessions/*/R-*.json"))
    assert names == ["R-0001", "R-0002"]
    assert {action.action for action in table.session(leave=False).owed} == {"One", "Two"}


@pytest.mark.parametrize("text", ["", "  ", "\u202e", "x" * 100_001])
def test_what_is_no_action_is_refused_and_makes_nothing(table: Table, text: str):
    before = table.tree()
    with pytest.raises(RefusedError):
        keeper(table).enter("North team", text)
    assert table.tree() == before


def test_an_action_of_a_session_is_answered_in_the_register(table: Table):
    room = table.session(leave=False)
    room.agree_action("Ask the nursery", "health visitor", date(2026, 12, 18))
    room.settle()
    room.close()
    room.leave()
    (path,) = table.root.glob("sessions/*/S-0001_*.json")
    before = path.read_bytes()
    table.advance(minutes=60 * 24 * 7)
    answered = keeper(table).answer(keeper(table).find("1"), "going", "half", due=date(2027, 1, 8))
    assert (answered.status, answered.due) == ("in-progress", date(2027, 1, 8))
    assert (answered.history[-1].by, answered.history[-1].session) == ("team manager", "")
    assert path.read_bytes() == before
    (owed,) = table.session(leave=False).owed
    assert (owed.status, owed.due) == ("in-progress", date(2027, 1, 8))


def test_what_is_finished_is_answered_once(table: Table):
    done = keeper(table).answer(keeper(table).enter("N", "One"), "done", "read before visits")
    assert (done.status, done.difference) == ("complete", "read before visits")
    with pytest.raises(RefusedError, match="done already"):
        keeper(table).answer(done, "dropped", "why")
    assert keeper(table).undo(done).status == "not-started"
    with pytest.raises(RefusedError, match="Nothing was said"):
        keeper(table).undo(keeper(table).find("1"))


def test_one_action_of_a_team_is_its_headline_improvement(table: Table):
    one, two = (keeper(table).enter("N", text) for text in ("One", "Two"))
    other = keeper(table).enter("S", "Three")
    for action in (one, other, two):
        keeper(table).pin(keeper(table).find(action.ref))
    pinned = {ref: keeper(table).find(ref).pinned for ref in ("1", "2", "3")}
    assert pinned == {"1": False, "2": True, "3": True}
    assert table.session(team="N", leave=False).owed[0].action == "Two"


def test_a_concern_is_taken_further_and_answered(table: Table):
    action = keeper(table).enter("N", "One")
    raised = keeper(table).escalate(action, "No reply", "line-manager", "head of service")
    assert [each.open for each in raised.escalations] == [True]
    assert table.session(team="N", leave=False).owed[0].escalations[0].to == "head of service"
    answered = keeper(table).answer_escalation(raised, "It is on the agenda")
    assert answered.escalations[0].outcome == "It is on the agenda"
    with pytest.raises(RefusedError, match="waits"):
        keeper(table).answer_escalation(answered, "again")


def test_a_finished_action_comes_back_while_nobody_answered_its_concern(table: Table):
    action = keeper(table).enter("N", "One")
    keeper(table).escalate(action, "No reply", "senior-manager", "director")
    keeper(table).answer(keeper(table).find("1"), "dropped", "overtaken")
    (owed,) = table.session(team="N", leave=False).owed
    assert (owed.status, owed.escalations[0].open) == ("dropped", True)


def test_what_cannot_be_changed_says_so(table: Table):
    action = keeper(table).enter("N", "One", owner="lead")
    with pytest.raises(RefusedError, match="Nothing would change"):
        keeper(table).change(action, owner="lead")
    with pytest.raises(RefusedError, match="no new words"):
        keeper(table).change(action, text="  ")
    changed = keeper(table).change(action, text="Two", cleared=("owner",), reason="misheard")
    assert (changed.action, changed.owner) == ("Two", "")
    assert changed.history[-1].words == "misheard"


def test_another_window_that_writes_to_the_register_is_waited_for(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    keeper(table).enter("N", "One")
    store = table.another_desk().store
    held = store.open_register("N")
    monkeypatch.setattr(registering, "PATIENCE", 0.1)
    with pytest.raises(InUseError):
        keeper(table).enter("N", "Two")
    held.leave()
    keeper(table).enter("N", "Two")
    assert len(keeper(table).desk.register().select(Filter(team="n"))) == 2


def test_a_save_in_the_register_leaves_the_catalogue_to_the_next_list(table: Table):
    keeper(table).enter("N", "One")
    store = table.another_desk().store
    store.rows()
    catalogue = store.root / CATALOGUE
    before = catalogue.read_bytes()
    keeper(table).enter("N", "Two")
    assert catalogue.read_bytes() == before
    store.rows()
    assert len(store.action_states()) == 2
    assert catalogue.read_bytes() != before


def test_a_register_that_went_away_is_made_anew(table: Table):
    registrar = keeper(table)
    registrar.enter("N", "One")
    for path in registrar.desk.store.root.glob("sessions/*/R-*"):
        path.unlink()
    registrar.enter("N", "Two")
    assert [each["action"] for each in registrar.desk.register().select(Filter())] == ["Two"]
